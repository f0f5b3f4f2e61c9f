"""The words by which a person means their own calls: ``mine``, ``to me``, ``meine``, Chinese ``我昨天打的``."""

from __future__ import annotations

import re
from functools import lru_cache

from bot.query.filter_words import words_of_filters
from bot.query.text import normalised
from bot.query.tokens import SPACELESS
from bot.query.words import words_of_time

_QUOTES = '"\u201c\u201d\u201e\u00ab\u00bb'
_WORD = rf"[^\W{SPACELESS}]"
"""A sign that words with spaces between them are made of: a Chinese or Japanese word stands right beside others."""

_TOLD_BY_ACCENTS = 3
"""Letters of words that may be others but for an accent: Spanish mí, mi."""
_APOSTROPHES = "['\u2018\u2019\u02bc]"
_PLURAL = "\u4eec\u5011"
"""Behind Chinese me these make it us."""

_NEVER = "(?!)"
_TIMES = ("day", "turned", "near part", "weekday", "part", "rolling", "this week's", "last week's")
"""Tables of what a time begins with; a digit would be of the extension before it."""


def own_words(text: str, language: str = "en") -> str:
    """The first words by which a text means its person's own calls; empty where none do."""
    found = (found["own"] or found["myself"] for found in _own(language).finditer(text))
    return next((own for own in found if own), "")


def in_place_of_own(text: str, number: str, language: str = "en") -> str:
    """The text with an extension in place of those words: ``with 2005``, ``to 2005``."""
    return " ".join(_own(language).sub(lambda found: _spelled(found, number, language), text).split())


def _spelled(found: re.Match[str], number: str, language: str) -> str:
    if said := found["myself"]:
        return f" {number}{_subjects(language)[_plain(said)]}"
    said = found["own"]
    return found[0] if said is None else f" {_by_plain_words(language)[normalised(said)]} {number} "


def _plain(said: str) -> str:
    return " ".join(said.casefold().split())


@lru_cache(maxsize=16)
def _by_plain_words(language: str) -> dict[str, str]:
    """The same by the words in the form that tables have."""
    return {normalised(words): how for words, how in _ways(language).items()}


@lru_cache(maxsize=16)
def _ways(language: str) -> dict[str, str]:
    """By the words, the filter that they are: of a language, and of English what means nothing else in it."""
    english, table = words_of_filters("en"), words_of_filters(language)
    assert english is not None
    foreign = table.known if table is not None and table is not english else frozenset()
    ways = {words: how for words, how in english.own.items() if foreign.isdisjoint(words.split())}
    return {**ways, **(table.own if table is not None else {})}


@lru_cache(maxsize=16)
def _subjects(language: str) -> dict[str, str]:
    table = words_of_filters(language)
    return {} if table is None else {_plain(words): left for words, left in table.own_before_times.items()}


def _asking_me(language: str) -> set[str]:
    """Filler that ends with such a word: Chinese 给我昨天的 asks for yesterday's."""
    table, own = words_of_filters(language), tuple(_subjects(language))
    return {words for words in table.filler if words.endswith(own)} if table is not None and own else set()


@lru_cache(maxsize=16)
def _times(language: str) -> str:
    """A pattern for words that a time begins with."""
    table = words_of_time(language)
    tables = [table.phrases.get(name, {}) for name in _TIMES] if table is not None else []
    return _any_of({"".join(phrase) for listed in tables for phrase in listed})


@lru_cache(maxsize=16)
def _own(language: str) -> re.Pattern[str]:
    tables = (words_of_filters(spoken) for spoken in dict.fromkeys(("en", language)))
    asking = _any_of({words for table in tables if table is not None for words in table.own_asking})
    return re.compile(
        rf"[{_QUOTES}][^{_QUOTES}]*[{_QUOTES}]"  # what is quoted is a name
        rf"|(?<!{_WORD})(?<!-)(?:{asking})(?!{_WORD}|-)"  # asks, and filters nothing
        rf"|(?:{_any_of(_asking_me(language)) or _NEVER})(?={_times(language)})"
        rf"|(?P<myself>{_any_of(set(_subjects(language))) or _NEVER})(?={_times(language)})"
        rf"|(?P<own>(?<!{_WORD})(?<!-)(?:{_any_of(set(_ways(language)))})(?!{_WORD}|[-{_PLURAL}]))",
        re.IGNORECASE,
    )


def _any_of(phrases: set[str]) -> str:
    """A pattern for any of some phrases, the longest first, whatever the space in them."""
    longest_first = sorted(phrases, key=len, reverse=True)
    return "|".join(r"\s+".join(map(_spelling, words.split())) for words in longest_first)


def _spelling(word: str) -> str:
    """A pattern for a word with or without its accents, whatever its apostrophe; short words differ by theirs."""
    letters = ({sign, normalised(sign)} if len(word) > _TOLD_BY_ACCENTS else {sign} for sign in word)
    return "".join(
        _APOSTROPHES if "'" in each else f"[{''.join(map(re.escape, sorted(each)))}]" for each in letters
    )
