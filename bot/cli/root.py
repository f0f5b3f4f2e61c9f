"""The root command: a table of subcommands, and the one place where a trouble becomes an exit code."""

from __future__ import annotations

import errno
import os
import sys
from contextlib import suppress
from dataclasses import dataclass
from importlib import import_module
from io import TextIOWrapper
from typing import TYPE_CHECKING, Any

import click

from bot import __version__
from bot.cdr.trouble import Trouble
from bot.cli.command_trouble import OutputLost
from bot.cli.options import examples

if TYPE_CHECKING:
    from collections.abc import Sequence

EXIT_TROUBLE = 1
EXIT_USAGE = 2
EXIT_INTERRUPTED = 130

_LOST = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO, errno.EBADF})
"""Errors of writing; a broken pipe is click's, which ends quietly."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Subcommand:
    """One row of the table: where the command lives, and what it is in one line."""

    place: str
    short_help: str


# Help, README and the test that compares them read this table; modules are imported when they are run,
# because dateparser, httpx and uvicorn would cost `explain` most of its start.
SUBCOMMANDS: dict[str, Subcommand] = {
    "ask": Subcommand(place="bot.cli.ask:ask", short_help="Ask your PBX a question and read the answer."),
    "explain": Subcommand(
        place="bot.cli.explain:explain", short_help="Show how a question is understood; asks no PBX."
    ),
    "doctor": Subcommand(
        place="bot.cli.doctor:doctor", short_help="Probe every link from here to the PBX's records."
    ),
    "simulate": Subcommand(
        place="bot.cli.simulate:simulate", short_help="Run a simulated PBX to try things against."
    ),
    "demo": Subcommand(
        place="bot.cli.demo:demo", short_help="See it work on a simulated PBX, nothing to set up."
    ),
    "serve": Subcommand(place="bot.cli.serve:serve", short_help="Run the Slack app."),
    "manifest": Subcommand(
        place="bot.cli.manifest:manifest", short_help="Print the manifest that creates the Slack app."
    ),
    "workspace": Subcommand(
        place="bot.cli.workspace:workspace",
        short_help="Connect PBXs to a Slack workspace, show and remove them.",
    ),
    "digest": Subcommand(
        place="bot.cli.digest:digest", short_help="List, preview and post a workspace's digests."
    ),
    "keys": Subcommand(place="bot.cli.keys:keys", short_help="Make and change the keys that seal secrets."),
}


class Ringback(click.Group):
    """A group that imports a subcommand when it is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """The names, in the table's order."""
        return list(SUBCOMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - as above
        """The command, imported now; None for an unknown name."""
        row = SUBCOMMANDS.get(cmd_name)
        if row is None:
            return None
        module, name = row.place.split(":")
        command: click.Command = getattr(import_module(module), name)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command of a name; an unknown one is told with those of the table that are spelled like it."""
        try:
            return super().resolve_command(ctx, args)
        except click.NoSuchCommand as unknown:
            raise click.NoSuchCommand(unknown.command_name, possibilities=SUBCOMMANDS, ctx=ctx) from None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002 - as above
        """The table as it stands, without importing any command."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, row.short_help) for name, row in SUBCOMMANDS.items()])

    def main(self, args: Sequence[str] | None = None, *rest: Any, **extra: Any) -> Any:  # noqa: ANN401 - click's signature
        """Run; a trouble becomes its two sentences on standard error and an exit code."""
        try:
            _demand_output()
            return super().main(args, *rest, **extra)
        except Trouble as trouble:
            tell(trouble)
            sys.exit(EXIT_USAGE if trouble.usage else EXIT_TROUBLE)
        except OSError as failed:
            if failed.errno not in _LOST:
                raise
            _let_go_of_output()
            tell(OutputLost(reason=(failed.strerror or str(failed)).lower()))
            sys.exit(EXIT_TROUBLE)

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401 - click's signature
        """Run a subcommand; an interrupt ends quietly with the shell's own exit code."""
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt:
            click.echo("Stopped.", err=True)
            ctx.exit(EXIT_INTERRUPTED)


def _demand_output() -> None:
    """Standard output that is there, and that takes every character.

    Raises:
        OutputLost: it was closed from the start.
    """
    if sys.stdout is None:
        raise OutputLost(reason="it is closed")
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(
                errors="replace"
            )  # a locale without bars shows question marks, not a traceback


def _let_go_of_output() -> None:
    """Throw away what could not be written: Python would try once more at its end, and complain."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def tell(trouble: Trouble) -> None:
    """Write a trouble's page to standard error."""
    from bot.cli.screen import screen
    from bot.terminal import trouble_page

    stderr = screen(sys.stderr)
    click.echo(trouble_page(trouble, width=stderr.width, colour=stderr.colour), err=True, nl=False)


@click.group(
    cls=Ringback,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog=examples(
        "ringback demo", "ringback explain missed yesterday afternoon in Sales", "ringback ask --help"
    ),
)
@click.version_option(__version__, prog_name="ringback")
def ringback() -> None:
    """Ask a company's phone system who called, who was missed, and who was called back."""
