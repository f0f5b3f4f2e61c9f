"""Parameters, checked as strictly as the PBX does: an unknown or ill-formed one is refused."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.simulator.api.envelope import DUPLICATE, PARAMETER, SYNTAX, Refused

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

MOST_ROWS = 10_000
_LONGEST = 255
_DIGITS = re.compile(r"[0-9]{1,10}")


@dataclass(frozen=True, slots=True)
class Rule:
    """What a parameter may be, and the word for it that a refusal names."""

    word: str
    accepts: Callable[[str], bool]


Rules = dict[str, Rule]


def whole(low: int, high: int) -> Rule:
    """A whole number within bounds."""

    def accepts(text: str) -> bool:
        return _DIGITS.fullmatch(text) is not None and low <= int(text) <= high

    return Rule("integer", accepts)


def one_of(*words: str) -> Rule:
    """One of some words."""
    return Rule("enum", lambda text: text in words)


def form(word: str, pattern: str) -> Rule:
    """A text of a form."""
    compiled = re.compile(pattern)
    return Rule(word, lambda text: compiled.fullmatch(text) is not None)


ANYTHING = Rule("string", lambda text: len(text) <= _LONGEST)
ID = whole(1, 10**9)
PAGING: Rules = {"page": whole(1, 10**9), "page_size": whole(1, MOST_ROWS)}
_ORDER_BY: Rules = {"order_by": one_of("asc", "desc")}


def sorting(*columns: str) -> Rules:
    """Paging and the columns that rows can be sorted by."""
    return {**PAGING, **_ORDER_BY, "sort_by": one_of(*columns)}


def single(items: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Parameters by name; one given twice is refused."""
    query: dict[str, str] = {}
    for name, value in items:
        if name in query:
            raise Refused(DUPLICATE, invalid_param_list=[{"field": name, "valid_msg": "given twice"}])
        query[name] = value
    return query


def check(given: Mapping[str, object], rules: Rules, *required: str) -> None:
    """Refuse unknown, missing and ill-formed parameters, naming each. Both forms of the list were seen in the wild."""
    faults = [{"field": name, "valid_msg": "unknown parameter"} for name in given if name not in rules]
    faults += [{"field": name, "valid_msg": "required"} for name in required if not given.get(name)]
    if faults:
        raise Refused(PARAMETER, invalid_param_list=faults)
    wrong = [
        {"value": str(value)[:_LONGEST], "validation_type": rules[name].word}
        for name, value in given.items()
        if not isinstance(value, str) or not rules[name].accepts(value)
    ]
    if wrong:
        raise Refused(SYNTAX, invalid_param_list=wrong)
