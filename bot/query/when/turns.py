"""What is this, last or next: before what it turns (last week), behind it (semaine dernière), or in it (上周)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.query.when.bits import bits_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from bot.query.when.here import Read
    from bot.query.when.rules import Value
    from bot.query.when.tokens import Text

_BEFORE = (("this", 0), ("last", -1), ("next", 1), ("before last first", -2))
_BEHIND = (("this behind", 0), ("last behind", -1), ("next behind", 1), ("before last", -2))
_TURNING = bits_of((*dict(_BEFORE), *dict(_BEHIND), "last behind a feminine"))


def turned(
    text: Text, at: int, core: Callable[[Text, int], Iterable[Read[Value]]]
) -> Iterator[Read[tuple[int, Value]]]:
    """What ``core`` reads, with its turn: 0 this one, -1 the last, 1 the next, -2 the one before the last."""
    if not text.tables & _TURNING:
        return
    for table, turn in _BEFORE:
        for after in text.after(table, at):
            yield from (((turn, value), end) for value, end in core(text, after))
    for start in text.maybe("the", at):
        for value, middle in core(text, start):
            for table, turn in _BEHIND:
                yield from (((turn, value), end) for end in text.after(table, middle))
            if middle in text.after("feminine", start):
                yield from (((-1, value), end) for end in text.after("last behind a feminine", middle))
