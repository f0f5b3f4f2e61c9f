"""A rule that needs a word of some table is passed over only where it would read nothing."""

from __future__ import annotations

import pytest

from bot.query.text import normalised
from bot.query.when.phrases import whole
from bot.query.when.tokens import Text, tokens_in
from bot.query.words import words_of_time
from query.languages.table import LANGUAGES, rows

_EVERY = 4
"""Rows between two that are tried: each costs as much as a hundred others."""
_EVERY_TABLE = -1
"""All bits."""


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_reading_is_lost_by_passing_over_rules(language: str) -> None:
    table = words_of_time(language)
    assert table is not None
    for row in list(rows(language))[::_EVERY]:
        tokens = tokens_in(normalised(row.phrase), table)
        spared, tried = (Text(tokens, row.asker, table) for _ in range(2))
        tried.tables = _EVERY_TABLE
        assert whole(spared, 0) == whole(tried, 0), row.phrase
