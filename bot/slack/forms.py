"""Forms that were sent: what comes of one is the acknowledgement, or comes into the modal after it if it takes long."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bot.blocks import digest_form, settings, setup
from bot.slack import connecting, setting_up, settings_form
from bot.slack.answering import guarded
from bot.slack.digests import filling, form_sent
from bot.slack.home import show_home
from bot.slack.occasion import occasion_of
from bot.slack.page import Page, Shown
from bot.slack.views import sound

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping

    from slack_bolt.async_app import AsyncAck, AsyncApp
    from slack_bolt.context.async_context import AsyncBoltContext
    from slack_sdk.web.async_client import AsyncWebClient

    from bot.blocks.message import Block
    from bot.slack.desk import Desk
    from bot.slack.occasion import Occasion

    View = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """What is done with a form.

    Attributes:
        title: of the modal.
        meanwhile: shown where it takes long.
        faults: what can be seen to be wrong without asking anybody, by field.
        work: the rest.
    """

    title: str
    meanwhile: Block
    faults: Callable[[View], dict[str, str]]
    work: Callable[[Desk, Occasion, View], Awaitable[Shown]]


async def _save_pbx(desk: Desk, occasion: Occasion, view: View) -> Shown:
    return _and_home(desk, occasion, await connecting.saved(desk, occasion, view))


async def _save_settings(desk: Desk, occasion: Occasion, view: View) -> Shown:
    return _and_home(desk, occasion, await settings_form.saved(desk, occasion, view))


async def _save_digest(desk: Desk, occasion: Occasion, view: View) -> Shown:
    return _and_home(desk, occasion, await form_sent.submitted(desk, occasion, view))


def _and_home(desk: Desk, occasion: Occasion, shown: Block) -> Shown:
    """Home shows the set-up, and the form may have been opened from there."""

    async def after(*, seen: bool) -> None:  # noqa: ARG001 - what was saved is saved, whoever sees it
        # Else it is the form with a fault, and nothing was saved.
        if shown.get("callback_id") == setup.NOTICE:
            await show_home(desk, occasion)

    return Shown(view=shown, after=after)


def _none(_: View) -> dict[str, str]:
    return {}


SENT = {
    setup.FORM: Sent(
        title=setup.TITLE, meanwhile=setup.looking(), faults=setting_up.faults, work=setting_up.submitted
    ),
    setup.FOUND: Sent(title=setup.TITLE, meanwhile=setup.notice(setup.SAVING), faults=_none, work=_save_pbx),
    settings.FORM: Sent(
        title=settings.TITLE,
        meanwhile=setup.notice(setup.SAVING, title=settings.TITLE),
        faults=settings_form.faults,
        work=_save_settings,
    ),
    digest_form.FORM: Sent(
        title=digest_form.TITLE,
        meanwhile=digest_form.saving(),
        faults=filling.faults,
        work=_save_digest,
    ),
}
"""Each form by its callback_id."""


def listen(app: AsyncApp, desk: Desk) -> None:
    """Take every form there is."""
    for name, sent in SENT.items():
        app.view(name)(_listener(desk, sent))


def _listener(desk: Desk, sent: Sent) -> Callable[..., Awaitable[None]]:
    async def submitted(
        ack: AsyncAck, body: dict[str, Any], context: AsyncBoltContext, client: AsyncWebClient
    ) -> None:
        view = body["view"]
        if wrong := sent.faults(view):
            await ack(response_action="errors", errors=wrong)
            return
        occasion = occasion_of(body, context, client)
        page = Page(occasion, str(view["id"]), sent.title)
        desk.underway.start(_done(desk, occasion, page, sent.work(desk, occasion, view)), occasion.workspace)
        late = True
        try:
            shown = await page.within(desk.patience)
            await ack(response_action="update", view=sound(shown or sent.meanwhile))
            late = shown is None
        finally:
            # Also where no acknowledgement came about: the work waits for this, and then updates the modal itself.
            page.acked(late=late)

    return submitted


async def _done(desk: Desk, occasion: Occasion, page: Page, work: Awaitable[Shown]) -> None:
    shown: list[Shown] = []

    async def fill() -> None:
        shown.append(await work)
        page.fill(shown[0].view)

    try:
        await guarded(desk, occasion, page, fill())
    finally:
        seen = await page.put()
    for each in shown:
        await asyncio.shield(each.after(seen=seen))
