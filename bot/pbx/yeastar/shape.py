"""How an answer of each kind is read, and how much it may hold: looked at before a single value is made of it.

A megabyte of ``{},`` is a third of a million objects, each many times the size of its bytes. So the bytes that begin or
part values are counted first; and once more without the texts where they are too many, for a stranger who calls may
have any name.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

from bot.pbx.yeastar.envelope import Envelope

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_VALUES_EACH = 16
"""Values to each object, on the average: a row of a call has some 40, and room is left for four objects to a row."""

_PIECE = 1 << 18
_TEXT = re.compile(rb'"(?:[^"\\]++|\\.)*+"', re.DOTALL)


class Overfull(Exception):  # noqa: N818 - what an answer is
    """There is more of something than there can be; who knows of whom makes a trouble of it."""

    def __init__(self, most: int, what: str) -> None:
        super().__init__(most, what)
        self.most, self.what = most, what


@dataclass(frozen=True, slots=True)
class Room:
    """How much an answer may hold.

    Attributes:
        size: bytes, unpacked.
        objects: objects and arrays.
    """

    size: int
    objects: int

    def check(self, body: bytes) -> None:
        """Go on only with what is within bounds where typed decoding makes objects only, and skips all else.

        Raises:
            Overfull: this is not.
        """
        _check(body, b"{", self.objects, "objects in one answer")

    def check_all(self, body: bytes) -> None:
        """As above, for decoding that makes a value of everything."""
        _check(body, b"{[", self.objects, "objects in one answer")
        _check(body, b",", self.objects * _VALUES_EACH, "values in one answer")


def _check(body: bytes, marks: bytes, most: int, what: str) -> None:
    if _count(body, marks) > most:
        count = 0
        for bare in _without_texts(body):
            count += _count(bare, marks)
            if count > most:
                raise Overfull(most, what)


def _count(body: bytes, marks: bytes) -> int:
    return sum(map(body.count, marks))


def _without_texts(body: bytes) -> Iterator[bytes]:
    """JSON without what is in its texts, piece by piece, so that others get their turn."""
    begun = b""
    for start in range(0, len(body), _PIECE):
        bare = _TEXT.sub(b"", begun + body[start : start + _PIECE])
        bare, quote, text = bare.partition(b'"')
        escaping = (len(text) - len(text.rstrip(b"\\"))) % 2
        begun = quote + b"\\" * escaping  # of a text that ends in a later piece only this matters
        yield bare


SMALL = Room(size=256 * 1024, objects=1_000)
"""A login, ``system/information``, a refusal: less than a kilobyte where they are as captured."""

LIST = Room(size=8 * 1024 * 1024, objects=100_000)
"""A page of 1,000 extensions is some 0.5 MB; where pages are not known all come at once, 10,000 at most."""

ROWS = Room(size=32 * 1024 * 1024, objects=100_000)
"""A page of 10,000 rows is some 7 MB. Firmware without pages may give all it has, also where that is more."""

Answer_co = TypeVar("Answer_co", bound=Envelope, covariant=True)


@dataclass(frozen=True, slots=True)
class Shape(Generic[Answer_co]):
    """One kind of answer: what reads it, and its room."""

    decode: Callable[[bytes], Answer_co]
    room: Room = SMALL
