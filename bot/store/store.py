"""The store of workspaces and installations in one SQLite file."""

from __future__ import annotations

from typing import TYPE_CHECKING
from weakref import WeakValueDictionary

from bot.store import (
    deliveries,
    digests,
    holds,
    installations,
    passing,
    pbxs,
    preferences,
    sealed,
    trail,
    whole,
)
from bot.store.database import Database
from bot.store.ledger import SqliteDigestStore
from bot.store.tokens import StoredTokens, drop
from bot.workspace.settings import ChannelSettings, PersonSettings, Settings

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path
    from sqlite3 import Connection

    from bot.store.vault import Vault
    from bot.workspace.audit import AuditEntry
    from bot.workspace.hold import Hold
    from bot.workspace.installation import Installation
    from bot.workspace.pbx import WorkspacePbx
    from bot.workspace.workspace import Workspace

_AUDIT_LINES = 10_000
"""The lines of an audit trail that are kept of each workspace."""


class SqliteStore:
    """The port ``Store`` over one database. Nothing is held in memory but the tokens in use.

    Attributes:
        digests: the port to the digests over the same database.
    """

    def __init__(self, database: Database, vault: Vault) -> None:
        self._database, self._vault = database, vault
        self._tokens: WeakValueDictionary[tuple[Workspace, str], StoredTokens] = WeakValueDictionary()
        self.digests = SqliteDigestStore(database)

    @classmethod
    async def open(cls, path: Path, vault: Vault, *, patience: float = 5.0) -> SqliteStore:
        """The store in a file, made where it is absent; ``patience`` in seconds, where somebody else holds it.

        Raises:
            StoreTrouble: the file cannot be used, or the keys do not open what is sealed in it.
        """
        database = await Database.open(path, patience=patience)
        try:
            await database.write(lambda c: sealed.check(c, vault))
        except BaseException:  # also a cancellation; no thread stays behind
            await database.close()
            raise
        return cls(database, vault)

    async def close(self) -> None:
        """Finish what was asked so far, then close."""
        for stored in list(self._tokens.values()):
            await stored.flush()
        await self._database.close()

    async def workspaces(self) -> Sequence[Workspace]:
        """Every workspace of which a PBX or settings are kept, in order."""
        return await self._database.run(whole.workspaces)

    async def workspaces_of(self, organisation: Workspace) -> Sequence[Workspace]:
        """Every workspace of an organisation of which anything at all is kept, in order."""
        return await self._database.run(lambda c: whole.workspaces_of(c, organisation))

    async def pbxs(self, workspace: Workspace) -> tuple[WorkspacePbx, ...]:
        """Its PBXs, in the order they were added."""
        return await self._database.run(lambda c: pbxs.read(c, self._vault, workspace))

    async def save_pbx(self, workspace: Workspace, pbx: WorkspacePbx) -> None:
        """Keep a PBX, in place of the one with its id.

        Raises:
            PbxNameTaken: another one of this workspace has the name, whatever the case.
        """
        await self._database.write(lambda c: pbxs.save(c, self._vault, workspace, pbx))

    async def update_pbx(self, workspace: Workspace, pbx: WorkspacePbx) -> bool:
        """Keep a PBX in place of the one with its id; whether there was one, else nothing is kept.

        Raises:
            PbxNameTaken: as ``save_pbx``.
        """
        return await self._database.write(lambda c: pbxs.update(c, self._vault, workspace, pbx))

    async def mark_refused(self, workspace: Workspace, pbx: str, since: int | None) -> None:
        """Keep since when a PBX refuses its secret; None where it takes it."""
        await self._database.write(lambda c: pbxs.mark_refused(c, workspace, pbx, since))

    async def remove_pbx(self, workspace: Workspace, pbx: str) -> None:
        """Keep nothing of the PBX with this id; no trouble where there is none."""
        await self._database.write(lambda c: pbxs.remove(c, workspace, pbx))
        await self._forget_tokens(workspace, pbx)

    async def settings(self, workspace: Workspace) -> Settings:
        """Its settings, the defaults where none were saved."""
        return await self._database.run(lambda c: preferences.read(c, workspace, Settings))

    async def save_settings(self, workspace: Workspace, settings: Settings) -> None:
        """Keep these."""
        await self._database.write(lambda c: preferences.save(c, workspace, settings))

    async def change_settings(
        self, workspace: Workspace, changes: Callable[[Settings], Settings]
    ) -> tuple[Settings, Settings]:
        """Keep what is made of what is kept; both."""
        return await self._database.write(lambda c: preferences.change(c, workspace, Settings, changes))

    async def person(self, workspace: Workspace, user: str) -> PersonSettings:
        """A person's settings, the defaults where none were saved."""
        return await self._database.run(lambda c: preferences.read(c, workspace, PersonSettings, user))

    async def save_person(self, workspace: Workspace, user: str, settings: PersonSettings) -> None:
        """Keep these."""
        await self._database.write(lambda c: preferences.save(c, workspace, settings, user))

    async def change_person(
        self, workspace: Workspace, user: str, changes: Callable[[PersonSettings], PersonSettings]
    ) -> None:
        """Keep what is made of what is kept."""
        await self._database.write(lambda c: preferences.change(c, workspace, PersonSettings, changes, user))

    async def channel(self, workspace: Workspace, channel: str) -> ChannelSettings:
        """A channel's settings, the defaults where none were saved."""
        return await self._database.run(lambda c: preferences.read(c, workspace, ChannelSettings, channel))

    async def save_channel(self, workspace: Workspace, channel: str, settings: ChannelSettings) -> None:
        """Keep these."""
        await self._database.write(lambda c: preferences.save(c, workspace, settings, channel))

    async def rename_channel(self, workspace: Workspace, old: str, new: str) -> None:
        """Give a channel's settings, its digests and its place among the channels to ask in to its new id."""

        def rename(connection: Connection) -> None:
            preferences.rename_channel(connection, workspace, old, new)
            digests.rename_channel(connection, workspace, old, new)

        await self._database.write(rename)

    async def note(self, workspace: Workspace, entry: AuditEntry) -> None:
        """Add a line to the audit trail."""
        await self._database.write(lambda c: trail.note(c, workspace, entry))

    async def audit(self, workspace: Workspace, most: int) -> tuple[AuditEntry, ...]:
        """The newest lines of the audit trail, newest first."""
        return await self._database.run(lambda c: trail.newest(c, workspace, most))

    async def claim(self, workspace: Workspace, name: str, at: int) -> bool:
        """Whether nobody has claimed this yet."""
        return await self._database.write(lambda c: passing.claim(c, workspace, name, at))

    async def unclaim(self, workspace: Workspace, name: str) -> None:
        """What was claimed came to nothing."""
        await self._database.write(lambda c: passing.unclaim(c, workspace, name))

    async def hold(
        self, workspace: Workspace, name: str, wanted: Hold, now: int, *, anew: bool = False
    ) -> Hold:
        """Take hold of what must not be done twice, or renew one's own hold; which one stands then."""
        return await self._database.write(lambda c: holds.take(c, workspace, name, wanted, now, anew=anew))

    async def confirm(self, workspace: Workspace, name: str, done: str, at: int) -> None:
        """Note what a hold came to, whoever has it by now."""
        await self._database.write(lambda c: holds.confirm(c, workspace, name, done, at))

    async def release(self, workspace: Workspace, name: str, holder: str) -> None:
        """Give a hold back."""
        await self._database.write(lambda c: holds.release(c, workspace, name, holder))

    async def keep_draft(self, workspace: Workspace, draft: str, text: str, until: int) -> None:
        """Keep a text with secrets for a while, sealed."""
        kept = (draft, text, until)
        await self._database.write(lambda c: passing.keep_draft(c, self._vault, workspace, kept))

    async def draft(self, workspace: Workspace, draft: str, now: int) -> str | None:
        """The draft; None where there is none, or its time is over."""
        return await self._database.run(lambda c: passing.draft(c, self._vault, workspace, draft, now))

    async def drop_draft(self, workspace: Workspace, draft: str) -> None:
        """Keep nothing of a draft."""
        await self._database.write(lambda c: passing.drop_draft(c, workspace, draft))

    async def forget(self, workspace: Workspace, left: int | None = None) -> bool:
        """Keep nothing at all of a workspace, unless it was installed anew after it left."""
        forgotten = await self._database.write(lambda c: whole.forget(c, workspace, left))
        if forgotten:
            for whose, stored in list(self._tokens.items()):
                if whose[0] == workspace:
                    stored.forget()
        return forgotten

    async def save_installation(self, workspace: Workspace, installation: Installation) -> None:
        """Keep an installation."""
        await self._database.write(lambda c: installations.save(c, self._vault, workspace, installation))

    async def installation(self, workspace: Workspace) -> Installation | None:
        """The installation that serves a workspace: its own, else its organisation's."""
        return await self._database.run(lambda c: installations.serving(c, self._vault, workspace))

    async def use_state(self, state: str, until: int) -> bool:
        """Whether no installation was finished with this text before."""
        return await self._database.write(lambda c: passing.use_state(c, state, until))

    async def tokens(self, workspace: Workspace, pbx: str) -> StoredTokens:
        """The tokens of a PBX, read from the database; the same ones for all who use them at a time."""
        stored = self._tokens.get((workspace, pbx))
        if stored is None:
            stored = StoredTokens(self._database, self._vault, workspace, pbx)
            self._tokens[workspace, pbx] = stored
        await stored.read()
        return stored

    async def drop_tokens(self, workspace: Workspace, pbx: str) -> None:
        """Keep no tokens of a PBX."""
        await self._forget_tokens(workspace, pbx)
        await self._database.write(lambda c: drop(c, workspace, pbx))

    async def rotate(self) -> int:
        """Seal every secret anew with the first key, all or none: how many there are."""
        return await self._database.write(lambda c: sealed.rotate(c, self._vault))

    async def sweep(self, now: int) -> None:
        """Keep nothing whose time is over at ``now``, in epoch seconds."""
        await self._database.write(lambda c: passing.sweep(c, now))
        await self._database.write(lambda c: holds.sweep(c, now))
        await self._database.write(lambda c: trail.cut(c, _AUDIT_LINES))
        await self._database.write(lambda c: deliveries.sweep(c, now))

    async def _forget_tokens(self, workspace: Workspace, pbx: str) -> None:
        stored = self._tokens.get((workspace, pbx))
        if stored is not None:
            stored.forget()
            await stored.flush()
