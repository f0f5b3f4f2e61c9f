"""Many workspaces: each installs the app in a browser, and what Slack gives is kept sealed."""

from __future__ import annotations

import json
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

import pytest
from fakes.slack.desk import CLIENT_SECRET

from bot.simulator import Settings, Simulator
from bot.slack.installing import installed
from bot.slack.manifest import SCOPES
from bot.workspace.audit import Deed
from bot.workspace.workspace import Workspace
from service.running import place

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    import httpx

    from service.running import Place, Running

COOKIE = "__Host-ringback-install"
BETA = Workspace(team="T2")


@asynccontextmanager
async def hosted(folder: Path) -> AsyncIterator[tuple[Place, Running]]:
    """A service for many workspaces, and a workspace that has not installed it."""
    async with place(
        folder, SLACK_BOT_TOKEN="", SLACK_CLIENT_ID="1000.2000", SLACK_CLIENT_SECRET=CLIENT_SECRET
    ) as here:
        here.slack.add_team("T2", name="Beta <b>", domain="beta")
        here.slack.add_user("T2", "U5", name="kim", admin=True)
        here.slack.add_channel("T2", "C5", name="sales", members=["U5"])
        async with here.running() as serving:
            yield here, serving


async def begun(serving: Running) -> tuple[str, str]:
    """Slack's page, and the cookie that the browser was given."""
    answer = await serving.get("/slack/install")
    assert answer.status_code == 302
    given = answer.headers["set-cookie"]
    assert given.startswith(f"{COOKIE}=")
    assert {"Secure", "HttpOnly", "Path=/", "SameSite=lax"} <= {part.strip() for part in given.split(";")}
    return answer.headers["location"], given.split(";")[0].partition("=")[2]


async def returned(serving: Running, back: str, cookie: str) -> httpx.Response:
    """What the browser sees that Slack sends back."""
    path = f"/slack/oauth_redirect?{urlsplit(back).query}"
    return await serving.get(path, headers={"Cookie": f"{COOKIE}={cookie}"} if cookie else {})


async def test_a_workspace_installs_the_app_and_its_commands_are_answered(tmp_path: Path) -> None:
    async with hosted(tmp_path) as (here, serving):
        page, cookie = await begun(serving)
        assert page.startswith(f"{here.slack.base_url}/oauth/v2/authorize?")
        assert set(parse_qs(urlsplit(page).query)["scope"][0].split(",")) == set(SCOPES)
        answer = await returned(serving, here.slack.allow(page, team="T2", user="U5"), cookie)
        assert answer.status_code == 200
        assert "Ringback is installed in Beta &lt;b&gt;" in answer.text
        assert answer.headers["referrer-policy"] == "no-referrer"
        given = await here.slack.command("/calls", "today", team="T2", user="U5", channel="C5")
        await here.slack.until(lambda: here.slack.shown(given))
        assert "No PBX is connected" in json.dumps(here.slack.shown(given)[-1].blocks)
        async with here.store() as store:
            kept = await store.installation(BETA)
            assert kept is not None
            assert kept.installed_by == "U5"
            assert [entry.deed for entry in await store.audit(BETA, 9)] == [Deed.INSTALLED]
        assert kept.bot_token.encode() not in here.database.read_bytes()


async def test_a_workspace_that_has_not_installed_it_is_told_so(tmp_path: Path) -> None:
    async with hosted(tmp_path) as (here, _):
        given = await here.slack.command("/calls", "today", team="T2", user="U5", channel="C5")
        assert given.ok
        await here.slack.until(lambda: here.slack.shown(given))
        assert "not installed in this workspace" in here.slack.shown(given)[-1].text


async def test_an_installation_that_another_browser_began_is_refused(tmp_path: Path) -> None:
    async with hosted(tmp_path) as (here, serving):
        page, _ = await begun(serving)
        _, other = await begun(serving)
        back = here.slack.allow(page, team="T2", user="U5")
        for cookie in (other, "", "guess"):
            answer = await returned(serving, back, cookie)
            assert answer.status_code == 400
            assert "begun elsewhere" in answer.text
        async with here.store() as store:
            assert await store.installation(BETA) is None


async def test_an_installation_is_finished_once(tmp_path: Path) -> None:
    async with hosted(tmp_path) as (here, serving):
        page, cookie = await begun(serving)
        back = here.slack.allow(page, team="T2", user="U5")
        assert (await returned(serving, back, cookie)).status_code == 200
        assert (await returned(serving, back, cookie)).status_code == 400


async def test_beginning_again_and_again_writes_nothing(tmp_path: Path) -> None:
    async with hosted(tmp_path) as (here, serving):
        (await serving.get("/readyz")).raise_for_status()
        before = here.database.with_name("ringback.db-wal").stat().st_size
        pages = {(await begun(serving))[0] for _ in range(20)}
        assert len(pages) == 20
        assert here.database.with_name("ringback.db-wal").stat().st_size == before


async def test_a_code_that_slack_refuses_is_said_and_nothing_is_kept(tmp_path: Path) -> None:
    async with hosted(tmp_path) as (here, serving):
        page, cookie = await begun(serving)
        state = parse_qs(urlsplit(page).query)["state"][0]
        answer = await returned(serving, f"?code=guess&state={state}", cookie)
        assert answer.status_code == 400
        assert "Slack refused the installation: invalid_code" in answer.text
        async with here.store() as store:
            assert await store.installation(BETA) is None


async def test_an_installation_that_was_cancelled_is_no_fault(tmp_path: Path) -> None:
    async with hosted(tmp_path) as (_, serving):
        page, cookie = await begun(serving)
        state = parse_qs(urlsplit(page).query)["state"][0]
        answer = await returned(serving, f"?error=access_denied&state={state}", cookie)
        assert answer.status_code == 200
        assert "cancelled" in answer.text


async def test_private_addresses_are_refused_where_others_may_install(tmp_path: Path) -> None:
    async with hosted(tmp_path) as (here, serving), Simulator(Settings(days=1)) as pbx:
        page, cookie = await begun(serving)
        await returned(serving, here.slack.allow(page, team="T2", user="U5"), cookie)
        await here.connect(pbx, workspace=BETA)
        given = await here.slack.command("/calls", "today", team="T2", user="U5", channel="C5")
        await here.slack.until(lambda: here.slack.shown(given))
        assert "a loopback address" in json.dumps(here.slack.shown(given)[-1].blocks)
        assert not pbx.requests


@pytest.mark.parametrize("whole", [True, False])
def test_an_organisations_installation_belongs_to_no_team(*, whole: bool) -> None:
    told = {
        "access_token": "xoxb-1",
        "bot_user_id": "UB",
        "scope": "commands,chat:write",
        "team": None if whole else {"id": "T7"},
        "enterprise": {"id": "E7"},
        "is_enterprise_install": whole,
        "authed_user": {"id": "U7"},
        "app_id": "A7",
    }
    found = installed(told, 1_000)
    assert found is not None
    workspace, installation = found
    assert workspace == Workspace(enterprise="E7", team="" if whole else "T7")
    assert installation.scopes == {"commands", "chat:write"}
    assert installation.installed_at == 1_000
