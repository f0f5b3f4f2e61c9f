"""``ringback demo``: the whole thing on a simulated PBX, nothing to set up."""

from __future__ import annotations

import sys

import click

from bot.cli.environment import environment
from bot.cli.options import examples


@click.command(epilog=examples("ringback demo", "make demo"))
def demo() -> None:
    """Start a simulated PBX, discover it and ask it questions; at a terminal you then ask your own."""
    from bot.cli.conversation import converse

    environment()
    converse(interactive=sys.stdin is not None and sys.stdin.isatty() and sys.stdout.isatty())
