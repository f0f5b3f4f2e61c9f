"""What is kept of workspaces, found by what a person typed."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from bot.answers.counts import counted
from bot.answers.kept import Installed, KeptWorkspace, ListedWorkspace
from bot.assemble import open_store
from bot.cli.workspace_trouble import NoDatabase, PbxsUnreadable, UnknownPbx, UnknownWorkspace
from bot.store.vault import Vault
from bot.workspace.store_trouble import KeysMissing, KeysUnset, KeysWrong

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Sequence

    from bot.config import Config
    from bot.ports import Store
    from bot.workspace.pbx import WorkspacePbx
    from bot.workspace.workspace import Workspace

_FEW = 10
"""As many names are shown; of more only their number."""

_AUDIT_LINES = 10


@asynccontextmanager
async def existing_store(config: Config) -> AsyncIterator[Store]:
    """The store, which is not made where there is none.

    Raises:
        NoDatabase: there is none.
        StoreTrouble: it cannot be used, or the keys do not open it.
    """
    demand_database(config)
    async with open_store(config) as store:
        yield store


def demand_database(config: Config) -> None:
    """Go on only where there is a file to open.

    Raises:
        NoDatabase: there is none.
    """
    if not has_database(config):
        raise NoDatabase(path=config.database)


def has_database(config: Config) -> bool:
    """Whether there is a file to open, good or bad."""
    try:
        return config.database.exists()
    except OSError:  # a folder that may not be looked into: opening it says which
        return True


def demand_keys(config: Config) -> None:
    """Go on only with a key to seal with.

    Raises:
        KeysMissing: there is none; told otherwise where a new one would not do.
        StoreTrouble: the keys cannot be read, or the database cannot be used.
    """
    if not Vault.read(config.keys).names:
        raise KeysUnset if needs_its_key(config) else KeysMissing


def needs_its_key(config: Config) -> bool:
    """Whether the database holds secrets; asked where the environment has no key.

    Raises:
        StoreTrouble: it cannot be used.
    """
    try:
        asyncio.run(_opened(config))
    except KeysMissing:
        return True
    return False


async def _opened(config: Config) -> None:
    if has_database(config):
        async with open_store(config):
            pass


async def listed(store: Store) -> tuple[ListedWorkspace, ...]:
    """Every workspace of which something is kept."""
    return tuple([await _listed(store, workspace) for workspace in await store.workspaces()])


async def _listed(store: Store, workspace: Workspace) -> ListedWorkspace:
    try:
        return ListedWorkspace(workspace=workspace, pbxs=await pbxs_of(store, workspace))
    except PbxsUnreadable as trouble:  # one damaged secret hides no other workspace
        return ListedWorkspace(workspace=workspace, unreadable=trouble.sentence)


async def pbxs_of(store: Store, workspace: Workspace) -> tuple[WorkspacePbx, ...]:
    """A workspace's PBXs.

    Raises:
        PbxsUnreadable: a secret among them is damaged; a wrong key would have been said when the store was opened.
    """
    found = await store.pbxs(workspace)
    if not all(pbx.client_secret for pbx in found):
        raise PbxsUnreadable(workspace=workspace)
    return found


async def kept(store: Store, workspace: Workspace, *, by_environment: bool) -> KeptWorkspace:
    """All that may be shown of a workspace; ``by_environment`` where the environment holds its bot token.

    Raises:
        UnknownWorkspace: nothing is kept of it.
    """
    installed = await _installed(store, workspace)
    trail = await store.audit(workspace, _AUDIT_LINES)
    if installed in (Installed.NONE, Installed.ORGANISATION) and not trail:
        await demand_known(store, workspace)
    if installed is Installed.NONE and by_environment:
        installed = Installed.ENVIRONMENT
    seen = await _listed(store, workspace)
    return KeptWorkspace(
        workspace=workspace,
        pbxs=seen.pbxs,
        unreadable=seen.unreadable,
        settings=await store.settings(workspace),
        installed=installed,
        audit=trail,
    )


async def _installed(store: Store, workspace: Workspace) -> Installed:
    try:
        serving = await store.installation(workspace)
        if serving is None:
            return Installed.NONE
        shared = workspace.enterprise and serving == await store.installation(workspace.organisation)
    except KeysWrong:
        return Installed.UNREADABLE
    return Installed.ORGANISATION if shared else Installed.OWN


async def demand_known(store: Store, workspace: Workspace) -> None:
    """Go on only with a workspace of which a PBX or settings are kept.

    Raises:
        UnknownWorkspace: nothing is kept of it.
    """
    known = await store.workspaces()
    if workspace not in known:
        raise UnknownWorkspace(workspace=workspace, known=named([str(each) for each in known], "workspace"))


def pbx_named(name: str, of: KeptWorkspace) -> WorkspacePbx:
    """A workspace's PBX by its name, whatever the case.

    Raises:
        PbxsUnreadable: they cannot be read.
        UnknownPbx: there is none.
    """
    if of.unreadable:
        raise PbxsUnreadable(workspace=of.workspace)
    found = namesake(name, of.pbxs)
    if found is None:
        known = named([pbx.name for pbx in of.pbxs], "PBX")
        raise UnknownPbx(workspace=of.workspace, name=name, known=known)
    return found


def namesake(name: str, pbxs: Sequence[WorkspacePbx]) -> WorkspacePbx | None:
    """The PBX that has this name, as the store compares names."""
    return next((pbx for pbx in pbxs if pbx.name.casefold() == name.casefold()), None)


def named(names: Sequence[str], word: str) -> str:
    """The names there are, as the end of a trouble's sentence; of many their number alone."""
    if not names:
        return "there is none yet"
    return f"there are {counted(len(names), word)}" if len(names) > _FEW else f"known: {', '.join(names)}"
