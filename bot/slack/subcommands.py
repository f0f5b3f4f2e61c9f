"""The table of subcommands: help, README and the manifest's usage hints are read from it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.blocks.buttons import setup_button
from bot.blocks.help import Row, help_message
from bot.slack import choices, linking, pbx_choice, setting_up, status
from bot.slack.digests import verbs

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from bot.blocks.message import Block
    from bot.slack.order import Order

    Runs = Callable[[Order], Awaitable[None]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Subcommand:
    """One row.

    Attributes:
        usage: how it is written.
        short_help: what it is, in one line.
        runs: does it.
        form: where it opens a form, the button that opens it, too, and needs no command for that.
    """

    usage: str
    short_help: str
    runs: Runs
    form: Callable[[], Block] | None = None


async def _help(order: Order) -> None:
    await order.outlet.answer(help_message(rows()))


SUBCOMMANDS: dict[str, Subcommand] = {
    "help": Subcommand(usage="help", short_help="What can be asked, and how.", runs=_help),
    "setup": Subcommand(
        usage="setup",
        short_help="Connect a PBX, or change one (admins).",
        runs=setting_up.run,
        form=setup_button,
    ),
    "status": Subcommand(
        usage="status", short_help="Probe every link from here to the PBX's records.", runs=status.run
    ),
    "digest": Subcommand(
        usage="digest daily 08:30 weekdays",
        short_help="Have the calls told every day, week or month; digest alone shows how.",
        runs=verbs.run,
    ),
    "link": Subcommand(
        usage="link 2005", short_help="Tell which extension is yours, for mine.", runs=linking.run
    ),
    "pbx": Subcommand(
        usage="pbx Berlin", short_help="Which of several PBXs you mean, here or always.", runs=pbx_choice.run
    ),
    "language": Subcommand(
        usage="language en-US",
        short_help="The language and region your words and dates are read in.",
        runs=choices.language,
    ),
    "zone": Subcommand(
        usage="zone Europe/London",
        short_help="The zone your times are meant and shown in.",
        runs=choices.zone,
    ),
}


def rows() -> tuple[Row, ...]:
    """The table as help shows it."""
    return tuple(Row(usage=row.usage, short_help=row.short_help) for row in SUBCOMMANDS.values())


def subcommand(text: str) -> tuple[Subcommand | None, str]:
    """The row that a text names with its first word, and the rest of it; None for a question."""
    name, *rest = text.split(maxsplit=1) or [""]
    row = SUBCOMMANDS.get(name.lower())
    return (row, "".join(rest).strip()) if row else (None, text)
