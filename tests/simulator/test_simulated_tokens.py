"""Tokens: how they are given, how long they live, how many there are, and who is shut out."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest
from asking import NOW, running

if TYPE_CHECKING:
    from asking import Asker

    from bot.simulator import Simulator

WRONG = {"username": "somebody", "password": "else"}


async def works(asker: Asker) -> bool:
    return bool((await asker.get("system/information"))["errcode"] == 0)


async def test_a_login_gives_a_pair_with_its_lifetimes() -> None:
    async with running(log_in=False) as (pbx, asker):
        body = await asker.log_in(pbx)
    assert (body["errcode"], body["errmsg"]) == (0, "SUCCESS")
    assert (body["access_token_expire_time"], body["refresh_token_expire_time"]) == (1800, 86400)
    assert len({body["access_token"], body["refresh_token"]}) == 2
    assert set(body) == {
        "errcode",
        "errmsg",
        "access_token",
        "access_token_expire_time",
        "refresh_token",
        "refresh_token_expire_time",
    }


async def test_an_access_token_lives_half_an_hour_on_the_clock_of_the_pbx() -> None:
    async with running() as (pbx, asker):
        pbx.clock.advance(1799)
        assert await works(asker)
        pbx.clock.advance(1)
        assert (await asker.get("system/information"))["errcode"] == 10004


async def test_a_refresh_token_lives_a_day_and_works_once() -> None:
    async with running() as (pbx, asker):
        old = asker.token
        pbx.clock.advance(86399)
        body = await asker.post("refresh_token", {"refresh_token": asker.refresh})
        assert body["errcode"] == 0
        assert (await asker.post("refresh_token", {"refresh_token": asker.refresh}))["errcode"] == 10004
        asker.token = body["access_token"]
        assert await works(asker)
        assert asker.token != old
        pbx.clock.advance(86400)
        again = await asker.post("refresh_token", {"refresh_token": body["refresh_token"]})
        assert again["errcode"] == 10004


async def test_a_refresh_ends_the_old_access_token() -> None:
    async with running() as (_, asker):
        assert (await asker.post("refresh_token", {"refresh_token": asker.refresh}))["errcode"] == 0
        assert not await works(asker)


async def test_a_revoked_pair_is_dead_as_a_whole() -> None:
    async with running() as (pbx, asker):
        assert (await asker.get("del_token")) == {"errcode": 0, "errmsg": "SUCCESS"}
        assert not await works(asker)
        assert (await asker.get("del_token"))["errcode"] == 10004
        assert (await asker.post("refresh_token", {"refresh_token": asker.refresh}))["errcode"] == 10004
        assert pbx.tokens.taken == 0


async def log_ins(pbx: Simulator, asker: Asker, times: int) -> list[int]:
    return [(await asker.log_in(pbx))["errcode"] for _ in range(times)]


async def test_eight_tokens_may_be_valid_at_once() -> None:
    async with running(log_in=False) as (pbx, asker):
        assert await log_ins(pbx, asker, 9) == [0] * 8 + [60002]
        pbx.clock.advance(1800)
        assert await log_ins(pbx, asker, 1) == [0]


async def test_a_revoked_token_frees_its_slot() -> None:
    async with running(log_in=False) as (pbx, asker):
        await log_ins(pbx, asker, 8)
        await asker.get("del_token")
        assert await log_ins(pbx, asker, 2) == [0, 60002]


@pytest.mark.parametrize(("frees", "next_logins"), [(True, [0, 60002]), (False, [60002, 60002])])
async def test_whether_a_refresh_frees_a_slot_is_a_switch(*, frees: bool, next_logins: list[int]) -> None:
    async with running(refresh_frees_slot=frees) as (pbx, asker):
        refresh = asker.refresh
        await log_ins(pbx, asker, 6)
        await asker.post("refresh_token", {"refresh_token": refresh})
        assert await log_ins(pbx, asker, 2) == next_logins


async def test_the_fifth_wrong_login_blocks_the_address_for_ten_minutes() -> None:
    async with running() as (pbx, asker):
        for _ in range(5):
            assert (await asker.post("get_token", WRONG))["errcode"] == 10000
        blocked = await asker.post("get_token", WRONG)
        assert (blocked["errcode"], blocked["block_expire_time"]) == (70004, 600)
        assert (await asker.get("system/information"))["errcode"] == 70004
        pbx.clock.advance(420)
        assert (await asker.get("system/information"))["block_expire_time"] == 180
        pbx.clock.advance(180)
        assert await works(asker)


async def test_a_good_login_wipes_the_wrong_ones_out() -> None:
    async with running(log_in=False) as (pbx, asker):
        for _ in range(2):
            for _ in range(4):
                await asker.post("get_token", WRONG)
            assert (await asker.log_in(pbx))["errcode"] == 0


async def test_the_end_of_a_block_can_be_told_as_a_moment() -> None:
    async with running(log_in=False, block_expires="epoch", wrong_login=-1) as (_, asker):
        answers = [(await asker.post("get_token", WRONG)) for _ in range(6)]
        assert [body["errcode"] for body in answers] == [-1] * 5 + [70004]
        assert answers[5]["block_expire_time"] == NOW + 600


@pytest.mark.parametrize(
    ("path", "body", "errcode"),
    [
        ("get_token", {"username": "x"}, 40002),
        ("get_token", {"username": "x", "password": ""}, 40002),
        ("get_token", {"username": "x", "password": "y", "remember": "z"}, 40002),
        ("get_token", {"username": "x", "password": 7}, 40001),
        ("get_token", ["x", "y"], 40001),
        ("refresh_token", {}, 40002),
        ("refresh_token", {"refresh_token": "never given"}, 10004),
    ],
)
async def test_ill_formed_logins_are_refused_and_are_no_strike(path: str, body: object, errcode: int) -> None:
    async with running(log_in=False) as (pbx, asker):
        for _ in range(6):
            assert (await asker.post(path, body))["errcode"] == errcode
        assert (await asker.log_in(pbx))["errcode"] == 0


async def test_a_form_is_not_json() -> None:
    async with running(log_in=False) as (pbx, asker):
        form = {"username": pbx.client_id, "password": pbx.client_secret}
        response = await asker.http.post("/openapi/v1.0/get_token", data=form)
        assert (response.status_code, response.json()["errcode"]) == (200, 40001)


async def test_the_log_counts_without_secrets() -> None:
    async with running() as (pbx, asker):
        await asker.post("refresh_token", {"refresh_token": asker.refresh})
        await asyncio.gather(*(asker.get("cdr/search", call_from="4001") for _ in range(3)))
        await asker.get("del_token")
        log = pbx.requests
        assert (log.logins, log.refreshes, log.revocations, len(log)) == (1, 1, 1, 6)
        assert 1 <= log.most_at_once <= 3
        assert [asked.query for asked in log.to("cdr/search")] == [{"call_from": "4001"}] * 3
        assert asker.token not in repr(list(log))
        log.clear()
        assert (len(log), log.logins, log.at_once) == (0, 0, 0)
