"""The composition root: the only file that knows every adapter."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bot.config import Mode, PrivatePbx
from bot.pbx.guard import PrivateAddresses
from bot.pbx.vendors import VENDORS
from bot.workspace.store_trouble import StoreTrouble

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Coroutine

    from bot.answers.rounds import Rounds
    from bot.config import Config
    from bot.pbx.connection import Connection
    from bot.pbx.pool import PbxPool
    from bot.ports import Clock, Pbx
    from bot.slack.desk import Desk
    from bot.slack.service import Service
    from bot.store.store import SqliteStore
    from bot.workspace.access import SlackAccess
    from bot.workspace.installation import Installation
    from bot.workspace.tokens import TokenStore
    from bot.workspace.workspace import Workspace

_VENDOR = VENDORS["yeastar"]
"""The only one there is."""

_log = logging.getLogger(__name__)

_LOOK_EVERY, _SWEEP_EVERY = 60, 3600
"""Seconds between two looks for idle PBXs, and between two sweeps of the database."""

_DIGESTS_GRACE = 15.0
"""Seconds for digests that are underway at the end: less than the process has, so that the rest is given back."""

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
    from bot.slack.digests.serving import Serving
    from bot.slack.service import service

    async with open_rounds(config, clock) as opened:
        store, pool = opened.store, opened.pool
        upkeep = asyncio.ensure_future(_upkeep(store, pool, clock))
        try:
            yield service(
                opened.desk,
                store,
                config.slack,
                by_socket=config.mode is Mode.SOCKET,
                open_pbxs=lambda: pool.open,
                digests=Serving(opened.rounds),
            )
        finally:
            upkeep.cancel()
            await asyncio.wait((upkeep,))


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """What a process works with on behalf of workspaces; its rounds are not begun yet."""

    store: SqliteStore
    pool: PbxPool
    desk: Desk
    rounds: Rounds


@contextlib.asynccontextmanager
async def open_rounds(
    config: Config, clock: Clock, *, unasked: Workspace | None = None
) -> AsyncIterator[Opened]:
    """What digests are made and posted with; whatever it opened is closed at the end.

    Args:
        config: what the environment says.
        clock: the present moment.
        unasked: the workspace that the environment's token is taken to speak for; None to ask Slack which it is.

    Raises:
        StoreTrouble: the database or its keys cannot be used.
        SlackRefused, SlackUnreachable: Slack was asked, and the one token of the environment is not good.
    """
    async with open_store(config) as store, open_pool(config, store, clock) as pool:
        single = await _single(config.slack, unasked) if config.slack.bot_token else None
        desk = _desk(store, pool, clock, single, lambda: rounds.nudge())  # noqa: PLW0108 - made below, with the desk
        rounds = digest_rounds(desk, config.slack.api_url)
        yield Opened(store=store, pool=pool, desk=desk, rounds=rounds)


async def _single(slack: SlackAccess, unasked: Workspace | None) -> tuple[Workspace, Installation]:
    from bot.slack.service import single_workspace
    from bot.workspace.installation import Installation

    if unasked is None:
        return await single_workspace(slack.bot_token, slack.api_url)
    return unasked, Installation(bot_token=slack.bot_token, bot_user="")


def digest_rounds(desk: Desk, api_url: str) -> Rounds:
    """The rounds of the digests over Slack and the workspaces' PBXs; nobody else has their name in the ledger."""
    from bot.answers.rounds import Rounds
    from bot.answers.rounds_figures import Limits
    from bot.slack.app import web_client
    from bot.slack.digests.making import SlackDigestMaker
    from bot.slack.digests.posting import SlackDigestPoster
    from bot.slack.digests.speaking import Speaking
    from bot.slack.digests.stretches import Stretches
    from bot.slack.digests.telling import SlackDigestTeller

    speaking = Speaking(desk.authorizer, lambda: web_client(api_url))
    return Rounds(
        store=desk.digests,
        maker=SlackDigestMaker(desk, speaking, Stretches(desk.clock)),
        poster=SlackDigestPoster(desk, speaking),
        teller=SlackDigestTeller(desk, speaking),
        clock=desk.clock,
        worker=secrets.token_hex(16),
        limits=Limits(grace=_DIGESTS_GRACE),
    )


def _desk(
    store: SqliteStore,
    pool: PbxPool,
    clock: Clock,
    single: tuple[Workspace, Installation] | None,
    nudge: Callable[[], None],
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
        nudge=nudge,
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
