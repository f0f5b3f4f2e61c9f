"""A party without a word of its own before it: Russian ``звонки Анны``, Arabic ``مكالمات لأحمد``, ``على 101``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.query.found import Found
from bot.query.known import slip_of
from bot.query.names_typed import before_a_number, typed_party
from bot.query.numbers_typed import typed_number
from bot.query.particles import inside_a_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.query.vocabulary import Vocabulary
    from bot.query.words_of_question import Words

_LONGEST_LEAD = 3
_SHORTEST_NAME = 3


def named_beside(words: Words, vocabulary: Vocabulary, at: int) -> Iterator[Found]:
    """A name right behind the word for calls; where letters have capitals, it has one."""
    if not at or not inside_a_name(words, vocabulary, at) or not _like_a_name(words, vocabulary, at):
        return
    for letters in _before(words, "before_attached", at):
        yield from _attached(words, vocabulary, at, letters)
    article = any(words.plain(at).startswith(tuple(table.glued_articles)) for table in words.tables)
    for field in () if article else _before(words, "before_names", at):
        yield from (Found(((field, name),), end) for name, end in typed_party(words, vocabulary, at))


def _like_a_name(words: Words, vocabulary: Vocabulary, at: int) -> bool:
    """Whether a word that means nothing is no slip: it begins with a capital, or it is like no known one."""
    first = words.words[at].typed[:1]
    if first.isupper() or first.islower():
        return first.isupper()
    return not slip_of(words.plain(at), vocabulary.language, filters=True)


def _before(words: Words, table: str, at: int) -> Iterator[str]:
    """What the longest entry that ends before a word says."""
    for start in range(max(at - _LONGEST_LEAD, 0), at):
        for value, end in words.match(table, start):
            if end == at:
                yield str(value)
                return


def _attached(words: Words, vocabulary: Vocabulary, at: int, letter: str) -> Iterator[Found]:
    """The name that a to is written to: ``لأحمد``, ``للمبيعات``."""
    plain = words.plain(at)
    for table in words.tables:
        prefixes = [each for each in table.attached_to if each[0] == letter and plain.startswith(each)]
        if not prefixes or any(words.after("no_attached_to", at)):
            continue
        prefix = max(prefixes, key=len)
        for name, end in typed_party(words, vocabulary, at):
            if len(plain) >= len(prefix) + _SHORTEST_NAME:
                yield Found((("callee", table.attached_to[prefix] + name[len(prefix) :]),), end)


def number_beside(words: Words, vocabulary: Vocabulary, at: int) -> Iterator[Found]:
    """A number behind a word that looks like a name, or a verb of who called: Arabic على, هل اتصل."""
    if "caller" in _before(words, "before_names", at):
        yield from (Found((("caller", value),), end) for value, end in typed_number(words, vocabulary, at))
    after = at + 1
    for field in before_a_number(words, at):
        for number in (*words.after("extensions", after), after):
            yield from (
                Found(((field, value),), end) for value, end in typed_number(words, vocabulary, number)
            )
