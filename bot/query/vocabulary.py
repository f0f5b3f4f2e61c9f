"""Which words of a question can be about time, and which of them only hold others together."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from bot.query.text import normalised
from bot.query.tokens import texts_of
from bot.query.when.tokens import tokens_in
from bot.query.words import words_of_time

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bot.query.words.lexicon import Lexicon

_GLUE_TABLES = (
    "on", "of", "the", "at", "at a bare hour", "or", "from", "to", "and", "comma", "dash", "in", "number", "the day",
    "closing",
)  # fmt: skip
_OF_QUESTIONS = frozenset({
    "joining", "link", "before a year", "leads a time", "before a number alone", "a single day", "rather a party",
    "surname", "short weekday", "begins no name", "early or late", "weekday or so", "never apart",
    "since or a party", "before no month", "also a name",
})  # fmt: skip
"""Tables that tell how a question is taken apart, or count only within a date; what their words mean is in others."""
_AFTER_A_NUMBER = (
    "month", "unit", "half of day", "weekday", "ordinal suffix", "hour sign", "day sign", "month sign", "year sign",
)  # fmt: skip
_LEADS = (
    "on", "at", "at a bare hour", "since", "until", "before", "after", "from", "to", "between", "in", "of", "ago first",
)  # fmt: skip
_OPENING = ("since", "until", "before", "after", "from", "to", "between")
"""Those of them that make a stretch of the time behind them."""
_BETWEEN = (
    "minutes past", "minutes to", "minutes or to", "minutes behind", "minutes less", "half past", "half to", "closing",
    "before it", "last at the end",
)  # fmt: skip
"""Tables of words that mean nothing without what stands on both sides, or behind, either."""
_FOLLOWS = ("onwards", "until behind", "before behind", "after behind")
_OF_A_YEAR = (
    "month", "quarter", "half", "half of", "first half", "second half", "week", "fiscal", "fiscal year", "holiday",
    "ordinal suffix", "start of", "middle of", "end of", "year first", "year sign", "month of",
)  # fmt: skip
"""Tables of what stands beside its year."""
_ISO = re.compile(r"\d{4}-\d\d-\d\d(t\d\d|/[\dp])")
"""What begins like a moment or an interval of ISO 8601."""
_DAY = re.compile(r"\d{1,2}([./]\d{1,2})?[,.]?")
"""The number of a day, with or without its month."""
_REMEMBERED, _HOURS = 4096, 12
_SHORT_NAME = 3
"""Letters of what is rather an abbreviation: ``Jul``."""
_NUMBER = re.compile(r"\d{3,}")


class Vocabulary:
    """The words about time of some languages."""

    def __init__(self, tables: tuple[Lexicon, ...]) -> None:
        self._tables, self.language = tables, tables[0].language
        # a question is tried in many ways, and asks the same of its words in each
        self.can_be_time = lru_cache(maxsize=_REMEMBERED)(self._may_be_time)
        self.says_time = lru_cache(maxsize=_REMEMBERED)(self._is_about_time)
        glue, content = set[tuple[str, ...]](), set[tuple[str, ...]]()
        for table in tables:
            for name in table.phrases.keys() - _OF_QUESTIONS:
                (glue if name in _GLUE_TABLES else content).update(table.phrases[name])
        # a month says a time though it may be a number too, as Portuguese dez
        self._content = frozenset(content - glue) | self._listed("month")
        self._months, self._counted = self._words("month"), self._words(*_AFTER_A_NUMBER)
        self._phrases = frozenset(phrase for phrase in content - glue if len(phrase) > 1)
        self.longest = max(map(len, self._phrases), default=0)
        self._leads = frozenset(phrase[0] for phrase in self._listed(*_LEADS) if len(phrase) == 1)
        others = self._listed(
            *{name for table in tables for name in table.phrases} - {*_LEADS, *_BETWEEN, *_OF_QUESTIONS}
        )
        self._only_lead = self._leads - {phrase[0] for phrase in others if len(phrase) == 1}
        self._opening = frozenset(phrase[0] for phrase in self._listed(*_OPENING) if len(phrase) == 1)
        self._lead_phrases = frozenset(phrase for phrase in self._listed(*_LEADS) if len(phrase) > 1)
        self._lead_beginnings = frozenset(phrase[0] for phrase in self._lead_phrases)
        self._follows = frozenset("".join(phrase) for phrase in self._listed(*_FOLLOWS))
        self._of_years = (self._words(*_OF_A_YEAR) - self._words(*_GLUE_TABLES)) | self._words("month")
        own = tables[0].phrases
        self._called = frozenset(own["month"]) | frozenset(own.get("also a name", ()))
        self._surnames = frozenset(
            phrase[0] for phrase in self._listed("month", "noon", "surname") if len(phrase) == 1
        )

    def _listed(self, *names: str) -> frozenset[tuple[str, ...]]:
        """The entries of some tables."""
        return frozenset(
            phrase for table in self._tables for name in names for phrase in table.phrases.get(name, ())
        )

    def _words(self, *names: str) -> frozenset[str]:
        return frozenset(
            word
            for table in self._tables
            for name in names
            for phrase in table.phrases.get(name, ())
            for word in phrase
        )

    def _may_be_time(self, word: str) -> bool:
        """Whether every part of a word is a digit, a sign or a word about time."""
        if _ISO.match(word):
            return True
        return bool(word) and any(self._can_be_time(word, table) for table in self._tables)

    def _can_be_time(self, word: str, table: Lexicon) -> bool:
        return all(
            not token.text.rstrip("'").isalpha() or token.text in table.known
            for token in tokens_in(word, table)
        )

    def _is_about_time(self, word: str) -> bool:
        """Whether a word is about time by itself: ``yesterday``, ``9am``, ``30/5``; not ``the``, not ``2005``."""
        if not self.can_be_time(word) or _NUMBER.fullmatch(word) or word[0] in "+(*#":
            return False
        return any(self._says_time(word, table) for table in self._tables)

    def _says_time(self, word: str, table: Lexicon) -> bool:
        parts = tuple(token.text for token in tokens_in(word, table))
        return parts in self._content or any(part.isdigit() or (part,) in self._content for part in parts)

    def leads(self, word: str) -> bool:
        """Whether a word means nothing about time but before a time: ``since``, ``am``."""
        return word in self._only_lead

    def opens(self, word: str) -> bool:
        """Whether a word makes a stretch of the time behind it: ``since``, Russian от."""
        return word in self._opening and not self.follows(word)

    def lead_length(self, words: Sequence[str]) -> int:
        """How many of some words lead a time together, as three do in Dutch ``tot en met``; 1 where none do."""
        sizes = range(len(words), 1, -1)
        return next((size for size in sizes if tuple(words[:size]) in self._lead_phrases), 1)

    def is_any(self, tables: Iterable[str], word: str) -> bool:
        """Whether a word is one of some table of several."""
        return any(self.is_one(table, word) for table in tables)

    def begins_a_lead(self, word: str) -> bool:
        """Whether a word leads a time with others alone: Italian ``prima di``."""
        return word in self._lead_beginnings

    def follows(self, word: str) -> bool:
        """Whether a word means nothing about time but behind a time: Japanese ``から``."""
        return word in self._follows

    def leads_a_time(self, word: str, following: str) -> bool:
        """Whether a word begins a time with the one that follows, and so ends a name: ``am Montag``."""
        return word in self._leads and self.says_time(following)

    def is_phrase(self, words: Sequence[str]) -> bool:
        """Whether several words are one entry about time: ``outside business hours``."""
        return tuple(words) in self._phrases

    def beside_its_year(self, word: str) -> bool:
        """Whether a number of four digits next to a word is its year: ``May``, ``Q3``, ``30,``; not ``mornings``."""
        return _DAY.fullmatch(word) is not None or not self._of_years.isdisjoint(texts_of(word))

    def is_one(self, table: str, word: str) -> bool:
        """Whether a word is, by itself, in a table of words about time."""
        return bool(word) and any(texts_of(word) in each.phrases.get(table, ()) for each in self._tables)

    def follows_a_number(self, word: str) -> bool:
        """Whether a word stands after a number of its own: ``30 May``, ``3 days``, ``9 pm``."""
        return word in self._counted

    def month(self, word: str) -> bool:
        """Whether a word names a month, as some people are called: April, May, June."""
        return word in self._months

    def month_number(self, word: str) -> int:
        """1 to 12 for a month's name, perhaps with the point of an abbreviation; 0 for anything else."""
        name = texts_of(word.removesuffix("."))
        found = (table.phrases["month"][name] for table in self._tables if name in table.phrases["month"])
        return int(str(next(found, 0)))

    def number(self, word: str) -> int:
        """What a number in one word is: ``ten``, ``an``; 0 for anything else."""
        found = (
            table.phrases["number"][(word,)] for table in self._tables if (word,) in table.phrases["number"]
        )
        return int(str(next(found, 0)))

    def hour(self, word: str) -> bool:
        """Whether a word is a number that an hour of the clock can have: ``seven``."""
        return word.isalpha() and 0 < self.number(word) <= _HOURS

    def may_be_a_name(self, typed: str) -> bool:
        """Whether a capital letter can make a name of a time, which its language writes small: Spanish Julio."""
        return (
            self._tables[0].small_names
            and len(typed) > _SHORT_NAME
            and typed.istitle()
            and (normalised(typed),) in self._called
        )

    def lacks_a_cedilla(self, typed: str) -> bool:
        """Whether a month is another word as it is spelled: Portuguese Marco, not março."""
        months = [month for month in self._tables[0].months if normalised(month) == normalised(typed)]
        return bool(months) and all("ç" in month for month in months) and "ç" not in typed.casefold()

    def surname(self, word: str) -> bool:
        """Whether a word is a time that is many a surname too: May, March, Noon."""
        return word in self._surnames


@lru_cache(maxsize=16)
def vocabulary(language: str) -> Vocabulary:
    """The vocabulary of a language and English."""
    tables = (words_of_time(language), words_of_time("en"))
    return Vocabulary(tuple(table for table in dict.fromkeys(tables) if table is not None))
