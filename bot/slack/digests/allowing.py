"""Whether a digest may still go where it goes: asked before every post, and remembered for a moment."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from bot.answers.digest_reasons import OWNER_GONE, OWNER_MAY_NOT, SHARED
from bot.ports_of_digests import PostRefused
from bot.slack.digests.refusing import refused, refused_by
from bot.slack.people import SLACK_FAILS, Remembered, read_outside, reason
from bot.slack.slack_trouble import SlackRefused
from bot.workspace.permission import may_ask

if TYPE_CHECKING:
    from bot.digest.digest import Digest
    from bot.slack.desk import Desk
    from bot.slack.occasion import Occasion
    from bot.workspace.permission import Actor
    from bot.workspace.settings import Settings

_LASTS = 60.0
"""Seconds. A workspace has many digests at 08:30, and Slack tells of groups twenty times a minute."""


class Permits:
    """Asks whether digests may be posted. A no is asked for anew before it counts: it may be one of a minute ago."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._groups: Remembered[frozenset[str]] = Remembered(desk.clock, _LASTS)
        self._shared: Remembered[bool] = Remembered(desk.clock, _LASTS)

    async def demand(self, occasion: Occasion, digest: Digest) -> None:
        """Its owner may still ask, and nobody reads its channel of whom they do not know. The occasion is the owner's.

        Raises:
            PostRefused: for good where Slack says no; for now where it does not tell.
            StoreTrouble: the settings cannot be read.
        """
        if await self._objection(occasion, digest):
            self._forget(occasion)
            if why := await self._objection(occasion, digest):
                raise PostRefused(why, permanent=True)

    def _forget(self, occasion: Occasion) -> None:
        self._desk.people.forget(occasion)
        for kept in (self._groups, self._shared):
            kept.drop_all(lambda key: isinstance(key, tuple) and key[0] == occasion.workspace)

    async def _objection(self, occasion: Occasion, digest: Digest) -> str:
        """Why it may not; empty where it may."""
        settings = await self._desk.store.settings(occasion.workspace)
        try:
            actor = (await self._desk.people.person(occasion)).actor
        except SlackRefused as no:
            raise refused(str(no.facts.get("error"))) from None
        if actor.deactivated:
            return OWNER_GONE
        if not may_ask(actor, settings, occasion.channel) and not await self._by_group(
            occasion, actor, settings
        ):
            return OWNER_MAY_NOT
        own = digest.channel and not digest.strangers
        return SHARED if own and await self._is_shared(occasion) else ""

    async def _by_group(self, occasion: Occasion, actor: Actor, settings: Settings) -> bool:
        """Whether a user group lets them ask. One that Slack does not tell of may have them: it pauses nobody."""
        groups = settings.ask_groups
        if settings.everybody_asks or not may_ask(replace(actor, groups=groups), settings, occasion.channel):
            return False
        for group in sorted(groups):
            if occasion.user in await self._groups.of(
                (occasion.workspace, group), partial(_members, occasion, group)
            ):
                return True
        return False

    async def _is_shared(self, occasion: Occasion) -> bool:
        return await self._shared.of((occasion.workspace, occasion.channel), partial(_read_outside, occasion))


async def _members(occasion: Occasion, group: str) -> frozenset[str]:
    """Who is in a user group; nobody where there is none any more."""
    try:
        answer = await occasion.client.usergroups_users_list(usergroup=group)
    except SLACK_FAILS as error:
        if reason(error) == "no_such_subteam":
            return frozenset()
        raise refused_by(error) from None
    return frozenset(answer.get("users") or ())


async def _read_outside(occasion: Occasion) -> bool:
    try:
        answer = await occasion.client.conversations_info(channel=occasion.channel)
    except SLACK_FAILS as error:
        raise refused_by(error) from None
    return read_outside(answer.get("channel") or {})
