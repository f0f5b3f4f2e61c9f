"""What is pressed under a digest in Home: it is done, and Home is shown anew."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.blocks import home_digests as home
from bot.blocks.trouble import told
from bot.slack.digests import keeping
from bot.slack.digests.finding import meant
from bot.slack.home import show_home

if TYPE_CHECKING:
    from bot.slack.desk import Desk
    from bot.slack.press import Press


async def _pause(desk: Desk, press: Press) -> None:
    await keeping.pause(desk, press.occasion, await meant(desk, press))
    await show_home(desk, press.occasion)


async def _resume(desk: Desk, press: Press) -> None:
    await keeping.resume(desk, press.occasion, await meant(desk, press))
    await show_home(desk, press.occasion)


async def _remove(desk: Desk, press: Press) -> None:
    digest = await meant(desk, press)
    await keeping.remove(desk, press.occasion, digest)
    await show_home(desk, press.occasion)
    await press.aside.answer(told(home.REMOVED.format(number=digest.number)))


ACTIONS = {home.HOME_PAUSE: _pause, home.HOME_RESUME: _resume, home.HOME_REMOVE: _remove}
"""What can be pressed; the digest's number follows after a colon."""
