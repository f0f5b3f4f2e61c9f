"""The Home tab: shown at once with what is known, and again when the PBX has answered."""

from __future__ import annotations

import logging
from dataclasses import replace
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from slack_sdk.errors import SlackApiError

from bot.blocks import home as page_of
from bot.blocks.home import HomePage, home_view
from bot.blocks.trouble import told
from bot.cdr.missed import CallerState
from bot.cdr.trouble import Trouble
from bot.slack import setting_up
from bot.slack.asking import ask, meant
from bot.slack.occasion import occasion_of
from bot.slack.slack_trouble import NotLinked, PbxGone
from bot.workspace.audit import Deed
from bot.workspace.permission import may_ask, may_set_up

if TYPE_CHECKING:
    from slack_bolt.async_app import AsyncApp
    from slack_bolt.context.async_context import AsyncBoltContext
    from slack_sdk.web.async_client import AsyncWebClient

    from bot.answers.values import Answer
    from bot.slack.desk import Desk
    from bot.slack.occasion import Occasion
    from bot.slack.press import Press
    from bot.workspace.pbx import WorkspacePbx

_log = logging.getLogger(__name__)
_AUDIT = 10


def listen(app: AsyncApp, desk: Desk) -> None:
    """Show Home when it is opened."""

    async def opened(body: dict[str, Any], context: AsyncBoltContext, client: AsyncWebClient) -> None:
        event = body["event"]
        if event.get("tab") == "home" and desk.underway.first(str(body.get("event_id") or "")):
            desk.underway.start(show_home(desk, occasion_of(body, context, client)))

    app.event("app_home_opened")(opened)


async def show_home(desk: Desk, occasion: Occasion) -> None:
    """Publish what is known, then what the PBX says."""
    occasion = replace(occasion, channel="")
    try:
        known = await _known(desk, occasion)
        if known is None:
            await _publish(
                occasion, HomePage(connection="Ringback is not for guests or other organisations here.")
            )
            return
        page, pbx = known
        await _publish(occasion, page)
        if pbx is not None:
            await _publish(occasion, await _asked(desk, occasion, page, pbx))
    except Trouble as trouble:
        await _publish(occasion, HomePage(connection=f"{trouble.sentence} {trouble.next_step}"))


async def _known(desk: Desk, occasion: Occasion) -> tuple[HomePage, WorkspacePbx | None] | None:
    """What is shown before the PBX is asked, and the PBX that will be."""
    store, workspace = desk.store, occasion.workspace
    person, settings = await desk.people.person(occasion), await store.settings(occasion.workspace)
    admin = may_set_up(person.actor, settings)
    if not admin and not may_ask(person.actor, replace(settings, everybody_asks=True), ""):
        return None
    pbxs = await store.pbxs(workspace)
    own = await store.person(workspace, occasion.user)
    pbx = meant(pbxs, (own.default_pbx, settings.default_pbx)) if pbxs else None
    page = HomePage(
        connection=f"Asking {pbx.name} …" if pbx else "No PBX is connected yet: an admin connects one.",
        extension=own.extension(pbx.id) if pbx else "",
        admin=admin,
        pbxs=pbxs if admin else (),
        settings=settings if admin else None,
        audit=await store.audit(workspace, _AUDIT) if admin else (),
        zone=_zone(own.timezone or person.zone),
    )
    return page, pbx


async def _asked(desk: Desk, occasion: Occasion, page: HomePage, pbx: WorkspacePbx) -> HomePage:
    """The page with what the PBX says: that it answers, and who of the person's missed callers is still open."""
    try:
        async with desk.pbxs.lease(occasion.workspace, pbx) as opened:
            profile, roster = await opened.profile(), await opened.roster()
        proved = (
            "date format proved" if profile.format_proved else "no record yet to prove its date format on"
        )
        page = replace(page, connection=f"{pbx.name} answers: {profile.model or 'PBX'}, {proved}.")
        asked = await ask(desk, occasion, f"missed today mine at {pbx.name}", _silent)
        name = _extension_name(asked.answer, page.extension, roster.extensions)
        return replace(page, extension=name, mine=_open(asked.answer))
    except NotLinked:
        return page
    except Trouble as trouble:
        return replace(page, connection=f"{trouble.sentence} {trouble.next_step}")


def _extension_name(answer: Answer, own: str, extensions: Any) -> str:  # noqa: ANN401 - a mapping of texts
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


async def _publish(occasion: Occasion, page: HomePage) -> None:
    try:
        await occasion.client.views_publish(user_id=occasion.user, view=home_view(page))
    except SlackApiError as error:
        _log.warning("views.publish: %s", error.response.get("error"))


async def _refresh(desk: Desk, press: Press) -> None:
    await show_home(desk, press.occasion)


async def _remove(desk: Desk, press: Press) -> None:
    name = await setting_up.disconnect(desk, press.occasion, press.value)
    await press.aside.answer(told(f"{name} is disconnected: its secret, tokens and settings are deleted."))
    await show_home(desk, press.occasion)


async def _default(desk: Desk, press: Press) -> None:
    occasion = press.occasion
    await setting_up.demand_admin(desk, occasion)
    pbx = next((each for each in await desk.store.pbxs(occasion.workspace) if each.id == press.value), None)
    if pbx is None:
        raise PbxGone
    settings = await desk.store.settings(occasion.workspace)
    await desk.store.save_settings(occasion.workspace, replace(settings, default_pbx=pbx.id))
    await setting_up.note(desk, occasion, Deed.SETTINGS_CHANGED, f"{pbx.name} is asked by default")
    await show_home(desk, occasion)


ACTIONS = {page_of.REFRESH: _refresh, page_of.REMOVE: _remove, page_of.DEFAULT: _default}
"""What can be pressed in Home besides questions and set-up."""
