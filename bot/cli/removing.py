"""Removing a PBX, or a workspace as a whole: tokens are given back, then nothing is kept."""

from __future__ import annotations

import asyncio
import sys
from typing import TYPE_CHECKING

import click

from bot.answers.counts import counted
from bot.answers.kept import Installed
from bot.cli.adding import note
from bot.cli.giving_back import give_back, told
from bot.cli.kept import existing_store
from bot.cli.screen import write
from bot.cli.workspace_trouble import NotConfirmed
from bot.workspace.audit import Deed

if TYPE_CHECKING:
    from bot.answers.kept import KeptWorkspace
    from bot.config import Config
    from bot.ports import Store
    from bot.workspace.pbx import WorkspacePbx
    from bot.workspace.workspace import Workspace

_FEW = 5
"""As many PBXs are named in a question; of more only their number."""

_INSTALLED_HERE = (Installed.OWN, Installed.UNREADABLE)


def agreed(of: KeptWorkspace, pbx: WorkspacePbx | None) -> bool:
    """Whether the person at the terminal wants a PBX removed, or everything of its workspace.

    Raises:
        NotConfirmed: there is nobody to ask.
    """
    if sys.stdin is None or not sys.stdin.isatty():
        raise NotConfirmed
    what = f"everything of workspace {of.workspace}: {_everything(of)}"
    if pbx is not None:
        what = f"{pbx.name} of workspace {of.workspace}: its secret, its token, and where settings name it"
    return click.confirm(f"Remove {what}?", err=True)


def _everything(of: KeptWorkspace) -> str:
    names = f" ({', '.join(pbx.name for pbx in of.pbxs)})" if 0 < len(of.pbxs) <= _FEW else ""
    parts = [f"{counted(len(of.pbxs), 'PBX')}{names}", "settings", "people's extensions", "the audit trail"]
    if of.installed in _INSTALLED_HERE:
        parts.append("the installation")
    return ", ".join(parts)


async def remove_pbx(workspace: Workspace, pbx: WorkspacePbx, config: Config) -> None:
    """Remove one PBX.

    Raises:
        StoreTrouble: nothing was removed.
    """
    async with existing_store(config) as store:
        await _give_back(store, workspace, (pbx,), config)
        await store.remove_pbx(workspace, pbx.id)
        await note(store, workspace, Deed.PBX_REMOVED, pbx)
    write(f"{pbx.name} is removed from workspace {workspace}.\n")


async def remove_workspace(of: KeptWorkspace, config: Config) -> None:
    """Remove everything of a workspace, its audit trail as well.

    Raises:
        StoreTrouble: nothing was removed.
    """
    async with existing_store(config) as store:
        await _give_back(store, of.workspace, of.pbxs, config)
        await store.forget(of.workspace)
    write(f"Nothing of workspace {of.workspace} is kept any more.\n")
    if of.unreadable:
        write("Access tokens were not given back, since the secrets beside them are damaged.\n")
    if of.installed in _INSTALLED_HERE:
        write("The app itself stays in Slack until it is removed there.\n")


async def _give_back(
    store: Store, workspace: Workspace, pbxs: tuple[WorkspacePbx, ...], config: Config
) -> None:
    """All at once: ten that are down take no longer than one."""
    reasons = await asyncio.gather(*(give_back(store, workspace, pbx, config) for pbx in pbxs))
    for pbx, reason in zip(pbxs, reasons, strict=True):
        if reason:
            write(f"{told(pbx, reason)}\n")
