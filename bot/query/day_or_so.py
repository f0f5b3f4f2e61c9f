"""The short name of a weekday that is a word of everyday speech too: German so, Dutch zo are Sunday, or about."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.query.time_trouble import NotUnderstood
from bot.query.words import words_of_time

if TYPE_CHECKING:
    from bot.query.vocabulary import Vocabulary
    from bot.query.words_of_question import Word, Words

DAY_OR_SO = "It may be a day, or say about. Write {day} for the day, or leave it out."
_BOUNDS = ("at", "at a bare hour", "between", "since", "until", "before", "after", "from")
"""Tables of what stands between the word and the time that is only about so."""
_DAY_BEHIND = ("on", "this", "last", "next", "every", "since", "until", "before", "after", "from")
"""Tables of what stands before a day."""
_JOINS = ("joining", "to", "or", "and")
_VERBS = ("rings", "talks", "answers", "misses", "receives", "calls_out")
_DATE = re.compile(r"\d{1,2}\.|\d{1,2}[./]\d{1,2}([./](\d{2,4})?)?")

_DASHED = re.compile(r"\d{1,2}-\d{1,2}(-(\d{2,4}))?")


def days_or_so(words: Words, terms: Vocabulary) -> Words:
    """The words with such a name as a day, with a point, where it is one; left out where it says about alone.

    Raises:
        NotUnderstood: it may be either.
    """
    kept: list[Word] = []
    for at, word in enumerate(words.words):
        following = words.plain(at + 1)
        if (
            word.quoted
            or not terms.is_one("weekday or so", word.plain)
            or terms.is_phrase((word.plain, following))  # the English so far
        ):
            kept.append(word)
        elif _is_day(words, terms, at):
            kept.append(replace(word, plain=f"{word.plain}."))
        elif not _is_about(words, terms, at):
            day = f"{word.typed.capitalize()}."
            raise NotUnderstood(words=word.typed, hint=DAY_OR_SO.format(day=day))
        elif terms.is_one("about", f"{word.plain} {following}"):
            kept.append(word)
    return words if kept == list(words.words) else replace(words, words=tuple(kept))


def _is_day(words: Words, terms: Vocabulary, at: int) -> bool:
    """Whether the word is written as a day, or stands as one among its neighbours."""
    capital = at > 0 and words.words[at].typed[:1].isupper()
    after, before = words.plain(at + 1), words.plain(at - 1) if at else ""
    if capital or _joined_to_a_weekday(words, terms, at):
        return True
    if _bounds(words, terms, at + 1):
        return terms.is_any(("on", "last"), before)
    dated = _is_a_date(terms, after) and not terms.is_one("hour sign", words.plain(at + 2))
    others = [words.plain(other) for other in range(len(words)) if other != at]
    short = any(_weekday(terms, other) and len(other) <= len(words.plain(at)) for other in others)
    if dated or short or words.words[at].typed[:1].isupper():
        return True
    if terms.is_any(_DAY_BEHIND, before):
        stretch = terms.is_any(_BOUNDS, before) and not terms.is_one("on", before)
        return not (stretch and terms.says_time(after))
    return not (any(map(terms.says_time, others)) or _beside_a_verb(words, at))


def _is_about(words: Words, terms: Vocabulary, at: int) -> bool:
    """Whether a time behind it is only about so; of German ``fr sa so ab 9`` nobody knows."""
    before = words.plain(at - 1) if at else ""
    if _weekday(terms, before) and len(before) <= len(words.plain(at)):
        return False
    others = (words.plain(other) for other in range(len(words)) if other != at)
    stretch = terms.is_any(_BOUNDS, before) and terms.says_time(words.plain(at + 1))
    if stretch and not any(_weekday(terms, other) for other in others):
        return True
    return _bounds(words, terms, at + 1) or _beside_a_verb(words, at)


def _is_a_date(terms: Vocabulary, word: str) -> bool:
    """``12.``, ``12.6.``, and where dates are written so ``12-6``."""
    lexicon = words_of_time(terms.language)
    dashed = lexicon is not None and lexicon.hyphens and _DASHED.fullmatch(word)
    return bool(dashed or _DATE.fullmatch(word))


def _bounds(words: Words, terms: Vocabulary, at: int) -> bool:
    """Whether a word leads a time of the day, or a stretch: ``um 9``, ``zwischen 9 und 10``, ``gegen Mittag``."""
    behind = words.plain(at + 1)
    said = terms.says_time(behind) or bool(terms.number(behind))
    return words.plain(at).isalpha() and terms.is_any(_BOUNDS, words.plain(at)) and said


def _joined_to_a_weekday(words: Words, terms: Vocabulary, at: int) -> bool:
    """``mo bis so``, ``so und mo``."""
    for step in (-1, 1):
        there = at + step
        while 0 <= there < len(words) and terms.is_any(_JOINS, words.plain(there)):
            there += step
        if there != at + step and there >= 0 and _weekday(terms, words.plain(there)):
            return True
    return False


def _weekday(terms: Vocabulary, word: str) -> bool:
    parts = re.split(r"[^\w]+", word)
    return any(terms.is_one("weekday", part) and not terms.is_one("weekday or so", part) for part in parts)


def _beside_a_verb(words: Words, at: int) -> bool:
    """``wer hat so angerufen``, ``wie heeft er zo gebeld``: between who asks and what was done."""
    if any(any(words.after(table, at + 1)) for table in _VERBS):
        return True
    while at and words.filler(at - 1):
        at -= 1
        if any(words.after("asked", at)):
            return True
    return False
