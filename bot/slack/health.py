"""Whether this process does its work: its link to Slack, what was delivered, and what has to be answered yet."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from bot.answers.rounds_figures import Figures
from bot.slack.people import Remembered
from bot.workspace.store_trouble import StoreTrouble
from bot.workspace.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.ports import Clock, WorkspaceStore

_OK = "ok"
_FRESH = 1.0
"""Seconds for which it stays known whether the database answers: whoever reaches the port may ask."""
_NOBODY = Workspace(team="")
"""A workspace that has nothing: reading its settings proves the database, and costs nothing."""


@dataclass(kw_only=True)
class Health:
    """What is known of this process, kept up to date by the parts that do the work.

    Attributes:
        mode: ``socket`` or ``http``.
        underway: how many questions are being answered.
        pbxs: how many PBXs are open.
        connected: whether Slack reaches this process; by HTTP it is Slack who connects, so it counts as such.
        stopping: it takes no more.
        deliveries: how often Slack delivered something; ``last`` when, epoch seconds, None before the first.
        digests: what was done with digests so far.
    """

    clock: Clock
    store: WorkspaceStore
    mode: str
    underway: Callable[[], int]
    pbxs: Callable[[], int]
    connected: bool = False
    stopping: bool = False
    deliveries: int = 0
    last: float | None = None
    digests: Figures = field(default_factory=Figures)

    def __post_init__(self) -> None:
        self._database: Remembered[str] = Remembered(self.clock, _FRESH)

    def delivered(self) -> None:
        """Slack delivered something."""
        self.deliveries += 1
        self.last = self.clock.now().timestamp()

    @property
    def silence(self) -> float | None:
        """Seconds since something was delivered; None before the first."""
        return None if self.last is None else max(0.0, self.clock.now().timestamp() - self.last)

    def alive(self) -> tuple[bool, dict[str, Any]]:
        """Whether the process lives and Slack reaches it, and what is told of that."""
        silence = self.silence
        return self.connected, {
            "status": _OK if self.connected else "slack unreachable",
            "mode": self.mode,
            "slack_connected": self.connected,
            "seconds_since_delivery": None if silence is None else round(silence),
            "underway": self.underway(),
        }

    async def ready(self) -> tuple[bool, dict[str, Any]]:
        """Whether questions can be answered: the database opens, and its keys did when this process began."""
        if self.stopping:
            return False, {"status": "stopping"}
        status = await self._database.of(_NOBODY, self._answering)
        return status == _OK, {"status": status}

    async def _answering(self) -> str:
        try:
            await self.store.settings(_NOBODY)
        except StoreTrouble as trouble:
            return trouble.code
        return _OK
