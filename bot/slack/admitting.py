"""Who may set up: asked where it is done, and where it is only offered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.slack.slack_trouble import NotAnAdmin
from bot.workspace import permission

if TYPE_CHECKING:
    from bot.slack.desk import Desk
    from bot.slack.occasion import Occasion


async def demand_admin(desk: Desk, occasion: Occasion) -> None:
    """Go on only for who may set up, as Slack and the settings say now: nothing that is remembered is trusted.

    Raises:
        NotAnAdmin: they may not.
        SlackRefused: Slack does not tell who they are.
    """
    desk.people.forget(occasion)
    if not await may_set_up(desk, occasion):
        raise NotAnAdmin


async def may_set_up(desk: Desk, occasion: Occasion) -> bool:
    """Whether they may set up, so that it can be offered; what is remembered of them may be some minutes old.

    Raises:
        SlackRefused: Slack does not tell who they are.
    """
    person = await desk.people.person(occasion)
    return permission.may_set_up(person.actor, await desk.store.settings(occasion.workspace))
