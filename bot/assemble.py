"""The composition root: the only file that knows every adapter."""

from __future__ import annotations

import asyncio
import contextlib
import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.config import Mode
from bot.pbx.endings import seen_through
from bot.pbx.vendors import VENDORS, open_by_vendor
from bot.workspace.pbx import YEASTAR

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from bot.answers.rounds import Rounds
    from bot.config import Config
    from bot.pbx.connection import Connection
    from bot.pbx.pool import PbxPool
    from bot.ports import Clock, Pbx, Store
    from bot.slack.desk import Desk
    from bot.slack.service import Service
    from bot.workspace.access import SlackAccess
    from bot.workspace.installation import Installation
    from bot.workspace.tokens import TokenStore
    from bot.workspace.workspace import Workspace

_DIGESTS_GRACE = 15.0
"""Seconds for digests that are underway at the end: less than the process has, so that the rest is given back."""


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
    pbx = open_by_vendor(connection, tokens=tokens, clock=clock, time_limit=time_limit)
    try:
        yield pbx
    finally:
        await seen_through(pbx.close(revoke=not keep_token))


@contextlib.asynccontextmanager
async def open_store(config: Config) -> AsyncIterator[Store]:
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
async def open_pool(config: Config, store: Store, clock: Clock) -> AsyncIterator[PbxPool]:
    """The PBXs of every workspace; those that were asked are closed at the end, and their tokens kept."""
    from bot.pbx.pool import PbxPool

    pool = PbxPool(
        opens=open_by_vendor,
        tokens=store.tokens,
        clock=clock,
        private=config.private_pbx,
        checks_certificates=config.checks_certificates,
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
    from bot.upkeep import upkeep

    async with open_rounds(config, clock) as opened:
        store, pool = opened.store, opened.pool
        keeping = asyncio.ensure_future(upkeep(store, pool, clock))
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
            keeping.cancel()
            await asyncio.wait((keeping,))


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """What a process works with on behalf of workspaces; its rounds are not begun yet."""

    store: Store
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
    store: Store,
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


def token_files() -> TokenStore:
    """Where the command line keeps tokens for its next run."""
    from bot.pbx.token_files import FileTokenStore, cache_folder

    return FileTokenStore(cache_folder())


def links() -> tuple[str, ...]:
    """The names of the links that a PBX is probed by, known without one."""
    return VENDORS[YEASTAR].links
