"""Telephone numbers and extensions as people type them, and what only looks like one: dates and clock times."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.query.vocabulary import Vocabulary
    from bot.query.words_of_question import Words

_GROUP = re.compile(r"[+*#]?\(?\d[\d().\-/]*#?|\(\d+\)[\d().\-/]*")
_DATE = (
    r"(?:\d{1,4}[-./]\d{1,2}[-./](?:\d{4}|\d\d)?|\d{1,2}[./]\d{1,2}\.?|\d{1,2}[-/](?:19|20)\d\d|\d{1,2}\.)"
)
_LIKE_A_DATE = re.compile(
    rf"{_DATE}(-{_DATE})?|(?:19|20)\d\d-(?:0[1-9]|1[0-2])|\d{{1,2}}(\.\d\d)?-\d{{1,2}}(\.\d\d)?"
)
_DIGITS = re.compile(r"\d+")
_LOCAL = re.compile(r"\d{3}(-\d\d){2}")
_YEARS = range(1990, 2100)
_FEWEST, _MOST, _PAIR, _PAIRS, _LONG, _OUTSIDE = 3, 20, 2, 4, 5, 7
"""Digits: extensions have three or more, and no number more than E.164's fifteen with a prefix."""


def digits(text: str) -> str:
    """The digits of a text."""
    return "".join(filter(str.isdigit, text))


def is_group(word: str) -> bool:
    """Whether a word can be a number or a part of one."""
    dated = _LIKE_A_DATE.fullmatch(word) is not None or _of_short_groups(word)
    return _GROUP.fullmatch(word) is not None and not dated and not like_a_span(word)


def _of_short_groups(word: str) -> bool:
    """Whether slashes and points stand between so few digits that they are a date's: ``12-14/6/22``, ``2021/22``."""
    groups = _DIGITS.findall(word)
    longest = max(map(len, groups), default=0)
    slashed = "/" in word and longest < _LONG and word[0] not in "+(0"
    return slashed or ("." in word and longest <= _PAIR and len(groups) < _PAIRS)


def like_a_year(number: str) -> bool:
    """Whether a number may as well be a year: ``2005``."""
    return number.isdecimal() and len(number) == 4 and int(number) in _YEARS


def like_a_clock(number: str) -> bool:
    """Whether a number may as well be a time of the day without its colon: ``930``, ``1700``; people name fives."""
    if not number.isdecimal() or len(number) not in (3, 4):
        return False
    hour, minute = divmod(int(number), 100)
    return minute in range(0, 60, 5) and (hour < 24 or (hour, minute) == (24, 0))


def with_colon(number: str) -> str:
    """A number as the time of the day that it is like: ``9:30``."""
    return f"{number[:-2]}:{number[-2:]}"


def doubtful(number: str) -> bool:
    """Whether a number by itself may be a year, or a time of the day."""
    return like_a_year(number) or like_a_clock(number)


def outside(number: str) -> bool:
    """Whether a number can only be one of a telephone outside; ``0900-1700`` can be a time."""
    return number[:1] in "+(0" and len(digits(number)) > 2 * len("0900")


def like_a_span(word: str) -> bool:
    """Whether a word may be two years or two times of the day, ``2005-2010``: no number, unless it is quoted."""
    first, dash, last = word.partition("-")
    pair = len(first) == len(last) == 4 and first < last
    return bool(dash and pair) and any(alike(first) and alike(last) for alike in (like_a_year, like_a_clock))


def typed_number(words: Words, terms: Vocabulary, at: int) -> Iterator[tuple[str, int]]:
    """A number that begins here, the longest first, as typed; groups belong together as people set them.

    In ``020 7946 0100 30 May`` the 30 is the date's, and the 3 in ``020 7946 0100 3 and 4 June``.
    """
    yield from words.once("number", at, lambda: tuple(_numbers(words, terms, at)))


def _numbers(words: Words, terms: Vocabulary, at: int) -> Iterator[tuple[str, int]]:
    end, so_far = at, 0
    while end < len(words) and so_far <= _MOST and _groups(words, at, end):
        if end > at and not _goes_on(words, at, end):
            break
        so_far += len(digits(words.plain(end)))
        end += 1
    for last in range(end, at, -1):
        if last > at + 1 and (_of_a_time(words, terms, last) or _of_two(words, at, last)):
            continue
        text = words.typed(at, last)
        if any(sign.isdigit() and not sign.isdecimal() for sign in text):
            continue  # 25² is a footnote's, or nobody's
        text = "".join(str(int(sign)) if sign.isdecimal() else sign for sign in text)
        if like_several(text):
            return
        if _FEWEST <= len(digits(text)) <= _MOST or (text[:1] in "*#" and digits(text)):
            yield text, last


def _of_a_time(words: Words, terms: Vocabulary, last: int) -> bool:
    """Whether a group of one or two digits is a date's, by what is behind it."""
    behind = words.plain(last)
    listed = terms.is_any(("joining", "to"), behind)
    dated = terms.follows_a_number(behind) or (listed and words.plain(last + 1)[:1].isdigit())
    return dated and len(digits(words.plain(last - 1))) < _FEWEST


def _of_two(words: Words, at: int, last: int) -> bool:
    """Whether two groups are an hour or a year, and an extension: Spanish ``a las 9 101``, ``in 2021 101``."""
    first, second = words.plain(at), words.plain(at + 1)
    short = last == at + 2 and first.isdigit() and first[0] != "0" and len(second) == _FEWEST
    return short and (len(first) < _FEWEST or like_a_year(first))


def _groups(words: Words, at: int, here: int) -> bool:
    """Whether a word is digits of the number that began at ``at``: ``123-45-67`` only behind a code."""
    return is_group(words.plain(here)) or (
        here > at and words.plain(at)[:1] in "+(078" and _LOCAL.fullmatch(words.plain(here)) is not None
    )


def _goes_on(words: Words, at: int, here: int) -> bool:
    """Whether the group ``here`` goes on with the number that began at ``at``.

    An extension stands alone: in ``2005 30 May`` the 30 is a date's. Only what begins like an outside number, or
    goes on with three digits or more, has several groups; after those, and four on end, also of two.
    """
    group, first = words.plain(here), words.plain(at)
    if group[:1] in "+*#":
        return False
    if first[:1] in "+(0" or len(digits(group)) >= _FEWEST:
        return True
    return here > at + 1 or _all_of_two(words, at)


def like_several(number: str) -> bool:
    """Whether groups of digits may be as many extensions, or telephone numbers: ``101 102 103``, ``2005 2006``."""
    groups = number.split()
    if _outside_twice([digits(group) for group in groups], number):
        return True
    ends = {(len(group), group[:-_PAIR]) for group in groups}
    return (
        len(groups) > 1 and len(ends) == 1 and number.replace(" ", "").isdigit() and len(groups[0]) in (3, 4)
    )


def _outside_twice(groups: list[str], number: str) -> bool:
    """Whether they are too long for one number, or two alike: ``07700 900123 07700 900124``."""
    if len(groups) == _PAIR and min(map(len, groups)) >= _OUTSIDE:
        return True
    if not number.startswith(("+", "00")) and any(
        group[0] == "0" and len(group) > _OUTSIDE for group in groups[1:]
    ):
        return True  # 2005 07700900123
    half = len(groups) // 2
    first, second = groups[:half], groups[half:]
    alike = number.startswith(("+", "0", "(")) and list(map(len, first)) == list(map(len, second))
    same_code = alike and half > 1 and first[0] == second[0] and len("".join(first)) >= _OUTSIDE
    return same_code or len("".join(groups)) > _MOST


def _all_of_two(words: Words, at: int) -> bool:
    """Whether four groups begin here, of two digits but for the first: ``33 12 34 56 78``, ``976 12 34 56``."""
    first, *pairs = (words.plain(place) for place in range(at, at + _PAIRS))
    return len(first) in (_PAIR, _FEWEST) and all(len(pair) == _PAIR and pair.isdigit() for pair in pairs)
