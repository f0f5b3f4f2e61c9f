"""Connecting a PBX to a workspace: looked at, shown, saved, as Slack's form does it."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.answers.known import known_facts
from bot.assemble import open_pbx, open_store
from bot.cdr.link_trouble import TlsNotTrusted
from bot.cli.giving_back import give_back, kept_connection, told
from bot.cli.kept import namesake, pbxs_of
from bot.cli.progress import progress
from bot.cli.screen import stdout_screen, write
from bot.cli.workspace_trouble import InAnOrganisation, NotTrustedForGood
from bot.clock import SystemClock
from bot.pbx.tokens import MemoryTokenStore
from bot.pbx.trust import TrustMode
from bot.terminal.workspaces import found_page
from bot.workspace.audit import AuditEntry, Deed
from bot.workspace.pbx import YEASTAR, Checking, WorkspacePbx

if TYPE_CHECKING:
    from pathlib import Path

    from bot.cdr.profile import PbxProfile
    from bot.cdr.roster import Roster
    from bot.config import Config
    from bot.pbx.connection import Connection
    from bot.ports import Store
    from bot.workspace.workspace import Workspace

_CHECKING = {
    TrustMode.SYSTEM: Checking.SYSTEM,
    TrustMode.PIN: Checking.PIN,
    TrustMode.OFF: Checking.OFF,
}

FROM_HERE = "from the terminal"
"""In the audit trail, where Slack's people stand with their name and the terminal's cannot."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A PBX as somebody wants it: ``check`` whether it is looked at first, ``time_limit`` in seconds."""

    workspace: Workspace
    name: str
    connection: Connection
    check: bool
    time_limit: float


async def connect(wanted: Wanted, config: Config) -> None:
    """Look at the PBX and say what was found, then keep it in place of the one with its name.

    Raises:
        Trouble: nothing was changed.
    """
    workspace = wanted.workspace
    async with open_store(config) as store:
        await _refuse_stray(store, workspace)
        old = namesake(wanted.name, await pbxs_of(store, workspace))
        if wanted.check:
            facts = known_facts(*await _look(wanted))
            shown = stdout_screen()
            write(found_page(wanted.name, facts, width=shown.width, colour=shown.colour))
        pbx = _kept(wanted, old)
        await store.save_pbx(workspace, pbx)
        deed = Deed.PBX_ADDED if old is None else Deed.PBX_CHANGED
        await note(store, workspace, deed, pbx)
        write(_saved(wanted, config.database, new=old is None))
        if old is not None and (reason := await _let_go(store, workspace, old, pbx, config)):
            write(f"{told(old, reason)}\n")


def _saved(wanted: Wanted, database: Path, *, new: bool) -> str:
    verb = "connected to" if new else "changed in"
    unasked = "" if wanted.check else " The PBX was not asked."
    done = f"{wanted.name} is {verb} workspace {wanted.workspace}.{unasked} No restart is needed."
    return f"{done}\nIt is kept in {database.resolve()}.\n"


async def _refuse_stray(store: Store, workspace: Workspace) -> None:
    if workspace.enterprise:
        return
    for known in await store.workspaces():
        if known.team == workspace.team and known.enterprise:
            raise InAnOrganisation(team=known.team, enterprise=known.enterprise)


async def _look(wanted: Wanted) -> tuple[PbxProfile, Roster]:
    """What the PBX is; asked with tokens of its own, so that a wrong secret spoils nothing that works."""
    opening = open_pbx(
        wanted.connection,
        tokens=MemoryTokenStore(),
        clock=SystemClock(),
        keep_token=False,
        time_limit=wanted.time_limit,
    )
    try:
        async with opening as pbx:
            with progress("Looking at the PBX"):
                roster = await pbx.roster()  # first: its lists may tell the zone
                return await pbx.profile(), roster
    except TlsNotTrusted as trouble:
        if type(trouble) is TlsNotTrusted:
            raise NotTrustedForGood(**trouble.facts) from None
        raise


def _kept(wanted: Wanted, old: WorkspacePbx | None) -> WorkspacePbx:
    connection = wanted.connection
    zone = connection.pbx_timezone
    pbx = WorkspacePbx(
        id=secrets.token_hex(16) if old is None else old.id,
        name=wanted.name,
        base_url=connection.address.base_url,
        client_id=connection.client_id,
        client_secret=connection.client_secret,
        checking=_CHECKING[connection.trust.mode],
        pin=connection.trust.pin,
        timezone="" if zone is None else zone.key,
        set_up_by="" if old is None else old.set_up_by,
        vendor=YEASTAR if old is None else old.vendor,
    )
    if old is not None and not wanted.check and _login(old) == _login(pbx):
        return replace(pbx, refused=old.refused)  # nobody knows better
    return pbx


def _login(pbx: WorkspacePbx) -> tuple[str, str, str]:
    return pbx.base_url, pbx.client_id, pbx.client_secret


async def _let_go(
    store: Store, workspace: Workspace, old: WorkspacePbx, new: WorkspacePbx, config: Config
) -> str:
    """Give the old login's token back; whoever has the same login goes on with it."""
    if _login(old) != _login(new):
        return await give_back(store, workspace, old, config)
    tokens = await store.tokens(workspace, old.id)
    if tokens.load(kept_connection(new, config).key) is None:
        await store.drop_tokens(workspace, old.id)  # there may be some that nobody can open
    return ""


async def note(store: Store, workspace: Workspace, deed: Deed, pbx: WorkspacePbx) -> None:
    """A line in the audit trail. Its user is empty: Slack shows users, and the terminal is none."""
    at = int(SystemClock().now().timestamp())
    await store.note(workspace, AuditEntry(at=at, user="", deed=deed, what=f"{pbx.name}, {FROM_HERE}"))
