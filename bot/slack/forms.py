"""Forms that were sent: acked at once with what is shown meanwhile, the rest comes into it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.blocks import settings, setup
from bot.cdr.trouble import Trouble
from bot.slack import setting_up, settings_form
from bot.slack.occasion import occasion_of

if TYPE_CHECKING:
    from slack_bolt.async_app import AsyncAck, AsyncApp
    from slack_bolt.context.async_context import AsyncBoltContext
    from slack_sdk.web.async_client import AsyncWebClient

    from bot.slack.desk import Desk


def listen(app: AsyncApp, desk: Desk) -> None:
    """Take every form there is."""

    async def looked(
        ack: AsyncAck, body: dict[str, Any], context: AsyncBoltContext, client: AsyncWebClient
    ) -> None:
        await ack(response_action="update", view=setup.looking())
        occasion = occasion_of(body, context, client)
        desk.underway.start(setting_up.submitted(desk, occasion, body["view"]))

    async def saved(
        ack: AsyncAck, body: dict[str, Any], context: AsyncBoltContext, client: AsyncWebClient
    ) -> None:
        try:
            shown = await setting_up.saved(desk, occasion_of(body, context, client), body["view"])
        except Trouble as trouble:
            shown = setup.notice(trouble.sentence, trouble.next_step)
        await ack(response_action="update", view=shown)

    async def changed(
        ack: AsyncAck, body: dict[str, Any], context: AsyncBoltContext, client: AsyncWebClient
    ) -> None:
        try:
            await settings_form.saved(desk, occasion_of(body, context, client), body["view"])
        except Trouble as trouble:
            shown = setup.notice(trouble.sentence, trouble.next_step, title="Settings")
            await ack(response_action="update", view=shown)
        else:
            await ack()

    app.view(setup.FORM)(looked)
    app.view(setup.FOUND)(saved)
    app.view(settings.FORM)(changed)
