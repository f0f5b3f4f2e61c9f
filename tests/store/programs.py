"""Starts the programs in ``writer.py``."""

from __future__ import annotations

import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[2]


@contextmanager
def program(what: str, path: Path) -> Iterator[subprocess.Popen[str]]:
    """A running program; killed at the end if it still runs."""
    command = [sys.executable, str(ROOT / "tests" / "store" / "writer.py"), what, str(path)]
    with subprocess.Popen(  # noqa: S603 - our own program
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        env={"PYTHONPATH": str(ROOT)},
    ) as running:
        try:
            yield running
        finally:
            running.kill()


def line_from(running: subprocess.Popen[str]) -> str:
    """Its next line."""
    assert running.stdout is not None
    return running.stdout.readline().strip()


def go(running: subprocess.Popen[str]) -> None:
    """Send it the line it waits for."""
    assert running.stdin is not None
    running.stdin.write("\n")
    running.stdin.flush()
