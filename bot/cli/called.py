"""The command as the person can type it once more: it is not on everybody's path."""

from __future__ import annotations

import shlex
import sys
from pathlib import Path


def called() -> str:
    """How this process was called, such as ``.venv/bin/ringback``; ``ringback`` where another name started it."""
    name = sys.argv[0]
    return shlex.quote(name) if Path(name).name == "ringback" else "ringback"
