"""The access token between runs: kept for the next one, or given back, however a run ends."""

from __future__ import annotations

import signal
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from readied import RINGBACK, ROOT

from cli.commands import NOW

if TYPE_CHECKING:
    from collections.abc import Callable

    from cli.commands import Pbx, Ran


@pytest.fixture
def own(tmp_path: Path) -> dict[str, str]:
    """An environment whose cache folder nobody else uses."""
    return {"XDG_CACHE_HOME": str(tmp_path / "cache")}


def kept(environment: dict[str, str]) -> list[str]:
    return [path.name for path in Path(environment["XDG_CACHE_HOME"]).rglob("*.json")]


def test_two_runs_log_in_once(ask: Callable[..., Ran], pbx: Pbx, own: dict[str, str]) -> None:
    before = pbx.logins
    assert ask("calls today", environment=own).code == 0
    assert ask("missed today", environment=own).code == 0
    assert pbx.logins == before + 1
    assert len(kept(own)) == 1


@pytest.mark.parametrize("fault", [None, "html"])
def test_a_token_that_is_not_kept_is_given_back_also_after_a_trouble(
    ask: Callable[..., Ran], pbx: Pbx, own: dict[str, str], fault: str | None
) -> None:
    if fault:
        pbx.fault(fault, path="cdr/search")
    before = pbx.look()["tokens"]
    asked = len(pbx.look("requests"))
    assert ask("calls today", "--no-keep-token", environment=own).code == (1 if fault else 0)
    assert pbx.look()["tokens"] == before
    assert pbx.look("requests")[-1]["path"] == "del_token"
    assert len(pbx.look("requests")) > asked
    assert kept(own) == []


@pytest.mark.parametrize(("amid", "seconds"), [("get_token", 1), ("cdr/search", 30)])
def test_ctrl_c_ends_at_once_gives_the_token_back_and_leaves_nothing(
    pbx: Pbx, own: dict[str, str], amid: str, seconds: int
) -> None:
    pbx.fault("slow", seconds=seconds, path=amid)
    before = pbx.look()
    process = subprocess.Popen(  # noqa: S603 - our own command
        [*RINGBACK, "ask", "calls", "last", "week", "--now", NOW, "--no-keep-token", *pbx.options],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={"PATH": "/usr/bin:/bin", **own},
    )
    while not any(asked["path"] == amid for asked in pbx.look("requests")[before["requests"] :]):
        assert process.poll() is None
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=5)
    assert (process.returncode, out, err) == (130, "", "Stopped.\n")
    assert pbx.look("requests")[-1]["path"] == "del_token"
    assert pbx.look()["tokens"] == before["tokens"]
    assert kept(own) == []
