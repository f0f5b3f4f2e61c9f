"""Which digests somebody may see, and which are theirs to change: asked anew with every command and every press."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.blocks.digest_actions import read_digest_button
from bot.slack.admitting import may_set_up
from bot.slack.digests.digest_edge_trouble import NoSuchDigest
from bot.slack.digests.pressing_trouble import DigestRemoved, NotYours
from bot.slack.slack_trouble import ForeignButton, NotSetUp
from bot.slack.standing import standing

if TYPE_CHECKING:
    from bot.digest.digest import Digest
    from bot.slack.desk import Desk
    from bot.slack.occasion import Occasion
    from bot.slack.press import Press

_NUMBER = re.compile(r"#?(\d{1,9})", re.ASCII)


async def visible(desk: Desk, occasion: Occasion) -> tuple[Digest, ...]:
    """The digests that somebody may see: those of the channel they are in and their own; who may set up sees all.

    Raises:
        NotAllowed: they may not ask about calls here.
    """
    digests = await desk.digests.digests(occasion.workspace)
    if await may_see_all(desk, occasion):
        return digests
    await _demand_asker(desk, occasion)
    return tuple(digest for digest in digests if _theirs(digest, occasion))


async def numbered(desk: Desk, occasion: Occasion, typed: str) -> Digest:
    """The digest with the number that was typed: ``3`` or ``#3``.

    Raises:
        NoSuchDigest: there is none, or they may not see it.
        NotAllowed: it is theirs to see, and they may not ask about calls where it goes.
    """
    found = _NUMBER.fullmatch(typed.strip())
    number = int(found[1]) if found else 0
    for digest in await desk.digests.digests(occasion.workspace):
        if digest.number == number and await _may_see(desk, occasion, digest):
            return digest
    raise NoSuchDigest(number=number or f"“{typed.strip()}”")


async def known(desk: Desk, occasion: Occasion, digest: str) -> Digest:
    """The digest that a button means, by its id.

    Raises:
        DigestRemoved: there is none any more, or they may not see it.
        NotAllowed: as ``numbered``.
    """
    found = await desk.digests.digest(occasion.workspace, digest)
    if found is None or not await _may_see(desk, occasion, found):
        raise DigestRemoved
    return found


async def pressed(desk: Desk, press: Press) -> Digest:
    """The digest that a press means.

    Raises:
        ForeignButton: it is none of this workspace's.
        DigestRemoved, NotAllowed: as ``known``.
    """
    return await known(desk, press.occasion, _pressed_id(press))


async def meant(desk: Desk, press: Press) -> Digest:
    """As ``pressed``, before anything is asked of Slack, which a form cannot wait for; may they, is still to be asked.

    Raises:
        ForeignButton: it is none of this workspace's.
        DigestRemoved: there is none any more.
    """
    found = await desk.digests.digest(press.occasion.workspace, _pressed_id(press))
    if found is None:
        raise DigestRemoved
    return found


def _pressed_id(press: Press) -> str:
    button = read_digest_button(press.value, press.occasion.mark)
    if button is None:
        raise ForeignButton
    return button.digest


async def may_see_all(desk: Desk, occasion: Occasion) -> bool:
    """Whether they may set up, and so see and change every digest.

    Raises:
        SlackRefused: Slack does not tell who they are.
    """
    return await may_set_up(desk, occasion)


async def theirs_now(desk: Desk, occasion: Occasion, digest: Digest) -> Digest:
    """The digest as it is kept now, for its owner and for who may set up; nothing that is remembered is trusted.

    Raises:
        NotYours: it is somebody else's.
        DigestRemoved: it is not there any more.
        NotAllowed: its owner may not ask about calls there any more.
    """
    desk.people.forget(occasion)
    current = await desk.digests.digest(occasion.workspace, digest.id)
    if not await may_see_all(desk, occasion):
        if digest.owner != occasion.user:
            raise NotYours(number=digest.number)
        await _demand_asker(desk, where_it_goes(occasion, digest))
    if current is None:
        raise DigestRemoved
    return current


def where_it_goes(occasion: Occasion, digest: Digest) -> Occasion:
    """As if they acted in the digest's channel: that they may ask there is what counts, wherever they press."""
    return replace(occasion, channel=digest.channel)


async def _may_see(desk: Desk, occasion: Occasion, digest: Digest) -> bool:
    if await may_see_all(desk, occasion):
        return True
    if not _theirs(digest, occasion):
        return False
    await _demand_asker(desk, where_it_goes(occasion, digest))
    return True


def _theirs(digest: Digest, occasion: Occasion) -> bool:
    return digest.owner == occasion.user or (bool(digest.channel) and digest.channel == occasion.channel)


async def _demand_asker(desk: Desk, occasion: Occasion) -> None:
    """They may ask about calls here; a digest is looked at and stopped also where no PBX is connected any more."""
    try:
        await standing(desk, occasion)
    except NotSetUp:
        return
