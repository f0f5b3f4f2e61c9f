"""What a filter looks like: each matcher gives the filters that can begin at a word, the likeliest first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bot.cdr.outcome import Outcome
from bot.query.numbers_typed import is_group, typed_number
from bot.query.when.tokens import tokens_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from bot.query.vocabulary import Vocabulary
    from bot.query.words_of_question import Words

    Matcher = Callable[[Words, Vocabulary, int], Iterator["Found"]]

_LONGEST_NAME = 6
_BOUNDS = (
    ("longer", "longer_than", 0),
    ("at_least", "longer_than", -1),
    ("shorter", "shorter_than", 0),
    ("at_most", "shorter_than", 1),
)
"""Table, the filter's field, and what turns "at least" into "longer than"."""


@dataclass(frozen=True, slots=True)
class Found:
    """Filters that were read, by field, and the word after them."""

    given: tuple[tuple[str, Any], ...]
    end: int


def party(words: Words, vocabulary: Vocabulary, at: int) -> Iterator[Found]:
    """``from 2005``, ``to "Front Desk"``, ``with 07700 900146``."""
    for field, after in words.match("parties", at):
        yield from (Found(((str(field), value),), end) for value, end in _who(words, vocabulary, after))


def place(words: Words, vocabulary: Vocabulary, at: int) -> Iterator[Found]:
    """``in Sales``, ``in:"Head Office"``, ``queue 6400``."""
    for after in words.after("places", at):
        for the in _past_the(words, after):
            yield from (Found((("group", value),), end) for value, end in _who(words, vocabulary, the))


def _past_the(words: Words, at: int) -> Iterator[int]:
    if words.plain(at) == "the":
        yield at + 1
    yield at


def extension(words: Words, vocabulary: Vocabulary, at: int) -> Iterator[Found]:
    """``extension 1015``."""
    for after in words.after("extensions", at):
        yield from (Found((("either", value),), end) for value, end in typed_number(words, vocabulary, after))


def bare(words: Words, vocabulary: Vocabulary, at: int) -> Iterator[Found]:
    """A number, or a quoted name, by itself: whoever it is, calling or called."""
    if at < len(words) and words.words[at].quoted:
        yield Found((("either", words.words[at].typed),), at + 1)
    yield from (Found((("either", value),), end) for value, end in typed_number(words, vocabulary, at))


def asked(words: Words, vocabulary: Vocabulary, at: int) -> Iterator[Found]:
    """``did Sales answer``: calls that came to Sales and were answered; ``did May call back``: calls that May made."""
    for after in words.after("asked", at):
        for name, middle in _who(words, vocabulary, after):
            for end in words.after("answers", middle):
                yield Found((("callee", name), ("outcomes", Outcome.ANSWERED)), end)
            for end in words.after("calls_out", middle):
                yield Found((("caller", name),), end)


def called(words: Words, vocabulary: Vocabulary, at: int) -> Iterator[Found]:
    """``who called 2005``, ``called 07700900146 back``."""
    for after in words.after("called", at):
        for name, middle in _who(words, vocabulary, after):
            yield from (Found((("callee", name),), end) for end in words.after("back", middle))
            yield Found((("callee", name),), middle)


def _who(words: Words, vocabulary: Vocabulary, at: int) -> Iterator[tuple[str, int]]:
    """A number, or a name of one to six words; quoted, any."""
    if at >= len(words):
        return
    if words.words[at].quoted:
        if words.words[at].typed:
            yield words.words[at].typed, at + 1
        return
    yield from typed_number(words, vocabulary, at)
    if is_group(words.plain(at)) or not any(sign.isalpha() for sign in words.plain(at)) or words.filler(at):
        return
    if not _may_be_a_name(words, vocabulary, at):
        return
    ends = [at + 1]
    for end in range(at + 1, min(at + _LONGEST_NAME, len(words))):
        if not _goes_on(words, vocabulary, end):
            break
        if not words.filler(end):
            ends.append(end + 1)
    yield from ((words.typed(at, end), end) for end in reversed(ends))


def _may_be_a_name(words: Words, vocabulary: Vocabulary, at: int) -> bool:
    """Months may be names too: April, May."""
    plain = words.plain(at)
    return not words.known(at) and (vocabulary.month(plain) or not vocabulary.says_time(plain))


def _goes_on(words: Words, vocabulary: Vocabulary, at: int) -> bool:
    plain = words.plain(at)
    if not plain or words.known(at) or vocabulary.says_time(plain) or plain[0].isdigit():
        return False
    return any(sign.isalpha() for sign in plain) or plain == "&"


def text(words: Words, vocabulary: Vocabulary, at: int) -> Iterator[Found]:
    """``did +44 20 7946 0100``, ``pin 4711``, ``note "wants a quote"``, ``code 7``, ``codes 1,7``."""
    for field, after in words.match("texts", at):
        if field == "disposition_codes":
            yield from _codes(words, after)
        elif field == "note":
            yield from (Found((("note", value),), end) for value, end in _who(words, vocabulary, after))
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


def length(words: Words, vocabulary: Vocabulary, at: int) -> Iterator[Found]:
    """``longer than 5m``, ``over 2 hours long``, ``under 30s``, ``at least 1h30m``."""
    del vocabulary
    for table, field, more in _BOUNDS:
        for after in words.after(table, at):
            for seconds, end in _seconds(words, after):
                value = max(seconds + more, 0)
                yield from (Found(((field, value),), last) for last in words.after("length_suffixes", end))
                yield Found(((field, value),), end)


def _seconds(words: Words, at: int) -> Iterator[tuple[int, int]]:
    """A length of time: ``5m``, ``10 minutes``, ``1h30m``, ``1 hour 30 minutes``; the longest first."""
    parts = [
        (token.text, word)
        for word in range(at, min(at + 4, len(words)))
        for token in tokens_of(words.plain(word))
    ]
    total, number, done = 0, 0, list[tuple[int, int]]()
    for order, (part, word) in enumerate(parts):
        last_of_word = order + 1 == len(parts) or parts[order + 1][1] != word
        if part.isdigit() and not number and len(part) < 6:
            number = int(part)
        elif number and (
            unit := next((table.lengths[part] for table in words.tables if part in table.lengths), 0)
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


KEYWORDED: tuple[Matcher, ...] = (asked, called, text, flag, length, party, place, extension)
"""Each begins with a keyword; a new filter is a new row."""
