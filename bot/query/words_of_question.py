"""A question as words: what was typed, and the same in the form the tables have."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, TypeVar, cast

from bot.query.marks import QUOTES, without_marks
from bot.query.text import normalised, years_in_digits

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from bot.query.filter_words.lexicon import FilterLexicon

Value = TypeVar("Value")

_UNSEEN = re.compile(
    r"[\x00-\x1f\x7f-\x9f\u00a1\u00ad\u00bf\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]+"
)
"""What cannot be seen, and the signs that open a question in Spanish."""
_HALVES = re.compile(r"(?<![^\W\d_])([ap])\.\s+m\.", re.IGNORECASE)
"""In Spanish and Portuguese a. m. has a space in it."""
_ENDED = re.compile(r"(?<=\d{3})\.(?=\s|$)")
"""The end of a sentence after an extension or a year; behind fewer digits it may be an ordinal's."""
_QUOTED = rf"[{QUOTES}](?P<quoted>[^{QUOTES}]*)[{QUOTES}]"
_KEY = r"(?P<key>[^\W\d_]{2,12}):(?=\S)"
_SIGNS = ",?!\uff0c\u3001\uff1f\uff01"
_WORD = rf"(?P<word>[{_SIGNS}]|[<>]=?|[^\s{QUOTES}{_SIGNS}<>]+)"
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
    """A question's words, and the tables they are looked up in, the person's language first."""

    words: Sequence[Word]
    tables: Sequence[FilterLexicon]
    _here: dict[int, dict[str, tuple[tuple[object, int], ...]]] = field(
        init=False, default_factory=dict, compare=False, repr=False
    )
    _known: dict[tuple[str, int], Any] = field(init=False, default_factory=dict, compare=False, repr=False)

    def __len__(self) -> int:
        return len(self.words)

    def plain(self, at: int) -> str:
        """The word in the tables' form; empty past the end and for a quoted one."""
        return self.words[at].plain if at < len(self.words) and not self.words[at].quoted else ""

    def match(self, table: str, at: int) -> tuple[tuple[object, int], ...]:
        """Every entry of a table that stands here, the longest first."""
        if (here := self._here.get(at)) is None:
            here = self._here[at] = self._entries(at)
        return here.get(table, ())

    def _entries(self, at: int) -> dict[str, tuple[tuple[object, int], ...]]:
        found: dict[str, tuple[tuple[object, int], ...]] = {}
        for lexicon in self.tables:
            for table, phrase, value in lexicon.beginnings.get(self.plain(at), ()):
                if all(self.plain(at + place) == word for place, word in enumerate(phrase)):
                    found[table] = (*found.get(table, ()), (value, at + len(phrase)))
        return found

    def after(self, table: str, at: int) -> tuple[int, ...]:
        """Where it goes on after an entry of a table."""
        return tuple([end for _, end in self.match(table, at)])

    def once(self, about: str, at: int, find: Callable[[], Value]) -> Value:
        """What ``find`` finds at a word, worked out once: it depends on nothing but these words."""
        if (about, at) not in self._known:
            self._known[about, at] = find()
        return cast("Value", self._known[about, at])

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


def spelled_out(words: Sequence[Word], tables: Sequence[FilterLexicon]) -> tuple[Word, ...]:
    """The words with what is short for another one in capitals as that one; not where all is in capitals.

    Behind who called, or with whom, it begins a name: German von AB Bau.
    """
    if not any(sign.islower() for word in words for sign in word.typed):
        return tuple(words)
    short = {each: meant for table in tables for each, meant in table.in_capitals.items()}
    callers = {each for table in tables for each, field in table.parties.items() if field != "callee"}
    return tuple(
        word if at and words[at - 1].plain in callers else _spelled_out(word, short)
        for at, word in enumerate(words)
    )


def _spelled_out(word: Word, short: Mapping[str, str]) -> Word:
    meant = "" if word.quoted else short.get(word.typed, "")
    return replace(word, typed=meant, plain=normalised(meant)) if meant else word


def words_of(text: str, apart: Callable[[str], tuple[str, ...]] | None = None) -> tuple[Word, ...]:
    """The words of a question; signs that cannot be seen are spaces.

    ``apart`` takes one apart that is several written together: ``昨天2005的未接来电``, ``d'Anna``.
    """
    clean = _HALVES.sub(r"\1.m.", _UNSEEN.sub(" ", unicodedata.normalize("NFC", text)))
    clean = years_in_digits(_ENDED.sub("", without_marks(clean)))
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
