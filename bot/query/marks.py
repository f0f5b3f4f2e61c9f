"""Marks around words that are no part of them: Slack's for bold and struck, brackets, points at a name's end."""

from __future__ import annotations

import re

QUOTES = r"\"\u201c\u201d\u201e\u00ab\u00bb"
"""What stands around a name, as a pattern's signs."""
_PAIRED = re.compile(
    rf"(?P<kept>[{QUOTES}][^{QUOTES}]*[{QUOTES}])"
    r"|(?<![\w*~`])(?P<mark>[*_~]|`{1,3})(?P<marked>(?![\s*~`])(?:[^*~`]*?[^\s*~`])??)(?P=mark)(?![\w*~`])"
    r"|(?<!\w)['\u2018](?![st]\b)(?P<single>[^\W_](?:[^'\u2018\u2019]*[^\s'\u2018\u2019])?)['\u2019](?!\w)"
)
_AROUND = re.compile(r"\((?P<round>[^()]*)\)|\[(?P<square>[^\[\]]*)\]")
_SHORT_FORMS = frozenset({
    "ag", "bros", "bv", "co", "corp", "dept", "eg", "ev", "gmbh", "inc", "jr", "kg", "llc", "ltd", "mbh", "nv", "oy",
    "plc", "sa", "sarl", "sas", "sl", "snc", "spa", "sr", "srl", "st",
})  # fmt: skip
"""Of companies and of people: their point is the name's."""


def without_marks(text: str) -> str:
    """The text without the marks of Slack, and single quotes, around its words; what is quoted stays as it is."""
    return _PAIRED.sub(_inside, text)


def _inside(found: re.Match[str]) -> str:
    if found["kept"] is not None:
        return found["kept"]
    return without_marks(found["single"] if found["mark"] is None else found["marked"])


def bare_name(name: str) -> str:
    """A name without brackets around it, and without a sentence's end: ``(Anna)``, ``Anna.``, but not ``Acme Inc.``."""
    if (around := _AROUND.fullmatch(name)) is not None:
        name = (around["round"] or around["square"] or "").strip() or name
    short = name.rstrip(".:;")
    last = short.split()[-1] if short.split() else ""
    if len(last) == 1 or "." in last or last.casefold() in _SHORT_FORMS:
        return name.rstrip(":;")
    return short or name
