"""Forms as a person sees them, fills them in and sends them."""

from __future__ import annotations

import asyncio
import json
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from answers.scene import NOW, at

if TYPE_CHECKING:
    from datetime import datetime

    from fakes.slack import FakeSlack
    from fakes.slack.model import View

    from bot.slack.desk import Desk

SECRET = "hunter2-hunter2"

FILLED: dict[str | tuple[str, str], object] = {
    "base_url": "https://pbx.example.com:8088",
    "client_id": "client",
    "client_secret": SECRET,
    "name": "Berlin",
}
"""A new PBX, as an admin types it."""


@dataclass
class MovedClock:
    """A clock that a test moves on."""

    seconds: float = 0

    def now(self) -> datetime:
        return at(NOW) + timedelta(seconds=self.seconds)


def text_of(shown: object) -> str:
    """Everything in blocks, a view or a message's blocks, as one text to look into."""
    return json.dumps(shown, ensure_ascii=False)


def titled(slack: FakeSlack, name: str) -> View | None:
    """The open modal with a callback_id."""
    return next((view for view in slack.views.values() if view.content.get("callback_id") == name), None)


async def form(slack: FakeSlack, name: str = "setup") -> View:
    """The modal with a callback_id, once it is shown."""
    view = await slack.until(lambda: titled(slack, name))
    assert view is not None
    return view


async def set_up_form(slack: FakeSlack, rest: str = "", user: str = "U1") -> View:
    """The form that ``/calls setup`` opens."""
    given = await slack.command("/calls", f"setup {rest}", team="T1", user=user, channel="C1")
    assert given.ok
    return await form(slack)


async def sent(slack: FakeSlack, desk: Desk, view: View, values: Any = None, user: str = "U1") -> None:  # noqa: ANN401 - what is typed
    """Send a form and wait until all of it is done."""
    delivery = await slack.submit(view, values or {}, user=user)
    assert delivery.ok
    await settled(desk)


async def settled(desk: Desk) -> None:
    """Wait until nothing is underway any more."""
    async with asyncio.timeout(5):
        while desk.underway.count:  # noqa: ASYNC110 - nothing tells of the last one that ends
            await asyncio.sleep(0.002)


def under(view: View, name: str) -> str:
    """What stands right under a field: its fault, or nothing."""
    names = [block["block_id"] for block in view.blocks]
    below = names.index(name) + 1
    if below == len(view.blocks) or view.blocks[below]["type"] == "input":
        return ""
    return "".join(part["text"] for part in view.blocks[below]["elements"][0]["elements"])


def as_it_stands(view: View, name: str) -> str:
    """What is filled in at a text field of a form."""
    (element,) = (block["element"] for block in view.blocks if block.get("block_id") == name)
    return str(element.get("initial_value", ""))


def sent_to_slack(slack: FakeSlack) -> str:
    """Everything that the app sent: calls of the Web API, acknowledgements, answers to commands and presses."""
    calls = [call.arguments for call in slack.calls]
    bodies = [delivery.body for delivery in slack.deliveries]
    hooks = [hook.received for hook in slack.hooks._known.values()]
    return text_of([calls, bodies, hooks])
