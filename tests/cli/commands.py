"""Ringback as a person meets it: commands in processes of their own, a simulated PBX in another."""

from __future__ import annotations

import json
import re
import ssl
import subprocess
import urllib.request
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from readied import RINGBACK, ROOT

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


NOW = "2026-11-10T14:20:00+00:00"
"""A Tuesday, when the simulated PBXs of the tests start. Yesterday is 09/11/2026, or 11/09/2026."""

YESTERDAY = (datetime(2026, 11, 9, tzinfo=UTC).timestamp(), datetime(2026, 11, 10, tzinfo=UTC).timestamp())
"""In London, which keeps UTC in November."""

STARTED = "Ctrl-C ends it."
"""The last line that ``simulate`` prints before it waits."""


@dataclass(frozen=True)
class Ran:
    """What a finished command left."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> dict[str, Any]:
        assert (self.code, self.err) == (0, "")
        answer: dict[str, Any] = json.loads(self.out)
        return answer

    @property
    def said(self) -> str:
        """Standard error as running text; nothing else was written and nothing broke."""
        assert self.out == ""
        assert "Traceback" not in self.err
        return " ".join(self.err.split())


@dataclass(frozen=True)
class Pbx:
    """A simulated PBX in a process of its own."""

    url: str
    client_id: str
    secret: str
    secret_file: Path
    told: str
    process: subprocess.Popen[str]

    @property
    def options(self) -> list[str]:
        return self.with_secret(self.secret_file)

    def with_secret(self, file: Path | str) -> list[str]:
        return ["--pbx-url", self.url, "--client-id", self.client_id, "--client-secret-file", str(file)]

    def post(self, door: str, **given: object) -> dict[str, Any]:
        """Act through the control door; gives the PBX's state."""
        state: dict[str, Any] = self._open(door, json.dumps(given).encode())
        return state

    def fault(self, kind: str, **given: object) -> None:
        """From now on, until the test ends; unless ``times`` says how often."""
        self.post("faults", **{"kind": kind, "times": None, **given})

    def look(self, view: str = "") -> Any:  # noqa: ANN401 - JSON
        return self._open(view, None)

    @property
    def logins(self) -> int:
        return int(self.look()["logins"])

    def truth(self) -> list[dict[str, Any]]:
        """The calls that began yesterday, as they were meant."""
        start, end = YESTERDAY
        return [call for call in self.look("truth") if start <= call["start"] < end]

    def _open(self, view: str, body: bytes | None) -> Any:  # noqa: ANN401 - JSON
        unchecked = ssl._create_unverified_context()  # noqa: S323 - our own process on loopback
        request = urllib.request.Request(f"{self.url}/_simulator/{view}", body)  # noqa: S310 - as above
        with urllib.request.urlopen(request, timeout=10, context=unchecked) as answer:  # noqa: S310 - as above
            return json.load(answer)


def start_pbx(folder: Path, *options: str, ringback: Sequence[str] = RINGBACK) -> Pbx:
    """Start ``ringback simulate`` and read what it tells, up to its last line."""
    process = subprocess.Popen(  # noqa: S603 - our own command
        [*ringback, "simulate", *options],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
        env={"PATH": "/usr/bin:/bin"},
    )
    assert process.stdout is not None
    told = ""
    while STARTED not in told:
        line = process.stdout.readline()
        assert line, told
        told += line
    found = re.search(r"at (\S+)\nClient ID (\S+), Client Secret (\S+)\n", told)
    assert found is not None, told
    secret_file = folder / "secret"
    secret_file.write_text(found[3] + "\n", encoding="utf-8")
    return Pbx(found[1], found[2], found[3], secret_file, told, process)
