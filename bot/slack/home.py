"""The Home tab: shown at once with what is known, and again when the PBX has answered."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from bot.blocks import home as page_of
from bot.blocks.home import HomePage, home_view
from bot.blocks.trouble import told
from bot.cdr.missed import CallerState
from bot.cdr.trouble import Trouble
from bot.slack import connecting, status
from bot.slack.admitting import demand_admin
from bot.slack.answering import guarded
from bot.slack.asking import ask
from bot.slack.digests.at_home import digests_at_home
from bot.slack.leasing import leased
from bot.slack.occasion import occasion_of
from bot.slack.slack_trouble import NotAllowed, NotLinked, NotSetUp, PbxGone
from bot.slack.standing import pbx_meant, standing
from bot.slack.trail import note
from bot.slack.views import HomeOutlet, publish
from bot.workspace.audit import Deed
from bot.workspace.permission import may_set_up
from bot.workspace.steps_in_slack import step_in_slack

if TYPE_CHECKING:
    from collections.abc import Mapping

    from slack_bolt.async_app import AsyncApp
    from slack_bolt.context.async_context import AsyncBoltContext
    from slack_sdk.web.async_client import AsyncWebClient

    from bot.answers.values import Answer
    from bot.slack.desk import Desk
    from bot.slack.occasion import Occasion
    from bot.slack.press import Press
    from bot.workspace.pbx import WorkspacePbx

_AUDIT = 10


def listen(app: AsyncApp, desk: Desk) -> None:
    """Show Home when it is opened."""

    async def opened(body: dict[str, Any], context: AsyncBoltContext, client: AsyncWebClient) -> None:
        event = body["event"]
        if event.get("tab") == "home" and desk.underway.first(str(body.get("event_id") or "")):
            occasion = occasion_of(body, context, client)
            desk.underway.start(show_home(desk, occasion), occasion.workspace)

    app.event("app_home_opened")(opened)


async def show_home(desk: Desk, occasion: Occasion) -> None:
    """Publish what is known, then what the PBX says; whatever goes wrong is told in the tab."""
    occasion = replace(occasion, channel="")
    await guarded(desk, occasion, HomeOutlet(occasion), _show(desk, occasion))


async def _show(desk: Desk, occasion: Occasion) -> None:
    page, pbx = await _known(desk, occasion)
    digests = await digests_at_home(desk, occasion, asks=page.asks, admin=page.admin)
    page = replace(page, digests=digests)
    first = await publish(occasion, home_view(page))
    if pbx is not None:
        # Only in place of what was just shown: somebody may have changed the set-up while the PBX was asked.
        await publish(occasion, home_view(await _asked(desk, occasion, page, pbx)), after=first)


async def _known(desk: Desk, occasion: Occasion) -> tuple[HomePage, WorkspacePbx | None]:
    """What is shown before the PBX is asked, and the PBX that will be.

    Raises:
        NotAllowed: Ringback is not for them here: a guest, or somebody of another organisation.
    """
    page = await _frame(desk, occasion)
    try:
        who = await standing(desk, occasion)
    except NotSetUp:
        return replace(page, connection=f"{page_of.NO_PBX} {page_of.NO_PBX_NEXT}"), None
    except NotAllowed as refusal:
        person = await desk.people.person(occasion)
        if not page.admin and (person.actor.guest or person.actor.stranger or person.actor.deactivated):
            raise
        return replace(page, connection=f"{refusal.sentence} {step_in_slack(refusal)}"), None
    pbx = await pbx_meant(desk, occasion, who, "")
    page = replace(page, asks=True, extension=who.own.extension(pbx.id))
    if pbx.refused is not None:
        # Every further try would bring this machine's address nearer to being blocked.
        return replace(page, connection=page_of.REFUSED.format(name=pbx.name)), None
    return replace(page, connection=page_of.ASKING.format(name=pbx.name)), pbx


async def _frame(desk: Desk, occasion: Occasion) -> HomePage:
    """What does not depend on a PBX: for who may set up, the set-up."""
    person, settings = await desk.people.person(occasion), await desk.store.settings(occasion.workspace)
    own = await desk.store.person(occasion.workspace, occasion.user)
    zone = _zone(own.timezone or person.zone)
    if not may_set_up(person.actor, settings):
        return HomePage(connection="", zone=zone)
    return HomePage(
        connection="",
        admin=True,
        pbxs=await desk.store.pbxs(occasion.workspace),
        settings=settings,
        audit=await desk.store.audit(occasion.workspace, _AUDIT),
        zone=zone,
    )


async def _asked(desk: Desk, occasion: Occasion, page: HomePage, pbx: WorkspacePbx) -> HomePage:
    """The page with what the PBX says: that it answers, and who of the person's missed callers is still open."""
    try:
        async with leased(desk, occasion, pbx) as opened:
            profile, roster = await opened.profile(), await opened.roster()
        page = replace(page, connection=page_of.connected(pbx.name, profile))
        asked = await ask(desk, occasion, "missed today mine", _silent)
    except NotLinked:
        return page
    except Trouble as trouble:
        said = f"{trouble.sentence} {step_in_slack(trouble)}"
        pbxs = await desk.store.pbxs(occasion.workspace) if page.admin else ()
        return replace(page, connection=said, pbxs=pbxs)
    name = _extension_name(asked.answer, page.extension, roster.extensions)
    return replace(page, extension=name, mine=_open(asked.answer))


def _extension_name(answer: Answer, own: str, extensions: Mapping[str, str]) -> str:
    number = own or answer.request.filters.either or answer.request.filters.callee
    name = extensions.get(number, "")
    return f"{number} ({name})" if name else number


def _open(answer: Answer) -> Answer:
    """Only who still waits to be reached."""
    unsettled = (CallerState.OPEN, CallerState.TRIED)
    return replace(
        answer, missed_callers=tuple(each for each in answer.missed_callers if each.state in unsettled)
    )


def _silent(*, done: int, total: int | None, doing: str) -> None:
    """Home shows no progress."""


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name or "UTC")
    except (KeyError, ValueError, OSError):
        return ZoneInfo("UTC")


async def _refresh(desk: Desk, press: Press) -> None:
    await show_home(desk, press.occasion)


async def _status(desk: Desk, press: Press) -> None:
    await demand_admin(desk, press.occasion)
    await status.report(desk, press.occasion, press.aside)


async def _remove(desk: Desk, press: Press) -> None:
    name = await connecting.disconnect(desk, press.occasion, press.value)
    await show_home(desk, press.occasion)
    await press.aside.answer(told(page_of.REMOVED.format(name=name)))


async def _default(desk: Desk, press: Press) -> None:
    occasion = press.occasion
    await demand_admin(desk, occasion)
    pbx = next((each for each in await desk.store.pbxs(occasion.workspace) if each.id == press.value), None)
    if pbx is None:
        raise PbxGone
    before, after = await desk.store.change_settings(
        occasion.workspace, lambda settings: replace(settings, default_pbx=pbx.id)
    )
    if before != after:
        await note(desk, occasion, Deed.SETTINGS_CHANGED, page_of.BY_DEFAULT.format(name=pbx.name))
    await show_home(desk, occasion)


ACTIONS = {
    page_of.REFRESH: _refresh,
    page_of.STATUS: _status,
    page_of.REMOVE: _remove,
    page_of.DEFAULT: _default,
}
"""What can be pressed in Home besides questions and set-up."""
