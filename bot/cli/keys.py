"""``ringback keys``: the keys that seal what is secret in the database."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import click

from bot.cli.environment import environment
from bot.cli.options import examples

if TYPE_CHECKING:
    from bot.config import Config

ORDER = (
    "put a new one (ringback keys new) in front of the old one in RINGBACK_KEYS, with a comma between; restart "
    "Ringback; run ringback keys rotate; then drop the old one and restart again."
)
"""How a key is changed: never is there a secret that what runs cannot open."""


@click.group(
    help=f"Make and change the keys in RINGBACK_KEYS, which seal every secret in the database.\n\nTo change the key: "
    f"{ORDER} Whoever loses the keys has to connect every PBX anew.",
    epilog=examples("ringback keys new", "RINGBACK_KEYS=$(ringback keys new),$RINGBACK_KEYS"),
)
def keys() -> None:
    """The group."""


@keys.command(
    short_help="Print a new key for RINGBACK_KEYS.",
    epilog=examples("ringback keys new", "export RINGBACK_KEYS=$(ringback keys new)"),
)
def new() -> None:
    """Print one new value for RINGBACK_KEYS, and nothing else.

    It is kept nowhere: keep it somewhere safe, apart from the database.
    """
    from bot.store.vault import new_key

    click.echo(new_key())


@keys.command(
    short_help="Seal every secret anew with the first key.",
    help="Seal every secret in the database anew with the first key of RINGBACK_KEYS, all of them or none.\n\n"
    f"To change the key: {ORDER}",
    epilog=examples("RINGBACK_KEYS=NEW,OLD ringback keys rotate"),
)
def rotate() -> None:
    """Seal everything anew, and say what comes next."""
    from bot.answers.counts import counted
    from bot.cli.kept import demand_keys
    from bot.store.vault import Vault

    config = environment()
    demand_keys(config)
    names = Vault.read(config.keys).names
    count = asyncio.run(_rotated(config))
    click.echo(f"Sealed {counted(count, 'secret')} with {names[0]}.")
    if len(names) == 1:
        click.echo(f"It is the only key in RINGBACK_KEYS. To change it: {ORDER}")
    else:
        old = ", ".join(names[1:])
        click.echo(f"Nothing is sealed with {old} any more: drop it from RINGBACK_KEYS and restart Ringback.")


async def _rotated(config: Config) -> int:
    from bot.cli.kept import existing_store
    from bot.clock import SystemClock

    async with existing_store(config) as store:
        await store.sweep(int(SystemClock().now().timestamp()))  # what has ended need not be opened once more
        return await store.rotate()
