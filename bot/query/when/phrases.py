"""The whole of a phrase: every reading, the likeliest first."""

from __future__ import annotations

from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING

from bot.query.when import clock_parts, clock_points, named
from bot.query.when.day_spans import day_span
from bot.query.when.day_times import out_of_hours, times_of_days
from bot.query.when.meaning import Meaning, Piece, end_of, pieces_of, start_of, until_now
from bot.query.when.moments import Moment, any_days, end_of_days, moment
from bot.query.when.ranges import ranges
from bot.query.when.rolling import hours_ago, hours_ahead, rolling, so_long, some_hours_ago
from bot.query.when.sets import sets, unions
from bot.query.when.span import a_day, at_minute
from bot.query.when.tokens import rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.query.when.span import Clock, Days
    from bot.query.when.tokens import Read, Text


_MOST_LISTED = 7


@rule
def whole(text: Text, at: int) -> Iterator[Read[Meaning]]:
    """Every way to read from here on."""
    for read in READERS:
        yield from read(text, at)


def _plain(text: Text, at: int) -> Iterator[Read[Meaning]]:
    for said, end in moment(text, at):
        earlier = said.days is not None and said.days.also
        yield Meaning(pieces_of(said, named.today(text)), also=said.also, earlier=earlier), end


def _labelled(text: Text, at: int) -> Iterator[Read[Meaning]]:
    """``yesterday, Tuesday 14 June 2022``, ``last week, Mon 6 - Sun 12 June``: the same days said twice."""
    for days, middle in any_days(text, at):
        for after in text.after("comma", middle):
            for meaning, end in chain(_plain(text, after), ranges(text, after)):
                if all(_lies_in(piece, days) for piece in meaning.pieces):
                    yield meaning, end


def _listed(text: Text, at: int, so_far: tuple[Piece, ...] = ()) -> Iterator[Read[Meaning]]:
    """``Monday 6 June 2022; Monday 13 June 2022``: several stretches, written out."""
    for meaning, end in chain(_labelled(text, at), _plain(text, at), ranges(text, at)):
        if text.word(end) == ";" and len(so_far) < _MOST_LISTED:
            yield from _listed(text, end + 1, (*so_far, *meaning.pieces))
        elif so_far:
            yield Meaning((*so_far, *meaning.pieces)), end


def _lies_in(piece: Piece, days: Days) -> bool:
    return piece.start is not None and days.first <= piece.start.date() < days.end


def _since(text: Text, at: int) -> Iterator[Read[Meaning]]:
    """``since Monday``, ``from 30 May onwards``, ``since 2 hours ago``, ``seit 3 Tagen``, ``周一以来``."""
    for after in text.after("since", at):
        if after in text.after("since or from", at):
            yield from _from_on(text, at, after)
            continue
        for meaning, end in chain(hours_ago(text, after), _so_long_or_moment(text, after)):
            yield from ((meaning, last) for last in text.after("onwards", end))
            yield meaning, end
        yield from _since_hour(text, after)
    for days, middle in any_days(text, at):
        from_then = text.after("since or from", middle)
        for after in (after for after in text.after("since", middle) if after not in from_then):
            for time, end in chain(clock_points.point(text, after), clock_points.bare_hour(text, after)):
                yield _from(Moment(days), time), end
    for after in text.maybe("from", at):
        for meaning, middle in chain(_since_moment(text, after), hours_ago(text, after)):
            onwards = text.after("on and on", middle) if after > at else ()
            yield from ((meaning, end) for end in chain(text.after("onwards", middle), onwards))


def _so_long_or_moment(text: Text, at: int) -> Iterator[Read[Meaning]]:
    """French ``depuis 2 heures`` is so long, ``depuis 9h`` the time of the day; the other one is offered besides."""
    lengths, moments = list(so_long(text, at)), list(_since_moment(text, at))
    a_time = text.glued(at + 1) or at in text.after("since a time", at - 1)
    first, then = (moments, lengths) if a_time else (lengths, moments)
    yield from first
    ends = {end for _, end in first}
    yield from ((replace(meaning, also=end in ends), end) for meaning, end in then)


def _from_on(text: Text, at: int, after: int) -> Iterator[Read[Meaning]]:
    """After a since that is from too: not what ends by itself, as ``desde las 9 hasta las 11`` does."""
    spans = {end for _, end in day_span(text, at)}
    for meaning, end in chain(hours_ago(text, after), _since_days(text, after)):
        if end not in spans:
            yield from ((meaning, last) for last in text.after("onwards", end))
            yield meaning, end
    if after in text.after("since the hour", at):
        today = Moment(a_day(named.today(text)))
        for time, end in clock_points.bare_hour(text, after):
            yield _from(today, replace(time, start=clock_points.in_office(time.start))), end
    if after not in text.after("the day", at):  # Italian dal 5 is a day, dalle 5 an hour
        yield from _since_hour(text, after)


def _since_days(text: Text, at: int) -> Iterator[Read[Meaning]]:
    for said, end in moment(text, at):
        time = said.clock
        if time is None or time.part or time.is_point:
            start = Piece(start_of(said, named.today(text)), None)
            yield Meaning((start,), also=said.also, earlier=said.also), end


def _since_moment(text: Text, at: int) -> Iterator[Read[Meaning]]:
    for meaning, end in _labelled(text, at):
        yield Meaning((replace(meaning.pieces[0], end=None),)), end
    yield from _since_days(text, at)


def _since_hour(text: Text, at: int) -> Iterator[Read[Meaning]]:
    """``since 9``, ``since 9 yesterday``."""
    today = Moment(a_day(named.today(text)))
    for time, middle in clock_points.bare_hour(text, at):
        for on in (on for on in text.maybe("on", middle) if not text.after("to", middle)):
            for said, end in chain(moment(text, on), ((today, on),)):
                if said.days is not None and (said.clock is None or said.clock.part):
                    yield from ((meaning, end) for meaning in _from_either_half(text, said, time))


def _from_either_half(text: Text, said: Moment, time: Clock) -> Iterator[Meaning]:
    """From a bare hour of the half of the day that is likelier, and has come; the other one is offered besides."""
    now = text.asker.now.replace(tzinfo=None)
    both = [_from(said, half) for half in clock_points.halves(time)]
    begun = [
        meaning for meaning in both if meaning.pieces[0].start is not None and meaning.pieces[0].start <= now
    ]
    yield from (replace(meaning, also=place > 0) for place, meaning in enumerate(begun or both))


def _from(said: Moment, time: Clock) -> Meaning:
    """From a time of these days on, up to now."""
    assert said.days is not None
    within = clock_parts.fitted(time, said.clock) if said.clock is not None else None
    return Meaning((Piece(at_minute(said.days.first, (within or time).start), None),))


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


def _open(text: Text, at: int) -> Iterator[Read[Meaning]]:
    """``before 30 May``, ``until 30 May``, ``after 30 May``, ``until now``, ``5月30日之前``."""
    today = named.today(text)
    for after in text.after("before", at):
        yield from ((_also(Piece(None, start_of(said, today))), end) for said, end in moment(text, after))
    for after in text.after("until", at):
        yield from ((_also(Piece(None, end_of(said, today))), end) for said, end in end_of_days(text, after))
        yield from ((_also(Piece(None, end_of(said, today))), end) for said, end in moment(text, after))
        for end in text.after("now", after):
            for comma in text.after("comma", end):
                yield from ((Meaning((Piece(None, None),)), last) for _, last in moment(text, comma))
            yield Meaning((Piece(None, None),)), end
    for after in text.after("after", at):
        yield from ((_also(Piece(end_of(said, today), None)), end) for said, end in moment(text, after))
    for start in (*text.after("before", at), *text.after("after", at), *text.after("until", at), at):
        yield from _open_behind(text, start)


def _open_behind(text: Text, at: int) -> Iterator[Read[Meaning]]:
    today = named.today(text)
    for said, middle in moment(text, at):
        for table, piece in (
            ("before behind", Piece(None, start_of(said, today))),
            ("until behind", Piece(None, end_of(said, today))),
            ("after behind", Piece(end_of(said, today), None)),
        ):
            yield from ((_also(piece), end) for end in text.after(table, middle))


def _also(piece: Piece) -> Meaning:
    """``before 9am`` is of today, and may be meant as everything before."""
    return Meaning((piece,), also=True)


READERS = (
    _since, rolling, _plain, _labelled, _so_far, sets, ranges, _open, unions, times_of_days, out_of_hours, _listed,
    some_hours_ago, hours_ahead,
)  # fmt: skip
"""The likeliest first."""

ALSO_READERS = (_since, _plain, _open, unions)
"""Those that tell what is offered beside the likeliest reading."""
