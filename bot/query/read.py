"""A question, wholly understood: its filters taken out, what remains read as time, nothing dropped.

Words can be both (``from April``, ``in May``, ``over 2 hours``), so readings are tried one after the other, the
likeliest first, until one leaves nothing over.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.cdr.leg import Direction
from bot.cdr.trouble import QuestionTrouble
from bot.query.attempt import Attempt, phrase_of, refuse_the_impossible, time_of
from bot.query.combining import combined
from bot.query.cut_names import refuse_cut_names, refuse_two_cases, refuse_two_names
from bot.query.day_or_so import days_or_so
from bot.query.draft import Draft, without_comings
from bot.query.filter_words import words_of_filters
from bot.query.number_spans import refuse_doubtful_span
from bot.query.refusals import refuse_nothing, refuse_own, why_not
from bot.query.request import Reading, Request
from bot.query.request_trouble import NoQuestion
from bot.query.steps import steps
from bot.query.strangers import refuse_strangers, without_slips
from bot.query.time_trouble import NotUnderstood, TooLong
from bot.query.vocabulary import vocabulary
from bot.query.words_of_question import Words, spelled_out, words_of
from bot.query.written_together import apart

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.query.asker import Asker
    from bot.query.vocabulary import Vocabulary
    from bot.query.when import TimeReading

MOST_CHARACTERS = 500
MOST_STEPS, MOST_TRIES = 500, 24
"""No question of the tests takes a third of either."""
ALONE = "“{said}” is read as that time alone; for everything from then on write since."
QUOTED = (
    "What is in quotes is a name. Leave the quotes out of a time, or write {name} for somebody called so."
)
CLOCKS = "“{said}” is read as a time of the day; put a number in quotes where an extension is meant."
MONTHS = "“{said}” is read as that month; put a name in quotes."


@dataclass(frozen=True, slots=True, kw_only=True)
class Understood:
    """A question's words and what each was taken for; ``slips`` are sentences about those that were set right."""

    words: Words
    draft: Draft
    time: TimeReading
    slips: tuple[str, ...] = ()

    @property
    def phrase(self) -> str:
        """The words about time; empty where there are none, which means today."""
        return phrase_of(self.words, self.draft)


def read_request(text: str, asker: Asker) -> Request:
    """Read a question; no time means today.

    Raises:
        NothingAsked: no question at all, or a filter word without what it filters by.
        NotUnderstood: naming the words, with the nearest known ones.
        Contradiction: two filters that no call can fit together.
        QuestionTrouble: a time that is in the future or ends before it starts; too much text.
    """
    found = understood(text, asker)
    return _request(found, asker)


def understood(text: str, asker: Asker, attempt: Attempt | None = None) -> Understood:
    """How the words of a question are taken; ``attempt`` tells what that took.

    Raises:
        QuestionTrouble: as ``read_request``.
    """
    if len(text) > MOST_CHARACTERS:
        raise TooLong(length=f"{len(text):,}", most=MOST_CHARACTERS)
    terms = vocabulary(asker.language)
    typed = days_or_so(_words(text, asker), terms)
    refuse_nothing(typed)
    refuse_own(text, asker)
    refuse_cut_names(typed, terms, asker)
    refuse_two_names(typed, terms)
    refuse_two_cases(typed, terms)
    words, slips = without_slips(typed, terms, asker)
    refuse_strangers(words, terms, asker)
    attempt = attempt or Attempt()
    for draft in _drafts(words, terms, 0, Draft(), attempt):
        time = time_of(words, draft, asker, attempt)
        if time is not None:
            refuse_the_impossible(words, draft, attempt)
            refuse_doubtful_span(words, terms, draft)
            _refuse_quoted_question(words, draft, asker)
            return Understood(words=words, draft=without_comings(words, draft), time=time, slips=slips)
    refuse_strangers(typed, terms, asker)  # a word that was no slip after all
    raise why_not(words, terms, asker, attempt.troubles, attempt.stuck)


def reads_alone(text: str, asker: Asker) -> bool:
    """Whether a text is a time or filters by itself, right or wrong; one slip away is a name of its own."""
    try:
        return not understood(text, asker).slips
    except (NotUnderstood, NoQuestion):
        return False
    except QuestionTrouble:
        return True  # it is wrong, not strange: tomorrow, from, missed answered


def _refuse_quoted_question(words: Words, draft: Draft, asker: Asker) -> None:
    """Refuse ``missed calls "yesterday"``: nobody who is named without a from or to is called like a time."""
    for at, end, _ in draft.taken:
        said = words.words[at]
        if end != at + 1 or not said.quoted or not any(map(str.isalpha, said.typed)):
            continue
        if reads_alone(said.typed, asker):
            raise NotUnderstood(words=said.written, hint=QUOTED.format(name=f"with {said.written}"))


def _words(text: str, asker: Asker) -> Words:
    listed = dict.fromkeys((words_of_filters(asker.language), words_of_filters("en")))
    tables = [table for table in listed if table is not None]
    return Words(spelled_out(words_of(text, apart(asker.language)), tables), tables)


def _drafts(words: Words, terms: Vocabulary, at: int, draft: Draft, attempt: Attempt) -> Iterator[Draft]:
    """Every way to take the words from here on, the likeliest first."""
    attempt.steps += 1
    if attempt.steps > MOST_STEPS or len(attempt.tried) > MOST_TRIES:
        return
    if at >= len(words):
        if draft.dropped is None or draft.dropped in draft.time:
            yield draft
        return
    attempt.stuck = max(attempt.stuck, at)
    for step, end in steps(words, terms, at, draft):
        yield from _drafts(words, terms, end, step, attempt)


def _request(found: Understood, asker: Asker) -> Request:
    words, draft, time, language = found.words, found.draft, found.time, asker.language
    kind, filters = combined(draft.found)
    typed = " ".join(_typed(words, draft))
    return Request(
        kind=kind,
        windows=time.windows,
        words=time.words,
        now=asker.now,
        zone=asker.zone,
        filters=filters,
        readings=tuple(
            Reading(text=f"{typed} {reading.text}".strip(), windows=reading.windows)
            for reading in time.readings
        ),
        notes=(*found.slips, *time.notes, *_notes(words, draft, language)),
        typed=typed,
    )


def _typed(words: Words, draft: Draft) -> Iterator[str]:
    """The words that are not about time, written so that another time can follow them."""
    for at in range(len(words)):
        if at in draft.time or at == (draft.dropped or 0) - 1:
            continue
        calls_in = at > 0 and any(end == at + 1 for end in words.after("inwards", at - 1))
        yield Direction.INBOUND.word if calls_in and at + 1 in draft.time else words.words[at].written


def _notes(words: Words, draft: Draft, language: str) -> Iterator[str]:
    """What was assumed of words that can be about time and about a party."""
    if draft.dropped is not None:
        yield ALONE.format(said=words.typed(draft.dropped - 1, draft.time[-1] + 1))
    else:
        yield from (MONTHS.format(said=said) for said in _months_or_names(words, draft, language))
    yield from (CLOCKS.format(said=said) for said in draft.clocks)


def _months_or_names(words: Words, draft: Draft, language: str) -> Iterator[str]:
    """Months alone and with a capital letter behind a from or to, as Jan is a name: German ``von Jan``."""
    for at in draft.time:
        if not words.words[at].typed[:1].isupper() or not vocabulary(language).month(words.plain(at)):
            continue
        behind = at > 0 and any(end == at for _, end in words.match("parties", at - 1))
        if behind and at - 1 in draft.time and not {at - 2, at + 1}.intersection(draft.time):
            yield words.typed(at - 1, at + 1)
