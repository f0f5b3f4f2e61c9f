"""``status``: the doctor, from Slack."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.answers.doctor import examine
from bot.blocks.status import status_message
from bot.slack.asking import standing

if TYPE_CHECKING:
    from bot.answers.doctor import Finding
    from bot.slack.asking import Standing
    from bot.slack.desk import Desk
    from bot.slack.occasion import Occasion
    from bot.slack.order import Order


async def run(order: Order) -> None:
    """Probe every PBX of the workspace, one after the other."""
    who = await standing(order.desk, order.occasion)
    await order.outlet.answer(status_message(await probed(order.desk, order.occasion, who)))


async def probed(
    desk: Desk, occasion: Occasion, who: Standing
) -> tuple[tuple[str, tuple[Finding, ...]], ...]:
    """Each PBX's name and findings."""
    told: list[tuple[str, tuple[Finding, ...]]] = []
    for pbx in who.pbxs:
        async with desk.pbxs.lease(occasion.workspace, pbx) as opened:
            told.append((pbx.name, await examine(opened.probes())))
    return tuple(told)
