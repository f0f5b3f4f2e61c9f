"""What a filter looks like: each matcher gives the filters that can begin at a word, the likeliest first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.cdr.outcome import Outcome
from bot.query.behind import behind, owned, subject, subject_apart
from bot.query.beside import named_beside, number_beside
from bot.query.doers import by_after_an_outcome, doer
from bot.query.found import Found
from bot.query.judging import of_no_year
from bot.query.lengths_typed import length
from bot.query.names_typed import named_group, typed_callee, typed_party
from bot.query.numbers_typed import digits, like_a_clock, like_a_year, typed_number
from bot.query.particles import of_the_name
from bot.query.places import past_the, place
from bot.query.received import received, received_parties
from bot.query.row_matchers import flag, having, text, way
from bot.query.verbs_last import asked_apart, done, object_last, relative
from bot.query.words_of_question import Words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from bot.query.vocabulary import Vocabulary

    Matcher = Callable[[Words, Vocabulary, int], Iterator["Found"]]


_LONGEST_DEED, _LONGEST_OWNER = 3, 3
"""Words of what was done, and of whose it is: not picked up."""
_LONGEST_EXTENSION = 6
"""Digits."""
_LONGEST_TIME = 12
"""Words of a time between what was done and by whom: on Monday 6 June between 9 and 11:30."""


def party(words: Words, vocabulary: Vocabulary, at: int) -> Iterator[Found]:
    """``from 2005``, ``to "Front Desk"``, ``with 07700 900146``."""
    for field, after in words.match("parties", at):
        if by_after_an_outcome(words, at) or any(words.after("no_filter", at)):
            continue
        if of_the_name(words, vocabulary, at, after):
            continue
        if (at and any(words.after("not_parties", at - 1))) or any(received_parties(words, vocabulary, at)):
            continue
        for number in words.after("extensions", after):  # from extension 2005
            yield from (
                Found(((str(field), value),), end) for value, end in typed_number(words, vocabulary, number)
            )
        for start in (after, *past_the(words, vocabulary, after)):
            for value, end in typed_party(words, vocabulary, start):
                if field == "callee":  # to the Sales queue
                    groups: Iterable[tuple[str, int]] = named_group(words, start, value, end)
                else:  # who called is no queue: from the Sales queue
                    ends = words.after("places_behind", end)
                    groups = ((value, last) for last in ends if not words.plain(last)[:1].isdigit())
                yield from (Found((("group", name),), last) for name, last in groups)
                yield Found(((str(field), value),), end)


def possessive(words: Words, vocabulary: Vocabulary, at: int) -> Iterator[Found]:
    """``Anna's missed calls``, ``Jane Miller's calls``, ``101's calls``: whoever it is, calling or called."""
    number = words.plain(at).removesuffix("'s") if _owned(words, at + 1) else ""
    if number != words.plain(at) and number.isdigit() and not like_a_year(number):
        yield Found((("either", number),), at + 1)
    for end in range(at + 1, min(at + _LONGEST_OWNER, len(words)) + 1):
        last = words.words[end - 1]
        if not last.typed[:1].isupper() or vocabulary.says_time(last.plain):
            return
        if last.plain.endswith("'s") and _owned(words, end):
            name = words.typed(at, end)[:-2]
            if not any((name.casefold(),) in table.phrases["filler"] for table in words.tables):
                yield Found((("either", name),), end)
            return


def _owned(words: Words, at: int) -> bool:
    """Whether it can be somebody's: calls, or what filters them."""
    return any(any(words.after(table, at)) for table in ("subjects", "missed", "outcomes", "directions"))


def meant_for(words: Words, vocabulary: Vocabulary, at: int) -> Iterator[Found]:
    """``for Anna``, ``for extension 2005``: who was called; ``for 1800`` may be a time, ``for 2005`` a year."""
    if any(words.after("no_filter", at)):
        return
    for after in words.after("names_after", at):
        for number in words.after("extensions", after):
            yield from (
                Found((("callee", ext),), end) for ext, end in typed_number(words, vocabulary, number)
            )
        for field, name, end in typed_callee(words, vocabulary, after):
            sure = of_no_year(words, vocabulary, after) if like_a_year(name) else not like_a_clock(name)
            if sure and not vocabulary.number(name.casefold()):
                yield Found(((field, name),), end)


def done_by(words: Words, vocabulary: Vocabulary, at: int) -> Iterator[Found]:
    """``answered by 2005``, ``missed by Sales``: whom the call reached, and what became of it."""
    for how, after in words.match("done_by", at):
        for named in words.after("places", after):  # принял отдел продаж
            for group, end in typed_party(words, vocabulary, named, joined=True):
                yield Found((("group", group), *done(str(how), words.typed(at, max(after - 1, at + 1)))), end)
        if of_the_name(words, vocabulary, at, after):
            continue
        for field, value, end in typed_callee(words, vocabulary, after):
            yield Found(((field, value), *done(str(how), words.typed(at, max(after - 1, at + 1)))), end)
    for after in words.after("not_done_by_extension", at):
        number, end = next(typed_number(words, vocabulary, after), ("", after))
        if 0 < len(digits(number)) <= _LONGEST_EXTENSION:
            yield Found((("callee", number), *done("missed", words.typed(at, after - 1))), end)


def done_apart(words: Words, vocabulary: Vocabulary, at: int) -> Iterator[Found]:
    """``answered yesterday by Anna``: a time stands between what was done, which is read by itself, and by whom."""
    by = any(words.after("by", at))
    before = at
    while (
        before > max(1, at - _LONGEST_TIME)
        and (by or any(words.after("parties", at)))
        and vocabulary.can_be_time(words.plain(before - 1))
    ):
        before -= 1
        yield from _done_before(words, vocabulary, before, at, by=by)


def _done_before(words: Words, vocabulary: Vocabulary, before: int, at: int, *, by: bool) -> Iterator[Found]:
    """What was done, up to a word, and by whom, from a later one on."""
    together = Words((*words.words[:before], *words.words[at:]), words.tables)
    for start in range(max(before - _LONGEST_DEED, 0), before):
        deeds = [end for how, end in together.match("done_by", start) if by or how == Outcome.ANSWERED.value]
        made = together.after("parties", start) if by else ()
        for ends, read in ((deeds, done_by), (made, party)):
            if any(end > before for end in ends):
                yield from (
                    Found(found.given, found.end + at - before)
                    for found in read(together, vocabulary, start)
                    if found.end > before + 1
                )


def extension(words: Words, vocabulary: Vocabulary, at: int) -> Iterator[Found]:
    """``extension 1015``."""
    for after in words.after("extensions", at):
        yield from (Found((("either", value),), end) for value, end in typed_number(words, vocabulary, after))


def bare(words: Words, vocabulary: Vocabulary, at: int) -> Iterator[Found]:
    """A number, or a quoted name, by itself: whoever it is, calling or called."""
    if at < len(words) and words.words[at].quoted and words.words[at].typed:
        yield Found((("either", words.words[at].typed),), at + 1)
    yield from (Found((("either", value),), end) for value, end in typed_number(words, vocabulary, at))


def asked(words: Words, vocabulary: Vocabulary, at: int) -> Iterator[Found]:
    """``did Sales answer``: calls that came to Sales and were answered; ``did May call 2005``: calls that May made."""
    for after in words.after("asked", at):
        for field, name, middle in typed_callee(words, vocabulary, after):
            for table, how in (("answers", "answered"), ("misses", "missed"), ("receives", "")):
                for end in words.after(table, middle):
                    yield Found(((field, name), *done(how, words.typed(middle, end))), end)
        for name, middle in typed_party(words, vocabulary, after):
            yield from (Found((("either", name),), end) for end in words.after("talks", middle))
            for end in words.after("calls_out", middle):
                for other, last in typed_party(words, vocabulary, end):
                    yield Found((("caller", name), ("callee", other)), last)
                yield Found((("caller", name),), end)


def called(words: Words, vocabulary: Vocabulary, at: int) -> Iterator[Found]:
    """``who called 2005``, ``who called the front desk``, ``called 07700900146 back``."""
    for after in words.after("called", at):
        for start in (after, *past_the(words, vocabulary, after)):
            for field, name, middle in typed_callee(words, vocabulary, start):
                yield from (Found(((field, name),), end) for end in words.after("back", middle))
                yield Found(((field, name),), middle)


KEYWORDED: tuple[Matcher, ...] = (
    number_beside, named_beside, subject_apart, behind, asked, doer, received, done_by, done_apart, called, text, way,
    flag, length, having, party, place, extension, asked_apart, relative, object_last, possessive, meant_for, owned,
    subject,
)  # fmt: skip
"""Each begins with a keyword; a new filter is a new row."""
