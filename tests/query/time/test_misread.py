"""Phrases that are easily misread: each gives the one window it can mean, or none.

London, Wednesday 15 June 2022, 14:20, written as in ``test_english``.
"""

from __future__ import annotations

import pytest

from bot.cdr.trouble import Trouble
from bot.query.when import read_time
from query.languages.table import windows
from query.time.given import asker, expected, outcome

TABLE = """
May the 30th                         | 05-30 D
in May 3                             | 05-03 D
may 9-11                             | 05-09 .. 05-12
May 9 to 11                          | 05-09 .. 05-12
June 21                              | 2021-06-21 D
Monday the 30th                      | 05-30 D
Mon, May 30, 2022                    | 05-30 D
30may                                | 05-30 D
5/6                                  | 06-05 D
12/13                                | 2021-12-13 D
until 22 May                         | open .. 05-23
before 22 May                        | open .. 05-22
20/6                                 | 2021-06-20 D
15/6                                 | 06-15 D
16/6                                 | 2021-06-16 D
9/11                                 | 2021-11-09 D
29/2                                 | 2020-02-29 D
the 15th                             | 06-15 D
the 16th                             | 05-16 D
30 May 9-11                          | 05-30T09 .. 05-30T11
9-11 on 30 May                       | 05-30T09 .. 05-30T11
30 May between 9 and 11              | 05-30T09 .. 05-30T11
30/5 9:00 - 31/5 17:00               | 05-30T09 .. 05-31T17
2022-05-30T09:00/11:30               | 05-30T09 .. 05-30T11:30
2022-05-30T09:00                     | 05-30T09:00 .. 05-30T09:01
yesterday 12am                       | 06-14T00 .. 06-14T01
yesterday 12pm                       | 06-14T12 .. 06-14T13
yesterday at 12                      | 06-14T12 .. 06-14T13
yesterday 10pm-12am                  | 06-14T22 .. 06-15
noon to midnight yesterday           | 06-14T12 .. 06-15
midnight to 6am yesterday            | 06-14T00 .. 06-14T06
yesterday 11pm to today 1am          | 06-14T23 .. 06-15T01
quarter past 9 yesterday             | 06-14T09:15 .. 06-14T09:16
Friday 5pm to Monday 9am             | 06-10T17 .. 06-13T09
Friday evening to Monday morning     | 06-10T18 .. 06-13T12
Wednesday to Wednesday               | 06-15 D
Sunday to Saturday                   | 06-05 .. 06-12
20th to 5th                          | 05-20 .. 06-06
29 Dec to 2 Jan                      | 2021-12-29 .. 01-03
March 2021 to May                    | 2021-03-01 .. 2021-06-01
January to March 2021                | 2021-01-01 .. 2021-04-01
the Tuesday before last              | 06-07 D
Wednesday before last                | 06-01 D
Tuesday the week before last         | 05-31 D
week 25                              | 2021-06-21 .. 2021-06-28
week 53                              | 2020-12-28 .. 2021-01-04
last June                            | 2021-06-01 .. 2021-07-01
since 5/6                            | 06-05 .. now
since last night                     | 06-14T20 .. now
until Sunday                         | open .. 06-13
after the weekend                    | 06-13 .. now
before 2022                          | open .. 01-01
in the past hour                     | 06-15T13:20 .. now
9a.m.-5p.m. yesterday                | 06-14T09 .. 06-14T17
from 1p.m. to 4 yesterday            | 06-14T13 .. 06-14T16
last week and yesterday              | 06-06 .. 06-13, 06-14 .. 06-15
"""

REFUSED = (
    "9", "20", "2051", "1 2 3", "1/2/3", "3/4/5", "13/13", "2/30", "30/2", "9.11", "9,11", "9.5", "0am",
    "24:00", "12:60", "31 June", "Tuesday 15 June", "2021 2022", "1001-1010", "2021/22",
    "between 1001 and 1005", "may 1001", "week 2005", "yesterday 930", "yesterday 0930", "2005 yesterday",
    "3 days since Monday", "for 3 days", "earlier", "recently", "just now", "the other day", "the day before",
    "every other Monday", "not yesterday", "last week except Monday",
    "3 June to 30 May", "today to yesterday", "2 to 3 weeks ago", "half an hour",
    "in the past", "day 1", "hour 9", "second", "last 0 days",
    "first days of May", "last days of May", "first weeks of May",
)  # fmt: skip


def rows(table: str) -> list[tuple[str, str]]:
    lines = (line.split("|") for line in table.strip().replace("\\\n", "").splitlines())
    return [(phrase.strip(), expect.strip()) for phrase, expect in lines]


@pytest.mark.parametrize(("phrase", "expect"), rows(TABLE))
def test_what_is_easily_misread_is_read_right(phrase: str, expect: str) -> None:
    assert outcome(phrase, asker()) == expected(windows(expect), asker())


@pytest.mark.parametrize("phrase", REFUSED)
def test_what_can_only_be_guessed_is_refused(phrase: str) -> None:
    assert outcome(phrase, asker()) == "refuse"


def test_a_refusal_names_what_it_does_not_know() -> None:
    with pytest.raises(Trouble) as raised:
        read_time("yesterday banana", asker())
    assert "banana" in raised.value.sentence


@pytest.mark.parametrize(
    "phrase", ["mornings", "Mondays", "weekdays", "Monday mornings", "weekdays after 6pm"]
)
def test_a_set_of_no_stretch_asks_of_when(phrase: str) -> None:
    with pytest.raises(Trouble) as raised:
        read_time(phrase, asker())
    assert f"{phrase.lower()} last month" in str(raised.value)
    assert outcome(f"{phrase} last month", asker()) != "refuse"


@pytest.mark.parametrize(
    ("phrase", "others"),
    [
        ("от 9.05 до 10.10", ["2022-06-15 09:05-10:10"]),
        ("9.05-10.10", ["2022-06-15 09:05-10:10"]),
        ("от 9.05 по 10.10", []),
        ("от 9.05.2022 до 10.06.2022", []),
    ],
)
def test_two_russian_dates_that_may_be_times_offer_them(phrase: str, others: list[str]) -> None:
    found = read_time(phrase, asker(locale="ru-RU"))
    assert found.words.startswith("Mon 9 May")
    assert [other.text for other in found.readings] == others


@pytest.mark.parametrize(
    ("phrase", "others"),
    [
        ("8-10", ["2022-06-15 08:00-10:00", "2021-08-10"]),
        ("9-5", ["2022-06-15 09:00-17:00", "2021-09-05"]),
        ("8-10-2021", ["2021-08-10"]),
    ],
)
def test_a_dutch_date_that_may_be_two_hours_offers_them(phrase: str, others: list[str]) -> None:
    assert [other.text for other in read_time(phrase, asker(locale="nl-NL")).readings] == others


@pytest.mark.parametrize(
    ("phrase", "others"),
    [
        ("10 to 4 yesterday", ["2022-06-14 15:50-15:51"]),
        ("yesterday at 10 to 4", ["2022-06-14 10:00-16:00"]),
        ("yesterday ten to twelve", ["2022-06-14 10:00-12:00"]),
        ("5 to 5 yesterday", ["2022-06-14 17:00 to 2022-06-15 05:00"]),
        ("from 10 to 4 yesterday", []),
        ("9 to 5 yesterday", []),
    ],
)
def test_two_hours_that_may_be_minutes_to_an_hour_offer_the_other_reading(
    phrase: str, others: list[str]
) -> None:
    assert [other.text for other in read_time(phrase, asker()).readings] == others
