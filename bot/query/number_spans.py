"""``from 2019 to 2021``, ``from 2021 till now``: numbers of years and hours, which no one takes for callers unasked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.query.numbers_typed import doubtful, like_a_clock, like_a_year, with_colon
from bot.query.time_trouble import NotUnderstood
from bot.query.when.clock_bounds import SHORTEST_SPAN

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.query.draft import Draft
    from bot.query.vocabulary import Vocabulary
    from bot.query.words_of_question import Words

NUMBERS_OR_TIMES = "It may be numbers or times. Write {ways}."


def refuse_doubtful_span(words: Words, terms: Vocabulary, draft: Draft) -> None:
    """Refuse a number as who called, where it may be a year or an hour that another, or a time, goes on from.

    Beside a time of its own a pair of years is a pair of numbers: ``from 2005 to 2010 yesterday``.

    Raises:
        NotUnderstood: naming both, with how to write either.
    """
    for at, end, _ in draft.taken:
        first, last = words.plain(at + 1), words.plain(end + 1)
        if end != at + 2 or not doubtful(first) or not _joined(words, terms, at, end):
            continue
        if end in draft.time:
            raise _trouble(words.typed(at, max(end + 2, draft.time[-1] + 1)), first, last)
        if _hours(first, last) or (_years(first, last) and not draft.time):
            raise _trouble(words.typed(at, end + 2), first, last)


def _joined(words: Words, terms: Vocabulary, at: int, end: int) -> bool:
    joins = terms.is_any(("to", "until"), words.plain(end))
    return joins and terms.is_one("from", words.plain(at))


def _years(first: str, last: str) -> bool:
    return like_a_year(first) and like_a_year(last) and first < last


def _hours(first: str, last: str) -> bool:
    return like_a_clock(first) and like_a_clock(last) and _minute(last) - _minute(first) >= SHORTEST_SPAN


def _minute(clock: str) -> int:
    return int(clock[:-2]) * 60 + int(clock[-2:])


def _trouble(said: str, first: str, last: str) -> NotUnderstood:
    return NotUnderstood(words=said, hint=NUMBERS_OR_TIMES.format(ways=" or ".join(_ways(first, last))))


def _ways(first: str, last: str) -> Iterator[str]:
    """How to write what a number, or two of them, may be."""
    if not last.isdigit():
        yield f'from "{first}" for a number'
        yield (f"since {first} for a year" if like_a_year(first) else f"since {with_colon(first)} for a time")
        return
    yield f'from "{first}" to "{last}" for numbers'
    if _years(first, last):
        yield f"in {first}-{last} for years"
    if _hours(first, last):
        yield f"{with_colon(first)}-{with_colon(last)} for times"
