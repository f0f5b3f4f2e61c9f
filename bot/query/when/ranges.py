"""From one moment to another: ``Monday to Friday last week``, ``between 30 May and 3 June``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.query.when import clock_parts, listed, named
from bot.query.when.clock import on_the_night
from bot.query.when.meaning import Meaning, Piece, end_of, pieces_of, start_of
from bot.query.when.moments import Moment, any_days, end_of_days, moment
from bot.query.when.rules import rule_with
from bot.query.when.settling import A_YEAR, is_weekly, settled
from bot.query.when.span import ONE_DAY, Grain, a_day, at_minute, one

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from bot.query.when.here import Read
    from bot.query.when.span import Clock, Days, Run
    from bot.query.when.tokens import Text

    _Timed = tuple[int, Clock]


@rule_with("to", "and", "to the day", "or", "from", "between")
def ranges(text: Text, at: int) -> Iterator[Read[Meaning]]:
    """Any range of moments."""
    yield from _weekdays_of_a_week(text, at)
    yield from _timed_weekdays_of_a_week(text, at)
    yield from _time_of_each(text, at)
    for start in text.after("from", at):
        yield from _joined_by(text, start, "to")
    for start in text.after("since", at):
        yield from _joined_by(text, start, "until")
    yield from _joined_by(text, at, "to", opened=False)
    for start in text.after("between", at):
        yield from _joined_by(text, start, "and")
    yield from _closed(text, at)


def _joined_by(text: Text, at: int, table: str, *, opened: bool = True) -> Iterator[Read[Meaning]]:
    for first, middle in moment(text, at):
        if not opened and any(text.after("at a bare hour", middle)):
            continue  # Spanish a las 6 is a time, and the a of it no to
        to_the_day = (middle,) if table == "to" and text.after("to the day", middle) else ()
        for to in (*text.after(table, middle), *to_the_day):
            for end in text.after("now", to):
                yield Meaning((Piece(start_of(first, named.today(text)), None),)), end
            for last, after in (
                *end_of_days(text, to),
                *moment(text, to),
                *_of_the_next_day(text, first, to),
            ):
                if _rather_a_month(text, first, last, after):
                    continue
                for meaning in _from_to(named.today(text), first, last):
                    yield from ((meaning, end) for end in text.maybe("closing", after))


def _of_the_next_day(text: Text, first: Moment, at: int) -> Iterator[Read[Moment]]:
    """A time of the day after the first one's: ``昨天晚上10点到第二天早上6点``."""
    if first.days is None or not first.days.one_day:
        return
    for start in text.after("next day first", at):
        next_day = a_day(first.days.end)
        yield from (
            (Moment(next_day, said.clock), end) for said, end in moment(text, start) if said.days is None
        )


def _rather_a_month(text: Text, first: Moment, last: Moment, end: int) -> bool:
    """Whether what may be a weekday is a month like the one before: the mar of Spanish ``ene a mar``."""
    months = first.days is not None and first.days.grain is Grain.MONTH and any(text.match("month", end - 1))
    return months and last.days is not None and is_weekly(last.days)


def _closed(text: Text, at: int) -> Iterator[Read[Meaning]]:
    """``5月30日と6月3日の間``: what makes it a range stands last."""
    for first, middle in moment(text, at):
        for to in text.after("and", middle):
            for last, after in moment(text, to):
                for meaning in _from_to(named.today(text), first, last):
                    yield from ((meaning, end) for end in text.after("closing", after))


def _from_to(today: date, first: Moment, last: Moment) -> Iterator[Meaning]:
    """The stretch between two moments; a time without a day is of the other's day.

    Nothing for two times without any day, which are a time of the day, and for sets. A span of time after the last is
    of each day: ``Monday to Friday between 9 and 5``.
    """
    if first.days is None or (last.days is None and first.clock is None) or _is_span(first.clock):
        return
    early = late = first.days
    if last.days is None:
        last = Moment(first.days, on_the_night(first.clock, last.clock))
    elif len(first.days.runs) > 1 or len(last.days.runs) > 1:
        return
    else:
        if is_weekly(first.days) and last.days.grain >= Grain.MONTH:
            return  # Monday to May is nothing
        early, late = settled(first.days, last.days, today)
        if first.days.by_year and late.first - early.first >= A_YEAR:
            return  # 29 Feb to 1 Mar 2022 are of no one year
        first, last = Moment(early, first.clock), Moment(late, last.clock)
    if last.clock is None or last.clock.is_point or (last.clock.part and not last.clock.habit):
        yield Meaning((Piece(start_of(first, today), end_of(last, today)),))
    elif first.clock is None and early.first < late.end:
        yield _each_day(early, late, last.clock, today)


def _is_span(time: Clock | None) -> bool:
    """Whether a time has an end of its own, so that no range can begin with it: ``Mon 9-5 to Wed``."""
    return time is not None and not (time.is_point or time.part or time.onwards)


def _each_day(early: Days, late: Days, time: Clock, today: date) -> Meaning:
    return Meaning(pieces_of(Moment(one(early.first, late.end, Grain.DAY), time), today))


def _time_of_each(text: Text, at: int) -> Iterator[Read[Meaning]]:
    """``9am-5pm Monday to Friday``: a span of time before a run of days is of each of them.

    ``the morning of 30 May to 1 June`` and ``from 9am Monday to Friday`` begin it: there the time is of the first day.
    """
    begins = any(text.after("from", at))
    for time, after in clock_parts.clock_of_days(text, at):
        of_one = any(text.after("of", after)) and after not in text.after("part set", at)
        if time.is_point or of_one or (begins and time.onwards):
            continue
        for opening, joining in (("comma", "to"), ("from", "to"), ("between", "and")):
            for start in text.after(opening, after):
                yield from _time_of_run(text, start, joining, time)
        yield from _time_of_run(text, after, "to", time)


def _time_of_run(text: Text, at: int, joining: str, time: Clock) -> Iterator[Read[Meaning]]:
    for first, middle in any_days(text, at):
        for to in (*text.after(joining, middle), *text.after("to the day", middle)):
            for last, end in any_days(text, to):
                if len(first.runs) == len(last.runs) == 1:
                    early, late = settled(first, last, named.today(text))
                    if early.first < late.end:
                        yield _each_day(early, late, time, named.today(text)), end


def _weekdays_of_a_week(text: Text, at: int) -> Iterator[Read[Meaning]]:
    """``Monday to Friday last week``, ``last week Monday to Friday``."""
    for (week, ends), end in listed.week_behind(text, at, _two_weekdays):
        yield from ((within, end) for within in _within(week, *ends))
    for on in text.maybe("on", at):
        for (week, ends), end in listed.week_before(text, on, _two_weekdays):
            yield from ((within, end) for within in _within(week, *ends))


def _timed_weekdays_of_a_week(text: Text, at: int) -> Iterator[Read[Meaning]]:
    """``Monday 9am to Wednesday 5pm last week``: the week is of both."""
    for (week, ((first, opens), (last, closes))), end in listed.week_behind(text, at, _two_timed_weekdays):
        begins = start_of(Moment(named.in_week(week.first, first), opens), week.first)
        ends = end_of(Moment(named.in_week(week.first, last), closes), week.first)
        if begins < ends:
            yield Meaning((Piece(begins, ends),)), end


def _two_timed_weekdays(text: Text, at: int) -> Iterator[Read[tuple[_Timed, _Timed]]]:
    for start in text.maybe("from", at):
        for first, middle in _timed_weekday(text, start):
            for to in text.after("to", middle):
                yield from (((first, last), end) for last, end in _timed_weekday(text, to))


def _timed_weekday(text: Text, at: int) -> Iterator[Read[_Timed]]:
    for number, middle in _the_weekday(text, at):
        for time, end in clock_parts.any_clock(text, middle):
            if time.is_point or time.part:
                yield (number, time), end


def _two_weekdays(text: Text, at: int) -> Iterator[Read[tuple[int, int]]]:
    """``Monday to Friday``, ``from Monday to Friday``, ``between Monday and Friday``."""
    for start, joining in (
        *((start, "to") for start in text.maybe("from", at)),
        *((start, "and") for start in text.after("between", at)),
    ):
        for first, middle in _the_weekday(text, start):
            for to in text.after(joining, middle):
                yield from (((first, last), end) for last, end in _the_weekday(text, to))


def _the_weekday(text: Text, at: int) -> Iterator[Read[int]]:
    for the in text.maybe("the", at):
        yield from text.match("weekday", the)


def _within(week: Run, first: int, last: int) -> Iterator[Meaning]:
    days = {day.weekday(): day for day in week.days()}
    if days[first] <= days[last]:
        yield Meaning((Piece(at_minute(days[first], 0), at_minute(days[last] + ONE_DAY, 0)),))
