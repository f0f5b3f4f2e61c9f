"""README's "Ringback in Slack", typed as it stands: from the manifest to the first answer."""

from __future__ import annotations

import asyncio
import json
import os
import re
import signal
import stat
import subprocess
import sys
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from fakes.acme import TOKEN, furnished
from fakes.slack import FakeSlack

from bot.blocks.validate import Surface, faults
from bot.simulator import Settings, Simulator

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from fakes.slack.model import View
    from fakes.slack.outcome import Delivery

ROOT = Path(__file__).parents[2]
BIN = Path(sys.executable).parent
"""Where ``make install`` has put the command."""


def typed() -> tuple[str, str]:
    """The two blocks of shell commands that the quick start has: set-up, and start."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    quick = readme[readme.index("## Ringback in Slack") : readme.index("### What people can type")]
    prepare, begin = (
        re.sub(r"^ {3}", "", block, flags=re.MULTILINE)
        for block in re.findall(r"^ *```sh\n(.*?)^ *```$", quick, re.MULTILINE | re.DOTALL)
    )
    return prepare, begin


def printed_manifest(*, http: bool) -> dict[str, Any]:
    """What the set-up prints. The folder is set up already, and is on the PATH under another name."""
    lines = typed()[0].splitlines()
    assert lines[:2] == ["make install", 'export PATH="$PWD/.venv/bin:$PATH"']
    line = "\n".join(lines[2:])
    if http:
        readme = (ROOT / "README.md").read_text(encoding="utf-8")
        line = readme[readme.index("### By HTTP") :].split("`")[1]
    done = subprocess.run(  # noqa: S603 - README's own line
        ["/bin/sh", "-ec", line],
        env={"PATH": f"{BIN}:/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=True,
        timeout=30,
    )
    made: dict[str, Any] = yaml.safe_load(done.stdout)
    return made


@asynccontextmanager
async def started(slack: FakeSlack, folder: Path, *, http: bool) -> AsyncIterator[None]:
    """The second block in a shell, as "By HTTP" changes it, from when it is ready on. SIGTERM ends it."""
    script = typed()[1].replace("xoxb-...", TOKEN).replace("xapp-...", slack.app_token)
    if http:
        signing = f"SLACK_SIGNING_SECRET={slack.signing_secret}"
        script = script.replace(f"SLACK_APP_TOKEN={slack.app_token}", signing)
    environment = {
        "PATH": f"{BIN}:/usr/bin:/bin",
        "HOME": str(folder),
        "PORT": "0",
        "SLACK_API_URL": slack.api_url,
    }
    process = await asyncio.create_subprocess_exec(
        "/bin/sh",
        "-ec",
        script,
        cwd=folder,
        env=environment,
        stdout=asyncio.subprocess.PIPE,
        start_new_session=True,
    )
    assert process.stdout is not None
    told: list[str] = []
    try:
        async with asyncio.timeout(30):
            while not (told and told[-1].startswith("Health:")):
                line = (await process.stdout.readline()).decode()
                assert line, told
                told.append(line.rstrip("\n"))
        if http:
            slack.app_url = told[-1].removeprefix("Health: ").replace("/healthz", "/slack/events")
        yield
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        async with asyncio.timeout(30):
            await process.wait()


async def filled_in(slack: FakeSlack, pbx: Simulator) -> None:
    """``/calls setup`` as an admin sees it: the form, what was found, saved, and then in Home."""
    await slack.command("/calls", "setup", user="U1", channel="C1")
    form = await view_with(slack, "Client Secret")
    values: dict[str | tuple[str, str], object] = {
        "base_url": pbx.base_url,
        "client_id": pbx.client_id,
        "client_secret": pbx.client_secret,
    }
    assert (await slack.submit(form, values)).ok
    assert (await slack.submit(await view_with(slack, "Office answers"))).ok
    await slack.until(lambda: (home := slack.home("U1")) and pbx.base_url in json.dumps(home.content), 20)


async def view_with(slack: FakeSlack, words: str) -> View:
    """The modal that shows these words, once there is one."""

    def found() -> View | None:
        return next((view for view in slack.views.values() if words in json.dumps(view.content)), None)

    view = await slack.until(found, 20)
    assert view is not None
    return view


def shown(slack: FakeSlack, delivery: Delivery) -> str:
    return json.dumps([message.blocks for message in slack.shown(delivery)], ensure_ascii=False)


@pytest.mark.parametrize("http", [False, True], ids=["socket", "http"])
async def test_from_the_manifest_to_the_first_answer(tmp_path: Path, *, http: bool) -> None:
    made = printed_manifest(http=http)
    assert made["settings"]["socket_mode_enabled"] is not http
    async with (
        FakeSlack(validate=lambda blocks, surface: faults(blocks, Surface(surface))) as slack,
        Simulator(Settings(days=7)) as pbx,
    ):
        furnished(slack, made["oauth_config"]["scopes"]["bot"])
        async with started(slack, tmp_path, http=http):
            await filled_in(slack, pbx)
        key = tmp_path / "ringback.key"
        assert re.fullmatch(r"\w+:[\w-]{43}\n", key.read_text(encoding="ascii"))
        assert stat.S_IMODE(key.stat().st_mode) == 0o600
        async with started(slack, tmp_path, http=http):  # the same lines once more, as on the next day
            given = await slack.command("/missed", "yesterday", user="U1", channel="C1")
            await slack.until(lambda: "Yesterday" in shown(slack, given), 20)
            assert slack.messages("C1") == []
        database = tmp_path / "data" / "ringback.db"
        assert stat.S_IMODE(database.stat().st_mode) == 0o600
        assert pbx.client_secret.encode() not in database.read_bytes()
        assert slack.faults == []
