"""What a word that may be about time or about a party rather is, by its neighbours."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.cdr.outcome import MISSED
from bot.query.capitals import surely_a_name
from bot.query.lengths_typed import length
from bot.query.numbers_typed import digits, doubtful, like_a_clock, like_a_span, like_a_year, typed_number
from bot.query.since_or_from import since_or_from

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.query.draft import Draft
    from bot.query.found import Found
    from bot.query.vocabulary import Vocabulary
    from bot.query.words_of_question import Words

_LONGEST_LEAD = 3
_BY_THEMSELVES = ("day", "weekday", "month", "part", "noon", "near part", "unit")
"""Tables of words that are a time without others."""
_STRETCHES = ("before", "after")
"""Tables of words before a time that some languages have before a party too."""
_ALSO_BEFORE = ("rolling", "until")
"""Tables of what stands before a time, though it may stand behind one too: Chinese 前三天."""
_HOUR = 3600
OUTSIDE_DIGITS = 7
"""Digits from which on a number is an outside one, and no part of a date."""


def rather_a_time(words: Words, terms: Vocabulary, at: int, draft: Draft, found: Found) -> bool:
    """Whether what stands after ``from`` or ``to`` is as likely a time: ``March 2025 to 2026``, ``9:00 to 1700``."""
    number = words.plain(found.end - 1)
    if found.end != at + 2 or words.words[at + 1].quoted or not terms.can_be_time(words.plain(at)):
        return False
    if number[:1] == "0" and len(number) == 4 and like_a_clock(number):
        return True
    if _from_an_hour(words, terms, at) or (like_a_year(number) and _goes_to_a_year(words, terms, found.end)):
        return True
    if not at or not terms.is_one("rather a party", words.plain(at)):
        return False
    if not (like_a_year(number) or like_a_clock(number)):
        return False
    before = words.plain(at - 1)
    return terms.month(before) or (draft.time[-1:] == (at - 1,) and any(map(str.isdigit, before)))


def _from_an_hour(words: Words, terms: Vocabulary, at: int) -> bool:
    """The ``to 102`` of ``from 9 to 102``, where the first may be an extension as well as the last a time."""
    lead, first, last = words.plain(at - 2) if at > 1 else "", words.plain(at - 1), words.plain(at + 1)
    both = first.isdigit() and len(first) < len(last) and last.isdigit()
    return both and terms.is_one("from", lead) and terms.is_one("to", words.plain(at))


def a_party_or_a_time(words: Words, terms: Vocabulary, at: int) -> bool:
    """Whether nobody knows what is meant: Dutch ``voor 2005``, for it or before it, German ``nach 1800 gestern``.

    Beside another time a year is none, ``voor 2005 gisteren`` is for it; but in ``nach 2005 im Mai`` it may be May's.
    """
    number, plain, after = words.plain(at + 1), words.plain(at), words.plain(at + 2)
    if since_or_from(words, terms, at):
        return True
    if not doubtful(number) or not terms.is_any(_STRETCHES, plain):
        return False
    if at + 1 not in words.after("parties", at) or terms.follows_a_number(after):
        return False
    if any(typed != number for typed, _ in typed_number(words, terms, at + 1)):
        return False
    others = [words.plain(place) for place in range(len(words)) if place not in (at, at + 1)]
    dated = [other for other in others if terms.says_time(other)]
    return not like_a_year(number) or not dated or any(map(terms.beside_its_year, dated))


def of_no_year(words: Words, terms: Vocabulary, at: int) -> bool:
    """Whether what may be a year is none, since a day is said, and nothing with a year beside it: ``2005 today``."""
    if not like_a_year(words.plain(at)):
        return False
    others = [words.plain(place) for place in range(len(words)) if place != at]
    dated = [other for other in others if terms.says_time(other)]
    a_day = any(terms.is_one("day", other) for other in dated)
    return a_day and not any(map(terms.beside_its_year, dated))


def missed_and(words: Words, terms: Vocabulary, at: int) -> Iterator[tuple[int, int]]:
    """Where ``missed calls and voicemails`` begins and ends around its ``and``: they are all that were missed."""
    if not (terms.is_one("and", words.plain(at)) or any(words.after("either", at))):
        return
    last, then = at, at + 1
    while last and words.filler(last - 1):
        last -= 1
    while words.filler(then) and then + 1 < len(words):
        then += 1
    for first in range(max(last - _LONGEST_LEAD, 0), last):
        if last in words.after("missed", first):
            yield from ((first, end) for start in {at + 1, then} for end in _missed_outcomes(words, start))
        if last in _missed_outcomes(words, first):
            yield from ((first, end) for start in {at + 1, then} for end in words.after("missed", start))


def _missed_outcomes(words: Words, at: int) -> Iterator[int]:
    return (end for outcome, end in words.match("outcomes", at) if outcome in MISSED)


def _goes_to_a_year(words: Words, terms: Vocabulary, at: int) -> bool:
    """The ``bis 2022`` of ``von 2021 bis 2022``, where the word between is about time alone."""
    return terms.is_one("to", words.plain(at)) and like_a_year(words.plain(at + 1)) and not words.known(at)


def rather_a_month(words: Words, terms: Vocabulary, at: int, draft: Draft, found: Found) -> bool:
    """Whether a small month is no party: by a verb (``llamó mayo``) or a time, or before a name (``от мая Анна``)."""
    last = found.end - 1
    if last > at + 1 and terms.month(words.plain(last)) and words.words[last].typed.islower():
        return last in (*words.after("called", at), *(end for _, end in words.match("parties", at)))
    if not terms.month(words.plain(at + 1)) or words.words[at + 1].typed[:1].isupper():
        return False
    if found.end > at + 2:
        return words.words[at + 2].typed[:1].isupper()
    verb = words.filler(at) and not terms.can_be_time(words.plain(at))
    return verb or (terms.is_one("of", words.plain(at)) and draft.time[-1:] == (at - 1,))


def held_by_time(words: Words, terms: Vocabulary, at: int, draft: Draft) -> bool:
    """Whether the word before holds this one: ``29 Feb 2025`` names no extension, ``4005 and 4006`` no two."""
    before = words.plain(at - 1) if at else ""
    return draft.time[-1:] == (at - 1,) or terms.is_one("joining", before) or terms.says_time(before)


def stands_as_time(words: Words, terms: Vocabulary, at: int, draft: Draft) -> bool:
    """Whether a number of three digits and more belongs to a time: a year to its month, a count to its unit."""
    plain = words.plain(at).removesuffix("'s")
    if like_a_span(plain):
        return bool(at) and terms.is_one("before a year", words.plain(at - 1)) and like_a_year(plain[:4])
    if not plain.isdigit() or len(plain) < 3:
        return True
    before, after = words.plain(at - 1) if at else "", words.plain(at + 1)
    year = like_a_year(plain)
    says = terms.beside_its_year if year else terms.says_time
    if year and _is_named_behind(words, at + 1):
        return False
    if year and (terms.is_one("before a year", before) or says(after)):
        return True
    if draft.time[-1:] == (at - 1,):
        link = terms.is_one("link", before) or (
            terms.is_one("of", before) and _of_a_unit(words, terms, at - 2)
        )
        linked = link and draft.time[-2:-1] == (at - 2,)
        return not terms.is_one("between", before) and says(words.plain(at - 2) if linked else before)
    return says(after)


def _is_named_behind(words: Words, at: int) -> bool:
    """Whether a keyword is written to the number before it, which is a party by it: ``5月2005打来的``."""
    glued = at < len(words) and words.words[at].glued
    return glued and any(any(words.after(table, at)) for table in ("parties_behind", "done_by_behind"))


def _of_a_unit(words: Words, terms: Vocabulary, at: int) -> bool:
    """Whether a year may belong to it whatever stands between: ``week 22``, ``tweede kwartaal``."""
    named = terms.is_any(("quarter", "half"), words.plain(at))
    return named or (at > 0 and terms.is_one("week", words.plain(at - 1)) and words.plain(at).isdigit())


def hangs(words: Words, terms: Vocabulary, at: int, draft: Draft) -> bool:
    """Whether a word needs a time next to it, and has none: the first of ``first calls of May`` is no first of May."""
    plain, size = (
        words.plain(at),
        terms.lead_length([words.plain(at + place) for place in range(_LONGEST_LEAD)]),
    )
    after = past_articles(words, terms, at + size)
    before_it = draft.time[-1:] == (at - 1,)
    alone = terms.is_any(_BY_THEMSELVES, plain)
    listed = terms.is_one("or", after) and not (alone and terms.says_time(words.plain(at + size + 1)))
    behind_it = not after or (terms.can_be_time(after) and not listed)
    if words.filler(at) and terms.is_one(
        "early or late", plain
    ):  # Dutch laat vrijdagmiddag zien shows all of it
        return words.filler(len(words) - 1) or not terms.says_time(words.plain(at + 1))
    if terms.leads(plain):
        return not (behind_it or (before_it and terms.follows(plain)))
    half_a_lead = size == 1 and terms.begins_a_lead(plain) and not alone
    if half_a_lead or terms.is_one("ordinal", plain):
        return not (behind_it or before_it)
    if terms.is_one("following", plain) and not (after and behind_it):
        return True  # 昨天的未接来电
    opens = behind_it and terms.is_any(_ALSO_BEFORE, plain)
    return terms.follows(plain) and at > 0 and not (before_it or opens)


def past_articles(words: Words, terms: Vocabulary, at: int) -> str:
    """The word behind the articles that begin here."""
    while terms.is_one("the", words.plain(at)) and at + 1 < len(words):
        at += 1
    return words.plain(at)


def _is_a_time(words: Words, terms: Vocabulary, at: int) -> bool:
    """Whether a time begins here rather than a party or a length: in ``in 2021 between 1 and 5 minutes`` none does."""
    party = terms.is_one("rather a party", words.plain(at))
    return terms.says_time(words.plain(at)) and not (party or any(length(words, terms, at)))


def _opens_hours(words: Words, terms: Vocabulary, at: int) -> bool:
    """Whether two hours in words begin here, and no minutes of talk: ``van zeven tot negen uur``."""
    opened = terms.is_any(("from", "between"), words.plain(at))
    if not (opened and terms.hour(words.plain(at + 1))):
        return False
    return not any(value < _HOUR for found in length(words, terms, at) for _, value in found.given[-1:])


def time_comes_first(words: Words, terms: Vocabulary, at: int) -> bool:
    """Whether a word that can be about time most likely is, by itself or by its neighbours."""
    if any(len(digits(number)) >= OUTSIDE_DIGITS for number, _ in typed_number(words, terms, at + 1)):
        return False
    if surely_a_name(words, terms, at):
        return False
    plain, after = words.plain(at), words.plain(at + 1)
    before = words.plain(at - 1) if at else ""
    if terms.says_time(plain) or _opens_hours(words, terms, at):
        return True
    if plain.isdigit() and len(plain) > 2:
        return terms.says_time(before) or (
            terms.says_time(after) and not terms.says_time(words.plain(at + 2))
        )
    if terms.is_one("before a year", plain) and like_a_year(after) and not _is_a_time(words, terms, at + 2):
        return True
    follows = terms.is_one("leads a time", after) and terms.says_time(words.plain(at + 2))
    return (
        terms.says_time(after)
        or follows
        or (not terms.is_one("rather a party", plain) and terms.says_time(before))
    )
