"""Trigger ids: what a person's command or press lets the app open, once and for seconds."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import count
from typing import TYPE_CHECKING

from fakes.slack.refused import Refused

if TYPE_CHECKING:
    from collections.abc import Callable


@dataclass(slots=True, kw_only=True)
class Trigger:
    """Leave to open one modal.

    Attributes:
        view: id of the modal it was pressed in; empty outside.
    """

    team: str
    user: str
    at: float
    view: str
    used: bool = False


class Triggers:
    """Every trigger id that was handed out."""

    def __init__(self, now: Callable[[], float], seconds: float) -> None:
        self._now, self.seconds = now, seconds
        self._known: dict[str, Trigger] = {}
        self._numbers = count(1)

    def hand_out(self, team: str, user: str, view: str = "") -> str:
        """A new trigger id."""
        name = f"{next(self._numbers)}.{team}.trigger"
        self._known[name] = Trigger(team=team, user=user, at=self._now(), view=view)
        return name

    def exchange(self, name: object, team: str) -> Trigger:
        """Use a trigger id up.

        Raises:
            Refused: unknown, of another workspace, used, or too old.
        """
        trigger = self._known.get(str(name))
        if trigger is None or trigger.team != team:
            raise Refused("invalid_trigger_id")
        if trigger.used:
            raise Refused("exchanged_trigger_id")
        if self._now() - trigger.at > self.seconds:
            raise Refused("expired_trigger_id")
        trigger.used = True
        return trigger
