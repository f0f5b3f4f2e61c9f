"""Where telephone numbers stand in a text, and which of their digits are their last four."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.answers.moments import TO

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

HIDDEN = "•"
"""Stands for a digit, and counts as one: what is hidden stays as it is when it is hidden again."""

LAST = 4
"""Digits hidden of each number."""
FEWEST = 6
"""Digits of the shortest number that a text is searched for; extensions are shorter, and they are our own."""
_FEWEST_DIALLED = 7
"""The same where ``0`` or ``+`` stands in front."""
_WHOLE_GROUP = 9
"""Digits without a break that are a number by themselves, whatever follows."""
_LONGEST = 13
"""Digits of the longest numbers in wide use, their country code included. More are several."""
_LONGEST_GROUP = 15
"""The same without a break: ITU-T E.164."""
_APART = re.compile(r"[/,;|&\n]")

_RUN = re.compile(rf"[0-9{HIDDEN}](?:[^0-9{HIDDEN}A-Za-z]*[0-9{HIDDEN}])*")

_NO_DIGITS = re.compile(rf"[^0-9{HIDDEN}]+")

_DAY, _YEAR = r"(?:0?[1-9]|[12]\d|3[01])", r"(?:19|20)\d\d"
_DATE = rf"(?:{_YEAR}[-/.]{_DAY}[-/.]{_DAY}|{_DAY}[-/.]{_DAY}[-/.]{_YEAR})"
_CLOCK = r"(?:[01]?\d|2[0-4]):[0-5]\d(?::[0-5]\d)?"
_MOMENT = rf"(?:(?:(?:{_DATE}|{_YEAR}),? )?{_CLOCK}|{_DATE})"
_TIME = re.compile(rf"{_MOMENT}(?: ?[-{TO}] ?{_MOMENT})?|{_YEAR} ?[-/{TO}] ?(?:{_YEAR}|\d\d)")
_COUNT = re.compile(r"[1-9]\d{0,2}(?:,\d{3})+")


@dataclass(frozen=True, slots=True)
class Run:
    """Digits with no letter between them, however they are grouped.

    Attributes:
        text: as it stands, digits of any script as ASCII.
        places: where in the whole text each digit stands.
        digits: the digits alone, ``HIDDEN`` among them.
        dialled: begins as an outside number is dialled, with ``0`` or ``+``.
    """

    text: str
    places: tuple[int, ...]
    digits: str
    dialled: bool

    @property
    def groups(self) -> list[tuple[int, int]]:
        """First and end of each group of digits without a break, as indexes into ``digits``."""
        count = len(self.places)
        ends = [at for at in range(1, count) if self.places[at] != self.places[at - 1] + 1]
        return list(zip([0, *ends], [*ends, count], strict=True))

    @property
    def apart(self) -> set[int]:
        """Ends of groups after which a sign stands that is set between numbers."""
        first = self.places[0]
        return {
            end
            for _, end in self.groups[:-1]
            if _APART.search(self.text, self.places[end - 1] - first, self.places[end] - first)
        }

    @property
    def time(self) -> bool:
        """Whether it is a date, a clock or a stretch between two, and nothing else."""
        return _TIME.fullmatch(self.text) is not None

    @property
    def count(self) -> bool:
        """Whether it is a count with commas: ``200,000``."""
        return _COUNT.fullmatch(self.text) is not None


def runs(text: str) -> Iterator[Run]:
    """Every run of digits in a text, in order."""
    plain = text if text.isascii() else "".join(map(_plain, text))
    for found in _RUN.finditer(plain):
        start, end = found.span()
        places = tuple(at for at in range(start, end) if plain[at].isdigit() or plain[at] == HIDDEN)
        before = plain[max(start - 4, 0) : start].rstrip(" (")
        yield Run(
            text=found[0],
            places=places,
            digits="".join(plain[at] for at in places),
            dialled=before.endswith("+") or plain[start] == "0",
        )


def _plain(sign: str) -> str:
    """A digit of any script as ASCII, any letter as one that is; other signs stand between digits."""
    if sign.isascii() or sign == HIDDEN:
        return sign
    digit = unicodedata.digit(sign, None)
    if digit is not None:
        return str(digit)
    if sign.isalpha():
        return "a"
    return "+" if sign == "\N{FULLWIDTH PLUS SIGN}" else sign


def digits_in(text: str) -> str:
    """All digits of a text as ASCII, those already hidden included."""
    if text.isascii():
        return text if text.isdecimal() else _NO_DIGITS.sub("", text)
    return _NO_DIGITS.sub("", "".join(map(_plain, text)))


def covered(text: str, places: Iterable[int]) -> str:
    """The text with these places hidden."""
    signs = list(text)
    for at in places:
        signs[at] = HIDDEN
    return "".join(signs)


def ends_of_one(run: Run) -> set[int]:
    """Last digits of a run that is one number; of several where it is too long, or set apart as several are."""
    groups, fewest = run.groups, _FEWEST_DIALLED
    several = len(run.digits.removeprefix("00")) > _LONGEST
    apart = set() if _in_pairs(groups, len(run.digits)) else run.apart
    ends = [
        end
        for first, end in groups
        if end - first >= _WHOLE_GROUP or (end >= fewest and (several or end in apart))
    ]
    return _last([*ends, len(run.digits)]) | _of_long(groups)


def ends_of_any(run: Run) -> set[int]:
    """Last digits of whatever numbers a run may hold: wherever a group ends, one may end. None in a short run."""
    count = len(run.digits)
    if count < FEWEST:
        return set()
    groups = run.groups
    fewest = _FEWEST_DIALLED if run.dialled else FEWEST
    ends = [] if _in_pairs(groups, count) else [end for _, end in groups if end >= fewest]
    return _last([*ends, count]) | _of_long(groups)


def ends_of_part(run: Run) -> set[int]:
    """Last digits of a run that may itself be the end of a number."""
    return ends_of_any(run) | _last([len(run.digits)])


def ends_at(digits: str, tails: frozenset[str], length: int) -> set[int]:
    """Last digits of every number that ends in one of these tails, all of one length, wherever it stands."""
    found = (at for at in range(len(digits) - length + 1) if digits[at : at + length] in tails)
    return _last(at + length for at in found)


def _last(ends: Iterable[int]) -> set[int]:
    return {index for end in ends for index in range(max(end - LAST, 0), end)}


def _of_long(groups: Iterable[tuple[int, int]]) -> set[int]:
    """A group of more digits than any number has is several: the first may end anywhere."""
    long = [(first, end) for first, end in groups if end - first > _LONGEST_GROUP]
    return {index for first, end in long for index in range(first + FEWEST - LAST, end)}


def _in_pairs(groups: list[tuple[int, int]], count: int) -> bool:
    """``01/23/45/67/89``: digits in pairs are one number as long as they are not too many."""
    (_, first), *rest = groups
    return count <= _LONGEST and first <= LAST and all(end - start <= 2 for start, end in rest)
