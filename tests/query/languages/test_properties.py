"""What holds of every language, whatever is typed."""

from __future__ import annotations

import time
from functools import cache
from typing import TYPE_CHECKING, TypeVar

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.cdr.trouble import Trouble
from bot.query.filter_words import words_of_filters
from bot.query.read import read_request
from bot.query.when import read_time
from bot.query.words import words_of_time
from bot.query.words.word_tables import WORD_TABLES
from query.languages.table import LANGUAGES, rows
from query.time.given import asker_of, outcome

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.query.asker import Asker
    from bot.query.words.lexicon import Lexicon
    from query.languages.table import Row

DASHES = ("-", "\u2010", "\u2011", "\u2013", "\u2014", "\u2212")
DIGITS = tuple(
    "".join(chr(zero + digit) for digit in range(10)) for zero in (0x30, 0x660, 0x6F0, 0x966, 0xFF10)
)
"""ASCII, Arabic-Indic, Persian, Devanagari, full width."""
ROWS = [row for language in LANGUAGES for row in rows(language)]
TIMES = [row for row in ROWS if row.filters is None]
READ = [row for row in TIMES if row.expect not in {"refuse", "future"}]
_MOST_SECONDS = 1.0
"""No phrase takes exponentially long; the bench measures the milliseconds."""


def lexicon(language: str) -> Lexicon:
    found = words_of_time(language)
    assert found is not None
    return found


Told = TypeVar("Told")


def read_or_trouble(read: Callable[[str, Asker], Told], text: str, who: Asker) -> Told | Trouble:
    try:
        return read(text, who)
    except Trouble as trouble:
        return trouble


@cache
def words(language: str) -> list[str]:
    return sorted({" ".join(phrase) for table in lexicon(language).phrases.values() for phrase in table})


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_language_has_tables_of_time_and_of_filters_and_phrases_of_its_own(language: str) -> None:
    assert words_of_filters(language) is not None
    assert lexicon(language).language == language
    assert len(rows(language)) >= {"en": 100, "de": 100}.get(language, 40)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_table_holds_no_words_that_nothing_reads(language: str) -> None:
    assert lexicon(language).words.keys() <= WORD_TABLES.keys()


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_offered_as_an_example_is_understood(language: str) -> None:
    who = asker_of("gb" if language == "en" else language)
    assert len(lexicon(language).examples) >= 5
    for example in lexicon(language).examples:
        assert isinstance(outcome(example, who), list), example


@pytest.mark.parametrize("row", READ, ids=str)
def test_the_words_of_a_window_give_the_same_window(row: Row) -> None:
    reading = read_time(row.phrase, row.asker)
    if len(reading.windows) <= 3:  # more are counted, not listed
        assert read_time(reading.words, row.asker).windows == reading.windows


@given(
    row=st.sampled_from(TIMES),
    form=st.sampled_from([str.upper, str.title, str.lower]),
    gaps=st.integers(1, 3),
    space=st.sampled_from([" ", "\u00a0", "\u2009", "\u3000"]),
    dash=st.sampled_from(DASHES),
    digits=st.sampled_from(DIGITS),
)
@settings(max_examples=600, deadline=None)
def test_case_spacing_dashes_and_digit_scripts_change_nothing(  # noqa: PLR0917 - one per thing that may differ
    row: Row, form: object, gaps: int, space: str, dash: str, digits: str
) -> None:
    assert callable(form)
    other = str(form(row.phrase)).replace("-", dash).translate(str.maketrans("0123456789", digits))
    assert outcome(f" {other.replace(' ', space * gaps)}  ", row.asker) == row.got()


@given(language=st.sampled_from(LANGUAGES), data=st.data())
@settings(max_examples=800, deadline=None)
def test_any_words_of_a_language_give_windows_in_order_or_a_trouble(
    language: str, data: st.DataObject
) -> None:
    some = st.sampled_from(
        [*words(language), "1", "2", "9", "30", "2022", "15:20", "30/5", "-", ",", "2022-05-30"]
    )
    text = " ".join(data.draw(st.lists(some, max_size=9)))[:200]
    who = asker_of("gb" if language == "en" else language)
    began = time.thread_time()
    told = read_or_trouble(read_time, text, who)
    assert time.thread_time() - began < _MOST_SECONDS
    if isinstance(told, Trouble):
        assert told.sentence.endswith(".")
        return
    last = float("-inf")
    for window in told.windows:
        assert last <= window.first_second < window.last_second
        assert window.first_second <= who.now.timestamp()
        last = window.last_second


@given(language=st.sampled_from(LANGUAGES), raw=st.binary(max_size=200))
@settings(max_examples=400, deadline=None)
def test_random_bytes_are_read_or_refused(language: str, raw: bytes) -> None:
    who = asker_of("gb" if language == "en" else language)
    for text in (raw.decode("utf-8", "replace"), raw.decode("utf-16-le", "replace"), raw.decode("latin-1")):
        assert str(read_or_trouble(read_time, text, who))
        assert str(read_or_trouble(read_request, text, who))


@given(language=st.sampled_from(LANGUAGES), number=st.text("0123456789", min_size=1, max_size=12))
@settings(max_examples=400, deadline=None)
def test_no_digits_alone_are_a_date_in_any_language(language: str, number: str) -> None:
    who = asker_of("gb" if language == "en" else language)
    year = len(number) == 4 and 1990 <= int(number) <= 2023
    assert year or outcome(number, who) == "refuse"
