"""What the process needs to begin, and what it says when that is not there."""

from __future__ import annotations

import asyncio
import socket
from typing import TYPE_CHECKING

import httpx
import pytest

from bot.store.vault import new_key
from service.running import ACME, place

if TYPE_CHECKING:
    from pathlib import Path

    from service.running import Place


async def refusal(here: Place) -> str:
    """What a process says that ends at once with exit code 1."""
    serving = await here.start()
    assert serving.told == []
    assert await serving.ended() == 1
    said = " ".join(" ".join(serving.log).split())
    assert "Traceback" not in said
    return said


async def test_every_variable_that_is_missing_is_named_at_once(tmp_path: Path) -> None:
    async with place(tmp_path, SLACK_BOT_TOKEN="", SLACK_SIGNING_SECRET="", RINGBACK_KEYS="") as here:
        said = await refusal(here)
    for name in ("SLACK_BOT_TOKEN", "SLACK_APP_TOKEN", "SLACK_SIGNING_SECRET", "RINGBACK_KEYS"):
        assert name in said
    assert "in brackets is where it stands in the app's settings, at https://api.slack.com/apps." in said


async def test_where_secrets_are_sealed_nobody_is_told_to_make_a_new_key(tmp_path: Path) -> None:
    async with place(tmp_path) as here:
        async with here.store() as store:
            await store.keep_draft(ACME, "d1", "secret", 2_000_000_000)
        here.keys = ""
        said = await refusal(here)
    assert said.startswith("RINGBACK_KEYS is not set, and the database holds sealed secrets.")
    assert "keys new" not in said


async def test_without_secrets_a_missing_key_is_to_be_made(tmp_path: Path) -> None:
    async with place(tmp_path, RINGBACK_KEYS="") as here:
        assert "Make one with “ringback keys new”" in await refusal(here)
        assert not here.database.exists()


async def test_a_token_that_slack_does_not_know_is_told_by_its_variable_and_its_place(tmp_path: Path) -> None:
    async with place(tmp_path, SLACK_BOT_TOKEN="xoxb-nobody") as here:
        said = await refusal(here)
    assert "Slack refuses SLACK_BOT_TOKEN (auth.test: invalid_auth)." in said
    assert "https://api.slack.com/apps: Install App, Bot User OAuth Token; then start again." in said
    assert "xoxb-nobody" not in said


async def test_an_app_token_that_slack_does_not_know_is_told_by_its_variable_and_its_place(
    tmp_path: Path,
) -> None:
    async with place(tmp_path, http=False, SLACK_APP_TOKEN="xapp-nobody") as here:
        said = await refusal(here)
    assert "Slack refuses SLACK_APP_TOKEN (apps.connections.open: invalid_auth)." in said
    assert "https://api.slack.com/apps: Basic Information, App-Level Tokens; then start again." in said
    assert "xapp-nobody" not in said


async def test_slack_out_of_reach_is_said(tmp_path: Path) -> None:
    async with place(tmp_path, SLACK_API_URL="http://127.0.0.1:9/api") as here:
        assert "Slack cannot be reached: connection refused. Check the network" in await refusal(here)


@pytest.mark.parametrize("what", ["text", "folder"])
async def test_a_database_that_is_none_is_told_by_its_path(tmp_path: Path, what: str) -> None:
    async with place(tmp_path) as here:
        if what == "text":
            here.database.write_text("hello")
        else:
            here.database.mkdir()
        said = await refusal(here)
    assert said.startswith(f"The database {here.database} cannot be used: ")
    assert {"text": "the file is not a database.", "folder": "Is a directory."}[what] in said
    assert "RINGBACK_DATABASE" in said


async def test_a_port_that_is_taken_is_said(tmp_path: Path) -> None:
    with socket.create_server(("0.0.0.0", 0)) as taken:  # noqa: S104 - as the service does
        port = taken.getsockname()[1]
        async with place(tmp_path, PORT=str(port)) as here:
            said = await refusal(here)
    assert f"Ringback cannot listen at port {port}: address already in use. Set PORT to a free one." in said
    assert "(" not in said


async def test_another_key_overwrites_nothing(tmp_path: Path) -> None:
    async with place(tmp_path) as here:
        async with here.running() as serving:
            await serving.stop()
        async with here.store() as store:
            await store.keep_draft(ACME, "d1", "secret", 2_000_000_000)
        before = here.database.read_bytes()
        good, here.keys = here.keys, new_key()
        said = await refusal(here)
        assert "RINGBACK_KEYS" in said
        assert here.keys not in said
        assert here.database.read_bytes() == before
        here.keys = good
        async with here.store() as store:
            assert await store.draft(ACME, "d1", 0) == "secret"


async def test_the_database_is_made_for_its_owner_alone_and_its_folder_too(tmp_path: Path) -> None:
    folder = tmp_path / "new" / "data"
    async with place(folder) as here, here.running() as serving:
        await serving.stop()
        assert here.database.stat().st_mode & 0o777 == 0o600


async def test_health_tells_of_the_process_the_database_and_the_figures(tmp_path: Path) -> None:
    async with place(tmp_path, http=False) as here, here.running() as serving:
        alive = await serving.get("/healthz")
        assert alive.status_code == 200
        assert alive.json()["slack_connected"] is True
        assert alive.json()["mode"] == "socket"
        assert (await serving.get("/readyz")).json() == {"status": "ok"}
        figures = (await serving.get("/metrics")).text
        assert "ringback_slack_connected 1.0" in figures
        assert "process_resident_memory_bytes" in figures
        assert (await serving.get("/slack/events")).status_code == 404


async def test_what_slack_did_not_sign_is_refused(tmp_path: Path) -> None:
    async with place(tmp_path) as here, here.running() as serving:
        here.slack.wire.secret = "guessed"
        given = await here.slack.command("/calls", "today", user="U1", channel="C1")
        assert given.status == 401
        assert (await serving.get("/healthz")).json()["seconds_since_delivery"] is None


async def test_a_body_that_is_too_large_or_not_signed_is_refused(tmp_path: Path) -> None:
    async with (
        place(tmp_path) as here,
        here.running() as serving,
        httpx.AsyncClient(trust_env=False) as client,
    ):
        assert (await client.post(serving.url, content=b"\xff\xfe")).status_code == 401
        reader, writer = await asyncio.open_connection("127.0.0.1", serving.port)
        writer.write(b"POST /slack/events HTTP/1.1\r\nHost: x\r\nContent-Length: 1000001\r\n\r\na")
        async with asyncio.timeout(3):
            answer = await reader.read()  # up to the end: the rest of the body is not waited for
        assert answer.startswith(b"HTTP/1.1 413 ")
        writer.close()
