"""``ringback workspace``: a Slack workspace's PBXs from the terminal, as Slack's own forms do it."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING

import click

from bot.cli.environment import environment
from bot.cli.options import examples
from bot.cli.workspace_options import name_of, reach_options, workspace_options

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.answers.kept import KeptWorkspace, ListedWorkspace
    from bot.cli.workspace_options import Reach, Which
    from bot.config import Config
    from bot.workspace.workspace import Workspace


@click.group(
    epilog=examples(
        "ringback workspace add --team T0123ABCD --pbx-url https://pbx.example.com:8088 --client-id ID \\",
        "    --client-secret-file secret",
        "ringback workspace show --team T0123ABCD",
        "ringback workspace list --json",
        "ringback workspace remove --team T0123ABCD --pbx Berlin",
    )
)
def workspace() -> None:
    """Connect PBXs to a Slack workspace, look at what is kept, and remove it.

    Works on the database that RINGBACK_DATABASE names, also while "ringback serve" runs: no restart is needed.
    """


@workspace.command(
    short_help="Connect a PBX, or change one.",
    epilog=examples(
        "ringback workspace add --team T0123ABCD --pbx-url https://pbx.example.com:8088 --client-id ID \\",
        "    --client-secret-file secret",
        "pass show pbx | ringback workspace add --team T0123ABCD ... --client-secret-file - --name Berlin",
    ),
)
@workspace_options
@reach_options
@click.option("--name", default="Office", show_default=True, help="For questions: at Berlin.")
@click.option("--no-check", is_flag=True, help="Save it without asking the PBX.")
def add(*, which: Which, reach: Reach, name: str, no_check: bool) -> None:
    """Connect a PBX to a workspace: look at it, show what was found, save it with its secret sealed.

    In place of the workspace's PBX of the same name, if there is one. A running "ringback serve" asks it with the
    next question: no restart is needed.
    """
    from bot.cli.adding import Wanted, connect
    from bot.cli.connecting import connection_of
    from bot.cli.kept import demand_keys
    from bot.cli.secret import read_secret

    config, name = environment(), name_of(name)
    demand_keys(config)
    connection = connection_of(reach.choice, config, secret="")
    secret = read_secret(reach.client_secret_file, connection.client_id)
    wanted = Wanted(
        workspace=which.workspace,
        name=name,
        connection=replace(connection, client_secret=secret),
        check=not no_check,
        time_limit=reach.time_limit,
    )
    asyncio.run(connect(wanted, config))


@workspace.command(
    short_help="Show what is kept of a workspace.",
    epilog=examples(
        "ringback workspace show --team T0123ABCD", "ringback workspace show --team T0123ABCD --json"
    ),
)
@workspace_options
@click.option("--json", "as_json", is_flag=True, help="Print it as JSON.")
def show(*, which: Which, as_json: bool) -> None:
    """Show a workspace's PBXs, settings, installation and the last ten lines of its audit trail; never a secret."""
    from bot.answers.kept import workspace_json
    from bot.cli.screen import stdout_screen, write, write_json
    from bot.terminal.workspaces import workspace_page

    found = asyncio.run(_kept(which.workspace, environment()))
    if as_json:
        write_json(workspace_json(found))
        return
    shown = stdout_screen()
    write(workspace_page(found, width=shown.width, colour=shown.colour))


@workspace.command(
    "list",
    short_help="List the workspaces, one a line.",
    epilog=examples("ringback workspace list", "ringback workspace list --json"),
)
@click.option("--json", "as_json", is_flag=True, help="Print it as JSON.")
def list_(*, as_json: bool) -> None:
    """List every workspace with its PBXs, one a line, and whether a PBX refuses its secret."""
    from bot.answers.kept import workspaces_json
    from bot.cli.screen import stdout_screen, write, write_json
    from bot.terminal.workspaces import workspaces_page

    config = environment()
    found = asyncio.run(_listed(config))
    if as_json:
        write_json(workspaces_json(found))
        return
    shown = stdout_screen()
    page = workspaces_page(found, str(config.database), width=shown.width, colour=shown.colour)
    write(page)


@workspace.command(
    short_help="Remove a PBX, or everything of a workspace.",
    epilog=examples(
        "ringback workspace remove --team T0123ABCD --pbx Berlin",
        "ringback workspace remove --team T0123ABCD --yes",
    ),
)
@workspace_options
@click.option("--pbx", "name", metavar="NAME", help="This PBX alone. Default: everything of the workspace.")
@click.option("--yes", "sure", is_flag=True, help="Do not ask; needed where nobody is at a terminal.")
def remove(*, which: Which, name: str | None, sure: bool) -> None:
    """Remove a PBX, or everything of a workspace: secrets, settings, people's extensions, the audit trail.

    Access tokens are given back to the PBX; one that is down is not waited for. No restart is needed.
    """
    from bot.cli.kept import pbx_named
    from bot.cli.removing import agreed, remove_pbx, remove_workspace
    from bot.cli.root import EXIT_TROUBLE

    config = environment()
    found = asyncio.run(_kept(which.workspace, config))
    pbx = None if name is None else pbx_named(name, found)
    if not sure and not agreed(found, pbx):
        click.echo("Nothing was removed.", err=True)
        raise SystemExit(EXIT_TROUBLE)
    asyncio.run(remove_workspace(found, config) if pbx is None else remove_pbx(which.workspace, pbx, config))


async def _kept(of: Workspace, config: Config) -> KeptWorkspace:
    from bot.cli.kept import existing_store, kept

    async with existing_store(config) as store:
        return await kept(store, of, by_environment=bool(config.slack.bot_token))


async def _listed(config: Config) -> Sequence[ListedWorkspace]:
    from bot.cli.kept import existing_store, has_database, listed

    if not has_database(config):
        return ()
    async with existing_store(config) as store:
        return await listed(store)
