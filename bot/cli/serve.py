"""``ringback serve``: the Slack app, until it is told to stop."""

from __future__ import annotations

import asyncio
import os
import socket
from typing import TYPE_CHECKING

import click

from bot.cli.command_trouble import ServicePortTaken
from bot.cli.environment import environment
from bot.cli.options import examples
from bot.config import Mode, demand_service

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.config import Config


@click.command(
    epilog=examples(
        "export RINGBACK_KEYS=$(ringback keys new)   # once; keep it as safe as the database",
        "SLACK_BOT_TOKEN=xoxb-... SLACK_APP_TOKEN=xapp-... ringback serve",
        "curl http://127.0.0.1:3000/healthz",
    )
)
def serve() -> None:
    """Run the Slack app until Ctrl-C or SIGTERM.

    Everything is set by the environment; README lists the variables. With SLACK_APP_TOKEN it connects to Slack by
    itself (Socket Mode) and answers health checks on 127.0.0.1 only; else Slack reaches it at PORT.
    What was asked before the end is answered before the end, for 20 seconds; a second Ctrl-C does not wait.
    """
    config = environment(lines_as_json=True)
    demand_service(config, sealed=not config.keys and _needs_its_key(config))
    _take_out_slack()
    asyncio.run(_served(config))


def _needs_its_key(config: Config) -> bool:
    from bot.cli.kept import needs_its_key

    return needs_its_key(config)


def _take_out_slack() -> None:
    """Slack's libraries read variables of their own, and would use another store or token than what is handed over."""
    for name in [name for name in os.environ if name.startswith("SLACK_")]:
        del os.environ[name]


async def _served(config: Config) -> None:
    from bot.assemble import open_service
    from bot.cli.server import run
    from bot.clock import SystemClock
    from bot.upkeep import look_for_cycles_seldom

    async with open_service(config, SystemClock()) as service:
        look_for_cycles_seldom()
        listening = _listen(config)
        port = listening.getsockname()[1]
        await run(service, listening, lambda: _introduce(config, port))


def _listen(config: Config) -> socket.socket:
    """A socket for HTTP: for everybody where Slack comes by HTTP, else for this machine's own health checks.

    Raises:
        ServicePortTaken: somebody else has the port.
    """
    host = "0.0.0.0" if config.mode is Mode.HTTP or config.slack.hosted else "127.0.0.1"  # noqa: S104 - Slack comes from outside
    try:
        return socket.create_server((host, config.port), backlog=512)
    except OSError as error:
        # The error's own words show a tuple: where Python tried to listen.
        raise ServicePortTaken(port=config.port, reason=os.strerror(error.errno or 0).lower()) from None


def _introduce(config: Config, port: int) -> None:
    for line in _lines(config, port):
        click.echo(line)


def _lines(config: Config, port: int) -> Iterator[str]:
    if config.mode is Mode.SOCKET:
        yield "Connected to Slack by socket."
    else:
        yield f"Slack's requests are answered on port {port} at /slack/events."
    if config.slack.hosted:
        yield f"Workspaces install the app on port {port} at /slack/install."
    yield f"Health: http://127.0.0.1:{port}/healthz"
