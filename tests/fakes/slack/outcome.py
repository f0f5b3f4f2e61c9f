"""What became of something that Slack delivered to the app."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fakes.slack.model import Json


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """One command, press, submission or event, and the app's acknowledgement.

    Attributes:
        via: ``http`` or ``socket``.
        kind: ``slash_commands``, ``interactive`` or ``events_api``.
        status: of the HTTP answer; 200 for an acknowledgement by socket; 0 when none came in time.
        body: of the acknowledgement.
        seconds: until it came.
        payload: what was delivered.
        hook: path of its response URL; empty without.
        view_id: of the view that was pressed or submitted; empty outside of views.
    """

    via: str
    kind: str
    status: int
    body: str
    seconds: float
    payload: Json = field(repr=False)
    hook: str = ""
    view_id: str = ""

    @property
    def response_url(self) -> str:
        """Where the app may answer; empty without."""
        return str(self.payload.get("response_url", ""))

    @property
    def trigger_id(self) -> str:
        """What the app may open a modal with; empty without."""
        return str(self.payload.get("trigger_id", ""))

    @property
    def event_id(self) -> str:
        """Of an event; the same when it is delivered again."""
        return str(self.payload.get("event_id", ""))

    @property
    def ok(self) -> bool:
        """Whether it was acknowledged in time."""
        return self.status == 200

    @property
    def answer(self) -> Json:
        """The acknowledgement's body: its JSON, or its plain text as ``text``; empty when there is none."""
        if not self.body:
            return {}
        try:
            told = json.loads(self.body)
        except ValueError:
            return {"text": self.body}
        return told if isinstance(told, dict) else {"text": self.body}
