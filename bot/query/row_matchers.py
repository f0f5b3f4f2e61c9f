"""What a filter of the call's own looks like: its outcome, direction, note, codes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.cdr.leg import Direction
from bot.query.found import Found
from bot.query.lengths_typed import length
from bot.query.names_typed import typed_party
from bot.query.numbers_typed import typed_number
from bot.query.received import says_who_received
from bot.query.words_of_question import Words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.query.vocabulary import Vocabulary


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


def flag(words: Words, vocabulary: Vocabulary, at: int) -> Iterator[Found]:
    """Words that are a filter by themselves: ``missed``, ``answered``, ``inbound``, ``fuzzy``."""
    for end in words.after("missed", at):
        yield Found((("missed", words.typed(at, end)),), end)
    for outcome, end in words.match("outcomes", at):
        yield Found((("outcomes", outcome),), end)
    parties = [end for _, end in words.match("parties", at)]
    for direction, end in words.match("directions", at):
        if not any(last > end for last in parties):  # Italian fatte da Anna says who, not which way
            says_who = _says_who(words, vocabulary, at, end) or says_who_received(words, vocabulary, at)
            yield Found(() if says_who else (("direction", direction),), end)
    for end in words.after("fuzzy", at):
        if not vocabulary.is_one("about", f"{words.plain(at)} {words.plain(end)}"):  # ungefähr um 9
            yield Found((("fuzzy", True),), end)
    yield from _unanswered(words, vocabulary, at)


def _unanswered(words: Words, vocabulary: Vocabulary, at: int) -> Iterator[Found]:
    """Spanish ``no contestaron ayer``; of ``no contestaron a Ana`` nobody knows here who did not answer whom."""
    if at and any(words.after("who_did", at - 1)):
        return
    for end in words.after("unanswered", at):
        named = (
            vocabulary.month(words.plain(after)) and last == after + 1
            for place in range(len(words))
            for _, after in words.match("parties", place)
            for _, last in typed_party(words, vocabulary, after)
        )
        if all(named):
            yield Found((("missed", words.typed(at, end)),), end)


def _says_who(words: Words, vocabulary: Vocabulary, at: int, end: int) -> bool:
    """Whether a time alone stands between what was done and who did it, or to whom: ``made yesterday by Anna``."""
    by = end
    while vocabulary.can_be_time(words.plain(by)) and not _is_somebody(words, vocabulary, by):
        by += 1
    if by == end or not _is_somebody(words, vocabulary, by):
        return False
    together = Words((*words.words[:end], *words.words[by:]), words.tables)
    return any(last > end for table in ("parties", "done_by") for last in together.after(table, at))


def _is_somebody(words: Words, vocabulary: Vocabulary, at: int) -> bool:
    """Whether a by, from or to stands here with its party; Spanish ``por la tarde`` is a time."""
    starts = (
        (after, after + 1) if vocabulary.is_one("the", words.plain(after)) else (after,)
        for after in (*words.after("by", at), *(end for _, end in words.match("parties", at)))
    )
    return any(any(typed_party(words, vocabulary, start)) for some in starts for start in some)


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
