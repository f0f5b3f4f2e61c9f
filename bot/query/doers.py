"""Who did it before what was done: German ``von Anna angenommene Anrufe``, Dutch ``door Anna beantwoord``."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from bot.cdr.leg import Direction
from bot.cdr.outcome import Outcome
from bot.query.found import Found
from bot.query.names_typed import typed_callee
from bot.query.verbs_last import done

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.query.vocabulary import Vocabulary
    from bot.query.words_of_question import Words

_LONGEST_DEED = 3
"""Words of what was done: not picked up."""


def by_after_an_outcome(words: Words, at: int) -> bool:
    """Whether this is the ``by`` of ``missed calls by Sales``: who called, or who missed them?"""
    if _of_a_passive(words, at):
        return True
    if not any(words.after("by", at)):
        return False
    last = next((here for here in range(at - 1, -1, -1) if not words.filler(here)), -1)
    return any(_ends(words, table, last + 1) for table in ("missed", "outcomes"))


def _of_a_passive(words: Words, at: int) -> bool:
    """Whether what was missed stands right before a from that is a by too: ``wurden gestern verpasst von Anna``."""
    end = at
    while end and any(words.after("passives", end - 1)):
        end -= 1
    return any(words.after("doers", at)) and _passive(words) and _ends(words, "missed", end)


def _passive(words: Words) -> bool:
    return any(any(words.after("passives", place)) for place in range(len(words)))


def _ends(words: Words, table: str, end: int) -> bool:
    """Whether words of a table end before a word."""
    return any(end in words.after(table, start) for start in range(max(end - _LONGEST_DEED, 0), end))


def doer(words: Words, vocabulary: Vocabulary, at: int) -> Iterator[Found]:
    """Whom the calls reached, and what became of them.

    A word that may as well say who called says who did it in ``von Anna verpasste Anrufe`` and in the passive, but not
    behind calls: ``wurden Anrufe von Anna verpasst``.
    """
    by = tuple(words.after("by", at))
    passive = _passive(words) and not (at and any(words.after("subjects", at - 1)))
    for after in chain(by, words.after("doers", at)):
        the = (after + 1,) if vocabulary.is_one("the", words.plain(after)) else ()
        for field, value, middle in (
            found for start in (after, *the) for found in typed_callee(words, vocabulary, start)
        ):
            deed = middle
            while any(words.after("passives", deed)):
                deed += 1
            for how, end in _deeds(words, deed):
                if passive or after in by or any(words.after("subjects", end)):
                    yield Found(((field, value), *done(how, words.typed(deed, end))), end)


def _deeds(words: Words, at: int) -> Iterator[tuple[str, int]]:
    """What people do with a call that reaches them."""
    yield from (("missed", end) for end in words.after("missed", at))
    for outcome, end in words.match("outcomes", at):
        if outcome is Outcome.ANSWERED:
            yield "answered", end
    for direction, end in words.match("directions", at):
        if direction is Direction.INBOUND:
            yield "", end
