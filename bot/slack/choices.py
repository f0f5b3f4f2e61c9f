"""What a person decides for themselves: language and zone."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.blocks.trouble import told
from bot.cdr.zone_names import zone_named
from bot.slack.slack_trouble import NoSuchChoice
from bot.slack.standing import standing

if TYPE_CHECKING:
    from bot.slack.order import Order

_LOCALE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z]{4})?(?:[-_][A-Za-z]{2})?")
_AS_SLACK = frozenset({"", "slack", "reset", "default"})


async def language(order: Order) -> None:
    """``language en-US``; without a tag, as Slack has it.

    Raises:
        NoSuchChoice: it is no tag.
    """
    who = await standing(order.desk, order.occasion)
    typed = order.rest.strip()
    tag = "" if typed.lower() in _AS_SLACK else typed.replace("_", "-")
    if tag and not _LOCALE.fullmatch(tag):
        raise NoSuchChoice(typed=typed, kind="language", example="en-US or de")
    place = (order.occasion.workspace, order.occasion.user)
    await order.desk.store.save_person(*place, replace(who.own, language=tag))
    said = (
        f"Your words and dates are read as {tag}." if tag else "Your language is the one you have in Slack."
    )
    await order.outlet.answer(
        told(said, "Words are understood in English so far; the region decides how 5/6 is read.")
    )


async def zone(order: Order) -> None:
    """``zone Europe/London``; without a name, as Slack has it.

    Raises:
        NoSuchChoice: there is no such zone.
    """
    who = await standing(order.desk, order.occasion)
    typed = order.rest.strip()
    name = "" if typed.lower() in _AS_SLACK else _zone(typed)
    place = (order.occasion.workspace, order.occasion.user)
    await order.desk.store.save_person(*place, replace(who.own, timezone=name))
    said = f"Your times are those of {name}." if name else "Your times are those of your zone in Slack."
    await order.outlet.answer(told(said))


def _zone(typed: str) -> str:
    found = zone_named(typed)
    if not found:
        raise NoSuchChoice(typed=typed, kind="zone", example="Europe/London")
    return found
