"""What tests of the Slack edge do again and again."""

from __future__ import annotations

import asyncio
import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from answers.day import LEGS
from answers.fake_pbx import FakePbx
from answers.scene import ROSTER

from bot.cdr.pbx_trouble import BadCredentials

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from fakes.slack import Delivery, FakeSlack
    from fakes.slack.model import Message

    from bot.cdr.leg import Leg
    from bot.cdr.profile import PbxProfile
    from bot.cdr.search import Coverage, Search
    from bot.ports import Progress
    from bot.slack.desk import Desk


@dataclass
class SlowPbx(FakePbx):
    """Takes its time, and lets a test do something ``meanwhile``."""

    legs: Sequence[Leg] = field(default_factory=lambda: LEGS)
    seconds: float = 0.0
    meanwhile: Callable[[], object] = field(default=lambda: None)

    async def fetch(
        self, search: Search, take: Callable[[Sequence[Leg]], None], progress: Progress | None = None
    ) -> Coverage:
        await asyncio.sleep(self.seconds)
        self.meanwhile()
        return await super().fetch(search, take, progress)


def refusal() -> BadCredentials:
    """What a PBX says that refuses its secret."""
    return BadCredentials(number=10003, message="CLIENT ID OR SECRET ERROR")


@dataclass
class BrokenPbx(FakePbx):
    """Whatever it is asked it raises ``trouble``; None, and it answers."""

    trouble: Exception | None = field(default_factory=refusal)

    async def profile(self) -> PbxProfile:
        if self.trouble is not None:
            raise self.trouble
        return await super().profile()


def slow(**how: Any) -> SlowPbx:  # noqa: ANN401 - the fields of SlowPbx
    return SlowPbx(known=ROSTER, **how)


async def settled(desk: Desk, seconds: float = 5) -> None:
    """Until nothing is underway any more."""
    async with asyncio.timeout(seconds):
        await asyncio.sleep(0.01)
        while desk.underway.count:  # noqa: ASYNC110 - the product has no need of such an event
            await asyncio.sleep(0.005)


async def asked(slack: FakeSlack, desk: Desk, text: str, **how: Any) -> Delivery:  # noqa: ANN401 - as a command has it
    """``/missed …`` of ada in the channel sales, to its end."""
    place = {"team": "T1", "user": "U1", "channel": "C1", **how}
    given = await slack.command(place.pop("name", "/missed"), text, **place)
    assert given.ok
    await settled(desk)
    return given


async def answer_to(slack: FakeSlack, desk: Desk, text: str = "yesterday", **how: Any) -> Message:  # noqa: ANN401 - as a command has it
    """The message that a command is answered with."""
    return slack.shown(await asked(slack, desk, text, **how))[-1]


async def pressed(slack: FakeSlack, desk: Desk, where: Message, action: str, user: str = "U1") -> Delivery:
    """A button is pressed, to the press's end."""
    given = await slack.press(where, action, user=user)
    assert given.ok
    await settled(desk)
    return given


def text_of(message: Message | None) -> str:
    """All that can be read in it."""
    assert message is not None
    return json.dumps(message.blocks, ensure_ascii=False) if message.blocks else message.text


def buttons_of(message: Message) -> dict[str, str]:
    """Action id -> value of every button."""
    rows = [block["elements"] for block in message.blocks if block["type"] == "actions"]
    return {each["action_id"]: each.get("value", "") for row in rows for each in row}
