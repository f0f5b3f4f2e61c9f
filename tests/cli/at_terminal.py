"""A command at a terminal of its own, as a person has it before them."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
import termios
from fcntl import ioctl
from struct import pack
from typing import TYPE_CHECKING

from readied import RINGBACK, ROOT

if TYPE_CHECKING:
    from collections.abc import Mapping


TAKE_TERMINAL = """
import fcntl, os, sys, termios
os.setsid()
fcntl.ioctl(0, termios.TIOCSCTTY, 0)
os.execv(sys.argv[1], sys.argv[1:])
"""
"""Makes standard input the terminal that Ctrl-C comes from, and becomes the command."""


class Terminal:
    """A command at a terminal of its own, which shows both of its outputs."""

    def __init__(
        self, *command: str, columns: int = 120, environment: Mapping[str, str] | None = None
    ) -> None:
        self._ours, theirs = pty.openpty()
        ioctl(theirs, termios.TIOCSWINSZ, pack("HHHH", 40, columns, 0, 0))
        self.process = subprocess.Popen(  # noqa: S603 - our own command
            [sys.executable, "-c", TAKE_TERMINAL, *RINGBACK, *command],
            cwd=ROOT,
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            env={"PATH": "/usr/bin:/bin", "TERM": "xterm", **(environment or {})},
        )
        os.close(theirs)
        self._shown, self._read_up_to = "", 0

    def type(self, text: str) -> None:
        os.write(self._ours, text.encode())

    def read_to(self, words: str) -> None:
        """Wait until the words are shown, beyond what was waited for before."""
        while (at := self._shown.find(words, self._read_up_to)) < 0:
            assert self._read(), self._shown
        self._read_up_to = at + len(words)

    def read_all(self) -> str:
        """Wait for the end of the command; all that it has shown."""
        while self._read():
            pass
        self.process.wait(timeout=10)
        os.close(self._ours)
        return self._shown

    def _read(self) -> bool:
        """Read on; False at the end."""
        try:
            part = os.read(self._ours, 1 << 16)
        except OSError:  # how Linux says that nobody is there any more
            return False
        self._shown += part.decode(errors="replace")
        return bool(part)
