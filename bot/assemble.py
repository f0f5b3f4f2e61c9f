"""The composition root: the only file that knows every adapter."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import secrets
from typing import TYPE_CHECKING, Any

from bot.config import Mode, PrivatePbx
from bot.pbx.guard import PrivateAddresses
from bot.pbx.vendors import VENDORS
from bot.workspace.store_trouble import StoreTrouble

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Coroutine

    from bot.config import Config
    from bot.pbx.connection import Connection
    from bot.pbx.pool import PbxPool
    from bot.ports import Clock, Pbx
    from bot.slack.desk import Desk
    from bot.slack.service import Service
    from bot.store.store import SqliteStore
    from bot.workspace.installation import Installation
    from bot.workspace.tokens import TokenStore
    from bot.workspace.workspace import Workspace

_VENDOR = VENDORS["yeastar"]
"""The only one there is."""

_log = logging.getLogger(__name__)

_LOOK_EVERY, _SWEEP_EVERY = 60, 3600
"""Seconds between two looks for idle PBXs, and between two sweeps of the database."""

_LAST_WORDS = 5.0
"""Seconds for giving the token back and closing: whoever pressed Ctrl-C has waited long enough."""


@contextlib.asynccontextmanager
async def open_pbx(
    connection: Connection,
    *,
    tokens: TokenStore,
    clock: Clock,
    keep_token: bool,
    time_limit: float = 300.0,
) -> AsyncIterator[Pbx]:
    """A PBX for as long as the block lasts; nobody is contacted before it is first asked.

    However the block ends, with an answer, a trouble or Ctrl-C: its connections are closed, and its access token is
    given back unless ``keep_token`` leaves it in ``tokens`` for the next run.
    """
    pbx = _VENDOR.opens(connection, tokens=tokens, clock=clock, time_limit=time_limit)
    try:
        yield pbx
    finally:
        await _seen_through(pbx.close(revoke=not keep_token))


async def _seen_through(closing: Coroutine[Any, Any, None]) -> None:
    """Close within the time for last words, also when Ctrl-C comes only now; a second one ends it."""
    task = asyncio.ensure_future(closing)
    try:
        await asyncio.wait((task,), timeout=_LAST_WORDS)
    except asyncio.CancelledError:
        await asyncio.wait((task,), timeout=_LAST_WORDS)
        raise
    finally:
        task.cancel()
    if task.done():
        task.result()


def private_addresses(config: Config) -> PrivateAddresses:
    """Whether PBXs may have private addresses, as the environment says."""
    return PrivateAddresses.DENY if config.private_pbx is PrivatePbx.DENY else PrivateAddresses.ALLOW


@contextlib.asynccontextmanager
async def open_store(config: Config) -> AsyncIterator[SqliteStore]:
    """What is kept of workspaces, in the file that the environment names; made where it is absent.

    Raises:
        StoreTrouble: the file cannot be used, or the keys do not open what is sealed in it.
    """
    from bot.store.store import SqliteStore
    from bot.store.vault import Vault

    store = await SqliteStore.open(config.database, Vault.read(config.keys))
    try:
        yield store
    finally:
        await store.close()


@contextlib.asynccontextmanager
async def open_pool(config: Config, store: SqliteStore, clock: Clock) -> AsyncIterator[PbxPool]:
    """The PBXs of every workspace; those that were asked are closed at the end, and their tokens kept."""
    from bot.pbx.pool import PbxPool

    private = private_addresses(config)
    pool = PbxPool(
        opens=_VENDOR.opens,
        tokens=store.tokens,
        clock=clock,
        hosted=private is PrivateAddresses.DENY,
        private=private,
    )
    try:
        yield pool
    finally:
        await pool.close()


@contextlib.asynccontextmanager
async def open_service(config: Config, clock: Clock) -> AsyncIterator[Service]:
    """The Slack app, ready to be started; whatever it opened is closed at the end.

    Raises:
        StoreTrouble: the database or its keys cannot be used.
        SlackRefused, SlackUnreachable: the one token of the environment is not good.
    """
    from bot.slack.service import service, single_workspace

    slack = config.slack
    async with open_store(config) as store, open_pool(config, store, clock) as pool:
        single = await single_workspace(slack.bot_token, slack.api_url) if slack.bot_token else None
        desk = _desk(store, pool, clock, single)
        upkeep = asyncio.ensure_future(_upkeep(store, pool, clock))
        try:
            yield service(
                desk, store, slack, by_socket=config.mode is Mode.SOCKET, open_pbxs=lambda: pool.open
            )
        finally:
            upkeep.cancel()
            await asyncio.wait((upkeep,))


def _desk(
    store: SqliteStore, pool: PbxPool, clock: Clock, single: tuple[Workspace, Installation] | None
) -> Desk:
    from bot.slack.authorizing import Authorizer
    from bot.slack.desk import Desk
    from bot.slack.people import People
    from bot.slack.underway import Underway

    return Desk(
        store=store,
        digests=store.digests,
        pbxs=pool,
        clock=clock,
        people=People(clock),
        authorizer=Authorizer(store, clock, single),
        underway=Underway(),
        new_id=lambda: secrets.token_hex(16),
        nudge=lambda: None,
    )


async def _upkeep(store: SqliteStore, pool: PbxPool, clock: Clock) -> None:
    """Close the PBXs that nobody asks, and let go of what has served its time, for as long as the process runs."""
    while True:
        try:
            await store.sweep(int(clock.now().timestamp()))
        except StoreTrouble as trouble:
            _log.warning("nothing was swept: %s", trouble.code)
        for _ in range(_SWEEP_EVERY // _LOOK_EVERY):
            await asyncio.sleep(_LOOK_EVERY)
            await pool.sweep()


def links() -> tuple[str, ...]:
    """The names of the links that a PBX is probed by, known without one."""
    return _VENDOR.links
