"""Both stores under the rounds."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from fakes.digests import MemoryDigestStore
from store.given import opened

from digest_rounds.given import Clock, Scene

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path


@pytest.fixture(params=["sqlite", "memory"])
async def scene(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Scene]:
    """On a Wednesday at noon; London is on UTC."""
    clock = Clock("2026-11-25 12:00")
    if request.param == "memory":
        yield Scene(MemoryDigestStore(), clock)
        return
    async with opened(tmp_path / "ringback.db") as store:
        yield Scene(store.digests, clock)
