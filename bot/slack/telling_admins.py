"""Telling who has to mend something in a direct message; that a PBX refuses its secret, once for each refusal."""

from __future__ import annotations

import logging
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.blocks.buttons import reconnect_button
from bot.blocks.trouble import told
from bot.slack.outlets import DirectOutlet
from bot.workspace.permission import may_set_up

if TYPE_CHECKING:
    from bot.blocks.message import Message
    from bot.slack.desk import Desk
    from bot.slack.occasion import Occasion
    from bot.workspace.pbx import WorkspacePbx
    from bot.workspace.settings import Settings

_log = logging.getLogger(__name__)

REFUSED, REFUSED_NEXT = (
    "{name} refuses its Client ID or Client Secret.",
    "No question about its calls can be answered until it is reconnected.",
)


async def tell_of_refusal(desk: Desk, occasion: Occasion, pbx: WorkspacePbx) -> None:
    """Tell who set the PBX up last, else the people named for it, else who asks or installed, if they may.

    Whatever goes wrong is logged and never raised: the question's own trouble must reach who asked.
    """
    try:
        if await desk.store.claim(occasion.workspace, await _refusal(desk, occasion, pbx), desk.now()):
            await _tell(desk, occasion, pbx)
    except Exception as error:  # noqa: BLE001 - as the docstring says
        _log.warning("an admin could not be told of a refusal: %s", type(error).__name__)


async def _refusal(desk: Desk, occasion: Occasion, pbx: WorkspacePbx) -> str:
    """Names this refusal: the same PBX may refuse again after it was mended."""
    known = [each.refused for each in await desk.store.pbxs(occasion.workspace) if each.id == pbx.id]
    since = next((at for at in (*known, pbx.refused) if at is not None), desk.now())
    return f"told of refusal:{pbx.id}:{since}"


async def _tell(desk: Desk, occasion: Occasion, pbx: WorkspacePbx) -> None:
    message = told(REFUSED.format(name=pbx.name), REFUSED_NEXT, [reconnect_button(pbx.id)])
    if not await told_to_who_mends(desk, occasion, pbx, message):
        _log.warning("nobody could be told that a PBX refuses its secret")


async def told_to_who_mends(
    desk: Desk, occasion: Occasion, pbx: WorkspacePbx | None, message: Message
) -> bool:
    """Tell who may mend something of a PBX, or of any where none is meant; whether somebody could be told."""
    told_any = False
    for user in await _whom(desk, occasion, pbx):
        told_any = await sent_directly(occasion, user, message) or told_any
    return told_any


async def _whom(desk: Desk, occasion: Occasion, pbx: WorkspacePbx | None) -> list[str]:
    settings = await desk.store.settings(occasion.workspace)
    last = await _set_up_by(desk, occasion, pbx)
    installed = await desk.authorizer.installation(occasion.workspace)
    by = installed.installed_by if installed else ""
    for users in (last, sorted(settings.set_up_people), [occasion.user], [by]):
        mending = [user for user in users if user and await _may_mend(desk, occasion, user, settings)]
        if mending:
            return mending
    return []


async def _set_up_by(desk: Desk, occasion: Occasion, pbx: WorkspacePbx | None) -> list[str]:
    """Who set the PBX up last in Slack, or those who did so with any; none for what only the terminal set up."""
    pbxs = await desk.store.pbxs(occasion.workspace)
    return sorted({each.set_up_by for each in pbxs if pbx is None or each.id == pbx.id})


async def _may_mend(desk: Desk, occasion: Occasion, user: str, settings: Settings) -> bool:
    own = user == occasion.user
    try:
        person = await desk.people.person(occasion, "" if own else user)
    except Exception as error:  # noqa: BLE001 - one who cannot be looked up must not keep the others from being told
        _log.warning("an admin could not be looked up: %s", type(error).__name__)
        return False
    return may_set_up(person.actor, settings)


async def sent_directly(occasion: Occasion, user: str, message: Message) -> bool:
    """Tell one person in a direct message; whether that was possible."""
    try:
        await DirectOutlet(replace(occasion, user=user, channel="")).answer(message)
    except Exception as error:  # noqa: BLE001 - one who cannot be told must not keep the others from being told
        _log.warning("somebody could not be told: %s", type(error).__name__)
        return False
    return True
