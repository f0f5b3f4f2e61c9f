"""What a filter of the call's own looks like: its outcome, direction, length, note, codes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.cdr.leg import Direction
from bot.query.found import Found
from bot.query.names_typed import typed_party
from bot.query.numbers_typed import typed_number
from bot.query.tokens import spaceless, texts_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.query.vocabulary import Vocabulary
    from bot.query.words_of_question import Words

_BOUNDS = (
    ("longer", "longer_than", 0),
    ("at_least", "longer_than", -1),
    ("shorter", "shorter_than", 0),
    ("at_most", "shorter_than", 1),
)
"""Table, the filter's field, and what turns "at least" into "longer than"."""


def text(words: Words, vocabulary: Vocabulary, at: int) -> Iterator[Found]:
    """``did +44 20 7946 0100``, ``pin 4711``, ``note "wants a quote"``, ``code 7``, ``codes 1,7``."""
    for field, after in words.match("texts", at):
        if field == "disposition_codes":
            yield from _codes(words, after)
        elif field == "note":
            yield from (
                Found((("note", value),), end) for value, end in typed_party(words, vocabulary, after)
            )
        elif field == "pin_code":
            if words.plain(after).isdigit():
                yield Found((("pin_code", words.plain(after)),), after + 1)
        else:
            yield from (
                Found(((str(field), value),), end) for value, end in typed_number(words, vocabulary, after)
            )


def _codes(words: Words, at: int) -> Iterator[Found]:
    end, found = at, list[str]()
    while words.plain(end).isdigit():
        found.append(words.plain(end))
        end += 1
        if words.plain(end) == "," and words.plain(end + 1).isdigit():
            end += 1
        else:
            break
    if found:
        yield Found((("disposition_codes", tuple(found)),), end)


_BOUNDS_BEHIND = (
    ("longer_behind", "longer_than", 0),
    ("at_least_behind", "longer_than", -1),
    ("shorter_behind", "shorter_than", 0),
    ("at_most_behind", "shorter_than", 1),
)
"""As ``_BOUNDS``, after the length: Japanese ``5分以上``."""


def length(words: Words, vocabulary: Vocabulary, at: int) -> Iterator[Found]:
    """``longer than 5m``, ``over 2 hours long``, ``under 30s``, ``at least 1h30m``."""
    for table, field, more in _BOUNDS:
        for after in words.after(table, at):
            for seconds, end in _seconds(words, vocabulary, after):
                value = max(seconds + more, 0)
                yield from (Found(((field, value),), last) for last in words.after("length_suffixes", end))
                yield Found(((field, value),), end)
    for seconds, end in _seconds(words, vocabulary, at):
        for table, field, more in _BOUNDS_BEHIND:
            yield from (Found(((field, max(seconds + more, 0)),), last) for last in words.after(table, end))


def _parts_of(word: str) -> tuple[str, ...]:
    """Numbers and units: ``1h30m``; what is written without spaces was taken apart already."""
    return (word,) if spaceless(word) else texts_of(word)


def _seconds(words: Words, vocabulary: Vocabulary, at: int) -> Iterator[tuple[int, int]]:
    """A length of time: ``5m``, ``10 minutes``, ``an hour``, ``1h30m``, ``1 hour 30 minutes``; the longest first."""
    parts = [
        (text, word) for word in range(at, min(at + 4, len(words))) for text in _parts_of(words.plain(word))
    ]
    total, number, done = 0, 0, list[tuple[int, int]]()
    for order, (part, word) in enumerate(parts):
        last_of_word = order + 1 == len(parts) or parts[order + 1][1] != word
        if part.isdigit() and not number and len(part) < 6:
            number = int(part)
        elif not number and (in_words := vocabulary.number(part)):
            number = in_words
        elif number and (
            unit := next((seconds for table in words.tables if (seconds := table.seconds(part))), 0)
        ):
            total, number = total + number * unit, 0
            if last_of_word:
                done.append((total, word + 1))
        else:
            break
    yield from reversed(done)


def flag(words: Words, vocabulary: Vocabulary, at: int) -> Iterator[Found]:
    """Words that are a filter by themselves: ``missed``, ``answered``, ``inbound``, ``fuzzy``."""
    del vocabulary
    for end in words.after("missed", at):
        yield Found((("missed", words.typed(at, end)),), end)
    for outcome, end in words.match("outcomes", at):
        yield Found((("outcomes", outcome),), end)
    for direction, end in words.match("directions", at):
        yield Found((("direction", direction),), end)
    for end in words.after("fuzzy", at):
        yield Found((("fuzzy", True),), end)


def way(words: Words, vocabulary: Vocabulary, at: int) -> Iterator[Found]:
    """``calls out today``, ``calls in yesterday``; not ``calls out of hours``, not ``calls in May``."""
    del vocabulary
    for end in words.after("outwards", at):
        if not any(words.after("not_after_outwards", end)):
            yield Found((("direction", Direction.OUTBOUND),), end)
    for end in words.after("inwards", at):
        if any(words.after("after_inwards", end)):
            yield Found((("direction", Direction.INBOUND),), end)


def having(words: Words, vocabulary: Vocabulary, at: int) -> Iterator[Found]:
    """``with voicemail``, ``with a talk time over 5m``: a filter that needs no ``with``."""
    for after in words.after("having", at):
        for matcher in (flag, length, text):
            yield from matcher(words, vocabulary, after)
