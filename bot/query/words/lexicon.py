"""What a language's table holds."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


class Unit(Enum):
    """A unit of time that people count in."""

    MINUTE = "minute"
    HOUR = "hour"
    DAY = "day"
    WEEK = "week"
    FORTNIGHT = "fortnight"
    MONTH = "month"
    QUARTER = "quarter"
    HALF = "half"
    YEAR = "year"


UNIT_DAYS = {Unit.DAY: 1, Unit.WEEK: 7, Unit.FORTNIGHT: 14}
UNIT_MONTHS = {Unit.MONTH: 1, Unit.QUARTER: 3, Unit.HALF: 6, Unit.YEAR: 12}

Phrase = tuple[str, ...]


@dataclass(frozen=True, kw_only=True, eq=False)
class Lexicon:
    """A language's words, in lower case; several words are separated by a space.

    Values are numbers or units; ``words`` holds the connecting words by what they do (``since``, ``between``, ...).

    Attributes:
        weekdays: 0 is Monday. ``weekday_sets`` are plurals that mean each of them.
        months: 1 to 12.
        days: name -> days from today.
        day_sets: name -> the weekdays it means: ``weekdays``.
        parts: part of the day -> first and last minute of the day; over 1440 is the next day.
        noons: name of a clock time -> minute of the day.
        ordinals: ``first`` -> 1.
        holidays: name of a public holiday -> the name the calendars have.
    """

    weekdays: Mapping[str, int]
    weekday_sets: Mapping[str, int]
    months: Mapping[str, int]
    units: Mapping[str, Unit]
    numbers: Mapping[str, int]
    ordinals: Mapping[str, int]
    days: Mapping[str, int]
    day_sets: Mapping[str, frozenset[int]]
    parts: Mapping[str, tuple[int, int]]
    noons: Mapping[str, int]
    halves: Mapping[str, int]
    words: Mapping[str, frozenset[str]]
    holidays: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def phrases(self) -> Mapping[str, Mapping[Phrase, object]]:
        """Every table by its name, keyed by the words as they are read one by one."""
        tables: dict[str, Mapping[str, object]] = {
            "weekday": self.weekdays,
            "weekday set": self.weekday_sets,
            "month": self.months,
            "unit": self.units,
            "number": self.numbers,
            "ordinal": self.ordinals,
            "day": self.days,
            "day set": self.day_sets,
            "part": self.parts,
            "noon": self.noons,
            "half of day": self.halves,
            "holiday": self.holidays,
            **{name: dict.fromkeys(words, True) for name, words in self.words.items()},
        }
        return {
            name: {tuple(text.replace("-", " - ").split()): value for text, value in table.items()}
            for name, table in tables.items()
        }

    @cached_property
    def first_words(self) -> Mapping[str, Mapping[str, tuple[Phrase, ...]]]:
        """By table and first word, the phrases that begin so, the longest first."""
        found: dict[str, dict[str, tuple[Phrase, ...]]] = {}
        for name, table in self.phrases.items():
            by_word = found.setdefault(name, {})
            for phrase in sorted(table, key=len, reverse=True):
                by_word[phrase[0]] = (*by_word.get(phrase[0], ()), phrase)
        return found

    def known(self) -> Iterator[str]:
        """Every word in it."""
        for table in self.phrases.values():
            for phrase in table:
                yield from phrase
