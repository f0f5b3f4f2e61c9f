from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from fakes.acme import bolt, furnished, on_socket, served
from fakes.slack import FakeSlack

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable

    from slack_bolt.app.async_app import AsyncApp

    from fakes.slack.model import View

MODAL = {
    "type": "modal",
    "callback_id": "setup",
    "title": {"type": "plain_text", "text": "PBX"},
    "submit": {"type": "plain_text", "text": "Save"},
    "notify_on_close": True,
    "blocks": [
        {
            "type": "input",
            "block_id": "name",
            "label": {"type": "plain_text", "text": "Name"},
            "element": {"type": "plain_text_input", "action_id": "words", "initial_value": "Main"},
        },
        {
            "type": "input",
            "block_id": "secret",
            "label": {"type": "plain_text", "text": "Secret"},
            "element": {"type": "plain_text_input", "action_id": "words", "min_length": 3},
        },
    ],
}
ANSWERS: dict[str, Any] = {
    "wrong": {"response_action": "errors", "errors": {"secret": "The PBX refused it."}},
    "again": {"response_action": "update", "view": {**MODAL, "private_metadata": "2"}},
    "further": {"response_action": "push", "view": {**MODAL, "callback_id": "more"}},
}
CLOSED: list[str] = []


def listening(app: AsyncApp) -> AsyncApp:
    """The app with a command that opens a modal, and the modal's submission."""

    @app.command("/setup")
    async def setup(ack: Callable[..., Awaitable[None]], body: dict[str, Any], client: Any) -> None:  # noqa: ANN401 - Bolt's
        await ack("Opening")
        await client.views_open(trigger_id=body["trigger_id"], view=MODAL)

    @app.view("setup")
    async def saved(ack: Callable[..., Awaitable[None]], view: dict[str, Any]) -> None:
        secret = view["state"]["values"]["secret"]["words"]["value"]
        await ack(**ANSWERS.get(secret, {}))

    @app.view_closed("setup")
    async def closed(ack: Callable[..., Awaitable[None]], view: dict[str, Any]) -> None:
        CLOSED.append(view["id"])
        await ack()

    @app.event("app_mention")
    async def mentioned(event: dict[str, Any], say: Callable[..., Awaitable[None]]) -> None:
        await say(text=f"You said {event['text'].partition(' ')[2]}")

    return app


@pytest.fixture(params=["http", "socket"])
async def slack(request: pytest.FixtureRequest) -> AsyncIterator[FakeSlack]:
    async with FakeSlack() as fake:
        app = listening(bolt(furnished(fake)))
        if request.param == "http":
            async with served(app) as fake.app_url:
                yield fake
            return
        async with on_socket(app, fake):
            yield fake


async def opened(slack: FakeSlack) -> View:
    delivery = await slack.command("/setup")
    assert [message.text for message in slack.shown(delivery)] == ["Opening"]
    (view,) = await slack.until(lambda: list(slack.views.values()))
    return view


async def test_a_modal_is_filled_in_refused_changed_and_saved(slack: FakeSlack) -> None:
    view = await opened(slack)
    with pytest.raises(ValueError, match="secret is required"):
        await slack.submit(view)
    with pytest.raises(ValueError, match="3 to 3000"):
        await slack.submit(view, {"secret": "x"})
    refused = await slack.submit(view, {"secret": "wrong"})
    assert refused.answer == {"response_action": "errors", "errors": {"secret": "The PBX refused it."}}
    assert refused.payload["view"]["state"]["values"]["name"]["words"]["value"] == "Main"
    await slack.submit(view, {("secret", "words"): "again"})
    assert view.content["private_metadata"] == "2"
    await slack.submit(view, {"secret": "right"})
    assert (slack.views, slack.faults, slack.late) == ({}, [], [])


async def test_modals_lie_upon_one_another_and_are_closed(slack: FakeSlack) -> None:
    view = await opened(slack)
    await slack.submit(view, {"secret": "further"})
    upper = next(one for one in slack.views.values() if one.previous == view.id)
    assert (upper.root, upper.content["callback_id"]) == (view.id, "more")
    await slack.close_view(view, all_of_them=True)
    assert (slack.views, CLOSED[-1:]) == ({}, [view.id])


async def test_a_mention_is_answered_in_its_channel(slack: FakeSlack) -> None:
    await slack.app_mention("U1", "C2", "missed today")
    (message,) = await slack.until(lambda: slack.messages("C2"))
    assert message.text == "You said missed today"


@pytest.mark.parametrize("politely", [True, False])
async def test_after_a_cut_the_app_is_back_on_a_new_socket(*, politely: bool) -> None:
    async with FakeSlack() as slack, on_socket(listening(bolt(furnished(slack))), slack):
        await slack.cut(politely=politely)
        await slack.connected(more_than=1)
        delivery = await slack.command("/setup")
        assert (delivery.via, delivery.ok, slack.sockets.made) == ("socket", True, 2)


async def test_a_socket_that_has_gone_quiet_is_left_for_a_new_one() -> None:
    async with FakeSlack(ack_seconds=2) as slack, on_socket(listening(bolt(furnished(slack))), slack):
        slack.mute()
        assert (await slack.command("/setup")).status == 0
        await slack.connected(more_than=1)
        slack.mute(muted=False)
        assert (await slack.command("/setup")).ok


async def test_without_a_socket_nothing_is_acknowledged() -> None:
    async with FakeSlack(ack_seconds=0.05) as slack:
        delivery = await furnished(slack).command("/setup")
        assert (delivery.via, delivery.status, slack.late) == ("socket", 0, [delivery])
