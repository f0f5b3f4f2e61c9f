"""Business hours, lunch and the fiscal year are where the company says; it is Wednesday 15 June 2022 in London."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from bot.query.asker import Habits
from bot.query.when import read_time
from query.languages.table import windows
from query.time.given import asker, expected, outcome

if TYPE_CHECKING:
    from bot.query.asker import Asker


def of_a_company(habits: Habits) -> Asker:
    return replace(asker(), habits=habits)


@pytest.mark.parametrize(
    ("phrase", "expect"),
    [
        ("business hours yesterday", "06-14T08 .. 06-14T18"),
        ("yesterday after business hours", "06-14T18 .. 06-15"),
        ("yesterday before business hours", "06-14 .. 06-14T08"),
        ("yesterday out of hours", "06-14 .. 06-14T08, 06-14T18 .. 06-15"),
        ("yesterday lunch", "06-14T11:30 .. 06-14T12:30"),
        ("yesterday after lunch", "06-14T12:30 .. 06-15"),
        ("yesterday noon", "06-14T12 .. 06-14T14"),
    ],
)
def test_business_hours_and_lunch_are_the_companys(phrase: str, expect: str) -> None:
    who = of_a_company(Habits(office=(480, 1080), lunch=(690, 750)))
    assert outcome(phrase, who) == expected(windows(expect), who)


@pytest.mark.parametrize(
    ("phrase", "expect"),
    [
        ("this fiscal year", "04-01 .. 2023-04-01"),
        ("last fiscal year", "2021-04-01 .. 04-01"),
        ("FY2022", "2021-04-01 .. 04-01"),
        ("FY22", "2021-04-01 .. 04-01"),
        ("FY 21/22", "2021-04-01 .. 04-01"),
        ("fiscal year 2021/22", "2021-04-01 .. 04-01"),
        ("Q1 FY22", "2021-04-01 .. 2021-07-01"),
        ("fiscal Q1", "04-01 .. 07-01"),
        ("fiscal Q4", "01-01 .. 04-01"),
        ("last fiscal quarter", "01-01 .. 04-01"),
        ("Q1", "01-01 .. 04-01"),
    ],
)
def test_a_fiscal_year_begins_in_the_month_the_company_says(phrase: str, expect: str) -> None:
    who = of_a_company(Habits(fiscal_month=4))
    assert outcome(phrase, who) == expected(windows(expect), who)


def test_a_fiscal_year_that_may_be_named_by_its_first_year_is_offered_besides() -> None:
    who = of_a_company(Habits(fiscal_month=4))
    assert [each.text for each in read_time("FY2021", who).readings] == ["2021-04-01 to 2022-03-31"]
    assert read_time("FY 21/22", who).readings == ()


def test_a_fiscal_year_of_a_company_that_says_nothing_is_the_calendars() -> None:
    assert outcome("FY2021", asker()) == outcome("2021", asker())
    assert read_time("FY2021", asker()).readings == ()


@pytest.mark.parametrize(
    ("locale", "phrase"),
    [("en-GB", "this fiscal year"), ("de-DE", "letztes Geschäftsjahr"), ("nl-NL", "dit boekjaar")],
)
def test_that_a_fiscal_year_is_taken_for_the_calendars_is_said(locale: str, phrase: str) -> None:
    who = asker(locale=locale)
    assert read_time(phrase, who).notes == (
        "The fiscal year is read as the calendar year: the settings name no other month that it begins in.",
    )
    assert read_time(phrase, replace(who, habits=Habits(fiscal_month=4))).notes == ()
    assert read_time("2021", who).notes == ()


@pytest.mark.parametrize(
    ("phrase", "expect"),
    [
        ("今年度", "04-01 .. 2023-04-01"),
        ("昨年度", "2021-04-01 .. 04-01"),
        ("2021年度", "2021-04-01 .. 04-01"),
        ("今年度上期", "04-01 .. 10-01"),
        ("昨年度の下期", "2021-10-01 .. 04-01"),
        ("昨年度第4四半期", "01-01 .. 04-01"),
    ],
)
def test_a_japanese_fiscal_year_is_named_by_the_year_it_begins_in(phrase: str, expect: str) -> None:
    who = replace(asker(locale="ja-JP"), habits=Habits(fiscal_month=4))
    assert outcome(phrase, who) == expected(windows(expect), who)
    assert read_time(phrase, who).readings == ()
