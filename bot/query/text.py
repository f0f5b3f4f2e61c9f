"""Text as the grammar reads it: one form for what people type in many."""

from __future__ import annotations

import re
import unicodedata

_DASHES = re.compile(r"[\u2010-\u2015\u2212\ufe58\ufe63\uff0d]")
_QUOTES = re.compile(r"[\u2018\u2019\u201b\u02bc\uff07`\u00b4]")
_UNSEEN = re.compile(r"[\u00ad\u0640\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
"""What cannot be seen, and the stroke that only stretches an Arabic word."""
_CIRCLED = "\u24f5-\u24fd\u24ff\u2776-\u277e\u2780-\u2788\u278a-\u2792"
_DIGITS = re.compile(
    rf"(?![0-9])[\d{_CIRCLED}\u1369-\u1371\u19da\U00010a40-\U00010a43\U00010e60-\U00010e68\U00011052-\U0001105a]"
)
"""Those of other scripts, and signs that are a digit without being one of a number, which int does not take."""
_SPACES = re.compile(r"[\s\x00-\x1f\x7f-\x9f]+")
_NOON_HALVES = re.compile(r"(?<![^\W\d_])([ap])\s?\.\s?m\b\.?", re.IGNORECASE)
_SIGNS = str.maketrans({
    "\u060c": ",", "\u3001": ",", "\uff0c": ",", "\u3002": ".", "\u061f": "?", "\u301c": "-", "~": "-", "\u2044": "/",
    "\u0649": "\u064a", "\u0629": "\u0647",
})  # fmt: skip
"""Commas, points and dashes of other scripts; two Arabic letters that many people do not tell apart."""
_YEAR_IN_SIGNS = re.compile("(?:一九|二[〇零○])[〇零○一二三四五六七八九]{2}(?=年)")
_SIGNS_OF_DIGITS = str.maketrans("〇零○一二三四五六七八九", "000123456789")
_MARKED = re.compile(
    r"(?P<kept>\bde\u0300s\b)|(?P<bare>[\u0000-\u024f\u0400-\u052f\u0600-\u06ff])[\u0300-\u036f\u064b-\u065f\u0670]+"
)
"""Latin, Cyrillic and Arabic letters with their marks; the marks of kana make other letters.

French dès (from) keeps its own: without it, it is another word (of the).
"""


def normalised(text: str) -> str:
    """NFKC, folded case, letters without marks, ASCII digits, plain signs, single spaces, nothing that cannot be seen.

    ``apres-midi`` is as good as ``après-midi``: on a telephone accents are left out.
    """
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text)
        text = _UNSEEN.sub("", _DASHES.sub("-", text))
        text = years_in_digits(_DIGITS.sub(_digit, text))
    text = _QUOTES.sub("'", text).casefold().translate(_SIGNS)
    if not text.isascii():
        text = unicodedata.normalize("NFC", _MARKED.sub(_unmarked, unicodedata.normalize("NFD", text)))
    return _NOON_HALVES.sub(r"\1m", _SPACES.sub(" ", text)).strip()


def years_in_digits(text: str) -> str:
    """The text with Chinese and Japanese years such as 二〇二二年 in digits."""
    return _YEAR_IN_SIGNS.sub(lambda found: found[0].translate(_SIGNS_OF_DIGITS), text)


def _unmarked(found: re.Match[str]) -> str:
    return found["kept"] or found["bare"]


def _digit(found: re.Match[str]) -> str:
    return str(unicodedata.digit(found[0]))
