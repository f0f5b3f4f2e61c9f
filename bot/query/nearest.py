"""The nearest question that is understood, where one was not: offered, never taken."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

from bot.cdr.trouble import QuestionTrouble
from bot.query.filter_words import words_of_filters
from bot.query.read import read_request
from bot.query.text import normalised
from bot.query.time_trouble import NotUnderstood
from bot.query.when import known_words

if TYPE_CHECKING:
    from bot.query.asker import Asker

_NEAR = 0.72
_MOST_WORDS = 30


def nearest_question(text: str, asker: Asker) -> str:
    """The same question with the words that were not understood set right, or left out; empty where neither helps."""
    trouble = _trouble(text, asker)
    if not isinstance(trouble, NotUnderstood):
        return ""
    strange = {normalised(word) for word in str(trouble.facts.get("words", "")).split()}
    words = text.split()[:_MOST_WORDS]
    known = sorted(known_words(asker) | _filter_words(asker))
    mended = [_mended(word, known) if normalised(word) in strange else word for word in words]
    for tried in (mended, [word for word in words if normalised(word) not in strange]):
        question = " ".join(word for word in tried if word)
        if question and question != text and _trouble(question, asker) is None:
            return question
    return ""


def _trouble(text: str, asker: Asker) -> QuestionTrouble | None:
    try:
        read_request(text, asker)
    except QuestionTrouble as trouble:
        return trouble
    return None


def _mended(word: str, known: list[str]) -> str:
    near = get_close_matches(word.casefold(), known, n=1, cutoff=_NEAR)
    return near[0] if near else ""


def _filter_words(asker: Asker) -> set[str]:
    tables = (words_of_filters(asker.language), words_of_filters("en"))
    return {word for table in tables if table is not None for word in table.known if word.isalpha()}
