"""Small words in capitals that begin a name: ``De Vries``, ``Von der Leyen``, ``The Office``."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.query.vocabulary import Vocabulary
    from bot.query.words_of_question import Words


def particle(words: Words, vocabulary: Vocabulary, at: int) -> bool:
    """Whether a small word in capitals begins a name: ``De Vries``, ``Von der Leyen``, ``The Office``."""
    if at + 1 >= len(words) or not (
        words.filler(at) or words.known(at) or vocabulary.is_one("the", words.plain(at))
    ):
        return False
    last = at + 1
    while last + 1 < len(words) and any(words.after("name_links", last)):
        last += 1  # Von der Leyen
    capitals = all(words.words[place].typed.istitle() for place in (at, last))
    return capitals and at > 0 and inside_a_name(words, vocabulary, last)


def of_the_name(words: Words, vocabulary: Vocabulary, at: int, after: int) -> bool:
    """Whether a capital makes the end of a keyword a name's beginning: Dutch ``van De Vries``, where van de is one.

    A keyword may be a particle too: ``mit Von der Leyen``. Where the first has a capital, all words may have one.
    """
    if after < at + 2 or (at and words.words[at].typed.istitle()):
        return False
    begins = after - 1 if words.words[after - 1].typed.istitle() else at + 1
    small = vocabulary.is_one("the", words.plain(begins)) or any(
        any(words.after(table, begins)) for table in ("name_links", "parties")
    )
    return small and words.words[begins].typed.istitle() and particle(words, vocabulary, begins)


def inside_a_name(words: Words, vocabulary: Vocabulary, at: int) -> bool:
    """Whether a word means nothing by itself, so that it is a name's: the ``Office`` of ``Back Office``."""
    plain = words.plain(at)
    return plain.isalpha() and not (words.known(at) or words.filler(at) or vocabulary.says_time(plain))
