"""One command of Ringback, run by the process that is ready for it: ``quick.py SOCKET ARGUMENTS``.

Its files, environment, folder, signals and end are the command's. Where a running Python could not be what a new one
would (another encoding, a closed output), it starts the command itself.
"""

from __future__ import annotations

import marshal
import os
import signal
import socket
import sys


def run(address: str, *arguments: str) -> int:
    """What the command ended with; below 0 the signal that ended it."""
    if None in {sys.stdin, sys.stdout, sys.stderr} or any(map(differs, os.environ)):
        os.execv(sys.executable, [sys.executable, "-m", "bot", *arguments])  # noqa: S606 - our own command
    with socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET) as ready:
        ready.connect(address)
        asked = marshal.dumps((arguments, dict(os.environ), os.getcwd()))  # noqa: PTH109 - pathlib takes its time to import
        socket.send_fds(ready, [asked], [0, 1, 2])
        process = marshal.loads(ready.recv(64))  # noqa: S302 - from our own program
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda signalled, _: os.kill(process, signalled))
        return os.waitstatus_to_exitcode(marshal.loads(ready.recv(64)))  # noqa: S302 - as above


def differs(name: str) -> bool:
    """Whether a variable makes Python itself another one; without a locale it takes UTF-8."""
    locale = os.environ[name] if name in {"LANG", "LC_ALL"} else ""
    return name.startswith("PYTHON") or (locale != "" and not locale.upper().endswith(("UTF-8", "UTF8")))


if __name__ == "__main__":
    code = run(*sys.argv[1:])
    if code < 0:
        signal.signal(-code, signal.SIG_DFL)
        os.kill(os.getpid(), -code)
    sys.exit(code)
