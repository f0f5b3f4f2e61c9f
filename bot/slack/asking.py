"""A question of somebody in Slack, answered: may they ask, which PBX, whose extension, which zone; then the answer."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot.answers.asking import answer
from bot.answers.masking import masked
from bot.blocks.state import Question
from bot.cdr.pbx_trouble import BadCredentials
from bot.query.asker import Asker
from bot.query.read import read_request
from bot.slack.slack_trouble import ForeignButton, NotAllowed, NotLinked, NotSetUp, PbxGone, PersonNotLinked
from bot.slack.wording import pbx_named, spelled, typed
from bot.workspace.audit import AuditEntry, Deed
from bot.workspace.permission import may_ask
from bot.workspace.settings import Masking

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import tzinfo

    from bot.answers.values import Answer
    from bot.ports import Pbx, Progress
    from bot.slack.desk import Desk
    from bot.slack.occasion import Occasion
    from bot.slack.people import Person
    from bot.slack.wording import Typed
    from bot.workspace.pbx import WorkspacePbx
    from bot.workspace.settings import PersonSettings, Settings

_LOCALE = "en-GB"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """An answer, and all that is needed to ask for it again."""

    answer: Answer
    question: Question
    settings: Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Who asks, as the workspace knows them; raised for nobody who may not."""

    person: Person
    own: PersonSettings
    settings: Settings
    pbxs: tuple[WorkspacePbx, ...]

    def pbx(self, wanted: str) -> WorkspacePbx:
        """The PBX with an id.

        Raises:
            PbxGone: there is none any more.
        """
        found = next((pbx for pbx in self.pbxs if pbx.id == wanted), None)
        if found is None:
            raise PbxGone
        return found


async def standing(desk: Desk, occasion: Occasion) -> Standing:
    """Who asks, and that they may.

    Raises:
        NotAllowed: they may not ask here.
        NotSetUp: there is no PBX to ask.
    """
    settings = await desk.store.settings(occasion.workspace)
    person = await desk.people.person(occasion)
    actor = person.actor
    if settings.ask_groups and not settings.everybody_asks:
        actor = replace(actor, groups=await desk.people.groups_of(occasion, settings.ask_groups))
    if not may_ask(actor, settings, occasion.channel):
        raise NotAllowed(reason=_why_not(actor.stranger, actor.guest, settings))
    pbxs = await desk.store.pbxs(occasion.workspace)
    if not pbxs:
        raise NotSetUp
    own = await desk.store.person(occasion.workspace, occasion.user)
    return Standing(person=person, own=own, settings=settings, pbxs=pbxs)


def _why_not(stranger: bool, guest: bool, settings: Settings) -> str:  # noqa: FBT001 - two facts about a person
    if stranger and not settings.strangers_ask:
        return "you belong to another organisation"
    if guest and not settings.guests_ask:
        return "guests may not"
    return "only some channels and user groups may"


async def ask(desk: Desk, occasion: Occasion, text: str, progress: Progress) -> Asked:
    """Answer a question as it was typed.

    Raises:
        Trouble: it cannot be answered; whatever the PBX, the store or the question is in the way.
    """
    who = await standing(desk, occasion)
    said = typed(text, await _bot_user(desk, occasion))
    rest, name = pbx_named(said.text, [pbx.name for pbx in who.pbxs])
    said = replace(said, text=rest)
    pbx = await _pbx_meant(desk, occasion, who, name)
    async with desk.pbxs.lease(occasion.workspace, pbx) as opened:
        words = await _spelled(desk, occasion, who, said, pbx, opened)
        zone = who.own.timezone or who.person.zone or _zone_name(await _pbx_zone(opened))
        question = Question(
            mark=occasion.mark,
            text=words,
            now=desk.now(),
            zone=zone,
            locale=who.own.language or who.person.locale or _LOCALE,
            pbx=pbx.id,
        )
        return await _answered(desk, occasion, who, question, opened, progress)


async def ask_again(desk: Desk, occasion: Occasion, question: Question, progress: Progress) -> Asked:
    """Answer the question of a button, for whoever presses it now.

    Raises:
        Trouble: as ``ask``.
    """
    if question.mark != occasion.mark:
        raise ForeignButton
    who = await standing(desk, occasion)
    pbx = who.pbx(question.pbx)
    async with desk.pbxs.lease(occasion.workspace, pbx) as opened:
        return await _answered(desk, occasion, who, question, opened, progress)


async def _answered(  # noqa: PLR0913, PLR0917 - what an answer depends on
    desk: Desk, occasion: Occasion, who: Standing, question: Question, opened: Pbx, progress: Progress
) -> Asked:
    request = await asyncio.to_thread(read_request, question.text, asker_of(question))
    try:
        found = await answer(request, opened, short_ring=who.settings.short_ring, progress=progress)
    except BadCredentials:
        await note_refusal(desk, occasion, who.pbx(question.pbx))
        raise
    if who.settings.masking is Masking.EVERYWHERE:
        found = masked(found)
    return Asked(answer=found, question=question, settings=who.settings)


def asker_of(question: Question) -> Asker:
    """Who asked a question, as the request language needs it.

    Raises:
        ForeignButton: its zone or moment cannot be read.
    """
    try:
        zone = ZoneInfo(question.zone)
        now = datetime.fromtimestamp(question.now, UTC)
    except (KeyError, ValueError, OSError, OverflowError):
        raise ForeignButton from None
    return Asker.of(now=now, zone=zone, locale=question.locale)


async def note_refusal(desk: Desk, occasion: Occasion, pbx: WorkspacePbx) -> None:
    """A PBX refuses its secret: keep since when, so that admins are told once and Home shows it."""
    if pbx.refused is None:
        await desk.store.save_pbx(occasion.workspace, replace(pbx, refused=desk.now()))
        entry = AuditEntry(at=desk.now(), user="", deed=Deed.PBX_REFUSED, what=pbx.name)
        await desk.store.note(occasion.workspace, entry)


async def _bot_user(desk: Desk, occasion: Occasion) -> str:
    found = await desk.authorizer.installation(occasion.workspace)
    return found.bot_user if found else ""


async def _pbx_meant(desk: Desk, occasion: Occasion, who: Standing, name: str) -> WorkspacePbx:
    """By name, else the channel's, the person's, the workspace's default, else the first."""
    if name:
        return next(pbx for pbx in who.pbxs if pbx.name == name)
    channel = await desk.store.channel(occasion.workspace, occasion.channel) if occasion.channel else None
    wishes = (channel.default_pbx if channel else "", who.own.default_pbx, who.settings.default_pbx)
    return meant(who.pbxs, wishes)


def meant(pbxs: Sequence[WorkspacePbx], wishes: Sequence[str]) -> WorkspacePbx:
    """The first PBX wished for that there is, else the first."""
    known = {pbx.id: pbx for pbx in pbxs}
    return next((known[wish] for wish in wishes if wish in known), pbxs[0])


async def _spelled(  # noqa: PLR0913, PLR0917 - who, what and where
    desk: Desk, occasion: Occasion, who: Standing, said: Typed, pbx: WorkspacePbx, opened: Pbx
) -> str:
    """The question with numbers in place of people.

    Raises:
        NotLinked, PersonNotLinked: an extension that nobody knows.
    """
    if not said.own and not said.people:
        return spelled(said, "", {})
    emails = (await opened.roster()).emails
    own = ""
    if said.own:
        own = who.own.extension(pbx.id) or emails.get(who.person.email, "")
        if not own:
            raise NotLinked
    extensions = {user: await _extension_of(desk, occasion, user, pbx, emails) for user in said.people}
    return spelled(said, own, extensions)


async def _extension_of(
    desk: Desk, occasion: Occasion, user: str, pbx: WorkspacePbx, emails: Mapping[str, str]
) -> str:
    linked = (await desk.store.person(occasion.workspace, user)).extension(pbx.id)
    if linked:
        return linked
    person = await desk.people.person(occasion, user)
    found = emails.get(person.email, "")
    if not found:
        raise PersonNotLinked(name=person.name or user)
    return found


async def _pbx_zone(opened: Pbx) -> tzinfo:
    return (await opened.profile()).timezone


def _zone_name(zone: tzinfo) -> str:
    """A zone that a button can remember; one that is only an offset has none, so Greenwich stands in."""
    return str(getattr(zone, "key", None) or "UTC")
