"""Each language's phrases give exactly their windows, each question its filters too."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

import pytest

from bot.cdr.trouble import Trouble
from bot.query.attempt import Attempt
from bot.query.read import MOST_STEPS, MOST_TRIES, understood
from query.languages.table import LANGUAGES, rows

if TYPE_CHECKING:
    from query.languages.table import Row

ROWS = [row for language in LANGUAGES for row in rows(language)]


@pytest.mark.parametrize("row", ROWS, ids=str)
def test_a_phrase_gives_its_windows(row: Row) -> None:
    assert row.got() == row.wanted


@pytest.mark.parametrize(
    "row", [row for row in ROWS if row.filters is not None and row.expect != "refuse"], ids=str
)
def test_a_question_gives_its_filters(row: Row) -> None:
    assert row.got_filters() == row.wanted_filters


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_question_comes_near_the_limits_of_the_search(language: str) -> None:
    for row in rows(language):
        attempt = Attempt()
        with suppress(Trouble):
            understood(row.phrase, row.asker, attempt)
        assert attempt.steps <= MOST_STEPS / 3, row.phrase
        assert len(attempt.tried) <= MOST_TRIES / 3, row.phrase
