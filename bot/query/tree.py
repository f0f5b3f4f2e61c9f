"""Which words of a question became what, as a tree: what ``explain --verbose`` shows."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Any

from bot.query.read import understood
from bot.query.tokens import spaceless
from bot.query.when import traced
from bot.query.when.describe import MONTHS, WEEKDAYS, clock_words, days_words
from bot.query.when.span import Clock, Days, Run

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from bot.query.asker import Asker
    from bot.query.read import Understood
    from bot.query.tokens import Token
    from bot.query.when.tracing import Step

NOTHING, TIME = "changes nothing", "the time"
_FIELDS = {
    "caller": "from", "callee": "to", "either": "with", "group": "in", "outcomes": "outcome",
    "missed": "missed callers", "direction": "direction", "longer_than": "talk, more seconds than",
    "shorter_than": "talk, fewer seconds than", "fuzzy": "fuzzy", "did": "did", "pin_code": "pin", "note": "note",
    "disposition_codes": "codes",
}  # fmt: skip
_NUMBERS: Mapping[str, tuple[str, ...]] = {
    "weekday": WEEKDAYS, "weekday set": WEEKDAYS, "month": ("", *MONTHS), "number": (), "ordinal": (),
}  # fmt: skip
_ALONE = frozenset({"missed", "fuzzy"})


@dataclass(frozen=True, slots=True)
class Branch:
    """Words as they are read, what they became (empty where they only hold others together), and their parts."""

    said: str
    became: str = ""
    parts: tuple[Branch, ...] = ()


def tree_of(text: str, asker: Asker) -> Branch:
    """A question as a tree.

    Raises:
        QuestionTrouble: as ``read_request``.
    """
    found = understood(text, asker)
    return Branch(said=text.strip(), parts=tuple(_parts(found, asker)))


def tree_json(branch: Branch) -> dict[str, Any]:
    """The same for programs."""
    told: dict[str, Any] = {"said": branch.said, "became": branch.became}
    return {**told, "parts": [tree_json(part) for part in branch.parts]} if branch.parts else told


def _parts(found: Understood, asker: Asker) -> Iterator[Branch]:
    words, draft = found.words, found.draft
    told = False
    at = 0
    while at < len(words):
        taken = next((part for part in draft.taken if part[0] == at), None)
        if taken is not None:
            _, end, given = taken
            yield Branch(words.typed(at, end), ", ".join(_filter(field, value) for field, value in given))
            at = end
            continue
        if at in draft.time:
            if not told:
                yield _time(found.phrase, asker)
            told, at = True, at + 1
            continue
        end = at
        while end < len(words) and end not in draft.time and all(part[0] != end for part in draft.taken):
            end += 1
        yield Branch(words.typed(at, end), NOTHING)
        at = end


def _filter(field: str, value: object) -> str:
    if field in _ALONE:
        return _FIELDS[field]
    plain = value.value if isinstance(value, Enum) else value
    return f"{_FIELDS[field]} {', '.join(plain) if isinstance(plain, tuple) else plain}"


def _time(phrase: str, asker: Asker) -> Branch:
    tokens, step = traced(phrase, asker)
    phrase = _said(tokens, 0, len(tokens))
    while (
        step is not None and len(step.parts) == 1 and step.parts[0].end - step.parts[0].start == len(tokens)
    ):
        step = step.parts[0]
        if _became(step):
            return Branch(phrase, TIME, (_branch(step, tokens),))
    return Branch(phrase, TIME, tuple(_branches(step, tokens)) if step is not None else ())


def _branches(step: Step, tokens: Sequence[Token]) -> Iterator[Branch]:
    """The parts of a step, with the words between them."""
    at = step.start
    for part in (*step.parts, None):
        end = step.end if part is None else part.start
        if end > at and step.parts:
            yield Branch(_said(tokens, at, end))
        if part is not None:
            yield _branch(part, tokens)
            at = part.end


def _branch(step: Step, tokens: Sequence[Token]) -> Branch:
    """A step; one that is only another under a wider name is that other, with what it became in the end."""
    became = _became(step)
    while len(step.parts) == 1 and (step.parts[0].start, step.parts[0].end) == (step.start, step.end):
        step = step.parts[0]
        became = became or _became(step)
    return Branch(_said(tokens, step.start, step.end), became, tuple(_branches(step, tokens)))


def _said(tokens: Sequence[Token], start: int, end: int) -> str:
    """The words as they are written; where one side has no spaces, none."""
    said = ""
    for token in tokens[start:end]:
        apart = said and not token.glued and not (spaceless(token.text) or spaceless(said[-1]))
        said += f"{' ' if apart else ''}{token.text}{'.' if token.point else ''}"
    return said


def _became(step: Step) -> str:
    value = step.value
    if isinstance(value, (Days, Run)):
        return days_words(value.runs if isinstance(value, Days) else (value,))
    if isinstance(value, Clock):
        return clock_words(value.start, None if value.is_point else value.end)
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, frozenset):
        return ", ".join(WEEKDAYS[day] for day in sorted(value))
    return _number(step.name, value) if isinstance(value, int) and step.name in _NUMBERS else ""


def _number(table: str, number: int) -> str:
    names = _NUMBERS[table]
    return names[number] if names else str(number)
