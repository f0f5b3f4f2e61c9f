"""What every PBX holds to, the fake one as much as the real adapter over a simulated PBX."""

from __future__ import annotations

import asyncio
from collections import Counter, defaultdict
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest
from answers.fake_pbx import FakePbx
from pbx.yeastar.given import DAY, NOW, connected, window

from bot.cdr.search import LegFilter, Search
from bot.simulator import OFFICE

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Sequence
    from contextlib import AbstractAsyncContextManager

    from bot.cdr.leg import Leg
    from bot.cdr.search import Coverage
    from bot.ports import Pbx

    Kind = Callable[[int], AbstractAsyncContextManager["Known"]]

WHOLE = (NOW - 40 * DAY, NOW + DAY)


@dataclass
class Known:
    """A PBX, and the true starts of its legs.

    ``coded`` are the starts of those with disposition code 7, ``called`` of each caller.
    """

    pbx: Pbx
    starts: list[int]
    coded: list[int]
    called: dict[str, list[int]]


async def fetched(
    pbx: Pbx, start: float | None, end: float, *codes: str, caller: str = ""
) -> tuple[list[Leg], Coverage]:
    got: list[Leg] = []

    def take(legs: Sequence[Leg]) -> None:
        assert legs
        got.extend(legs)

    covered = await pbx.fetch(
        Search(window=window(start, end), legs=LegFilter(call_from=caller, disposition_codes=codes)), take
    )
    return got, covered


@asynccontextmanager
async def real(days: int) -> AsyncIterator[Known]:
    async with connected(days=days) as (simulated, pbx):
        records = simulated.records.found()
        coded = [record.start for record in records if record.call.disposition_code == "7"]
        called = defaultdict[str, list[int]](list)
        for record in records:
            called[record.leg.caller.number].append(record.start)
        yield Known(pbx, [record.start for record in records], coded, called)


@asynccontextmanager
async def fake(days: int) -> AsyncIterator[Known]:
    """The fake one holds what the real one handed over: then both must say the same of it."""
    async with real(days) as known:
        legs, _ = await fetched(known.pbx, *WHOLE)
        coded, _ = await fetched(known.pbx, *WHOLE, "7")
        keys = frozenset(leg.call_key for leg in coded)
        pbx = FakePbx(legs, await known.pbx.roster(), await known.pbx.profile(), coded={"7": keys})
        yield Known(pbx, known.starts, known.coded, known.called)


PBXS = pytest.mark.parametrize("kind", [real, fake], ids=["real", "fake"])


@PBXS
async def test_every_leg_of_a_window_comes_once(kind: Kind) -> None:
    async with kind(9) as known:
        legs, covered = await fetched(known.pbx, *WHOLE)
        assert Counter(leg.start for leg in legs) == Counter(known.starts)
        assert len({leg.row_key for leg in legs}) == len(legs) == covered.legs
        assert covered.complete
        assert covered.proved
        assert covered.requests >= 1
        assert covered.sent


@PBXS
async def test_a_window_is_half_open(kind: Kind) -> None:
    async with kind(9) as known:
        starts = sorted(known.starts)
        first, last = starts[20], starts[-20]
        legs, _ = await fetched(known.pbx, first, last)
        assert Counter(leg.start for leg in legs) == Counter(each for each in starts if first <= each < last)
        empty, covered = await fetched(known.pbx, starts[-1] + 1, starts[-1] + 2)
        assert (empty, covered.proved, covered.empty_pbx) == ([], True, False)


@PBXS
async def test_a_window_open_to_the_past_holds_everything_before(kind: Kind) -> None:
    async with kind(9) as known:
        middle = sorted(known.starts)[len(known.starts) // 2]
        legs, covered = await fetched(known.pbx, None, middle)
        assert len(legs) == sum(each < middle for each in known.starts)
        assert covered.oldest is not None
        assert covered.oldest.timestamp() == min(known.starts)


@PBXS
async def test_the_legs_of_one_caller_can_be_asked_for_alone(kind: Kind) -> None:
    async with kind(9) as known:
        outside = max(
            (number for number in known.called if len(number) > 4), key=lambda n: len(known.called[n])
        )
        for caller in (outside, OFFICE.extensions[0].number):
            legs, covered = await fetched(known.pbx, *WHOLE, caller=caller)
            assert Counter(leg.start for leg in legs) == Counter(known.called[caller])
            assert {leg.caller.number for leg in legs} == {caller}
            assert covered.complete
        legs, covered = await fetched(known.pbx, *WHOLE, caller="0000000")
        assert (legs, covered.proved, covered.empty_pbx) == ([], True, False)


@PBXS
async def test_questions_at_once_each_get_all_of_theirs(kind: Kind) -> None:
    async with kind(9) as known:
        middle = sorted(known.starts)[len(known.starts) // 2]
        early, late, whole = await asyncio.gather(
            fetched(known.pbx, None, middle),
            fetched(known.pbx, middle, NOW + DAY),
            fetched(known.pbx, *WHOLE),
        )
        assert Counter(leg.row_key for leg in early[0] + late[0]) == Counter(leg.row_key for leg in whole[0])
        assert len(whole[0]) == len(known.starts)


@PBXS
async def test_disposition_codes_are_asked_of_the_pbx(kind: Kind) -> None:
    async with kind(20) as known:
        legs, _ = await fetched(known.pbx, *WHOLE, "7")
        assert Counter(leg.start for leg in legs) == Counter(known.coded)
        assert known.coded


@PBXS
async def test_a_zero_is_proved_and_an_empty_pbx_says_so(kind: Kind) -> None:
    async with kind(9) as known:
        legs, covered = await fetched(known.pbx, NOW - 900 * DAY, NOW - 800 * DAY)
        assert (legs, covered.proved, covered.empty_pbx) == ([], True, False)
    async with kind(0) as known:
        legs, covered = await fetched(known.pbx, *WHOLE)
        assert (legs, covered.legs, covered.empty_pbx, covered.oldest) == ([], 0, True, None)


@PBXS
async def test_progress_is_told_up_to_the_total(kind: Kind) -> None:
    async with kind(9) as known:
        told: list[tuple[int, int | None]] = []

        def progress(*, done: int, total: int | None, doing: str) -> None:
            assert doing
            told.append((done, total))

        await known.pbx.fetch(Search(window=window(*WHOLE)), lambda _: None, progress)
        assert told[-1] == (len(known.starts), len(known.starts))
        assert [done for done, _ in told] == sorted(done for done, _ in told)


@PBXS
async def test_roster_and_profile_are_those_of_the_office(kind: Kind) -> None:
    async with kind(9) as known:
        roster, profile = await known.pbx.roster(), await known.pbx.profile()
        assert set(roster.extensions) == {each.number for each in OFFICE.extensions}
        assert roster.known
        assert (profile.date_format, profile.clock, profile.timezone_name) == (
            "DD/MM/YYYY",
            24,
            "Europe/London",
        )


@PBXS
async def test_probes_have_names_and_findings(kind: Kind) -> None:
    async with kind(9) as known:
        probes = known.pbx.probes()
        assert len({probe.name for probe in probes}) == len(probes) >= 2
        for probe in probes:
            assert (await probe.run()).endswith(".")
