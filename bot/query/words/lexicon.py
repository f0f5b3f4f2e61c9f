"""What a language's table holds."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from functools import cached_property
from typing import TYPE_CHECKING

from bot.query.text import normalised
from bot.query.tokens import texts_of
from bot.query.words.holiday_names import HOLIDAY_NAMES

if TYPE_CHECKING:
    from collections.abc import Mapping


class Unit(Enum):
    """A unit of time that people count in."""

    MINUTE = "minute"
    HOUR = "hour"
    DAY = "day"
    WEEK = "week"
    WEEKEND = "weekend"
    FORTNIGHT = "fortnight"
    MONTH = "month"
    QUARTER = "quarter"
    HALF = "half"
    YEAR = "year"


class Habit(Enum):
    """A part of the day that is where the company says: see ``bot.query.asker.Habits``."""

    OFFICE = "business hours"
    LUNCH = "lunch"


UNIT_DAYS = {Unit.DAY: 1, Unit.WEEK: 7, Unit.FORTNIGHT: 14}
UNIT_MONTHS = {Unit.MONTH: 1, Unit.QUARTER: 3, Unit.HALF: 6, Unit.YEAR: 12}

Phrase = tuple[str, ...]


@dataclass(frozen=True, kw_only=True, eq=False)
class Lexicon:
    """A language's words as they are written; several words are separated by a space. Case and marks do not matter.

    Values are numbers or units; ``words`` holds the connecting words by what they do, see ``word_tables``.

    Attributes:
        language: ISO 639-1.
        examples: phrases that show a person what is understood, the plainest first; five are enough.
        weekdays: 0 is Monday. ``short_weekdays`` count only after a date: Japanese 5月30日(月).
        weekday_sets: plurals that mean each of them.
        months: 1 to 12.
        turned: a unit with its turn in one word: Chinese 上周 is the week -1 from this one.
        counted: a count with its unit in one word: Russian полчаса is 30 minutes.
        days: name -> days from today.
        day_sets: name -> the weekdays it means: ``weekdays``. ``every_day_sets`` are those only after ``every``.
        parts: part of the day -> first and last minute of the day; over 1440 is the next day.
        hour_parts: what stands after an hour -> first and last minute it can be: Spanish de la tarde.
        near_parts: part of a day near today -> days from today, first and last minute: ``tonight``.
        to_dates: a unit up to now in one word: ``ytd``.
        thirds: the early, middle or late part of a unit in one word, 0 to 2: Chinese 月初.
        eras: name of an era -> the year before its first: Japanese 令和.
        noons: name of a clock time -> minute of the day.
        halves: ``pm`` -> 1; ``halves_first`` stand before the hour.
        ordinals: ``first`` -> 1.
        day_words: numbers in words that name a day before its month: Spanish treinta de mayo.
        spoken_times: name of a clock time to the minute -> minute of the day, before noon: Russian полдесятого.
        day_after_weekday: a number after a weekday is its day of the month: Spanish lunes 30.
        twelve_hours: the clock is counted to twelve: English 3:30 may be the afternoon's.
        day_first: a day of the month never follows its month: German Mai 22 is of the year.
        hyphens: a day and a month with a dash between them are a date: Dutch 10-6.
        hyphens_in_times: an hour and its minutes may have a dash between them: Russian 16-00.
        points: a day and a month with a point between them are a date: Russian 30.05.
        points_month_first: as they, the month first: Chinese 5.30. Only beside a day or its part is that a time.
        years_first: a year stands before its month or quarter, with a sign of its own: Chinese 2022年5月.
        genitive: what is of a month or year stands right before it: Russian первая неделя мая.
        no_slips: names a letter away from a time, as they are read: Italian Domenico, Gennaro.
        small_names: months and weekdays are written small, so that a capital letter may make a name of one.
        compounds: words are written together: German Montagmorgen.
        prefixes: words that are written together with the next one: Arabic و.
    """

    language: str
    examples: tuple[str, ...] = ()
    weekdays: Mapping[str, int]
    short_weekdays: Mapping[str, int] = field(default_factory=dict)
    weekday_sets: Mapping[str, int] = field(default_factory=dict)
    months: Mapping[str, int]
    units: Mapping[str, Unit]
    turned: Mapping[str, tuple[Unit, int]] = field(default_factory=dict)
    counted: Mapping[str, tuple[int, Unit]] = field(default_factory=dict)
    numbers: Mapping[str, int]
    ordinals: Mapping[str, int]
    day_words: Mapping[str, int] = field(default_factory=dict)
    days: Mapping[str, int]
    day_sets: Mapping[str, frozenset[int]]
    every_day_sets: Mapping[str, frozenset[int]] = field(default_factory=dict)
    parts: Mapping[str, tuple[int, int] | Habit]
    hour_parts: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    near_parts: Mapping[str, tuple[int, int, int]] = field(default_factory=dict)
    to_dates: Mapping[str, Unit] = field(default_factory=dict)
    thirds: Mapping[str, tuple[Unit, int]] = field(default_factory=dict)
    eras: Mapping[str, int] = field(default_factory=dict)
    noons: Mapping[str, int]
    halves: Mapping[str, int] = field(default_factory=dict)
    halves_first: Mapping[str, int] = field(default_factory=dict)
    words: Mapping[str, frozenset[str]]
    spoken_times: Mapping[str, int] = field(default_factory=dict)
    day_after_weekday: bool = False
    twelve_hours: bool = False
    day_first: bool = False
    hyphens: bool = False
    hyphens_in_times: bool = False
    points: bool = False
    points_month_first: bool = False
    years_first: bool = False
    genitive: bool = False
    no_slips: frozenset[str] = frozenset()
    small_names: bool = False
    compounds: bool = False
    prefixes: frozenset[str] = frozenset()

    @cached_property
    def phrases(self) -> Mapping[str, Mapping[Phrase, object]]:
        """Every table by its name, keyed by the tokens as they are read one by one."""
        tables: dict[str, Mapping[str, object]] = {
            "weekday": self.weekdays,
            "short weekday": self.short_weekdays,
            "weekday set": self.weekday_sets,
            "month": self.months,
            "unit": self.units,
            "turned": self.turned,
            "counted": self.counted,
            "number": self.numbers,
            "ordinal": self.ordinals,
            "day in words": self.day_words,
            "day": self.days,
            "day set": self.day_sets,
            "every day set": self.every_day_sets,
            "part": self.parts,
            "hour part": self.hour_parts,
            "near part": self.near_parts,
            "unit to date": self.to_dates,
            "third": self.thirds,
            "era": self.eras,
            "noon": self.noons,
            "spoken time": self.spoken_times,
            "half of day": self.halves,
            "half of day first": self.halves_first,
            "holiday": HOLIDAY_NAMES.get(self.language, {}),
            **{name: dict.fromkeys(words, True) for name, words in self.words.items()},
        }
        return {
            name: {texts_of(normalised(text)): value for text, value in table.items()}
            for name, table in tables.items()
        }

    @cached_property
    def singles(self) -> Mapping[str, Mapping[str, tuple[object, ...]]]:
        """By token, then by table, the values of the entries that are that token alone."""
        found: dict[str, dict[str, tuple[object, ...]]] = {}
        for name, table in self.phrases.items():
            for phrase, value in table.items():
                if len(phrase) == 1:
                    found.setdefault(phrase[0], {})[name] = (value,)
        return found

    @cached_property
    def longer(self) -> Mapping[tuple[str, str], tuple[tuple[str, Phrase, object], ...]]:
        """By the first two tokens, every longer entry that begins so with its table, the longest first."""
        found: dict[tuple[str, str], list[tuple[str, Phrase, object]]] = {}
        for name, table in self.phrases.items():
            for phrase, value in table.items():
                if len(phrase) > 1:
                    found.setdefault((phrase[0], phrase[1]), []).append((name, phrase, value))
        return {
            words: tuple(sorted(entries, key=lambda entry: -len(entry[1])))
            for words, entries in found.items()
        }

    @cached_property
    def abbreviated(self) -> frozenset[str]:
        """Weekdays, months, units and parts of the day of one word, which may be written short, with a point."""
        names = ("weekday", "short weekday", "month", "unit", "part", "week")
        tables = (self.phrases.get(name, {}) for name in names)
        return frozenset(phrase[0] for table in tables for phrase in table if len(phrase) == 1)

    @cached_property
    def known(self) -> frozenset[str]:
        """Every token in it."""
        return frozenset(token for table in self.phrases.values() for phrase in table for token in phrase)
