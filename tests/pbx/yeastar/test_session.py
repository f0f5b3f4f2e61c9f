"""One login at a time, refreshed before it is asked anew, never tried again once refused."""

from __future__ import annotations

import asyncio

import pytest

from bot.cdr.pbx_trouble import (
    ApiOff,
    BadCredentials,
    IpBlocked,
    IpNotAllowed,
    PbxBusy,
    TokenLimit,
    TokenRefused,
)
from bot.pbx.tokens import MemoryTokenStore
from bot.simulator import faults
from pbx.yeastar.given import DAY, HOUR, NOW, adapter, connected, fetched, keys, true_keys


async def test_two_hundred_questions_with_an_expired_token_make_one_login() -> None:
    async with connected(days=3, latency=0.001) as (simulated, pbx):
        await pbx.profile()
        simulated.tokens.expire(refresh_too=True)
        simulated.requests.clear()
        answers = await asyncio.gather(*(fetched(pbx, NOW - HOUR * 9, NOW) for _ in range(200)))
        assert simulated.requests.logins == 1
        assert simulated.requests.most_at_once <= 2
        expected = true_keys(simulated, NOW - HOUR * 9, NOW)
        assert all(keys(got) == expected for got, _ in answers)


async def test_two_hundred_first_questions_make_one_login_and_one_discovery() -> None:
    async with connected(days=3) as (simulated, pbx):
        await asyncio.gather(*(fetched(pbx, NOW - HOUR * 9, NOW) for _ in range(200)))
        assert simulated.requests.logins == 1
        assert len(simulated.requests.to("system/information")) == 1


async def test_an_expired_token_is_refreshed_and_not_asked_anew() -> None:
    async with connected(days=3) as (simulated, pbx):
        await pbx.profile()
        simulated.clock.advance(1799)  # within the margin in which a token counts as ended
        await fetched(pbx, NOW - DAY, NOW)
        assert (simulated.requests.logins, simulated.requests.refreshes) == (1, 1)
        assert simulated.tokens.taken == 1


async def test_a_token_that_ends_amid_a_long_read_is_replaced_and_the_read_goes_on() -> None:
    async with connected(firmware="mid", days=0) as (simulated, pbx):
        simulated.fill(35_000, NOW - 20 * DAY, NOW)
        await pbx.profile()
        simulated.faults.add(faults.ExpireTokens(path="cdr/search", after=2, refresh_too=True))
        got, covered = await fetched(pbx, NOW - 20 * DAY, NOW)
        assert (len(got), covered.complete) == (35_000, True)
        assert simulated.requests.logins == 2


async def test_a_refresh_token_that_is_not_taken_leads_to_a_login() -> None:
    async with connected(days=3) as (simulated, pbx):
        await pbx.profile()
        simulated.tokens.expire(refresh_too=True)
        await fetched(pbx, NOW - DAY, NOW)
        assert (simulated.requests.logins, simulated.requests.refreshes) == (2, 1)


async def test_tokens_are_shared_through_the_store() -> None:
    store = MemoryTokenStore()
    async with connected(days=3, tokens=store) as (simulated, pbx):
        await pbx.profile()
        other = adapter(simulated, tokens=store)
        await other.profile()
        await other.close()
        assert simulated.requests.logins == 1


async def test_another_process_that_has_replaced_the_token_is_not_undone() -> None:
    store = MemoryTokenStore()
    async with connected(days=3, tokens=store) as (simulated, pbx):
        await pbx.profile()
        other = adapter(simulated, tokens=store)
        await other.profile()
        simulated.tokens.expire()
        await fetched(other, NOW - DAY, NOW)
        await fetched(pbx, NOW - DAY, NOW)
        await other.close()
        assert (simulated.requests.logins, simulated.requests.refreshes) == (1, 1)


@pytest.mark.parametrize("number", [10000, -1, 40002, 10009])
async def test_refused_credentials_are_tried_once_however_many_ask(number: int) -> None:
    async with connected(days=1, secret="wrong", wrong_login=number) as (simulated, pbx):
        raised = await asyncio.gather(*(pbx.profile() for _ in range(20)), return_exceptions=True)
        assert all(isinstance(trouble, BadCredentials) for trouble in raised)
        with pytest.raises(BadCredentials):
            await pbx.profile()
        assert simulated.requests.logins == 1


async def test_a_blocked_address_stops_at_once_and_says_until_when() -> None:
    async with connected(days=1) as (simulated, pbx):
        simulated.tokens.block("127.0.0.1", 540)
        with pytest.raises(IpBlocked) as raised:
            await pbx.profile()
        assert "until 20:40 UTC (9 min)" in raised.value.sentence
        with pytest.raises(IpBlocked):
            await pbx.profile()
        assert simulated.requests.logins == 1


async def test_a_block_that_is_told_as_an_epoch_second_says_the_same() -> None:
    async with connected(days=1, block_expires="epoch") as (simulated, pbx):
        simulated.tokens.block("127.0.0.1", 540)
        with pytest.raises(IpBlocked) as raised:
            await pbx.profile()
        assert "until 20:40 UTC (9 min)" in raised.value.sentence


async def test_a_block_that_is_over_is_forgotten() -> None:
    async with connected(days=1) as (simulated, pbx):
        simulated.tokens.block("127.0.0.1", 540)
        with pytest.raises(IpBlocked):
            await pbx.profile()
        simulated.clock.advance(541)
        assert (await pbx.profile()).format_proved


async def test_the_token_limit_is_never_tried_again() -> None:
    async with connected(days=1) as (simulated, pbx):
        others = [adapter(simulated) for _ in range(8)]
        for other in others:
            await other.api.session.token()
        raised = await asyncio.gather(*(pbx.profile() for _ in range(5)), return_exceptions=True)
        assert all(isinstance(trouble, TokenLimit) for trouble in raised)
        assert simulated.requests.logins == 9
        await asyncio.gather(*(other.close(revoke=True) for other in others))
        simulated.clock.advance(30)
        assert (await pbx.profile()).format_proved


async def test_an_address_that_is_not_allowed_and_an_api_that_is_off_are_told_apart() -> None:
    async with connected(days=1, allowed=("192.0.2.1",)) as (_, pbx):
        with pytest.raises(IpNotAllowed):
            await pbx.profile()
    async with connected(days=1, api_enabled=False) as (_, pbx):
        with pytest.raises(ApiOff):
            await pbx.profile()


async def test_a_busy_pbx_is_not_taken_for_wrong_credentials() -> None:
    async with connected(days=1) as (simulated, pbx):
        simulated.faults.add(faults.Refuse(path="get_token", errcode=70082))
        assert (await pbx.profile()).format_proved  # a later try of the same question
        simulated.faults.add(faults.Refuse(path="refresh_token", errcode=70082, times=None))
        simulated.tokens.expire()
        with pytest.raises(PbxBusy):
            await fetched(pbx, NOW - DAY, NOW)


async def test_a_new_token_that_is_refused_at_once_is_not_replaced_for_ever() -> None:
    async with connected(days=1) as (simulated, pbx):
        simulated.faults.add(faults.Refuse(path="extension/list", errcode=10004, times=None))
        with pytest.raises(TokenRefused):
            await pbx.profile()
        assert simulated.requests.logins + simulated.requests.refreshes == 2


async def test_a_token_is_given_back_when_none_is_to_be_kept() -> None:
    store = MemoryTokenStore()
    async with connected(days=1, tokens=store) as (simulated, pbx):
        await pbx.profile()
        assert simulated.tokens.taken == 1
        await pbx.close(revoke=True)
        assert simulated.tokens.taken == 0
        assert store.load(next(iter(store._kept), "")) is None


async def test_giving_back_fails_in_silence_when_the_pbx_is_gone() -> None:
    store = MemoryTokenStore()
    async with connected(days=1, tokens=store) as (simulated, pbx):
        await pbx.profile()
        simulated.faults.add(faults.BadGateway(path="del_token"))
        await pbx.close(revoke=True)
        assert not store._kept
