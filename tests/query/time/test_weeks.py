"""Weeks and weekends are those of the person's country; it is Wednesday 15 June 2022 in London."""

from __future__ import annotations

import pytest

from query.languages.table import windows
from query.time.given import asker, expected, outcome

FRIDAY_AND_SATURDAY = ("ar-SA", "ar-EG", "he-IL", "en-QA")
SATURDAY_AND_SUNDAY = ("en-GB", "en-US", "ar-AE", "ar-MA", "en-IN", "")


@pytest.mark.parametrize("locale", FRIDAY_AND_SATURDAY)
@pytest.mark.parametrize(
    ("phrase", "expect"),
    [
        ("last weekend", "06-10 .. 06-12"),
        ("last 2 weekends", "06-03 .. 06-05, 06-10 .. 06-12"),
        ("last 3 working days", "06-12 .. 06-15"),
        ("previous workday", "06-14 D"),
        ("weekends from 1 to 12 June", "06-03 .. 06-05, 06-10 .. 06-12"),
        ("weekdays from 5 to 15 June", "06-05 .. 06-10, 06-12 .. 06-16"),
    ],
)
def test_where_the_weekend_begins_on_friday_sunday_is_a_working_day(
    locale: str, phrase: str, expect: str
) -> None:
    who = asker(locale=locale)
    assert outcome(phrase, who) == expected(windows(expect), who)


@pytest.mark.parametrize("locale", SATURDAY_AND_SUNDAY)
def test_elsewhere_it_is_saturday_and_sunday(locale: str) -> None:
    who = asker(locale=locale)
    assert outcome("last weekend", who) == expected(windows("06-11 .. 06-13"), who)
    assert outcome("last 3 working days", who) == expected(windows("06-10 D, 06-13 .. 06-15"), who)


@pytest.mark.parametrize(
    ("locale", "expect"),
    [
        ("en-GB", "06-06 .. 06-13"),
        ("zh-CN", "06-06 .. 06-13"),
        ("en-AU", "06-06 .. 06-13"),
        ("ar-AE", "06-06 .. 06-13"),
        ("en-US", "06-05 .. 06-12"),
        ("pt-BR", "06-05 .. 06-12"),
        ("ar-SA", "06-05 .. 06-12"),
        ("ar-EG", "06-04 .. 06-11"),
    ],
)
def test_a_week_begins_as_in_the_persons_country(locale: str, expect: str) -> None:
    who = asker(locale=locale)
    assert outcome("last week", who) == expected(windows(expect), who)
