"""A question, wholly understood: its filters taken out, what remains read as time, nothing dropped.

Words can be both (``from April``, ``in May``, ``over 2 hours``), so readings are tried one after the other, the
likeliest first, until one leaves nothing over.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

from bot.cdr.trouble import Trouble
from bot.query.combining import combined
from bot.query.filter_words import words_of_filters
from bot.query.matchers import KEYWORDED, bare
from bot.query.numbers_typed import digits, typed_number
from bot.query.request import Reading, Request
from bot.query.time_trouble import NotUnderstood, TooLong
from bot.query.vocabulary import vocabulary
from bot.query.when import EXAMPLES, known_words, read_time, today
from bot.query.words_of_question import Words, words_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.query.asker import Asker
    from bot.query.matchers import Found
    from bot.query.vocabulary import Vocabulary
    from bot.query.when import TimeReading

MOST_CHARACTERS = 500
_MOST_STEPS, _MOST_TRIES = 4000, 48
_NEAR = 0.72
_OUTSIDE = 7
"""Digits from which on a number is an outside one, and no part of a date."""

_JOINING = frozenset({"and", "or", "&", ",", "+", "-"})
_BEFORE_A_YEAR = frozenset({"in", "since", "of", "before", "after", "until"})
ALONE = "“{said}” is read as that time alone; for everything from then on write since."


@dataclass(frozen=True, slots=True)
class Draft:
    """One way through a question: what its words were taken for.

    ``time`` are the words left for time; ``dropped`` the ``from`` before them that was taken for filler.
    """

    found: tuple[tuple[str, Any], ...] = ()
    time: tuple[int, ...] = ()
    dropped: int | None = None


@dataclass(slots=True)
class Attempt:
    """The readings tried so far: none twice, not too many, and why the first ones failed."""

    steps: int = 0
    tried: set[str] = field(default_factory=set)
    troubles: list[Trouble] = field(default_factory=list)


def read_request(text: str, asker: Asker) -> Request:
    """Read a question; no time means today.

    Raises:
        NotUnderstood: naming the words, with the nearest known ones.
        Contradiction: two filters that no call can fit together.
        QuestionTrouble: a time that is in the future, ends before it starts, or is ambiguous; too much text.
    """
    if len(text) > MOST_CHARACTERS:
        raise TooLong(length=f"{len(text):,}", most=MOST_CHARACTERS)
    words = _words(text, asker)
    terms = vocabulary(asker.language)
    _refuse_strangers(words, terms, asker)
    attempt = Attempt()
    for draft in _drafts(words, terms, 0, Draft(), attempt):
        time = _time(words, draft, asker, attempt)
        if time is not None:
            return _request(words, draft, time, asker)
    raise _why_not(words, attempt)


def _words(text: str, asker: Asker) -> Words:
    tables = (words_of_filters(asker.language), words_of_filters("en"))
    return Words(words_of(text), [table for table in dict.fromkeys(tables) if table is not None])


def _drafts(words: Words, terms: Vocabulary, at: int, draft: Draft, attempt: Attempt) -> Iterator[Draft]:
    """Every way to take the words from here on, the likeliest first."""
    attempt.steps += 1
    if attempt.steps > _MOST_STEPS or len(attempt.tried) > _MOST_TRIES:
        return
    if at >= len(words):
        if draft.dropped is None or draft.dropped in draft.time:
            yield draft
        return
    for step, end in _steps(words, terms, at, draft):
        yield from _drafts(words, terms, end, step, attempt)


def _steps(words: Words, terms: Vocabulary, at: int, draft: Draft) -> Iterator[tuple[Draft, int]]:
    """What the next word can be."""
    plain = words.plain(at)
    time = (replace(draft, time=(*draft.time, at)), at + 1)
    filters = [
        (replace(draft, found=(*draft.found, *found.given)), found.end)
        for found in _filters(words, terms, at, lone=not _held_by_time(words, terms, at, draft))
    ]
    if plain and terms.can_be_time(plain):
        if _time_comes_first(words, terms, at):
            yield time
            if plain == "from" and terms.says_time(words.plain(at + 1)):
                yield replace(draft, dropped=at + 1), at + 1
            yield from filters
        else:
            yield from filters
            yield time
    else:
        yield from filters
    if words.filler(at):
        yield draft, at + 1


def _filters(words: Words, terms: Vocabulary, at: int, *, lone: bool = True) -> Iterator[Found]:
    for matcher in KEYWORDED:
        yield from matcher(words, terms, at)
    yield from (found for found in bare(words, terms, at) if lone or _outside(words.typed(at, found.end)))


def _held_by_time(words: Words, terms: Vocabulary, at: int, draft: Draft) -> bool:
    """Whether the word before holds this one: ``29 Feb 2025`` names no extension, ``4005 and 4006`` no two."""
    before = words.plain(at - 1) if at else ""
    return draft.time[-1:] == (at - 1,) or before in _JOINING or terms.says_time(before)


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
    if plain in _BEFORE_A_YEAR and _year(after, words.plain(at + 2), terms):
        return True
    follows = after in ("the", "last", "past", "this", "a") and terms.says_time(words.plain(at + 2))
    return terms.says_time(after) or follows or (plain != "to" and terms.says_time(before))


def _year(word: str, after: str, terms: Vocabulary) -> bool:
    """Whether a number is rather a year than an extension: ``in 2021``."""
    return word.isdigit() and len(word) == 4 and word[:2] in ("19", "20") and not terms.says_time(after)


def _time(words: Words, draft: Draft, asker: Asker, attempt: Attempt) -> TimeReading | None:
    """The time that the words left over say; None if they say none, and why is kept."""
    phrase = " ".join(words.plain(at) for at in draft.time).strip(" ,.?!")
    if phrase in attempt.tried:
        return None
    attempt.tried.add(phrase)
    try:
        return read_time(phrase, asker) if phrase else today(asker)
    except Trouble as trouble:
        attempt.troubles.append(trouble)
        return None


def _request(words: Words, draft: Draft, time: TimeReading, asker: Asker) -> Request:
    kind, filters = combined(draft.found)
    rest = " ".join(
        words.words[at].typed
        for at in range(len(words))
        if at not in draft.time and at != (draft.dropped or 0) - 1
    )
    notes = time.notes
    if draft.dropped is not None:
        notes = (*notes, ALONE.format(said=words.typed(draft.dropped - 1, draft.time[-1] + 1)))
    return Request(
        kind=kind,
        windows=time.windows,
        words=time.words,
        now=asker.now,
        zone=asker.zone,
        filters=filters,
        readings=tuple(
            Reading(text=f"{rest} {reading.text}".strip(), windows=reading.windows)
            for reading in time.readings
        ),
        notes=notes,
    )


def _refuse_strangers(words: Words, terms: Vocabulary, asker: Asker) -> None:
    """Refuse words that nothing here knows, unless they can be a name after a filter word."""
    strangers = [at for at in range(len(words)) if _strange(words, terms, at)]
    named: set[int] = set()
    for at in range(len(words)):
        for found in _filters(words, terms, at):
            named.update(range(at, found.end))
    unknown = [words.words[at].typed for at in strangers if at not in named]
    if unknown:
        raise NotUnderstood(words=" ".join(unknown), hint=_hint(unknown, words, asker))


def _strange(words: Words, terms: Vocabulary, at: int) -> bool:
    plain = words.plain(at)
    if not plain or words.known(at) or words.filler(at):
        return False
    known = any(plain in table.known for table in words.tables)
    return not known and not terms.can_be_time(plain)


def _hint(unknown: list[str], words: Words, asker: Asker) -> str:
    """The next step: the nearest known words, else examples."""
    known = sorted(
        known_words(asker) | {word for table in words.tables for word in table.known if word.isalpha()}
    )
    near = [
        match for word in unknown for match in get_close_matches(word.casefold(), known, n=2, cutoff=_NEAR)
    ]
    if near:
        return f"Did you mean {' or '.join(dict.fromkeys(near))}? A name goes after from, to, with or in."
    return "A name goes after from, to, with or in; a time is like yesterday afternoon or last week."


def _why_not(words: Words, attempt: Attempt) -> Trouble:
    """The trouble that tells most: one of time that was understood, else the words that were left."""
    told = [trouble for trouble in attempt.troubles if not isinstance(trouble, NotUnderstood)]
    if told:
        return told[0]
    if attempt.troubles:
        return attempt.troubles[0]
    return NotUnderstood(words=words.typed(0, len(words)), hint=EXAMPLES)
