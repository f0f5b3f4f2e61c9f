"""Making digests: from the PBX to the message, as its readers may see it."""

from __future__ import annotations

import asyncio
from contextlib import nullcontext
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot.answers.digest_making import DigestAsk, digest_answer
from bot.answers.digest_masking import masked_digest, remembers
from bot.answers.digest_stretch import read_stretch
from bot.answers.unguessed import troubles_masked
from bot.blocks.digest import DigestLook, digest_message
from bot.blocks.digest_failed import failed_message
from bot.cdr.window import Window
from bot.digest.covering import covered
from bot.ports_of_digests import Made
from bot.query.asker import Asker
from bot.query.read import read_request
from bot.query.request import Filters
from bot.slack.digests.choosing import pbx_of
from bot.slack.digests.post import Post
from bot.slack.leasing import leased
from bot.slack.slack_trouble import NotLinked
from bot.workspace.settings import Masking

if TYPE_CHECKING:
    from bot.answers.digest import DigestAnswer
    from bot.answers.digest_stretch import Stretch
    from bot.blocks.message import Message
    from bot.cdr.roster import Roster
    from bot.cdr.trouble import Trouble
    from bot.digest.digest import Digest
    from bot.digest.slots import Slot
    from bot.ports import Pbx
    from bot.slack.desk import Desk
    from bot.slack.digests.speaking import Speaking
    from bot.slack.digests.stretches import Stretches
    from bot.slack.occasion import Occasion
    from bot.workspace.pbx import WorkspacePbx
    from bot.workspace.settings import Settings
    from bot.workspace.workspace import Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class DigestTold:
    """A digest as its readers may see it, and how it is shown."""

    answer: DigestAnswer
    look: DigestLook

    def message(self, *, rich: bool = True, preview: bool = False) -> Message:
        """In rich blocks or in plainer ones; a preview has nothing to press. Not on the event loop: it may be long."""
        return digest_message(self.answer, replace(self.look, rich=rich, preview=preview))


async def digest_for(  # noqa: PLR0913 - what is told to whom
    desk: Desk,
    occasion: Occasion,
    digest: Digest,
    slot: Slot,
    *,
    late: bool = False,
    skipped: tuple[str, ...] = (),
    stretches: Stretches | None = None,
) -> DigestTold:
    """Make a digest for a slot.

    Args:
        desk: what it is made with.
        occasion: who has it made: its workspace, and whom it is told where its PBX refuses its secret.
        digest: what to tell.
        slot: what it covers follows from this.
        late: say that it is late.
        skipped: wall-clock times of older slots that nobody was told of: say so.
        stretches: what was read already; None to read anew.

    Raises:
        DigestPbxGone, NotSetUp: there is no PBX to ask.
        NotLinked: it is of the owner's own calls, and nobody knows their extension.
        Trouble: as a question's answer.
    """
    pbx = await pbx_of(desk, occasion.workspace, digest)
    settings = await desk.store.settings(occasion.workspace)
    start, end = covered(digest, slot)
    window = Window(start=start, end=end)
    async with leased(desk, occasion, pbx) as opened:
        stretch = await _stretch(desk, (occasion.workspace, pbx), digest, window, opened, settings, stretches)
        own = await _extension(desk, occasion, digest, pbx, stretch.roster) if digest.own else ""
        filters, typed = await _filters(digest, slot, own)
        ask = DigestAsk(
            digest=digest,
            slot=slot.wall,
            window=window,
            filters=filters,
            typed=typed,
            late=late,
            skipped=skipped,
        )
        hides = _hides(settings, digest)
        with troubles_masked(stretch.roster) if hides else nullcontext():
            whole = await digest_answer(ask, stretch, opened)
    shown = await asyncio.to_thread(masked_digest, whole) if hides else whole
    look = DigestLook(mark=occasion.mark, pbx=pbx.id, remembers=remembers(shown, whole))
    return DigestTold(answer=shown, look=look)


async def _stretch(  # noqa: PLR0913, PLR0917 - what is read of whom
    desk: Desk,
    whose: tuple[Workspace, WorkspacePbx],
    digest: Digest,
    window: Window,
    opened: Pbx,
    settings: Settings,
    stretches: Stretches | None,
) -> Stretch:
    zone = ZoneInfo(digest.zone)

    async def read() -> Stretch:
        return await read_stretch(opened, window, zone, desk.clock.now(), short_ring=settings.short_ring)

    if stretches is None:
        return await read()
    key = (*whose, window.first_second, window.last_second, settings.short_ring)
    return await stretches.of(key, read)


async def _extension(
    desk: Desk, occasion: Occasion, digest: Digest, pbx: WorkspacePbx, roster: Roster
) -> str:
    """The owner's: as they said, else by their e-mail address.

    Raises:
        NotLinked: nobody knows it.
        SlackRefused: Slack does not tell who they are.
    """
    linked = (await desk.store.person(occasion.workspace, digest.owner)).extension(pbx.id)
    if linked:
        return linked
    person = await desk.people.person(replace(occasion, user=digest.owner, team=occasion.workspace.team))
    found = roster.emails.get(person.email, "") if person.email else ""
    if not found:
        raise NotLinked
    return found


async def _filters(digest: Digest, slot: Slot, own: str) -> tuple[Filters, str]:
    """Which calls count, and the same as one would type it.

    Raises:
        QuestionTrouble: it is not understood.
    """
    typed = " ".join(filter(None, (f"with {own}" if own else "", digest.text)))
    if not typed:
        return Filters(), ""
    asker = Asker.of(now=slot.at, zone=ZoneInfo(digest.zone), locale=digest.locale)
    request = await asyncio.to_thread(read_request, typed, asker)
    return request.filters, request.typed


def _hides(settings: Settings, digest: Digest) -> bool:
    return settings.masking is Masking.EVERYWHERE or (
        settings.masking is Masking.CHANNELS and bool(digest.channel)
    )


class SlackDigestMaker:
    """Makes digests as the port says; what it hands over is a ``Post``."""

    def __init__(self, desk: Desk, speaking: Speaking, stretches: Stretches) -> None:
        self._desk, self._speaking, self._stretches = desk, speaking, stretches

    async def pbx(self, workspace: Workspace, digest: Digest) -> str:
        """As the port says.

        Raises:
            DigestPbxGone, NotSetUp: there is none.
        """
        return (await pbx_of(self._desk, workspace, digest)).id

    async def make(
        self, workspace: Workspace, digest: Digest, slot: Slot, *, late: bool, skipped: tuple[str, ...]
    ) -> Made:
        """As the port says.

        Raises:
            AppNotInstalled: there would be nobody to post it.
            Trouble: as ``digest_for``.
        """
        occasion = await self._speaking.occasion(workspace, digest.owner, digest.channel)
        told = await digest_for(
            self._desk, occasion, digest, slot, late=late, skipped=skipped, stretches=self._stretches
        )
        return Made(empty=told.answer.empty, payload=Post(lambda rich: told.message(rich=rich)))

    async def excuse(
        self, workspace: Workspace, digest: Digest, slot: Slot, *, trouble: Trouble, following: Slot | None
    ) -> object:
        """As the port says."""
        del workspace
        message = failed_message(digest, slot.wall, trouble, following.wall if following else None)
        return Post(lambda _: message, excuse=True)
