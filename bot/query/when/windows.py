"""Local stretches to windows: the calendar is left once, at the end, where clocks change."""

from __future__ import annotations

from datetime import UTC, datetime, time
from functools import lru_cache
from typing import TYPE_CHECKING

from bot.cdr.window import Window

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import tzinfo

    from bot.query.asker import Asker
    from bot.query.when.meaning import Meaning, Piece

TWICE = "{reading} came twice that night, because the clock was set back; both are counted."
LEFT_OUT = "What of it is still to come is left out."
_A_DAY, _SEVERAL, _FEW = 86_400, 2, 7
SKIPPED = "{reading} did not exist that night, because the clock was set forward."


def aware(reading: datetime, zone: tzinfo, *, end: bool) -> datetime:
    """A local reading as a moment.

    In an hour that comes twice a start is the first, an end the second; midnight ends a day the first time. A
    reading that is skipped is as far after the change as it says.
    """
    if not _changes(reading, zone):
        return reading.replace(tzinfo=zone)
    first, second = _offsets(reading, zone)
    fold = first > second and end and reading.time() != time()
    return reading.replace(tzinfo=zone, fold=fold).astimezone(UTC).astimezone(zone)


@lru_cache(maxsize=4096)
def _offsets(reading: datetime, zone: tzinfo) -> tuple[float, float]:
    """Seconds from UTC before and after a clock change over a reading; the same where there was none."""
    offsets = (reading.replace(tzinfo=zone, fold=fold).utcoffset() for fold in (0, 1))
    first, second = (0.0 if offset is None else offset.total_seconds() for offset in offsets)
    return first, second


def _changes(reading: datetime, zone: tzinfo) -> bool:
    """Whether the clock was set over a reading, so that it came twice or never."""
    first, second = _offsets(reading, zone)
    return first != second


def _gap(reading: datetime, zone: tzinfo) -> float:
    """Seconds by which the clock was set forward over this; 0 where it was not."""
    first, second = _offsets(reading, zone)
    return max(second - first, 0.0)


def _change(reading: datetime, zone: tzinfo) -> datetime:
    """The moment at which the clock was set forward over a reading, to the second."""
    first, second = (reading.replace(tzinfo=zone, fold=fold).timestamp() for fold in (0, 1))
    before, after = int(second), int(first)
    old = datetime.fromtimestamp(before, zone).utcoffset()
    while after - before > 1:
        middle = (before + after) // 2
        if datetime.fromtimestamp(middle, zone).utcoffset() == old:
            before = middle
        else:
            after = middle
    return datetime.fromtimestamp(after, zone)


def clock_notes(meaning: Meaning, zone: tzinfo) -> tuple[str, ...]:
    """What a clock change makes of the readings, as sentences."""
    readings = [
        reading for piece in meaning.pieces for reading in (piece.start, piece.end) if reading is not None
    ]
    notes: list[str] = []
    for reading in readings:
        first, second = _offsets(reading, zone)
        if first != second and reading.time() != time():
            template = TWICE if first > second else SKIPPED
            notes.append(template.format(reading=f"{reading:%H:%M}"))
    return tuple(dict.fromkeys(notes))


def windows_of(meaning: Meaning, asker: Asker) -> tuple[Window, ...] | None:
    """The windows, in order, those that touch as one; None where an end comes before its start.

    Of several, those that have not begun are left out, unless none has.
    """
    if meaning.elapsed is not None:
        end = asker.now.astimezone(UTC)
        spans = (end, end + meaning.elapsed) if meaning.ahead else (end - meaning.elapsed, end)
        return (Window(start=spans[0].astimezone(asker.zone), end=spans[1].astimezone(asker.zone)),)
    windows = [_window(piece, asker) for piece in meaning.pieces]
    made = [window for window in windows if window is not None]
    if len(made) < len(windows) or not made:
        return None
    if len(made) == 1:
        return tuple(made)
    begun = [window for window in made if has_begun(window, asker)]
    return _joined(begun or made)


def left_out(meaning: Meaning, asker: Asker) -> tuple[str, ...]:
    """What is not in the windows since it has not begun, as a sentence; of few stretches alone, of many it is plain."""
    if len(meaning.pieces) < _SEVERAL:
        return ()
    made = [window for piece in meaning.pieces if (window := _window(piece, asker)) is not None]
    begun = [window for window in made if has_begun(window, asker)]
    return (LEFT_OUT,) if 0 < len(begun) < len(made) <= _FEW else ()


def has_begun(window: Window, asker: Asker) -> bool:
    """Whether something of it is not in the future: at midnight sharp the first second of today is there."""
    return window.first_second <= asker.now.timestamp()


def _window(piece: Piece, asker: Asker) -> Window | None:
    if piece.start is not None and piece.end is not None and piece.start < piece.end:
        zone = asker.zone
        if not (_changes(piece.start, zone) or _changes(piece.end, zone)):  # nearly every window
            return Window(start=piece.start.replace(tzinfo=zone), end=piece.end.replace(tzinfo=zone))
    start, end = _ends(piece, asker)
    if start is not None and start.timestamp() >= end.timestamp():
        if piece.end is None and piece.start is not None:
            # Since a moment that has not come: a window in the future, to be refused as such.
            return Window(start=start, end=datetime.fromtimestamp(start.timestamp() + 1, asker.zone))
        return _skipped_whole(piece, start, asker.zone)
    return None if _without_its_day(piece, asker.zone) else Window(start=start, end=end)


def was_turned_round(meaning: Meaning) -> bool:
    """Whether a stretch ends before it starts on the clock on the wall, not only because that was set forward."""
    ends = ((piece.start, piece.end) for piece in meaning.pieces)
    return not any(start is not None and end is not None and start < end for start, end in ends)


def _skipped_whole(piece: Piece, change: datetime, zone: tzinfo) -> Window | None:
    """An hour that never was, as the same length of time after the change; None for a day, or for no such stretch."""
    if piece.start is None or piece.end is None or piece.start >= piece.end:
        return None
    if _gap(piece.start, zone) >= _A_DAY:
        return None
    end = change.astimezone(UTC) + (piece.end - piece.start)
    return Window(start=change, end=end.astimezone(zone))


def _without_its_day(piece: Piece, zone: tzinfo) -> bool:
    """Whether both ends are on a day that the zone left out, as Samoa did 30 December 2011."""
    return (
        piece.start is not None
        and piece.end is not None
        and min(_gap(piece.start, zone), _gap(piece.end, zone)) >= _A_DAY
    )


def _ends(piece: Piece, asker: Asker) -> tuple[datetime | None, datetime]:
    """Start and end as moments.

    Where one of the two was skipped it is the moment of the change; of a time that was skipped as a whole both are
    as far after it as they say.
    """
    zone = asker.zone
    lost = [reading is not None and _gap(reading, zone) > 0 for reading in (piece.start, piece.end)]
    read = _change if sum(lost) == 1 else None
    start = piece.start and (
        read(piece.start, zone) if read and lost[0] else aware(piece.start, zone, end=False)
    )
    if piece.end is None:
        return start, asker.now
    return start, read(piece.end, zone) if read and lost[1] else aware(piece.end, zone, end=True)


def _joined(windows: Sequence[Window]) -> tuple[Window, ...]:
    done: list[Window] = []
    for window in sorted(windows, key=lambda window: window.first_second):
        if done and window.first_second <= done[-1].last_second:
            last = done[-1]
            done[-1] = Window(
                start=last.start, end=max(last.end, window.end, key=lambda end: end.timestamp())
            )
        else:
            done.append(window)
    return tuple(done)
