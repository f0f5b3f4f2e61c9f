"""Rules: each gives every reading that begins at a token, worked out once, and is spared where it can read nothing."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import update_wrapper
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from bot.query.tokens import Token
from bot.query.when.tokens import Text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from bot.query.asker import Asker
    from bot.query.when.tokens import Kind, Read
    from bot.query.words.lexicon import Lexicon

Value = TypeVar("Value")
_REMEMBERED = 4096


@dataclass(slots=True)
class _Beginning:
    """What a rule's first token can be: an entry of these tables, or a number."""

    tables: set[str] = field(default_factory=set)
    digits: bool = False

    def stands(self, text: Text, at: int) -> bool:
        """Whether a rule that begins so can read anything here."""
        tables, digits = text.here[at].kind
        return (self.digits and digits) or not self.tables.isdisjoint(tables)


class _Blank(Text):
    """A text of one token that is in no table: it notes what a rule looks for at its first token.

    What a rule reads without a table begins with a digit.
    """

    __slots__ = ("looked_for",)
    looked_for: _Beginning

    def match(self, table: str, at: int) -> tuple[Read[Any], ...]:
        self._looks_for(table, at)
        return ()

    def after(self, table: str, at: int) -> tuple[int, ...]:
        self._looks_for(table, at)
        return ()

    def _looks_for(self, table: str, at: int) -> None:
        if at == 0:
            self.looked_for.tables.add(table)

    def word(self, at: int) -> str:
        del at
        self.looked_for.digits = True
        return ""


def _beginning_of(
    read: Callable[[Text, int], Iterator[Read[Value]]], lexicon: Lexicon, asker: Asker
) -> _Beginning:
    blank = _Blank((Token("", 0, 0, glued=False),), asker, lexicon)
    blank.looked_for = _Beginning()
    for _ in read(blank, 0):
        raise AssertionError("a rule read a token that says nothing")
    return blank.looked_for


class Rule(Generic[Value]):
    """A rule whose readings at a token are worked out once, and only where it can begin: no phrase takes long."""

    def __init__(self, read: Callable[[Text, int], Iterator[Read[Value]]], needs: frozenset[str]) -> None:
        self._read, self._needs = read, needs
        self._beginning: _Beginning | None = None

    def begins(self, text: Text, at: int) -> bool:
        """Whether the rule can read anything here."""
        if self._needs and self._needs.isdisjoint(text.tables):
            return False
        if self._beginning is None:
            self._beginning = _beginning_of(self._read, text.lexicon, text.asker)
        return self._beginning.stands(text, at)

    def __call__(self, text: Text, at: int) -> tuple[Read[Value], ...]:
        """Every reading that begins at a token, the likeliest first."""
        key = (self, at)
        known = text.memory.get(key)
        if known is None:
            text.memory[key] = ()  # a rule that comes back to itself finds nothing there
            if at >= len(text.tokens):
                return ()
            if isinstance(text, _Blank):
                return tuple(self._read(text, at))
            if not self.begins(text, at):
                return ()
            found = self._read(text, at)
            if text.trace is not None:
                found = text.trace.followed(self._read, text, at)
            known = text.memory[key] = tuple(dict.fromkeys(found))
        return known


def rule(read: Callable[[Text, int], Iterator[Read[Value]]]) -> Rule[Value]:
    """Make a generator of readings a rule."""
    return rule_with()(read)


def rule_with(*needs: str) -> Callable[[Callable[[Text, int], Iterator[Read[Value]]]], Rule[Value]]:
    """As ``rule``, for one that reads nothing without a word of one of these tables, wherever it stands.

    Most phrases are spared most rules by it.
    """

    def made(read: Callable[[Text, int], Iterator[Read[Value]]]) -> Rule[Value]:
        found = Rule(read, frozenset(needs))
        update_wrapper(found, read)
        return found

    return made


class Choice(Generic[Value]):
    """Several rules of which any may read what stands at a token; those that cannot begin there are passed over."""

    def __init__(self, *rules: Rule[Value]) -> None:
        self._rules = rules
        self._able: dict[tuple[Kind, frozenset[str]], tuple[Rule[Value], ...]] = {}

    def at(self, text: Text, at: int) -> tuple[Rule[Value], ...]:
        """Those that can begin at a token, in order."""
        if at >= len(text.tokens) or isinstance(text, _Blank):
            return self._rules
        key = (text.here[at].kind, text.tables)
        able = self._able.get(key)
        if able is None:
            if len(self._able) == _REMEMBERED:
                self._able.clear()
            able = self._able[key] = tuple(each for each in self._rules if each.begins(text, at))
        return able
