"""What a person writes of a digest, and how it is read."""

from __future__ import annotations

from datetime import date, time
from typing import TYPE_CHECKING, Any

import pytest

from bot.digest.digest import About
from bot.digest.digest_trouble import (
    ChannelNotLinked,
    DigestTooLong,
    NoDate,
    NoDay,
    NoDayOfMonth,
    NothingOfToday,
    NoTimeOfDay,
    NotScheduled,
    OptionUnclear,
    SaidTwice,
    UnknownZone,
    ZoneOfNoCity,
)
from bot.digest.draft import Draft
from bot.digest.reading import read_digest
from bot.digest.recurrence import Every, MonthDay, Recurrence
from digest.given import ALL, WORKDAYS

if TYPE_CHECKING:
    from bot.cdr.trouble import QuestionTrouble


def read(text: str) -> Draft:
    return read_digest(text, zone="Europe/London")


@pytest.mark.parametrize(
    ("text", "at", "days"),
    [
        ("daily 08:30", "08:30", ALL),
        ("daily 08:30 every day", "08:30", ALL),
        ("daily 8:30 weekdays", "08:30", WORKDAYS),
        ("daily weekdays at 8.30", "08:30", WORKDAYS),
        ("Daily 8 on workdays", "08:00", WORKDAYS),
        ("DAILY 8AM mon,wed,fri", "08:00", {0, 2, 4}),
        ("daily 8 am Mon, Wed and Fri", "08:00", {0, 2, 4}),
        ("daily 8pm mon-fri", "20:00", WORKDAYS),
        ("daily 8.15 pm monday to thursday", "20:15", {0, 1, 2, 3}),
        ("daily 20:15 sat-mon", "20:15", {5, 6, 0}),
        ("daily noon tuesdays, thursdays", "12:00", {1, 3}),
        ("daily 12am", "00:00", ALL),
        ("daily 12pm", "12:00", ALL),
        ("daily midnight weekends", "00:00", {5, 6}),
        ("every day 17:00", "17:00", ALL),
        ("every weekday at 8", "08:00", WORKDAYS),
        ("daily mon\u2013fri 08:30", "08:30", WORKDAYS),
        ("daily \uff10\uff18:30", "08:30", ALL),
        ("daily \u0660\u0668:\u0663\u0660", "08:30", ALL),
    ],
)
def test_daily(text: str, at: str, days: set[int]) -> None:
    expected = Recurrence(every=Every.DAILY, at=time.fromisoformat(at), days=frozenset(days))
    assert read(text) == Draft(recurrence=expected, zone="Europe/London")


@pytest.mark.parametrize(
    ("text", "at", "days"),
    [
        ("weekly monday 09:00", "09:00", {0}),
        ("weekly 9 monday,thursday", "09:00", {0, 3}),
        ("weekly on sunday at 7pm", "19:00", {6}),
        ("every monday at 9", "09:00", {0}),
        ("every week on tue and fri, 9am", "09:00", {1, 4}),
        ("each friday noon", "12:00", {4}),
    ],
)
def test_weekly(text: str, at: str, days: set[int]) -> None:
    expected = Recurrence(every=Every.WEEKLY, at=time.fromisoformat(at), days=frozenset(days))
    assert read(text) == Draft(recurrence=expected, zone="Europe/London")


@pytest.mark.parametrize(
    ("text", "month_day"),
    [
        ("monthly first workday 08:00", MonthDay.FIRST_WORKDAY),
        ("monthly last workday 8", MonthDay.LAST_WORKDAY),
        ("monthly first 8am", MonthDay.FIRST),
        ("monthly last 8am", MonthDay.LAST),
        ("monthly 8:00 last day", MonthDay.LAST),
        ("monthly on the first day of each month at 8", MonthDay.FIRST),
        ("every month on the 1st at 8", MonthDay.FIRST),
        ("monthly first weekday of the month 8", MonthDay.FIRST_WORKDAY),
    ],
)
def test_monthly(text: str, month_day: MonthDay) -> None:
    expected = Recurrence(every=Every.MONTHLY, at=time(8), month_day=month_day)
    assert read(text) == Draft(recurrence=expected, zone="Europe/London")


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ("in Sales", {"text": "in Sales"}),
        ("about yesterday", {"about": About.YESTERDAY}),
        ("about today", {"about": About.TODAY}),
        ("about last week", {"about": About.LAST_WEEK}),
        ("About Last  Month", {"about": About.LAST_MONTH}),
        ("skip empty", {"skip_empty": True}),
        ("skip on 2026-12-25", {"skip_on": {date(2026, 12, 25)}}),
        ("skip on 2026-12-25, 2026-12-26", {"skip_on": {date(2026, 12, 25), date(2026, 12, 26)}}),
        (
            "skip on 2026-12-25 and 2026-12-26 in Sales",
            {"skip_on": {date(2026, 12, 25), date(2026, 12, 26)}, "text": "in Sales"},
        ),
        (
            "skip on 2026-12-25 me skip on 2028-02-29",
            {"skip_on": {date(2026, 12, 25), date(2028, 2, 29)}, "own": True},
        ),
        ("zone Europe/Berlin", {"zone": "Europe/Berlin"}),
        ("zone america/new york in Sales", {"zone": "America/New_York", "text": "in Sales"}),
        ("timezone utc", {"zone": "UTC"}),
        ("in-channel <#C123|sales>", {"channel": "C123"}),
        ("in-channel <#C123> in Sales", {"channel": "C123", "text": "in Sales"}),
        ("in channel <#G9A|our private one>", {"channel": "G9A"}),
        ("in <#C123|sales>", {"channel": "C123"}),
        ("me", {"own": True}),
        (
            "in Sales, skip empty, about yesterday",
            {"text": "in Sales", "skip_empty": True, "about": About.YESTERDAY},
        ),
        (
            "skip empty in Sales zone Europe/Berlin longer than 5 min",
            {"text": "in Sales longer than 5 min", "skip_empty": True, "zone": "Europe/Berlin"},
        ),
    ],
)
def test_options_are_read_before_and_after_the_time(options: str, expected: dict[str, Any]) -> None:
    plain: dict[str, Any] = {"recurrence": read("daily 08:30").recurrence, "zone": "Europe/London"}
    draft = Draft(**{**plain, **expected})
    assert read(f"daily 08:30 {options}") == draft
    assert read(f"daily {options} at 8:30") == draft


@pytest.mark.parametrize(
    "text",
    [
        "in Sales",
        'in "Skip Empty"',
        "from \u201cMonday, Ruby\u201d",
        "in Zone 3",
        "from Mon Abri",
        "with 2005",
        "from 8",
        "from 2005 to me",
        "longer than 1:30",
        "over 5 minutes",
        "between 9:00 and 12:00",
        'missed, busy or failed in "About today"',
        "at least 5 minutes",
        "yesterday",
        "last week",
        "on Christmas",
        "daily08:30",
        'in:"Back Office"',
        "08:30-12:00",
        "24:00",
        "13pm",
        "8:60",
    ],
)
def test_what_is_not_of_a_digest_is_left_as_it_was_typed(text: str) -> None:
    assert read(f"daily 08:30 {text}").text == text
    assert read(f"weekly monday 08:30 skip empty {text}").text == text


def test_a_time_with_a_point_after_a_date_is_a_time() -> None:
    draft = read("daily skip on 2026-12-25, 2026-12-26 8.30")
    assert (draft.recurrence.at, len(draft.skip_on)) == (time(8, 30), 2)
    with pytest.raises(NoDate):
        read("daily 9:00 skip on 2026-12-25, 12.26")


def test_words_that_a_part_stood_between_are_kept_apart() -> None:
    assert read('daily in Sales at 8:30"A b"').text == 'in Sales "A b"'


def test_last_month_is_no_day_of_the_month() -> None:
    assert read("monthly first workday 8 last month").text == "last month"


def test_a_number_after_other_words_is_no_time() -> None:
    assert read("daily 08:30 in Sales 8").text == "in Sales 8"
    with pytest.raises(NoTimeOfDay):
        read("daily in Sales 8")
    assert read("daily in Sales at 8").recurrence.at == time(8)


@pytest.mark.parametrize(
    ("text", "trouble", "words"),
    [
        ("", NotScheduled, "A digest begins with how often it comes."),
        ("08:30 daily", NotScheduled, "A digest begins with how often it comes."),
        ("hourly", NotScheduled, "A digest begins with how often it comes."),
        ("every 8:00", NotScheduled, "A digest begins with how often it comes."),
        (
            "daily",
            NoTimeOfDay,
            "A digest needs the time of the day it comes at. Write it like daily 08:30 weekdays;",
        ),
        ("daily 25:00", NoTimeOfDay, "A digest needs the time of the day it comes at."),
        ("daily 2030", NoTimeOfDay, "A digest needs the time of the day it comes at."),
        ("weekly 8", NoDay, "A weekly digest needs its day. Write it like weekly monday 09:00."),
        ("monthly 8", NoDay, "A monthly digest needs its day. Write it like monthly first workday 08:00."),
        ("monthly first monday 8", NoDayOfMonth, "A monthly digest cannot come on “monday”."),
        ("daily 08:30 17:00", SaidTwice, "“08:30” and “17:00” cannot both be."),
        ("daily 8 weekly", SaidTwice, "“daily” and “weekly” cannot both be."),
        ("every weekday at 8 weekly", SaidTwice, "“every weekday” and “weekly” cannot both be."),
        ("daily 8 weekdays sunday skip empty monday", SaidTwice, "“weekdays” and “sunday” cannot both be."),
        (
            "daily 8 about today about yesterday",
            SaidTwice,
            "“about today” and “about yesterday” cannot both be.",
        ),
        (
            "daily 8 zone UTC zone Europe/Berlin",
            SaidTwice,
            "“zone UTC” and “zone Europe/Berlin” cannot both be.",
        ),
        ("daily 8 me in-channel <#C1>", SaidTwice, "“me” and “in-channel <#C1>” cannot both be."),
        (
            "daily 8 about christmas",
            OptionUnclear,
            "“about” needs yesterday, today, last week or last month after it.",
        ),
        ("daily 8 about", OptionUnclear, "“about” needs yesterday,"),
        ("daily 8 about last", OptionUnclear, "“about” needs yesterday,"),
        ("daily 8 skip", OptionUnclear, "“skip” needs empty, or on and the days after it."),
        ("daily 8 skip holidays", OptionUnclear, "“skip” needs empty, or on and the days after it."),
        ("daily 8 skip on", OptionUnclear, "“skip on” needs the days after it."),
        ("daily 8 skip on christmas", NoDate, "“christmas” is no date."),
        ("daily 8 skip on 2026-02-30", NoDate, "“2026-02-30” is no date."),
        ("daily 8 skip on 2026-12-25, 26-12-2026", NoDate, "“26-12-2026” is no date."),
        ("daily 8 skip on 2026-12-25, 26.12.", NoDate, "“26.12.” is no date."),
        ("daily 8 zone", OptionUnclear, "“zone” needs a time zone after it."),
        (
            "daily 8 zone Mars/Base",
            UnknownZone,
            "“Mars/Base” is no time zone. Write it like zone Europe/Berlin.",
        ),
        (
            "daily 8 zone EST",
            ZoneOfNoCity,
            (
                "“EST” is not the zone of a city, so its summer time is not known. "
                "Write a city's, such as zone America/New_York."
            ),
        ),
        (
            "daily 8 zone cest in Sales",
            ZoneOfNoCity,
            (
                "“cest” is not the zone of a city, so its summer time is not known. "
                "Write a city's, such as zone Europe/Berlin."
            ),
        ),
        (
            "daily 8 zone Etc/GMT+5",
            ZoneOfNoCity,
            (
                "“Etc/GMT+5” is not the zone of a city, so its summer time is not known. "
                "Write a city's, such as zone Europe/Berlin."
            ),
        ),
        (
            "daily 8 zone singapore",
            UnknownZone,
            "“singapore” is no time zone. Did you mean zone Asia/Singapore?",
        ),
        ("daily 8 zone berlin", UnknownZone, "“berlin” is no time zone. Did you mean zone Europe/Berlin?"),
        (
            "daily 8 zone new york",
            UnknownZone,
            "“new york” is no time zone. Did you mean zone America/New_York?",
        ),
        (
            "daily 8 zone Europe/Lodon",
            UnknownZone,
            "“Europe/Lodon” is no time zone. Did you mean zone Europe/London?",
        ),
        ("daily 8 zone localtime", UnknownZone, "“localtime” is no time zone."),
        ("daily 8 zone ../../etc/passwd", UnknownZone, "“../../etc/passwd” is no time zone."),
        (
            "daily 8 in-channel #sales",
            ChannelNotLinked,
            "“in-channel” needs a channel that Slack knows after it.",
        ),
        ("daily 0:00 about today", NothingOfToday, "At midnight there is nothing of the day to tell."),
        (
            f"daily 8 in {'x' * 2_000}",
            DigestTooLong,
            "This is 2011 characters long. Write the digest in at most 2000.",
        ),
    ],
)
def test_what_cannot_be_read_is_said(text: str, trouble: type[QuestionTrouble], words: str) -> None:
    with pytest.raises(trouble) as said:
        read(text)
    assert type(said.value) is trouble
    assert str(said.value).startswith(words)


def test_the_same_said_twice_is_fine() -> None:
    assert read("daily 8 weekdays 8am mon-fri skip empty skip empty daily") == read(
        "daily 8 weekdays skip empty"
    )
