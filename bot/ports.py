"""What the use cases need from the world. Adapters depend on these, never the other way round."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence
    from contextlib import AbstractAsyncContextManager
    from datetime import datetime

    from bot.cdr.leg import Leg
    from bot.cdr.profile import PbxProfile
    from bot.cdr.roster import Roster
    from bot.cdr.search import Coverage, Search
    from bot.workspace.audit import AuditEntry
    from bot.workspace.hold import Hold
    from bot.workspace.installation import Installation
    from bot.workspace.pbx import WorkspacePbx
    from bot.workspace.settings import ChannelSettings, PersonSettings, Settings
    from bot.workspace.workspace import Workspace


class Clock(Protocol):
    """The only source of the present moment."""

    def now(self) -> datetime:
        """The present moment, aware."""


class Progress(Protocol):
    """Told of long work while it goes on; may do nothing."""

    def __call__(self, *, done: int, total: int | None, doing: str) -> None:
        """``done`` of ``total`` rows (None while not known), and what is being done, in words."""


class Probe(Protocol):
    """One link of the chain from here to the records, for the doctor."""

    @property
    def name(self) -> str:
        """What is probed, in the person's words."""

    @property
    def run(self) -> Callable[[], Awaitable[str]]:
        """Probe it: the finding in words.

        Raises:
            Trouble: the link is broken; the trouble says what mends it.
        """


class Pbx(Protocol):
    """A PBX whose records can be searched."""

    async def profile(self) -> PbxProfile:
        """What is known of it, discovered on first use.

        Raises:
            Trouble: it cannot be reached, refuses us, or its display format cannot be proved.
        """

    async def roster(self) -> Roster:
        """Its extensions, queues, ring groups, extension groups and IVRs, read on first use.

        Raises:
            Trouble: it cannot be reached or refuses us.
        """

    async def fetch(
        self, search: Search, take: Callable[[Sequence[Leg]], None], progress: Progress | None = None
    ) -> Coverage:
        """Hand over every leg that started in the window, each once, in no particular order, page by page.

        Raises:
            Trouble: nothing can be answered. What merely is missing stands in the coverage.
        """

    def probes(self) -> Sequence[Probe]:
        """The links from here to the records, in the order they depend on each other."""


class Pbxs(Protocol):
    """The PBXs of every workspace, opened when they are asked and closed when they idle."""

    @property
    def hosted(self) -> bool:
        """Whether private addresses are refused, and with them every certificate that is not checked."""

    def lease(self, workspace: Workspace, pbx: WorkspacePbx) -> AbstractAsyncContextManager[Pbx]:
        """A PBX to ask within the block; others may be asking it as well.

        Raises:
            SetupTrouble: its address or certificate check cannot be used here.
            StoreTrouble: its tokens cannot be read.
            PbxClosed: it was forgotten, or everything closed, before the block came to an end.
        """

    async def forget(self, workspace: Workspace, pbx: WorkspacePbx) -> None:
        """Close it, give its access token back and keep none of it."""


class WorkspaceStore(Protocol):
    """What is kept of workspaces. Nothing under one workspace is ever seen or changed under another.

    Every method raises ``StoreTrouble`` when the store cannot be used (locked, full, keys that do not open it).
    """

    async def workspaces(self) -> Sequence[Workspace]:
        """Every workspace of which a PBX or settings are kept, in order."""

    async def pbxs(self, workspace: Workspace) -> tuple[WorkspacePbx, ...]:
        """Its PBXs, in the order they were added; one whose sealed secret is damaged has an empty one."""

    async def save_pbx(self, workspace: Workspace, pbx: WorkspacePbx) -> None:
        """Keep a PBX, in place of the one with its id.

        Raises:
            PbxNameTaken: another one of this workspace has the name, whatever the case.
        """

    async def mark_refused(self, workspace: Workspace, pbx: str, since: int | None) -> None:
        """Keep since when the PBX with this id refuses its secret; None where it takes it. Nothing else is changed."""

    async def remove_pbx(self, workspace: Workspace, pbx: str) -> None:
        """Keep nothing of the PBX with this id; no trouble where there is none."""

    async def settings(self, workspace: Workspace) -> Settings:
        """Its settings, the defaults where none were saved."""

    async def save_settings(self, workspace: Workspace, settings: Settings) -> None:
        """Keep these."""

    async def person(self, workspace: Workspace, user: str) -> PersonSettings:
        """A person's settings, the defaults where none were saved."""

    async def save_person(self, workspace: Workspace, user: str, settings: PersonSettings) -> None:
        """Keep these."""

    async def channel(self, workspace: Workspace, channel: str) -> ChannelSettings:
        """A channel's settings, the defaults where none were saved."""

    async def save_channel(self, workspace: Workspace, channel: str, settings: ChannelSettings) -> None:
        """Keep these."""

    async def rename_channel(self, workspace: Workspace, old: str, new: str) -> None:
        """Slack gave a channel another id: its settings, and its place among the channels to ask in, go along."""

    async def note(self, workspace: Workspace, entry: AuditEntry) -> None:
        """Add a line to the audit trail."""

    async def audit(self, workspace: Workspace, most: int) -> tuple[AuditEntry, ...]:
        """The newest lines of the audit trail, newest first."""

    async def claim(self, workspace: Workspace, press: str, at: int) -> bool:
        """Whether this is the first time that this press is seen; ``press`` names it, ``at`` is epoch seconds."""

    async def unclaim(self, workspace: Workspace, press: str) -> None:
        """The press came to nothing: it may be made again."""

    async def hold(
        self, workspace: Workspace, name: str, wanted: Hold, now: int, *, anew: bool = False
    ) -> Hold:
        """Take hold of what must not be done twice, or renew one's own hold.

        A hold that came to something is never taken again. One whose time is over is taken only with ``anew``: what
        became of it nobody knows.

        Args:
            workspace: whose.
            name: what is done.
            wanted: by whom, and until when; ``done`` empty.
            now: epoch seconds.
            anew: whether one whose time is over, or was taken before the clock went back, may be taken over.

        Returns:
            the hold that stands then: ``wanted`` where it was taken, else the other one.
        """

    async def confirm(self, workspace: Workspace, name: str, done: str, at: int) -> None:
        """Note what a hold came to, whoever has it by now; nothing where nobody has one."""

    async def release(self, workspace: Workspace, name: str, holder: str) -> None:
        """Give a hold back: it came to nothing. What another one has, or what came to something, stays."""

    async def keep_draft(self, workspace: Workspace, draft: str, text: str, until: int) -> None:
        """Keep a text with secrets for a while, sealed, under an id of ours; ``until`` is epoch seconds."""

    async def draft(self, workspace: Workspace, draft: str, now: int) -> str | None:
        """The draft; None where there is none, or its time is over."""

    async def drop_draft(self, workspace: Workspace, draft: str) -> None:
        """Keep nothing of a draft."""

    async def forget(self, workspace: Workspace) -> None:
        """Keep nothing at all of a workspace."""


class InstallationStore(Protocol):
    """Who installed the app. Raises as ``WorkspaceStore``."""

    async def save_installation(self, workspace: Workspace, installation: Installation) -> None:
        """Keep an installation; ``workspace.team`` is empty for one of a whole organisation."""

    async def installation(self, workspace: Workspace) -> Installation | None:
        """The installation that serves a workspace: its own, else its organisation's."""

    async def remove_installation(self, workspace: Workspace) -> None:
        """Keep nothing of it."""

    async def issue_state(self, state: str, until: int) -> None:
        """Remember that an installation was begun under this random text, good until epoch seconds."""

    async def consume_state(self, state: str, now: int) -> bool:
        """Whether an installation was begun under this text and is still good; never true twice."""
