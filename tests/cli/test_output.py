"""What is written where: pages and JSON through pipes, full disks, closed streams, poor locales."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

import pytest
from readied import RINGBACK, ROOT

from cli.commands import NOW, Ran

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from cli.commands import Pbx


@pytest.fixture
def shell(pbx: Pbx, cache: Path) -> Callable[..., Ran]:
    """Run a shell line in which $ASK asks the PBX for last week's calls."""
    ask = " ".join([*RINGBACK, "ask", "calls", "last", "week", "--now", NOW, *pbx.options])

    def run(line: str, **environment: str) -> Ran:
        done = subprocess.run(  # noqa: S602 - our own line
            line.replace("$ASK", ask),
            shell=True,
            cwd=ROOT,
            capture_output=True,
            text=True,
            errors="replace",
            check=False,
            timeout=60,
            env={"PATH": "/usr/bin:/bin", "XDG_CACHE_HOME": str(cache), **environment},
        )
        return Ran(done.returncode, done.stdout, done.stderr)

    return run


def test_a_reader_that_stops_early_is_no_trouble(shell: Callable[..., Ran]) -> None:
    assert shell("$ASK --json | head -c 1") == shell("printf '{'")
    ran = shell("$ASK --all | head -1")
    assert (ran.out.count("\n"), ran.err) == (1, "")


@pytest.mark.parametrize("command", ["demo", "explain calls"])
def test_no_command_minds_a_reader_that_stops_early(shell: Callable[..., Ran], command: str) -> None:
    ran = shell(f"{' '.join(RINGBACK)} {command} | head -c 2")
    assert (len(ran.out), ran.err) == (2, "")


@pytest.mark.parametrize("options", ["", "--json", "--help"])
def test_a_full_disk_is_told_without_a_traceback(shell: Callable[..., Ran], options: str) -> None:
    ran = shell(f"$ASK {options} > /dev/full")
    assert ran.code == 1
    assert ran.said.startswith("The answer cannot be written to standard output: no space left on device.")
    assert "Exception" not in ran.said


def test_a_closed_output_is_told_before_the_pbx_is_asked(shell: Callable[..., Ran], pbx: Pbx) -> None:
    before = pbx.look()["requests"]
    ran = shell("$ASK >&-")
    assert ran.code == 1
    assert "it is closed" in ran.said
    assert pbx.look()["requests"] == before


def test_closed_errors_do_not_stop_an_answer(shell: Callable[..., Ran]) -> None:
    assert shell("$ASK 2>&-").out == shell("$ASK").out


def test_a_locale_without_bars_gets_question_marks_not_a_traceback(shell: Callable[..., Ran]) -> None:
    ran = shell("$ASK", PYTHONIOENCODING="latin-1")
    assert (ran.code, ran.err) == (0, "")
    assert "?" * 8 in ran.out


def test_json_is_utf_8_whatever_the_locale(shell: Callable[..., Ran]) -> None:
    assert "Bäckerei Süß" in shell("$ASK --json", PYTHONIOENCODING="latin-1").out


def test_the_log_names_no_number_no_secret_and_no_address(shell: Callable[..., Ran], pbx: Pbx) -> None:
    pbx.fault("expire", refresh_too=True, times=1)
    err = shell("$ASK", RINGBACK_LOG="debug").err
    assert "logged in: errcode 0" in err
    for private in (pbx.secret, pbx.url.removeprefix("http://"), "access_token", "07700900", "Amara"):
        assert private not in err


def test_the_log_calls_no_refused_login_a_login(
    ringback: Callable[..., Ran], pbx: Pbx, tmp_path: Path
) -> None:
    (tmp_path / "wrong").write_text("guessed")
    environment = {"RINGBACK_LOG": "info", "XDG_CACHE_HOME": str(tmp_path)}
    err = ringback("ask", "calls", *pbx.with_secret(tmp_path / "wrong"), environment=environment).err
    assert "login refused: errcode" in err
    assert "logged in" not in err
