"""A fault of ours stands in the log with the place where it is to be looked for."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.slack import answering
from bot.slack.answering import guarded
from bot.slack.app import web_client
from bot.slack.occasion import Occasion
from slack_edge.office import ACME, office

if TYPE_CHECKING:
    from collections.abc import Callable

    import pytest

    from bot.blocks.message import Message
    from bot.slack.outlets import Outlet

LIBRARY = "def fail():\n\n\n    raise KeyError('a name')\n"


class Kept:
    """What the person is told."""

    def __init__(self) -> None:
        self.told: list[Message] = []

    async def meanwhile(self, message: Message) -> None:
        self.told.append(message)

    async def answer(self, message: Message, plainer: object = None) -> None:  # noqa: ARG002 - an outlet's signature
        self.told.append(message)


async def test_the_place_is_in_our_code_wherever_the_libraries_lie(caplog: pytest.LogCaptureFixture) -> None:
    namespace: dict[str, Callable[[], None] | str] = {"__name__": "library.bot.inside"}
    exec(compile(LIBRARY, "/home/bot/venv/bot/library.py", "exec"), namespace)  # noqa: S102 - a library at that place
    fail = namespace["fail"]
    assert callable(fail)

    async def work() -> None:
        fail()

    kept = Kept()
    outlet: Outlet = kept
    async with office() as (slack, _, desk):
        client = web_client(slack.api_url)
        occasion = Occasion(workspace=ACME, user="U1", team="T1", channel="C1", client=client)
        await guarded(desk, occasion, outlet, work())
    (line,) = [each.message for each in caplog.records if each.message.startswith("fault")]
    assert re.fullmatch(rf"fault \S+: KeyError at {re.escape(answering.__name__)}:\d+", line)
    assert "a name" not in line
    assert len(kept.told) == 1
