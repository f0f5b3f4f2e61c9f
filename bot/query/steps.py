"""What the next word of a question can be: a filter, a part of the time, or filler; the likeliest first."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from bot.query.clock_spans import clock_span
from bot.query.matchers import KEYWORDED, bare
from bot.query.numbers_typed import digits, like_a_clock, like_a_span, like_a_year, typed_number

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.query.found import Found
    from bot.query.vocabulary import Vocabulary
    from bot.query.words_of_question import Words

_OUTSIDE = 7
"""Digits from which on a number is an outside one, and no part of a date."""


@dataclass(frozen=True, slots=True)
class Draft:
    """One way through a question: what its words were taken for.

    Attributes:
        found: filters, by field.
        taken: first word, the word after the last, and the filters of each.
        time: the words left for time.
        dropped: the first word of the time after a ``from`` that was taken for filler.
        clocks: times of the day that could have been parties, as typed.
    """

    found: tuple[tuple[str, Any], ...] = ()
    taken: tuple[tuple[int, int, tuple[tuple[str, Any], ...]], ...] = ()
    time: tuple[int, ...] = ()
    dropped: int | None = None
    clocks: tuple[str, ...] = ()


def steps(words: Words, terms: Vocabulary, at: int, draft: Draft) -> Iterator[tuple[Draft, int]]:
    """What the words from here on can be, each with the word after it."""
    if (end := clock_span(words, terms, at)) is not None:
        clocks = (*draft.clocks, words.typed(at, end))
        yield replace(draft, time=(*draft.time, *range(at, end)), clocks=clocks), end
    plain = words.plain(at)
    filters = [
        (
            replace(
                draft,
                found=(*draft.found, *found.given),
                taken=(*draft.taken, (at, found.end, found.given)),
            ),
            found.end,
        )
        for found in _filters(words, terms, at, draft)
    ]
    if (
        plain
        and terms.can_be_time(plain)
        and _stands_as_time(words, terms, at, draft)
        and not _hangs(words, terms, at, draft)
    ):
        yield from _time_or_filters(words, terms, at, draft, filters)
    else:
        yield from filters
    half = at + 1 == len(words) and terms.is_one("from", plain)  # llamadas de
    if not half and not _makes_a_set(words, terms, at):
        yield from ((draft, end) for end in _dropped(words, at, draft))


def _time_or_filters(
    words: Words, terms: Vocabulary, at: int, draft: Draft, filters: list[tuple[Draft, int]]
) -> Iterator[tuple[Draft, int]]:
    time = (replace(draft, time=(*draft.time, at)), at + 1)
    if not _time_comes_first(words, terms, at):
        yield from filters
        yield time
        return
    yield time
    if terms.is_one("a single day", words.plain(at)) and terms.says_time(words.plain(at + 1)):
        yield replace(draft, dropped=at + 1), at + 1
    yield from filters


def _makes_a_set(words: Words, terms: Vocabulary, at: int) -> bool:
    """Whether a word makes each of a time of what follows: without its article ``los lunes`` is one Monday."""
    while terms.is_one("every", words.plain(at)):
        at += 1
        if terms.says_time(words.plain(at)) and not terms.is_one("every", words.plain(at)):
            return True
    return False


def _dropped(words: Words, at: int, draft: Draft) -> Iterator[int]:
    """Past what changes nothing; ``or`` only where the outcomes on both of its sides are counted anyway."""
    yield from words.after("asking", at)
    if words.filler(at):
        yield at + 1
    if draft.found[-1:] and draft.found[-1][0] == "outcomes" and any(words.after("outcomes", at + 1)):
        yield from words.after("either", at)


def every_filter(words: Words, terms: Vocabulary, at: int) -> Iterator[Found]:
    """Every filter that can begin at a word, whatever stands around it."""
    for matcher in (*KEYWORDED, bare):
        yield from matcher(words, terms, at)


def _filters(words: Words, terms: Vocabulary, at: int, draft: Draft) -> Iterator[Found]:
    for matcher in KEYWORDED:
        for found in matcher(words, terms, at):
            if not (
                _rather_a_time(words, terms, at, draft, found)
                or _rather_a_month(words, terms, at, draft, found)
            ):
                yield found
    lone = not _held_by_time(words, terms, at, draft)
    for found in bare(words, terms, at):
        typed = words.typed(at, found.end)
        if words.words[at].quoted or (lone and not _doubtful(typed)) or _outside(typed):
            yield found


def _rather_a_time(words: Words, terms: Vocabulary, at: int, draft: Draft, found: Found) -> bool:
    """Whether what stands after ``from`` or ``to`` is as likely a time: ``March 2025 to 2026``, ``9:00 to 1700``."""
    number = words.plain(found.end - 1)
    if found.end != at + 2 or words.words[at + 1].quoted or not terms.can_be_time(words.plain(at)):
        return False
    if number[:1] == "0" and len(number) == 4 and like_a_clock(number):
        return True
    if like_a_year(number) and _goes_to_a_year(words, terms, found.end):
        return True
    if not at or not terms.is_one("rather a party", words.plain(at)):
        return False
    if not (like_a_year(number) or like_a_clock(number)):
        return False
    before = words.plain(at - 1)
    return terms.month(before) or (draft.time[-1:] == (at - 1,) and any(map(str.isdigit, before)))


def _goes_to_a_year(words: Words, terms: Vocabulary, at: int) -> bool:
    """The ``bis 2022`` of ``von 2021 bis 2022``, where the word between is about time alone."""
    return terms.is_one("to", words.plain(at)) and like_a_year(words.plain(at + 1)) and not words.known(at)


def _rather_a_month(words: Words, terms: Vocabulary, at: int, draft: Draft, found: Found) -> bool:
    """Whether a month in small letters is no party: after a verb (``llamó mayo``), or ``de mayo`` beside a time."""
    if found.end != at + 2 or not terms.month(words.plain(at + 1)) or not words.words[at + 1].typed.islower():
        return False
    verb = words.filler(at) and not terms.can_be_time(words.plain(at))
    return verb or (terms.is_one("of", words.plain(at)) and draft.time[-1:] == (at - 1,))


def _doubtful(number: str) -> bool:
    """Whether a number by itself may be a year, or a time of the day."""
    return like_a_year(number) or like_a_clock(number)


def _held_by_time(words: Words, terms: Vocabulary, at: int, draft: Draft) -> bool:
    """Whether the word before holds this one: ``29 Feb 2025`` names no extension, ``4005 and 4006`` no two."""
    before = words.plain(at - 1) if at else ""
    return draft.time[-1:] == (at - 1,) or terms.is_one("joining", before) or terms.says_time(before)


def _stands_as_time(words: Words, terms: Vocabulary, at: int, draft: Draft) -> bool:
    """Whether a number of three digits and more belongs to a time: a year to its month, a count to its unit."""
    plain = words.plain(at)
    if like_a_span(plain):
        return bool(at) and terms.is_one("before a year", words.plain(at - 1)) and like_a_year(plain[:4])
    if not plain.isdigit() or len(plain) < 3:
        return True
    before, after = words.plain(at - 1) if at else "", words.plain(at + 1)
    if terms.is_one("before a year", before) and like_a_year(plain):
        return True
    says = terms.beside_its_year if like_a_year(plain) else terms.says_time
    if like_a_year(plain) and says(after):
        return True
    if draft.time[-1:] == (at - 1,):
        linked = terms.is_one("link", before) and draft.time[-2:-1] == (at - 2,)
        return not terms.is_one("between", before) and says(words.plain(at - 2) if linked else before)
    return says(after)


def _hangs(words: Words, terms: Vocabulary, at: int, draft: Draft) -> bool:
    """Whether a word needs a time next to it, and has none: the first of ``first calls of May`` is no first of May."""
    plain, after = words.plain(at), words.plain(at + 1)
    before_it, behind_it = draft.time[-1:] == (at - 1,), not after or terms.can_be_time(after)
    if terms.leads(plain):
        return not (behind_it or (before_it and terms.follows(plain)))
    if terms.is_one("ordinal", plain):
        return not (behind_it or before_it)
    return terms.follows(plain) and at > 0 and not before_it


def _outside(number: str) -> bool:
    """Whether a number can only be one of a telephone outside; ``0900-1700`` can be a time."""
    return number[:1] in "+(0" and len(digits(number)) > 2 * len("0900")


def _time_comes_first(words: Words, terms: Vocabulary, at: int) -> bool:
    """Whether a word that can be about time most likely is, by itself or by its neighbours."""
    if any(len(digits(number)) >= _OUTSIDE for number, _ in typed_number(words, terms, at + 1)):
        return False
    plain, after = words.plain(at), words.plain(at + 1)
    before = words.plain(at - 1) if at else ""
    if terms.says_time(plain):
        return True
    if plain.isdigit() and len(plain) > 2:
        return terms.says_time(before) or (
            terms.says_time(after) and not terms.says_time(words.plain(at + 2))
        )
    if (
        terms.is_one("before a year", plain)
        and like_a_year(after)
        and not terms.says_time(words.plain(at + 2))
    ):
        return True
    follows = terms.is_one("leads a time", after) and terms.says_time(words.plain(at + 2))
    return (
        terms.says_time(after)
        or follows
        or (not terms.is_one("rather a party", plain) and terms.says_time(before))
    )
