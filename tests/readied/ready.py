"""Ringback with everything imported, ready to become a command: ``ready.py SOCKET``, until its input ends.

Imports are most of what a command costs. Whatever ``quick.py`` asks for is a process of its own all the same, forked
from this one, with the arguments, the environment, the folder and the files of whoever asks.
"""

from __future__ import annotations

import atexit
import gc
import io
import marshal
import os
import pkgutil
import signal
import socket
import sys
import threading
import time
from contextlib import suppress
from importlib import import_module
from select import select
from typing import TYPE_CHECKING

import bot
import bot.__main__

if TYPE_CHECKING:
    from typing import TextIO


def import_all() -> None:
    """Import what commands import when they run."""
    for module in pkgutil.walk_packages(bot.__path__, "bot."):
        import_module(module.name)
    gc.collect()
    gc.freeze()


def serve(door: socket.socket) -> None:
    """Fork a keeper for each that asks; the command itself comes back here only to end."""
    keepers: set[int] = set()
    while 0 not in select([door.fileno(), 0], [], [])[0]:
        asker, _ = door.accept()
        with asker:
            keeper = os.fork()
            if keeper == 0:
                keep(asker)
        keepers.add(keeper)
        keepers = {each for each in keepers if os.waitpid(each, os.WNOHANG) == (0, 0)}


def keep(asker: socket.socket) -> None:
    """Fork the command, tell its process and then how it ended; it is killed when whoever asked has gone."""
    message, files, _, _ = socket.recv_fds(asker, 1 << 20, 3)
    process = os.fork()
    if process == 0:
        become(files, *marshal.loads(message))  # noqa: S302 - from our own program
    for file in files:
        os.close(file)
    tell(asker, process)
    ended = os.pidfd_open(process)
    if ended not in select([asker.fileno(), ended], [], [])[0]:
        os.kill(process, signal.SIGKILL)
    tell(asker, os.waitpid(process, 0)[1])
    os._exit(0)


def tell(asker: socket.socket, number: int) -> None:
    with suppress(BrokenPipeError):  # whoever asked may have been killed
        asker.send(marshal.dumps(number))


def become(files: list[int], arguments: list[str], environment: dict[str, str], folder: str) -> None:
    """Be the command, to the end."""
    for number, file in enumerate(files):
        os.dup2(file, number)
        os.close(file)
    sys.stdin, sys.stdout, sys.stderr = (stream(each) for each in (sys.stdin, sys.stdout, sys.stderr))
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(environment)
    time.tzset()
    sys.argv = [str(bot.__main__.__file__), *arguments]
    try:
        bot.__main__.main()
    except SystemExit as end:
        if not isinstance(end.code, int) or threading.active_count() > 1:
            raise
        end_with(end.code)


def stream(was: TextIO) -> TextIO:
    """A standard stream as Python makes it at its start, over another file."""
    made = open(was.fileno(), was.mode, encoding=was.encoding, errors=was.errors, closefd=False)  # noqa: SIM115 - to the end
    assert isinstance(made, io.TextIOWrapper)
    made.reconfigure(line_buffering=bool(was.line_buffering))
    return made


def end_with(code: int) -> None:
    """End as Python does, but for taking every module to pieces."""
    atexit._run_exitfuncs()
    for each in (sys.stdout, sys.stderr):
        each.flush()
    os._exit(code)


if __name__ == "__main__":
    import_all()
    with socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET) as open_door:
        open_door.bind(sys.argv[1])
        open_door.listen()
        print("ready", flush=True)
        serve(open_door)
