"""The whole of a phrase: every reading, the likeliest first."""

from __future__ import annotations

from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING

from bot.query.when import named
from bot.query.when.clock import by_points, clock_range
from bot.query.when.day_times import out_of_hours, times_of_days, times_of_last_days
from bot.query.when.meaning import Meaning, Piece, end_of, is_midnight, of_each, start_of, until_now
from bot.query.when.moments import Moment, any_days, end_of_days, moment
from bot.query.when.parts_of_units import starting
from bot.query.when.plain import labelled, plain
from bot.query.when.ranges import ranges
from bot.query.when.rolling import hours_ahead, rolling, some_hours_ago
from bot.query.when.rules import rule, rule_with
from bot.query.when.sets import sets
from bot.query.when.since import since
from bot.query.when.span import at_minute
from bot.query.when.unions import unions

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bot.query.when.here import Read
    from bot.query.when.rules import Rule
    from bot.query.when.span import Clock, Days
    from bot.query.when.tokens import Text

_MOST_LISTED = 7


@rule
def whole(text: Text, at: int) -> Iterator[Read[Meaning]]:
    """Every way to read from here on."""
    for read in READERS:
        yield from read(text, at)


@rule
def _written_out(text: Text, at: int) -> Iterator[Read[Meaning]]:
    """``Monday 6 June 2022; Monday 13 June 2022``: several stretches."""
    yield from _stretches(text, at, ())


def _stretches(text: Text, at: int, so_far: tuple[Piece, ...]) -> Iterator[Read[Meaning]]:
    for meaning, end in chain(labelled(text, at), plain(text, at), ranges(text, at)):
        if text.word(end) == ";" and len(so_far) < _MOST_LISTED:
            yield from _stretches(text, end + 1, (*so_far, *meaning.pieces))
        elif so_far:
            yield Meaning((*so_far, *meaning.pieces)), end


@rule_with("so far", "to date", "to date first", "unit to date")
def _so_far(text: Text, at: int) -> Iterator[Read[Meaning]]:
    """``this week so far``, ``so far this month``, ``year to date``."""
    for days, middle in _running(text, at):
        yield from ((until_now(days), end) for end in text.after("so far", middle))
    for after in text.after("so far", at):
        yield from ((until_now(days), end) for days, end in _running(text, after))
    for days, middle in named.this_unit(text, at):
        yield from ((until_now(days), end) for end in text.after("to date", middle))
    for unit, end in text.match("unit to date", at):
        yield from ((until_now(days), end) for days in named.this(text, unit))
    for after in text.after("to date first", at):
        yield from ((until_now(days), end) for days, end in named.this_unit(text, after))


def _running(text: Text, at: int) -> Iterator[Read[Days]]:
    """Days that are not over: ``earlier last week`` is of that week, and does not go on up to now."""
    today = named.today(text)
    yield from ((days, end) for days, end in any_days(text, at) if days.first <= today < days.end)


@rule_with("before", "after", "until", "before behind", "after behind", "until behind", "onwards of a day")
def _open(text: Text, at: int) -> Iterator[Read[Meaning]]:
    """``before 30 May``, ``until 30 May``, ``after 30 May``, ``until now``, ``5月30日之前``."""
    today = named.today(text)
    yield from _beside_a_start(text, at)
    for after in text.after("before", at):
        for said, end in _of_a_day(text, after):
            midnight = said.clock is not None and is_midnight(said.clock)
            yield _also(Piece(None, (end_of if midnight else start_of)(said, today))), end
    for after in text.after("until", at):
        yield from ((_also(Piece(None, end_of(said, today))), end) for said, end in end_of_days(text, after))
        for said, middle in _of_no_start(text, after, moment(text, after)):
            yield from (
                (_also(Piece(None, end_of(said, today))), end) for end in text.maybe("closing", middle)
            )
        for end in text.after("now", after):
            for comma in text.after("comma", end):
                yield from ((Meaning((Piece(None, None),)), last) for _, last in moment(text, comma))
            yield Meaning((Piece(None, None),)), end
    for after in text.after("after", at):
        yield from (
            (_also(Piece(end_of(said, today), None)), end)
            for said, end in _of_no_start(text, after, _of_a_day(text, after))
        )
    for start in (
        at,
        *(start for table in ("before", "after", "until", "to") for start in text.after(table, at)),
    ):
        yield from _open_behind(text, start)


def _beside_a_start(text: Text, at: int) -> Iterator[Read[Meaning]]:
    """``after the start of the year`` is since it, ``until the start of the year`` up to it."""
    for after in text.after("after", at):
        yield from ((until_now(days), end) for days, end in starting(text, after))
    for after in text.after("until", at):
        for days, end in starting(text, after):
            yield Meaning((Piece(None, at_minute(days.first, 0)),)), end


def _of_no_start(text: Text, at: int, found: Iterable[Read[Moment]]) -> Iterator[Read[Moment]]:
    """Those that are no first part of a unit where its start is a moment."""
    ends = {end for _, end in starting(text, at)}
    yield from ((said, end) for said, end in found if end not in ends)


def _of_a_day(text: Text, at: int) -> Iterator[Read[Moment]]:
    """A moment that bounds a stretch; a time of several days bounds each of them."""
    for said, end in moment(text, at):
        if said.clock is None or said.days is None or said.days.one_day:
            yield said, end


def _open_behind(text: Text, at: int) -> Iterator[Read[Meaning]]:
    today = named.today(text)
    for said, middle in moment(text, at):
        if said.clock is not None and said.clock.onwards:
            continue  # 3時から今 is no time for まで to end with
        for table, piece in (
            ("before behind", Piece(None, start_of(said, today))),
            ("until behind", Piece(None, end_of(said, today))),
            ("after behind", Piece(end_of(said, today), None)),
            ("onwards of a day", Piece(start_of(said, today), None)),
        ):
            yield from ((_also(piece), end) for end in text.after(table, middle))


@rule_with("to", "and")
def _times_or_dates(text: Text, at: int) -> Iterator[Read[Meaning]]:
    """``9.05-10.10``, Dutch ``8-10`` may be times of today, which are offered beside the dates."""
    for time, end in by_points(text, at):
        if text.lexicon.points:
            yield _today_besides(text, time), end
    for time, end in clock_range(text, at):
        if text.lexicon.hyphens and text.word(at + 1) == "-":
            yield _today_besides(text, time), end


def _today_besides(text: Text, time: Clock) -> Meaning:
    return replace(of_each((Moment(None, time),), named.today(text)), also=True)


def _also(piece: Piece) -> Meaning:
    """``before 9am`` is of today, and may be meant as everything before."""
    return Meaning((piece,), also=True)


READERS = (
    since, rolling, plain, labelled, _so_far, sets, ranges, _times_or_dates, _open, unions, times_of_days,
    times_of_last_days, out_of_hours, _written_out, some_hours_ago, hours_ahead,
)  # fmt: skip
"""The likeliest first."""

ALSO_READERS = (since, plain, _times_or_dates, _open, unions)
"""Those that tell what is offered beside the likeliest reading."""


def readers_of(text: Text) -> Iterator[Rule[Meaning]]:
    """Those that can read something of a phrase."""
    return (read for read in READERS if text.tokens and read.begins(text, 0))
