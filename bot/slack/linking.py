"""Which extension is whose: told with ``link 2005``, proposed by e-mail."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.blocks.elements import button
from bot.blocks.trouble import told
from bot.slack.asking import meant, standing
from bot.slack.slack_trouble import NotLinked, UnknownExtensionToLink

if TYPE_CHECKING:
    from bot.cdr.roster import Roster
    from bot.slack.asking import Standing
    from bot.slack.order import Order
    from bot.workspace.pbx import WorkspacePbx

LINK_TO = "link:to"
"""Action id of the button that takes the proposal; its value is the number."""

_NUMBER = re.compile(r"[0-9*#]{1,10}")
_NONE = frozenset({"none", "off", "remove"})


async def run(order: Order) -> None:
    """``link 2005``, ``link none``; without a number the proposal, if there is one.

    Raises:
        UnknownExtensionToLink: the PBX has no such extension.
        NotLinked: no number was given, and none can be proposed.
    """
    desk, occasion = order.desk, order.occasion
    who = await standing(desk, occasion)
    channel = await desk.store.channel(occasion.workspace, occasion.channel)
    pbx = meant(who.pbxs, (channel.default_pbx, who.own.default_pbx, who.settings.default_pbx))
    if order.rest.strip().lower() in _NONE:
        await _save(order, who, pbx, "")
        await order.outlet.answer(told("You have no extension any more."))
        return
    async with desk.pbxs.lease(occasion.workspace, pbx) as opened:
        roster = await opened.roster()
    if order.rest:
        await _link(order, who, pbx, roster)
    else:
        await _propose(order, who, pbx, roster)


async def _link(order: Order, who: Standing, pbx: WorkspacePbx, roster: Roster) -> None:
    number = order.rest.strip()
    known = number in roster.extensions if roster.known else _NUMBER.fullmatch(number) is not None
    if not known:
        raise UnknownExtensionToLink(pbx=pbx.name, number=number)
    await _save(order, who, pbx, number)
    name = roster.extensions.get(number, "")
    said = f"Your extension is {number}{f' ({name})' if name else ''} at {pbx.name}."
    await order.outlet.answer(told(said, "/missed mine shows the calls that you missed."))


async def _propose(order: Order, who: Standing, pbx: WorkspacePbx, roster: Roster) -> None:
    own = who.own.extension(pbx.id)
    near = roster.emails.get(who.person.email, "") if who.person.email else ""
    if own:
        await order.outlet.answer(
            told(f"Your extension is {own} at {pbx.name}.", "Another one: /calls link and its number.")
        )
    elif near:
        name = roster.extensions.get(near, "")
        said = f"By your e-mail address your extension at {pbx.name} is {near}{f' ({name})' if name else ''}."
        await order.outlet.answer(
            told(said, "Is that so?", [button(f"Yes, {near} is mine", LINK_TO, near, style="primary")])
        )
    else:
        raise NotLinked


async def _save(order: Order, who: Standing, pbx: WorkspacePbx, number: str) -> None:
    changed = replace(who.own, extensions=who.own.with_extension(pbx.id, number))
    await order.desk.store.save_person(order.occasion.workspace, order.occasion.user, changed)
