"""Names as people type them after a filter word: one to six words, or quoted, any."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.query.capitals import begins_with_a_time
from bot.query.marks import bare_name
from bot.query.not_names import a_number, no_name, of_a_time
from bot.query.numbers_typed import is_group, like_a_year, typed_number
from bot.query.particles import inside_a_name, particle

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.query.vocabulary import Vocabulary
    from bot.query.words_of_question import Words

_LONGEST_NAME = 6
_MOST_LINKS = 2


def typed_party(
    words: Words, vocabulary: Vocabulary, at: int, *, joined: bool = False
) -> Iterator[tuple[str, int]]:
    """A number, or a name, and where it goes on; the longest first.

    Only the name of a group has an and in it (``joined``): from Anna and Tom are two.
    """
    if at >= len(words):
        return
    quoted = at + (_headed(words, at) and at + 1 < len(words) and words.words[at + 1].quoted)
    if words.words[quoted].quoted:  # of a title or a company's form, the name is in quotes
        if words.words[quoted].typed:
            yield words.words[quoted].typed, quoted + 1
        return
    yield from typed_number(words, vocabulary, at)
    if not _begins(words, vocabulary, at):
        return
    ends = [] if _incomplete(words, vocabulary, at) else [at + 1]
    for end in range(at + 1, min(at + _LONGEST_NAME, len(words))):
        if _time_begins(words, vocabulary, end) or (not joined and second_begins(words, vocabulary, end)):
            break
        if not (_goes_on(words, vocabulary, end) or _links(words, vocabulary, end)):
            break
        of_its_head = any(words.after("name_heads", end - 1))
        if (of_its_head or not words.filler(end)) and not no_name(words, end):
            ends.append(end + 1)
        ends.extend(words.after("name_tails", end + 1))
    ends.extend(words.after("name_tails", at + 1))
    first = at + any(words.after("titles", at))
    yield from (
        (bare_name(words.typed(first, end)), end)
        for end in sorted(ends, reverse=True)
        if not _may_be_longer(words, vocabulary, end) or _headed(words, at)
    )


def _headed(words: Words, at: int) -> bool:
    """Whether what stands before a name stands here, so that the next word is one's: Arabic أبو, ``Mr``."""
    return any(any(words.after(table, at)) for table in ("titles", "name_heads"))


def typed_callee(words: Words, vocabulary: Vocabulary, at: int) -> Iterator[tuple[str, str, int]]:
    """Who was called as a filter, and where it goes on: a group by the word for one, else a party."""
    for value, end in typed_party(words, vocabulary, at):
        yield from (("group", name, last) for name, last in named_group(words, at, value, end))
        yield "callee", value, end


def named_group(words: Words, at: int, value: str, end: int) -> Iterator[tuple[str, int]]:
    """A group by its name, where the word for what it is stands behind it or ends it: ``Sales team``."""
    yield from ((value, last) for last in words.after("group_words", end))
    if end > at + 1 and any(words.after("group_words", end - 1)):
        yield words.typed(at, end - 1), end


def joins_two(words: Words, vocabulary: Vocabulary, at: int) -> bool:
    """Whether a word stands between two names rather than in one; the sign of Smith & Sons is a name's."""
    return vocabulary.is_one("and", words.plain(at)) and words.plain(at).isalpha()


def second_begins(words: Words, vocabulary: Vocabulary, at: int) -> bool:
    """Whether an and stands here, by itself or written to the second name: Arabic وسارة, but not وليد."""
    if joins_two(words, vocabulary, at):
        return True
    plain = words.plain(at)
    attached = any(
        plain.startswith(each) and not plain.removeprefix(each).startswith(tuple(table.glued_articles))
        for table in words.tables
        for each in table.attached_and
    )
    return attached and not any(words.after("no_attached_and", at)) and inside_a_name(words, vocabulary, at)


def before_a_number(words: Words, at: int) -> Iterator[str]:
    """The filter's field that a word means before a number, as it is spelled: Arabic على, but not the name علي."""
    typed = words.words[at].typed
    yield from (table.before_numbers[typed] for table in words.tables if typed in table.before_numbers)


def _begins(words: Words, vocabulary: Vocabulary, at: int) -> bool:
    """Whether a name can begin here; months may be names too (April, May), and Back Office is one."""
    plain = words.plain(at)
    if any(words.after("back", at)):
        return inside_a_name(words, vocabulary, at + 1)
    if _headed(words, at) or particle(words, vocabulary, at) or begins_with_a_time(words, vocabulary, at):
        return True
    if _time_begins(words, vocabulary, at):
        return False
    if is_group(plain) or not any(sign.isalpha() for sign in plain) or words.filler(at) or words.known(at):
        return False
    none = (
        no_name(words, at, inside=False),
        of_a_time(words, vocabulary, at),
        a_number(words, vocabulary, at),
    )
    return not any(none) and (vocabulary.month(plain) or not vocabulary.says_time(plain))


def _time_begins(words: Words, vocabulary: Vocabulary, at: int) -> bool:
    """Whether a name cannot go on here: ``at 3pm``, ``outside business hours``."""
    if vocabulary.leads_a_time(words.plain(at), words.plain(at + 1)):
        return True
    if vocabulary.is_one("before a year", words.plain(at)) and like_a_year(words.plain(at + 1)):
        return True
    most = range(2, min(vocabulary.longest, len(words) - at) + 1)
    return any(vocabulary.is_phrase([words.plain(at + place) for place in range(size)]) for size in most)


def _incomplete(words: Words, vocabulary: Vocabulary, at: int) -> bool:
    """Whether a word is a name only with the next one: a title, or a particle."""
    return _headed(words, at) or particle(words, vocabulary, at)


def _goes_on(words: Words, vocabulary: Vocabulary, at: int) -> bool:
    plain = words.plain(at)
    if _headed(words, at - 1):
        typed = words.words[at].typed
        small = typed.islower()  # of scripts that know capitals
        day = not typed[:1].isupper() and vocabulary.is_one("day", plain)  # nobody is called yesterday
        return plain.isalpha() and not day and not (small and vocabulary.says_time(plain))
    if not plain or words.known(at) or vocabulary.says_time(plain) or plain[0].isdigit():
        return False
    if of_a_time(words, vocabulary, at):
        return False
    if any(before_a_number(words, at)) and words.plain(at + 1)[:1].isdigit():
        return False
    ends = any(any(words.after(table, at)) for table in ("either", "places_of_names"))
    if ends or (no_name(words, at) and words.words[at].typed.islower()):
        return False
    return any(sign.isalpha() for sign in plain) or plain == "&"


def _links(words: Words, vocabulary: Vocabulary, at: int) -> bool:
    """Whether a word stands within a name: ``Maria da Silva``, ``Ana de la Cruz``."""
    first, end = at, at + 1
    while any(words.after("name_links", first - 1)):
        first -= 1
    while any(words.after("name_links", end)) and end - first < _MOST_LINKS:
        end += 1
    ends = (first - 1, end)
    capitals = all(0 <= place < len(words) and words.words[place].typed[:1].isupper() for place in ends)
    return any(words.after("name_links", at)) and capitals and inside_a_name(words, vocabulary, end)


def _may_be_longer(words: Words, vocabulary: Vocabulary, end: int) -> bool:
    """Whether the next word may as well be a surname as a time: Theresa May, Mark Noon. A date has its number."""
    return vocabulary.surname(words.plain(end)) and not words.plain(end + 1)[:1].isdigit()
