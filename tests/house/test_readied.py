"""The commands that tests start without the time of their imports are what a person starts."""

from __future__ import annotations

import signal
import subprocess
from typing import TYPE_CHECKING

import pytest
from readied import RINGBACK, ROOT, can_be_readied, readied

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

pytestmark = pytest.mark.skipif(not can_be_readied(), reason="here the commands are started themselves")


def ended(
    ringback: Sequence[str], *arguments: str, said: str = "", **environment: str
) -> tuple[int, str, str]:
    done = subprocess.run(  # noqa: S603 - our own command
        [*ringback, *arguments], cwd=ROOT, input=said, capture_output=True, text=True, timeout=60, check=False,
        env={"PATH": "/usr/bin:/bin", **environment},
    )  # fmt: skip
    return done.returncode, done.stdout, done.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ("--help",),
        ("explain", "missed yesterday", "--now", "2022-06-15T14:30"),
        ("explain", "gestern für Bäckerei Süß", "--locale", "de", "--now", "2022-06-15T14:30"),
        ("explain", "--batch"),
        ("explain", "nonsense"),
        ("sideways",),
        ("ask", ""),
    ],
    ids=" ".join,
)
def test_code_output_and_errors_are_the_same(arguments: tuple[str, ...]) -> None:
    said = '{"text": "missed yesterday", "now": "2022-06-15T14:30:00+01:00"}\n'
    assert ended(readied(), *arguments, said=said) == ended(RINGBACK, *arguments, said=said)


def test_the_environment_is_the_commands_own() -> None:
    loud = ended(readied(), "workspace", "list", RINGBACK_LOG="loud")
    assert loud == ended(RINGBACK, "workspace", "list", RINGBACK_LOG="loud")
    assert "RINGBACK_LOG is 'loud'" in " ".join(loud[2].split())
    assert ended(readied(), "--help")[0] == 0


def test_the_folder_is_the_commands_own(tmp_path: Path) -> None:
    (tmp_path / "empty").write_text("")
    command = [
        "ask",
        "calls",
        "--pbx-url",
        "http://127.0.0.1:9",
        "--client-id",
        "a",
        "--client-secret-file",
        "empty",
    ]
    told = [
        subprocess.run([*ringback, *command], cwd=tmp_path, capture_output=True, check=False).stderr  # noqa: S603 - ours
        for ringback in (readied(), RINGBACK)
    ]
    assert told[0] == told[1] != b""
    assert ended(readied(), *command)[2].encode() != told[0]


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGKILL])
def test_a_signal_ends_the_command(number: signal.Signals) -> None:
    codes = []
    for ringback in (readied(), RINGBACK):
        with subprocess.Popen(  # noqa: S603 - our own command
            [*ringback, "simulate", "--days", "0"], cwd=ROOT, stdout=subprocess.PIPE, env={"PATH": "/usr/bin:/bin"}
        ) as process:  # fmt: skip
            assert process.stdout is not None
            while b"Ctrl-C ends it." not in process.stdout.readline():
                assert process.poll() is None
            process.send_signal(number)
            process.stdout.read()  # up to the end of whoever can write to it
        codes.append(process.returncode)
    assert codes[0] == codes[1]
