"""What was typed in Slack, made the words that the request language knows. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_PERSON = re.compile(r"<@([UW][A-Z0-9]{2,})(?:\|[^>]*)?>")
_CHANNEL_OR_LINK = re.compile(r"<(?:[#!]|https?://|mailto:|tel:)([^>|]*)(?:\|([^>]*))?>")
_OWN = re.compile(r"\b(from|to|with|by)?\s*\b(?:mine|me)\b", re.IGNORECASE)
_KEYWORD = re.compile(r"\b(?:from|to|with|by)\s*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """A text with the people in it still as they are.

    Attributes:
        text: unescaped; mentions of people are still ``<@U…>``.
        people: ids of the people mentioned.
        own: whether the person means their own calls.
    """

    text: str
    people: tuple[str, ...]
    own: bool


def typed(text: str, bot_user: str = "") -> Typed:
    """Read what Slack delivers: the bot's own mention dropped, links and channels as their text, entities as signs."""
    if bot_user:
        text = re.sub(rf"<@{re.escape(bot_user)}(?:\|[^>]*)?>", " ", text)
    text = _CHANNEL_OR_LINK.sub(lambda found: found[2] or found[1], text)
    people = tuple(dict.fromkeys(_PERSON.findall(text)))
    plain = " ".join(unescape(_PERSON.sub(lambda found: f"\ue000{found[1]}\ue001", text)).split())
    return Typed(text=plain, people=people, own=_OWN.search(plain) is not None)


def spelled(said: Typed, own: str, extensions: Mapping[str, str]) -> str:
    """The question with extensions in place of ``mine`` and of people: ``with 2005`` where no word says how."""
    text = said.text
    if own:
        text = _OWN.sub(lambda found: f"{found[1] or 'with'} {own}", text)
    for user, number in extensions.items():
        mention = f"\ue000{user}\ue001"
        while mention in text:
            before, _, after = text.partition(mention)
            text = f"{before}{'' if _KEYWORD.search(before) else 'with '}{number}{after}"
    return " ".join(text.split())


def pbx_named(text: str, names: Iterable[str]) -> tuple[str, str]:
    """The text without ``at Berlin``, and the name; the longest of the names that fits, empty where none does."""
    for name in sorted(names, key=len, reverse=True):
        pattern = rf"(?:^|\s)at[\s:]+[\"“]?{re.escape(name)}[\"”]?(?=\s|$)"
        found = re.search(pattern, text, re.IGNORECASE)
        if found:
            return " ".join(f"{text[: found.start()]} {text[found.end() :]}".split()), name
    return text, ""
