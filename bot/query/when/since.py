"""From a moment up to now: ``since Monday``, ``from 30 May onwards``, ``seit 3 Tagen``."""

from __future__ import annotations

from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING

from bot.query.when import clock_parts, clock_points, hours, named
from bot.query.when.clock import clock_range
from bot.query.when.dates import day_number, monthly
from bot.query.when.day_spans import day_span
from bot.query.when.meaning import Meaning, Piece, start_of, until_now
from bot.query.when.moments import Moment, any_days, moment
from bot.query.when.plain import labelled
from bot.query.when.rolling import hours_ago, so_long
from bot.query.when.rules import rule_with
from bot.query.when.span import a_day, at_minute

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.query.when.here import Read
    from bot.query.when.span import Clock
    from bot.query.when.tokens import Text


@rule_with("since", "onwards", "on and on")
def since(text: Text, at: int) -> Iterator[Read[Meaning]]:
    """``since Monday``, ``from 30 May onwards``, ``since 2 hours ago``, ``seit 3 Tagen``, ``周一以来``."""
    for after in text.after("since", at):
        if after in text.after("since or from", at):
            yield from _from_on(text, at, after)
            continue
        for meaning, end in chain(hours_ago(text, after), _so_long_or_moment(text, after)):
            yield from ((meaning, last) for last in text.after("onwards", end))
            yield meaning, end
        yield from _since_hour(text, after)
        yield from _since_start(text, after)
    for days, middle in any_days(text, at):
        from_then = text.after("since or from", middle)
        for after in (after for after in text.after("since", middle) if after not in from_then):
            for time, end in chain(clock_points.point(text, after), hours.bare_hour(text, after)):
                yield _from(Moment(days), time), end
    for after in text.maybe("from", at):
        for meaning, middle in chain(_since_moment(text, after), hours_ago(text, after)):
            onwards = text.after("on and on", middle) if after > at else ()
            its_day = _to_the_end_of_its_day(text, after, middle)
            ends = chain(text.after("onwards", middle), onwards)
            yield from ((meaning, end) for end in ends if end not in its_day)


def _to_the_end_of_its_day(text: Text, at: int, middle: int) -> tuple[int, ...]:
    """Past what after a time of some days rather ends with each of them: ``昨日18時以降``."""
    ends = text.after("onwards of a day", middle)
    timed = ends and any(
        end == middle and said.days is not None and said.clock is not None for said, end in moment(text, at)
    )
    return ends if timed else ()


def _since_start(text: Text, at: int) -> Iterator[Read[Meaning]]:
    """``since the start of the week``."""
    for the in text.maybe("the", at):
        for of in text.after("start of", the):
            for start in (of, *text.after("the", of)):
                for days, end in chain(named.this_unit(text, start), named.unit_reference(text, start)):
                    yield until_now(days), end


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
    spans = {end for read in (day_span, clock_range) for _, end in read(text, at)}
    for meaning, end in chain(hours_ago(text, after), _since_days(text, after)):
        if end not in spans:
            yield from ((meaning, last) for last in text.after("onwards", end))
            yield meaning, end
    if after in text.after("since the hour", at):
        today = Moment(a_day(named.today(text)))
        for time, end in hours.bare_hour(text, after):
            yield _from(today, replace(time, start=hours.in_office(time.start))), end
    if after not in text.after("the day", at):  # Italian dal 5 is a day, dalle 5 an hour
        yield from _since_hour(text, after)
        return
    for number, end in day_number(text, after):
        days = monthly(number, named.today(text))
        if days is not None and end not in spans:
            yield Meaning((Piece(at_minute(days.first, 0), None),)), end


def _since_days(text: Text, at: int) -> Iterator[Read[Meaning]]:
    spans = {end for _, end in day_span(text, at)}
    for said, end in moment(text, at):
        if end in spans:
            continue  # since 1-3 June may be either
        time = said.clock
        if time is None or time.part or time.is_point:
            start = Piece(start_of(said, named.today(text)), None)
            yield Meaning((start,), also=said.also, earlier=said.also), end


def _since_moment(text: Text, at: int) -> Iterator[Read[Meaning]]:
    for meaning, end in labelled(text, at):
        yield Meaning((replace(meaning.pieces[0], end=None),)), end
    yield from _since_days(text, at)


def _since_hour(text: Text, at: int) -> Iterator[Read[Meaning]]:
    """``since 9``, ``since 9 yesterday``."""
    today = Moment(a_day(named.today(text)))
    for time, middle in hours.bare_hour(text, at):
        if any(text.after(table, middle) for table in ("to", "to the day", "to the next day")):
            continue
        for on in text.maybe("on", middle):
            for said, end in chain(moment(text, on), ((today, on),)):
                one = said.days is not None and said.days.one_day
                if one and (said.clock is None or said.clock.part):
                    yield from ((meaning, end) for meaning in _from_either_half(text, said, time))


def _from_either_half(text: Text, said: Moment, time: Clock) -> Iterator[Meaning]:
    """From a bare hour of the half of the day that is likelier, and has come; the other one is offered besides."""
    now = text.asker.now.replace(tzinfo=None)
    both = [_from(said, half) for half in hours.halves(time)]
    begun = [
        meaning for meaning in both if meaning.pieces[0].start is not None and meaning.pieces[0].start <= now
    ]
    yield from (replace(meaning, also=place > 0) for place, meaning in enumerate(begun or both))


def _from(said: Moment, time: Clock) -> Meaning:
    """From a time of these days on, up to now."""
    assert said.days is not None
    within = clock_parts.fitted(time, said.clock) if said.clock is not None else None
    return Meaning((Piece(at_minute(said.days.first, (within or time).start), None),))
