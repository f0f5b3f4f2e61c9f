"""What every method of the Web API says about itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from fakes.slack.desk import Desk
    from fakes.slack.model import Caller, Json, Team


@dataclass(frozen=True, slots=True, kw_only=True)
class Method:
    """A method of the Web API.

    Attributes:
        answer: makes the answer without ``ok``, or raises Refused.
        takes: names of the arguments it has.
        scope: what the token must have; empty for none.
        level: which token it takes: of an installation, of the app, or none.
    """

    answer: Callable[[Desk, Caller, Json], Json]
    takes: frozenset[str]
    scope: str = ""
    level: str = "bot"


def takes(names: str) -> frozenset[str]:
    """Names of arguments, written with spaces between."""
    return frozenset(names.split())


def team_of(caller: Caller) -> Team:
    """The workspace of an installation's token."""
    assert caller.team is not None
    return caller.team


def yes(value: object) -> bool:
    """Whether an argument says yes, in any of the ways Slack understands."""
    return str(value).lower() in {"1", "true"}
