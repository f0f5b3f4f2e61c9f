"""Which extension is whose: told with ``link 2005``, proposed by e-mail."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.blocks.elements import button
from bot.blocks.trouble import told
from bot.cdr.seen import clean
from bot.slack.delivering import patiently
from bot.slack.leasing import leased
from bot.slack.setup_trouble import NoProposal
from bot.slack.slack_trouble import UnknownExtensionToLink
from bot.slack.standing import pbx_meant, standing
from bot.slack.wording import pbx_named, typed

if TYPE_CHECKING:
    from bot.cdr.roster import Roster
    from bot.slack.order import Order
    from bot.slack.standing import Standing
    from bot.workspace.pbx import WorkspacePbx

LINK_TO = "link:to"
"""Action id of the button that takes the proposal; its value is the number and the PBX, as they would be typed."""

_NUMBER = re.compile(r"[0-9*#]{1,10}")
_NONE = frozenset({"none", "off", "remove"})


async def run(order: Order) -> None:
    """``link 2005``, ``link 2005 at Berlin``, ``link none``; without a number the proposal, if there is one.

    Raises:
        UnknownExtensionToLink: the PBX has no such extension.
        NoProposal: no number was given, and none can be proposed.
    """
    who = await standing(order.desk, order.occasion)
    number, name = pbx_named(typed(order.rest).text, [pbx.name for pbx in who.pbxs])
    pbx = await pbx_meant(order.desk, order.occasion, who, name)
    if number.lower() in _NONE:
        await _save(order, pbx, "")
        await order.outlet.answer(told(f"You have no extension at {pbx.name} any more."))
        return
    async with (
        patiently(order.outlet, order.desk.patience),
        leased(order.desk, order.occasion, pbx) as opened,
    ):
        roster = await opened.roster()
    if number:
        await _link(order, pbx, roster, number)
    else:
        await _propose(order, who, pbx, roster)


async def _link(order: Order, pbx: WorkspacePbx, roster: Roster, number: str) -> None:
    known = number in roster.extensions if roster.known else _NUMBER.fullmatch(number) is not None
    if not known:
        raise UnknownExtensionToLink(pbx=pbx.name, number=number)
    await _save(order, pbx, number)
    said = f"Your extension is {_extension(number, roster)} at {pbx.name}."
    await order.outlet.answer(told(said, "/missed mine shows the calls that you missed."))


async def _propose(order: Order, who: Standing, pbx: WorkspacePbx, roster: Roster) -> None:
    own = who.own.extension(pbx.id)
    near = roster.emails.get(who.person.email, "") if who.person.email else ""
    if own:
        said = f"Your extension is {_extension(own, roster)} at {pbx.name}."
        await order.outlet.answer(told(said, "Another one: /calls link and its number."))
    elif near:
        said = f"By your e-mail address your extension at {pbx.name} is {_extension(near, roster)}."
        # The PBX is named, since another one may be meant by the time the button is pressed.
        yes = button(f"Yes, {near} is mine", LINK_TO, f"{near} at {pbx.name}", style="primary")
        await order.outlet.answer(told(said, "Is that so?", [yes]))
    else:
        raise NoProposal(pbx=pbx.name)


def _extension(number: str, roster: Roster) -> str:
    name = clean(roster.extensions.get(number, ""))
    return f"{number} ({name})" if name else number


async def _save(order: Order, pbx: WorkspacePbx, number: str) -> None:
    await order.desk.store.change_person(
        order.occasion.workspace,
        order.occasion.user,
        lambda own: replace(own, extensions=own.with_extension(pbx.id, number)),
    )
