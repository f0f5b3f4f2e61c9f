"""A rule that needs a word of some table is passed over only where it would read nothing."""

from __future__ import annotations

import gc

import pytest

from bot.query.text import normalised
from bot.query.when.bits import EVERY
from bot.query.when.phrases import whole
from bot.query.when.rules import Alternative, beginning_of
from bot.query.when.tokens import Text, tokens_in
from bot.query.words import words_of_time
from query.languages.table import LANGUAGES, rows
from query.time.given import asker


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_reading_is_lost_by_passing_over_rules(language: str) -> None:
    table = words_of_time(language)
    assert table is not None
    for row in rows(language):
        tokens = tokens_in(normalised(row.phrase), table)
        spared, tried = (Text(tokens, row.asker, table) for _ in range(2))
        tried.tables = EVERY
        assert whole(spared, 0) == whole(tried, 0), row.phrase


def test_a_rule_can_begin_with_the_same_tables_whichever_language_is_read_first() -> None:
    """It is worked out once, with the table that the first phrase needs."""
    alternatives = [each for each in gc.get_objects() if isinstance(each, Alternative)]
    tables = [table for language in LANGUAGES if (table := words_of_time(language)) is not None]
    assert len(alternatives) > 50, "none was found"
    for each in alternatives:
        found = {beginning_of(each.read, table, asker(locale=table.language)) for table in tables}
        assert len(found) == 1, each
