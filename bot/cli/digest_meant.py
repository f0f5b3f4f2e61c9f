"""The digest that was named on the command line."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.cli.digest_trouble import UnknownDigest
from bot.cli.kept import demand_known, named

if TYPE_CHECKING:
    from bot.digest.digest import Digest
    from bot.ports import Store
    from bot.workspace.workspace import Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class Meant:
    """A digest by its number."""

    workspace: Workspace
    number: int


async def found(store: Store, meant: Meant) -> Digest:
    """The digest.

    Raises:
        UnknownWorkspace: nothing is kept of the workspace.
        UnknownDigest: it has none of that number.
    """
    digests = await store.digests.digests(meant.workspace)
    for digest in digests:
        if digest.number == meant.number:
            return digest
    if not digests:
        await demand_known(store, meant.workspace)
    known = named([str(digest.number) for digest in digests], "digest")
    raise UnknownDigest(workspace=meant.workspace, number=meant.number, known=known)
