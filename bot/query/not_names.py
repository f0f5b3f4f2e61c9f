"""What stands where a name could, and is none: pronouns, counts, hours, slips of a time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.query.known import slip_of

if TYPE_CHECKING:
    from bot.query.vocabulary import Vocabulary
    from bot.query.words_of_question import Words


def no_name(words: Words, at: int, *, inside: bool = True) -> bool:
    """Whether no name begins, goes on or ends here; ``most`` is none, ``Most`` may be one.

    What kind of caller it is stands inside of names: ``service clients``.
    """
    small = at < len(words) and not words.words[at].typed[:1].isupper()
    kinds = ("kind", "outside") if inside else ()
    ends_in_not = any(words.plain(at).endswith(table.name_signs.never_last) for table in words.tables)
    return (
        ends_in_not
        or any(words.after("no_names", at))
        or (small and any(hint not in kinds for hint, _ in words.match("no_filter", at)))
    )


def a_number(words: Words, vocabulary: Vocabulary, at: int) -> bool:
    """Whether a number in small letters stands here, by which nobody is called: ``from seven to nine``."""
    return bool(vocabulary.number(words.plain(at))) and not words.words[at].typed[:1].isupper()


def of_a_time(words: Words, vocabulary: Vocabulary, at: int) -> bool:
    """Whether a word is a count before its unit, the first of two hours, or a slip of a time: ``two days``."""
    after = words.plain(at + 1)
    if vocabulary.number(words.plain(at)) and vocabulary.follows_a_number(after):
        return True
    if (
        a_number(words, vocabulary, at)
        and vocabulary.hour(words.plain(at))
        and vocabulary.is_one("to", after)
        and vocabulary.hour(words.plain(at + 2))
    ):
        return True
    return words.words[at].typed.islower() and bool(slip_of(words.plain(at), vocabulary.language))
