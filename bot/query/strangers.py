"""Words that nothing here knows: set right where each is one slip away from a known one, else refused by name."""

from __future__ import annotations

from dataclasses import replace
from itertools import dropwhile, takewhile
from typing import TYPE_CHECKING

from bot.query.known import near, slip_of
from bot.query.refusals import certain
from bot.query.steps import every_filter
from bot.query.time_trouble import NotUnderstood
from bot.query.when import slips_told

if TYPE_CHECKING:
    from bot.query.asker import Asker
    from bot.query.vocabulary import Vocabulary
    from bot.query.words_of_question import Word, Words


def refuse_strangers(words: Words, terms: Vocabulary, asker: Asker) -> None:
    """Refuse words that nothing here knows, unless they can be a name after a filter word.

    Raises:
        NotUnderstood: naming them, with the nearest known words.
    """
    unknown = [words.words[at].typed for at in _unknown(words, terms)]
    if unknown:
        raise certain(words, terms) or NotUnderstood(words=" ".join(unknown), hint=_hint(unknown, asker))


def _unknown(words: Words, terms: Vocabulary) -> list[int]:
    """The words that nothing here knows and that can be no name after a filter word."""
    strangers = [at for at in range(len(words)) if _strange(words, terms, at)]
    if not strangers:
        return []
    named = {
        place
        for at in range(len(words))
        for found in every_filter(words, terms, at)
        for place in range(at, found.end)
    }
    return [at for at in strangers if at not in named or _rather_a_day(words, terms, at)]


def _rather_a_day(words: Words, terms: Vocabulary, at: int) -> bool:
    """Whether it ends a stretch of time and is no name: the ``firday`` of ``monday to firday``."""
    begins = at > 1 and terms.is_one("to", words.plain(at - 1)) and terms.says_time(words.plain(at - 2))
    return (
        begins and not _capitalised(words.words[at].typed) and bool(slip_of(words.plain(at), terms.language))
    )


def without_slips(words: Words, terms: Vocabulary, asker: Asker) -> tuple[Words, tuple[str, ...]]:
    """The words with each unknown one as the known one it is a slip of, if every one is; and what was taken for what.

    What begins with a capital letter may be a name, but for the first word of a question.
    """
    unknown = _unknown(words, terms)
    mended = {at: _meant(words.words[at], first=at == 0, asker=asker) for at in unknown}
    if not mended or not all(mended.values()):
        return words, ()
    known = tuple(replace(word, plain=mended.get(at, word.plain)) for at, word in enumerate(words.words))
    told = slips_told({words.words[at].typed: meant for at, meant in mended.items()})
    return replace(words, words=known), (told,)


def _meant(word: Word, *, first: bool, asker: Asker) -> str:
    if word.typed[:1].isupper() and not first:
        return ""
    languages = dict.fromkeys((asker.language, "en"))
    found = {slip_of(word.plain, language, filters=True) for language in languages} - {""}
    return found.pop() if len(found) == 1 else ""


def _strange(words: Words, terms: Vocabulary, at: int) -> bool:
    plain = words.plain(at)
    if not plain or words.known(at) or words.filler(at):
        return False
    known = any(plain in table.known for table in words.tables)
    return not known and not terms.can_be_time(plain)


def _hint(unknown: list[str], asker: Asker) -> str:
    """The next step: the nearest known words, else examples; what begins like a name stands in them as one."""
    meant = near(unknown, asker, 2)
    asked = f"Did you mean {' or '.join(meant)}? " if meant else ""
    name = " ".join(takewhile(_capitalised, dropwhile(lambda word: not _capitalised(word), unknown)))
    if name:
        return f"{asked}A name goes after from, to, with or in, such as with {name} or in {name}."
    time = "." if meant else "; a time is like yesterday afternoon or last week."
    return f"{asked}A name goes after from, to, with or in{time}"


def _capitalised(word: str) -> bool:
    return word[:1].isupper()
