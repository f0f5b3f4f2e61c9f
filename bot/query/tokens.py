"""A phrase as tokens, the same for what is typed and for what the tables hold."""

from __future__ import annotations

import re
from typing import NamedTuple

SPACELESS = "\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff"
"""Han and kana: written without spaces, so each sign is a token of its own."""

_TOKEN = re.compile(rf"\d+|[{SPACELESS}]|'s\b|(?:(?![{SPACELESS}])[^\W\d_])+(?:'(?!s\b)(?=[^\W\d_]|$))?|\S")
_SPACELESS_SIGN = re.compile(f"[{SPACELESS}]")


class Token(NamedTuple):
    """``glued``: no space before it. ``start``, ``end``: its place in the phrase. ``point``: one of an abbreviation."""

    text: str
    start: int
    end: int
    glued: bool
    point: bool = False


def tokens_of(phrase: str) -> tuple[Token, ...]:
    """The tokens of a normalised phrase: a genitive's ``'s`` and what is elided (``l'``, ``d'``) are of their own."""
    tokens: list[Token] = []
    last = -1
    for found in _TOKEN.finditer(phrase):
        tokens.append(Token(found[0], found.start(), found.end(), found.start() == last))
        last = found.end()
    return tuple(tokens)


def texts_of(phrase: str) -> tuple[str, ...]:
    """The tokens' texts alone."""
    return tuple(_TOKEN.findall(phrase))


def spaceless(text: str) -> bool:
    """Whether something of it is written without spaces."""
    return _SPACELESS_SIGN.search(text) is not None
