"""One attempt at what must not be done twice, such as a post: what it came to is known, or said not to be known."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING, TypeVar

from bot.cdr.trouble import Trouble
from bot.workspace.hold import Hold
from bot.workspace.store_trouble import StoreTrouble

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from bot.slack.desk import Desk
    from bot.workspace.workspace import Workspace

_log = logging.getLogger(__name__)

_Prepared = TypeVar("_Prepared")


class Stage(Enum):
    """How far it is done, and by whom."""

    OURS = auto()
    """By this attempt: it may go on, or has done it."""
    UNDERWAY = auto()
    """Another attempt is doing it."""
    INTERRUPTED = auto()
    """Another attempt ended without a word: it may be done or not."""
    DONE = auto()
    """Another attempt did it."""


class NotSaid(Exception):  # noqa: N818 - a sign between two parts of this room, no error of its own
    """Who was to do it did not say whether it is done."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """What is done, and by which attempt.

    Attributes:
        name: what is done.
        holder: of this attempt alone.
        lasts: seconds without a word after which it counts as interrupted.
    """

    desk: Desk
    workspace: Workspace
    name: str
    holder: str
    lasts: int

    async def run(
        self,
        prepare: Callable[[], Awaitable[_Prepared]],
        act: Callable[[_Prepared], Awaitable[str]],
        *,
        anew: bool = False,
    ) -> Stage:
        """Do it, unless another attempt has it; ``OURS`` where this one did it.

        Args:
            prepare: all that can be repeated. What it raises, and a cancellation, gives the attempt back.
            act: does it, and says what it came to. After a ``Trouble`` it is not done, after anything else nobody
                knows.
            anew: do it also where another attempt was interrupted.

        Raises:
            NotSaid, Trouble: as prepare and act do.
            StoreTrouble: the store cannot be used; nothing was done.
        """
        stage = await self._begun(anew=anew)
        if stage is not Stage.OURS:
            return stage
        try:
            prepared = await prepare()
            stage = await self._begun()  # its time begins anew; somebody may have taken it over
        except BaseException:  # also a cancellation
            await self._give_back()
            raise
        if stage is Stage.OURS:
            await self._done(await self._acted(act, prepared))
        return stage

    async def _acted(self, act: Callable[[_Prepared], Awaitable[str]], prepared: _Prepared) -> str:
        try:
            return await act(prepared)
        except Trouble:
            await self._give_back()
            raise
        except BaseException:  # also a cancellation: it may be done by now
            await self._break_off()
            raise

    async def _begun(self, *, anew: bool = False) -> Stage:
        now = self.desk.now()
        wanted = Hold(holder=self.holder, until=now + self.lasts)
        standing = await self.desk.store.hold(self.workspace, self.name, wanted, now, anew=anew)
        if standing == wanted:
            return Stage.OURS
        if standing.done:
            return Stage.DONE
        live = now < standing.until <= wanted.beyond(now)
        return Stage.UNDERWAY if live else Stage.INTERRUPTED

    async def _done(self, what: str) -> None:
        await _tried(self.desk.store.confirm(self.workspace, self.name, what, self.desk.now()))

    async def _give_back(self) -> None:
        """It came to nothing: it may be begun again at once."""
        await _tried(self.desk.store.release(self.workspace, self.name, self.holder))

    async def _break_off(self) -> None:
        """From now on the next one is told that nobody knows whether it is done."""
        over = Hold(holder=self.holder, until=self.desk.now())
        await _tried(self.desk.store.hold(self.workspace, self.name, over, over.until))


async def _tried(keeping: Awaitable[object]) -> None:
    """What cannot be kept is seen as interrupted when its time is over; it takes nobody their answer."""
    try:
        await keeping
    except StoreTrouble as trouble:
        _log.warning("how an attempt ended cannot be kept: %s", trouble.code)
