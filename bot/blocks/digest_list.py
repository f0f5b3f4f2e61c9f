"""The digests that somebody can see, and how one is written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.blocks import digest_actions as acts
from bot.blocks.elements import actions, bullets, button, clipped, context, line, rich, span
from bot.blocks.home_digests import runs
from bot.blocks.message import Message
from bot.blocks.text import standing_in
from bot.digest.words import told
from bot.workspace.steps_in_slack import step_in_slack

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.answers.digest_status import DigestStatus
    from bot.blocks.message import Block
    from bot.cdr.trouble import Trouble
    from bot.digest.digest import Digest

EXAMPLES = (
    "/calls digest daily 08:30 weekdays skip empty",
    "/calls digest weekly monday 09:00 about last week in Sales",
    "/calls digest monthly first workday 08:00 me",
)
_ABOUT = "A digest tells a channel, or you alone, about the calls at a time of your choice."
_OPTIONS = (
    "After the time, in any order: filters such as in Sales; about yesterday, today, last week or last month; "
    "skip empty; skip on 2026-12-25; zone Europe/Berlin; in-channel and a #channel; me, for your own calls alone."
)
_VERBS = (
    "Then: /calls digest list, or show, edit, pause, resume, now, preview, remove and the digest's number."
)
_TITLE, _NONE = "Digests", "There is none here yet."
_MORE = "… and {count:,} more: /calls digest list {number} shows the rest."
_LONGEST = 300
"""Characters of a digest in words; “show” has all of them."""
MOST = 25
"""Digests in one list."""


def list_message(shown: Sequence[DigestStatus], *, user: str, more: Sequence[Digest] = ()) -> Message:
    """One line for each: its number, where it goes, what it tells, its last run and its next.

    Args:
        shown: by number.
        user: who looks.
        more: those that did not fit, by number.
    """
    blocks = [*_list(shown, user)]
    if more:
        blocks.append(context(_MORE.format(count=len(more), number=more[0].number)))
    blocks.append(actions([_new()]))
    count = len(shown) + len(more)
    return Message(text=standing_in(f"{_TITLE}: {count:,}"), blocks=tuple(blocks))


def usage_message(shown: Sequence[DigestStatus], *, user: str, more: Sequence[Digest] = ()) -> Message:
    """How a digest is written, and those there are."""
    listed = list_message(shown, user=user, more=more)
    return Message(
        text=standing_in(f"{_ABOUT} Write {' or '.join(EXAMPLES)}."),
        blocks=(_how(line(span(_ABOUT, "bold"))), *listed.blocks),
    )


def misread_message(trouble: Trouble) -> Message:
    """What of a digest was not understood, and how one is written."""
    step = step_in_slack(trouble)
    return Message(
        text=standing_in(f"{trouble.sentence} {step}"),
        blocks=(
            rich(line(span(trouble.sentence, "bold")), line(span(step))),
            _how(line(span("For example"))),
            actions([_new()]),
        ),
    )


def _how(first: Block) -> Block:
    examples = bullets([line(span(each, "code")) for each in EXAMPLES])
    return rich(first, examples, line(span(_OPTIONS)), line(span(_VERBS)))


def _new() -> Block:
    return button("New digest", acts.NEW, "new")


def _list(shown: Sequence[DigestStatus], user: str) -> list[Block]:
    title = line(span(_TITLE, "bold"))
    if not shown:
        return [rich(title, line(span(_NONE)))]
    return [rich(title, bullets([_line(status, user) for status in shown]))]


def _line(status: DigestStatus, user: str) -> Block:
    """``3 to #sales: Every weekday at 08:30 …``."""
    digest = status.digest
    owner: Block = {"type": "user", "user_id": digest.owner}
    pieces = [span(f"{digest.number} ", "bold"), span("to ")]
    if digest.channel:
        pieces.append({"type": "channel", "channel_id": digest.channel})
        pieces += [span(", of "), owner] if digest.owner != user else []
    else:
        pieces.append(owner if digest.owner != user else span("you"))
    said = f": {clipped(told(digest), _LONGEST)} {runs(status)}"
    return {"type": "rich_text_section", "elements": [*pieces, span(said)]}
