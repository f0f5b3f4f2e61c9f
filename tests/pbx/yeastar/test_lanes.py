"""What needs nothing of each other is asked at once, and never more than two at a time."""

from __future__ import annotations

import asyncio

import pytest

from bot.cdr.pbx_trouble import BadCredentials
from bot.pbx.yeastar.lanes import beside
from bot.simulator import faults
from pbx.yeastar.given import DAY, NOW, connected, fetched


async def test_a_first_question_asks_for_lists_and_records_two_at_a_time() -> None:
    async with connected(days=3, latency=0.02) as (simulated, pbx):
        await fetched(pbx, NOW - DAY, NOW)
        paths = [request.path for request in simulated.requests]
        assert simulated.requests.most_at_once == 2
        assert paths[:2] == ["get_token", "extension/list"]
        assert set(paths[2:4]) == {"system/information", "queue/list"}


async def test_a_pbx_that_refuses_us_is_asked_once() -> None:
    async with connected(days=1, secret="wrong") as (simulated, pbx):
        with pytest.raises(BadCredentials):
            await pbx.profile()
        assert len(list(simulated.requests)) == 1


async def test_a_refused_list_beside_the_discovery_stops_neither() -> None:
    async with connected(days=3) as (simulated, pbx):
        simulated.faults.add(faults.Refuse(path="queue/list", errcode=10005, times=None))
        assert (await pbx.profile()).format_proved
        assert (await pbx.roster()).notes == ("The PBX did not tell its queues.",)


async def test_where_one_fails_the_other_does_not_go_on() -> None:
    gone_on = asyncio.Event()

    async def fails() -> None:
        await asyncio.sleep(0)
        raise ValueError("it was refused")

    async def goes_on() -> None:
        await asyncio.sleep(0.01)
        gone_on.set()

    with pytest.raises(ValueError, match="it was refused"):
        await beside(fails(), goes_on())
    await asyncio.sleep(0.03)
    assert not gone_on.is_set()
