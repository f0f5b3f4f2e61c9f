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
    from bot.ports_of_ledger import DigestStore
    from bot.workspace.audit import AuditEntry
    from bot.workspace.hold import Hold
    from bot.workspace.installation import Installation
    from bot.workspace.pbx import WorkspacePbx
    from bot.workspace.settings import ChannelSettings, PersonSettings, Settings
    from bot.workspace.tokens import TokenStore
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
    def checks_certificates(self) -> bool:
        """Whether a PBX is refused whose certificate is not to be checked."""

    def lease(self, workspace: Workspace, pbx: WorkspacePbx) -> AbstractAsyncContextManager[Pbx]:
        """A PBX to ask within the block; others may be asking it as well.

        Raises:
            SetupTrouble: its address or certificate check cannot be used here.
            StoreTrouble: its tokens cannot be read.
            PbxClosed: it was forgotten, or everything closed, before the block came to an end.
        """

    def leads_elsewhere(self, kept: WorkspacePbx, wanted: WorkspacePbx) -> bool:
        """Whether the secret that is kept of a PBX could come into other hands under another set-up of it.

        That is at another address, or with a certificate that was not taken before; what cannot be read is another.
        """

    async def forget(self, workspace: Workspace, pbx: WorkspacePbx) -> None:
        """Close it, give its access token back and keep none of it."""

    async def parting(self, workspace: Workspace, pbx: WorkspacePbx) -> Callable[[], Awaitable[None]]:
        """What does as ``forget``, also when the store has nothing of it any more by then.

        Raises:
            StoreTrouble: its tokens cannot be read.
        """


class WorkspaceStore(Protocol):
    """What is kept of workspaces. Nothing under one workspace is ever seen or changed under another.

    Every method raises ``StoreTrouble`` when the store cannot be used (locked, full, keys that do not open it).
    """

    async def workspaces(self) -> Sequence[Workspace]:
        """Every workspace of which a PBX or settings are kept, in order."""

    async def workspaces_of(self, organisation: Workspace) -> Sequence[Workspace]:
        """Every workspace of an organisation of which anything at all is kept, in order."""

    async def pbxs(self, workspace: Workspace) -> tuple[WorkspacePbx, ...]:
        """Its PBXs, in the order they were added; one whose sealed secret is damaged has an empty one."""

    async def save_pbx(self, workspace: Workspace, pbx: WorkspacePbx) -> None:
        """Keep a PBX, in place of the one with its id.

        Raises:
            PbxNameTaken: another one of this workspace has the name, whatever the case.
        """

    async def update_pbx(self, workspace: Workspace, pbx: WorkspacePbx) -> bool:
        """Keep a PBX in place of the one with its id; whether there was one, else nothing is kept.

        Raises:
            PbxNameTaken: as ``save_pbx``.
        """

    async def mark_refused(self, workspace: Workspace, pbx: str, since: int | None) -> None:
        """Keep since when the PBX with this id refuses its secret; None where it takes it. Nothing else is changed."""

    async def remove_pbx(self, workspace: Workspace, pbx: str) -> None:
        """Keep nothing of the PBX with this id; no trouble where there is none."""

    async def settings(self, workspace: Workspace) -> Settings:
        """Its settings, the defaults where none were saved."""

    async def save_settings(self, workspace: Workspace, settings: Settings) -> None:
        """Keep these."""

    async def change_settings(
        self, workspace: Workspace, changes: Callable[[Settings], Settings]
    ) -> tuple[Settings, Settings]:
        """Keep what ``changes``, which is pure, makes of what is kept then; what was kept, and what is now.

        Nobody changes anything between the two.
        """

    async def person(self, workspace: Workspace, user: str) -> PersonSettings:
        """A person's settings, the defaults where none were saved."""

    async def save_person(self, workspace: Workspace, user: str, settings: PersonSettings) -> None:
        """Keep these."""

    async def change_person(
        self, workspace: Workspace, user: str, changes: Callable[[PersonSettings], PersonSettings]
    ) -> None:
        """Keep what ``changes``, which is pure, makes of what is kept of a person then."""

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

    async def claim(self, workspace: Workspace, name: str, at: int) -> bool:
        """Whether nobody has claimed this yet: a press to act on, or something to tell; ``at`` is epoch seconds."""

    async def unclaim(self, workspace: Workspace, name: str) -> None:
        """What was claimed came to nothing: it may be claimed again."""

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

    async def forget(self, workspace: Workspace, left: int | None = None) -> bool:
        """Keep nothing at all of a workspace.

        Args:
            workspace: whose; an organisation for its installation alone, not for the workspaces of it.
            left: when Slack says that it left, epoch seconds: nothing is done where the installation that serves it
                was given after that. None: whenever that was.

        Returns:
            whether it was done.
        """


class InstallationStore(Protocol):
    """Who installed the app. Raises as ``WorkspaceStore``."""

    async def save_installation(self, workspace: Workspace, installation: Installation) -> None:
        """Keep an installation; ``workspace.team`` is empty for one of a whole organisation."""

    async def installation(self, workspace: Workspace) -> Installation | None:
        """The installation that serves a workspace: its own, else its organisation's."""

    async def use_state(self, state: str, until: int) -> bool:
        """Whether no installation was finished with this text before; remembered until epoch seconds."""


class Store(WorkspaceStore, InstallationStore, Protocol):
    """Everything that is kept, as whoever has opened it holds it. Raises as ``WorkspaceStore``."""

    @property
    def digests(self) -> DigestStore:
        """The digests of the same workspaces."""

    async def tokens(self, workspace: Workspace, pbx: str) -> TokenStore:
        """The tokens of the PBX with this id, the same ones for all who use them at a time.

        They are kept as long as the PBX is; those of one that is not kept, only as long as they are used.
        """

    async def drop_tokens(self, workspace: Workspace, pbx: str) -> None:
        """Keep no tokens of a PBX."""

    async def rotate(self) -> int:
        """Seal every secret anew with the first key, all or none: how many there are."""

    async def sweep(self, now: int) -> None:
        """Keep nothing whose time is over at ``now``, in epoch seconds; claims and holds last for a week."""

    async def close(self) -> None:
        """Finish what was asked so far; nothing can be asked any more."""
