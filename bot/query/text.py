"""Text as the grammar reads it: one form for what people type in many."""

from __future__ import annotations

import re
import unicodedata

_DASHES = re.compile(r"[\u2010-\u2015\u2212\ufe58\ufe63\uff0d]")
_QUOTES = re.compile(r"[\u2018\u2019\u201b\u02bc\uff07`\u00b4]")
_UNSEEN = re.compile(r"[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_SPACES = re.compile(r"[\s\x00-\x1f\x7f-\x9f]+")
_NOON_HALVES = re.compile(r"\b([ap])\s?\.\s?m\b\.?", re.IGNORECASE)


def normalised(text: str) -> str:
    """NFKC, folded case, ASCII digits, plain dashes and quotes, single spaces, nothing that cannot be seen."""
    text = unicodedata.normalize("NFKC", text)
    text = _UNSEEN.sub("", _QUOTES.sub("'", _DASHES.sub("-", text)))
    text = "".join(_digit(sign) for sign in text).casefold()
    return _NOON_HALVES.sub(r"\1m", _SPACES.sub(" ", text)).strip()


def _digit(sign: str) -> str:
    return str(unicodedata.digit(sign)) if sign.isdigit() and not sign.isascii() else sign
