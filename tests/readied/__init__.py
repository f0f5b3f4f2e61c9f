"""Ringback as a command without the time of its imports; a real process all the same."""

from __future__ import annotations

import atexit
import os
import subprocess
import sys
import tempfile
from functools import cache
from pathlib import Path

HERE, ROOT = Path(__file__).parent, Path(__file__).parents[2]
RINGBACK = (sys.executable, "-m", "bot")
"""The command itself: for tests of its start, of its terminal, of its last words."""


def can_be_readied() -> bool:
    """Whether this system can wait for a process and a socket at once, as ``ready.py`` does."""
    try:
        os.close(os.pidfd_open(os.getpid()))
    except (AttributeError, OSError):  # not Linux, or an old one
        return False
    return True


@cache
def readied() -> tuple[str, ...]:
    """``RINGBACK``, each command forked from a process that has everything imported and ends with this one."""
    if not can_be_readied():
        return RINGBACK
    folder = tempfile.TemporaryDirectory(prefix="ready")
    door = str(Path(folder.name, "door"))
    process = subprocess.Popen(  # noqa: S603 - our own program
        [sys.executable, str(HERE / "ready.py"), door],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={"PATH": "/usr/bin:/bin", "PYTHONPATH": str(ROOT)},
    )
    atexit.register(folder.cleanup)
    atexit.register(process.communicate)
    assert process.stdout is not None
    assert process.stdout.readline() == b"ready\n"
    return (sys.executable, "-ISE", str(HERE / "quick.py"), door)
