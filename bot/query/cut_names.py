"""Names written together with a time or another name: ``3日前田さんから``, ``张三和李四打来``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.cdr.trouble import Trouble
from bot.query.particles import inside_a_name
from bot.query.refusals import ONE_AND_ANOTHER
from bot.query.time_trouble import NotUnderstood
from bot.query.tokens import spaceless
from bot.query.when import read_time

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.query.asker import Asker
    from bot.query.vocabulary import Vocabulary
    from bot.query.words_of_question import Words

HINT = "It is not clear where the name begins. Put a space before it, or the name in quotes."
TWO_TIMES = "It may be two times, by where its words begin. Put a space behind the time."
_HAN = ("\u4e00", "\u9fff")
_KEYWORDS = ("parties_behind", "done_by_behind", "calls_behind", "places_behind")
"""Tables of what stands behind a name."""
_BEHIND_A_TIME = ("part", "all day", "start of behind", "middle of behind", "end of behind")
"""Tables of signs that may end a time, and begin a name."""
_LONGEST_LEAD = 3
_FULL_NAME = 2
"""Signs that are surely a name without the one before them: 田中."""


def refuse_cut_names(words: Words, terms: Vocabulary, asker: Asker) -> None:
    """Refuse a name that may begin within the time before it, or hold the end of that time.

    Raises:
        NotUnderstood: naming both.
    """
    for at in range(1, len(words)):
        if _is_of_the_name(words, at):
            raise NotUnderstood(words=words.typed(at - 1, at + 1), hint=HINT)
        if _is_shared(words, terms, at, asker):
            raise NotUnderstood(words=words.typed(at - 1, at + 1), hint=TWO_TIMES)
        if not any(any(words.match(table, at + 1)) for table in _KEYWORDS):
            continue
        if not _is_name(words, terms, at):
            if _is_han(words, at) and terms.says_time(words.plain(at)) and any(_titles(words, at + 1)):
                raise NotUnderstood(words=words.typed(at, at + 2), hint=HINT)  # 昨日の昼間さんから
        elif _begins_before(words, terms, at, asker) or _begins_with_a_keyword(words, at):
            raise NotUnderstood(words=words.typed(at - 1, at + 1), hint=HINT)
        elif _begins_later(words, terms, at):
            raise NotUnderstood(words=words.typed(at, at + 1), hint=HINT)


def refuse_two_names(words: Words, terms: Vocabulary) -> None:
    """Refuse two names that are written as one; 大和 and 三和 are one.

    Raises:
        NotUnderstood: naming both.
    """
    for at in range(len(words)):
        name = words.plain(at)
        if words.known(at) or words.filler(at) or terms.says_time(name):
            continue
        if spaceless(name) and _joined(name, terms):
            said = words.typed(at, at + 1)
            raise NotUnderstood(words=said, hint=ONE_AND_ANOTHER.format(said=said))


def refuse_two_cases(words: Words, terms: Vocabulary) -> None:
    """Refuse who called and who was called where their case alone tells them apart.

    Raises:
        NotUnderstood: naming both.
    """
    endings = tuple(ending for table in words.tables for ending in table.second_endings)
    for at in range(1, len(words) - 1) if endings else ():
        place = at
        while _begins_a_name(words, at) and all(_names(words, terms, here) for here in (place, place + 1)):
            place += 1
            if words.plain(place).endswith(endings) and not words.plain(place - 1).endswith(endings):
                said = words.typed(at, place + 1)
                raise NotUnderstood(words=said, hint=ONE_AND_ANOTHER.format(said=said))


def _names(words: Words, terms: Vocabulary, at: int) -> bool:
    return inside_a_name(words, terms, at) and not terms.can_be_time(words.plain(at))


def _begins_a_name(words: Words, at: int) -> bool:
    """Whether what stands before a caller, or before anybody, ends here."""
    before = range(max(at - _LONGEST_LEAD, 0), at)
    callers = ((field, end) for start in before for field, end in words.match("parties", start))
    anybody = (end for start in before for end in words.after("before_names", start))
    return ("caller", at) in callers or at in anybody


def _joined(name: str, terms: Vocabulary) -> bool:
    return any(terms.is_one("and", name[place]) for place in range(_FULL_NAME, len(name) - _FULL_NAME))


def _is_name(words: Words, terms: Vocabulary, at: int) -> bool:
    if not words.words[at].glued or words.known(at) or words.filler(at):
        return False
    return _is_han(words, at) and not terms.can_be_time(words.plain(at))


def _is_han(words: Words, at: int) -> bool:
    plain = words.plain(at)
    return bool(plain) and all(_HAN[0] <= sign <= _HAN[1] for sign in plain)


def _begins_before(words: Words, terms: Vocabulary, at: int, asker: Asker) -> bool:
    """Whether a name of one sign may have its first one from the time: 前田 of 3日前田, where 3日 is a time too."""
    if len(words.plain(at)) > 1 or words.filler(at - 1) or not terms.can_be_time(words.plain(at - 1)):
        return False
    time = _time_before(words, terms, at)
    return any(_is_time(time[:-signs], terms, asker) for signs in range(1, len(words.plain(at - 1)) + 1))


def _time_before(words: Words, terms: Vocabulary, at: int) -> str:
    """What is written about time without a space, up to a word."""
    first = at - 1
    while words.words[first].glued and first and terms.can_be_time(words.plain(first - 1)):
        first -= 1
    return "".join(words.plain(place) for place in range(first, at))


def _begins_with_a_keyword(words: Words, at: int) -> bool:
    """Whether the sign before a caller is rather of the name: 和平饭店打来, where 和 is with too."""
    with_whom = any((field, end) == ("either", at) for field, end in words.match("parties", at - 1))
    return with_whom and any(field != "either" for field, _ in words.match("parties_behind", at + 1))


def _is_shared(words: Words, terms: Vocabulary, at: int, asker: Asker) -> bool:
    """Whether the last sign of a time begins a word with the next: 上周一共有, last week in all, or its Monday."""
    before, behind = words.plain(at - 1), words.plain(at)
    if not (words.words[at].glued and spaceless(before)) or terms.says_time(behind):
        return False
    shared = (before[-1] + behind[:1],)
    filler = any(shared in table.phrases["filler"] for table in words.tables)
    return filler and _reads(_time_before(words, terms, at)[:-1], asker)


def _is_of_the_name(words: Words, at: int) -> bool:
    """Whether a connecting word may be the first sign of the name it is written to: 和平饭店, 给力公司."""
    if not words.words[at].glued or not any(end == at for _, end in words.match("parties", at - 1)):
        return False
    begins = words.plain(at - 1) + words.plain(at)[:1]
    return any(begins in table.name_signs.starts for table in words.tables)


def _is_time(phrase: str, terms: Vocabulary, asker: Asker) -> bool:
    """Whether what is left is a time by itself; the 10 of 6月10日 needs its 日."""
    if not phrase or phrase[-1].isdigit() or terms.is_one("number", phrase[-1]):
        return False
    return _reads(phrase, asker)


def _reads(phrase: str, asker: Asker) -> bool:
    try:
        return bool(read_time(phrase, asker).windows)
    except NotUnderstood:
        return False
    except Trouble:
        return True


def _begins_later(words: Words, terms: Vocabulary, at: int) -> bool:
    """Whether a name behind a time may have the end of that in it: 昨日の朝田中さん, 去年底张三, not 昨日の朝倉さん."""
    name = words.plain(at)
    before = at - 1 - (words.filler(at - 1) and at > 1)
    said = words.plain(before)
    if not terms.says_time(said):
        return False
    if terms.is_one("weekday", said[-_FULL_NAME:] + name[0]):
        return True  # 第二个星期二张三
    if not terms.is_any(_BEHIND_A_TIME, name[0]):
        return False
    long = len(name) - 1
    return long == _FULL_NAME or (long > _FULL_NAME and any(_titles(words, at + 1)))


def _titles(words: Words, at: int) -> Iterator[int]:
    """Where what stands behind a name begins once more behind a title: the から of さんから."""
    behind = words.plain(at)
    tables = [table.phrases["parties_behind"] for table in words.tables]
    yield from (
        start for start in range(1, len(behind)) if any((behind[start:],) in table for table in tables)
    )
