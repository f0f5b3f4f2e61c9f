"""Rules: each gives every reading that begins at a token, worked out once, and is spared where it can read nothing."""

from __future__ import annotations

from functools import update_wrapper
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from bot.query.tokens import Token
from bot.query.when.bits import DIGITS, EVERY, bit_of, bits_of
from bot.query.when.here import Here
from bot.query.when.tokens import Text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from bot.query.asker import Asker
    from bot.query.when.here import Read
    from bot.query.words.lexicon import Lexicon

    _Read = Callable[[Text, int], Iterator[Read["Value"]]]

Value = TypeVar("Value")
_REMEMBERED = 4096


class _Blank(Text):
    """A text of one token that is in no table: it notes the bits that a rule looks for at its first token.

    What a rule reads without a table begins with a digit. Its bits are all there, so that no part of a rule is passed
    over.
    """

    __slots__ = ("looked_for",)
    looked_for: int

    def __post_init__(self) -> None:
        super().__post_init__()
        self.looked_for = 0
        self.here = [Here({}, {}, EVERY)] * len(self.here)
        self.tables = EVERY

    def match(self, table: str, at: int) -> tuple[Read[Any], ...]:
        self._looks_for(table, at)
        return ()

    def after(self, table: str, at: int) -> tuple[int, ...]:
        self._looks_for(table, at)
        return ()

    def _looks_for(self, table: str, at: int) -> None:
        if at == 0:
            self.looked_for |= bit_of(table)

    def word(self, at: int) -> str:
        del at
        self.looked_for |= DIGITS
        return ""


def beginning_of(read: _Read[Value], lexicon: Lexicon, asker: Asker) -> int:
    """The bits of the tables that a rule looks for at its first token."""
    blank = _Blank((Token("", 0, 0, glued=False),), asker, lexicon)
    for _ in read(blank, 0):
        raise AssertionError("a rule read a token that says nothing")
    return blank.looked_for


class Alternative(Generic[Value]):
    """One way to read what stands at a token, passed over where it can read nothing."""

    def __init__(self, read: _Read[Value], needs: tuple[int, ...]) -> None:
        self.read, self._needs = read, needs
        self._beginning: int | None = None
        update_wrapper(self, read)

    def begins(self, text: Text, at: int) -> bool:
        """Whether it can read anything here."""
        for need in self._needs:
            if not need & text.tables:
                return False
        if self._beginning is None:
            self._beginning = EVERY  # to itself, while that is found out
            self._beginning = beginning_of(self.read, text.lexicon, text.asker)
        return self._beginning & text.here[at].bits != 0

    def __call__(self, text: Text, at: int) -> Iterable[Read[Value]]:
        """What it reads, the likeliest first."""
        return self.read(text, at) if self.begins(text, at) else ()


class Rule(Alternative[Value]):
    """An alternative whose readings at a token are worked out once, so that no phrase takes long."""

    def __call__(self, text: Text, at: int) -> tuple[Read[Value], ...]:
        """Every reading that begins at a token, the likeliest first."""
        if at >= len(text.tokens):
            return ()
        memory = text.memory[at]
        known = memory.get(self)
        if known is None:
            known = memory[self] = ()  # a rule that comes back to itself finds nothing there
            if self.begins(text, at):
                trace = text.trace
                known = tuple(self.read(text, at) if trace is None else trace.followed(self.read, text, at))
                memory[self] = known if len(known) <= 1 else tuple(dict.fromkeys(known))
                return memory[self]
        return known


def rule(read: _Read[Value]) -> Rule[Value]:
    """Make a generator of readings a rule."""
    return Rule(read, ())


def rule_with(*needs: str, beside: tuple[str, ...] = ()) -> Callable[[_Read[Value]], Rule[Value]]:
    """As ``rule``, for one that reads nothing without a word of one of these tables, wherever it stands.

    Where it reads nothing without one of other tables either, those are ``beside``. A number in digits counts as a
    word of the table NUMERAL. Most phrases are spared most rules by it.
    """
    return lambda read: Rule(read, _needed(needs, beside))


def alternative_with(
    *needs: str, beside: tuple[str, ...] = ()
) -> Callable[[_Read[Value]], Alternative[Value]]:
    """As ``rule_with``, for a part of a rule that is read once at most, or at little cost."""
    return lambda read: Alternative(read, _needed(needs, beside))


def _needed(*groups: tuple[str, ...]) -> tuple[int, ...]:
    return tuple(bits_of(tables) for tables in groups if tables)


class Choice(Generic[Value]):
    """Several rules of which any may read what stands at a token; those that cannot begin there are passed over."""

    def __init__(self, *rules: Rule[Value]) -> None:
        self._rules = rules
        self._able: dict[tuple[int, int], tuple[Rule[Value], ...]] = {}

    def at(self, text: Text, at: int) -> tuple[Rule[Value], ...]:
        """Those that can begin at a token, in order."""
        if at >= len(text.tokens) or isinstance(text, _Blank):
            return self._rules
        key = (text.here[at].bits, text.tables)
        able = self._able.get(key)
        if able is None:
            if len(self._able) == _REMEMBERED:
                self._able.clear()
            able = self._able[key] = tuple(each for each in self._rules if each.begins(text, at))
        return able
