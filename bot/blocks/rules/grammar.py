"""What rules are made of. A rule looks at a part of Block Kit and says each fault with its path."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from math import isfinite
from typing import TYPE_CHECKING, Any, TypeGuard

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Rule = Callable[[Any, str], Iterator[str]]
"""A JSON value of any type and the path to it, as faults: ``blocks[3].text: 3,012 characters, at most 3,000``."""


def words(most: int | None = None, least: int = 1) -> Rule:
    """A string of so many characters."""

    def check(value: Any, path: str) -> Iterator[str]:  # noqa: ANN401 - any JSON
        if not isinstance(value, str):
            yield f"{path}: {_kind(value)} instead of a string"
        elif len(value) < least:
            yield f"{path}: empty"
        elif most is not None and len(value) > most:
            yield f"{path}: {len(value):,} characters, at most {most:,}"

    return check


def url(most: int) -> Rule:
    """An address that people can follow."""
    short = words(most)

    def check(value: Any, path: str) -> Iterator[str]:  # noqa: ANN401 - any JSON
        yield from short(value, path)
        if isinstance(value, str) and value and not value.startswith(("https://", "http://")):
            yield f"{path}: no http or https address"

    return check


def number(low: float | None = None, high: float | None = None, *, whole: bool = False) -> Rule:
    """A finite number within bounds."""

    def check(value: Any, path: str) -> Iterator[str]:  # noqa: ANN401 - any JSON
        fits = isinstance(value, int if whole else int | float) and not isinstance(value, bool)
        if not fits:
            yield f"{path}: {_kind(value)} instead of a {'whole ' if whole else ''}number"
        elif not isfinite(value):
            yield f"{path}: {value} is no finite number"
        elif low is not None and value < low:
            yield f"{path}: {value:,}, at least {low:,}"
        elif high is not None and value > high:
            yield f"{path}: {value:,}, at most {high:,}"

    return check


def flag(value: Any, path: str) -> Iterator[str]:  # noqa: ANN401 - any JSON
    """True or false."""
    if not isinstance(value, bool):
        yield f"{path}: {_kind(value)} instead of true or false"


def one_of(*choices: str) -> Rule:
    """One of these words."""

    def check(value: Any, path: str) -> Iterator[str]:  # noqa: ANN401 - any JSON
        if value not in choices:
            yield f"{path}: {value!r} instead of {' or '.join(choices)}"

    return check


def many(each: Rule, most: int | None = None, least: int = 1) -> Rule:
    """A list of so many."""

    def check(value: Any, path: str) -> Iterator[str]:  # noqa: ANN401 - any JSON
        if not is_list(value):
            yield f"{path}: {_kind(value)} instead of a list"
            return
        if len(value) < least:
            yield f"{path}: {len(value):,} entries, at least {least:,}"
        if most is not None and len(value) > most:
            yield f"{path}: {len(value):,} entries, at most {most:,}"
        for at, one in enumerate(value):
            yield from each(one, f"{path}[{at}]")

    return check


def fields(
    needs: Mapping[str, Rule], may: Mapping[str, Rule] | None = None, also: Sequence[Rule] = ()
) -> Rule:
    """An object of these keys and no others; ``also`` looks at it as a whole once its parts are right."""
    known = {**needs, **(may or {})}

    def check(value: Any, path: str) -> Iterator[str]:  # noqa: ANN401 - any JSON
        if not isinstance(value, Mapping):
            yield f"{path}: {_kind(value)} instead of an object"
            return
        wrong = [f"{path}.{key}: missing" for key in needs if key not in value]
        for key, part in value.items():
            rule = known.get(key)
            wrong.extend([f"{path}: unknown key {key!r}"] if rule is None else rule(part, f"{path}.{key}"))
        yield from wrong
        if not wrong:
            for rule in also:
                yield from rule(value, path)

    return check


def typed(rules: Mapping[str, Rule], what: str) -> Rule:
    """An object whose ``type`` says which rule the rest of it follows."""

    def check(value: Any, path: str) -> Iterator[str]:  # noqa: ANN401 - any JSON
        kind = value.get("type") if isinstance(value, Mapping) else None
        if not isinstance(value, Mapping):
            yield f"{path}: {_kind(value)} instead of an object"
        elif not isinstance(kind, str):
            yield f"{path}.type: missing or no string"
        elif kind not in rules:
            yield f"{path}: type {kind!r} is no {what}"
        else:
            yield from rules[kind]({key: part for key, part in value.items() if key != "type"}, path)

    return check


def above(rule: Rule) -> Rule:
    """The same rule; its faults are told of the object around."""
    return lambda value, path: rule(value, path.rpartition(".")[0])


def exactly_one(*keys: str) -> Rule:
    """One of these keys, not none and not both."""

    def check(value: Any, path: str) -> Iterator[str]:  # noqa: ANN401 - any JSON
        if sum(key in value for key in keys) != 1:
            yield f"{path}: needs exactly one of {' and '.join(keys)}"

    return check


def at_least_one(*keys: str) -> Rule:
    """One of these keys or more."""

    def check(value: Any, path: str) -> Iterator[str]:  # noqa: ANN401 - any JSON
        if not any(key in value for key in keys):
            yield f"{path}: needs {' or '.join(keys)}"

    return check


def twice(names: Iterable[str]) -> list[str]:
    """Those that stand more than once, each once."""
    return [name for name, count in Counter(names).items() if count > 1]


def is_list(value: object) -> TypeGuard[Sequence[Any]]:
    """Whether JSON makes a list of it."""
    return isinstance(value, list | tuple)


def _kind(value: object) -> str:
    return "nothing" if value is None else type(value).__name__
