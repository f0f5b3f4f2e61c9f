"""The outside numbers of an answer, and ours: which of the two stands in a text, and the text without the former."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.answers.hiding import (
    FEWEST,
    HIDDEN,
    LAST,
    covered,
    digits_in,
    ends_at,
    ends_of_any,
    ends_of_one,
    ends_of_part,
    runs,
)
from bot.cdr.number import withheld

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.answers.hiding import Run

_TAIL = 7
"""Digits that tell one number from another, whatever country code and trunk zero stand before them."""
_SHORTEST_PLAIN, _LONGEST_PLAIN = 5, 15
_FEWEST_SHORT = 3
_FEWEST_NATIONAL, _LONGEST_CODE = 8, 3
"""Digits of a DID without its country code, and of a country code."""


def masked_number(number: str) -> str:
    """``+44 7700 90••••``: the last four digits hidden, whatever stands between them.

    Of a number of four digits or fewer the first stays. In a SIP address the host's digits are hidden as a text's are.
    """
    return Outside().number(number)


def hidden_number(number: str) -> str:
    """A number, without what makes it an address, with its last digits hidden."""
    if number.isascii() and number.isdecimal() and _SHORTEST_PLAIN <= len(number) <= _LONGEST_PLAIN:
        return number[:-LAST] + HIDDEN * LAST  # most numbers, ten times as fast
    every = [(run, ends_of_one(run)) for run in runs(number)]
    places = [run.places[index] for run, hidden in every for index in sorted(hidden)]
    if len(places) == sum(len(run.digits) for run, _ in every):
        del places[:1]  # a number of which nothing can be read looks withheld
    return covered(number, places)


class Outside:
    """What is known of whose a number is."""

    def __init__(
        self, numbers: Iterable[str] = (), places: Iterable[str] = (), dids: Iterable[str] = ()
    ) -> None:
        """Whose numbers they are.

        Args:
            numbers: those outside, as they came; one that is ours as well is not hidden in texts.
            places: of our extensions, queues, ring groups and menus.
            dids: the numbers that are dialled to reach us.
        """
        self._places = frozenset(filter(None, map(digits_in, places)))
        self._dids = _by_tail(set(dids))
        self._numbers = frozenset(numbers)
        self._written = frozenset(
            each
            for each in self._numbers
            if not withheld(each) and not self._ours(digits_in(_apart(each)[0]))
        )
        self._lines = _by_tail(filter(_is_one, (_apart(number)[0] for number in self._written)))
        digits = [digits_in(_apart(number)[0]) for number in self._written]
        self._short = frozenset(each for each in digits if _FEWEST_SHORT <= len(each) < FEWEST)
        self._six = frozenset(each for each in digits if len(each) == FEWEST)
        self._tails = frozenset(each[-_TAIL:] for each in digits if len(each) >= _TAIL)
        self._numbers_told: dict[str, str] = {}
        self._told: dict[str, str] = {}

    def number(self, number: str) -> str:
        """A number outside; one that is withheld, or a DID of ours, stays."""
        told = self._numbers_told.get(number)
        if told is None:
            user, host = _apart(number)
            kept = withheld(number) or self._is_did(digits_in(user))
            told = (user if kept else hidden_number(user)) + (self.text(host) if host else "")
            self._numbers_told[number] = told
        return told

    def caller(self, number: str) -> str:
        """The number of somebody who called: hidden where it is one of those outside."""
        return self.number(number) if number in self._numbers else number

    def asked_for(self, typed: str) -> str:
        """A number that was typed to ask for it: our own stay, also short ones, which are extensions."""
        digits = digits_in(typed)
        short = len(digits) < FEWEST and digits not in self._short
        return typed if short or self._ours(digits) else self.number(typed)

    def part_asked_for(self, typed: str) -> str:
        """Digits that numbers contain: they may be the last four of one that is shown, so none of four is left."""
        if self._is_did(digits_in(typed)):
            return typed
        return covered(typed, [run.places[index] for run in runs(typed) for index in ends_of_part(run)])

    def text(self, text: str) -> str:
        """A text that somebody wrote or chose, such as a name."""
        told = self._told.get(text)
        if told is None:
            told = self.number(text) if text in self._written else self._covered(text)
            self._told[text] = told
        return told

    def sentence(self, text: str) -> str:
        """A sentence of ours, which may hold counts."""
        return self._covered(text, counts=True)

    def file_name(self, name: str) -> str:
        """The name of a recording: time, number and extension with signs between them."""
        places: list[int] = []
        for run in runs(name):
            known = self._known(run)
            ours = {
                index
                for first, end in run.groups
                if self._ours(run.digits[first:end])
                for index in range(first, end)
            }
            places += [run.places[index] for index in known | (ends_of_any(run) - ours)]
        return covered(name, places)

    def key(self, key: str) -> str:
        """What tells a call from others: hidden are only numbers that are known, and texts in a row's own words."""
        parts = [
            part if not any(map(str.isalpha, part)) else self._covered(part)
            for part in (key.split("/") if "/" in key else ())
        ]
        key = "/".join(parts) if parts else key
        return covered(key, [run.places[index] for run in runs(key) for index in self._known(run)])

    def _covered(self, text: str, *, counts: bool = False) -> str:
        return covered(
            text, [run.places[index] for run in runs(text) for index in self._in(run, counts=counts)]
        )

    def _in(self, run: Run, *, counts: bool) -> set[int]:
        digits = run.digits
        if self._ours(digits) or not digits.strip("0"):
            return set()
        if digits in self._short and not run.time:
            return ends_of_one(run) - {0}
        if _among(self._lines, digits) and len(alone := ends_of_one(run)) == LAST:
            return alone
        known = self._known(run)
        if not known and (run.time or (counts and run.count)):
            return set()
        return known | ends_of_any(run)

    def _known(self, run: Run) -> set[int]:
        """Last digits of numbers that are known to be outside, also where other digits follow without a break."""
        if len(run.digits) < FEWEST:
            return set()
        return ends_at(run.digits, self._tails, _TAIL) | ends_at(run.digits, self._six, FEWEST)

    def _ours(self, digits: str) -> bool:
        return digits in self._places or self._is_did(digits)

    def _is_did(self, digits: str) -> bool:
        return _among(self._dids, digits)


def _apart(number: str) -> tuple[str, str]:
    """The user of a SIP address, and the rest of it, host and parameters."""
    if "@" not in number and ";" not in number:
        return number, ""
    end = min((at for at in map(number.find, "@;") if at >= 0), default=len(number))
    return number[:end], number[end:]


def _is_one(number: str) -> bool:
    """Whether only the last four digits of a number have to be hidden, so that its spelling does not matter."""
    digits = digits_in(number)
    return digits_in(hidden_number(number)) == digits[:-LAST] + HIDDEN * LAST


_Lines = dict[str, list[tuple[str, bool]]]
"""By their last digits: digits without zeros in front, and whether they begin with a country code."""


def _by_tail(numbers: Iterable[str]) -> _Lines:
    lines: _Lines = {}
    for number in numbers:
        if plain := digits_in(number).lstrip("0"):
            abroad = number.lstrip().startswith(("+", "00"))
            lines.setdefault(plain[-_TAIL:], []).append((plain, abroad))
    return lines


def _among(lines: _Lines, digits: str) -> bool:
    plain = digits.lstrip("0")
    return any(_same(plain, line, abroad=abroad) for line, abroad in lines.get(plain[-_TAIL:], ()))


def _same(plain: str, line: str, *, abroad: bool) -> bool:
    """Whether digits are those of a line, with or without a country code; ``abroad``: the line has its own."""
    short, long = sorted((plain, line), key=len)
    if short == long:
        return True
    if abroad and long is plain:
        return False
    return len(short) >= _FEWEST_NATIONAL and len(long) - len(short) <= _LONGEST_CODE and long.endswith(short)
