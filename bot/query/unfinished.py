"""Filter words without what they filter by."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.query.request_trouble import NothingAsked
from bot.query.steps import every_filter

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.query.vocabulary import Vocabulary
    from bot.query.words_of_question import Words

_EXAMPLES = {
    "parties": "2005", "done_by": "2005", "places": "Sales", "extensions": "1015", "longer": "5m", "shorter": "5m",
    "at_least": "5m", "at_most": "5m",
}  # fmt: skip
"""What can stand after the words of each table."""
_TEXTS = {"did": "+44 20 7946 0100", "pin_code": "4711", "note": '"wants a quote"', "disposition_codes": "7"}


def unfinished(words: Words, terms: Vocabulary) -> NothingAsked | None:
    """A filter word without what it filters by: ``calls with``, ``longer than``."""
    for at in range(len(words)):
        for example, end in _openings(words, at):
            if not any(every_filter(words, terms, at)) and _nothing_after(words, terms, at, end):
                typed = words.typed(at, end)
                return NothingAsked(words=typed, example=f"{typed} {example}")
    return None


def _openings(words: Words, at: int) -> Iterator[tuple[str, int]]:
    """Every filter word that stands here as an example of it, and the word after it."""
    for table, example in _EXAMPLES.items():
        yield from ((example, end) for end in words.after(table, at))
    yield from ((_TEXTS[str(field)], end) for field, end in words.match("texts", at))


def _nothing_after(words: Words, terms: Vocabulary, at: int, end: int) -> bool:
    """Whether a filter word stands alone; one that can be about time does so only at the end or before another."""
    if words.filler(at) or (end < len(words) and words.words[end].quoted):
        return False
    if any(words.after("asked", at)) and end < len(words):
        return terms.says_time(words.plain(end))
    if not terms.can_be_time(words.plain(at)):
        return True
    return not any(sign.isalnum() for sign in words.plain(end)) or words.known(end)
