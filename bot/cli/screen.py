"""What the standard streams can show: width, colour, whether a person is there."""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass
from typing import TextIO

NARROWEST, WIDEST, UNKNOWN = 60, 160, 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Screen:
    """One stream as a page sees it."""

    width: int
    colour: bool
    person: bool


def screen(stream: TextIO) -> Screen:
    """Measure a stream. Colour only at a terminal, and not under ``NO_COLOR`` or ``TERM=dumb``."""
    person = stream.isatty()
    columns = shutil.get_terminal_size((UNKNOWN, 24)).columns if person else UNKNOWN
    colour = person and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    return Screen(width=min(max(columns, NARROWEST), WIDEST), colour=colour, person=person)
