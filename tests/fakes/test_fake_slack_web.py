from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import aiohttp
import pytest

from fakes.acme import TOKEN, Clock, client, furnished, refused
from fakes.slack import FakeSlack

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

SECTION = {"type": "section", "text": {"type": "mrkdwn", "text": "Missed: 3"}}


@pytest.fixture
async def slack() -> AsyncIterator[FakeSlack]:
    async with FakeSlack(now=Clock()) as fake:
        yield furnished(fake)


async def test_a_scope_that_is_missing_is_named() -> None:
    async with FakeSlack() as slack:
        furnished(slack, ["users:read", "chat:write"])
        answer = await refused(client(slack).usergroups_users_list(usergroup="S1"))
        assert (answer["error"], answer["needed"]) == ("missing_scope", "usergroups:read")
        assert answer["provided"] == "chat:write,users:read"
        assert "email" not in (await client(slack).users_info(user="U1"))["user"]["profile"]
        assert (await refused(client(slack).conversations_open(users="U1")))["needed"] == "im:write"


async def test_of_people_from_elsewhere_less_is_told_and_only_when_they_share_a_channel(
    slack: FakeSlack,
) -> None:
    own = (await client(slack).users_info(user="U1", include_locale=True))["user"]
    assert (own["locale"], own["tz"], own["is_admin"]) == ("en-GB", "Europe/London", True)
    assert own["profile"]["email"] == "ada@t1.example"
    assert (await refused(client(slack).users_info(user="U9")))["error"] == "user_not_found"
    slack.channels["T1", "C2"].members.add("U9")
    stranger = (await client(slack).users_info(user="U9", include_locale=True))["user"]
    assert stranger["is_stranger"]
    assert {"locale", "is_admin", "is_restricted"} & stranger.keys() == set()


@pytest.mark.parametrize(
    ("channel", "error"),
    [("C0", "channel_not_found"), ("C3", "not_in_channel"), ("C4", "is_archived")],
)
async def test_a_post_needs_a_channel_that_takes_it(slack: FakeSlack, channel: str, error: str) -> None:
    assert (await refused(client(slack).chat_postMessage(channel=channel, text="Hi")))["error"] == error
    assert slack.messages(channel) == []


async def test_messages_are_posted_changed_and_taken_away(slack: FakeSlack) -> None:
    web = client(slack)
    ts = (await web.chat_postMessage(channel="C1", text="Three", blocks=[SECTION]))["ts"]
    (message,) = slack.messages("C1")
    assert (message.text, message.blocks[0]["text"]) == ("Three", SECTION["text"])
    await web.chat_update(channel="C1", ts=ts, text="Four", blocks=[])
    assert (message.text, message.blocks) == ("Four", [])
    await web.chat_delete(channel="C1", ts=ts)
    assert slack.messages("C1") == []
    assert (await refused(web.chat_delete(channel="C1", ts=ts)))["error"] == "message_not_found"


async def test_an_ephemeral_message_is_for_a_member_alone(slack: FakeSlack) -> None:
    await client(slack).chat_postEphemeral(channel="C1", user="U2", text="You")
    assert [message.text for message in slack.ephemerals("U2")] == ["You"]
    assert (slack.messages("C1"), slack.ephemerals("U1")) == ([], [])
    lost = client(slack).chat_postEphemeral(channel="C2", user="U2", text="You")
    assert (await refused(lost))["error"] == "user_not_in_channel"


@pytest.mark.filterwarnings("ignore:The top-level `text` argument is missing")
async def test_blocks_without_text_and_unknown_arguments_are_faults(slack: FakeSlack) -> None:
    await client(slack).chat_postMessage(channel="C1", blocks=[SECTION])
    await client(slack).chat_postMessage(channel="C1", text="Hi", chanel="C2")
    assert slack.faults == [
        "chat.postMessage: a message has blocks but no text for notifications and screen readers",
        "chat.postMessage: unknown chanel",
    ]
    assert (await refused(client(slack).chat_postMessage(channel="C1", text="")))["error"] == "no_text"
    long = client(slack).chat_postMessage(channel="C1", text="x" * 4001)
    assert (await refused(long))["error"] == "msg_too_long"


async def test_what_the_validator_finds_is_refused_and_kept() -> None:
    def only_sections(blocks: list[dict[str, Any]], surface: str) -> list[str]:
        return [f"{surface} has {block['type']}" for block in blocks if block["type"] != "section"]

    async with FakeSlack(validate=only_sections) as slack:
        furnished(slack)
        await client(slack).chat_postMessage(channel="C1", text="Hi", blocks=[SECTION])
        wrong = client(slack).chat_postMessage(channel="C1", text="Hi", blocks=[{"type": "divider"}])
        assert (await refused(wrong))["error"] == "invalid_blocks"
        home = client(slack).views_publish(user_id="U1", view={"type": "home", "blocks": [{"type": "x"}]})
        assert (await refused(home))["error"] == "invalid_blocks"
        assert slack.faults == ["chat.postMessage: message has divider", "views.publish: home has x"]


async def test_forms_are_read_as_json_is(slack: FakeSlack) -> None:
    form = {"token": TOKEN, "channel": "C1", "text": "Hi", "blocks": json.dumps([SECTION])}
    async with aiohttp.ClientSession() as session:
        async with session.post(f"{slack.api_url}chat.postMessage", data=form) as answer:
            assert (await answer.json())["ok"]
        async with session.post(f"{slack.api_url}chat.shout", data=form) as answer:
            assert (await answer.json())["error"] == "unknown_method"
    assert slack.messages("C1")[0].blocks[0]["type"] == "section"
    assert [(call.method, call.token) for call in slack.calls] == [
        ("chat.postMessage", TOKEN),
        ("chat.shout", TOKEN),
    ]


async def test_posts_faster_than_one_a_second_into_a_channel_are_told_to_wait() -> None:
    async with FakeSlack(now=(clock := Clock())) as slack:
        furnished(slack).limit_posts = True
        await client(slack).chat_postMessage(channel="C1", text="1")
        await client(slack).chat_postMessage(channel="C2", text="1")
        answer = await refused(client(slack).chat_postMessage(channel="C1", text="2"))
        assert (answer.status_code, answer.headers["Retry-After"], answer["error"]) == (
            429,
            "1",
            "ratelimited",
        )
        clock.at += 1
        await client(slack).chat_postMessage(channel="C1", text="2")


async def test_failures_come_in_order_and_end(slack: FakeSlack) -> None:
    slack.fail("users.info", error="fatal_error")
    slack.fail("users.info", status=429, retry_after=7)
    slack.fail("users.info", slow=0.05)
    assert (await refused(client(slack).users_info(user="U1")))["error"] == "fatal_error"
    assert (await refused(client(slack).users_info(user="U1"))).headers["Retry-After"] == "7"
    assert (await client(slack).users_info(user="U1"))["ok"]
    slack.fail("auth.test", status=500, times=2)
    assert (await refused(client(slack).auth_test())).status_code == 500


async def test_a_direct_message_is_opened_once_and_takes_posts(slack: FakeSlack) -> None:
    opened = [(await client(slack).conversations_open(users="U2"))["channel"]["id"] for _ in range(2)]
    assert opened[0] == opened[1]
    await client(slack).chat_postMessage(channel=opened[0], text="Psst")
    assert [message.text for message in slack.messages(opened[0])] == ["Psst"]


async def test_a_channel_tells_what_it_is(slack: FakeSlack) -> None:
    shared = (await client(slack).conversations_info(channel="C2"))["channel"]
    assert (shared["is_ext_shared"], shared["is_archived"], shared["is_member"]) == (True, False, True)
    secret = (await client(slack).conversations_info(channel="C4"))["channel"]
    assert (secret["is_private"], secret["is_archived"]) == (True, True)


async def test_a_file_is_uploaded_in_three_steps(slack: FakeSlack) -> None:
    await client(slack).files_upload_v2(
        filename="calls.csv", content="a,b\n1,2\n", channel="C1", title="Calls", initial_comment="Here"
    )
    (file,) = slack.files
    assert (file.name, file.title, file.content) == ("calls.csv", "Calls", b"a,b\n1,2\n")
    assert (file.channel, file.comment, slack.faults) == ("C1", "Here", [])


async def test_history_is_told_newest_first_page_by_page_and_metadata_where_it_is_asked_for(
    slack: FakeSlack,
) -> None:
    web, channel = client(slack), slack.direct("T1", "U1").id
    mark = {"event_type": "ringback_digest", "event_payload": {"delivery": "d1"}}
    await web.chat_postMessage(channel=channel, text="One")
    second = (await web.chat_postMessage(channel=channel, text="Two", metadata=mark))["ts"]
    await web.chat_postMessage(channel=channel, text="Reply", thread_ts=second)
    await web.chat_postMessage(channel=channel, text="Three")
    first = await web.conversations_history(channel=channel, limit=2, include_all_metadata=True)
    assert [message["text"] for message in first["messages"]] == ["Three", "Two"]
    assert first["messages"][1]["metadata"] == mark
    assert first["has_more"]
    cursor = first["response_metadata"]["next_cursor"]
    rest = await web.conversations_history(channel=channel, limit=2, cursor=cursor)
    assert [message["text"] for message in rest["messages"]] == ["One"]
    assert not rest["has_more"]
    since = await web.conversations_history(channel=channel, oldest=second)
    assert [message["text"] for message in since["messages"]] == ["Three"]
    whole = await web.conversations_history(channel=channel, oldest=second, inclusive=True)
    assert all("metadata" not in message for message in whole["messages"])
    assert len(whole["messages"]) == 2


async def test_history_needs_the_scope_of_its_kind_of_channel_and_metadata_its_form(slack: FakeSlack) -> None:
    web = client(slack)
    answer = await refused(web.conversations_history(channel="C1"))
    assert (answer["error"], answer["needed"]) == ("missing_scope", "channels:history")
    for mark, error in (
        ({"event_type": "x"}, "invalid_metadata_format"),
        ({"event_type": "", "event_payload": {}}, "invalid_metadata_schema"),
    ):
        answer = await refused(web.chat_postMessage(channel="C1", text="Hi", metadata=mark))
        assert answer["error"] == error
