from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import aiohttp
import pytest
from aiohttp import web
from slack_sdk.signature import SignatureVerifier

from fakes.acme import Clock, answering, client, furnished
from fakes.slack import FakeSlack

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from fakes.slack import Delivery

SHOUT = {"type": "section", "text": {"type": "mrkdwn", "text": "a <!here|b> c"}}
BUTTONS = {
    "type": "actions",
    "block_id": "row",
    "elements": [
        {"type": "button", "action_id": "next", "text": {"type": "plain_text", "text": "Next"}, "value": "2"},
        {
            "type": "static_select",
            "action_id": "day",
            "options": [{"text": {"type": "plain_text", "text": "Mon"}, "value": "mon"}],
        },
    ],
}


class Listener:
    """An app that keeps what it is sent and says the same to everything."""

    def __init__(self) -> None:
        self.heard: list[tuple[dict[str, str], bytes]] = []
        self.says: dict[str, Any] | str = ""
        self.wait = 0.0

    async def __call__(self, request: web.Request) -> web.Response:
        self.heard.append((dict(request.headers), await request.read()))
        await asyncio.sleep(self.wait)
        return web.Response(text=self.says) if isinstance(self.says, str) else web.json_response(self.says)


@pytest.fixture
def app() -> Listener:
    return Listener()


@pytest.fixture
async def slack(app: Listener) -> AsyncIterator[FakeSlack]:
    async def handle(request: web.Request) -> web.Response:
        return await app(request)

    async with answering(handle) as url, FakeSlack(app_url=url, now=Clock(), ack_seconds=0.3) as fake:
        yield furnished(fake)


async def respond(delivery: Delivery, **sent: object) -> tuple[int, str]:
    url = delivery.payload["response_url"]
    async with aiohttp.ClientSession() as session, session.post(url, json=sent) as answer:
        return answer.status, await answer.text()


async def test_a_command_is_signed_and_told_in_full(slack: FakeSlack, app: Listener) -> None:
    delivery = await slack.command("/missed", "AT&T @ada #sales <b>", user="U1", channel="C1")
    ((headers, body),) = app.heard
    assert SignatureVerifier(slack.signing_secret).is_valid_request(body, headers)
    assert not SignatureVerifier("another").is_valid_request(body, headers)
    assert headers["Content-Type"] == "application/x-www-form-urlencoded"
    told = delivery.payload
    assert told["text"] == "AT&amp;T <@U1|ada> <#C1|sales> &lt;b&gt;"
    assert {
        name: told[name] for name in ("team_id", "team_domain", "channel_id", "channel_name", "user_name")
    } == {
        "team_id": "T1",
        "team_domain": "acme",
        "channel_id": "C1",
        "channel_name": "sales",
        "user_name": "ada",
    }
    assert (told["is_enterprise_install"], "enterprise_id" in told) == ("false", False)
    assert (delivery.status, delivery.body, slack.shown(delivery), slack.late) == (200, "", [], [])


async def test_without_escaping_mentions_stay_words(slack: FakeSlack) -> None:
    assert (await slack.command("/missed", "@ada & co", escape=False)).payload["text"] == "@ada &amp; co"


async def test_people_from_elsewhere_cannot_give_commands(slack: FakeSlack) -> None:
    with pytest.raises(AssertionError, match="people from elsewhere"):
        await slack.command("/missed", user="U9")


async def test_an_acknowledgement_is_shown_to_the_person_alone(slack: FakeSlack, app: Listener) -> None:
    app.says = {"text": "Looking"}
    delivery = await slack.command("/missed", user="U2")
    assert [message.text for message in slack.shown(delivery)] == ["Looking"]
    assert [message.text for message in slack.ephemerals("U2")] == ["Looking"]
    app.says = {"text": "For all", "response_type": "in_channel"}
    await slack.command("/missed", user="U2", channel="C1")
    assert [message.text for message in slack.messages("C1")] == ["For all"]


async def test_an_acknowledgement_after_its_time_is_lost_and_counted(slack: FakeSlack, app: Listener) -> None:
    app.wait, app.says = 0.5, "Too late"
    delivery = await slack.command("/missed")
    assert (delivery.status, delivery.ok, slack.shown(delivery)) == (0, False, [])
    assert slack.late == [delivery]


async def test_a_response_url_takes_five_answers(slack: FakeSlack) -> None:
    delivery = await slack.command("/missed", user="U1")
    for number in range(5):
        assert await respond(delivery, text=f"{number}") == (200, "ok")
    assert await respond(delivery, text="6") == (404, "used_url")
    assert [message.text for message in slack.shown(delivery)] == ["0", "1", "2", "3", "4"]


async def test_a_response_url_lives_thirty_minutes() -> None:
    async with FakeSlack(now=(clock := Clock()), ack_seconds=0.1) as slack:
        furnished(slack)
        delivery = await slack.command("/missed", url="http://127.0.0.1:9/slack/events")
        assert delivery.status == 0
        clock.at += 1801
        assert await respond(delivery, text="Late") == (404, "expired_url")


async def test_answers_replace_and_delete_the_one_before(slack: FakeSlack, app: Listener) -> None:
    app.says = "Looking"
    delivery = await slack.command("/missed", user="U1")
    await respond(delivery, text="3 missed", replace_original=True)
    assert [message.text for message in slack.shown(delivery)] == ["3 missed"]
    await respond(delivery, delete_original=True)
    assert (slack.shown(delivery), slack.ephemerals("U1")) == ([], [])
    assert [sent.get("text") for sent in slack.received(delivery)] == ["Looking", "3 missed", None]


async def test_a_response_url_fails_on_demand_and_refuses_what_is_no_message(slack: FakeSlack) -> None:
    delivery = await slack.command("/missed")
    slack.fail("response_url", status=500)
    assert (await respond(delivery, text="1"))[0] == 500
    assert await respond(delivery, blocks=[]) == (400, "no_text")
    await respond(delivery, text="1", txt="2")
    assert slack.faults == ["response_url: unknown txt"]


async def test_a_response_url_takes_json_alone(slack: FakeSlack) -> None:
    url = (await slack.command("/missed")).response_url
    async with aiohttp.ClientSession() as session, session.post(url, data="text=1") as answer:
        assert (answer.status, await answer.text()) == (400, "invalid_payload")


@pytest.mark.parametrize("loud", [{"text": "<!channel>"}, {"text": "1", "blocks": [SHOUT]}])
async def test_calling_everybody_is_a_fault(slack: FakeSlack, loud: dict[str, Any]) -> None:
    await respond(await slack.command("/missed"), **loud)
    assert slack.faults == ["response_url: a message calls everybody in the channel"]


async def test_waiting_for_what_never_comes_ends(slack: FakeSlack) -> None:
    with pytest.raises(TimeoutError):
        await slack.until(lambda: slack.messages("C1"), seconds=0.01)


async def test_a_pressed_message_comes_back_with_its_own_response_url(slack: FakeSlack) -> None:
    await client(slack).chat_postMessage(channel="C2", text="Three", blocks=[BUTTONS])
    (message,) = slack.messages("C2")
    delivery = await slack.press(message, "next", user="U9")
    told = delivery.payload
    assert (told["user"]["team_id"], told["team"]["id"]) == ("T9", "T1")
    (action,) = told["actions"]
    assert (action["action_id"], action["block_id"], action["value"]) == ("next", "row", "2")
    assert (told["message"]["ts"], told["container"]["is_ephemeral"]) == (message.ts, False)
    await respond(delivery, text="Four", replace_original=True)
    assert (message.text, slack.messages("C2")) == ("Four", [message])


async def test_an_ephemeral_message_comes_back_without_its_content(slack: FakeSlack) -> None:
    await client(slack).chat_postEphemeral(channel="C1", user="U1", text="Three", blocks=[BUTTONS])
    (message,) = slack.ephemerals("U1")
    told = (await slack.press(message, "day", "mon")).payload
    assert ("message" in told, told["container"]["is_ephemeral"], told["user"]["id"]) == (False, True, "U1")
    assert told["actions"][0]["selected_option"]["value"] == "mon"
    with pytest.raises(LookupError, match="does not offer 'tue'"):
        await slack.press(message, "day", "tue")
    with pytest.raises(LookupError, match="no element back"):
        await slack.press(message, "back")


async def test_an_answer_to_a_press_must_say_what_becomes_of_the_original(slack: FakeSlack) -> None:
    await client(slack).chat_postMessage(channel="C1", text="Three", blocks=[BUTTONS])
    delivery = await slack.press(slack.messages("C1")[0], "next", user="U1")
    await respond(delivery, text="Four")
    assert slack.faults == ["response_url: an answer to a press must say what becomes of the original"]


async def test_an_event_is_told_again_under_the_same_id(slack: FakeSlack, app: Listener) -> None:
    first = await slack.direct_message("U1", "missed yesterday")
    again = await slack.direct_message("U1", "missed yesterday", retry=1, event_id=first.event_id)
    assert again.event_id == first.event_id
    assert [headers.get("X-Slack-Retry-Num") for headers, _ in app.heard] == [None, "1"]
    told = first.payload
    assert (told["type"], told["event"]["type"], told["event"]["channel_type"]) == (
        "event_callback",
        "message",
        "im",
    )
    assert told["authorizations"][0]["team_id"] == "T1"


async def test_removing_the_app_ends_its_token_before_it_is_told(slack: FakeSlack) -> None:
    told = (await slack.app_uninstalled("T1")).payload
    assert told["event"]["type"] == "app_uninstalled"
    with pytest.raises(Exception, match="account_inactive"):
        await client(slack).auth_test()


async def test_a_channel_is_known_by_its_new_id(slack: FakeSlack) -> None:
    await slack.channel_id_changed("C1", "C7")
    await client(slack).chat_postMessage(channel="C7", text="Hi")
    with pytest.raises(Exception, match="channel_not_found"):
        await client(slack).chat_postMessage(channel="C1", text="Hi")
