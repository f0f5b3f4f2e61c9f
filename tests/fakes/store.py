"""A store in memory, for tests of what stands upon one. It passes the same contract tests as the real one."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING
from weakref import WeakValueDictionary

from bot.pbx.tokens import MemoryTokenStore
from bot.workspace.settings import ChannelSettings, PersonSettings, Settings
from bot.workspace.store_trouble import PbxNameTaken
from fakes.digests import MemoryDigestStore

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from bot.workspace.audit import AuditEntry
    from bot.workspace.hold import Hold
    from bot.workspace.installation import Installation
    from bot.workspace.pbx import WorkspacePbx
    from bot.workspace.workspace import Workspace

WEEK = 7 * 86400


@dataclass
class Kept:
    """What is kept of one workspace."""

    pbxs: dict[str, WorkspacePbx] = field(default_factory=dict)
    settings: Settings | None = None
    people: dict[str, PersonSettings] = field(default_factory=dict)
    channels: dict[str, ChannelSettings] = field(default_factory=dict)
    trail: list[AuditEntry] = field(default_factory=list)
    claims: dict[str, int] = field(default_factory=dict)
    holds: dict[str, Hold] = field(default_factory=dict)
    held_at: dict[str, int] = field(default_factory=dict)
    drafts: dict[str, tuple[str, int]] = field(default_factory=dict)


class Tokens(MemoryTokenStore):
    """Those of one PBX."""

    def forget(self) -> None:
        self._kept.clear()

    @property
    def any(self) -> bool:
        return bool(self._kept)


class MemoryStore:
    """The port ``Store`` in memory.

    A test may look into ``kept``, and set ``trouble``, which every method then raises.
    """

    def __init__(self) -> None:
        self.kept: dict[Workspace, Kept] = {}
        self.installations: dict[Workspace, Installation] = {}
        self.states: dict[str, int] = {}
        self.trouble: Exception | None = None
        self.digests = MemoryDigestStore()
        self._tokens: WeakValueDictionary[tuple[Workspace, str], Tokens] = WeakValueDictionary()
        self._lasting: dict[tuple[Workspace, str], Tokens] = {}

    def _of(self, workspace: Workspace) -> Kept:
        self._work()
        return self.kept.setdefault(workspace, Kept())

    def _work(self) -> None:
        if self.trouble is not None:
            raise self.trouble

    async def workspaces(self) -> Sequence[Workspace]:
        self._work()
        return tuple(sorted(one for one, kept in self.kept.items() if kept.pbxs or kept.settings is not None))

    async def workspaces_of(self, organisation: Workspace) -> Sequence[Workspace]:
        self._work()
        kept = {one for one, kept in self.kept.items() if kept != Kept()} | set(self.installations)
        mine = (one for one in kept if one.team and one.enterprise == organisation.enterprise != "")
        return tuple(sorted(mine))

    async def pbxs(self, workspace: Workspace) -> tuple[WorkspacePbx, ...]:
        return tuple(self._of(workspace).pbxs.values())

    async def save_pbx(self, workspace: Workspace, pbx: WorkspacePbx) -> None:
        pbxs = self._of(workspace).pbxs
        for other in pbxs.values():
            if other.id != pbx.id and other.name.casefold() == pbx.name.casefold():
                raise PbxNameTaken(name=other.name)
        pbxs[pbx.id] = pbx

    async def update_pbx(self, workspace: Workspace, pbx: WorkspacePbx) -> bool:
        if pbx.id not in self._of(workspace).pbxs:
            return False
        await self.save_pbx(workspace, pbx)
        return True

    async def mark_refused(self, workspace: Workspace, pbx: str, since: int | None) -> None:
        pbxs = self._of(workspace).pbxs
        if pbx in pbxs:
            pbxs[pbx] = replace(pbxs[pbx], refused=since)

    async def remove_pbx(self, workspace: Workspace, pbx: str) -> None:
        kept = self._of(workspace)
        kept.pbxs.pop(pbx, None)
        await self.drop_tokens(workspace, pbx)
        if kept.settings is not None and kept.settings.default_pbx == pbx:
            kept.settings = replace(kept.settings, default_pbx="")
        for channel, decided in kept.channels.items():
            if decided.default_pbx == pbx:
                kept.channels[channel] = ChannelSettings()
        for user, person in kept.people.items():
            default = "" if person.default_pbx == pbx else person.default_pbx
            kept.people[user] = replace(
                person, default_pbx=default, extensions=person.with_extension(pbx, "")
            )

    async def settings(self, workspace: Workspace) -> Settings:
        return self._of(workspace).settings or Settings()

    async def save_settings(self, workspace: Workspace, settings: Settings) -> None:
        self._of(workspace).settings = settings

    async def change_settings(
        self, workspace: Workspace, changes: Callable[[Settings], Settings]
    ) -> tuple[Settings, Settings]:
        kept = self._of(workspace)
        before = kept.settings or Settings()
        after = changes(before)
        if after != before:
            kept.settings = after
        return before, after

    async def person(self, workspace: Workspace, user: str) -> PersonSettings:
        return self._of(workspace).people.get(user, PersonSettings())

    async def save_person(self, workspace: Workspace, user: str, settings: PersonSettings) -> None:
        self._of(workspace).people[user] = settings

    async def change_person(
        self, workspace: Workspace, user: str, changes: Callable[[PersonSettings], PersonSettings]
    ) -> None:
        people = self._of(workspace).people
        before = people.get(user, PersonSettings())
        after = changes(before)
        if after != before:
            people[user] = after

    async def channel(self, workspace: Workspace, channel: str) -> ChannelSettings:
        return self._of(workspace).channels.get(channel, ChannelSettings())

    async def save_channel(self, workspace: Workspace, channel: str, settings: ChannelSettings) -> None:
        self._of(workspace).channels[channel] = settings

    async def rename_channel(self, workspace: Workspace, old: str, new: str) -> None:
        kept = self._of(workspace)
        if old in kept.channels:
            kept.channels[new] = kept.channels.pop(old)
        if kept.settings is not None and old in kept.settings.ask_channels:
            kept.settings = replace(
                kept.settings, ask_channels=kept.settings.ask_channels.difference([old]).union([new])
            )
        for digest in await self.digests.digests(workspace):
            if digest.channel == old:
                due = await self.digests.next_due(workspace, digest.id)
                await self.digests.save_digest(workspace, replace(digest, channel=new), due)

    async def note(self, workspace: Workspace, entry: AuditEntry) -> None:
        self._of(workspace).trail.append(entry)

    async def audit(self, workspace: Workspace, most: int) -> tuple[AuditEntry, ...]:
        numbered = enumerate(self._of(workspace).trail)
        newest = sorted(numbered, key=lambda line: (line[1].at, line[0]), reverse=True)
        return tuple(entry for _, entry in newest[: max(most, 0)])

    async def claim(self, workspace: Workspace, name: str, at: int) -> bool:
        claims = self._of(workspace).claims
        first = name not in claims
        claims.setdefault(name, at)
        return first

    async def unclaim(self, workspace: Workspace, name: str) -> None:
        self._of(workspace).claims.pop(name, None)

    async def hold(
        self, workspace: Workspace, name: str, wanted: Hold, now: int, *, anew: bool = False
    ) -> Hold:
        kept = self._of(workspace)
        holds, standing = kept.holds, kept.holds.get(name)
        free = standing is None
        if standing is not None and not standing.done:
            over = standing.until <= now or standing.until > wanted.beyond(now)
            free = standing.holder == wanted.holder or (anew and over)
        if free:
            holds[name], kept.held_at[name] = wanted, now
        return holds[name]

    async def confirm(self, workspace: Workspace, name: str, done: str, at: int) -> None:
        kept = self._of(workspace)
        if name in kept.holds:
            kept.holds[name], kept.held_at[name] = replace(kept.holds[name], done=done), at

    async def release(self, workspace: Workspace, name: str, holder: str) -> None:
        kept = self._of(workspace)
        if name in kept.holds and kept.holds[name].holder == holder and not kept.holds[name].done:
            del kept.holds[name], kept.held_at[name]

    async def keep_draft(self, workspace: Workspace, draft: str, text: str, until: int) -> None:
        self._of(workspace).drafts[draft] = (text, until)

    async def draft(self, workspace: Workspace, draft: str, now: int) -> str | None:
        text, until = self._of(workspace).drafts.get(draft, ("", now))
        return text if until > now else None

    async def drop_draft(self, workspace: Workspace, draft: str) -> None:
        self._of(workspace).drafts.pop(draft, None)

    async def forget(self, workspace: Workspace, left: int | None = None) -> bool:
        installation = await self.installation(workspace)
        if left is not None and installation is not None and installation.installed_at > left:
            return False
        self.kept.pop(workspace, None)
        self.installations.pop(workspace, None)
        self.digests.forget(workspace)
        for whose, pbx in tuple(self._tokens):
            if whose == workspace:
                await self.drop_tokens(workspace, pbx)
        return True

    async def save_installation(self, workspace: Workspace, installation: Installation) -> None:
        self._work()
        self.installations[workspace] = installation

    async def installation(self, workspace: Workspace) -> Installation | None:
        self._work()
        own = self.installations.get(workspace)
        if own is not None or not workspace.enterprise:
            return own
        return self.installations.get(workspace.organisation)

    async def use_state(self, state: str, until: int) -> bool:
        self._work()
        first = state not in self.states
        self.states.setdefault(state, until)
        return first

    async def tokens(self, workspace: Workspace, pbx: str) -> Tokens:
        tokens = self._tokens.setdefault((workspace, pbx), Tokens())
        if pbx in self._of(workspace).pbxs:
            self._lasting[workspace, pbx] = tokens
        return tokens

    async def drop_tokens(self, workspace: Workspace, pbx: str) -> None:
        self._work()
        self._lasting.pop((workspace, pbx), None)
        if (workspace, pbx) in self._tokens:
            self._tokens[workspace, pbx].forget()

    async def rotate(self) -> int:
        self._work()
        secrets = [len(kept.pbxs) + len(kept.drafts) for kept in self.kept.values()]
        return sum(secrets) + len(self.installations) + sum(tokens.any for tokens in self._lasting.values())

    async def sweep(self, now: int) -> None:
        self._work()
        self.states = {state: until for state, until in self.states.items() if until > now}
        for kept in self.kept.values():
            kept.drafts = {name: draft for name, draft in kept.drafts.items() if draft[1] > now}
            kept.claims = {name: at for name, at in kept.claims.items() if at >= now - WEEK}
            kept.held_at = {name: at for name, at in kept.held_at.items() if at >= now - WEEK}
            kept.holds = {name: kept.holds[name] for name in kept.held_at}

    async def close(self) -> None:
        """Nothing is open."""
