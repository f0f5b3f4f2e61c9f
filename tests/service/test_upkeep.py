"""Sweeping goes on, whatever becomes of one sweep."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

from pbx.pooling import Scene, until
from store.given import opened

from bot.pbx.guard import PrivateAddresses
from bot.pbx.pool import PbxPool
from bot.upkeep import upkeep
from bot.workspace.store_trouble import StoreBusy

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


class SickPool(PbxPool):
    """Fails at each sweep, in another way each time."""

    swept = 0

    async def sweep(self) -> None:
        self.swept += 1
        raise (StoreBusy(), KeyError("a name"), TimeoutError())[self.swept % 3]


async def test_a_sweep_that_fails_is_told_and_the_next_one_comes(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    scene = Scene()
    facts: dict[str, Any] = {"private": PrivateAddresses.ALLOW, "checks_certificates": False}
    pool = SickPool(opens=scene._open, tokens=scene._tokens, clock=scene, **facts)
    async with opened(tmp_path / "ringback.db") as store:
        keeping = asyncio.ensure_future(upkeep(store, pool, scene, look_every=0.005))
        await until(lambda: pool.swept > 3 or keeping.done())
        keeping.cancel()
        await asyncio.wait((keeping,))
    assert keeping.cancelled()
    told = {each.message for each in caplog.records}
    assert {
        f"idle PBXs: nothing was swept: {why}" for why in ("KeyError", "TimeoutError", "store_busy")
    } <= told
    assert "a name" not in caplog.text
