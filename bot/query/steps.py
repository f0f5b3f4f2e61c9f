"""What the next word of a question can be: a filter, a part of the time, or filler; the likeliest first."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.query.capitals import a_name_or_a_time
from bot.query.clock_spans import clock_span
from bot.query.judging import (
    a_party_or_a_time,
    hangs,
    held_by_time,
    missed_and,
    of_no_year,
    past_articles,
    rather_a_month,
    rather_a_time,
    stands_as_time,
    time_comes_first,
)
from bot.query.matchers import KEYWORDED, bare
from bot.query.numbers_typed import doubtful, is_group, outside
from bot.query.verbs_last import verb_after_all

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.query.draft import Draft
    from bot.query.found import Found
    from bot.query.vocabulary import Vocabulary
    from bot.query.words_of_question import Words


_PARTIES = frozenset({"caller", "callee", "either"})


def steps(words: Words, terms: Vocabulary, at: int, draft: Draft) -> Iterator[tuple[Draft, int]]:
    """What the words from here on can be, each with the word after it."""
    if (end := clock_span(words, terms, at)) is not None:
        clocks = (*draft.clocks, words.typed(at, end))
        yield replace(draft, time=(*draft.time, *range(at, end)), clocks=clocks), end
    if a_party_or_a_time(words, terms, at) or a_name_or_a_time(words, terms, at):
        return
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
        and stands_as_time(words, terms, at, draft)
        and not hangs(words, terms, at, draft)
    ):
        yield from _time_or_filters(words, terms, at, draft, filters)
    else:
        yield from filters
    half = at + 1 == len(words) and terms.is_one("from", plain)  # llamadas de
    if not half and not _makes_a_set(words, terms, at):
        yield from ((draft, end) for end in _dropped(words, terms, at, draft))


def _time_or_filters(
    words: Words, terms: Vocabulary, at: int, draft: Draft, filters: list[tuple[Draft, int]]
) -> Iterator[tuple[Draft, int]]:
    time = (replace(draft, time=(*draft.time, at)), at + 1)
    if not time_comes_first(words, terms, at):
        yield from filters
        yield time
        return
    yield time
    if terms.is_one("a single day", words.plain(at)) and terms.says_time(past_articles(words, terms, at + 1)):
        yield replace(draft, dropped=at + 1), at + 1
    yield from filters


def _makes_a_set(words: Words, terms: Vocabulary, at: int) -> bool:
    """Whether a word makes each of a time of what follows: without its article ``los lunes`` is one Monday."""
    while terms.is_one("every", words.plain(at)):
        at += 1
        if terms.says_time(words.plain(at)) and not terms.is_one("every", words.plain(at)):
            return True
    return False


def _dropped(words: Words, terms: Vocabulary, at: int, draft: Draft) -> Iterator[int]:
    """Past what changes nothing; ``or`` only where the outcomes on both of its sides are counted anyway."""
    yield from words.after("asking", at)
    if (
        words.filler(at)
        and not _ranks(words, terms, at, draft)
        and not any(words.after("no_filter", at))
        and not any(missed_and(words, terms, at))
        and not _joins_times(words, terms, at)
    ):
        yield at + 1
    yield from verb_after_all(words, at)
    if draft.found[-1:] and draft.found[-1][0] == "outcomes" and any(words.after("outcomes", at + 1)):
        yield from words.after("either", at)


def _joins_times(words: Words, terms: Vocabulary, at: int) -> bool:
    """Whether an and or a to stands between two times, which are not one without it: ``8.10 und 9.10 Uhr``."""
    if not 0 < at < len(words) - 1 or not terms.is_any(("and", "to"), words.plain(at)):
        return False
    ends = (words.plain(at - 1), words.plain(at + 1))
    return all(terms.says_time(end) or terms.number(end) for end in ends)


def _waits(words: Words, terms: Vocabulary, at: int, draft: Draft) -> bool:
    """Whether the word before waits for its time: ``от`` in ``от 5 минут вчера``, ``last`` in ``last calls week``."""
    if draft.time[-1:] != (at - 1,):
        return False
    return terms.opens(words.plain(at - 1)) or _ranks(words, terms, at, draft)


def _ranks(words: Words, terms: Vocabulary, at: int, draft: Draft) -> bool:
    """Whether the word before is rather of what is asked for than of a time: the ``last`` of ``last calls week``."""
    last = draft.time[-1:] == (at - 1,) and terms.is_one("last", words.plain(at - 1))
    return last and draft.time[-2:-1] != (at - 2,) and at in words.after("ranked", at - 1)


def every_filter(words: Words, terms: Vocabulary, at: int) -> Iterator[Found]:
    """Every filter that can begin at a word, whatever stands around it."""
    yield from _keyworded(words, terms, at)
    yield from bare(words, terms, at)


def _keyworded(words: Words, terms: Vocabulary, at: int) -> tuple[Found, ...]:
    return words.once(
        "filters", at, lambda: tuple(found for matcher in KEYWORDED for found in matcher(words, terms, at))
    )


def _is_phrase(words: Words, terms: Vocabulary, first: int, past: int) -> bool:
    """Whether words about time that belong together begin here, and go on past a word: French ``à compter du``."""
    most = min(first + terms.longest, len(words))
    return any(
        terms.is_phrase([words.plain(place) for place in range(first, end)])
        for end in range(past + 1, most + 1)
    )


def _inside_a_phrase(words: Words, terms: Vocabulary, at: int, draft: Draft) -> bool:
    """Whether words that belong together began before: the ``de`` of Spanish ``fuera del horario de oficina``."""
    firsts = range(max(at - terms.longest, 0), at)
    return any(
        first in draft.time and at - 1 in draft.time and _is_phrase(words, terms, first, at + 1)
        for first in firsts
    )


def _behind_a_number(words: Words, at: int, draft: Draft) -> bool:
    """Whether the number of a party ends right before a word: a second one is of nobody else."""
    ends = bool(draft.taken) and draft.taken[-1][1] == at and is_group(words.plain(at - 1))
    return ends and draft.found[-1][0] in _PARTIES


def _filters(words: Words, terms: Vocabulary, at: int, draft: Draft) -> Iterator[Found]:
    """Those that can begin here."""
    if _waits(words, terms, at, draft) or _inside_a_phrase(words, terms, at, draft):
        return
    for found in _keyworded(words, terms, at):
        if not (
            rather_a_time(words, terms, at, draft, found)
            or rather_a_month(words, terms, at, draft, found)
            or _is_phrase(words, terms, at, found.end)
        ):
            yield found
    if _behind_a_number(words, at, draft):
        return
    lone = not held_by_time(words, terms, at, draft)
    for found in bare(words, terms, at):
        typed = words.typed(at, found.end)
        sure = not doubtful(typed) or of_no_year(words, terms, at)
        if words.words[at].quoted or (lone and sure) or outside(typed):
            yield found
