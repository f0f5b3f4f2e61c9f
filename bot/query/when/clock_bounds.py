"""Times of the day that are open to one side: ``after 6pm``, ``until noon``, ``9時まで``."""

from __future__ import annotations

from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING

from bot.query.when.clock_points import hour_and_minutes, part, point
from bot.query.when.hours import OF_A_TIME, bare_hour, halves
from bot.query.when.minutes_to import minutes_to
from bot.query.when.rules import rule_with
from bot.query.when.span import DAY_MINUTES, Clock, Grain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.query.when.here import Read
    from bot.query.when.tokens import Text

_MIDNIGHT = 24
SHORTEST_SPAN = 15
"""Minutes between two times of four digits: ``from 2005 to 2010`` are rather two extensions."""

_WORDS = (
    "after", "from", "since", "before", "until", "after behind", "onwards", "before behind", "until behind",
    "before behind a time", "after hours", "before hours",
)  # fmt: skip
_BOUNDS = (*OF_A_TIME, "part")


@rule_with(*_WORDS, beside=_BOUNDS)
def bounded(text: Text, at: int) -> Iterator[Read[Clock]]:
    """``after 6pm``, ``before 9am``, ``after lunch``, ``from 3pm on``, ``until noon``, ``9時まで``."""
    yield from _opened(text, at, bare=False)
    yield from _closed(text, at)


@rule_with(*_WORDS, "between", beside=_BOUNDS)
def bounded_of_a_day(text: Text, at: int) -> Iterator[Read[Clock]]:
    """As ``bounded``, beside a day, where a bare number can only be an hour: ``yesterday after 6``."""
    yield from opened_of_a_day(text, at)
    yield from _closed(text, at)


@rule_with("after", "from", "since", "before", "until", "between", beside=_BOUNDS)
def opened_of_a_day(text: Text, at: int) -> Iterator[Read[Clock]]:
    """What has its word before the time alone.

    Four digits are a time only as both ends of a span that says so: ``yesterday from 0900 to 1700``.
    """
    yield from _opened(text, at, bare=True)
    for opening, joining in (("from", "to"), ("between", "and")):
        for start in text.after(opening, at):
            for to in text.after(joining, start + 1):
                first, last = four_digits(text.word(start)), four_digits(text.word(to))
                if first is not None and last is not None and last - first >= SHORTEST_SPAN:
                    yield Clock(first, last, Grain.MINUTE), to + 1


def four_digits(word: str) -> int | None:
    """The minute of the day that ``0900`` says; None where that is none, or no multiple of five, as people say them."""
    if len(word) != 4 or not (word.isdigit() and word.isascii()):
        return None
    minute = int(word[:2]) * 60 + int(word[2:])
    return minute if int(word[2:]) in range(0, 60, 5) and minute <= DAY_MINUTES else None


def _opened(text: Text, at: int, *, bare: bool) -> Iterator[Read[Clock]]:
    for table in ("after", "from", "since"):
        for after in text.after(table, at):
            opens_two = table == "from" and after in text.after("opens two", at)
            a_day = table == "from" and after in text.after("the day", at)  # Italian dal 5
            minutes = minutes_to(text, after) if table != "from" else ()
            for time, middle in chain(minutes, _bound(text, after, bare=bare and not a_day)):
                if middle in text.after("part", at):  # what has after in its name: Arabic بعد الظهر
                    continue
                if (clock := _from(time, after=table == "after")) is None:
                    continue
                on_and_on = text.after("on and on", middle) if table != "since" else ()
                yield from ((clock, end) for end in (*text.after("onwards", middle), *on_and_on))
                if table != "since" and not opens_two:  # since 9am is up to now, not up to midnight
                    yield clock, middle
    for after in chain(text.after("before", at), text.after("until", at)):
        for time, end in chain(minutes_to(text, after), _bound(text, after, bare=bare)):
            if _rather_a_day(text, after, end):
                continue
            if (bare or time.start > 0) and end not in text.after("part", at):
                yield _until(time), end


def _rather_a_day(text: Text, at: int, end: int) -> bool:
    """Whether what a stretch goes up to is a day, as its part has an article: ``bis morgen``, ``bis zum Morgen``."""
    article = any(at in text.after(table, at - 1) for table in ("the", "on"))
    return end in text.after("day", at) and not article


def _closed(text: Text, at: int) -> Iterator[Read[Clock]]:
    opens, closes = text.asker.habits.office
    for end in text.after("after hours", at) if closes < DAY_MINUTES else ():
        yield Clock(closes, DAY_MINUTES, Grain.MINUTE, onwards=True), end
    for end in text.after("before hours", at) if opens else ():
        yield Clock(0, opens, Grain.MINUTE, upto=True), end
    for time, middle in chain(point(text, at), part(text, at)):
        yield from bounded_behind(text, time, middle)
    for _, after in text.number(at, _MIDNIGHT, least=_MIDNIGHT):
        for signed in text.after("hour sign", after):
            whole = Clock(0, DAY_MINUTES, Grain.MINUTE, upto=True)
            yield from ((whole, end) for end in text.after("until behind", signed))


def bounded_behind(text: Text, time: Clock, at: int) -> Iterator[Read[Clock]]:
    """A time with the word behind it that makes it a bound: ``下午6点之后``, ``9時まで``."""
    if (after := _from(time, after=True)) is not None:
        yield from ((after, end) for end in text.after("after behind", at))
    if (onwards := _from(time, after=False)) is not None:
        yield from ((onwards, end) for end in text.after("onwards", at))
    if time.start > 0:
        # 3時15分前 may be a quarter to three
        exact = (
            () if time.part or text.after("minute sign", at - 1) else text.after("before behind a time", at)
        )
        ends = chain(text.after("before behind", at), text.after("until behind", at), exact)
        yield from ((_until(time), end) for end in ends)


def _until(time: Clock) -> Clock:
    """From midnight on; up to midnight, which has no minute before it on its day, is the whole day."""
    return replace(time, start=0, end=time.start or DAY_MINUTES, grain=Grain.MINUTE, part=False, upto=True)


def _from(time: Clock, *, after: bool) -> Clock | None:
    """Up to midnight; after a part of the day is after its end."""
    begins = time.end if time.part and after else time.start
    return (
        replace(time, start=begins, end=DAY_MINUTES, grain=Grain.MINUTE, part=False, onwards=True)
        if begins < DAY_MINUTES
        else None
    )


def _bound(text: Text, at: int, *, bare: bool) -> Iterator[Read[Clock]]:
    for start in chain(text.after("at a bare hour", at), (at,)):
        yield from (
            (half, end)
            for time, end in point(text, start)
            for half in (halves(time) if time.bare else (time,))
        )
        yield from part(text, start)
        if start > at:
            yield from hour_and_minutes(text, start)
        if bare or start > at:
            for time, end in bare_hour(text, start):
                if any(text.match("month", of) for of in text.maybe("of", end)):
                    continue  # ``until 22 Nov``: the number is the month's day
                yield from ((half, end) for half in halves(time))
