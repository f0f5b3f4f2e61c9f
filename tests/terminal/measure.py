"""What a terminal shows of a page, measured without the code under test."""

from __future__ import annotations

import unicodedata


def cells(line: str) -> int:
    """Cells of a line: two for each wide sign, none for what stands on the sign before (UAX #11, UAX #44)."""
    return sum(map(_cells_of, line))


def unseen(page: str) -> set[str]:
    """The signs in a page that move the cursor, colour, hide or turn round what is shown; newlines belong there."""
    return {
        sign for sign in page if unicodedata.category(sign) in {"Cc", "Cf", "Cs", "Zl", "Zp"} and sign != "\n"
    }


def _cells_of(sign: str) -> int:
    if unicodedata.category(sign) in {"Mn", "Me", "Cf", "Cc"}:
        return 0
    return 2 if unicodedata.east_asian_width(sign) in {"W", "F"} else 1
