from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from fakes.acme import Clock, client, furnished, refused
from fakes.slack import FakeSlack

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

SECTION = {"type": "section", "text": {"type": "mrkdwn", "text": "Missed: 3"}}
MODAL = {
    "type": "modal",
    "callback_id": "setup",
    "title": {"type": "plain_text", "text": "PBX"},
    "blocks": [SECTION],
}


@pytest.fixture
async def slack() -> AsyncIterator[FakeSlack]:
    async with FakeSlack(now=Clock()) as fake:
        yield furnished(fake)


async def test_a_token_is_asked_for_known_and_not_revoked(slack: FakeSlack) -> None:
    assert (await refused(client(slack, "").auth_test()))["error"] == "not_authed"
    assert (await refused(client(slack, "xoxb-other").auth_test()))["error"] == "invalid_auth"
    assert (await client(slack).auth_test())["team_id"] == "T1"
    await client(slack).auth_revoke()
    assert (await refused(client(slack).auth_test()))["error"] == "token_revoked"


async def test_an_uninstalled_app_has_no_account() -> None:
    async with FakeSlack() as slack:
        furnished(slack)
        wrong = client(slack).apps_uninstall(client_id=slack.client_id, client_secret="guess")
        assert (await refused(wrong))["error"] == "bad_client_secret"
        await client(slack).apps_uninstall(client_id=slack.client_id, client_secret=slack.client_secret)
        assert (await refused(client(slack).auth_test()))["error"] == "account_inactive"


# Slack's client builds its header with a class that aiohttp is about to drop.
@pytest.mark.filterwarnings("ignore:BasicAuth is deprecated:DeprecationWarning")
async def test_an_installation_code_becomes_a_token_once(slack: FakeSlack) -> None:
    page = (
        f"https://slack.example/oauth/v2/authorize?client_id={slack.client_id}&scope=commands,chat:write"
        "&state=s1&redirect_uri=https%3A%2F%2Fapp.example%2Fback"
    )
    back = slack.allow(page, team="T1", user="U1")
    assert back.startswith("https://app.example/back?code=")
    assert back.endswith("&state=s1")
    code = back.split("code=")[1].split("&")[0]
    web = client(slack, "")
    asked: dict[str, Any] = {"client_id": slack.client_id, "client_secret": slack.client_secret, "code": code}
    assert (await refused(web.oauth_v2_access(**asked)))["error"] == "bad_redirect_uri"
    got = await web.oauth_v2_access(**asked, redirect_uri="https://app.example/back")
    assert (got["scope"], got["team"]["id"], got["authed_user"]["id"]) == ("chat:write,commands", "T1", "U1")
    assert (await client(slack, got["access_token"]).auth_test())["bot_id"] == got.get("bot_id", "B1")
    twice = web.oauth_v2_access(**asked, redirect_uri="https://app.example/back")
    assert (await refused(twice))["error"] == "code_already_used"


@pytest.mark.filterwarnings("ignore:BasicAuth is deprecated:DeprecationWarning")
async def test_a_token_that_ends_is_rotated_once() -> None:
    async with FakeSlack(rotate_tokens=True) as slack:
        furnished(slack)
        page = f"https://slack.example/oauth/v2/authorize?client_id={slack.client_id}&scope=commands&state=s"
        code = slack.allow(page, team="T1", user="U1").split("code=")[1].split("&")[0]
        asked: dict[str, Any] = {"client_id": slack.client_id, "client_secret": slack.client_secret}
        first = await client(slack, "").oauth_v2_access(**asked, code=code)
        assert first["expires_in"] == 43200
        rotate = {**asked, "grant_type": "refresh_token", "refresh_token": first["refresh_token"]}
        second = await client(slack, "").oauth_v2_access(**rotate)
        assert (await client(slack, second["access_token"]).auth_test())["team_id"] == "T1"
        old = client(slack, first["access_token"]).auth_test()
        assert (await refused(old))["error"] == "token_expired"
        again = client(slack, "").oauth_v2_access(**rotate)
        assert (await refused(again))["error"] == "invalid_refresh_token"


async def test_workspaces_do_not_see_each_other(slack: FakeSlack) -> None:
    slack.add_team("T2", name="Other", domain="other", bot_token="xoxb-other-team")
    other, trigger = client(slack, "xoxb-other-team"), slack.triggers.hand_out("T1", "U1")
    stolen = other.views_open(trigger_id=trigger, view=MODAL)
    assert (await refused(stolen))["error"] == "invalid_trigger_id"
    view = (await client(slack).views_open(trigger_id=trigger, view=MODAL))["view"]
    assert (await refused(other.views_update(view_id=view["id"], view=MODAL)))["error"] == "not_found"
    assert (await refused(other.chat_postMessage(channel="C1", text="Hi")))["error"] == "channel_not_found"
    assert (await refused(other.users_info(user="U1")))["error"] == "user_not_found"
    await other.api_call("auth.test", params={"team_id": "T1"})
    assert slack.faults == ["auth.test: a token of T2 for T1"]


async def test_workspaces_of_one_organisation_know_each_others_people(slack: FakeSlack) -> None:
    slack.add_team("T3", enterprise="E1", bot_token="xoxb-three")
    slack.add_team("T4", enterprise="E1")
    slack.add_user("T4", "U4", name="dan", locale="de-DE")
    told = (await client(slack, "xoxb-three").users_info(user="U4", include_locale=True))["user"]
    assert (told["team_id"], told["enterprise_user"]["enterprise_id"], told["locale"]) == (
        "T4",
        "E1",
        "de-DE",
    )
    assert "is_stranger" not in told
