"""Whether a digest may still go where it goes: asked anew before every post."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from bot.blocks.digest_refusals import OWNER_GONE, OWNER_MAY_NOT, SHARED
from bot.ports_of_digests import PostRefused
from bot.slack.digests.refusing import refused, refused_by
from bot.slack.people import SLACK_FAILS, read_outside, reason
from bot.slack.slack_trouble import SlackRefused
from bot.workspace.permission import may_ask

if TYPE_CHECKING:
    from bot.digest.digest import Digest
    from bot.slack.desk import Desk
    from bot.slack.occasion import Occasion
    from bot.workspace.permission import Actor
    from bot.workspace.settings import Settings


async def demand_allowed(desk: Desk, occasion: Occasion, digest: Digest) -> None:
    """Its owner may still ask, and nobody reads its channel of whom they do not know. The occasion is the owner's.

    Raises:
        PostRefused: for good where Slack says no; for now where it does not tell.
        StoreTrouble: the settings cannot be read.
    """
    await _demand_owner(desk, occasion)
    if digest.channel and not digest.strangers:
        await _demand_own_channel(occasion)


async def _demand_owner(desk: Desk, occasion: Occasion) -> None:
    settings = await desk.store.settings(occasion.workspace)
    desk.people.forget(occasion)
    try:
        actor = (await desk.people.person(occasion)).actor
    except SlackRefused as no:
        raise refused(str(no.facts.get("error"))) from None
    if actor.deactivated:
        raise PostRefused(OWNER_GONE, permanent=True)
    if not may_ask(actor, settings, occasion.channel) and not await _by_group(occasion, actor, settings):
        raise PostRefused(OWNER_MAY_NOT, permanent=True)


async def _by_group(occasion: Occasion, actor: Actor, settings: Settings) -> bool:
    """Whether a user group lets them ask. A group that Slack does not tell of may have them: nobody is paused by it."""
    groups = settings.ask_groups
    if settings.everybody_asks or not may_ask(replace(actor, groups=groups), settings, occasion.channel):
        return False
    for group in sorted(groups):
        try:
            answer = await occasion.client.usergroups_users_list(usergroup=group)
        except SLACK_FAILS as error:
            if reason(error) == "no_such_subteam":
                continue
            raise refused_by(error) from None
        if occasion.user in (answer.get("users") or ()):
            return True
    return False


async def _demand_own_channel(occasion: Occasion) -> None:
    try:
        answer = await occasion.client.conversations_info(channel=occasion.channel)
    except SLACK_FAILS as error:
        raise refused_by(error) from None
    channel: dict[str, Any] = answer.get("channel") or {}
    if read_outside(channel):
        raise PostRefused(SHARED, permanent=True)
