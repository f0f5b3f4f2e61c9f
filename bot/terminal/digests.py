"""A workspace's digests as terminal text: what is scheduled, and what became of each slot."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot.answers.counts import counted
from bot.answers.digest_fates import fate, paused_told, why_so
from bot.answers.digest_reasons import ZONE_GONE, cause
from bot.answers.moments import clock, full_date
from bot.cdr.seen import clean
from bot.cdr.zone_names import zone_named
from bot.digest.delivery import State
from bot.digest.words import told
from bot.digest.zone_names import zone_known
from bot.terminal.cells import padded
from bot.terminal.flow import items, paragraph
from bot.terminal.ink import BLANK, Ink, Piece, rendered

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.answers.digest_kept import KeptDigest
    from bot.answers.digest_status import DigestStatus
    from bot.digest.delivery import Delivery
    from bot.digest.digest import Digest
    from bot.terminal.ink import Line

NONE_YET = "No digest is kept for workspace {workspace} yet. In Slack “/calls digest” makes one."
NOBODY_RAN = "nobody has taken it up: is “ringback serve” running?"

_INDENT, _TITLES = 2, 8
_INKS = {
    State.POSTED: Ink.GOOD,
    State.SKIPPED: Ink.FAINT,
    State.FAILED: Ink.BAD,
    State.UNKNOWN: Ink.VERY_BAD,
}


def digests_page(kept: Sequence[KeptDigest], workspace: str, *, width: int, colour: bool) -> str:
    """Each digest with its newest slots, oldest first, and when it is due next."""
    if not kept:
        return rendered(paragraph(NONE_YET.format(workspace=workspace), width), colour=colour)
    lines: list[Line] = []
    for each in kept:
        lines += [*([BLANK] if lines else []), *_digest(each, width)]
    return rendered(lines, colour=colour)


def delivery_page(digest: Digest, delivery: Delivery, *, width: int, colour: bool) -> str:
    """What became of one slot."""
    return rendered([*_title(digest, width), *_delivery(delivery, width)], colour=colour)


def _digest(kept: KeptDigest, width: int) -> Iterator[Line]:
    digest = kept.status.digest
    yield from _title(digest, width)
    yield from _fact("Where", _where(digest), width)
    yield from _fact("Owner", clean(digest.owner), width)
    if digest.paused is not None:
        since = datetime.fromtimestamp(digest.paused, ZoneInfo(zone_named(digest.zone) or "UTC"))
        yield from _fact("Paused", f"since {_moment(since)}, {paused_told(digest)}", width, Ink.WARNING)
    else:
        yield from _fact("Next", _next(kept.status), width)
    yield from _slots(kept, width)


def _title(digest: Digest, width: int) -> list[Line]:
    lead = f"Digest {digest.number}  "
    return paragraph(told(digest), width, ink=Ink.STRONG, first=lead, indent=len(lead))


def _slots(kept: KeptDigest, width: int) -> Iterator[Line]:
    if kept.older:
        shown = counted(len(kept.deliveries), "slot")
        yield from _fact("Slots", f"the newest {shown}; --slots shows more", width)
    for delivery in reversed(kept.deliveries):
        yield from _delivery(delivery, width)
    for slot in reversed(kept.waiting):
        yield from _slot(slot.wall, [Piece("due", Ink.WARNING), Piece(NOBODY_RAN)], width)


def _delivery(delivery: Delivery, width: int) -> list[Line]:
    pieces = [Piece(fate(delivery), _INKS.get(delivery.state, Ink.WARNING))]
    if why := why_so(delivery):
        pieces.append(Piece(clean(why)))
    if delivery.ts:
        pieces.append(Piece(f"in {clean(delivery.channel)} as {clean(delivery.ts)}", Ink.FAINT))
    return _slot(delivery.slot, pieces, width)


def _slot(wall: str, pieces: Sequence[Piece], width: int) -> list[Line]:
    lead = f"{' ' * _INDENT}{_moment(datetime.fromisoformat(wall)):<22}  "
    return items(pieces, width, first=lead, indent=len(lead))


def _where(digest: Digest) -> str:
    return f"channel {clean(digest.channel)}" if digest.channel else "a direct message to its owner"


def _next(status: DigestStatus) -> str:
    if status.next is None:
        known = zone_known(status.digest)
        return "never: every day is skipped" if known else f"never: {cause(ZONE_GONE)}"
    return f"{_moment(datetime.fromisoformat(status.next.wall))} ({status.digest.zone})"


def _fact(title: str, words: str, width: int, ink: Ink = Ink.PLAIN) -> list[Line]:
    first = " " * _INDENT + padded(title, _TITLES)
    return paragraph(words, width, ink=ink, first=first, indent=len(first))


def _moment(at: datetime) -> str:
    return f"{full_date(at)}, {clock(at)}"
