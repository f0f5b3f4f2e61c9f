"""Telling people what became of a digest: its owner, else who may mend it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.blocks.digest_failed import unknown_message
from bot.blocks.digest_notice import (
    not_made_message,
    not_posted_message,
    paused_message,
    pbx_refuses_message,
    with_whose,
)
from bot.cdr.trouble import Trouble
from bot.digest.slots import next_slot
from bot.ports_of_digests import News
from bot.slack.telling_admins import sent_directly, told_to_who_mends

if TYPE_CHECKING:
    from bot.blocks.message import Message
    from bot.ports_of_digests import Notice
    from bot.slack.desk import Desk
    from bot.slack.digests.speaking import Speaking
    from bot.slack.occasion import Occasion
    from bot.workspace.pbx import WorkspacePbx
    from bot.workspace.workspace import Workspace


class NobodyTold(Exception):  # noqa: N818 - a sign to the rounds, no error of its own
    """Neither the owner nor anybody who may mend it could be told."""


class SlackDigestTeller:
    """Tells as the port says."""

    def __init__(self, desk: Desk, speaking: Speaking) -> None:
        self._desk, self._speaking = desk, speaking

    async def tell(self, workspace: Workspace, user: str, notice: Notice) -> None:
        """As the port says.

        Raises:
            NobodyTold: nobody could be.
            Trouble: it cannot be found out whom to tell.
        """
        occasion = await self._speaking.occasion(workspace, user or notice.digest.owner)
        if user and await self._reachable(occasion):
            message = await self._message(occasion, notice, to_owner=True)
            if await sent_directly(occasion, user, message):
                return
        pbx = await self._pbx(workspace, notice)
        message = await self._message(occasion, notice, to_owner=False)
        if not await told_to_who_mends(self._desk, occasion, pbx, message):
            raise NobodyTold

    async def _reachable(self, occasion: Occasion) -> bool:
        """Whether their account is there. What Slack does not tell, the message itself finds out."""
        try:
            return not (await self._desk.people.person(occasion)).actor.deactivated
        except Trouble:
            return True

    async def _message(self, occasion: Occasion, notice: Notice, *, to_owner: bool) -> Message:
        digest, delivery = notice.digest, notice.delivery
        if notice.news is News.UNKNOWN:
            made = unknown_message(digest, delivery, occasion.mark)
            return made if to_owner else with_whose(made, digest, to_owner=False)
        if notice.trouble is not None:
            return not_made_message(digest, delivery.slot, notice.trouble)
        if notice.news is News.PAUSED:
            return paused_message(digest, delivery.why, to_owner=to_owner)
        if notice.news is News.NOT_POSTED:
            following = next_slot(digest, self._desk.clock.now())
            wall = following.wall if following else None
            return not_posted_message(digest, delivery, wall, to_owner=to_owner)
        pbx = await self._pbx(occasion.workspace, notice)
        return pbx_refuses_message(pbx.name if pbx else "", notice.pbx)

    async def _pbx(self, workspace: Workspace, notice: Notice) -> WorkspacePbx | None:
        pbxs = await self._desk.store.pbxs(workspace) if notice.pbx else ()
        return next((pbx for pbx in pbxs if pbx.id == notice.pbx), None)
