"""Lengths of talk as people type them: ``longer than 5m``, ``over half an hour``, ``5分以上``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.query.found import Found
from bot.query.tokens import spaceless, texts_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.query.vocabulary import Vocabulary
    from bot.query.words_of_question import Words

_BOUNDS = (
    ("longer", "longer_than", 0),
    ("at_least", "longer_than", -1),
    ("shorter", "shorter_than", 0),
    ("at_most", "shorter_than", 1),
)
"""Table, the filter's field, and what turns "at least" into "longer than"."""


_SHORT = (("at_least_short", "longer_than", -1), ("at_most_short", "shorter_than", 1))
_BOUNDS_BEHIND = tuple((f"{table}_behind", field, more) for table, field, more in _BOUNDS)
"""As ``_BOUNDS``, after the length: Japanese ``5分以上``."""
_CLOCK = re.compile(r"(\d{1,2})?h(\d\d)?")
"""Hours that end a span are rather o'clock: French ``entre 9h et 11h``."""
_DECIMAL = re.compile(r"(\d{1,3})[.,](\d)")
_MOST_WORDS, _HOUR, _DAY = 5, 3600, 86400

_BETWEEN = (("between", "and"), ("between", "to"), ("from", "to"))
_SPAN = re.compile(r"(\d{1,3})-(\d{1,3})([^\W\d_]*)")


def length(words: Words, vocabulary: Vocabulary, at: int) -> Iterator[Found]:
    """``longer than 5m``, ``over 2 hours long``, ``under 30s``, ``at least 1h30m``."""
    for table, field, more in _BOUNDS:
        for after in words.after(table, at):
            for seconds, end in _seconds(words, vocabulary, after):
                if seconds >= _HOUR and _bounds_time(words, vocabulary, at):
                    continue  # German bis 2 h is a time of the day
                value = max(seconds + more, 0)
                yield from (Found(((field, value),), last) for last in _said_again(words, table, end))
                yield from (Found(((field, value),), last) for last in words.after("length_suffixes", end))
                yield Found(((field, value),), end)
    for seconds, end in _seconds(words, vocabulary, at):
        for table, field, more in _BOUNDS_BEHIND:
            yield from (Found(((field, max(seconds + more, 0)),), last) for last in words.after(table, end))
    yield from _between(words, vocabulary, at)
    yield from _short(words, vocabulary, at)


def _short(words: Words, vocabulary: Vocabulary, at: int) -> Iterator[Found]:
    """Bounds that before hours are of time: Russian ``до 5 минут``; in ``от 5 до 10 минут`` it is no bound alone."""
    between = at and len(words.plain(at - 1)) < 3 and _number(words.plain(at - 1), vocabulary)
    for table, field, more in _SHORT[:1] if between else _SHORT:
        for after in words.after(table, at):
            for seconds, end in _seconds(words, vocabulary, after):
                if vocabulary.opens(words.plain(end - 1)):
                    continue  # the Russian letter for seconds is the word for since too
                again = _said_again(words, table.removesuffix("_short"), end)
                ends = (*again, *words.after("length_suffixes", end), end) if seconds < _HOUR else ()
                yield from (Found(((field, max(seconds + more, 0)),), last) for last in ends)


def _said_again(words: Words, table: str, at: int) -> tuple[int, ...]:
    """Past what says the same of a bound once more, behind its length: Russian ``от 5 минут и дольше``."""
    return words.after(f"{table}_behind", at)


def _bounds_time(words: Words, vocabulary: Vocabulary, at: int) -> bool:
    return vocabulary.is_any(("until", "since"), words.plain(at))


def _between(words: Words, vocabulary: Vocabulary, at: int) -> Iterator[Found]:
    """``between 5 and 10 minutes``, ``from 30 seconds to 2 minutes``, ``5-10 min``: both lengths are counted in."""
    for first, last, end in (*_two_numbers(words, vocabulary, at), *_dashed(words, at)):
        if first < last <= _DAY and not _CLOCK.fullmatch(words.plain(end - 1)):
            both = (("longer_than", max(first - 1, 0)), ("shorter_than", last + 1))
            yield from (Found(both, after) for after in words.after("length_suffixes", end))
            yield Found(both, end)


def _two_numbers(words: Words, vocabulary: Vocabulary, at: int) -> Iterator[tuple[int, int, int]]:
    """Two lengths; the unit of the last is the first's too where that has none."""
    for opening, joining in _BETWEEN:
        opened = vocabulary.is_one(opening, words.plain(at))
        if not opened and (opening == "between" or (at and vocabulary.is_one(opening, words.plain(at - 1)))):
            continue  # without its from it would be left to a time: from 5 to 10 minutes yesterday
        start = at + opened
        number = _number(words.plain(start), vocabulary)
        if number and vocabulary.is_one(joining, words.plain(start + 1)):
            for seconds, end in _seconds(words, vocabulary, start + 2):
                count = _number(words.plain(start + 2), vocabulary)
                if count:
                    yield round(seconds * number / count), seconds, end
        for first, middle in _counted(words, vocabulary, start):
            if vocabulary.is_one(joining, words.plain(middle)):
                yield from ((first, last, end) for last, end in _seconds(words, vocabulary, middle + 1))


def _dashed(words: Words, at: int) -> Iterator[tuple[int, int, int]]:
    """``5-10 minutes``, ``5-10min``."""
    if (found := _SPAN.fullmatch(words.plain(at))) is not None:
        unit, end = (
            (_unit(words, found[3]), at + 1) if found[3] else (_unit(words, words.plain(at + 1)), at + 2)
        )
        if unit:
            yield int(found[1]) * unit, int(found[2]) * unit, end


def _seconds(words: Words, vocabulary: Vocabulary, at: int) -> Iterator[tuple[int, int]]:
    """Seconds, and where it goes on, the longest first: ``half an hour`` by itself, or numbers and their units."""
    yield from ((int(str(seconds)), end) for seconds, end in words.match("spans", at))
    yield from _counted(words, vocabulary, at)


def _counted(words: Words, vocabulary: Vocabulary, at: int) -> Iterator[tuple[int, int]]:
    """``5m``, ``10 minutes``, ``an hour``, ``1h30m``, ``1 hour 30 minutes``, ``1.5 minutes``."""
    places = range(at, min(at + _MOST_WORDS, len(words)))
    parts = _decimals([(text, word) for word in places for text in _parts_of(words.plain(word))])
    total, number, done = 0, 0.0, list[tuple[int, int]]()
    for order, (part, word) in enumerate(parts):
        last_of_word = order + 1 == len(parts) or parts[order + 1][1] != word
        if not number and (found := _number(part, vocabulary)):
            number = found
        elif number and (unit := _unit(words, part)):
            total, number = total + round(number * unit), 0.0
            if last_of_word:
                done.append((total, word + 1))
        else:
            break
    yield from reversed(done)


def _decimals(parts: Sequence[tuple[str, int]]) -> list[tuple[str, int]]:
    """The parts with ``1``, ``,`` and ``5``, which are words of their own, as one."""
    done: list[tuple[str, int]] = []
    for text, word in parts:
        if (
            len(text) == 1
            and text.isdigit()
            and len(done) > 1
            and done[-1][0] == ","
            and done[-2][0].isdigit()
        ):
            done[-2:] = [(f"{done[-2][0]},{text}", word)]
        else:
            done.append((text, word))
    return done


def _parts_of(word: str) -> tuple[str, ...]:
    """Numbers and units: ``1h30m``; what is written without spaces was taken apart already."""
    if spaceless(word):
        return (word,)
    decimal = _DECIMAL.match(word)
    return (decimal[0], *texts_of(word[decimal.end() :])) if decimal else texts_of(word)


def _number(part: str, vocabulary: Vocabulary) -> float:
    if decimal := _DECIMAL.fullmatch(part):
        return int(decimal[1]) + int(decimal[2]) / 10
    return int(part) if part.isdigit() and len(part) < 6 else vocabulary.number(part)


def _unit(words: Words, part: str) -> int:
    return next((seconds for table in words.tables if (seconds := table.seconds(part))), 0)
