"""``ringback doctor``: every link from here to the PBX's records, probed."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import click

from bot.cli.environment import environment
from bot.cli.options import examples, pbx_options

if TYPE_CHECKING:
    from bot.cli.options import PbxChoice


@click.command(
    epilog=examples(
        "ringback doctor --pbx-url https://pbx.example.com:8088 --client-id ID --client-secret-file secret",
        "ringback doctor ... --json",
    )
)
@pbx_options
@click.option("--json", "as_json", is_flag=True, help="Print the findings as JSON.")
def doctor(*, choice: PbxChoice, as_json: bool) -> None:
    """Probe every link from here to the PBX's records, and say what mends a broken one.

    Exits with 1 if a link is broken.
    """
    from bot.answers.doctor import findings_json, healthy
    from bot.cli.examination import examined
    from bot.cli.root import EXIT_TROUBLE
    from bot.cli.screen import stdout_screen, write, write_json
    from bot.terminal import doctor_page

    findings = asyncio.run(examined(choice, environment()))
    if as_json:
        write_json(findings_json(findings))
    else:
        shown = stdout_screen()
        write(doctor_page(findings, width=shown.width, colour=shown.colour))
    if not healthy(findings):
        raise SystemExit(EXIT_TROUBLE)
