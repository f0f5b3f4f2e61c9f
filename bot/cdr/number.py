"""Telephone numbers: when two writings mean the same line, and when there is none."""

from __future__ import annotations

import re
from functools import lru_cache

_SIGNIFICANT = 9
"""Digits compared. Fewer mix up subscribers of one exchange, more tell ``0``, ``+44`` and ``0044`` apart."""

_LONG_COUNTRY_CODE = 3
_ONE_DIGIT_CODES = frozenset("17")
_TWO_DIGIT_CODES = frozenset(
    zone + digit
    for zone, digits in (
        ("2", "07"), ("3", "0123469"), ("4", "013456789"), ("5", "12345678"), ("6", "0123456"), ("8", "1246"),
        ("9", "0123458"),
    )
    for digit in digits
)  # fmt: skip
"""ITU-T E.164, assigned country codes; every other code has three digits."""

_WITHHELD = re.compile(
    r"(no|caller|number|private|unknown|withheld|restricted|blocked|hidden|anonymous|unavailable|id|none|null)+"
)
"""Whole texts of these words mean that the caller is not told: ``No Caller ID``, ``Number Withheld``."""

_NO_LETTERS = re.compile(r"[\W\d_]+")
_LIKE_A_NUMBER = re.compile(r"[\w+*#.@:;=-]+|[\d+*#().\-/ ]*\d[\d+*#().\-/ ]*")


def like_a_number(text: str) -> bool:
    """Whether a text can stand where a PBX writes a number: grouped digits, or one plain word."""
    return _LIKE_A_NUMBER.fullmatch(text) is not None


def digits_of(text: str) -> str:
    """The digits of a text in any script, as ASCII; of a SIP address those before the host."""
    user = text.partition("@")[0].partition(";")[0]
    if user.isascii():
        return "".join(filter(str.isdigit, user))
    return "".join(str(int(sign)) for sign in user if sign.isdecimal())


def number_key(text: str) -> str:
    """What two writings of one number have in common; empty for a withheld number.

    The last nine digits of the national number: country code (after ``+`` or ``00``) and trunk zero
    taken off, so that ``020 7946 0100``, ``+44 20 7946 0100`` and ``0044 20 7946 0100`` agree, and so do
    the shorter numbers of Belgium, Israel or Norway. Fewer than nine digits stay whole: an extension is
    itself, and a star code (``*97``) is not the extension of the same digits. A word (a SIP user) is itself.
    """
    if text.isdecimal() and text.isascii() and len(text) >= _SIGNIFICANT and not text.startswith("00"):
        return text.removeprefix("0")[-_SIGNIFICANT:].lstrip("0")  # most numbers, six times as fast
    text = text.strip()
    digits = digits_of(text)
    if not digits:
        return "" if withheld(text) else text.casefold()
    if len(digits) < _SIGNIFICANT:
        return text[0] + digits if text[0] in "*#" else digits
    return _national(digits, international=text.startswith("+"))[-_SIGNIFICANT:].lstrip("0")


class NumberKeys(dict[str, str]):
    """The ``number_key`` of each text, worked out once: for one pass over many calls."""

    def __missing__(self, text: str) -> str:
        key = self[text] = number_key(text)
        return key


def _national(digits: str, *, international: bool) -> str:
    if not international and not digits.startswith("00"):
        return digits.removeprefix("0")
    digits = digits.lstrip("0")
    if digits[:1] in _ONE_DIGIT_CODES:
        return digits[1:]
    code = 2 if digits[:2] in _TWO_DIGIT_CODES else _LONG_COUNTRY_CODE
    return digits[code:].removeprefix("0")


@lru_cache(maxsize=1 << 12)
def withheld(text: str) -> bool:
    """Whether nobody can be called back there: nothing, only zeros, or a word such as ``anonymous``."""
    if digits := digits_of(text):
        return len(digits) >= _SIGNIFICANT and not digits.strip("0")
    letters = _NO_LETTERS.sub("", text.partition("@")[0]).casefold()
    return not letters or _WITHHELD.fullmatch(letters) is not None


def same_number(one: str, other: str) -> bool:
    """Whether two writings mean one line. A withheld number is nobody's, not even its own."""
    key = number_key(one)
    return bool(key) and key == number_key(other)


def contains_digits(number: str, digits: str) -> bool:
    """Whether a number contains the digits typed, however either is grouped; no digits are in nothing.

    A ``+`` or ``00`` in front of the digits typed means the same to people, so it is not compared.
    """
    wanted = digits_of(digits)
    if digits.lstrip().startswith("00"):
        wanted = wanted.removeprefix("00")
    return bool(wanted) and wanted in digits_of(number)
