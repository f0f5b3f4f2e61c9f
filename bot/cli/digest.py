"""``ringback digest``: a workspace's digests from the terminal."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import click

from bot.cli.environment import environment
from bot.cli.options import Seconds, examples
from bot.cli.workspace_options import workspace_options

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.answers.digest_kept import KeptDigest
    from bot.cli.workspace_options import Which
    from bot.config import Config
    from bot.workspace.workspace import Workspace

_SLOTS, _WAIT = 7, 180


@click.group(
    epilog=examples(
        "ringback digest list --team T0123ABCD",
        "ringback digest preview --team T0123ABCD 3",
        "ringback digest run --team T0123ABCD 3",
    )
)
def digest() -> None:
    """See which digests a workspace has and what became of each, look at one, and post one now.

    Works on the database that RINGBACK_DATABASE names, also while "ringback serve" runs.
    """


@digest.command(
    "list",
    short_help="List the digests and what became of them.",
    epilog=examples(
        "ringback digest list --team T0123ABCD",
        "ringback digest list --team T0123ABCD --slots 30",
        "ringback digest list --team T0123ABCD --json",
    ),
)
@workspace_options
@click.option(
    "--slots",
    type=click.IntRange(0, 1000),
    default=_SLOTS,
    show_default=True,
    help="How many of each digest's newest slots are shown.",
)
@click.option("--json", "as_json", is_flag=True, help="Print it as JSON.")
def list_(*, which: Which, slots: int, as_json: bool) -> None:
    """List a workspace's digests: what they tell, where, when next, and what became of each slot."""
    from bot.answers.digest_kept import digests_json
    from bot.cli.screen import stdout_screen, write, write_json
    from bot.terminal.digests import digests_page

    found = asyncio.run(_listed(which.workspace, environment(), slots))
    if as_json:
        write_json(digests_json(found))
        return
    shown = stdout_screen()
    write(digests_page(found, str(which.workspace), width=shown.width, colour=shown.colour))


async def _listed(workspace: Workspace, config: Config, slots: int) -> Sequence[KeptDigest]:
    from bot.answers.digest_kept import kept_digests
    from bot.cli.kept import demand_known, existing_store
    from bot.clock import SystemClock

    async with existing_store(config) as store:
        found = await kept_digests(store.digests, workspace, SystemClock().now(), slots)
        if not found:
            await demand_known(store, workspace)
        return found


@digest.command(
    short_help="Look at a digest before it is posted.",
    epilog=examples(
        "ringback digest preview --team T0123ABCD 3",
        "ringback digest preview --team T0123ABCD 3 --all",
        "ringback digest preview --team T0123ABCD 3 --json",
    ),
)
@workspace_options
@click.argument("number", type=click.IntRange(min=1))
@click.option("--all", "whole", is_flag=True, help="List every open caller, not the first ones alone.")
@click.option("--json", "as_json", is_flag=True, help="Print the typed digest, every call included, as JSON.")
def preview(*, which: Which, number: int, whole: bool, as_json: bool) -> None:
    """Make the digest of this NUMBER for its latest slot, and print it as its readers would see it.

    The PBX is asked now, so whoever was called back meanwhile is shown as reached. Nothing is posted.
    """
    from bot.answers.digest_json import digest_json
    from bot.cli.digest_meant import Meant
    from bot.cli.digest_preview import previewed
    from bot.cli.screen import stdout_screen, write, write_json
    from bot.terminal.digest import digest_page

    found = asyncio.run(previewed(Meant(workspace=which.workspace, number=number), environment()))
    if as_json:
        write_json(digest_json(found))
        return
    shown = stdout_screen()
    write(digest_page(found, width=shown.width, colour=shown.colour, whole=whole))


@digest.command(
    short_help="Post a digest now.",
    epilog=examples(
        "ringback digest run --team T0123ABCD 3", "ringback digest run --team T0123ABCD 3 --wait 600"
    ),
)
@workspace_options
@click.argument("number", type=click.IntRange(min=1))
@click.option(
    "--wait",
    type=Seconds(),
    default=_WAIT,
    show_default=True,
    metavar="SECONDS",
    help="Wait so long for what becomes of it.",
)
def run(*, which: Which, number: int, wait: float) -> None:
    """Post the digest of this NUMBER in Slack now, and say what became of it: exit code 0 if it was posted.

    It is posted once, by this command or by a "ringback serve" on the same database. What else is due there is
    posted meanwhile as well; what is not done in time is left to "ringback serve".
    """
    from bot.cli.digest_meant import Meant
    from bot.cli.digest_run import posted_now
    from bot.cli.root import EXIT_TROUBLE
    from bot.cli.screen import stdout_screen, write
    from bot.digest.delivery import State
    from bot.terminal.digests import delivery_page

    meant = Meant(workspace=which.workspace, number=number)
    told, became = asyncio.run(posted_now(meant, environment(), wait))
    shown = stdout_screen()
    write(delivery_page(told, became, width=shown.width, colour=shown.colour))
    if became.state is not State.POSTED:
        raise SystemExit(EXIT_TROUBLE)
