"""The command line as a person runs it: real processes."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

import pytest
from readied import ROOT, readied

from cli.commands import NOW, Ran, start_pbx

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from cli.commands import Pbx


@pytest.fixture(scope="session")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The cache folder of all tests that do not care: one login per PBX is enough."""
    return tmp_path_factory.mktemp("cache")


@pytest.fixture
def ringback(cache: Path) -> Callable[..., Ran]:
    """Run one command to its end, with nothing on standard input unless given."""

    def run(*arguments: str, stdin: str = "", environment: dict[str, str] | None = None) -> Ran:
        done = subprocess.run(  # noqa: S603 - our own command
            [*readied(), *arguments],
            cwd=ROOT,
            input=stdin,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
            env={"PATH": "/usr/bin:/bin", "XDG_CACHE_HOME": str(cache), **(environment or {})},
        )
        return Ran(done.returncode, done.stdout, done.stderr)

    return run


@pytest.fixture(scope="session")
def simulated(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., Pbx]]:
    """Start ``ringback simulate`` with options, each combination once; every process ends with the tests."""
    running: dict[tuple[str, ...], Pbx] = {}

    def start(*options: str) -> Pbx:
        if options not in running:
            running[options] = start_pbx(tmp_path_factory.mktemp("secret"), *options, ringback=readied())
        return running[options]

    yield start
    for pbx in running.values():
        pbx.process.terminate()
    for pbx in running.values():
        pbx.process.communicate(timeout=10)


@pytest.fixture
def pbx(simulated: Callable[..., Pbx]) -> Iterator[Pbx]:
    """A PBX with three weeks of calls up to NOW, whole again after each test."""
    pbx = simulated("--now", NOW, "--clock", "12", "--seed", "396")
    yield pbx
    pbx.post("faults", clear=True)
    pbx.post("format", date_format="DD/MM/YYYY", clock=12)


@pytest.fixture
def ask(ringback: Callable[..., Ran], pbx: Pbx) -> Callable[..., Ran]:
    """Ask that PBX at NOW."""

    def asked(*words: str, environment: dict[str, str] | None = None) -> Ran:
        return ringback("ask", "--now", NOW, *pbx.options, *words, environment=environment)

    return asked
