"""What a person decides for themselves: language and zone."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.blocks.trouble import told
from bot.cdr.zone_names import city_zone_named, likely_zone
from bot.slack.asking import locale_of, zone_known
from bot.slack.slack_trouble import NoSuchChoice
from bot.slack.standing import standing

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.slack.order import Order
    from bot.workspace.settings import PersonSettings

_LOCALE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z]{4})?(?:[-_][A-Za-z]{2})?")
_AS_SLACK = frozenset({"slack", "reset", "default"})
_YOURS, _SLACKS, _NOBODYS = "your choice", "as in Slack", "Slack tells none"
_PBXS = "the PBX that is asked: Slack tells no zone of yours"


async def language(order: Order) -> None:
    """``language en-US``; ``language slack`` is as Slack has it; without a tag, what it is now.

    Raises:
        NoSuchChoice: it is no tag.
    """
    who = await standing(order.desk, order.occasion)
    typed = order.rest.strip()
    if typed:
        tag = _chosen(typed, _tag)
        who = replace(who, own=await _kept(order, lambda own: replace(own, language=tag)))
    where = _YOURS if who.own.language else _SLACKS if who.person.locale else _NOBODYS
    said = f"Your words and dates are read as {locale_of(who)}: {where}."
    undo = " /calls language slack goes back to Slack's." if who.own.language else ""
    await order.outlet.answer(
        told(said, f"Words are understood in English so far; the region decides how 5/6 is read.{undo}")
        if typed
        else told(said, f"Change it with /calls language en-US or another one.{undo}")
    )


async def zone(order: Order) -> None:
    """``zone Europe/London``; ``zone slack`` is as Slack has it; without a name, what it is now.

    Raises:
        NoSuchChoice: there is no such zone.
    """
    who = await standing(order.desk, order.occasion)
    typed = order.rest.strip()
    if typed:
        name = _chosen(typed, _zone)
        who = replace(who, own=await _kept(order, lambda own: replace(own, timezone=name)))
    where = _YOURS if who.own.timezone else _SLACKS
    known = zone_known(who)
    said = f"Your times are those of {known}: {where}." if known else f"Your times are those of {_PBXS}."
    undo = "/calls zone slack goes back to Slack's." if who.own.timezone else ""
    change = "" if typed else "Change it with /calls zone Europe/London or another city."
    await order.outlet.answer(told(said, f"{change} {undo}".strip()))


async def _kept(order: Order, change: Callable[[PersonSettings], PersonSettings]) -> PersonSettings:
    """Their own settings, changed and kept."""
    place = (order.occasion.workspace, order.occasion.user)
    await order.desk.store.change_person(*place, change)
    return await order.desk.store.person(*place)


def _chosen(typed: str, read: Callable[[str], str]) -> str:
    """What is to be kept: nothing where Slack is to decide."""
    return "" if typed.lower() in _AS_SLACK else read(typed)


def _tag(typed: str) -> str:
    if not _LOCALE.fullmatch(typed):
        raise NoSuchChoice(typed=typed, kind="language", example="en-US or de")
    return typed.replace("_", "-")


def _zone(typed: str) -> str:
    found = city_zone_named(typed)
    if not found:
        raise NoSuchChoice(typed=typed, kind="zone", example=likely_zone(typed) or "Europe/London")
    return found
