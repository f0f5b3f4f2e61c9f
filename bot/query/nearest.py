"""The nearest questions that are understood, where one was not: offered, never taken."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from bot.cdr.trouble import QuestionTrouble
from bot.query.known import near
from bot.query.read import read_request
from bot.query.text import normalised
from bot.query.time_trouble import NotUnderstood
from bot.query.vocabulary import vocabulary

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from bot.query.asker import Asker

_MOST_WORDS = 30
NAME_LEADS = ("with", "in")
"""Before a name whose owner nobody knows here: a person's, or a queue's."""


def nearest_questions(text: str, asker: Asker, spelled: Callable[[str], str] = str) -> tuple[str, ...]:
    """The same question with the words that were not understood set right, or read as the name they look like.

    No word is left out: it may be who is meant. Empty where nothing helps.

    Args:
        text: the question as it was typed.
        asker: who asks.
        spelled: makes of what is typed what is read; the question offered is as one types it.
    """
    trouble = _trouble(spelled(text), asker)
    if not isinstance(trouble, NotUnderstood):
        return ()
    strange = {normalised(word) for word in str(trouble.facts.get("words", "")).split()}
    words = text.split()
    if len(words) > _MOST_WORDS:
        return ()
    mended = [
        (near([word], asker, 1) or (word,))[0] if normalised(word) in strange else word for word in words
    ]
    named = [normalised(word) in strange and _like_a_name(word, asker) for word in words]
    leads = NAME_LEADS if any(named) else ()
    questions = [" ".join(mended), *(" ".join(_as_names(words, mended, named, lead)) for lead in leads)]
    understood = [question for question in questions if _trouble(spelled(question), asker) is None]
    return tuple(understood[:1] if understood[:1] == questions[:1] else understood)


def _like_a_name(word: str, asker: Asker) -> bool:
    return word[:1].isupper() and not vocabulary(asker.language).can_be_time(normalised(word))


def _as_names(words: Sequence[str], mended: Sequence[str], named: Sequence[bool], lead: str) -> Iterator[str]:
    """The words with ``with`` or ``in`` before each name; slips in the others are set right."""
    for is_name, group in groupby(range(len(words)), key=named.__getitem__):
        if is_name:
            yield lead
        yield from (words[at] if is_name else mended[at] for at in group)


def _trouble(text: str, asker: Asker) -> QuestionTrouble | None:
    try:
        read_request(text, asker)
    except QuestionTrouble as trouble:
        return trouble
    return None
