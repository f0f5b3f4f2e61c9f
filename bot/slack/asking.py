"""A question of somebody in Slack, answered: may they ask, which PBX, whose extension, which zone; then the answer."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import msgspec

from bot.answers.asking import answer
from bot.answers.masking import masked
from bot.answers.unguessed import unguessed_answer
from bot.blocks.state import Question
from bot.query.asker import Asker, Habits, language_of
from bot.query.read import read_request
from bot.query.time_trouble import NotUnderstood
from bot.slack.leasing import leased
from bot.slack.slack_trouble import ForeignButton, NotLinked, PersonNotLinked
from bot.slack.standing import named, pbx_meant, standing
from bot.slack.wording import Typed, pbx_named, pbx_unknown, spelled, typed
from bot.workspace.settings import Masking, Settings

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import tzinfo

    from bot.answers.values import Answer
    from bot.ports import Pbx, Progress
    from bot.slack.desk import Desk
    from bot.slack.occasion import Occasion
    from bot.slack.people import Person
    from bot.slack.standing import Standing
    from bot.workspace.pbx import WorkspacePbx

STAND_IN = "1000"
"""An extension's number, where the words of a question matter and not who is meant."""
_LOCALE = "en-GB"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """An answer, and all that is needed to ask for it again.

    Attributes:
        answer: as the person may see it.
        whole: with nothing hidden.
    """

    answer: Answer
    whole: Answer
    question: Question
    settings: Settings


async def ask(desk: Desk, occasion: Occasion, text: str, progress: Progress) -> Asked:
    """Answer a question as it was typed.

    Raises:
        Trouble: it cannot be answered; whatever the PBX, the store or the question is in the way.
    """
    who = await standing(desk, occasion)
    said = typed(text, await bot_user(desk, occasion), language_of(locale_of(who)))
    rest, name = pbx_named(said.text, [pbx.name for pbx in who.pbxs])
    said = replace(said, text=rest)
    pbx = await pbx_meant(desk, occasion, who, name)
    try:
        return await _asked_of(desk, occasion, who, said, pbx, progress)
    except NotUnderstood as trouble:
        if not name and (unknown := pbx_unknown(said.text, str(trouble.facts["words"]))):
            named(who.pbxs, unknown)
        raise


async def _asked_of(  # noqa: PLR0913, PLR0917 - who, what and where
    desk: Desk, occasion: Occasion, who: Standing, said: Typed, pbx: WorkspacePbx, progress: Progress
) -> Asked:
    async with leased(desk, occasion, pbx) as opened:
        question = Question(
            mark=occasion.mark,
            text=said.text,
            now=desk.now(),
            zone=zone_known(who) or zone_name(await _pbx_zone(opened)),
            locale=locale_of(who),
            pbx=pbx.id,
        )
        if said.own or said.people:
            words = await with_numbers(desk, occasion, who, said, question, opened)
            question = msgspec.structs.replace(question, text=words)
        return await _answered(who, question, opened, progress)


async def ask_again(
    desk: Desk, occasion: Occasion, question: Question, progress: Progress, *, anew: bool = False
) -> Asked:
    """Answer the question of a button, for whoever presses it now; ``anew`` as ``standing`` has it.

    Raises:
        Trouble: as ``ask``.
    """
    if question.mark != occasion.mark:
        raise ForeignButton
    return await ask_as(desk, occasion, await standing(desk, occasion, anew=anew), question, progress)


async def ask_as(
    desk: Desk, occasion: Occasion, who: Standing, question: Question, progress: Progress
) -> Asked:
    """Answer the question of a button of this workspace for whom is known to be allowed to ask.

    Raises:
        Trouble: as ``ask``.
    """
    async with leased(desk, occasion, who.pbx(question.pbx)) as opened:
        return await _answered(who, question, opened, progress)


async def ask_own(desk: Desk, occasion: Occasion, question: Question, progress: Progress) -> Asked:
    """As ``ask_again``, with the extension of whoever asks now in place of ``me`` in the question.

    Raises:
        NotLinked: nobody knows their extension.
        Trouble: as ``ask``.
    """
    if question.mark != occasion.mark:
        raise ForeignButton
    who = await standing(desk, occasion)
    said = Typed(text=question.text, people=(), own=True)
    async with leased(desk, occasion, who.pbx(question.pbx)) as opened:
        words = await with_numbers(desk, occasion, who, said, question, opened)
        return await _answered(who, msgspec.structs.replace(question, text=words), opened, progress)


async def _answered(who: Standing, question: Question, opened: Pbx, progress: Progress) -> Asked:
    request = await asyncio.to_thread(read_request, question.text, asker_of(question, who.settings))
    hidden = who.settings.masking is Masking.EVERYWHERE
    answered = unguessed_answer if hidden else answer
    whole = await answered(request, opened, short_ring=who.settings.short_ring, progress=progress)
    shown = await asyncio.to_thread(masked, whole) if hidden else whole
    return Asked(answer=shown, whole=whole, question=question, settings=who.settings)


def asker_of(question: Question, settings: Settings | None = None) -> Asker:
    """Who asked a question, as the request language needs it, with the habits of their workspace.

    Raises:
        ForeignButton: its zone or moment cannot be read.
        OutOfCalendar: its moment is before or after all that is understood.
    """
    try:
        zone = ZoneInfo(question.zone)
        now = datetime.fromtimestamp(question.now, UTC)
    except (KeyError, ValueError, OSError, OverflowError):
        raise ForeignButton from None
    return Asker.of(now=now, zone=zone, locale=question.locale, habits=habits_of(settings or Settings()))


def habits_of(settings: Settings) -> Habits:
    """What a workspace decided about its days and years."""
    return Habits(office=settings.business_hours, lunch=settings.lunch, fiscal_month=settings.fiscal_month)


async def bot_user(desk: Desk, occasion: Occasion) -> str:
    """The app's own user; empty where the app is not installed."""
    found = await desk.authorizer.installation(occasion.workspace)
    return found.bot_user if found else ""


async def with_numbers(  # noqa: PLR0913, PLR0917 - who, what and where
    desk: Desk, occasion: Occasion, who: Standing, said: Typed, question: Question, opened: Pbx
) -> str:
    """The question with numbers in place of people; one that is not understood asks nobody who they are.

    Raises:
        QuestionTrouble: it is not understood, or an extension that nobody knows.
    """
    stand_in = spelled(said, STAND_IN, dict.fromkeys(said.people, STAND_IN))
    await asyncio.to_thread(read_request, stand_in, asker_of(question, who.settings))
    emails = (await opened.roster()).emails
    own = ""
    if said.own:
        own = who.own.extension(question.pbx) or _by_email(who.person, emails)
        if not own:
            raise NotLinked
    extensions = {
        user: await extension_of(desk, occasion, user, question.pbx, emails) for user in said.people
    }
    return spelled(said, own, extensions)


async def extension_of(desk: Desk, occasion: Occasion, user: str, pbx: str, emails: Mapping[str, str]) -> str:
    """Somebody's extension: as they said, else by their e-mail address.

    Raises:
        PersonNotLinked: nobody knows it.
        SlackRefused: Slack does not tell who they are.
    """
    linked = (await desk.store.person(occasion.workspace, user)).extension(pbx)
    if linked:
        return linked
    person = await desk.people.person(occasion, "" if user == occasion.user else user)
    found = _by_email(person, emails)
    if not found:
        raise PersonNotLinked(name=person.name or user)
    return found


def _by_email(person: Person, emails: Mapping[str, str]) -> str:
    return emails.get(person.email, "") if person.email else ""


def zone_known(who: Standing) -> str:
    """The zone that somebody chose, else the one they have in Slack; empty where neither is known here."""
    return who.own.timezone or _known(who.person.zone)


def locale_of(who: Standing) -> str:
    """The language and region that somebody chose, else those they have in Slack."""
    return who.own.language or who.person.locale or _LOCALE


def _known(zone: str) -> str:
    """A zone as Slack names it; empty where this machine has none of the name."""
    try:
        return ZoneInfo(zone).key if zone else ""
    except (KeyError, ValueError, OSError):
        return ""


async def _pbx_zone(opened: Pbx) -> tzinfo:
    return (await opened.profile()).timezone


def zone_name(zone: tzinfo) -> str:
    """A zone that a button can remember; one that is only an offset has none, so Greenwich stands in."""
    return str(getattr(zone, "key", None) or "UTC")
