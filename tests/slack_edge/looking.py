"""PBXs that are looked at before they are saved."""

from __future__ import annotations

from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from slack_edge.filling import (
    FILLED,
    form,
    sent,
    set_up_form,
    text_of,
)
from slack_edge.office import OnePbx

if TYPE_CHECKING:
    import asyncio
    from collections.abc import AsyncIterator

    from answers.fake_pbx import FakePbx
    from fakes.slack import FakeSlack

    from bot.slack.desk import Desk
    from bot.workspace.pbx import WorkspacePbx
    from bot.workspace.workspace import Workspace


@dataclass
class Watched(OnePbx):
    """Keeps what it was asked to open, and fails as told; waits first for ``answers``, where it is given."""

    asked: list[WorkspacePbx] = field(default_factory=list)
    trouble: Exception | None = None
    answers: asyncio.Event | None = None

    @asynccontextmanager
    async def lease(self, workspace: Workspace, pbx: WorkspacePbx) -> AsyncIterator[FakePbx]:
        self.asked.append(pbx)
        if self.answers is not None:
            await self.answers.wait()
        if self.trouble is not None:
            raise self.trouble
        async with super().lease(workspace, pbx) as opened:
            yield opened


async def found(slack: FakeSlack, desk: Desk) -> str:
    """The text of the page before saving, for a new PBX."""
    await sent(slack, desk, await set_up_form(slack), FILLED)
    return text_of((await form(slack, "setup:found")).blocks)
