"""The whole of a phrase: every reading, the likeliest first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.query.when import clock, named
from bot.query.when.meaning import Meaning, Piece, end_of, pieces_of, start_of, until_now
from bot.query.when.moments import Moment, any_days, moment
from bot.query.when.ranges import ranges
from bot.query.when.rolling import hours_ago, hours_ahead, rolling
from bot.query.when.sets import sets, unions
from bot.query.when.span import at_minute
from bot.query.when.tokens import rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.query.when.span import Clock
    from bot.query.when.tokens import Read, Text


@rule
def whole(text: Text, at: int) -> Iterator[Read[Meaning]]:
    """Every way to read from here on."""
    for read in (_since, rolling, _plain, _so_far, sets, ranges, _open, unions, hours_ahead):
        yield from read(text, at)


def _plain(text: Text, at: int) -> Iterator[Read[Meaning]]:
    for said, end in moment(text, at):
        yield Meaning(pieces_of(said, named.today(text))), end


def _since(text: Text, at: int) -> Iterator[Read[Meaning]]:
    """``since Monday``, ``from 30 May onwards``, ``since 2 hours ago``."""
    today = named.today(text)
    for after in text.after("since", at):
        for said, end in moment(text, after):
            yield Meaning((Piece(start_of(said, today), None),)), end
        yield from hours_ago(text, after)
        for time, middle in clock.bare_hour(text, after):
            for on in text.maybe("on", middle):
                for said, end in (*moment(text, on), (Moment(), on)):
                    if said.days is not None and (said.clock is None or said.clock.part):
                        yield _from(said, time), end
    for days, middle in any_days(text, at):
        for after in text.after("since", middle):
            for time, end in (*clock.point(text, after), *clock.bare_hour(text, after)):
                yield _from(Moment(days), time), end
    for after in text.maybe("from", at):
        for said, middle in moment(text, after):
            onwards = [
                *text.after("onwards", middle),
                *(text.after("on and on", middle) if after > at else ()),
            ]
            for end in onwards:
                yield Meaning((Piece(start_of(said, today), None),)), end


def _from(said: Moment, time: Clock) -> Meaning:
    """From a time of these days on, up to now."""
    assert said.days is not None
    within = clock.fitted(time, said.clock) if said.clock is not None else None
    return Meaning((Piece(at_minute(said.days.first, (within or time).start), None),))


def _so_far(text: Text, at: int) -> Iterator[Read[Meaning]]:
    """``this week so far``, ``so far this month``, ``year to date``."""
    for days, middle in any_days(text, at):
        yield from ((until_now(days), end) for end in text.after("so far", middle))
    for after in text.after("so far", at):
        yield from ((until_now(days), end) for days, end in any_days(text, after))
    for unit, middle in text.match("unit", at):
        unit_days = named.calendar_unit(named.today(text), unit, 0, text.asker.week_start)
        if unit_days is not None:
            yield from ((until_now(unit_days), end) for end in text.after("to date", middle))


def _open(text: Text, at: int) -> Iterator[Read[Meaning]]:
    """``before 30 May``, ``until 30 May``, ``after 30 May``, ``until now``."""
    today = named.today(text)
    for after in text.after("before", at):
        for said, end in moment(text, after):
            yield Meaning((Piece(None, start_of(said, today)),)), end
    for after in text.after("until", at):
        for said, end in moment(text, after):
            yield Meaning((Piece(None, end_of(said, today)),)), end
        yield from ((Meaning((Piece(None, None),)), end) for end in text.after("now", after))
    for after in text.after("after", at):
        for said, end in moment(text, after):
            yield Meaning((Piece(end_of(said, today), None),)), end
