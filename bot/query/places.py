"""Queues, ring groups and extension groups by the word before them: ``in Sales``, Russian ``в Поддержку``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.query.found import Found
from bot.query.known import slip_of
from bot.query.names_typed import named_group, typed_party

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.query.vocabulary import Vocabulary
    from bot.query.words_of_question import Words


def place(words: Words, vocabulary: Vocabulary, at: int) -> Iterator[Found]:
    """``in Sales``, ``in:"Head Office"``, ``queue 6400``; a month by itself (``in June``) is a time."""
    if any(words.after("no_filter", at)):
        return
    for after in (*words.after("places", at), *_before_a_name(words, vocabulary, at)):
        for the in (*past_the(words, vocabulary, after), after):
            for value, end in typed_party(words, vocabulary, the, joined=True):
                if end > the + 1 or not vocabulary.month(words.plain(the)):
                    yield from _group(words, the, value, end)


def _before_a_name(words: Words, vocabulary: Vocabulary, at: int) -> Iterator[int]:
    """Past a word that may be about time, before quotes or a capital of no time: Russian ``в Поддержку``."""
    for after in words.after("places_of_names", at):
        plain, quoted = words.plain(after), after < len(words) and words.words[after].quoted
        capital = words.typed(after, after + 1)[:1].isupper() and not vocabulary.can_be_time(plain)
        if quoted or (capital and not slip_of(plain, vocabulary.language)):
            yield after


def _group(words: Words, at: int, value: str, end: int) -> Iterator[Found]:
    """The group by its name, without the word for what it is: ``in the Sales team``."""
    yield from (Found((("group", name),), last) for name, last in named_group(words, at, value, end))
    yield Found((("group", value),), end)


def past_the(words: Words, vocabulary: Vocabulary, at: int) -> Iterator[int]:
    """Past an article, where one stands here."""
    if vocabulary.is_one("the", words.plain(at)):
        yield at + 1
