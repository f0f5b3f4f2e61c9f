"""What was typed in Slack, made the words that the request language knows. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape
from itertools import takewhile
from typing import TYPE_CHECKING

from bot.query.own import in_place_of_own, own_words
from bot.query.read import MOST_CHARACTERS
from bot.query.time_trouble import TooLong

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_PERSON = re.compile(r"<@([UW][A-Z0-9]+)(?:\|([^<>]*))?>")
_CHANNEL_OR_LINK = re.compile(r"<(?:[#!]|https?://|mailto:|tel:)([^<>|]*)(?:\|([^<>]*))?>")
_QUOTES = '"\u201c\u201d\u201e\u00ab\u00bb'
_BEGIN, _END = "\ue000", "\ue001"
"""Around a person's id in a text; of Unicode's private use."""
_MENTION = re.compile(rf"(?P<how>\b(?:from|to|with|by)\s*)?{_BEGIN}(?P<who>[^{_END}]*){_END}", re.IGNORECASE)
_UNSEEN = re.compile(rf"[\x00-\x1f\x7f{_BEGIN}{_END}]+")
"""Taken out of what is typed: ours, and control characters, each of which is six signs long in a button's value."""


_MOST = 8_000
"""Characters as Slack delivers them, where a mention takes many: a message may have five times as many."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """A text with the people in it still as they are.

    Attributes:
        text: unescaped; people are their ids between two signs of private use.
        people: ids of the people mentioned.
        own: whether the person means their own calls.
        language: theirs, ISO 639-1.
    """

    text: str
    people: tuple[str, ...]
    own: bool
    language: str = "en"


def without_mention(text: str, bot_user: str) -> str:
    """A text as Slack delivers it, without the mention of the app itself."""
    if bot_user:
        text = re.sub(rf"<@{re.escape(bot_user)}(?:\|[^<>]*)?>", " ", text)
    return " ".join(text.split())


def typed(text: str, bot_user: str = "", language: str = "en") -> Typed:
    """Read what Slack delivers: the bot's own mention dropped, links and channels as their text, entities as signs.

    Raises:
        TooLong: nobody asks at such length.
    """
    if len(text) > _MOST:
        raise TooLong(length=f"{len(text):,}", most=MOST_CHARACTERS)
    text = without_mention(_UNSEEN.sub(" ", text), bot_user)
    text = _CHANNEL_OR_LINK.sub(lambda found: found[2] or found[1], text)
    people = tuple(dict.fromkeys(found[1] for found in _PERSON.finditer(text)))
    text = _PERSON.sub(lambda found: f" {_BEGIN}{found[1]}{_END} ", text)
    plain = " ".join(unescape(text).split())
    return Typed(text=plain, people=people, own=bool(own_words(plain, language)), language=language)


def readable(text: str) -> str:
    """What Slack delivers as a person would read it: ``@bob``, ``R&D``."""
    text = _PERSON.sub(lambda found: f"@{found[2] or found[1]}", text)
    return unescape(_CHANNEL_OR_LINK.sub(lambda found: found[2] or found[1], text))


def spelled(said: Typed, own: str, extensions: Mapping[str, str]) -> str:
    """The question with extensions in place of ``mine`` and of people: ``with 2005`` where no word says how."""
    text = said.text
    if own:
        text = in_place_of_own(text, own, said.language)
    text = _MENTION.sub(lambda found: _mention_spelled(found, extensions), text)
    return " ".join(text.split())


def _mention_spelled(found: re.Match[str], extensions: Mapping[str, str]) -> str:
    number = extensions.get(found["who"])
    return found[0] if number is None else f"{found['how'] or 'with '}{number}"


def pbx_named(text: str, names: Iterable[str]) -> tuple[str, str]:
    """The text without ``at Berlin``, and the name; the longest of the names that fits, empty where none does."""
    for name in sorted(names, key=len, reverse=True):
        words = r"\s+".join(map(re.escape, name.split()))
        found = re.search(rf"(?:^|\s)at[\s:]+[{_QUOTES}]?{words}[{_QUOTES}]?(?=\s|$)", text, re.IGNORECASE)
        if words and found:
            return " ".join(f"{text[: found.start()]} {text[found.end() :]}".split()), name
    return text, ""


def pbx_unknown(text: str, strange: str) -> str:
    """The name after ``at`` that nothing here knows, of a question in which the words ``strange`` were not understood.

    Empty where those stand elsewhere: ``at 3pm`` is a time.
    """
    unknown, words = strange.split(), re.sub(r"\bat:", "at ", text, flags=re.IGNORECASE).split()
    for at, word in enumerate(words[:-1], 1):
        if word.lower() == "at" and words[at] in unknown:
            more = takewhile(lambda name: name in unknown and name[:1].isupper(), words[at + 1 :])
            return " ".join((words[at], *more))
    return ""
