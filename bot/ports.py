"""What the use cases need from the world. Adapters depend on these, never the other way round."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence
    from datetime import datetime

    from bot.cdr.leg import Leg
    from bot.cdr.profile import PbxProfile
    from bot.cdr.roster import Roster
    from bot.cdr.search import Coverage, Search


class Clock(Protocol):
    """The only source of the present moment."""

    def now(self) -> datetime:
        """The present moment, aware."""


class Progress(Protocol):
    """Told of long work while it goes on; may do nothing."""

    def __call__(self, *, done: int, total: int | None, doing: str) -> None:
        """``done`` of ``total`` rows (None while not known), and what is being done, in words."""


class Probe(Protocol):
    """One link of the chain from here to the records, for the doctor."""

    @property
    def name(self) -> str:
        """What is probed, in the person's words."""

    @property
    def run(self) -> Callable[[], Awaitable[str]]:
        """Probe it: the finding in words.

        Raises:
            Trouble: the link is broken; the trouble says what mends it.
        """


class Pbx(Protocol):
    """A PBX whose records can be searched."""

    async def profile(self) -> PbxProfile:
        """What is known of it, discovered on first use.

        Raises:
            Trouble: it cannot be reached, refuses us, or its display format cannot be proved.
        """

    async def roster(self) -> Roster:
        """Its extensions, queues, ring groups, extension groups and IVRs, read on first use.

        Raises:
            Trouble: it cannot be reached or refuses us.
        """

    async def fetch(
        self, search: Search, take: Callable[[Sequence[Leg]], None], progress: Progress | None = None
    ) -> Coverage:
        """Hand over every leg that started in the window, each once, in no particular order, page by page.

        Raises:
            Trouble: nothing can be answered. What merely is missing stands in the coverage.
        """

    def probes(self) -> Sequence[Probe]:
        """The links from here to the records, in the order they depend on each other."""
