"""One question's readings: the time that the words left over say, and why it is none."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.cdr.trouble import Trouble
from bot.query.time_trouble import NotUnderstood
from bot.query.tokens import spaceless
from bot.query.when import read_time, today

if TYPE_CHECKING:
    from bot.query.asker import Asker
    from bot.query.draft import Draft
    from bot.query.when import TimeReading
    from bot.query.words_of_question import Words

_PARTIES = ("caller", "callee", "either", "group")


@dataclass(slots=True)
class Attempt:
    """The readings tried so far: none twice, not too many, why the first ones failed, and the furthest word reached.

    ``impossible`` are the times that were understood, and that no call can be of, with their words.
    """

    steps: int = 0
    stuck: int = 0
    tried: set[str] = field(default_factory=set)
    troubles: list[Trouble] = field(default_factory=list)
    impossible: list[tuple[Trouble, tuple[int, ...]]] = field(default_factory=list)


def refuse_the_impossible(words: Words, draft: Draft, attempt: Attempt) -> None:
    """Refuse a name out of a time that was understood, and that no call can be of: ``from April to March``.

    Raises:
        QuestionTrouble: what is wrong with that time.
    """
    for trouble, time in attempt.impossible:
        for at, end, given in draft.taken:
            named = any(field in _PARTIES and not words.words[end - 1].quoted for field, _ in given)
            if named and not {*range(at, end)}.isdisjoint(time):
                raise trouble


def phrase_of(words: Words, draft: Draft) -> str:
    """The words about time, as they are read."""
    said = (f"{_gap(words, draft, at)}{words.plain(at)}" for at in draft.time)
    return "".join(said).strip(" ,?!").removeprefix(".")


def _gap(words: Words, draft: Draft, at: int) -> str:
    """What stands before a word about time: nothing where it is written together with another one."""
    together = at - 1 in draft.time and words.words[at].glued
    elided = words.plain(at - 1).endswith("'")  # d'Avril
    return "" if together and (elided or any(map(spaceless, (words.plain(at - 1), words.plain(at))))) else " "


def time_of(words: Words, draft: Draft, asker: Asker, attempt: Attempt) -> TimeReading | None:
    """The time that the words left over say; None if they say none, and why is kept."""
    phrase = phrase_of(words, draft)
    if phrase in attempt.tried:
        return None
    attempt.tried.add(phrase)
    try:
        return read_time(phrase, asker) if phrase else today(asker)
    except NotUnderstood as trouble:
        attempt.troubles.append(_as_typed(trouble, words, draft))
    except Trouble as trouble:
        attempt.troubles.append(trouble)
        attempt.impossible.append((trouble, draft.time))
    return None


def _as_typed(trouble: NotUnderstood, words: Words, draft: Draft) -> NotUnderstood:
    """The same, with the words in the case they were typed in."""
    typed = " ".join(words.typed(at, at + 1) for at in draft.time).strip(" ,.?!")
    said = str(trouble.facts["words"])
    at = typed.casefold().find(said)
    as_typed = typed[at : at + len(said)] if at >= 0 else said
    return NotUnderstood(**{**trouble.facts, "words": as_typed})
