"""Parties and groups with their keyword after them, as Japanese, Chinese and Italian have it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.query.found import Found
from bot.query.lengths_typed import length
from bot.query.names_typed import typed_party
from bot.query.numbers_typed import like_a_year, typed_number
from bot.query.particles import inside_a_name
from bot.query.tokens import spaceless
from bot.query.verbs_last import done

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.query.vocabulary import Vocabulary
    from bot.query.words_of_question import Words

_OWNED = ("missed", "outcomes", "subjects")
"""Tables of what can be somebody's."""


def behind(words: Words, vocabulary: Vocabulary, at: int) -> Iterator[Found]:
    """A party or a group with its keyword after it: Japanese ``2005から``, ``営業部の``, Chinese ``2005打给2006``."""
    for value, end in typed_party(words, vocabulary, at):
        if spaceless(value) and len(value) < words.tables[0].shortest_name:
            continue
        for middle in words.after("calls_behind", end):
            yield from (
                Found((("caller", value), ("callee", other)), last)
                for other, last in typed_party(words, vocabulary, middle)
            )
        for how, last in words.match("done_by_behind", end):
            yield Found((("callee", value), *done(str(how), words.typed(end, last))), last)
        for last in words.after("calls_out", end):  # Italian Maria ha chiamato Paolo
            yield from (
                Found((("caller", value), ("callee", other)), past)
                for other, past in typed_party(words, vocabulary, last)
                if not other[0].islower()  # Maria ha chiamato due volte
            )
        for field, last in words.match("parties_behind", end):
            other = inside_a_name(words, vocabulary, last) and not vocabulary.can_be_time(words.plain(last))
            if field != "either" or not other:  # 田中さんの会社から
                yield Found(((str(field), value),), last)
        yield from (Found((("group", value),), last) for last in words.after("places_behind", end))


def subject_apart(words: Words, vocabulary: Vocabulary, at: int) -> Iterator[Found]:
    """Who did what stands behind a time or how often: ``王伟昨天打的电话``, ``田中さんが昨日かけた電話``."""
    for name, end, mark in _subjects(words, vocabulary, at):
        verb = end
        while verb < len(words):
            if (mark or verb > end) and (field := _deed(words, verb, mark)):
                yield Found(((field, name),), end)
                break
            if not (words.filler(verb) or _past_time(words, vocabulary, verb) > verb):
                break
            verb += 1


def _subjects(words: Words, vocabulary: Vocabulary, at: int) -> Iterator[tuple[str, int, str]]:
    """A name, where it goes on, and what its verb has before it in the tables of what stands behind a name."""
    for name, end in typed_party(words, vocabulary, at):
        yield from ((name, past, str(mark)) for mark, past in words.match("subject_marks", end))
    for _, name, end in _named(words, vocabulary, at):
        yield name, end, ""


def _deed(words: Words, at: int, mark: str) -> str:
    """Which party somebody is by a verb: who called, or whom the call reached."""
    verb = (mark + words.plain(at),)
    if any(words.after("calls_behind", at)) or any(
        table.phrases["parties_behind"].get(verb) == "caller" for table in words.tables
    ):
        return "caller"
    return "callee" if any(verb in table.phrases["done_by_behind"] for table in words.tables) else ""


def owned(words: Words, vocabulary: Vocabulary, at: int) -> Iterator[Found]:
    """Somebody who is known by the signs of the name, or a number, before calls: ``张三的通话``."""
    for field, name, end in _named(words, vocabulary, at):
        of = max((*(words.after("group_marks", end) if field == "group" else ()), end))
        of += of == end and vocabulary.is_one("of", words.plain(end))
        middle = _past_time(words, vocabulary, of)
        middle = next((found.end for found in length(words, vocabulary, middle)), middle)
        linked = middle + vocabulary.is_one("of", words.plain(middle))
        tables = _OWNED if linked == end else (*_OWNED, "directions")
        if (linked > end or not name[-1].isdigit()) and any(
            any(words.after(each, linked)) for each in tables
        ):
            yield Found(((field, name),), end)


def _past_time(words: Words, vocabulary: Vocabulary, at: int) -> int:
    while at < len(words) and _of_a_time(words, vocabulary, at):
        at += 1
    return at


def _of_a_time(words: Words, vocabulary: Vocabulary, at: int) -> bool:
    """Whether a word is about time, or a number of one: the 五 of 五月."""
    plain = words.plain(at)
    number = plain.isdigit() or (spaceless(plain) and vocabulary.number(plain) > 0)
    return number or vocabulary.says_time(plain)


def _named(words: Words, vocabulary: Vocabulary, at: int) -> Iterator[tuple[str, str, int]]:
    """Who or what is named, as the filter's field and its value."""
    plain = words.plain(at)
    if spaceless(words.plain(at + 1)) and (
        words.words[at + 1].glued or vocabulary.is_one("of", words.plain(at + 1))
    ):
        for number, end in typed_number(words, vocabulary, at):  # 2022的来电 may be of the year
            if not like_a_year(number) or any(vocabulary.says_time(word.plain) for word in words.words):
                yield "either", number, end
    if vocabulary.says_time(plain) or vocabulary.opens(plain[-1:]):
        return  # the 从 of 张三从周一 is no name's
    if any(table.name_signs.person(plain) for table in words.tables):
        yield "either", words.typed(at, at + 1), at + 1
    elif any(table.name_signs.group(plain) for table in words.tables):
        yield "group", words.typed(at, at + 1), at + 1


def subject(words: Words, vocabulary: Vocabulary, at: int) -> Iterator[Found]:
    """Who did it, by name or number: Russian ``Анна звонила вчера``, ``Анна вчера звонила``."""
    if words.words[at].typed[:1].islower():
        return
    for name, end in typed_party(words, vocabulary, at):
        for how, last in words.match("subject_verbs", end):
            yield Found(_did(name, str(how), words.typed(end, last)), last)
        verb = end
        while vocabulary.says_time(words.plain(verb)):
            verb += 1
        for how, last in words.match("subject_verbs", verb) if verb > end else ():
            if how == "caller" and last == verb + 1 and words.filler(verb):
                yield Found((("caller", name),), end)


def _did(name: str, how: str, verb: str) -> tuple[tuple[str, Any], ...]:
    return (("caller", name),) if how == "caller" else (("callee", name), *done(how, verb))
