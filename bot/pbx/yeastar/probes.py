"""The links from here to the records, for the doctor: each probed by what a question needs of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Protocol

from bot.answers.counts import counted
from bot.answers.moments import full_date
from bot.cdr.party import PartyKind

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence
    from contextlib import AbstractAsyncContextManager

    from bot.cdr.profile import PbxProfile
    from bot.cdr.roster import Roster
    from bot.pbx.yeastar.api import Api
    from bot.pbx.yeastar.discovery import Discovered

LINKS = ("Connection", "Login", "Extensions and queues", "Date and time format", "Call records")
"""The names of the links, in the order they depend on each other."""


@dataclass(frozen=True, slots=True)
class Link:
    """One link, as the port ``Probe`` says."""

    name: str
    run: Callable[[], Awaitable[str]]


class Probed(Protocol):
    """What is probed."""

    @property
    def api(self) -> Api:
        """Its API."""

    async def roster(self) -> Roster:
        """Its lists."""

    async def profile(self) -> PbxProfile:
        """What was discovered of it, for people."""

    async def discovered(self) -> Discovered:
        """All that was."""

    def limited(self, progress: Callable[[], str]) -> AbstractAsyncContextManager[None]:
        """Gives up in time, saying how far it came."""


def probes(pbx: Probed) -> Sequence[Link]:
    """One for each of ``LINKS``."""

    async def reach() -> str:
        async with pbx.limited(lambda: "it had not answered"):
            answer = await pbx.api.bare("system/information")
        return f"The Open API answers ({answer.errmsg or f'error {answer.errcode}'} without a token, as it should)."

    async def log_in() -> str:
        async with pbx.limited(lambda: "the login had no answer yet"):
            await pbx.api.session.token()
        return "The PBX gives an access token for this Client ID and Client Secret."

    async def lists() -> str:
        return _told(await pbx.roster())

    async def dates() -> str:
        profile = await pbx.profile()
        machine = " ".join(
            filter(None, (profile.model, f"firmware {profile.firmware}" if profile.firmware else ""))
        )
        return (
            f"{machine or 'The PBX'} writes dates as {profile.date_format} with a {profile.clock}-hour clock in "
            f"{profile.timezone_name} (from its {_source(profile.timezone_source)}). {_clock(profile.clock_off)}"
        )

    async def records() -> str:
        known = await pbx.discovered()
        if known.known is None or known.oldest is None:
            return "The PBX holds no call record yet; dates are proved once it does."
        oldest = datetime.fromtimestamp(known.oldest, UTC).astimezone(known.zone.tzinfo)
        return (
            f"{known.records:,} records, the oldest of {full_date(oldest)}. "
            f"A search for a known one ({known.known.text}) finds it, so dates are understood."
        )

    runs = (reach, log_in, lists, dates, records)
    return tuple(Link(name, run) for name, run in zip(LINKS, runs, strict=True))


def _told(roster: Roster) -> str:
    if not roster.known:
        return " ".join(roster.notes)
    kinds = [group.kind for group in roster.groups]
    counts = (
        (len(roster.extensions), "extension"),
        (kinds.count(PartyKind.QUEUE), "queue"),
        (kinds.count(PartyKind.RING_GROUP), "ring group"),
        (kinds.count(PartyKind.EXTENSION), "extension group"),
        (len(roster.ivrs), "menu"),
    )
    return " ".join([f"{', '.join(counted(count, word) for count, word in counts)}.", *roster.notes])


def _source(source: str) -> str:
    return {"given": "settings here", "clock": "clock; only the offset is known"}.get(source, source)


def _clock(off: str) -> str:
    return f"Its clock is {off}; set one of the two." if off else "Its clock agrees with ours."
