"""``pbx``: which of several PBXs is asked where a question does not say, for a person and in a channel."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.blocks import pbx_choice as shown
from bot.slack.admitting import demand_admin, may_set_up
from bot.slack.setup_trouble import NoChannelHere
from bot.slack.slack_trouble import PbxGone
from bot.slack.standing import named, pbx_meant, standing
from bot.slack.trail import note
from bot.slack.wording import typed
from bot.workspace.audit import Deed
from bot.workspace.settings import ChannelSettings

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.blocks.message import Message
    from bot.slack.desk import Desk
    from bot.slack.occasion import Occasion
    from bot.slack.order import Order
    from bot.slack.press import Press
    from bot.workspace.pbx import WorkspacePbx

_NONE, _HERE = "none", " here"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What is wanted: ``pbx`` is None to choose none; ``here`` for the channel, else for the person."""

    pbx: WorkspacePbx | None
    here: bool


async def run(order: Order) -> None:
    """``pbx``: the list; ``pbx Berlin``: mine; ``pbx Berlin here``: this channel's; ``pbx none`` chooses none.

    Raises:
        NotAllowed, NotSetUp: they may not ask, or there is nothing to ask.
        NoSuchPbx: none has that name.
        NotAnAdmin, NoChannelHere: a channel's PBX is not theirs to choose, or there is no channel.
    """
    who = await standing(order.desk, order.occasion)
    text = typed(order.rest).text.strip("\"“”'")
    if text:
        await _choose(order.desk, order.occasion, _wish(who.pbxs, text))
    await order.outlet.answer(await _list(order.desk, order.occasion))


def _wish(pbxs: Sequence[WorkspacePbx], text: str) -> Wish:
    if text.casefold().endswith(_HERE) and text.casefold() not in {pbx.name.casefold() for pbx in pbxs}:
        return replace(_wish(pbxs, text[: -len(_HERE)].strip()), here=True)
    return Wish(pbx=None if text.casefold() == _NONE else named(pbxs, text), here=False)


async def _choose(desk: Desk, occasion: Occasion, wish: Wish) -> None:
    chosen = wish.pbx.id if wish.pbx else ""
    if not wish.here:
        place = (occasion.workspace, occasion.user)
        await desk.store.change_person(*place, lambda own: replace(own, default_pbx=chosen))
        return
    await demand_admin(desk, occasion)
    if not occasion.postable:
        raise NoChannelHere
    old = await desk.store.channel(occasion.workspace, occasion.channel)
    if old.default_pbx != chosen:
        await desk.store.save_channel(
            occasion.workspace, occasion.channel, ChannelSettings(default_pbx=chosen)
        )
        words = shown.NOTED if wish.pbx else shown.NOTED_NONE
        name = wish.pbx.name if wish.pbx else ""
        await note(desk, occasion, Deed.SETTINGS_CHANGED, words.format(name=name, channel=occasion.channel))


async def _list(desk: Desk, occasion: Occasion) -> Message:
    who = await standing(desk, occasion)
    channel = await desk.store.channel(occasion.workspace, occasion.channel)
    asked = await pbx_meant(desk, occasion, who, "")
    return shown.choice_message(
        shown.Choice(
            pbxs=who.pbxs,
            asked=asked.id,
            own=who.own.default_pbx,
            here=channel.default_pbx,
            may_choose_here=occasion.postable and await may_set_up(desk, occasion),
        )
    )


async def _pressed(desk: Desk, press: Press) -> None:
    who = await standing(desk, press.occasion)
    pbx = next((each for each in who.pbxs if each.id == press.value), None)
    if pbx is None and press.value != _NONE:
        raise PbxGone
    await _choose(desk, press.occasion, Wish(pbx=pbx, here=press.action.startswith(shown.HERE)))
    await press.outlet.answer(await _list(desk, press.occasion))


ACTIONS = {shown.MINE: _pressed, shown.HERE: _pressed}
"""What can be pressed in the list."""
