"""An hour and its minutes with a hyphen between, as Russian has them: ``в 16-00``, ``16-00 - 17-00``."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.query.when.tokens import Text

_SIZE = 3
"""Tokens of such a time."""
_HOURS = range(1, 25)
_NOON, _EVENING = 12, 18
_DAYS = ("day", "near part", "weekday", "part")
"""Tables of what makes times of numbers that are a date by themselves: 10-06."""
_OF_A_NUMBER = (".", ":", "/", "-", "h")


def by_hyphen(text: Text, at: int) -> bool:
    """Whether a time with a hyphen begins here, rather than a span of two hours: by the word before or the other time.

    What can be no hour is minutes, and so is 00.
    """
    if not _may_be(text, at):
        return False
    if at and at in text.after("at a minute", at - 1):
        return True
    if not text.lexicon.hyphens_in_times:
        return False
    return _is_no_span(text, at) or _is_first(text, at) or _is_last(text, at)


def _is_no_span(text: Text, at: int) -> bool:
    """Whether the last is no hour, or beside a day one before the first: ``вчера 10-05``, not ``вчера 22-06``."""
    hour, last = int(text.word(at)), int(text.word(at + 2))
    overnight = hour >= _EVENING and last <= _NOON
    return last not in _HOURS or (last <= hour and not overnight and text.has(_DAYS))


def _is_first(text: Text, at: int) -> bool:
    tos = (*text.after("to", at + _SIZE), *text.after("and", at + _SIZE))
    return any(_may_be(text, to) for to in tos)


def _is_last(text: Text, at: int) -> bool:
    first = at - _SIZE - 1
    joined = first >= 0 and at in (*text.after("to", at - 1), *text.after("and", at - 1))
    return joined and _may_be(text, first)


def _may_be(text: Text, at: int) -> bool:
    """Whether an hour, a hyphen and two digits of minutes stand here, of no longer number and no month."""
    hour, minutes = text.word(at), text.word(at + 2)
    if text.word(at + 1) != "-" or not (text.glued(at + 1) and text.glued(at + 2)) or len(minutes) != 2:
        return False
    if not any(text.number(at, 23, least=0)) or not any(text.number(at + 2, 59, least=0)) or len(hour) > 2:
        return False
    end = at + _SIZE
    before = at > 1 and text.glued(at) and text.word(at - 1) in _OF_A_NUMBER[:3]
    behind = text.glued(end) and text.word(end) in _OF_A_NUMBER and text.word(end + 1).isdigit()
    longer = behind and (text.word(end) != "-" or text.word(end + 2) != "-")
    said = any(text.after("hour sign", end))  # German um 10-15 Uhr goes on to 15 Uhr
    return not (before or longer or said or any(text.match("month", end)))
