"""The figures of a digest beside those of the weeks before: only what says something is compared."""

from __future__ import annotations

from statistics import mean
from typing import TYPE_CHECKING, TypeVar

from bot.answers.digest import Compared, Measure

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from bot.cdr.totals import Totals

Count = TypeVar("Count", int, float)

_WEEKS_NEEDED = 3
"""Weeks with calls that make a usual one. A week without any was a holiday, or nothing was recorded."""
_TINY = 5
"""Calls: where both counts are smaller, chance decides."""
_WAITS_NEEDED = 10
"""Callers whose waiting times have a middle worth telling."""

_COUNTS: tuple[tuple[Measure, Callable[[Totals], int]], ...] = (
    (Measure.INBOUND, lambda totals: totals.inbound),
    (Measure.MISSED, lambda totals: totals.missed),
    (Measure.ANSWERED, lambda totals: totals.inbound_answered),
    (Measure.VOICEMAIL, lambda totals: totals.voicemail),
)


def compared(now: Totals, past: Sequence[Totals | None]) -> tuple[Compared, ...]:
    """What can be compared.

    Args:
        now: the totals of the digest's window.
        past: those of the same days a week before, two weeks before and so on; None where they are not known.
    """
    return tuple(_compared(now, past))


def _compared(now: Totals, past: Sequence[Totals | None]) -> Iterator[Compared]:
    before = past[0] if past else None
    before = before if before is not None and before.inbound else None
    usual = [each for each in past if each is not None and each.inbound]
    for measure, count in _COUNTS:
        each = Compared(
            measure=measure,
            now=count(now),
            before=_enough(count(now), None if before is None else count(before)),
            usual=_enough(count(now), _average([count(each) for each in usual])),
        )
        if each.before is not None or each.usual is not None:
            yield each
    yield from _waiting(now, before, usual)


def _waiting(now: Totals, before: Totals | None, usual: Sequence[Totals]) -> Iterator[Compared]:
    half = _half(now)
    if half is None:
        return
    earlier = None if before is None else _half(before)
    average = _average([each for each in map(_half, usual) if each is not None])
    if earlier is not None or average is not None:
        yield Compared(measure=Measure.WAITING, now=half, before=earlier, usual=average)


def _half(totals: Totals) -> int | None:
    """How long half of the callers waited at most, where they are many."""
    return totals.waiting_p50 if totals.inbound - totals.menu_only >= _WAITS_NEEDED else None


def _average(counts: Sequence[int]) -> float | None:
    return mean(counts) if len(counts) >= _WEEKS_NEEDED else None


def _enough(now: int, other: Count | None) -> Count | None:
    return other if other is not None and max(now, other) >= _TINY else None
