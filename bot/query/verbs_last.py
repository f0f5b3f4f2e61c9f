"""Questions whose verb is parted from who did it: ``hat Anna gestern angerufen``, ``calls Anna missed``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.cdr.outcome import Outcome
from bot.query.found import Found
from bot.query.names_typed import typed_callee, typed_party

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.query.vocabulary import Vocabulary
    from bot.query.words_of_question import Words

VERBS = (
    ("misses", "callee", "missed"),
    ("answers", "callee", "answered"),
    ("receives", "callee", ""),
    ("calls_out", "caller", ""),
    ("rings", "", ""),
    ("talks", "either", ""),
)
"""Table, which party the one is who does it, and what became of the call; who rang is told by who is asked for."""


def done(how: str, typed: str) -> tuple[tuple[str, Any], ...]:
    """What became of a call, as filters."""
    if how == "missed":
        return (("missed", typed),)
    return (("outcomes", Outcome(how)),) if how else ()


def asked_apart(words: Words, vocabulary: Vocabulary, at: int) -> Iterator[Found]:
    """``hat Anna gestern angerufen``, ``wen hat Anna angerufen``: the verb ends the question."""
    for after in words.after("asked", at):
        _, table = _last_verb(words, after)
        if table in {"rings", "talks"} and not _named(words, vocabulary, after):
            continue  # German wer hat falsch angerufen
        for callee, name, middle in typed_callee(words, vocabulary, after):
            yield from _with_last_verb(words, at, (callee, name), middle)


def relative(words: Words, vocabulary: Vocabulary, at: int) -> Iterator[Found]:
    """``calls Anna missed``, ``Anrufe, die Anna gestern verpasst hat``."""
    for after in words.after("relatives", at):
        if not _named(words, vocabulary, after):
            continue
        for callee, name, middle in typed_callee(words, vocabulary, after):
            for table, field, how in VERBS[:4]:
                for end in words.after(table, middle):
                    party = callee if field == "callee" else field
                    yield Found(((party, name), *done(how, words.typed(middle, end))), end)
            yield from _with_last_verb(words, at, (callee, name), middle)


def object_last(words: Words, vocabulary: Vocabulary, at: int) -> Iterator[Found]:
    """``wer hat gestern Anna angerufen``: whom, or who, right before the verb that ends the question."""
    verb, table = _last_verb(words, at)
    if table != "rings" or not _like_a_name(words, at):
        return
    asked = [after for start in range(at) for after in words.after("asked", start)]
    for name, end in typed_party(words, vocabulary, at) if asked else ():
        if end == verb:
            named = any(after < at for start in asked for _, after in typed_party(words, vocabulary, start))
            yield Found((("callee" if named else _who(words, at), name),), end)


def verb_after_all(words: Words, at: int) -> Iterator[int]:
    """Past the verb that ends a question, where its beginning was read: the ``an`` of ``wer rief gestern an``."""
    verb, _ = _last_verb(words, at)
    if verb == at and any(any(words.after("asked", start)) for start in range(at)):
        yield from (end for table in ("rings", "talks") for end in words.after(table, at))


def _named(words: Words, vocabulary: Vocabulary, at: int) -> bool:
    """Whether somebody is named, rather than how it was done: like a name, or behind an article."""
    return _like_a_name(words, at) or vocabulary.is_one("the", words.plain(at - 1))


def _like_a_name(words: Words, at: int) -> bool:
    """Whether a word begins like a name where no filter word is before it: with a capital letter, or a digit."""
    typed = words.typed(at, at + 1)
    return at < len(words) and (words.words[at].quoted or typed[:1].isupper() or typed[:1].isdigit())


def _with_last_verb(words: Words, at: int, named: tuple[str, str], middle: int) -> Iterator[Found]:
    """Who is named, as a callee that may be a group, and what the last verb says of them."""
    callee, name = named
    verb, table = _last_verb(words, middle)
    for listed, field, how in VERBS:
        if listed == table and (verb > middle or table in {"rings", "talks"}):
            party = callee if field == "callee" else field or _who(words, at)
            yield Found(((party, name), *done(how, words.typed(verb, len(words)).rstrip(" ?!.,"))), middle)


def _who(words: Words, at: int) -> str:
    """Which party is named where somebody is asked for: the callee by ``wer``, the caller by ``wen``, or by nothing."""
    fields = (str(field) for start in range(at + 1) for field, _ in words.match("who", start))
    return next(fields, "caller")


def _last_verb(words: Words, at: int) -> tuple[int, str]:
    """Where the verb begins that ends a question, not before ``at``, and its table; -1 where none does."""
    verbs = words.once("last verb", 0, lambda: tuple(_verbs_that_end(words)))
    return next((verb for verb in verbs if verb[0] >= at), (-1, ""))


def _verbs_that_end(words: Words) -> Iterator[tuple[int, str]]:
    end = len(words)
    while (
        end and not any(sign.isalnum() for sign in words.plain(end - 1)) and not words.words[end - 1].quoted
    ):
        end -= 1
    ends = {end, end - 1} if end and any(words.after("asked", end - 1)) else {end}
    for start in range(end):
        for table, _, _ in VERBS:
            if not ends.isdisjoint(words.after(table, start)):
                yield start, table
