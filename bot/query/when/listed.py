"""Several weekdays of one week, which is said once: ``Mon and Tue last week``, ``in KW 22 Montag und Dienstag``."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING, TypeVar

from bot.query.when import named
from bot.query.when.counted_days import weeks_ago
from bot.query.when.here import Read
from bot.query.when.rules import rule, rule_with
from bot.query.when.span import ONE_DAY, ONE_WEEK, Days, Grain, Run, joined, week_of
from bot.query.when.tokens import Text
from bot.query.when.units import week_number
from bot.query.when.weeks import week_beside

if TYPE_CHECKING:
    from collections.abc import Iterator

Value = TypeVar("Value")
_Reader = Callable[[Text, int], Iterable[Read[Value]]]

_MOST = 7


@rule_with("weekday")
def weekdays_of_week(text: Text, at: int) -> Iterator[Read[Days]]:
    """Two weekdays and more, the week behind them or before."""
    for weekdays, after in weekdays_listed(text, at, ()):
        yield from ((_latest_of(text, weekdays), end) for end in text.after("last behind several", after))
    for read in (week_behind, week_before):
        for (week, weekdays), end in read(text, at, partial(weekdays_listed, so_far=())):
            yield each_of(week, weekdays), end


def week_behind(text: Text, at: int, said: _Reader[Value]) -> Iterator[Read[tuple[Run, Value]]]:
    """What is said of a week, and the week behind it: ``Mon-Wed last week``."""
    for value, after in said(text, at):
        for of in text.maybe("of", after):
            yield from (((week, value), end) for week, end in a_week(text, of))


def week_before(text: Text, at: int, said: _Reader[Value]) -> Iterator[Read[tuple[Run, Value]]]:
    """As ``week_behind``, the week first: ``last week, Mon-Wed``."""
    for week, after in a_week(text, at):
        for start in chain(text.after("comma", after), text.after("following", after), (after,)):
            yield from (((week, value), end) for value, end in said(text, start))


def weekdays_listed(text: Text, at: int, so_far: tuple[int, ...]) -> Iterator[Read[tuple[int, ...]]]:
    """Two weekdays and more, such as ``Monday and Tuesday``, ``on Mon, Tue and Wed``."""
    starts = (*text.after("on", at), *text.after("the", at), at)
    for number, end in dict.fromkeys(chain(*(text.match("weekday", start) for start in starts))):
        here = (*so_far, int(number))
        for more in dict.fromkeys(another(text, end)) if len(here) < _MOST else ():
            yield from weekdays_listed(text, more, here)
        if so_far:
            yield here, end


def another(text: Text, at: int) -> Iterator[int]:
    """Where the next of several weekdays begins, behind a word or right behind the last: ``Mon Tue Wed``."""
    yield from text.after("or", at)
    start = at + (text.word(at) == "/" and text.glued(at))
    if text.match("weekday", start):
        yield start


@rule
def a_week(text: Text, at: int) -> Iterator[Read[Run]]:
    """One week as it is said: ``last week``, ``week 22``, ``the week of 30 May``, ``two weeks ago``."""
    for days, end in chain(named.unit_reference(text, at), week_number(text, at), week_beside(text, at)):
        if days.grain is Grain.WEEK and len(days.runs) == 1 and days.one_week:
            yield days.runs[0], end
    for weeks, end in weeks_ago(text, at):
        yield week_of(named.today(text) - weeks * ONE_WEEK, text.asker.week_start), end


def each_of(week: Run, weekdays: tuple[int, ...]) -> Days:
    """Those days of a week."""
    days = (day for day in week.days() if day.weekday() in weekdays)
    return Days(joined(Run(day, day + ONE_DAY) for day in days), Grain.DAY)


def _latest_of(text: Text, weekdays: tuple[int, ...]) -> Days:
    """The latest such days before today: the last one, and the others right before it."""
    found = [named.today(text)]
    for number in reversed(weekdays):
        found.insert(0, named.strictly_before(found[0], number).first)
    return Days(joined(Run(day, day + ONE_DAY) for day in found[:-1]), Grain.DAY)
