"""``status``: the doctor, from Slack."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from bot.answers.doctor import examine, failure, healthy
from bot.blocks.status import status_message
from bot.cdr.pbx_trouble import BadCredentials
from bot.cdr.trouble import Trouble
from bot.slack.delivering import patiently
from bot.slack.leasing import keep, tried_anew
from bot.slack.standing import standing

if TYPE_CHECKING:
    from bot.answers.doctor import Finding
    from bot.slack.desk import Desk
    from bot.slack.occasion import Occasion
    from bot.slack.order import Order
    from bot.slack.outlets import Outlet
    from bot.workspace.pbx import WorkspacePbx

_OPENING = "Set-up"
"""What is probed before there is a PBX to probe."""


async def run(order: Order) -> None:
    """Probe every PBX of the workspace.

    Raises:
        NotAllowed, NotSetUp: they may not ask, or there is nothing to ask.
    """
    await report(order.desk, order.occasion, order.outlet)


async def report(desk: Desk, occasion: Occasion, outlet: Outlet) -> None:
    """Probe every PBX at the same time, and tell of each: one that is down does not stop the others.

    Raises:
        NotAllowed, NotSetUp: they may not ask, or there is nothing to ask.
    """
    who = await standing(desk, occasion)
    async with patiently(outlet, desk.patience):
        found = await asyncio.gather(*(_probed(desk, occasion, pbx) for pbx in who.pbxs))
    await outlet.answer(status_message([(pbx.name, each) for pbx, each in zip(who.pbxs, found, strict=True)]))


async def _probed(desk: Desk, occasion: Occasion, pbx: WorkspacePbx) -> tuple[Finding, ...]:
    try:
        if pbx.refused is not None:
            await tried_anew(desk, occasion, pbx)
        async with desk.pbxs.lease(occasion.workspace, pbx) as opened:
            findings = await examine(opened.probes())
    except Trouble as trouble:
        return (failure(_OPENING, trouble),)
    if any(finding.code == BadCredentials.code for finding in findings):
        await keep(desk, occasion, pbx, refused=True)
    elif healthy(findings):
        await keep(desk, occasion, pbx, refused=False)
    return findings
