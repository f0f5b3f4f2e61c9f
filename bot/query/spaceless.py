"""Questions in writing without spaces, taken apart at the words that the tables know."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from bot.query.filter_words import words_of_filters
from bot.query.text import normalised
from bot.query.tokens import spaceless
from bot.query.words import words_of_time

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from bot.query.words.lexicon import Lexicon

_MOST_OF = {"month sign": 12, "day sign": 31, "hour sign": 24, "unit": 99, "quarter by number": 4}
"""Tables of signs behind a number in words, and how far they count."""
_LONGER = 2
"""Signs of a word that is surely one."""
_NOT_IN_QUESTIONS = "short weekday"
"""A table whose words of one sign count only within a date."""


@dataclass(frozen=True, slots=True)
class Spaceless:
    """The words of a language's tables that are written without spaces.

    Attributes:
        words: all of them.
        filler: those that change nothing.
        filters: those of filters, which are no part of a name even where they are of one sign; nor do those that
            begin none.
        numbers: numbers in words.
        endings: filler that ends a question, and no name.
        dates: months, days, hours and lengths in words, before which a name ends: Chinese 王伟五月.
    """

    words: frozenset[str] = frozenset()
    filler: frozenset[str] = frozenset()
    filters: frozenset[str] = frozenset()
    numbers: frozenset[str] = frozenset()
    endings: frozenset[str] = frozenset()
    dates: frozenset[str] = frozenset()
    weekdays: frozenset[str] = frozenset()


@lru_cache(maxsize=16)
def spaceless_words(language: str) -> Spaceless:
    """Those of a language; none for most."""
    time, table = words_of_time(language), words_of_filters(language)
    if time is None or table is None:
        return Spaceless()
    filters = {phrase[0] for phrases in table.phrases.values() for phrase in phrases}
    of_time = {
        "".join(phrase)
        for name, phrases in time.phrases.items()
        if name != _NOT_IN_QUESTIONS
        for phrase in phrases
    }
    of_time |= set(_weekdays_of_weeks(time.turned, time.weekdays))
    filler = frozenset(phrase[0] for phrase in table.phrases["filler"] if spaceless(phrase[0]))
    every = frozenset(word for word in filters | of_time if spaceless(word))
    return Spaceless(
        words=every - {word for word in every - filters if _with_filler(word, filler, every)},
        filler=filler,
        filters=frozenset(filters).union(*time.phrases.get("begins no name", ())),
        numbers=frozenset("".join(phrase) for phrase in time.phrases["number"]),
        endings=frozenset(phrase[0] for phrase in table.phrases["endings"]),
        dates=frozenset(_dates_in_words(time)),
        weekdays=frozenset(time.weekdays),
    )


def _dates_in_words(time: Lexicon) -> Iterator[str]:
    """五月, 二十号, 三点, 三天, where a language has signs that end a name."""
    ends = {"".join(phrase) for phrase in time.phrases.get("ends a name", ())}
    for table, most in _MOST_OF.items():
        for sign in ends.intersection("".join(phrase) for phrase in time.phrases.get(table, ())):
            numbers = time.phrases["number"].items()
            yield from ("".join(word) + sign for word, number in numbers if int(str(number)) <= most)


def _weekdays_of_weeks(weeks: Iterable[str], weekdays: Iterable[str]) -> Iterator[str]:
    """Weeks and weekdays that share a word: Chinese 上周一, where the 一 begins no name."""
    for weekday in weekdays:
        yield from (week + weekday[-1] for week in weeks if week.endswith(weekday[:-1] or weekday))


def _with_filler(word: str, filler: frozenset[str], every: frozenset[str]) -> bool:
    """Whether a word is filler and a word: Japanese の前, which is also the beginning of の前田."""
    return len(word) == _LONGER and word[0] in filler and word[1] in every


def taken_apart(typed: str, known: Spaceless) -> tuple[str, ...]:
    """The known words in a text, the longest that begins at each place, and what stands between them.

    A known word of one sign is none within what nobody knows, but for filler before a longer word: 三 in the name 张三;
    nor where a name may begin with it: 前 in 前田.
    """
    plain = [normalised(sign) for sign in typed]
    pieces, start, at, counting = list[str](), 0, 0, False
    while at < len(typed):
        if at > start and spaceless(typed[at]) != spaceless(typed[at - 1]):
            pieces.append(typed[start:at])
            start, counting = at, typed[at - 1].isdigit()
        length = _known_at(plain, at, known.words)
        stands = counting or _stands(plain, at, length, known)
        if not (_in_between(plain, at, length, known) and stands if at > start else stands):
            length = 0
        if length:
            pieces += [typed[start:at], typed[at : at + length]]
            counting = "".join(plain[at : at + length]) in known.numbers or (counting and length == 1)
            start = at = at + length
        else:
            at += 1
    return tuple(piece for piece in (*pieces, typed[start:]) if piece)


def _in_between(plain: Sequence[str], at: int, length: int, known: Spaceless) -> bool:
    """Whether a known word may end what nobody knows: one of several signs, or filler before one or at the end."""
    if known.endings.issuperset(plain[at:]) or _dated(plain, at, known):
        return True
    filler = plain[at] in known.filler and _known_at(plain, at + 1, known.words) >= _LONGER
    return length >= _LONGER or filler


def _dated(plain: Sequence[str], at: int, known: Spaceless) -> bool:
    """Whether a time with its number in words begins here, and no longer name goes on behind it: not 三月文化."""
    size = _known_at(plain, at, known.dates)
    after = at + size
    ends = after >= len(plain) or not spaceless(plain[after]) or _known_at(plain, after, known.words) > 0
    return size > 0 and ends and not _known_at(plain, after - 1, known.weekdays)  # 张三周五


def _stands(plain: Sequence[str], at: int, length: int, known: Spaceless) -> bool:
    """Whether a sign that is a time or a number by itself is one here, or begins a name: 前田, 三井."""
    word = "".join(plain[at : at + length])
    if word in known.filters or not (length == 1 or word in known.numbers):
        return True
    after = at + length
    others = known.numbers if word in known.numbers else known.words - known.filters
    while after < len(plain) and plain[after] in others and _known_at(plain, after, known.words) == 1:
        if after > at + length and plain[after] not in known.numbers and plain[after - 1] in known.numbers:
            return True  # so many of a unit: 前三天
        after += 1
    return after >= len(plain) or not spaceless(plain[after]) or _known_at(plain, after, known.words) > 0


def _known_at(plain: Sequence[str], at: int, known: frozenset[str]) -> int:
    """How many signs the longest known word has that begins at a place; 0 where none does."""
    sizes = range(min(_longest(known), len(plain) - at), 0, -1)
    return next((size for size in sizes if "".join(plain[at : at + size]) in known), 0)


@lru_cache(maxsize=16)
def _longest(known: frozenset[str]) -> int:
    return max(map(len, known), default=0)
