"""The standard streams: what they can show, and writing to them."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from typing import TextIO

NARROWEST, WIDEST, UNKNOWN = 60, 160, 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Screen:
    """One stream as a page sees it."""

    width: int
    colour: bool
    person: bool


def screen(stream: TextIO | None) -> Screen:
    """Measure a stream. Colour only at a terminal, and not under ``NO_COLOR`` or ``TERM=dumb``."""
    if stream is None or not stream.isatty():
        return Screen(width=UNKNOWN, colour=False, person=False)
    try:
        columns = os.get_terminal_size(stream.fileno()).columns or UNKNOWN
    except OSError:
        columns = UNKNOWN
    colour = not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    return Screen(width=min(max(columns, NARROWEST), WIDEST), colour=colour, person=True)


def stdout_screen() -> Screen:
    """Standard output, measured."""
    return screen(sys.stdout)


def write(page: str) -> None:
    """Write a page, which ends its own last line, to standard output."""
    click.echo(page, nl=False)


def write_json(value: dict[str, Any]) -> None:
    """Write JSON to standard output, in UTF-8 whatever the locale: indented for a person, one line for a program."""
    import msgspec

    text = msgspec.json.encode(value)
    click.echo(msgspec.json.format(text, indent=2) if stdout_screen().person else text)
