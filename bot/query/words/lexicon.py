"""What a language's table holds."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING

from bot.query.text import normalised
from bot.query.tokens import texts_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


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

WORD_TABLES: Mapping[str, str] = MappingProxyType(
    {
        # What turns a unit, a weekday or a part of the day; "behind" is after it: French "semaine dernière".
        "this": "this week, this Monday",
        "last": "last week, last Monday",
        "next": "next week",
        "from the end": "after an ordinal that is counted from the end: second to last",
        "last of": "the last in a row, where last has another form: French la dernière semaine d'avril",
        "just past": "those of last that are never the last in a row: Spanish pasado",
        "before last first": "before its unit: German vorletzte Woche",
        "this behind": "as this, after its unit",
        "last behind": "as last, after its unit: French semaine dernière",
        "next behind": "as next, after its unit",
        "before last": "after its unit: the week before last",
        "this week's": "before a weekday, of this week: Chinese 本周一",
        "last week's": "before a weekday, of last week: Chinese 上周一",
        "following": "between a week and its weekday: last week's Monday",
        "just gone": "after a weekday: Friday just gone",
        # Time counted back from now.
        "rolling": "before a count and its unit: the last 3 days",
        "rolling within": "between a count and its unit: French les 3 derniers jours",
        "rolling behind": "after a count and its unit: Chinese 3天内",
        "several": "units of which there are several, so that last alone says nothing: German die letzten Tage",
        "past": "before a unit without a count: past week",
        "few": "a count that needs no last: a couple of days",
        "ago": "after a count and its unit: 3 days ago",
        "ago first": "before them: German vor 3 Tagen",
        "from now": "after them, in the future",
        "in": "before them, in the future: in 3 days",
        "and a half": "between or after a count and its unit: hour and a half",
        "half an": "before an hour: half an hour",
        "minutes glued": "right after minutes that follow hours: 1h30m",
        "quarter of an hour": "by itself: 15 minutes",
        # Open and closed stretches.
        "since": "before: since Monday",
        "since or from": "those of since never before a length, and beside a day up to its end: Spanish desde",
        "since the hour": "those of since or from that a number is an hour by: Italian dalle 9",
        "onwards": "after: from Monday onwards, Chinese 周一以来",
        "on and on": "after a from alone: from 3pm on",
        "until": "before: until Monday",
        "until behind": "after: Japanese 月曜日まで",
        "before": "before: before Monday",
        "before behind": "after: Chinese 周一之前",
        "after": "before: after Monday",
        "after behind": "after: Chinese 周一之后",
        "from": "before the first of two: from Monday to Friday",
        "opens two": "those of from that are never alone: Spanish de 9 a 11",
        "to": "between them",
        "between": "before the first of two: between 9 and 11",
        "and": "between them",
        "closing": "after the second of two: Japanese まで",
        "now": "as an end: until now",
        "so far": "beside a stretch: this week so far",
        "to date": "after a unit: year to date",
        "to date first": "before a unit: Spanish en lo que va de mes",
        # What holds words together.
        "the": "an article",
        "on": "before days or parts of a day: on Monday, in the morning",
        "of": "before a month, a year or a unit: first week of May",
        "of the": "those of of with an article in them: Spanish del mes",
        "at": "before a clock time: at 9:30",
        "at a bare hour": "before a number that is an hour by it: at 9",
        "or": "between days of which each is meant: Monday and Tuesday",
        "comma": "after a weekday, before a year: Monday, 30 May",
        "dash": "a dash",
        "slash": "between a month and its year: May/2022",
        "whole": "before days: all of May",
        "all day": "after days: yesterday all day",
        "night to": "before a day, the night that ends on it: Russian в ночь на вторник",
        # Clock times.
        "no hour": "numbers that are never an hour of the day: a, a couple",
        "hour sign": "after an hour, perhaps before minutes: German 15 Uhr 30",
        "hour sign before minutes": "after an hour, before minutes alone: Russian 9 часов 30 минут",
        "minute sign": "after those minutes: Chinese 15点30分",
        "clock": "after an hour, never before minutes: 3 o'clock",
        "half past": "before an hour: half past nine",
        "half to": "before an hour, 30 minutes less: German halb zehn",
        "quarter past": "before an hour",
        "quarter to": "before an hour",
        "half behind": "after an hour: Spanish las 9 y media",
        "quarter behind": "after an hour: Spanish las 9 y cuarto",
        "quarter less": "after an hour: Spanish las 9 menos cuarto",
        "hours": "after an hour that says so, never after a length of time: Spanish a las 15 horas",
        "minutes behind": "between an hour that says so and minutes: Spanish a las 9 y 10",
        "minutes less": "between them, to take away: Spanish a las 9 menos 10",
        "minutes past": "between minutes and an hour: ten past nine",
        "minutes to": "between minutes and an hour: ten to nine",
        # Dates.
        "year sign": "after a year: Chinese 2022年, Russian 2022 года",
        "year first": "before a year: German im Jahr 2022",
        "month sign": "after a month's number: Chinese 5月",
        "month first": "before a month's number: Arabic شهر 5",
        "day sign": "after a day's number: Chinese 30日",
        "the day": "before a number that is a day of the month by it: French le 20",
        "to the day": "those of the day with a to in them: Spanish del 5 al 7",
        "ordinal suffix": "right after a number: 30th, German 30.",
        "never a day": "those of them that name no day of a month: Portuguese 2ª, of a week's feminine",
        "ordinal first": "before a number: Chinese 第",
        "short year": "before a year of two digits: '22",
        "month of": "before a month or year, changing nothing: the month of May",
        # Longer units.
        "weekend": "a weekend",
        "week": "before or after a week's number: week 21, German 21. KW",
        "commencing": "between week and a date: the week of 30 May",
        "week ending": "between week and its last day: the week ending 3 June",
        "same day": "before last week: this day last week, today last week",
        "fiscal": "before a quarter, or a fiscal year's number: fiscal Q1, FY21",
        "fiscal year": "a fiscal year, by itself or before its number",
        "fiscal year behind": "after its number: Japanese 2021年度",
        "quarter": "before or after a quarter's number: Q2, Spanish segundo trimestre",
        "half": "before or after a half year's number: H1, German 1. Halbjahr",
        "half of": "after first or second: first half of June",
        "first half": "by itself the first six months: Chinese 上半年",
        "second half": "by itself the last six months: Chinese 下半年",
        "start of": "before a month: early May",
        "middle of": "before a month: mid-May",
        "end of": "before a month: end of May",
        "start of behind": "after a month: Japanese 6月上旬",
        "middle of behind": "after a month: Japanese 6月中旬",
        "end of behind": "after a month: Japanese 6月下旬",
        # Sets.
        "every": "before a weekday: every Friday",
        "part set": "parts of a day that make a weekday each of them: Monday mornings",
        # How a question is taken apart.
        "joining": "between two of anything",
        "link": "between a date and its year",
        "before a year": "before a number that is a year by it: since 2021",
        "leads a time": "before a unit or a day, never a name: the, last",
        "before a number alone": "before a number that may be anything: on 2005",
        "surname": "times that are many a surname, besides months: Spanish Domingo",
        "a single day": "before a time that is one, though it sounds open: from Monday",
        "rather a party": "before a time it is no part of, however near: to",
    }
)
"""Every table of ``Lexicon.words`` with where its words stand."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Lexicon:
    """A language's words as they are written; several words are separated by a space. Case and marks do not matter.

    Values are numbers or units; ``words`` holds the connecting words by what they do, see ``WORD_TABLES``.

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
        noons: name of a clock time -> minute of the day.
        halves: ``pm`` -> 1; ``halves_first`` stand before the hour.
        ordinals: ``first`` -> 1.
        day_words: numbers in words that name a day before its month: Spanish treinta de mayo.
        holidays: name of a public holiday -> the name the calendars have, or names with " / " between them.
        spoken_times: name of a clock time to the minute -> minute of the day, before noon: Russian полдесятого.
        day_after_weekday: a number after a weekday is its day of the month: Spanish lunes 30.
        twelve_hours: the clock is counted to twelve: English 3:30 may be the afternoon's.
        points: a day and a month with a point between them are a date: Russian 30.05.
        genitive: what is of a month or year stands right before it: Russian первая неделя мая.
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
    noons: Mapping[str, int]
    halves: Mapping[str, int] = field(default_factory=dict)
    halves_first: Mapping[str, int] = field(default_factory=dict)
    words: Mapping[str, frozenset[str]]
    holidays: Mapping[str, str] = field(default_factory=dict)
    spoken_times: Mapping[str, int] = field(default_factory=dict)
    day_after_weekday: bool = False
    twelve_hours: bool = False
    points: bool = False
    genitive: bool = False
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
            "noon": self.noons,
            "spoken time": self.spoken_times,
            "half of day": self.halves,
            "half of day first": self.halves_first,
            "holiday": self.holidays,
            **{name: dict.fromkeys(words, True) for name, words in self.words.items()},
        }
        return {
            name: {texts_of(normalised(text)): value for text, value in table.items()}
            for name, table in tables.items()
        }

    @cached_property
    def beginnings(self) -> Mapping[str, tuple[tuple[str, Phrase, object], ...]]:
        """By first token, every entry that begins so with its table, the longest first."""
        found: dict[str, list[tuple[str, Phrase, object]]] = {}
        for name, table in self.phrases.items():
            for phrase, value in table.items():
                found.setdefault(phrase[0], []).append((name, phrase, value))
        return {
            word: tuple(sorted(entries, key=lambda entry: -len(entry[1]))) for word, entries in found.items()
        }

    @cached_property
    def known(self) -> frozenset[str]:
        """Every token in it."""
        return frozenset(self._known())

    def _known(self) -> Iterator[str]:
        for table in self.phrases.values():
            for phrase in table:
                yield from phrase
