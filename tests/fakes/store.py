"""A store in memory, for tests of what stands upon one. It passes the same contract tests as the real one."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from bot.workspace.settings import ChannelSettings, PersonSettings, Settings
from bot.workspace.store_trouble import PbxNameTaken

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.workspace.audit import AuditEntry
    from bot.workspace.hold import Hold
    from bot.workspace.installation import Installation
    from bot.workspace.pbx import WorkspacePbx
    from bot.workspace.workspace import Workspace


@dataclass
class Kept:
    """What is kept of one workspace."""

    pbxs: dict[str, WorkspacePbx] = field(default_factory=dict)
    settings: Settings | None = None
    people: dict[str, PersonSettings] = field(default_factory=dict)
    channels: dict[str, ChannelSettings] = field(default_factory=dict)
    trail: list[AuditEntry] = field(default_factory=list)
    presses: set[str] = field(default_factory=set)
    holds: dict[str, Hold] = field(default_factory=dict)
    drafts: dict[str, tuple[str, int]] = field(default_factory=dict)


class MemoryStore:
    """Both ports to what is kept. A test may look into ``kept`` and set ``trouble``, which every method then raises."""

    def __init__(self) -> None:
        self.kept: dict[Workspace, Kept] = {}
        self.installations: dict[Workspace, Installation] = {}
        self.states: dict[str, int] = {}
        self.trouble: Exception | None = None

    def _of(self, workspace: Workspace) -> Kept:
        self._work()
        return self.kept.setdefault(workspace, Kept())

    def _work(self) -> None:
        if self.trouble is not None:
            raise self.trouble

    async def workspaces(self) -> Sequence[Workspace]:
        self._work()
        return tuple(sorted(one for one, kept in self.kept.items() if kept.pbxs or kept.settings is not None))

    async def pbxs(self, workspace: Workspace) -> tuple[WorkspacePbx, ...]:
        return tuple(self._of(workspace).pbxs.values())

    async def save_pbx(self, workspace: Workspace, pbx: WorkspacePbx) -> None:
        pbxs = self._of(workspace).pbxs
        for other in pbxs.values():
            if other.id != pbx.id and other.name.casefold() == pbx.name.casefold():
                raise PbxNameTaken(name=other.name)
        pbxs[pbx.id] = pbx

    async def mark_refused(self, workspace: Workspace, pbx: str, since: int | None) -> None:
        pbxs = self._of(workspace).pbxs
        if pbx in pbxs:
            pbxs[pbx] = replace(pbxs[pbx], refused=since)

    async def remove_pbx(self, workspace: Workspace, pbx: str) -> None:
        kept = self._of(workspace)
        kept.pbxs.pop(pbx, None)
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

    async def person(self, workspace: Workspace, user: str) -> PersonSettings:
        return self._of(workspace).people.get(user, PersonSettings())

    async def save_person(self, workspace: Workspace, user: str, settings: PersonSettings) -> None:
        self._of(workspace).people[user] = settings

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

    async def note(self, workspace: Workspace, entry: AuditEntry) -> None:
        self._of(workspace).trail.append(entry)

    async def audit(self, workspace: Workspace, most: int) -> tuple[AuditEntry, ...]:
        numbered = enumerate(self._of(workspace).trail)
        newest = sorted(numbered, key=lambda line: (line[1].at, line[0]), reverse=True)
        return tuple(entry for _, entry in newest[: max(most, 0)])

    async def claim(self, workspace: Workspace, press: str, at: int) -> bool:  # noqa: ARG002 - nothing is swept here
        presses = self._of(workspace).presses
        first = press not in presses
        presses.add(press)
        return first

    async def unclaim(self, workspace: Workspace, press: str) -> None:
        self._of(workspace).presses.discard(press)

    async def hold(
        self, workspace: Workspace, name: str, wanted: Hold, now: int, *, anew: bool = False
    ) -> Hold:
        holds = self._of(workspace).holds
        standing = holds.get(name)
        free = standing is None
        if standing is not None and not standing.done:
            over = standing.until <= now or standing.until > wanted.beyond(now)
            free = standing.holder == wanted.holder or (anew and over)
        if free:
            holds[name] = wanted
        return holds[name]

    async def confirm(self, workspace: Workspace, name: str, done: str, at: int) -> None:  # noqa: ARG002 - nothing is swept here
        holds = self._of(workspace).holds
        if name in holds:
            holds[name] = replace(holds[name], done=done)

    async def release(self, workspace: Workspace, name: str, holder: str) -> None:
        holds = self._of(workspace).holds
        if name in holds and holds[name].holder == holder and not holds[name].done:
            del holds[name]

    async def keep_draft(self, workspace: Workspace, draft: str, text: str, until: int) -> None:
        self._of(workspace).drafts[draft] = (text, until)

    async def draft(self, workspace: Workspace, draft: str, now: int) -> str | None:
        text, until = self._of(workspace).drafts.get(draft, ("", now))
        return text if until > now else None

    async def drop_draft(self, workspace: Workspace, draft: str) -> None:
        self._of(workspace).drafts.pop(draft, None)

    async def forget(self, workspace: Workspace) -> None:
        self._work()
        self.kept.pop(workspace, None)
        self.installations.pop(workspace, None)

    async def save_installation(self, workspace: Workspace, installation: Installation) -> None:
        self._work()
        self.installations[workspace] = installation

    async def installation(self, workspace: Workspace) -> Installation | None:
        self._work()
        own = self.installations.get(workspace)
        if own is not None or not workspace.enterprise:
            return own
        return self.installations.get(workspace.organisation)

    async def remove_installation(self, workspace: Workspace) -> None:
        self._work()
        self.installations.pop(workspace, None)

    async def issue_state(self, state: str, until: int) -> None:
        self._work()
        self.states[state] = until

    async def consume_state(self, state: str, now: int) -> bool:
        self._work()
        return self.states.pop(state, now) > now
