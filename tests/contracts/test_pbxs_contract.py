"""What everything that opens PBXs holds to, the fake of the Slack edge's tests as much as the pool."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from pbx.pooling import ACME, GLOBEX, Scene, invented
from slack_edge.office import OnePbx

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable
    from contextlib import AbstractAsyncContextManager

    from bot.ports import Pbxs

    Kind = Callable[[], AbstractAsyncContextManager[Pbxs]]

HERE, THERE = invented(1), invented(2)


@asynccontextmanager
async def real() -> AsyncIterator[Pbxs]:
    pool = Scene().pool()
    yield pool
    await pool.close()


@asynccontextmanager
async def fake() -> AsyncIterator[Pbxs]:
    yield OnePbx()


PBXS = pytest.mark.parametrize("kind", [real, fake], ids=["real", "fake"])


@PBXS
async def test_many_may_ask_at_once_each_within_their_block(kind: Kind) -> None:
    async with kind() as pbxs:
        async with pbxs.lease(ACME, HERE) as one, pbxs.lease(ACME, HERE) as two:
            assert one is two
            await asyncio.gather(one.profile(), two.profile())
        async with pbxs.lease(GLOBEX, THERE) as other:
            assert (await other.profile()).format_proved


@PBXS
async def test_what_goes_wrong_within_the_block_comes_out_as_it_was(kind: Kind) -> None:
    async with kind() as pbxs:
        for wrong in (ValueError("wrong"), TimeoutError(), asyncio.CancelledError()):
            with pytest.raises(type(wrong)) as raised:
                async with pbxs.lease(ACME, HERE):
                    raise wrong
            assert raised.value is wrong


@PBXS
async def test_a_forgotten_pbx_may_be_asked_again_and_one_that_was_never_asked_may_be_forgotten(
    kind: Kind,
) -> None:
    async with kind() as pbxs:
        await pbxs.forget(ACME, THERE)
        for pbx in (HERE, replace(HERE, client_secret="another")):
            async with pbxs.lease(ACME, pbx) as asked:
                await asked.profile()
            await pbxs.forget(ACME, pbx)
            await pbxs.forget(ACME, pbx)


@PBXS
async def test_a_pbx_is_parted_from_whether_it_was_ever_asked_or_not_and_may_be_asked_again(
    kind: Kind,
) -> None:
    async with kind() as pbxs:
        for pbx in (HERE, THERE):
            async with pbxs.lease(ACME, HERE) as asked:
                await asked.profile()
            part = await pbxs.parting(ACME, pbx)
            await part()
            await part()


@PBXS
async def test_in_an_installation_of_ones_own_certificates_may_go_unchecked(kind: Kind) -> None:
    async with kind() as pbxs:
        assert pbxs.checks_certificates is False
