"""Days and hours where clocks change, in many zones: a day is a day, and 24 hours are 24 hours."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest

from bot.cdr.trouble import Trouble
from bot.query.asker import Asker
from bot.query.when import read_time
from query.time.given import asker, spans

YEARS = range(2010, 2020)


def changes(zone: ZoneInfo) -> list[date]:
    """The local dates of ten years on which the zone's offset changes."""
    found = list[date]()
    instant, last = datetime(YEARS[0], 1, 1, tzinfo=UTC), datetime(YEARS[-1], 12, 31, tzinfo=UTC)
    offset = instant.astimezone(zone).utcoffset()
    while instant < last:
        instant += timedelta(days=1)
        if (now := instant.astimezone(zone).utcoffset()) != offset:
            found.append(_changed_on(instant, zone))
        offset = now
    return found


def _changed_on(after: datetime, zone: ZoneInfo) -> date:
    """The local date of a change in the day before a moment, as the clock shows it after the change."""
    instant = after - timedelta(days=1)
    offset = instant.astimezone(zone).utcoffset()
    while (instant + timedelta(minutes=15)).astimezone(zone).utcoffset() == offset:
        instant += timedelta(minutes=15)
    return (instant + timedelta(minutes=15)).astimezone(zone).date()


def zones() -> list[str]:
    """Every zone that changes its clock in these years, one of those that always change together."""
    known: dict[tuple[object, ...], str] = {}
    for name in sorted(available_timezones() - {"localtime"}):
        zone = ZoneInfo(name)
        moments = [datetime(year, month, 1, tzinfo=UTC) for year in YEARS for month in range(1, 13)]
        offsets = tuple(moment.astimezone(zone).utcoffset() for moment in moments)
        if len(set(offsets)) > 1:
            known.setdefault(offsets, name)
    return sorted(known.values())


ZONES = zones()


def first_instant(day: date, zone: ZoneInfo) -> float:
    """When the calendar turns to a day: the first minute whose local date it is, found by looking at every minute."""
    instant = datetime(day.year, day.month, day.day, tzinfo=UTC) - timedelta(hours=15)
    while instant.astimezone(zone).date() < day:
        instant += timedelta(hours=1)
    instant -= timedelta(hours=1)
    while instant.astimezone(zone).date() < day:
        instant += timedelta(minutes=15)
    return instant.timestamp()


@pytest.mark.parametrize("name", ZONES)
def test_yesterday_is_the_whole_day_on_every_change(name: str) -> None:
    zone = ZoneInfo(name)
    for changed in changes(zone):
        for day in (changed, changed + timedelta(days=1)):
            now = datetime(day.year, day.month, day.day, 15, tzinfo=zone)
            who = Asker.of(now=now, zone=zone)
            before = day - timedelta(days=1)
            if name == "America/St_Johns" and now.year < 2012:
                continue  # it turned its clock back at 00:01, so that midnight came twice
            if first_instant(before, zone) == first_instant(day, zone):
                continue  # a day that the zone skipped: Samoa had no 30 December 2011
            assert spans(read_time("yesterday", who)) == [
                [first_instant(before, zone), first_instant(day, zone)]
            ]


@pytest.mark.parametrize("name", ZONES)
def test_24_hours_are_24_hours_on_every_change(name: str) -> None:
    zone = ZoneInfo(name)
    for changed in changes(zone):
        now = datetime(changed.year, changed.month, changed.day, 15, tzinfo=zone)
        who = Asker.of(now=now, zone=zone)
        assert spans(read_time("last 24 hours", who)) == [[now.timestamp() - 86_400, now.timestamp()]]


@pytest.mark.parametrize("name", ZONES)
def test_hours_that_are_skipped_or_come_twice_leave_no_minute_out(name: str) -> None:
    """Every instant of the day whose clock shows 01:30 up to 03:30 is in the window."""
    zone = ZoneInfo(name)
    for changed in changes(zone):
        now = datetime(changed.year, changed.month, changed.day, 15, tzinfo=zone) + timedelta(days=1)
        (window,) = read_time("yesterday 01:30 to 03:30", Asker.of(now=now, zone=zone)).windows
        instant = first_instant(changed, zone)
        for minutes in range(0, 8 * 60, 15):
            shown = datetime.fromtimestamp(instant + minutes * 60, zone)
            if shown.date() == changed and (1, 30) <= (shown.hour, shown.minute) < (3, 30):
                assert window.holds(shown.timestamp())
            if shown.date() == changed and (shown.hour, shown.minute) >= (4, 30):
                assert not window.holds(shown.timestamp())


def test_an_hour_that_comes_twice_is_said() -> None:
    who = asker("2022-11-07T09:00", "America/New_York", "en-US")
    assert read_time("yesterday between 1:15am and 1:45am", who).notes == (
        "01:15 came twice that night, because the clock was set back; both are counted.",
        "01:45 came twice that night, because the clock was set back; both are counted.",
    )


def test_an_hour_that_did_not_exist_is_said() -> None:
    who = asker("2022-03-14T09:00", "America/New_York", "en-US")
    assert read_time("yesterday at 2:30am", who).notes[0] == (
        "02:30 did not exist that night, because the clock was set forward."
    )


@pytest.mark.parametrize("phrase", ["yesterday 2am", "yesterday 2am to 3am", "2am yesterday"])
def test_an_hour_that_was_skipped_as_a_whole_is_the_hour_after_and_that_is_said(phrase: str) -> None:
    reading = read_time(phrase, asker("2026-03-30T09:00", "Europe/Berlin"))
    three = datetime(2026, 3, 29, 1, tzinfo=UTC).timestamp()  # 03:00 in Berlin
    assert spans(reading) == [[three, three + 3600]]
    assert reading.words == "Yesterday, Sunday 29 March 2026, 03:00\u201304:00"
    assert reading.notes == ("02:00 did not exist that night, because the clock was set forward.",)


@pytest.mark.parametrize("phrase", ["yesterday", "yesterday 9 to 11"])
def test_a_day_that_a_zone_left_out_is_refused_as_such(phrase: str) -> None:
    with pytest.raises(Trouble) as raised:
        read_time(phrase, asker("2011-12-31T10:00", "Pacific/Apia"))
    assert raised.value.code == "never_was"
