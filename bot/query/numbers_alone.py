"""Why a number by itself is not understood: it may be an extension, a year or a time of the day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.query.judging import a_party_or_a_time
from bot.query.numbers_typed import like_a_clock, like_a_span, like_a_year, with_colon
from bot.query.since_or_from import since_or_from
from bot.query.time_trouble import NotUnderstood

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.query.vocabulary import Vocabulary
    from bot.query.words_of_question import Words

_JOINS = ("joining", "to")
"""Tables of what stands between two numbers."""
NUMBER_ALONE = "A number alone may be an extension or a time. Write {ways}."
SINCE_OR_FROM = (
    "It may be an extension or a year. Write from {number} for an extension or since {number} for a year."
)
SPAN_ALONE = "It may be a number, years or times. Write {ways}."


def party_or_time(words: Words, terms: Vocabulary) -> NotUnderstood | None:
    """Dutch ``voor 2005``, Italian ``dal 2005``."""
    for at in range(len(words) - 1):
        if a_party_or_a_time(words, terms, at):
            number = words.plain(at + 1)
            if since_or_from(words, terms, at):
                return NotUnderstood(words=words.typed(at, at + 2), hint=SINCE_OR_FROM.format(number=number))
            ways = " or ".join(_ways(number))
            return NotUnderstood(words=words.typed(at, at + 2), hint=NUMBER_ALONE.format(ways=ways))
    return None


def number_alone(words: Words, terms: Vocabulary, stuck: int) -> NotUnderstood | None:
    """``missed in Sales 2025``, ``on 2005``, ``between 2005 and 2006``; in ``29 Feb 2025`` the date is wrong."""
    for at in range(min(stuck + 1, len(words))):
        number, before = words.plain(at), words.plain(at - 1) if at else ""
        leads = terms.is_one("before a number alone", before)
        if like_a_span(number):
            ways = " or ".join(_ways_of_span(number))
            return NotUnderstood(words=words.typed(at - leads, at + 1), hint=SPAN_ALONE.format(ways=ways))
        held = terms.beside_its_year(before) if like_a_year(number) else terms.says_time(before)
        if not number.isdigit() or len(number) < 3 or (held and not leads):
            continue
        joined = terms.is_any(_JOINS, words.plain(at + 1)) and words.plain(at + 2).isdigit()
        said = words.typed(at - leads, at + 3 if joined else at + 1)
        return NotUnderstood(words=said, hint=NUMBER_ALONE.format(ways=" or ".join(_ways(number))))
    return None


def _ways_of_span(span: str) -> Iterator[str]:
    """How to write what two numbers with a dash may be."""
    yield f'with "{span}" for a number'
    if like_a_year(span[:4]):
        yield f"in {span} for years"
    if like_a_clock(span[:4]) and like_a_clock(span[5:]):
        yield f"{span[:2]}:{span[2:7]}:{span[7:]} for a time"


def _ways(number: str) -> Iterator[str]:
    """How to write what a number may be."""
    yield f"with {number} for an extension"
    if like_a_year(number):
        yield f"in {number} for a year"
    if like_a_clock(number):
        yield f"{with_colon(number)} for a time"
