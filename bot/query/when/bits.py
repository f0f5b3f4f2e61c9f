"""Tables of words as bits: what stands at a token, and what a rule looks for, are compared at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

NUMERAL = "a number in digits"
"""Named as a table is, though any number is in it."""
DIGITS = 1
"""The bit of NUMERAL."""
EVERY = -1
"""All bits."""
_BITS = {NUMERAL: DIGITS}


def bit_of(table: str) -> int:
    """The bit of a table, the same as long as the process lives."""
    return _BITS.setdefault(table, 1 << len(_BITS))


def bits_of(tables: Iterable[str]) -> int:
    """The bits of several tables."""
    return sum({bit_of(table) for table in tables})
