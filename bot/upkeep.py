"""What a process that runs for weeks lets go of, besides answering."""

from __future__ import annotations

import asyncio
import gc
import logging
from typing import TYPE_CHECKING

from bot.workspace.store_trouble import StoreTrouble

if TYPE_CHECKING:
    from collections.abc import Awaitable

    from bot.pbx.pool import PbxPool
    from bot.ports import Clock, Store

_log = logging.getLogger(__name__)

_GARBAGE = (50_000, 20, 20)
"""New objects between two looks for cycles: with Python's 700 a morning's digests spent a fifth of their time on them,
for 20 MB less at most."""

_LOOK_EVERY, _SWEEP_EVERY = 60, 3600
"""Seconds between two looks for idle PBXs, and between two sweeps of the store."""


def look_for_cycles_seldom() -> None:
    """Leave what was there at the start out of every look for unreachable cycles, and look less often.

    For a process that was set up and now serves; what no cycle holds is freed at once as ever.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(*_GARBAGE)


async def upkeep(store: Store, pool: PbxPool, clock: Clock, *, look_every: float = _LOOK_EVERY) -> None:
    """Close the PBXs that nobody asks, and let go of what has served its time, for as long as the process runs."""
    while True:
        await _swept("the store", store.sweep(int(clock.now().timestamp())))
        for _ in range(_SWEEP_EVERY // _LOOK_EVERY):
            await asyncio.sleep(look_every)
            await _swept("idle PBXs", pool.sweep())


async def _swept(what: str, sweeping: Awaitable[None]) -> None:
    try:
        await sweeping
    except StoreTrouble as trouble:
        _log.warning("%s: nothing was swept: %s", what, trouble.code)
    except Exception as error:  # noqa: BLE001 - whatever it is must not end the sweeping for good
        _log.error("%s: nothing was swept: %s", what, type(error).__name__)
