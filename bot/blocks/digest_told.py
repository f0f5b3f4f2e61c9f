"""A digest in words: what was set up or changed, what there is of one, and the questions before it is made."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from bot.answers.digest_fates import fate, why_so
from bot.answers.moments import clock, full_date
from bot.blocks import digest_actions as acts
from bot.blocks.digest_actions import DigestButton
from bot.blocks.elements import actions, bullets, button, clipped, confirm, context, line, rich, span
from bot.blocks.home_digests import coming, runs
from bot.blocks.message import Message
from bot.blocks.text import standing_in
from bot.blocks.trouble import told as sentences
from bot.cdr.seen import clean
from bot.digest.words import told

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.answers.digest_status import DigestStatus
    from bot.blocks.message import Block
    from bot.digest.delivery import Delivery
    from bot.digest.digest import Digest

SET_UP, CHANGED = "Digest {number} is set up.", "Digest {number} is changed."
PAUSED, PAUSED_NEXT = (
    "Digest {number} is paused.",
    "Nothing of it is posted until it is resumed: /calls digest resume {number}.",
)
RESUMED, REMOVED = "Digest {number} runs again.", "Digest {number} is removed."
REMOVED_WAS = "It was: {told}"
ASKED, ASKED_ALREADY = (
    "Digest {number} is posted in a moment.",
    "Digest {number} is posted in this minute already, so not a second time.",
)
SHARED = "People of another organisation can read the channel that the digest goes to."
SHARED_NEXT = "Every digest would show them the callers' numbers and names."
SURE, CANCEL, NOT_MADE = "Make it", "Cancel", "Nothing was changed."
PREVIEWED = "A preview of digest {number} as it would have been posted on {date}, {time}. You alone see it."
SILENT = "There were no calls, so nothing would have been posted."
FORM, OPEN_FORM = "A form opens by a press.", "Open the form"
_ASKS = "It tells of the PBX {name}."
_LAST_RUNS = "Last runs"
_REMOVE_ASK = "It does not come any more, and what is known of its past runs is deleted."
_LONGEST = 900
"""Characters of a digest in words."""


def made_message(
    status: DigestStatus, mark: str, *, user: str, pbx: str = "", changed: bool = False
) -> Message:
    """What will happen and when next, to whoever set it up; ``pbx`` is the PBX's name where there are several."""
    digest = status.digest
    said = (CHANGED if changed else SET_UP).format(number=digest.number)
    lines = [line(span(said, "bold")), *_what(digest, user, pbx), line(span(runs(status)))]
    row = [
        button("Preview", acts.PREVIEW, _value(digest, mark)),
        button("Edit", acts.EDIT, _value(digest, mark)),
        _remove(digest, mark),
    ]
    text = standing_in(f"{said} {clipped(told(digest), _LONGEST)} {runs(status)}")
    return Message(text=text, blocks=(rich(*lines), actions(row)))


def shown_message(  # noqa: PLR0913 - what is known of it, and who looks
    status: DigestStatus,
    deliveries: Sequence[Delivery],
    mark: str,
    *,
    user: str,
    may_change: bool,
    may_preview: bool,
    pbx: str = "",
) -> Message:
    """One digest with its last runs, newest first, and what may be done with it."""
    digest = status.digest
    lines = [
        line(span(f"Digest {digest.number}", "bold")),
        *_what(digest, user, pbx),
        line(span(coming(status) if deliveries else runs(status))),
    ]
    blocks = [rich(*lines)]
    if deliveries:
        blocks.append(rich(line(span(_LAST_RUNS, "bold")), bullets([_run(each) for each in deliveries])))
    row = [button("Preview", acts.PREVIEW, _value(digest, mark))] if may_preview else []
    if may_change:
        row += _changing(digest, mark)
    if row:
        blocks.append(actions(row))
    text = standing_in(f"Digest {digest.number}: {clipped(told(digest), _LONGEST)} {runs(status)}")
    return Message(text=text, blocks=tuple(blocks))


def shared_message(button_value: str) -> Message:
    """Asks whether people of another organisation may read it."""
    row = [
        button(SURE, acts.MAKE_SHARED, button_value, style="danger"),
        button(CANCEL, acts.CANCEL, "no"),
    ]
    return sentences(SHARED, SHARED_NEXT, row)


def form_message(digest: Digest, mark: str) -> Message:
    """Where no form can be opened: a button that opens it."""
    return sentences(FORM, "", [button(OPEN_FORM, acts.EDIT, _value(digest, mark), style="primary")])


def preview_message(shown: Message, digest: Digest, slot: str, *, silent: bool) -> Message:
    """A digest that was not posted; ``silent`` where there were no calls and it is not posted then."""
    moment = datetime.fromisoformat(slot)
    said = PREVIEWED.format(number=digest.number, date=full_date(moment), time=clock(moment))
    top = context(said, SILENT if silent else "")
    return Message(text=shown.text, blocks=(top, *shown.blocks))


def _what(digest: Digest, user: str, pbx: str) -> list[Block]:
    """Where it goes, as Slack names channels and people, what it tells, and of which PBX."""
    where: list[Block] = [span("It goes to ")]
    if digest.channel:
        where.append({"type": "channel", "channel_id": digest.channel})
    elif digest.owner == user:
        where.append(span("you, in a direct message"))
    else:
        where += [{"type": "user", "user_id": digest.owner}, span(", in a direct message")]
    if digest.channel and digest.owner != user:
        where += [span("; its owner is "), {"type": "user", "user_id": digest.owner}]
    asks = [line(span(_ASKS.format(name=clean(pbx))))] if pbx else []
    return [
        {"type": "rich_text_section", "elements": [*where, span(".")]},
        line(span(clipped(told(digest), _LONGEST))),
        *asks,
    ]


def _run(delivery: Delivery) -> Block:
    moment = datetime.fromisoformat(delivery.slot)
    why = why_so(delivery)
    said = f"{full_date(moment)}, {clock(moment)}: {fate(delivery)}"
    return line(span(f"{said} ({clean(why)})" if why else said))


def _changing(digest: Digest, mark: str) -> list[Block]:
    value = _value(digest, mark)
    going = (
        [button("Pause", acts.PAUSE, value), button("Post it now", acts.NOW, value)]
        if digest.paused is None
        else [button("Resume", acts.RESUME, value)]
    )
    return [button("Edit", acts.EDIT, value), *going, _remove(digest, mark)]


def _remove(digest: Digest, mark: str) -> Block:
    sure = confirm(f"Remove digest {digest.number}?", _REMOVE_ASK, "Remove")
    return button("Remove", acts.REMOVE, _value(digest, mark), style="danger", confirm=sure)


def _value(digest: Digest, mark: str) -> str:
    return DigestButton(mark=mark, digest=digest.id).written()
