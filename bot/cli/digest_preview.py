"""A digest made for its latest slot, and posted nowhere."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from bot.answers.digest_now import latest_slot
from bot.assemble import open_rounds
from bot.cli.digest_meant import found
from bot.cli.digest_trouble import OwnerNotLinked
from bot.cli.kept import demand_database
from bot.cli.progress import progress
from bot.clock import SystemClock
from bot.slack.app import web_client
from bot.slack.digests.making import digest_for
from bot.slack.digests.running_trouble import AppNotInstalled
from bot.slack.digests.speaking import Speaking
from bot.slack.occasion import Occasion
from bot.slack.slack_trouble import NotLinked

if TYPE_CHECKING:
    from bot.answers.digest import DigestAnswer
    from bot.cli.digest_meant import Meant
    from bot.config import Config
    from bot.digest.digest import Digest
    from bot.slack.desk import Desk
    from bot.workspace.workspace import Workspace

_LAST_WORDS = 5.0
"""Seconds for telling the admins that the PBX refuses its secret."""


async def previewed(meant: Meant, config: Config) -> DigestAnswer:
    """The digest as its readers would see it; Slack is asked only whose calls are meant.

    Raises:
        UnknownDigest: there is none of that number.
        OwnerNotLinked: it is of the owner's own calls, and nobody knows their extension.
        Trouble: as a question's answer.
    """
    demand_database(config)
    clock = SystemClock()
    async with open_rounds(config, clock, unasked=meant.workspace) as opened:
        digest = await found(opened.store, meant)
        try:
            occasion = await _occasion(opened.desk, meant.workspace, digest, config.slack.api_url)
            with progress("Looking at the PBX"):
                told = await digest_for(opened.desk, occasion, digest, latest_slot(digest, clock.now()))
                return told.answer
        except NotLinked:
            raise OwnerNotLinked(number=digest.number, owner=digest.owner) from None
        finally:
            await opened.desk.underway.finish(_LAST_WORDS)


async def _occasion(desk: Desk, workspace: Workspace, digest: Digest, api_url: str) -> Occasion:
    """As if the owner asked; without a token where nothing speaks for the workspace.

    Raises:
        NotLinked: then nobody knows the extension of an owner who has not told it.
    """
    connect = partial(web_client, api_url)
    try:
        return await Speaking(desk.authorizer, connect).occasion(workspace, digest.owner, digest.channel)
    except AppNotInstalled:
        if digest.own and not (await desk.store.person(workspace, digest.owner)).extensions:
            raise NotLinked from None
    return Occasion(
        workspace=workspace,
        user=digest.owner,
        team=workspace.team,
        channel=digest.channel,
        client=connect(),
    )
