"""A PBX's own words as people may read them: a server that echoes the request would show what logs in to it."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING
from urllib.parse import quote, quote_plus

import msgspec

from bot.cdr.seen import clean

if TYPE_CHECKING:
    from collections.abc import Iterable

_HIDDEN = "[hidden]"

_LONGEST = 4_000
"""Characters looked at. What is longer is no message; cut, it could end in the first half of a secret."""

_SHORT = 6
"""Up to so many characters may be a part of any word, and count only where they stand alone."""


def fit_to_show(words: str | None, secrets: Iterable[str]) -> str | None:
    """The words in one line, each secret hidden however it is written: plain, in a URL, in JSON or in HTML."""
    if not words:
        return words
    if len(words) > _LONGEST:
        return "more words than can be shown"
    folded = words.casefold()
    forms = {form for secret in secrets if secret.strip() for form in _forms(secret)}
    if found := sorted((form for form in forms if form.casefold() in folded), key=len, reverse=True):
        words = re.sub("|".join(map(_pattern, found)), _HIDDEN, words, flags=re.IGNORECASE)
    return clean(words)


def _forms(secret: str) -> Iterable[str]:
    as_json = msgspec.json.encode(secret).decode()[1:-1]
    return secret, quote(secret, safe=""), quote(secret), quote_plus(secret), escape(secret), as_json


def _pattern(form: str) -> str:
    whole = re.escape(form)
    return rf"(?<!\w){whole}(?!\w)" if len(form) <= _SHORT else whole
