"""``ringback simulate``: a PBX for one's own integration, until it is told to end."""

from __future__ import annotations

import re
import signal
import socket
import subprocess
from typing import TYPE_CHECKING

import pytest
from readied import RINGBACK, ROOT

from cli.commands import NOW, start_pbx

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from cli.commands import Pbx, Ran


@pytest.mark.parametrize("end", [signal.SIGTERM, signal.SIGINT])
def test_it_ends_quietly_when_told_to(tmp_path: Path, end: signal.Signals) -> None:
    pbx = start_pbx(tmp_path, "--days", "1")
    pbx.process.send_signal(end)
    pbx.process.communicate(timeout=10)
    assert pbx.process.returncode == 0
    with socket.socket() as again:
        assert again.connect_ex(("127.0.0.1", int(pbx.url.rpartition(":")[2]))) != 0


def test_a_port_that_is_taken_is_a_sentence(ringback: Callable[..., Ran], pbx: Pbx) -> None:
    ran = ringback("simulate", "--port", pbx.url.rpartition(":")[2])
    assert ran.code == 1
    assert ran.said.startswith("The simulated PBX cannot listen at port")
    assert "address already in use. " in ran.said
    assert "(" not in ran.said
    assert "--port" in ran.said


@pytest.mark.parametrize("options", [(), ("--tls",)])
def test_the_line_that_it_prints_asks_it(
    simulated: Callable[..., Pbx], cache: Path, options: tuple[str, ...]
) -> None:
    told = simulated(*options, "--days", "1").told
    line = re.search(r"Ask it: (.+)", told)
    assert line is not None
    done = subprocess.run(  # noqa: S602 - the line that a person would paste
        line[1].replace("ringback", " ".join(RINGBACK), 1).replace("| ringback", f"| {' '.join(RINGBACK)}"),
        shell=True,
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
        env={"PATH": "/usr/bin:/bin", "XDG_CACHE_HOME": str(cache)},
    )
    assert "Missed calls · Today" in done.stdout or "No missed calls · Today" in done.stdout


def test_it_is_what_the_options_say(simulated: Callable[..., Pbx]) -> None:
    pbx = simulated("--firmware", "legacy", "--date-format", "YMD", "--clock", "12", "--timezone", "Asia/Tokyo",
                    "--now", "2026-11-10T09:00", "--days", "0")  # fmt: skip
    state = pbx.look()
    assert state["system_time"].startswith("2026/11/10 09:00")
    assert state["system_time"].endswith("AM")
    assert (state["firmware"], state["timezone"], state["calls"]) == ("37.20.0.107", "Asia/Tokyo", 0)


def test_the_same_seed_and_moment_make_the_same_calls(simulated: Callable[..., Pbx]) -> None:
    def uids(*options: str) -> list[str]:
        return [call["uid"] for call in simulated("--now", NOW, "--days", "3", *options).truth()]

    one = uids("--seed", "1", "--firmware", "mid", "--date-format", "MDY")
    assert one
    assert uids("--seed", "1", "--firmware", "current") == one
    assert uids("--seed", "2") != one


def test_a_date_format_no_pbx_has_is_usage(ringback: Callable[..., Ran]) -> None:
    ran = ringback("simulate", "--date-format", "MM.DD.YYYY")
    assert ran.code == 2
    assert "'MM.DD.YYYY' is not one of DD/MM/YYYY" in ran.said
