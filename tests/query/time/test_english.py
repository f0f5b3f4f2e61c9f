"""English phrases of every construction; the windows are worked out by hand.

London, Wednesday 15 June 2022, 14:20. ``D`` stands for a whole day, ``..`` joins start and end, ``now`` is now.
"""

from __future__ import annotations

import pytest

from bot.query.when import read_time
from query.languages.table import windows
from query.time.given import asker, expected, outcome

TABLE = """
yesterday and today                  | 06-14 .. 06-16
Monday and Tuesday                   | 06-13 .. 06-15
30 May and 1 June                    | 05-30 .. 05-31, 06-01 .. 06-02
9-11 on 30 May and 1 June            | 05-30T09 .. 05-30T11, 06-01T09 .. 06-01T11
between 9 and 11:30 on 30 May and 1 June | 05-30T09 .. 05-30T11:30, 06-01T09 .. 06-01T11:30
last 2 hours                         | 06-15T12:20 .. now
since 2 hours ago                    | 06-15T12:20 .. now
2 hours ago                          | 06-15T12:20 .. now
half an hour ago                     | 06-15T13:50 .. now
a couple of hours ago                | 06-15T12:20 .. now
10 minutes ago                       | 06-15T14:10 .. now
last half hour                       | 06-15T13:50 .. now
past hour and a half                 | 06-15T12:50 .. now
the last hour                        | 06-15T13:20 .. now
past 24h                             | 06-14T14:20 .. now
last 36 hours                        | 06-14T02:20 .. now
last forty-five minutes              | 06-15T13:35 .. now
last day                             | 06-14 .. 06-15
past month                           | 05-15 .. now
last fortnight                       | 05-30 .. 06-13
past fortnight                       | 06-01 .. now
a fortnight ago                      | 06-01 .. 06-02
two weeks ago                        | 06-01 .. 06-02
a couple of days ago                 | 06-13 .. 06-14
6 months ago                         | 2021-12-15 .. 2021-12-16
a year ago                           | 2021-06-15 .. 2021-06-16
past five days                       | 06-10 .. now
previous 2 weeks                     | 06-01 .. now
last 14 days                         | 06-01 .. now
over the last month                  | 05-01 .. 06-01
during last week                     | 06-06 .. 06-13
in the past week                     | 06-08 .. now
the past 6 months                    | 2021-12-15 .. now
this past week                       | 06-08 .. now
Mondays in May                       | 05-02 D, 05-09 D, 05-16 D, 05-23 D, 05-30 D
every Wednesday since 1 June         | 06-01 D, 06-08 D, 06-15 D
weekends in May                      | 05-01 D, 05-07 .. 05-09, 05-14 .. 05-16, 05-21 .. 05-23, 05-28 .. 05-30
every day last week                  | 06-06 .. 06-13
Monday mornings in May               | 05-02T06 .. 05-02T12, 05-09T06 .. 05-09T12, 05-16T06 .. 05-16T12, \
05-23T06 .. 05-23T12, 05-30T06 .. 05-30T12
after 6pm on Mondays in May          | 05-02T18 .. 05-03, 05-09T18 .. 05-10, 05-16T18 .. 05-17, 05-23T18 .. 05-24, \
05-30T18 .. 05-31
weekdays this week                   | 06-13 .. 06-18
every Friday in the last 3 weeks     | 05-27 D, 06-03 D, 06-10 D
the week of 30 May                   | 05-30 .. 06-06
week commencing 30 May               | 05-30 .. 06-06
w/c 30 May                           | 05-30 .. 06-06
early March                          | 03-01 .. 03-11
mid-July                             | 2021-07-11 .. 2021-07-21
late May                             | 05-21 .. 06-01
end of last month                    | 05-21 .. 06-01
the start of June                    | 06-01 .. 06-11
second half of last month            | 05-16 .. 06-01
first half of this year              | 01-01 .. 07-01
this year                            | 01-01 .. 2023-01-01
last year                            | 2021-01-01 .. 01-01
the year before last                 | 2020-01-01 .. 2021-01-01
year to date                         | 01-01 .. now
month to date                        | 06-01 .. now
so far this month                    | 06-01 .. now
this week so far                     | 06-13 .. now
this quarter                         | 04-01 .. 07-01
Q4                                   | 2021-10-01 .. 01-01
second quarter                       | 04-01 .. 07-01
Q3 last year                         | 2021-07-01 .. 2021-10-01
2021 Q1                              | 2021-01-01 .. 2021-04-01
H1 2020                              | 2020-01-01 .. 2020-07-01
Q1 to Q2                             | 01-01 .. 07-01
from the 5th to the 7th              | 06-05 .. 06-08
5th-7th                              | 06-05 .. 06-08
5th to 7th of May                    | 05-05 .. 05-08
June 1-3                             | 06-01 .. 06-04
June 1st through June 3rd            | 06-01 .. 06-04
Jun 1 - Jun 3 2021                   | 2021-06-01 .. 2021-06-04
1 June to 30 June                    | 06-01 .. 07-01
10-20 June                           | 06-10 .. 06-21
28-30 June                           | 2021-06-28 .. 2021-07-01
30 May to 3 June 2020                | 2020-05-30 .. 2020-06-04
30 May 2020 to 3 June                | 2020-05-30 .. 2020-06-04
20 December to 5 January             | 2021-12-20 .. 01-06
December to February                 | 2021-12-01 .. 03-01
November to January                  | 2021-11-01 .. 02-01
Monday to Friday                     | 06-06 .. 06-11
Friday to Monday                     | 06-10 .. 06-14
Thursday to Saturday                 | 06-09 .. 06-12
Monday through Wednesday             | 06-13 .. 06-16
Tuesday to Thursday last week        | 06-07 .. 06-10
last week Tuesday to Thursday        | 06-07 .. 06-10
from Friday to yesterday             | 06-10 .. 06-15
Friday - today                       | 06-10 .. 06-16
yesterday 3pm to now                 | 06-14T15 .. now
from yesterday 3pm until now         | 06-14T15 .. now
from 10pm yesterday to 2am today     | 06-14T22 .. 06-15T02
Monday 9am - Tuesday 5pm             | 06-13T09 .. 06-14T17
from Monday 9am to Tuesday 5pm       | 06-13T09 .. 06-14T17
between Monday morning and Tuesday evening | 06-13T06 .. 06-15
May 30, 2022                         | 05-30 D
May 30 2022 3pm                      | 05-30T15 .. 05-30T16
30/5                                 | 05-30 D
30/5/22 at 14:00                     | 05-30T14:00 .. 05-30T14:01
31/12                                | 2021-12-31 D
12/31                                | 2021-12-31 D
30.5.                                | 05-30 D
Sept. 3                              | 2021-09-03 D
the 31st                             | 05-31 D
on the 3rd                           | 06-03 D
the third of June                    | 06-03 D
1st May                              | 05-01 D
Monday 6 June                        | 06-06 D
Sunday, May 29th                     | 05-29 D
Friday the 13th                      | 05-13 D
29 February                          | 2020-02-29 D
29 Feb 2020                          | 2020-02-29 D
at noon                              | 06-15T12 .. 06-15T14
at midnight                          | 06-15T00 .. 06-15T01
noon to 2pm                          | 06-15T12 .. 06-15T14
lunchtime yesterday                  | 06-14T12 .. 06-14T14
last night                           | 06-14T20 .. 06-15T06
Monday night                         | 06-13T20 .. 06-14T06
this afternoon                       | 06-15T12 .. 06-15T18
8 in the evening yesterday           | 06-14T20 .. 06-14T21
yesterday at 8 in the morning        | 06-14T08 .. 06-14T09
yesterday 8pm                        | 06-14T20 .. 06-14T21
9 o'clock yesterday                  | 06-14T09 .. 06-14T10
yesterday at 9.30 a.m.               | 06-14T09:30 .. 06-14T09:31
yesterday until noon                 | 06-14T00 .. 06-14T12
yesterday from 3pm                   | 06-14T15 .. 06-15
from 3pm yesterday                   | 06-14T15 .. 06-15
yesterday after 6                    | 06-14T18 .. 06-15
yesterday before 9                   | 06-14T00 .. 06-14T09
yesterday 0:00 to 24:00              | 06-14 D
12am to 12pm yesterday               | 06-14T00 .. 06-14T12
12 to 1 yesterday                    | 06-14T12 .. 06-14T13
11 to 1 yesterday                    | 06-14T11 .. 06-14T13
9 to 5 yesterday                     | 06-14T09 .. 06-14T17
8-6 yesterday                        | 06-14T08 .. 06-14T18
6-8pm yesterday                      | 06-14T18 .. 06-14T20
10-2pm yesterday                     | 06-14T10 .. 06-14T14
2-4am yesterday                      | 06-14T02 .. 06-14T04
9:15-10:45 yesterday                 | 06-14T09:15 .. 06-14T10:45
between 14:00 and 16:30 on Monday    | 06-13T14 .. 06-13T16:30
since 1 January                      | 01-01 .. now
since last Tuesday at 9am            | 06-14T09 .. now
since yesterday afternoon            | 06-14T12 .. now
since last month                     | 05-01 .. now
since 2021                           | 2021-01-01 .. now
starting Monday                      | 06-13 .. now
Monday onwards                       | 06-13 .. now
until yesterday                      | open .. 06-15
before last week                     | open .. 06-06
until now                            | open .. now
after last Friday                    | 06-11 .. now
before 9am                           | 06-15T00 .. 06-15T09
until noon                           | 06-15T00 .. 06-15T12
last May                             | 05-01 .. 06-01
this May                             | 05-01 .. 06-01
May last year                        | 2021-05-01 .. 2021-06-01
last June                            | 2021-06-01 .. 2021-07-01
October 2021                         | 2021-10-01 .. 2021-11-01
the weekend before last              | 06-04 .. 06-06
last week's Friday                   | 06-10 D
last week Friday                     | 06-10 D
Tuesday of this week                 | 06-14 D
the day before yesterday             | 06-13 D
KW 22                                | 05-30 .. 06-06
2021W50                              | 2021-12-13 .. 2021-12-20
week 21 2021                         | 2021-05-24 .. 2021-05-31
calendar week 20                     | 05-16 .. 05-23
a year ago today                     | 2021-06-15 D
earlier today                        | 06-15 .. now
all day yesterday                    | 06-14 D
yesterday's                          | 06-14 D
last month's                         | 05-01 .. 06-01
past Friday                          | 06-10 D
this past Friday                     | 06-10 D
Friday just gone                     | 06-10 D
the month of May                     | 05-01 .. 06-01
the year 2021                        | 2021-01-01 .. 01-01
2nd half of May                      | 05-16 .. 06-01
start of the month                   | 06-01 .. 06-11
last year's Q3                       | 2021-07-01 .. 2021-10-01
1st quarter                          | 01-01 .. 04-01
last quarter of an hour              | 06-15T14:05 .. now
last two and a half hours            | 06-15T11:50 .. now
trailing 7 days                      | 06-08 .. now
this morning before 9                | 06-15T06 .. 06-15T09
Friday afternoon last week           | 06-10T12 .. 06-10T18
since 9 this morning                 | 06-15T09 .. now
since 9 yesterday                    | 06-14T09 .. now
yesterday since 9                    | 06-14T09 .. now
half past nine yesterday             | 06-14T09:30 .. 06-14T09:31
quarter to four yesterday            | 06-14T15:45 .. 06-14T15:46
30-May-2022                          | 05-30 D
30 May '21                           | 2021-05-30 D
"""
ROWS = [
    tuple(part.strip() for part in line.split("|")) for line in TABLE.strip().replace("\\\n", "").splitlines()
]


@pytest.mark.parametrize(("phrase", "expect"), ROWS, ids=[row[0] for row in ROWS])
def test_a_phrase_gives_its_window(phrase: str, expect: str) -> None:
    assert outcome(phrase, asker()) == expected(windows(expect), asker())


REFUSED = (
    "", " ", "a", "in", "the", "second", "the third", "last", "today today", "yesterday yesterday", "weekdays",
    "32 May", "30 February", "29 Feb 2022", "31/06/2022", "2022-13-01", "24:00 yesterday", "yesterday 25:00",
    "yesterday 9:75", "13pm yesterday", "week 54", "week 0", "Q5", "H3", "1015", "6300", "10", "07700900123",
    "+44 20 7946 0100", "5.6", "20220530", "Tuesday 30 May",
    "9am to 9am yesterday", "3 days", "24 hours", "between Monday", "from Monday to",
    "since", "until", "between 11 and", "from to", "30 May to", "yesterday 17:00 to 02:00", "30 May to 20 May",
    "between 2005 and 2006 yesterday", "banana", "Maiday", "morning glory",
    "sunday school", "may be", "march on", "second to none", "mon ami",
)  # fmt: skip


@pytest.mark.parametrize("phrase", REFUSED)
def test_what_is_no_time_or_no_certain_one_is_refused(phrase: str) -> None:
    assert outcome(phrase, asker()) == "refuse"


AHEAD = ("3pm", "15:20", "at 3", "tonight", "this evening", "after 6pm", "next Monday", "this Friday", "next week",
         "next May", "in 3 days", "in two hours", "3 days from now", "since tomorrow", "16 June 2022", "2022-06-16",
         "1 January 2030", "next weekend", "this weekend", "end of the month", "tomorrow at 9",
         "the day after tomorrow")  # fmt: skip


@pytest.mark.parametrize("phrase", AHEAD)
def test_what_lies_in_the_future_is_flagged(phrase: str) -> None:
    assert outcome(phrase, asker()) == "future"


@pytest.mark.parametrize(
    ("phrase", "start", "end"),
    [
        ("today", "2022-06-13T00:00+01:00", "2022-06-14T00:00+01:00"),
        ("this week", "2022-06-13T00:00+01:00", "2022-06-20T00:00+01:00"),
    ],
)
def test_at_midnight_sharp_today_has_begun(phrase: str, start: str, end: str) -> None:
    (window,) = read_time(phrase, asker("2022-06-13T00:00")).windows
    assert window.start is not None
    assert (window.start.isoformat(timespec="minutes"), window.end.isoformat(timespec="minutes")) == (
        start,
        end,
    )


@pytest.mark.parametrize("phrase", ["in 2 hours", "tomorrow", "next week"])
def test_at_midnight_sharp_what_comes_is_still_the_future(phrase: str) -> None:
    assert outcome(phrase, asker("2022-06-13T00:00")) == "future"


@pytest.mark.parametrize(
    ("locale", "phrase", "expect"),
    [
        ("en-US", "5/6", "05-06 D"),
        ("en-US", "5/6/2022", "05-06 D"),
        ("en-US", "30/5", "05-30 D"),
        ("en-US", "this week", "06-12 .. 06-19"),
        ("en-US", "last week", "06-05 .. 06-12"),
        ("en-US", "Sunday last week", "06-05 D"),
        ("en-US", "Independence Day", "2021-07-04 D"),
        ("en-CA", "2022/05/06", "05-06 D"),
        ("en-CA", "05/06", "05-06 D"),
        ("en-CA", "30/05/2022", "05-30 D"),
        ("en-CA", "05/06/2022", "05-06 D"),
        ("en-CA", "13/06/2021", "2021-06-13 D"),
        ("en-CA", "05/06/22", "2005-06-22 D"),
        ("en-GB", "5/30/2022", "05-30 D"),
        ("en-GB", "Boxing Day", "2021-12-26 D"),
        ("en-GB", "this week", "06-13 .. 06-20"),
        ("de-DE", "last week", "06-06 .. 06-13"),
    ],
)
def test_locales_read_numeric_dates_and_weeks_their_own_way(locale: str, phrase: str, expect: str) -> None:
    wanted = expect if expect == "refuse" else expected(windows(expect), asker())
    assert outcome(phrase, asker(locale=locale)) == wanted
