"""A phrase as tokens, with the entries of a language's tables that begin at each."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from bot.query.tokens import Token, tokens_of
from bot.query.when.bits import DIGITS
from bot.query.when.here import PAST_THE_END, Here, alone, digits_of, together
from bot.query.when.month_or_hour import month_or_hour

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from bot.query.asker import Asker, DateOrder
    from bot.query.when.here import Read
    from bot.query.when.tracing import Trace
    from bot.query.words.lexicon import Lexicon

_TWO, _DATE, _SIGNS_OF_DATES = 2, 5, "/-."
_AT_A_TIME = ("about", "at", "at a bare hour")
_SHORTEST_PART = 3
"""Letters of each half of a compound."""


def tokens_in(phrase: str, lexicon: Lexicon) -> tuple[Token, ...]:
    """The tokens of a normalised phrase as a language has them.

    Compounds (``Montagmorgen``) are taken apart, and what may be written short has the point of it: ``Mon.``
    """
    found: list[Token] = []
    for token in tokens_of(phrase):
        if token.text == "." and token.glued and found and found[-1].text in lexicon.abbreviated:
            found[-1] = found[-1]._replace(end=token.end, point=True)
        else:
            found.extend(_taken_apart(token, lexicon))
    return tuple(found)


def _taken_apart(token: Token, lexicon: Lexicon) -> tuple[Token, ...]:
    text, known = token.text, lexicon.known
    if text in known or not text.isalpha():
        return (token,)
    for at in range(1, len(text)):
        first, rest = text[:at], text[at:]
        if rest not in known or (rest,) in lexicon.phrases.get("never apart", ()):
            continue
        joined = lexicon.compounds and first in known and min(len(first), len(rest)) >= _SHORTEST_PART
        if joined or first in lexicon.prefixes:
            middle = token.start + at
            return (
                Token(first, token.start, middle, token.glued),
                Token(rest, middle, token.end, glued=True),
            )
    return (token,)


def _of_dates(tokens: Sequence[Token], lexicon: Lexicon) -> Iterator[int]:
    at = 0
    while at + 4 < len(tokens):
        date = tokens[at : at + _DATE]
        same = date[1].text == date[3].text in _SIGNS_OF_DATES and all(token.glued for token in date[1:])
        numbers = [token.text for token in date[::2]]
        if (
            same
            and all(map(str.isdigit, numbers))
            and not _of_a_month(numbers, tokens[at + _DATE :], lexicon)
        ):
            yield from range(at, at + _DATE)
            at += _DATE
        else:
            at += 1


def _of_a_month(numbers: Sequence[str], behind: Sequence[Token], lexicon: Lexicon) -> bool:
    """Whether three numbers are days of the month behind them: ``8/9/10 June``."""
    tables = [lexicon.singles.get(token.text, {}) for token in behind[:_TWO]]
    if tables and "of" in tables[0] and "month" not in tables[0]:
        del tables[0]
    a_month = bool(tables) and "month" in tables[0] and "weekday" not in tables[0]
    return a_month and max(map(len, numbers)) <= _TWO and sorted(set(numbers), key=int) == list(numbers)


@dataclass(slots=True)
class Text:
    """A phrase being read.

    Attributes:
        mended: what of it was taken for slips, as sentences.
        trace: notes which words became what; None where nobody asks.
        dated: the tokens of dates of three numbers, ``30/05/2022``: none of them means anything by itself.
        here: by token, what of the tables begins there; nothing past the end.
        tables: the bits of those that have a word in it.
        memory: by token, what each rule reads there.
        orders: other orders of year, month and day that read a numeric date of it otherwise; ``never`` those in which
            one is no date.
    """

    tokens: Sequence[Token]
    asker: Asker
    lexicon: Lexicon
    orders: set[DateOrder] = field(default_factory=set)
    never: set[DateOrder] = field(default_factory=set)
    mended: str = ""
    trace: Trace | None = None
    dated: frozenset[int] = field(init=False)
    here: Sequence[Here] = field(init=False)
    tables: int = field(init=False)
    memory: Sequence[dict[Any, tuple[Read[Any], ...]]] = field(init=False)

    def __post_init__(self) -> None:
        self.dated = frozenset(_of_dates(self.tokens, self.lexicon))
        self.here = [*(self._here(at) for at in range(len(self.tokens))), *PAST_THE_END]
        self.tables = 0
        for here in self.here:
            self.tables |= here.bits
        self.memory = [{} for _ in self.tokens]

    def __len__(self) -> int:
        return len(self.tokens)

    def word(self, at: int) -> str:
        """The text of a token; empty past the end."""
        return self.tokens[at].text if at < len(self.tokens) else ""

    def glued(self, at: int) -> bool:
        """Whether a token follows the one before without a space."""
        return at < len(self.tokens) and self.tokens[at].glued

    def match(self, table: str, at: int) -> tuple[Read[Any], ...]:
        """Every entry of a table that stands here, the longest first."""
        return self.here[at].entries.get(table, ())

    def after(self, table: str, at: int) -> tuple[int, ...]:
        """Where it goes on after one of these words."""
        return self.here[at].ends.get(table, ())

    def maybe(self, table: str, at: int) -> tuple[int, ...]:
        """As ``after``, and without any."""
        return (*self.after(table, at), at)

    def _here(self, at: int) -> Here:
        word = self.tokens[at].text
        if at in self.dated:
            return Here.of({}, digits=digits_of(word))
        single = alone(self.lexicon, word, at)
        following = self.tokens[at + 1].text if at + 1 < len(self.tokens) else ""
        longer = [
            entry
            for entry in self.lexicon.longer.get((word, following), ())
            if len(entry[1]) == _TWO
            or all(self.word(at + place) == each for place, each in enumerate(entry[1]))
        ]
        if self.tokens[at].point:  # the So. of German "So. um 9" is a Sunday
            longer = [entry for entry in longer if entry[0] not in _AT_A_TIME]
        here = together(self.lexicon, word, at, tuple(longer)) if longer else single
        if "month" in here.entries and "number" in here.entries:
            here = here.without(*month_or_hour(self.tokens, at, self.lexicon))
        if (trace := self.trace) is None:
            return here
        noted = {table: trace.matched(table, at, reads) for table, reads in here.entries.items()}
        return Here.of(noted, digits=here.bits & DIGITS)

    def has(self, tables: Collection[str]) -> bool:
        """Whether a word of some tables stands anywhere."""
        return any(table in here.entries for here in self.here for table in tables)

    def number(self, at: int, most: int, *, least: int = 1) -> Iterator[Read[int]]:
        """A number in digits."""
        word = self.word(at)
        plain = word.isdigit() and word.isascii() and len(word) < 5 and (len(word) < 3 or word[0] != "0")
        if plain and at not in self.dated and least <= int(word) <= most:
            yield int(word), at + 1

    def count(self, at: int, most: int, *, least: int = 1) -> Sequence[Read[int]]:
        """A number in digits or in words."""
        said = self.match("number", at)
        if not said and not self.word(at)[:1].isdigit():
            return ()
        words = [(int(number), end) for number, end in said if least <= number <= most]
        return [*self.number(at, most, least=least), *words]
