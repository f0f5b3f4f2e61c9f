"""Posting a digest: once, where it may go, and never again where it may be posted."""

from __future__ import annotations

import asyncio
import json
from collections import Counter
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from answers.digest_month import DIGEST, OWN
from answers.scene import at
from fakes.acme import TOKEN, client
from fakes.slack.model import SCOPES
from slack_edge.office import ACME
from slack_sdk.web.async_client import AsyncWebClient

from bot.answers.digest_reasons import FOR_GOOD, cause, mend
from bot.blocks.elements import section
from bot.blocks.message import Message
from bot.ports_of_digests import Found, PostRefused
from bot.slack.app import web_client
from bot.slack.digests.looking import mark_on
from bot.slack.digests.post import Post
from bot.slack.digests.posting import PostUnknown
from bot.slack.digests.speaking import Speaking
from bot.workspace.settings import Settings
from bot.workspace.workspace import Workspace
from slack_digests.given_rounds import DUE, HELLO, Clock, side

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from fakes.slack.options import Failing

    from bot.digest.digest import Digest
    from slack_digests.given_rounds import Side

RICH = Post(lambda rich: Message(text="Hello", blocks=(section("Rich" if rich else "Plainer"),)))
DIRECT = replace(DIGEST, channel="")


async def refused(here: Side, digest: Digest = DIGEST, what: Post = HELLO) -> PostRefused:
    """Why it was surely not posted."""
    with pytest.raises(PostRefused) as raised:
        await here.post(digest, what)
    return raised.value


def posts(here: Side) -> list[str]:
    return [call.method for call in here.slack.calls if call.method == "chat.postMessage"]


# Where it goes


async def test_it_is_posted_to_its_channel_with_a_mark_that_people_do_not_see() -> None:
    async with side() as here:
        channel, ts = await here.post(what=RICH)
        (shown,) = here.slack.messages("C1")
        assert (channel, ts) == ("C1", shown.ts)
        assert "Rich" in json.dumps(shown.blocks)
        payload = {"delivery": "d1 2026-11-26T08:30", "excuse": False}
        assert shown.metadata == {"event_type": "ringback_digest", "event_payload": payload}


async def test_one_without_a_channel_goes_to_its_owner_directly() -> None:
    async with side() as here:
        channel, ts = await here.post(DIRECT)
        (shown,) = here.direct()
        assert (channel, ts) == (shown.channel, shown.ts)


# Whether it may


@pytest.mark.parametrize("digest", [DIGEST, DIRECT], ids=["channel", "direct"])
async def test_a_deactivated_owner_has_no_digest_any_more(digest: Digest) -> None:
    async with side() as here:
        here.slack.users["U1"].deleted = True
        no = await refused(here, digest)
        assert (no.code, no.permanent) == ("account_inactive", True)
        assert posts(here) == []


async def test_an_owner_who_left_has_no_digest_from_two_minutes_on() -> None:
    async with side() as here:
        await here.post()
        here.slack.users["U1"].deleted = True
        here.clock.moment = "2026-11-26 08:33"
        assert (await refused(here)).code == "account_inactive"


async def test_many_digests_of_a_workspace_ask_slack_once_for_each_person_group_and_channel() -> None:
    async with side() as here:
        settings = Settings(everybody_asks=False, ask_groups=frozenset({"S1"}))
        await here.desk.store.save_settings(ACME, settings)
        here.slack.add_usergroup("T1", "S1", ["U3"])
        poster = here.poster
        for n in range(20):
            await poster.ready(ACME, replace(DIGEST, id=f"d{n}", owner="U3"), DUE, HELLO)
        asked = Counter(call.method for call in here.slack.calls)
        assert asked == {"users.info": 1, "usergroups.users.list": 1, "conversations.info": 1}


async def test_that_a_channel_is_not_shared_is_remembered_for_a_minute_and_no_longer() -> None:
    async with side() as here:
        poster = here.poster
        for n in range(100):
            await poster.ready(ACME, replace(DIGEST, id=f"d{n}"), DUE, HELLO)
        here.slack.channels["T1", "C1"].ext_shared = True
        for moment, asked in (("2026-11-26 08:30:59", 1), ("2026-11-26 08:31:00", 3)):
            here.clock.moment = moment
            if asked == 1:
                await poster.ready(ACME, DIGEST, DUE, HELLO)
            else:  # a no is asked for anew before it counts
                with pytest.raises(PostRefused, match="channel_shared"):
                    await poster.ready(ACME, DIGEST, DUE, HELLO)
            calls = Counter(call.method for call in here.slack.calls)
            assert calls["conversations.info"] == asked


async def test_a_no_that_is_remembered_is_asked_for_anew_before_it_pauses_anything() -> None:
    async with side() as here:
        poster, shared = here.poster, replace(DIGEST, channel="C2")
        here.slack.users["U1"].deleted = True
        for digest, code in ((DIGEST, "account_inactive"), (shared, "channel_shared")):
            with pytest.raises(PostRefused) as raised:
                await poster.ready(ACME, digest, DUE, HELLO)
            assert raised.value.code == code
            here.slack.users["U1"].deleted = False
        here.slack.channels["T1", "C2"].ext_shared = False
        await poster.ready(ACME, shared, DUE, HELLO)


async def test_a_guest_has_one_only_where_guests_may_ask() -> None:
    async with side() as here:
        guests = replace(DIGEST, owner="U2")
        no = await refused(here, guests)
        assert (no.code, no.permanent) == ("owner_may_not", True)
        await here.desk.store.save_settings(ACME, Settings(guests_ask=True))
        await here.post(guests)


async def test_a_stranger_has_one_only_where_strangers_may_ask() -> None:
    async with side() as here:
        here.slack.channels["T1", "C2"].members.add("U9")
        strangers = replace(DIGEST, owner="U9")
        assert (await refused(here, strangers)).code == "owner_may_not"
        await here.desk.store.save_settings(ACME, Settings(strangers_ask=True))
        await here.post(strangers)


async def test_who_left_the_groups_that_may_ask_has_none_any_more() -> None:
    async with side() as here:
        members = replace(DIGEST, owner="U3")
        settings = Settings(everybody_asks=False, ask_groups=frozenset({"S0", "S1"}))
        await here.desk.store.save_settings(ACME, settings)
        here.slack.add_usergroup("T1", "S1", ["U3"])
        await here.post(members)
        here.slack.add_usergroup("T1", "S1", [])
        assert (await refused(here, members)).code == "owner_may_not"


async def test_a_group_that_slack_does_not_tell_of_pauses_nobody() -> None:
    async with side() as here:
        settings = Settings(everybody_asks=False, ask_groups=frozenset({"S1"}))
        await here.desk.store.save_settings(ACME, settings)
        here.slack.add_usergroup("T1", "S1", ["U3"])
        here.slack.fail("usergroups.users.list", error="internal_error", times=9)
        no = await refused(here, replace(DIGEST, owner="U3"))
        assert not no.permanent
        assert posts(here) == []


async def test_a_channel_that_was_shared_since_gets_it_only_where_its_owner_agreed() -> None:
    async with side() as here:
        shared = replace(DIGEST, channel="C2")
        no = await refused(here, shared)
        assert (no.code, no.permanent) == ("channel_shared", True)
        await here.post(replace(shared, strangers=True))
        assert len(here.slack.messages("C2")) == 1


async def test_whether_a_channel_is_shared_must_be_known() -> None:
    async with side() as here:
        here.slack.fail("conversations.info", error="internal_error", times=9)
        no = await refused(here)
        assert not no.permanent
        assert posts(here) == []


async def test_a_workspace_that_the_app_left_is_refused_for_now() -> None:
    async with side() as here:
        with pytest.raises(PostRefused) as raised:
            await here.poster.ready(Workspace(team="T2"), DIGEST, DUE, HELLO)
        assert (raised.value.code, raised.value.permanent) == ("app_not_installed", False)


async def test_a_message_that_cannot_be_built_was_surely_not_posted() -> None:
    def build(_: bool) -> Message:  # noqa: FBT001 - as ``Post`` has it
        raise KeyError("x")

    async with side() as here:
        assert (await refused(here, what=Post(build))).code == "unexpected"


# Slack says no


@pytest.mark.parametrize("code", ["restricted_action", "no_permission", "token_revoked", "missing_scope"])
async def test_a_no_for_good_is_known_as_one(code: str) -> None:
    async with side() as here:
        here.slack.fail("chat.postMessage", error=code)
        no = await refused(here)
        assert (no.code, no.permanent) == (code, True)
        assert len(posts(here)) == 1


@pytest.mark.parametrize(("channel", "code"), [("C3", "not_in_channel"), ("C8", "channel_not_found")])
async def test_a_channel_that_does_not_take_it_is_a_no_for_good(channel: str, code: str) -> None:
    async with side() as here:
        no = await refused(here, replace(DIGEST, channel=channel))
        assert (no.code, no.permanent) == (code, True)


async def test_an_archived_channel_is_a_no_for_good() -> None:
    async with side() as here:
        here.slack.channels["T1", "C1"].archived = True
        assert (await refused(here)).code == "is_archived"


async def test_a_token_of_an_account_that_ended_is_no_deactivated_owner() -> None:
    async with side() as here:
        here.slack.kill(TOKEN, "account_inactive")
        no = await refused(here)
        assert (no.code, no.permanent) == ("token_revoked", True)


async def test_a_no_that_is_not_known_is_one_for_now() -> None:
    async with side() as here:
        here.slack.fail("chat.postMessage", error="org_login_required")
        no = await refused(here)
        assert (no.code, no.permanent) == ("org_login_required", False)


async def test_slacks_wish_for_a_moment_is_waited_for() -> None:
    async with side() as here:
        here.slack.fail("chat.postMessage", status=429, retry_after=1)
        await here.post()
        assert len(here.slack.messages("C1")) == 1


async def test_slacks_wish_for_a_while_is_handed_over() -> None:
    async with side() as here:
        here.slack.fail("chat.postMessage", status=429, retry_after=77)
        no = await refused(here)
        assert (no.code, no.permanent, no.after) == ("ratelimited", False, 77)
        assert len(posts(here)) == 1


async def test_blocks_that_slack_refuses_are_sent_plainer_then_as_text() -> None:
    async with side() as here:
        here.slack.fail("chat.postMessage", error="invalid_blocks", times=1)
        await here.post(what=RICH)
        assert "Plainer" in json.dumps(here.slack.messages("C1")[-1].blocks)
        here.slack.fail("chat.postMessage", error="invalid_blocks", times=2)
        await here.post(what=RICH)
        assert here.slack.messages("C1")[-1].blocks == []
        here.slack.fail("chat.postMessage", error="invalid_blocks", times=3)
        assert (await refused(here, what=RICH)).code == "invalid_blocks"
        assert len(here.slack.messages("C1")) == 2


# Slack does not say


@pytest.mark.parametrize(
    "how",
    [
        {"status": 500},
        {"status": 503, "error": "service_unavailable"},
        {"error": "fatal_error"},
        {"error": "internal_error"},
    ],
    ids=str,
)
async def test_a_fault_of_slack_may_be_a_post_and_is_tried_once(how: Failing) -> None:
    async with side() as here:
        here.slack.fail("chat.postMessage", **how)
        with pytest.raises(PostUnknown):
            await here.post()
        assert len(posts(here)) == 1


@asynccontextmanager
async def gateway(answer: bytes) -> AsyncIterator[str]:
    """Reads a request of whatever stands in front of Slack, answers this, and hangs up."""

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(answer)
        await writer.drain()
        writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    async with server:
        yield f"http://127.0.0.1:{port}/api/"


async def turned(here: Side, elsewhere: str) -> None:
    """The one call that posts goes elsewhere than those before."""
    poster = here.poster
    client = web_client(elsewhere)
    client.token, client.retry_handlers = TOKEN, []
    await poster.post(replace(await poster.ready(ACME, DIGEST, DUE, HELLO), client=client))


async def test_a_connection_that_is_cut_after_sending_may_be_a_post() -> None:
    async with side() as here, gateway(b"") as elsewhere:
        with pytest.raises(PostUnknown):
            await turned(here, elsewhere)


async def test_a_gateways_page_may_be_a_post() -> None:
    page = b"HTTP/1.1 502 Bad Gateway\r\nContent-Type: text/plain\r\nContent-Length: 4\r\n\r\nxxxx"
    async with side() as here, gateway(page) as elsewhere:
        with pytest.raises(PostUnknown):
            await turned(here, elsewhere)


async def test_a_connection_that_is_refused_is_surely_none() -> None:
    async with side() as here:
        with pytest.raises(PostRefused) as raised:
            await turned(here, "http://127.0.0.1:9/api/")
        assert (raised.value.code, raised.value.permanent) == ("no_connection", False)


async def test_slack_out_of_reach_before_the_post_is_surely_none() -> None:
    async with side() as here:
        nowhere = AsyncWebClient(base_url="http://127.0.0.1:9/api/", retry_handlers=[])
        here.speaking = Speaking(here.desk.authorizer, lambda: nowhere)
        assert not (await refused(here)).permanent


# Looked for


async def test_a_direct_message_is_found_again_by_its_mark() -> None:
    async with side() as here:
        channel, ts = await here.post(DIRECT)
        for n in range(3):
            await client(here.slack).chat_postMessage(channel=channel, text=f"Another {n}")
        assert await here.poster.find(ACME, DIRECT, DUE) == Found(sure=True, channel=channel, ts=ts)


async def test_what_is_not_there_is_surely_not_there() -> None:
    async with side() as here:
        await here.post(DIRECT)
        other = replace(DUE, slot="2026-11-25T08:30")
        assert await here.poster.find(ACME, DIRECT, other) == Found(sure=True)


async def test_an_excuse_is_not_the_digest() -> None:
    async with side() as here:
        await here.post(DIRECT, Post(HELLO.build, excuse=True))
        assert await here.poster.find(ACME, DIRECT, DUE) == Found(sure=True)


async def test_a_channel_is_looked_through_only_where_the_app_may_read_it() -> None:
    async with side() as here:
        await here.post()
        assert await here.poster.find(ACME, DIGEST, DUE) == Found()
        here.slack.issue(TOKEN, here.slack.teams["T1"], {*SCOPES, "channels:history"})
        assert (await here.poster.find(ACME, DIGEST, DUE)).ts == here.slack.messages("C1")[0].ts


async def test_every_page_is_read() -> None:
    async with side() as here:
        channel, ts = await here.post(DIRECT)
        for n in range(450):
            here.slack.screen.show("T1", channel, (f"More {n}", []))
        assert (await here.poster.find(ACME, DIRECT, DUE)).ts == ts
        read = [call for call in here.slack.calls if call.method == "conversations.history"]
        assert len(read) == 3


async def test_what_cannot_be_read_to_its_end_is_not_sure() -> None:
    async with side() as here:
        channel, _ = await here.post(DIRECT)
        here.slack.messages(channel)[0].metadata = {}
        for n in range(4_100):
            here.slack.screen.show("T1", channel, (f"More {n}", []))
        assert await here.poster.find(ACME, DIRECT, DUE) == Found()


async def test_nothing_is_known_where_slack_does_not_answer() -> None:
    async with side() as here:
        await here.post(DIRECT)
        here.slack.fail("conversations.history", error="fatal_error", times=9)
        assert await here.poster.find(ACME, DIRECT, DUE) == Found()
        assert await here.poster.find(Workspace(team="T2"), DIRECT, DUE) == Found()


async def test_the_mark_of_another_app_is_not_ours() -> None:
    async with side() as here:
        other = here.slack.add_team("T3", bot_token="xoxb-other")
        channel = here.slack.direct("T1", "U1").id
        here.slack.screen.show("T1", channel, ("Forged", []), metadata=mark_on(DUE, excuse=False))
        before = here.slack.teams["T1"].bot_user
        here.slack.teams["T1"].bot_user, here.slack.teams["T1"].bot_id = other.bot_user, other.bot_id
        assert await here.poster.find(ACME, DIRECT, DUE) == Found(sure=True)
        here.slack.teams["T1"].bot_user = before
        assert (await here.poster.find(ACME, DIRECT, DUE)).ts


async def test_what_was_posted_before_the_slot_is_not_looked_at() -> None:
    async with side(clock=Clock("2026-11-26 08:30")) as here:
        later = replace(DUE, due=int(at("2099-01-01 00:00").timestamp()))
        await here.poster.post(await here.poster.ready(ACME, OWN, later, HELLO))
        assert await here.poster.find(ACME, OWN, later) == Found(sure=True)


# Words


def test_every_reason_for_good_has_a_cause_and_a_next_step() -> None:
    for code in FOR_GOOD:
        first = cause(code).split()[0]
        assert first.islower() or first in {"Ringback", "Ringback's", "Slack"}
        assert not cause(code).endswith(".")
        assert mend(code, 7).endswith(".")
        assert "{" not in mend(code, 7)
