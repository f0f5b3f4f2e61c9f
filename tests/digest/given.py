"""Digests to test with, and how hypothesis draws them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from hypothesis import settings
from hypothesis import strategies as st

from bot.digest.digest import About, Digest
from bot.digest.recurrence import Every, MonthDay, Recurrence
from bot.digest.slots import slots

if TYPE_CHECKING:
    from bot.digest.slots import Slot

unhurried = settings(deadline=None)
"""A machine that is busy fails no test."""

ALL = frozenset(range(7))
WORKDAYS = frozenset(range(5))

ZONES = (
    "Europe/London",
    "Europe/Berlin",
    "America/New_York",
    "America/Sao_Paulo",
    "America/St_Johns",
    "Australia/Lord_Howe",
    "Asia/Tehran",
    "Asia/Kathmandu",
    "Africa/Casablanca",
    "Pacific/Apia",
    "UTC",
)
CHANGES = (
    ("Europe/London", date(2026, 3, 29)),
    ("Europe/London", date(2026, 10, 25)),
    ("Europe/Berlin", date(2026, 3, 29)),
    ("Europe/Berlin", date(2026, 10, 25)),
    ("America/New_York", date(2026, 3, 8)),
    ("America/New_York", date(2026, 11, 1)),
    ("America/Sao_Paulo", date(2018, 2, 18)),  # midnight came twice, so 23:00 of the 17th did
    ("America/Sao_Paulo", date(2018, 11, 4)),  # there was no midnight
    ("America/Sao_Paulo", date(2019, 11, 3)),  # and the year after, no change any more
    ("America/St_Johns", date(2006, 10, 29)),  # at 00:01
    ("Australia/Lord_Howe", date(2026, 4, 5)),  # by half an hour
    ("Australia/Lord_Howe", date(2026, 10, 4)),
    ("Asia/Tehran", date(2022, 3, 22)),  # the last one
    ("Asia/Tehran", date(2022, 9, 22)),
    ("Asia/Pyongyang", date(2018, 5, 5)),  # by half an hour, for good
    ("Europe/Istanbul", date(2016, 3, 27)),
    ("Africa/Casablanca", date(2026, 2, 15)),  # Ramadan
    ("Africa/Casablanca", date(2026, 3, 22)),
    ("Africa/Cairo", date(2023, 4, 28)),  # brought back, at midnight
    ("America/Havana", date(2026, 11, 1)),  # 00:00 to 01:00 twice
    ("Pacific/Apia", date(2011, 12, 30)),  # a day that never was
    ("Pacific/Kiritimati", date(1994, 12, 31)),  # so was this, the last of a year
)
"""Zones, and days at which their clocks changed or stopped to."""


def daily(at: str = "08:30", days: frozenset[int] = ALL, **fields: Any) -> Digest:  # noqa: ANN401 - fields of a digest
    return digest(Recurrence(every=Every.DAILY, at=time.fromisoformat(at), days=days), **fields)


def weekly(at: str, *days: int, **fields: Any) -> Digest:  # noqa: ANN401 - as above
    return digest(Recurrence(every=Every.WEEKLY, at=time.fromisoformat(at), days=frozenset(days)), **fields)


def monthly(at: str, month_day: MonthDay, **fields: Any) -> Digest:  # noqa: ANN401 - as above
    recurrence = Recurrence(every=Every.MONTHLY, at=time.fromisoformat(at), month_day=month_day)
    return digest(recurrence, **fields)


def digest(recurrence: Recurrence, **fields: Any) -> Digest:  # noqa: ANN401 - as above
    plain = Digest(
        id="d1",
        number=1,
        owner="U1",
        channel="C1",
        own=False,
        recurrence=recurrence,
        zone="Europe/London",
        locale="en-GB",
        created=0,
    )
    return replace(plain, **fields)


def local(text: str, zone: str = "Europe/London") -> datetime:
    """A reading of a zone's clock as a moment, the first of two."""
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone))


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def walls(asked: Digest, after: str, until: str) -> list[str]:
    """The slots between two readings of the digest's own clock."""
    return [slot.wall for slot in slots(asked, local(after, asked.zone), local(until, asked.zone))]


def the_slot(asked: Digest, wall: str) -> Slot:
    """The slot with this wall clock."""
    moment = local(wall, asked.zone)
    found = slots(asked, moment - timedelta(days=2), moment + timedelta(days=2))
    return next(slot for slot in found if slot.wall == wall)


times = st.builds(time, st.integers(0, 23), st.integers(0, 59))
some_days = st.frozensets(st.integers(0, 6), min_size=1)
days_of_years = st.dates(date(2010, 1, 1), date(2030, 12, 31))
moments = st.datetimes(datetime(2010, 1, 1), datetime(2030, 12, 31), timezones=st.just(UTC))


@st.composite
def recurrences(draw: st.DrawFn) -> Recurrence:
    every, at = draw(st.sampled_from(Every)), draw(times)
    if every is Every.MONTHLY:
        return Recurrence(every=every, at=at, month_day=draw(st.sampled_from(MonthDay)))
    return Recurrence(every=every, at=at, days=draw(some_days | st.sampled_from([ALL, WORKDAYS])))


@st.composite
def changes(draw: st.DrawFn) -> tuple[str, datetime]:
    """A zone and a moment a few days around a change of its clock."""
    zone, day = draw(st.sampled_from(CHANGES))
    hours = draw(st.integers(-240, 240))
    return zone, datetime(day.year, day.month, day.day, tzinfo=UTC) + timedelta(
        hours=hours, minutes=draw(st.integers(0, 59))
    )


@st.composite
def placed(draw: st.DrawFn) -> tuple[Digest, datetime]:
    """A digest with a moment: half of them near a change of its zone's clock."""
    zone, moment = draw(changes() | st.tuples(st.sampled_from(ZONES), moments))
    near = st.integers(-40, 40).map(lambda days: moment.date() + timedelta(days=days))
    skip_on = draw(st.frozensets(near, max_size=12))
    about = draw(st.sampled_from(About))
    return digest(draw(recurrences()), zone=zone, skip_on=skip_on, about=about), moment
