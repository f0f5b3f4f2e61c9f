"""What holds of every phrase, whatever it is."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.cdr.trouble import Trouble
from bot.query.when import read_time, today
from bot.query.words import words_of_time
from query.time.given import ENGLISH, PHRASES, asker, asker_of, outcome, spans
from query.time.test_english import ROWS

if TYPE_CHECKING:
    from bot.query.when import TimeReading

if TYPE_CHECKING:
    from collections.abc import Callable

LEXICON = words_of_time("en")
assert LEXICON is not None
WORDS = sorted({word for word in LEXICON.known if word.isalpha()})
PHRASE_TEXTS = [row[0] for row in ROWS] + [
    case["phrase"] for case in PHRASES["cases"] if case["context"] == "gb" and case["kind"] != "embedded"
]
pieces = st.sampled_from([*WORDS, "1", "2", "9", "30", "2022", "9am", "15:20", "30/5", "-", ",", "and"])
DASHES = ("-", "\u2010", "\u2011", "\u2013", "\u2014", "\u2212")
DIGITS = tuple("".join(chr(zero + digit) for digit in range(10)) for zero in (0x30, 0x660, 0x966, 0xFF10))
"""ASCII, Arabic-Indic, Devanagari, full width."""


def read_or_trouble(text: str) -> TimeReading | Trouble:
    try:
        return read_time(text, asker())
    except Trouble as trouble:
        return trouble


@given(words=st.lists(pieces, max_size=9))
@settings(max_examples=400, deadline=None)
def test_any_words_give_windows_in_order_or_a_trouble(words: list[str]) -> None:
    who = asker()
    told = read_or_trouble(" ".join(words))
    if isinstance(told, Trouble):
        assert told.usage
        assert told.sentence.endswith(".")
        return
    reading = told
    last = float("-inf")
    for window in reading.windows:
        assert window.first_second < window.last_second
        assert window.first_second >= last
        last = window.last_second
        assert window.first_second < who.now.timestamp()
    assert reading.words


@given(text=st.text(max_size=200))
@settings(max_examples=400, deadline=None)
def test_any_text_is_read_or_refused(text: str) -> None:
    assert str(read_or_trouble(text))


@given(
    phrase=st.sampled_from(PHRASE_TEXTS),
    form=st.sampled_from([str.upper, str.title]),
    gaps=st.integers(1, 4),
    dash=st.sampled_from(DASHES),
    digits=st.sampled_from(DIGITS),
    space=st.sampled_from([" ", "\u00a0", "\u2009"]),
)
@settings(max_examples=300, deadline=None)
def test_case_spacing_dashes_and_digit_scripts_change_nothing(  # noqa: PLR0917 - one per thing that may differ
    phrase: str,
    form: Callable[[str], str],
    gaps: int,
    dash: str,
    digits: str,
    space: str,
) -> None:
    other = form(phrase)
    other = other.replace("-", dash).translate(str.maketrans("0123456789", digits))
    other = f"  {other.replace(' ', space * gaps)} "
    assert outcome(other, asker()) == outcome(phrase, asker())


@given(
    number=st.text("0123456789 +-()", min_size=1, max_size=20).filter(
        lambda text: any(map(str.isdigit, text))
    )
)
@settings(max_examples=400, deadline=None)
def test_no_telephone_number_or_extension_is_a_time(number: str) -> None:
    told = outcome(number, asker())
    plain = number.strip()
    year_or_date = (plain.isdigit() and len(plain) == 4) or "-" in plain
    assert told == "refuse" or year_or_date


@pytest.mark.parametrize("digits", [1, 2, 3, 5, 6, 7, 8, 9, 10, 11, 12])
def test_a_bare_number_is_never_a_time(digits: int) -> None:
    for start in "0123456789":
        assert outcome((start + "2051905180")[:digits].ljust(digits, "7"), asker()) == "refuse"


def test_what_is_long_is_read_fast() -> None:
    words = [
        "monday",
        "and",
        "last",
        "9",
        "to",
        "the",
        "may",
        "of",
        "week",
        "-",
        "every",
        "day",
        "in",
        "30",
        "until",
    ]
    slowest = 0.0
    for start in range(len(words)):
        text = " ".join(words[(start + number * 7) % len(words)] for number in range(60))[:200]
        began = time.perf_counter()
        outcome(text, asker())
        slowest = max(slowest, time.perf_counter() - began)
    assert slowest < 1  # no phrase takes exponentially long; the bench measures the milliseconds


def test_more_than_200_characters_are_refused() -> None:
    with pytest.raises(Trouble) as raised:
        read_time("yesterday " * 21, asker())
    assert raised.value.code == "too_long"


def test_the_words_of_a_reading_name_its_days() -> None:
    said = {phrase: read_time(phrase, asker()).words for phrase in (
        "yesterday", "last week", "30 May 9-11", "since Monday", "last 90 minutes", "before 30 May", "this month",
        "2021", "Q2", "last night", "30 May to 3 June", "weekdays last month after 6pm", "until now", "20 Dec to 5 Jan",
    )}  # fmt: skip
    assert said == {
        "yesterday": "Yesterday, Tuesday 14 June 2022",
        "last week": "Last week, Mon 6 \u2013 Sun 12 June 2022",
        "30 May 9-11": "Monday 30 May 2022, 09:00\u201311:00",
        "since Monday": "Since Monday 13 June 2022",
        "last 90 minutes": "Since today, Wednesday 15 June 2022, 12:50",
        "before 30 May": "Everything up to Sunday 29 May 2022, 24:00",
        "this month": "This month, June 2022",
        "2021": "2021",
        "Q2": "April \u2013 June 2022",
        "last night": "Tue 14 June 2022, 20:00 \u2013 Wed 15 June 2022, 06:00",
        "30 May to 3 June": "Mon 30 May \u2013 Fri 3 June 2022",
        "weekdays last month after 6pm": "22 times, Mon 2 May 2022 \u2013 Tue 31 May 2022, 18:00\u201324:00 each",
        "until now": "Everything up to now, Wednesday 15 June 2022, 14:20",
        "20 Dec to 5 Jan": "Mon 20 December 2021 \u2013 Wed 5 January 2022",
    }


@pytest.mark.parametrize("locale", ["no-NO", "C", "xx-YY", "", "nb-NO"])
def test_a_locale_nobody_knows_is_read_as_english(locale: str) -> None:
    assert outcome("yesterday", asker(locale=locale)) == outcome("yesterday", asker())


def test_a_question_without_a_time_is_about_today() -> None:
    assert spans(today(asker())) == spans(read_time("today", asker()))


@pytest.mark.parametrize(
    "phrase", ["tomorrow to 29 Feb", "29 Feb to 1 March", "today to Thanksgiving", "29 Feb to today"]
)
@pytest.mark.parametrize("locale", ["en-GB", "en-US"])
def test_days_that_not_every_year_has_bound_a_range_or_are_refused(phrase: str, locale: str) -> None:
    assert outcome(phrase, asker(locale=locale))


def test_an_ambiguous_date_names_its_other_reading() -> None:
    (other,) = read_time("5/6 after 6pm", asker()).readings
    assert other.text == "2022-05-06 18:00 to 2022-05-07 00:00"
    assert spans(read_time(other.text, asker())) == [[w.first_second, w.last_second] for w in other.windows]
    assert read_time("30/5", asker()).readings == ()
    assert read_time("5/5", asker()).readings == ()
    assert read_time("5 June", asker()).readings == ()


@pytest.mark.parametrize(
    ("phrase", "others"),
    [
        ("5/6 to 9/6", ["2022-05-06 to 2022-09-06"]),
        ("5/6 and 7/6", ["2021-07-06; 2022-05-06"]),
        ("22-05-06", ["2022-05-06"]),
        ("Monday and Tuesday after 6pm", ["2022-06-13; 2022-06-14 18:00 to 2022-06-15 00:00"]),
        ("since 5 yesterday", ["since 2022-06-14 05:00"]),
        ("yesterday at 3:30", ["2022-06-14 03:30-03:31"]),
        ("10/11/12", ["2012-10-11"]),
        ("yesterday at 6", ["2022-06-14 06:00-07:00"]),
        ("yesterday 6-8", ["2022-06-14 06:00-08:00"]),
        ("yesterday after 6", ["2022-06-14 06:00 to 2022-06-15 00:00"]),
        ("3 o'clock yesterday", ["2022-06-14 03:00-04:00"]),
        ("yesterday at 9", []),
        ("yesterday at 8", ["2022-06-14 20:00-21:00"]),
        ("28/5-2/6", []),
        ("since 5 May", []),
    ],
)
def test_what_is_offered_besides_is_read_as_it_says(phrase: str, others: list[str]) -> None:
    readings = read_time(phrase, asker()).readings
    assert [other.text for other in readings] == others
    for other in readings:
        again = read_time(other.text, asker())
        assert (again.windows, again.readings) == (other.windows, ())


@pytest.mark.parametrize(
    ("language", "phrase", "other"),
    [
        ("es", "último trimestre", "since 2022-03-15"),
        ("pt", "no último semestre", "since 2021-12-15"),
        ("it", "nell'ultimo trimestre", "since 2022-03-15"),
    ],
)
def test_so_many_months_back_are_offered_beside_the_quarter_before(
    language: str, phrase: str, other: str
) -> None:
    assert [each.text for each in read_time(phrase, asker_of(language)).readings] == [other]


@pytest.mark.parametrize(
    ("language", "phrase", "other"),
    [
        ("zh", "昨天3点", "2022-06-14 15:00-16:00"),
        ("zh", "昨天两点半", "2022-06-14 14:30-14:31"),
        ("zh", "昨天3点一刻", "2022-06-14 15:15-15:16"),
        ("zh", "昨天3:00到4:00", "2022-06-14 15:00-16:00"),
        ("zh", "昨天3点半到4点半", "2022-06-14 15:30-16:30"),
        ("ja", "昨日3時半", "2022-06-14 15:30-15:31"),
        ("ja", "昨日3時15分", "2022-06-14 15:15-15:16"),
        ("ja", "昨日3:00から4:00", "2022-06-14 15:00-16:00"),
        ("ja", "昨日18時以降", "since 2022-06-14 18:00"),
        ("de", "gestern 3 Uhr 30", "2022-06-14 15:30-15:31"),
        ("fr", "hier 3h30", "2022-06-14 15:30-15:31"),
        ("ru", "вчера в 3 часа 30 минут", "2022-06-14 15:30-15:31"),
    ],
)
def test_the_other_reading_of_a_time_beside_a_day_is_offered(language: str, phrase: str, other: str) -> None:
    assert [each.text for each in read_time(phrase, asker_of(language)).readings] == [other]


@pytest.mark.parametrize("context", sorted(ENGLISH))
def test_every_reading_lies_in_the_askers_zone(context: str) -> None:
    who = asker_of(context)
    reading = read_time("yesterday", who)
    assert all(window.end.tzinfo is who.zone for window in reading.windows)
