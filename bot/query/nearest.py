"""The nearest question that is understood, where one was not: offered, never taken."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.cdr.trouble import QuestionTrouble
from bot.query.known import near
from bot.query.read import read_request
from bot.query.text import normalised
from bot.query.time_trouble import NotUnderstood

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.query.asker import Asker

_MOST_WORDS = 30


def nearest_question(text: str, asker: Asker, spelled: Callable[[str], str] = str) -> str:
    """The same question with the words that were not understood set right, or left out; empty where neither helps.

    Args:
        text: the question as it was typed.
        asker: who asks.
        spelled: makes of what is typed what is read; the question offered is as one types it.
    """
    trouble = _trouble(spelled(text), asker)
    if not isinstance(trouble, NotUnderstood):
        return ""
    strange = {normalised(word) for word in str(trouble.facts.get("words", "")).split()}
    words = text.split()[:_MOST_WORDS]
    mended = [_mended(word, asker) if normalised(word) in strange else word for word in words]
    for tried in (mended, [word for word in words if normalised(word) not in strange]):
        question = " ".join(word for word in tried if word)
        if question and question != text and _trouble(spelled(question), asker) is None:
            return question
    return ""


def _trouble(text: str, asker: Asker) -> QuestionTrouble | None:
    try:
        read_request(text, asker)
    except QuestionTrouble as trouble:
        return trouble
    return None


def _mended(word: str, asker: Asker) -> str:
    return next(iter(near([word], asker, 1)), "")
