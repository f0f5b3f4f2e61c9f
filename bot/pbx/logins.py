"""Refused logins, counted for the whole process: some more, and a PBX blocks our address for everybody here.

Five are said to do so, whoever made them; a block is over after some ten minutes (secondary sources). So they are
counted by the address that they went to, over all workspaces and forms and whatever name or port led there.
"""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from contextlib import asynccontextmanager
from ipaddress import IPv6Address, ip_address
from typing import TYPE_CHECKING
from weakref import WeakValueDictionary

from bot.cdr.pbx_trouble import BadCredentials, LoginsHeld
from bot.cdr.trouble import Trouble
from bot.pbx.until import until

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable

    from bot.ports import Clock

    Gate = Callable[[str], Awaitable[None]]
    """Passed with an address before it is connected to; raises where nobody may go there now."""

MOST, WITHIN = 3, 600.0
"""Refused logins, and the seconds that they count for."""

_REMEMBERED = 10_000
"""Logins that are remembered to have been taken."""


class Logins:
    """What became of the logins of this process. ``clock`` tells how long ago they were."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._refused: dict[str, list[tuple[float, str]]] = {}
        self._taken: OrderedDict[tuple[str, str], None] = OrderedDict()
        self._doors: WeakValueDictionary[str, _Door] = WeakValueDictionary()

    @asynccontextmanager
    async def attempt(self, key: str, place: str = "") -> AsyncIterator[Attempt]:
        """One login, made within the block: refused if it raises ``BadCredentials``, taken if nothing.

        Other troubles say nothing of the secret. Of one that is called off nobody knows; it counts as refused.

        Args:
            key: names Client ID, secret and address together, and tells none of them.
            place: where it goes, if that is more than an address: behind a gateway many PBXs have the same one.
        """
        attempt = Attempt(self, key, place)
        try:
            yield attempt
        except BadCredentials:
            self._count(attempt)
            raise
        except Trouble:
            raise
        except BaseException:  # also a cancellation, and it goes on
            self._count(attempt)
            raise
        else:
            self._clear(attempt)
        finally:
            attempt.leave()

    async def enter(self, key: str, place: str) -> _Door | None:
        """Wait while those under way there may all be refused, then go. What was taken there before goes at once.

        Returns:
            what is to be left in the end; None where nothing is.

        Raises:
            LoginsHeld: too many were refused there of late.
        """
        if (key, place) in self._taken:
            return None
        door = self._doors.setdefault(place, _Door())
        while (refused := len(self._recent(place))) + door.under_way >= MOST:
            if refused >= MOST:
                raise self._held(place)
            await door.left.wait()
        door.under_way += 1
        return door

    def _held(self, place: str) -> LoginsHeld:
        now, refused = self._clock.now(), self._recent(place)
        ends = refused[-MOST][0] + WITHIN
        return LoginsHeld(
            count=len(refused),
            minutes=round(WITHIN / 60),
            until=until(ends - now.timestamp(), now),
        )

    def _recent(self, place: str) -> list[tuple[float, str]]:
        """The refusals that count, oldest first. A clock that was set back lets none count for longer."""
        now = self._clock.now().timestamp()
        return [each for each in self._refused.get(place, ()) if now - WITHIN < each[0] <= now]

    def _count(self, attempt: Attempt) -> None:
        if not attempt.passed:
            return
        self._taken.pop((attempt.key, attempt.place), None)
        for place in tuple(self._refused):
            self._keep(place, self._recent(place))
        now = self._clock.now().timestamp()
        self._keep(attempt.place, [*self._recent(attempt.place), (now, attempt.key)])

    def _clear(self, attempt: Attempt) -> None:
        if not attempt.passed:
            return
        place, key = attempt.place, attempt.key
        self._keep(place, [each for each in self._recent(place) if each[1] != key])
        self._taken[key, place] = None
        self._taken.move_to_end((key, place))
        if len(self._taken) > _REMEMBERED:
            self._taken.popitem(last=False)

    def _keep(self, place: str, refused: list[tuple[float, str]]) -> None:
        if refused:
            self._refused[place] = refused
        else:
            self._refused.pop(place, None)


class Attempt:
    """One login on its way. ``passed``: it was let through to ``place``, so it may have been made there."""

    def __init__(self, logins: Logins, key: str, place: str) -> None:
        self.key, self.place, self.passed = key, place, False
        self._named = place
        self._logins = logins
        self._door: _Door | None = None

    async def gate(self, address: str) -> None:
        """Pass if another login may be made there; that may have to wait for what becomes of others.

        Raises:
            LoginsHeld: none may be made now.
        """
        self.leave()
        self.passed = False
        self.place = self._named or _plain(address)
        self._door = await self._logins.enter(self.key, self.place)
        self.passed = True

    def leave(self) -> None:
        """Let the next one go there."""
        if self._door is not None:
            self._door.leave()
            self._door = None


class _Door:
    """Logins under way to one place; ``left`` is set when one of them has come to an end."""

    def __init__(self) -> None:
        self.under_way, self.left = 0, asyncio.Event()

    def leave(self) -> None:
        self.under_way -= 1
        self.left.set()
        self.left = asyncio.Event()


def _plain(address: str) -> str:
    """An address in its one form: an IPv4 address may be written as an IPv6 one."""
    parsed = ip_address(address.partition("%")[0])
    mapped = parsed.ipv4_mapped if isinstance(parsed, IPv6Address) else None
    return str(mapped or parsed)
