"""The display format: how a PBX writes date and time. The only maker of such strings.

Six formats: three date orders by 12 or 24 hours; zero-padded, one space, upper-case AM or PM, midnight
12:00:00 AM. AM and PM are written by hand because ``%p`` follows the machine's locale.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, NewType

if TYPE_CHECKING:
    from datetime import tzinfo

DisplayTime = NewType("DisplayTime", str)
"""A date and time as the PBX in question writes it. Made by this module, never by hand."""

DAY_FIRST, MONTH_FIRST, YEAR_FIRST = "DD/MM/YYYY", "MM/DD/YYYY", "YYYY/MM/DD"

_DATES = {
    DAY_FIRST: "{0.day:02}/{0.month:02}/{0.year:04}",
    MONTH_FIRST: "{0.month:02}/{0.day:02}/{0.year:04}",
    YEAR_FIRST: "{0.year:04}/{0.month:02}/{0.day:02}",
}
_DATE_PATTERNS = {
    DAY_FIRST: r"(?P<day>\d\d)/(?P<month>\d\d)/(?P<year>\d{4})",
    MONTH_FIRST: r"(?P<month>\d\d)/(?P<day>\d\d)/(?P<year>\d{4})",
    YEAR_FIRST: r"(?P<year>\d{4})/(?P<month>\d\d)/(?P<day>\d\d)",
}
_CLOCK_PATTERNS = {
    24: r"(?P<hour>\d\d):(?P<minute>\d\d):(?P<second>\d\d)",
    12: r"(?P<hour>0[1-9]|1[0-2]):(?P<minute>\d\d):(?P<second>\d\d) (?P<half>[AP]M)",
}
_PATTERNS = {
    (date, clock): re.compile(f"{date_pattern} {clock_pattern}", re.ASCII)
    for date, date_pattern in _DATE_PATTERNS.items()
    for clock, clock_pattern in _CLOCK_PATTERNS.items()
}


@dataclass(frozen=True, slots=True, kw_only=True)
class DisplayFormat:
    """One of the six: ``date`` is ``DD/MM/YYYY``, ``MM/DD/YYYY`` or ``YYYY/MM/DD``, ``clock`` 12 or 24."""

    date: str
    clock: int

    def order_shows(self, wall: datetime) -> bool:
        """Whether this moment written in this format cannot be read in the other order: not so on 05/05."""
        return self.date == YEAR_FIRST or wall.day != wall.month

    def __str__(self) -> str:
        return f"{self.date}, {self.clock}-hour"


FORMATS = tuple(DisplayFormat(date=date, clock=clock) for date in _DATES for clock in (24, 12))


def render(moment: datetime, form: DisplayFormat, zone: tzinfo) -> DisplayTime:
    """An aware moment as a PBX with this format and zone writes it; parts of a second are dropped.

    In the hour that daylight saving repeats, two moments give one string.
    """
    return render_wall(moment.astimezone(zone), form)


def render_wall(wall: datetime, form: DisplayFormat) -> DisplayTime:
    """A reading of the PBX's clock as it writes it; the zone of ``wall``, if any, is not looked at."""
    date = _DATES[form.date].format(wall)
    if form.clock == 24:
        return DisplayTime(f"{date} {wall.hour:02}:{wall.minute:02}:{wall.second:02}")
    hour = wall.hour % 12 or 12
    return DisplayTime(
        f"{date} {hour:02}:{wall.minute:02}:{wall.second:02} {'PM' if wall.hour >= 12 else 'AM'}"
    )


def parse(text: str, form: DisplayFormat) -> datetime | None:
    """The reading of the PBX's clock (naive) that a text shows in this format; None if it is not in it."""
    found = _PATTERNS[form.date, form.clock].fullmatch(text)
    if found is None:
        return None
    parts = found.groupdict()
    half = parts.pop("half", None)
    numbers = {name: int(part) for name, part in parts.items()}
    if half is not None:
        numbers["hour"] = numbers["hour"] % 12 + (12 if half == "PM" else 0)
    try:
        day = date(numbers["year"], numbers["month"], numbers["day"])
        return datetime.combine(day, time(numbers["hour"], numbers["minute"], numbers["second"]))
    except ValueError:
        return None


def candidates(text: str) -> dict[DisplayFormat, datetime]:
    """Every format a text can be in, with the reading it shows then."""
    readings = ((form, parse(text, form)) for form in FORMATS)
    return {form: wall for form, wall in readings if wall is not None}


_QUARTER = 900
_REMEMBERED = 4096
_WITHIN_HOUR = tuple(f"{minute:02}:{second:02}" for minute in range(60) for second in range(60))


class ClockFace:
    """Writes many epoch seconds in one format and zone: the strings of ``render``, many times faster.

    Remembers the writing of each quarter of an hour; offsets of zones change on these, or the quarter
    is not remembered.
    """

    def __init__(self, form: DisplayFormat, zone: tzinfo) -> None:
        self._form, self._zone = form, zone
        self._quarters: dict[int, tuple[str, int, str]] = {}

    def shows(self, epoch: int) -> str:
        """What the PBX's clock shows at an epoch second.

        Raises:
            ValueError, OverflowError, OSError: for a second outside of the years 1 to 9999.
        """
        number, seconds = divmod(epoch, _QUARTER)
        quarter = self._quarters.get(number) or self._look(number)
        if quarter is None:
            return render(datetime.fromtimestamp(epoch, UTC), self._form, self._zone)
        before, base, after = quarter
        return before + _WITHIN_HOUR[base + seconds] + after

    def _look(self, number: int) -> tuple[str, int, str] | None:
        first = datetime.fromtimestamp(number * _QUARTER, UTC).astimezone(self._zone)
        last = datetime.fromtimestamp((number + 1) * _QUARTER - 1, UTC).astimezone(self._zone)
        if first.replace(tzinfo=None) + timedelta(seconds=_QUARTER - 1) != last.replace(tzinfo=None):
            return None
        if (first.minute * 60 + first.second) % _QUARTER:
            return None
        text = render_wall(first, self._form)
        hour = text.index(":")
        quarter = (text[: hour + 1], first.minute * 60, text[hour + 6 :])
        if len(self._quarters) >= _REMEMBERED:
            self._quarters.clear()
        self._quarters[number] = quarter
        return quarter
