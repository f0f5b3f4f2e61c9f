"""Digests in Home: mine, and for admins those that fail and those without an owner; each with its last and next run."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from bot.answers.digest_fates import fate, why_so
from bot.answers.digest_reasons import ZONE_GONE, cause, mend
from bot.answers.moments import clock, full_date
from bot.blocks import digest_actions as acts
from bot.blocks.digest_actions import DigestButton
from bot.blocks.elements import DIVIDER, actions, button, clipped, confirm, context, header, line, rich, span
from bot.cdr.seen import clean
from bot.digest.words import told, told_next
from bot.digest.zone_names import zone_known

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.answers.digest_status import DigestStatus
    from bot.blocks.message import Block
    from bot.digest.delivery import Delivery
    from bot.digest.digest import Digest

HOME_PAUSE, HOME_RESUME, HOME_REMOVE = (f"home:digest_{deed}" for deed in ("pause", "resume", "remove"))
"""Action ids of buttons that show Home anew; the digest's number follows after a colon, as after all of these."""
TITLE, FAILING, OWNERLESS = "Digests", "Digests that fail", "Digests whose owner is deactivated"
NONE = "You have none yet: a summary of the calls, every morning, for a channel or for you alone."
NONE_FOR_THEM = "You have none."
MORE = "… and {count:,} more. /calls digest list shows all of them."
UNSEEN_ONE, UNSEEN = (
    "Of one more owner it is not known whether they are still there.",
    "Of {count:,} more owners it is not known whether they are still there.",
)
REMOVED = "Digest {number} is removed."
_REMOVE_ASK = "It does not come any more, and what is known of its past runs is deleted."
_LONGEST = 600
"""Characters of a digest in words: its filters may be long."""
_BLOCKS_OF_ONE = 2

_PAUSED, _PAUSED_BECAUSE = "Paused.", "Paused, because {cause}. {mend}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Some digests: those that may be shown, and how many there are."""

    shown: Sequence[DigestStatus] = ()
    count: int = 0


_NO_DIGESTS = Group()


@dataclass(frozen=True, slots=True, kw_only=True)
class HomeDigests:
    """What Home shows of digests to one person.

    Attributes:
        mark: of their workspace, for the buttons.
        asks: whether they may make one.
        mine: of which they are the owner, those that fail first.
        failing, ownerless: of others, for admins.
        unseen: owners of whom nobody knows whether they are still there.
    """

    mark: str
    asks: bool = True
    mine: Group = _NO_DIGESTS
    failing: Group = _NO_DIGESTS
    ownerless: Group = _NO_DIGESTS
    unseen: int = 0


def digest_blocks(page: HomeDigests, room: int) -> list[Block]:
    """The section, in at most ``room`` blocks; what does not fit is counted. Empty for who has and can make none."""
    groups = [("", page.mine), (FAILING, page.failing), (OWNERLESS, page.ownerless)]
    groups = [(title, group) for title, group in groups if group.count]
    if not page.asks and not groups:
        return []
    blocks: list[Block] = [DIVIDER, header(TITLE)]
    if page.asks:
        style = "" if page.mine.count else "primary"
        blocks.append(actions([button("New digest", acts.NEW, "new", style=style)]))
    if not page.mine.count:
        blocks.append(context(NONE if page.asks else NONE_FOR_THEM))
    frame = sum(bool(title) for title, _ in groups) + len(groups) + bool(page.unseen)
    rows = (room - len(blocks) - frame) // _BLOCKS_OF_ONE
    shares = _shares([len(group.shown) for _, group in groups], rows)
    for (title, group), shown in zip(groups, shares, strict=True):
        blocks += _group(title, group, shown, page.mark)
    if page.unseen:
        blocks.append(context((UNSEEN_ONE if page.unseen == 1 else UNSEEN).format(count=page.unseen)))
    return blocks[: max(room, 0)]


def _shares(wanted: Sequence[int], rows: int) -> list[int]:
    """How many of each group are shown: one of each in turn, as long as there are rows."""
    given = [0] * len(wanted)
    while rows > 0 and (short := [at for at, count in enumerate(wanted) if given[at] < count]):
        for at in short[:rows]:
            given[at] += 1
        rows -= len(short)
    return given


def _group(title: str, group: Group, shown: int, mark: str) -> list[Block]:
    blocks: list[Block] = [rich(line(span(title, "bold")))] if title else []
    for status in group.shown[:shown]:
        blocks += _digest(status, mark, others=bool(title))
    if more := group.count - shown:
        blocks.append(context(MORE.format(count=more)))
    return blocks


def _digest(status: DigestStatus, mark: str, *, others: bool) -> list[Block]:
    digest = status.digest
    return [rich(_what(digest, others=others), line(span(runs(status)))), actions(_row(digest, mark))]


def _what(digest: Digest, *, others: bool) -> Block:
    """``3 to #sales: Every weekday at 08:30 …``; of somebody else's also whose it is."""
    to: Block = {"type": "channel", "channel_id": digest.channel}
    owner: Block = {"type": "user", "user_id": digest.owner}
    pieces = [span(f"{digest.number} ", "bold")]
    if digest.channel:
        pieces += [span("to "), to, *([span(", of "), owner] if others else [])]
    else:
        pieces += [span("to "), owner] if others else [span("to me")]
    said = span(f": {clipped(told(digest), _LONGEST)}")
    return {"type": "rich_text_section", "elements": [*pieces, said]}


def runs(status: DigestStatus) -> str:
    """When it ran last and what came of it, then when it comes next, or why it is paused."""
    last = _last(status.last) if status.last is not None else "It has not run yet."
    return f"{last} {coming(status)}"


def coming(status: DigestStatus) -> str:
    """When it comes next, or why it does not."""
    digest = status.digest
    if digest.paused is not None:
        return _paused(digest)
    return told_next(status.next, digest.zone) if status.next else never(digest)


def never(digest: Digest) -> str:
    """Why one that is not paused does not come any more, and what helps."""
    if not zone_known(digest):
        why, step = cause(ZONE_GONE), mend(ZONE_GONE, digest.number)
        return f"It does not come any more: {why}. {step}"
    return "It does not come any more: all of its days are skipped."


def _paused(digest: Digest) -> str:
    code = digest.paused_because
    if not code:
        return _PAUSED
    return _PAUSED_BECAUSE.format(cause=clean(cause(code)), mend=mend(code, digest.number))


def _last(last: Delivery) -> str:
    moment = datetime.fromisoformat(last.slot)
    why = clean(why_so(last))
    return f"Last: {full_date(moment)}, {clock(moment)}, {fate(last)}{f' ({why})' if why else ''}."


def _row(digest: Digest, mark: str) -> list[Block]:
    value = DigestButton(mark=mark, digest=digest.id).written()
    number = digest.number
    paused = digest.paused is not None
    sure = confirm(f"Remove digest {number}?", _REMOVE_ASK, "Remove")
    return [
        button("Edit", f"{acts.EDIT}:{number}", value),
        button("Resume", f"{HOME_RESUME}:{number}", value)
        if paused
        else button("Pause", f"{HOME_PAUSE}:{number}", value),
        button("Preview", f"{acts.PREVIEW}:{number}", value),
        button("Remove", f"{HOME_REMOVE}:{number}", value, style="danger", confirm=sure),
    ]
