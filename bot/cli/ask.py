"""``ringback ask``: one question, answered from a real PBX."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import click

from bot.cli.environment import environment
from bot.cli.helping import helped
from bot.cli.options import examples, pbx_options, person_options

if TYPE_CHECKING:
    from bot.answers.values import Answer
    from bot.cli.asked import Asked
    from bot.cli.options import PbxChoice, Person
    from bot.pbx.connection import Connection

SHORT_RING = 5
"""Seconds, as ``bot.cdr.grouping`` has it."""


@click.command(
    epilog=examples(
        "ringback ask missed yesterday --pbx-url https://pbx.example.com:8088 --client-id ID \\",
        "    --client-secret-file secret",
        "ringback ask 'answered from \"Amara Osei\" last week' ... --timezone Europe/Paris --json",
        "pass show pbx | ringback ask calls today in Sales ... --client-secret-file -",
    )
)
@click.argument("question", nargs=-1, required=True, callback=helped, is_eager=True)
@person_options
@pbx_options
@click.option(
    "--short-ring",
    type=click.IntRange(0, 600),
    default=SHORT_RING,
    show_default=True,
    metavar="SECONDS",
    help="A missed call that rang less is counted apart.",
)
@click.option("--all", "whole", is_flag=True, help="List every call and caller, not the first ones alone.")
@click.option("--json", "as_json", is_flag=True, help="Print the typed answer, every call included, as JSON.")
def ask(  # noqa: PLR0913 - one argument per option
    *,
    question: tuple[str, ...],
    person: Person,
    choice: PbxChoice,
    short_ring: int,
    whole: bool,
    as_json: bool,
) -> None:
    """Ask your PBX a QUESTION, in one word or several, and read the answer.

    Times are meant and shown in the PBX's zone, unless --timezone names another.
    """
    from bot.cli.asked import Asked
    from bot.cli.connecting import client_id_of, connection_of
    from bot.cli.secret import read_secret
    from bot.clock import SystemClock

    config = environment()
    asked = Asked(text=" ".join(question), person=person, now=SystemClock().now())
    asked.refuse_nonsense(choice.pbx_timezone)
    secret = read_secret(choice.client_secret_file, client_id_of(choice))
    found = asyncio.run(_answered(asked, choice, connection_of(choice, config, secret), short_ring))
    _show(found, whole=whole, as_json=as_json)


async def _answered(asked: Asked, choice: PbxChoice, connection: Connection, short_ring: int) -> Answer:
    from bot.answers.asking import answer
    from bot.cli.connecting import opened
    from bot.cli.progress import progress

    async with opened(choice, connection) as pbx:
        with progress("Looking at the PBX") as told:
            request = asked.read((await pbx.profile()).timezone)
            return await answer(request, pbx, short_ring=short_ring, progress=told)


def _show(found: Answer, *, whole: bool, as_json: bool) -> None:
    from bot.answers.as_json import answer_json
    from bot.cli.screen import stdout_screen, write, write_json
    from bot.terminal import page

    if as_json:
        write_json(answer_json(found))
        return
    shown = stdout_screen()
    write(page(found, width=shown.width, colour=shown.colour, whole=whole))
