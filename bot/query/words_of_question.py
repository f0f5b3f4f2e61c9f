"""A question as words: what was typed, and the same in the form the tables have."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.query.text import normalised

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from bot.query.filter_words.lexicon import FilterLexicon, Phrase
    from bot.query.found import Found

_UNSEEN = re.compile(
    r"[\x00-\x1f\x7f-\x9f\u00a1\u00ad\u00bf\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]+"
)
"""What cannot be seen, and the signs that open a question in Spanish."""
_HALVES = re.compile(r"(?<![^\W\d_])([ap])\.\s+m\.", re.IGNORECASE)
"""In Spanish and Portuguese a. m. has a space in it."""
_ENDED = re.compile(r"(?<=\d{3})\.(?=\s|$)")
"""The end of a sentence after an extension or a year; behind fewer digits it may be an ordinal's."""
_QUOTES = r"\"\u201c\u201d\u201e\u00ab\u00bb"
_QUOTED = rf"[{_QUOTES}](?P<quoted>[^{_QUOTES}]*)[{_QUOTES}]"
_KEY = r"(?P<key>[^\W\d_]{2,12}):(?=\S)"
_SIGNS = ",?!\uff0c\u3001\uff1f\uff01"
_WORD = rf"(?P<word>[{_SIGNS}]|[<>]=?|[^\s{_QUOTES}{_SIGNS}<>]+)"
_PIECE = re.compile(f"{_QUOTED}|{_KEY}|{_WORD}")


@dataclass(frozen=True, slots=True)
class Word:
    """``typed`` as the person did, ``plain`` as tables have it; ``quoted`` is a name; ``glued``: no space before it."""

    typed: str
    plain: str
    quoted: bool = False
    glued: bool = False

    @property
    def written(self) -> str:
        """As it is read again: what was quoted in quotes."""
        return f'"{self.typed}"' if self.quoted else self.typed


@dataclass(frozen=True, slots=True)
class Words:
    """A question's words, and the tables they are looked up in, the person's language first.

    ``filters`` remembers those that can begin at a word: they depend on nothing else.
    """

    words: Sequence[Word]
    tables: Sequence[FilterLexicon]
    filters: dict[int, tuple[Found, ...]] = field(default_factory=dict, compare=False, repr=False)

    def __len__(self) -> int:
        return len(self.words)

    def plain(self, at: int) -> str:
        """The word in the tables' form; empty past the end and for a quoted one."""
        return self.words[at].plain if at < len(self.words) and not self.words[at].quoted else ""

    def match(self, table: str, at: int) -> Iterator[tuple[object, int]]:
        """Every entry of a table that stands here, the longest first."""
        for lexicon in self.tables:
            yield from _matches(lexicon.beginnings[table], self, at)

    def after(self, table: str, at: int) -> Iterator[int]:
        """Where it goes on after an entry of a table."""
        for _, end in self.match(table, at):
            yield end

    def known(self, at: int) -> bool:
        """Whether the words of a filter begin here."""
        return any(self._opens(lexicon, at) for lexicon in self.tables)

    def _opens(self, lexicon: FilterLexicon, at: int) -> bool:
        phrases = lexicon.openings.get(self.plain(at), ())
        return any(
            all(self.plain(at + place) == word for place, word in enumerate(phrase)) for phrase in phrases
        )

    def filler(self, at: int) -> bool:
        """Whether a word changes nothing; what begins a filter in the person's language is no filler of English."""
        own = self.tables[0]
        tables = (own,) if self._opens(own, at) else self.tables
        return any((self.plain(at),) in lexicon.phrases["filler"] for lexicon in tables)

    def typed(self, start: int, end: int) -> str:
        """The words as they were typed."""
        some = self.words[start:end]
        return "".join(f"{' ' if at and not word.glued else ''}{word.typed}" for at, word in enumerate(some))


def _matches(
    table: Mapping[str, Sequence[tuple[Phrase, object]]], words: Words, at: int
) -> Iterator[tuple[object, int]]:
    for phrase, value in table.get(words.plain(at), ()):
        if len(phrase) == 1 or all(words.plain(at + offset) == word for offset, word in enumerate(phrase)):
            yield value, at + len(phrase)


def words_of(text: str, apart: Callable[[str], tuple[str, ...]] | None = None) -> tuple[Word, ...]:
    """The words of a question; signs that cannot be seen are spaces.

    ``apart`` takes one apart that is several written together: ``昨天2005的未接来电``, ``d'Anna``.
    """
    clean = _HALVES.sub(r"\1.m.", _UNSEEN.sub(" ", unicodedata.normalize("NFC", text)))
    clean = _ENDED.sub("", clean)
    found: list[Word] = []
    for match in _PIECE.finditer(clean):
        quoted = match["quoted"]
        if quoted is not None:
            name = " ".join(quoted.split())
            found.append(Word(name, name, quoted=True))
            continue
        typed = match["key"] or match["word"]
        pieces = apart(typed) if apart is not None else (typed,)
        found.extend(
            Word(piece, plain, glued=at > 0)
            for at, piece in enumerate(pieces)
            if (plain := normalised(piece))
        )
    return tuple(found)
