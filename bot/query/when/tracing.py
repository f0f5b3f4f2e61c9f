"""Which words became what: the rules that a reading was made by, noted while it is read.

Only ``explain --verbose`` asks for it. A rule loops over what other rules read and unpacks each result; a noted result
tells the trace when that happens, so that what was unpacked last before a rule gives its own is what that is made of.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence


@dataclass(frozen=True, slots=True)
class Step:
    """A value that a rule, or a table of words, read from the tokens ``[start, end)``, and what it is made of."""

    name: str
    value: object
    start: int
    end: int
    parts: tuple[Step, ...] = ()


class Noted(tuple[Any, int]):  # noqa: SLOT001 - a tuple of its own size can have no slots
    """A value and the token after it, which notes its step in the trace when it is unpacked."""

    step: Step
    trace: Trace

    @classmethod
    def of(cls, step: Step, trace: Trace) -> Noted:
        """The result of a step."""
        made = cls((step.value, step.end))
        made.step, made.trace = step, trace
        return made

    def __iter__(self) -> Iterator[Any]:
        self.trace.note(self.step)
        return tuple.__iter__(self)


@dataclass(slots=True)
class Trace:
    """The rules that are being read, each with the steps it unpacked so far."""

    frames: list[list[Step]] = field(default_factory=list)

    def note(self, step: Step) -> None:
        """A rule unpacked a result."""
        if self.frames:
            self.frames[-1].append(step)

    def matched(self, table: str, at: int, found: Iterable[tuple[Any, int]]) -> tuple[Noted, ...]:
        """The entries of a table, noted."""
        return tuple(Noted.of(Step(table, value, at, end), self) for value, end in found)

    def followed(
        self, rule: Callable[[Any, int], Iterable[tuple[Any, int]]], text: object, at: int
    ) -> Iterator[Noted]:
        """What a rule reads, each with its step."""
        self.frames.append(noted := list[Step]())
        try:
            for read in rule(text, at):
                if isinstance(read, Noted):
                    yield read
                    continue
                value, end = read
                yield Noted.of(Step(rule.__name__.strip("_"), value, at, end, _made_of(noted, at, end)), self)
        finally:
            self.frames.pop()


def _made_of(noted: Sequence[Step], at: int, end: int) -> tuple[Step, ...]:
    """The latest steps that lie one behind the other within a stretch."""
    parts: list[Step] = []
    for step in reversed(noted):
        if step.end <= end and step.start >= at:
            parts.append(step)
            end = step.start
        if end == at:
            break
    return tuple(reversed(parts))
