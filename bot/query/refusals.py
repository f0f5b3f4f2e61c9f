"""Why a question is not understood: the trouble that names the words, and tells what to write instead."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.query.capitals import a_name_or_a_time
from bot.query.doers import by_after_an_outcome
from bot.query.impossible import either_month_or_day, impossible
from bot.query.judging import missed_and
from bot.query.names_typed import joins_two, second_begins, typed_party
from bot.query.no_filter import RANKED, no_filter
from bot.query.numbers_alone import number_alone, party_or_time
from bot.query.numbers_typed import is_group, like_several
from bot.query.own import own_words
from bot.query.particles import inside_a_name
from bot.query.received import nobody_knows_which
from bot.query.request_trouble import NoQuestion
from bot.query.steps import every_filter
from bot.query.time_trouble import NotUnderstood
from bot.query.unfinished import unfinished
from bot.query.when import examples

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.cdr.trouble import Trouble
    from bot.query.asker import Asker
    from bot.query.vocabulary import Vocabulary
    from bot.query.words_of_question import Words

CALLED_BACK = (
    "Calls cannot be filtered by who was called back. Missed callers show it: write missed, with a time."
)
OWN = "It means your own calls: write the number of your extension, as in with 2005."
OPEN = "Ask for missed: its list begins with who is still open."
ONE_OR_ANOTHER = (
    "Or is understood between outcomes alone, as in busy or failed. Ask about one after the other."
)
ONE_AND_ANOTHER = (
    "It may be one name or two. "
    'Put one name in quotes, as in with "{said}"; ask about two one after the other.'
)
SEVERAL = (
    "It may be one number or several. "
    'Put one number in quotes, as in with "{said}"; ask about several one after the other.'
)
MISSED_AND = (
    "Missed has voicemails, busy and failed calls in it. Write missed for all of them, or one of them alone."
)
NAME_OR_TIME = (
    "It can be a name, or a name and a time. Put the name in quotes, or write at or in before the time."
)
CAPITAL = 'It can be a name or a time. Write {lead}"{typed}" for the name, or {lead}{small} for the time.'
PARTY_OF_AN_OUTCOME = "Write from for who called, to for who was called."


def refuse_nothing(words: Words) -> None:
    """Refuse a question that is empty, or filler alone.

    Raises:
        NoQuestion: it has no word about calls, about time or of a filter.
    """
    if not any(_says_something(words, at) for at in range(len(words))):
        raise NoQuestion


def refuse_own(text: str, asker: Asker) -> None:
    """Refuse ``who called me`` where nobody put an extension in its place.

    Raises:
        NotUnderstood: naming the words.
    """
    if own := own_words(text, asker.language):
        raise NotUnderstood(words=own, hint=OWN)


def _says_something(words: Words, at: int) -> bool:
    if words.words[at].quoted:
        return bool(words.words[at].typed)
    if not any(sign.isalnum() for sign in words.plain(at)):
        return False
    return not words.filler(at) or any(words.after("subjects", at))


def why_not(
    words: Words, terms: Vocabulary, asker: Asker, troubles: Sequence[Trouble], stuck: int
) -> Trouble:
    """The trouble that tells most: a time that was understood, else the word that nothing could be made of.

    ``stuck`` is the furthest word that was none of anything.
    """
    told = next((trouble for trouble in troubles if not isinstance(trouble, NotUnderstood)), None)
    return (
        told
        or certain(words, terms)
        or impossible(words, terms)
        or either_month_or_day(words, asker)
        or unfinished(words, terms)
        or number_alone(words, terms, stuck)
        or next(iter(troubles), None)
        or NotUnderstood(
            words=words.typed(stuck, stuck + 1) or words.typed(0, len(words)), hint=examples(asker)
        )
    )


def certain(words: Words, terms: Vocabulary) -> NotUnderstood | None:
    """What no question can have in it."""
    return (
        _called_back(words, terms)
        or _ranked(words)
        or _missed_and(words, terms)
        or _one_or_another(words, terms)
        or _one_and_another(words, terms)
        or _several_numbers(words)
        or _by_after_an_outcome(words)
        or _received_by_or_from(words, terms)
        or party_or_time(words, terms)
        or _name_by_capital(words, terms)
        or _unsettled(words, terms)
        or no_filter(words)
        or _name_or_time(words, terms)
    )


def _called_back(words: Words, terms: Vocabulary) -> NotUnderstood | None:
    """``who called back``, ``called them back``; ``3 days back`` is a time, and ``Back Office`` a name."""
    for at in range(len(words)):
        other = (at > 1 and words.plain(at - 2).isdigit()) or inside_a_name(words, terms, at + 1)
        if any(words.after("returned", at)) and not other:
            first = at
            while first and any(words.after("no_names", first - 1)):
                first -= 1
            verb = first > 0 and any(
                end for table in ("subjects", "calls_out") for end in words.after(table, first - 1)
            )
            return NotUnderstood(words=words.typed(first - verb, at + 1), hint=CALLED_BACK)
    return None


def _ranked(words: Words) -> NotUnderstood | None:
    """``last 5 calls``, ``longest call``."""
    for at in range(len(words)):
        for end in words.after("ranked", at):
            number = end + words.plain(end).isdigit()
            last = number + any(words.after("missed", number))
            if any(words.after("subjects", last)):
                return NotUnderstood(words=words.typed(at, last + 1), hint=RANKED)
    return None


def _one_or_another(words: Words, terms: Vocabulary) -> NotUnderstood | None:
    """``from 2005 or to 2006``."""
    for at in range(1, len(words) - 1):
        if any(words.after("either", at)):
            before = [
                start
                for start in range(at)
                if any(found.end == at for found in every_filter(words, terms, start))
            ]
            after = [found.end for found in every_filter(words, terms, at + 1)]
            if before or after:
                first, end = min(before, default=at - 1), max(after, default=at + 2)
                return NotUnderstood(words=words.typed(first, end), hint=ONE_OR_ANOTHER)
    return None


def _one_and_another(words: Words, terms: Vocabulary) -> NotUnderstood | None:
    """``from Anna and Tom``; ``from Anna and missed`` is of both."""
    for at in range(len(words)):
        between = [at + 1] if terms.is_one("between", words.plain(at)) else []
        for table in ("parties", "done_by", "asked", "called", "names_after"):
            for start in (*between, *words.after(table, at)):
                for _, end in typed_party(words, terms, start):
                    apart = joins_two(words, terms, end)
                    if second_begins(words, terms, end) and inside_a_name(words, terms, end + apart):
                        said = words.typed(start, end + 1 + apart)
                        return NotUnderstood(words=said, hint=ONE_AND_ANOTHER.format(said=said))
    return None


def _several_numbers(words: Words) -> NotUnderstood | None:
    """``to 101 102 103``, ``from 07700 900123 07700 900124``."""
    for at in range(len(words) - 1):
        last = next((end for end in range(at, len(words)) if not is_group(words.plain(end))), len(words))
        ends = [end for end in range(at + 2, last + 1) if like_several(words.typed(at, end))]
        if ends and not any(word.quoted for word in words.words[at : ends[-1]]):
            said = words.typed(at, ends[-1])
            return NotUnderstood(words=said, hint=SEVERAL.format(said=said))
    return None


def _missed_and(words: Words, terms: Vocabulary) -> NotUnderstood | None:
    """``missed and voicemail``, which says more than ``missed voicemail``."""
    for at in range(1, len(words) - 1):
        for first, end in missed_and(words, terms, at):
            return NotUnderstood(words=words.typed(first, end), hint=MISSED_AND)
    return None


def _by_after_an_outcome(words: Words) -> NotUnderstood | None:
    """``missed calls by Sales``."""
    for at in range(len(words) - 1):
        if by_after_an_outcome(words, at):
            return NotUnderstood(words=words.typed(at, at + 2), hint=PARTY_OF_AN_OUTCOME)
    return None


def _received_by_or_from(words: Words, terms: Vocabulary) -> NotUnderstood | None:
    """Italian ``ricevute da Rossi``."""
    for at in range(1, len(words) - 1):
        if end := nobody_knows_which(words, terms, at):
            return NotUnderstood(words=words.typed(at, end), hint=PARTY_OF_AN_OUTCOME)
    return None


def _name_by_capital(words: Words, terms: Vocabulary) -> NotUnderstood | None:
    """Spanish ``de Julio``."""
    for at in range(len(words) - 1):
        if a_name_or_a_time(words, terms, at):
            lead, typed = (
                words.typed(at, at + 2)[: -len(words.words[at + 1].typed)],
                words.words[at + 1].typed,
            )
            hint = CAPITAL.format(lead=lead, typed=typed, small=typed.lower())
            return NotUnderstood(words=words.typed(at, at + 2), hint=hint)
    return None


def _unsettled(words: Words, terms: Vocabulary) -> NotUnderstood | None:
    """``open``, ``missed still open today``; in ``in Open House`` it is a name's."""
    for at in range(len(words)):
        for end in words.after("unsettled", at):
            before = at > 0 and (inside_a_name(words, terms, at - 1) or words.known(at - 1))
            lead = before and not any(words.after("missed", at - 1))
            if not lead and not inside_a_name(words, terms, end):
                return NotUnderstood(words=words.typed(at, end), hint=OPEN)
    return None


def _name_or_time(words: Words, terms: Vocabulary) -> NotUnderstood | None:
    """``from Mark Noon``."""
    for at in range(len(words) - 2):
        for table in ("parties", "done_by", "places"):
            for start in words.after(table, at):
                end = start + 1
                while words.plain(end - 1).isalpha() and not terms.says_time(words.plain(end - 1)):
                    if terms.surname(words.plain(end)) and not any(typed_party(words, terms, start)):
                        return NotUnderstood(words=words.typed(start, end + 1), hint=NAME_OR_TIME)
                    end += 1
    return None
