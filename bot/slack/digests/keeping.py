"""What people do with digests: make, change, pause, resume, remove. Who acts is asked anew each time."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.answers.digest_now import delivery_now
from bot.answers.digest_reasons import ENDED_BY_A_CHANGE, SHARED
from bot.answers.digest_status import status_of
from bot.answers.rounds_planning import first_due
from bot.cdr.zone_names import zone_named
from bot.digest.digest import Digest
from bot.digest.reading import read_digest
from bot.digest.zone_names import demand_zone
from bot.slack.asking import locale_of, zone_known, zone_name
from bot.slack.digests.checking import checked, demand_place, standing_at
from bot.slack.digests.digest_edge_trouble import ChannelShared, StillShared, TooManyDigests
from bot.slack.digests.finding import known, may_see_all, numbered, pressed, theirs_now, visible
from bot.slack.digests.pressing_trouble import DigestPaused, DigestRemoved
from bot.slack.leasing import leased
from bot.slack.people import is_shared
from bot.slack.standing import meant, standing
from bot.slack.trail import note
from bot.workspace.audit import Deed

if TYPE_CHECKING:
    from bot.answers.digest_status import DigestStatus
    from bot.digest.draft import Draft
    from bot.slack.desk import Desk
    from bot.slack.occasion import Occasion
    from bot.slack.standing import Standing

__all__ = [
    "change",
    "checked",
    "create",
    "drafted",
    "known",
    "may_see_all",
    "numbered",
    "pause",
    "pressed",
    "remove",
    "resume",
    "run_now",
    "status",
    "visible",
    "zone_of",
]

MOST_OF_ONE_OWNER = 50
_TOLD = 40
"""Newest deliveries among which the last post is looked for."""


async def zone_of(desk: Desk, occasion: Occasion, who: Standing) -> str:
    """The zone that is meant where somebody names none: their own, else the PBX's.

    Raises:
        Trouble: only the PBX could tell, and does not.
    """
    zone = zone_known(who)
    if zone:
        return zone
    pbx = meant(who.pbxs, (who.own.default_pbx, who.settings.default_pbx))
    async with leased(desk, occasion, pbx) as opened:
        return zone_name((await opened.profile()).timezone)


async def drafted(desk: Desk, occasion: Occasion, text: str, *, digest: Digest | None = None) -> Draft:
    """What was typed, checked; its ``channel`` is where the digest goes, empty for a direct message.

    Args:
        desk: what every listener works with.
        occasion: who typed it, where.
        text: as Slack delivers it.
        digest: the one that it changes: it stays where it is, in its zone, unless the text says otherwise.

    Raises:
        QuestionTrouble: as ``read_digest``.
        Trouble: as ``checked``.
    """
    who = await standing(desk, occasion)
    zone = zone_named(digest.zone) if digest else ""
    draft = read_digest(text, zone=zone or await zone_of(desk, occasion, who))
    if digest is not None and not draft.own and not draft.channel:
        draft = replace(draft, own=digest.own, channel=digest.channel)
    elif not draft.own and not draft.channel and occasion.postable:
        draft = replace(draft, channel=occasion.channel)
    return await checked(desk, occasion, draft, draft.channel, digest=digest)


async def create(  # noqa: PLR0913 - what is made, of whom, and how often
    desk: Desk, occasion: Occasion, draft: Draft, channel: str, *, strangers: bool = False, once: str = ""
) -> Digest:
    """Make a digest of a draft that was checked.

    Args:
        desk: what every listener works with.
        occasion: who makes it.
        draft: what it is.
        channel: where it goes; empty for a direct message.
        strangers: its owner agrees that people of another organisation read it.
        once: names what asks for it: however often that comes, one digest is made.

    Raises:
        NotAllowed: they may not ask there.
        ChannelShared: people of another organisation read the channel, and nobody agreed to it.
        TooManyDigests: they have 50.
        StoreTrouble: it cannot be kept.
    """
    who = await standing_at(desk, occasion, channel, anew=True)
    if not strangers and await _is_shared(occasion, channel):
        raise ChannelShared
    id_ = _id(occasion, once) if once else desk.new_id()
    there = await desk.digests.digest(occasion.workspace, id_) if once else None
    if there is not None:
        return there
    owned = [each for each in await desk.digests.digests(occasion.workspace) if each.owner == occasion.user]
    if len(owned) >= MOST_OF_ONE_OWNER:
        raise TooManyDigests(most=MOST_OF_ONE_OWNER)
    digest = Digest(
        id=id_,
        number=await desk.digests.new_number(occasion.workspace),
        owner=occasion.user,
        channel=channel,
        own=draft.own,
        recurrence=draft.recurrence,
        zone=draft.zone,
        locale=locale_of(who),
        created=desk.now(),
    )
    await _save(desk, occasion, _as_drafted(digest, draft, channel, strangers=strangers), Deed.DIGEST_ADDED)
    return await desk.digests.digest(occasion.workspace, id_) or digest


async def change(  # noqa: PLR0913 - what is changed, of whom, to what
    desk: Desk,
    occasion: Occasion,
    digest: Digest,
    draft: Draft,
    channel: str,
    *,
    strangers: bool | None = None,
) -> Digest:
    """Make a digest what a checked draft says; its number and its owner stay, and that somebody paused it.

    Where it was paused because of its channel or its zone, it goes on.

    Args:
        desk: what every listener works with.
        occasion: who changes it.
        digest: the one to change.
        draft: what it is to be.
        channel: where it goes; empty for a direct message.
        strangers: whether people of another organisation may read it; None for what was agreed for this channel. Where
            that is taken back, it pauses as long as they can read the channel.

    Raises:
        NotYours: it is somebody else's, and they may not set up.
        DigestRemoved: it is not there any more.
        NotAllowed, ChannelShared, StoreTrouble: as ``create``.
    """
    current = await theirs_now(desk, occasion, digest)
    await standing_at(desk, occasion, channel, current)
    stays = current.channel == channel
    agreed = current.strangers and stays if strangers is None else strangers
    barred = not agreed and await _is_shared(occasion, channel)
    if barred and not (stays and strangers is False):
        raise ChannelShared
    changed = _as_drafted(current, draft, channel, strangers=agreed)
    if barred and changed.paused is None:
        changed = replace(changed, paused=desk.now(), paused_because=SHARED)
    elif not barred and changed.paused_because in ENDED_BY_A_CHANGE:
        changed = replace(changed, paused=None, paused_because="")
    await _save(desk, occasion, changed, Deed.DIGEST_CHANGED, current)
    return changed


async def pause(desk: Desk, occasion: Occasion, digest: Digest) -> Digest:
    """Nothing of it is posted until it is resumed.

    Raises:
        NotYours, DigestRemoved, NotAllowed, StoreTrouble: as ``change``.
    """
    current = await theirs_now(desk, occasion, digest)
    if await desk.digests.pause(occasion.workspace, [current.id], desk.now(), ""):
        await _noted(desk, occasion, current, Deed.DIGEST_PAUSED)
    return await desk.digests.digest(occasion.workspace, current.id) or current


async def resume(desk: Desk, occasion: Occasion, digest: Digest) -> Digest:
    """Post it again from its next slot on; what has passed is not made up for.

    Raises:
        NotInvited, ChannelArchived, StillShared, ZoneGone: it still cannot be posted there.
        NotYours, DigestRemoved, NotAllowed, StoreTrouble: as ``change``.
    """
    current = await theirs_now(desk, occasion, digest)
    if current.paused is None:
        return current
    demand_zone(current)
    if current.channel:
        await demand_place(occasion, current.channel)
    if not current.strangers and await _is_shared(occasion, current.channel):
        raise StillShared(number=current.number)
    resumed = replace(current, paused=None, paused_because="")
    await _save(desk, occasion, resumed, Deed.DIGEST_RESUMED)
    return resumed


async def remove(desk: Desk, occasion: Occasion, digest: Digest) -> None:
    """Keep nothing of it; no trouble where that is so already.

    Raises:
        NotYours, NotAllowed, StoreTrouble: as ``change``.
    """
    try:
        current = await theirs_now(desk, occasion, digest)
    except DigestRemoved:
        return
    await desk.digests.remove_digest(occasion.workspace, current.id)
    await _noted(desk, occasion, current, Deed.DIGEST_REMOVED)


async def run_now(desk: Desk, occasion: Occasion, digest: Digest) -> bool:
    """Have it posted at once, as if it were due in this minute; whether this minute has none yet.

    Raises:
        DigestPaused: it is not posted while it is paused.
        NotYours, DigestRemoved, NotAllowed, StoreTrouble: as ``change``.
    """
    current = await theirs_now(desk, occasion, digest)
    if current.paused is not None:
        raise DigestPaused(number=current.number)
    begun = await desk.digests.begin(occasion.workspace, delivery_now(current, desk.now(), occasion.user))
    if begun:
        desk.nudge()
        await _noted(desk, occasion, current, Deed.DIGEST_ASKED)
    return begun


async def status(desk: Desk, occasion: Occasion, digest: Digest) -> DigestStatus:
    """What became of its last slot, and when it is due next.

    Raises:
        StoreTrouble: it cannot be read.
    """
    last = await desk.digests.deliveries(occasion.workspace, digest.id, 1)
    due = await desk.digests.next_due(occasion.workspace, digest.id)
    return status_of(digest, last, desk.clock.now(), next_due=due)


async def _is_shared(occasion: Occasion, channel: str) -> bool:
    return bool(channel) and await is_shared(replace(occasion, channel=channel))


def _as_drafted(digest: Digest, draft: Draft, channel: str, *, strangers: bool) -> Digest:
    return replace(
        digest,
        channel=channel,
        own=draft.own,
        recurrence=draft.recurrence,
        zone=draft.zone,
        about=draft.about,
        text=draft.text,
        pbx=draft.pbx,
        skip_empty=draft.skip_empty,
        skip_on=draft.skip_on,
        strangers=strangers,
    )


async def _save(
    desk: Desk, occasion: Occasion, digest: Digest, deed: Deed, before: Digest | None = None
) -> None:
    told = await desk.digests.deliveries(occasion.workspace, digest.id, _TOLD)
    due = first_due(digest, desk.clock.now(), told, before)
    await desk.digests.save_digest(occasion.workspace, digest, due)
    desk.nudge()
    await _noted(desk, occasion, digest, deed)


async def _noted(desk: Desk, occasion: Occasion, digest: Digest, deed: Deed) -> None:
    await note(desk, occasion, deed, f"digest {digest.number}")


def _id(occasion: Occasion, once: str) -> str:
    """An id that is the same for the same request of the same person, and that nobody can guess."""
    return hashlib.sha256(f"{occasion.workspace}:{occasion.user}:{once}".encode()).hexdigest()[:32]
