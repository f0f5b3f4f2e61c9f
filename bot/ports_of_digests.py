"""What the rounds of the digests need from the world: who makes a digest, who posts it, who is told."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from bot.cdr.trouble import Trouble
    from bot.digest.delivery import Delivery
    from bot.digest.digest import Digest
    from bot.digest.slots import Slot
    from bot.workspace.workspace import Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A digest, ready to be posted.

    Attributes:
        empty: there were no calls in what it covers.
        payload: the poster knows what it is.
    """

    empty: bool
    payload: object


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What is known of a post that may have been made: ``sure`` whether it could be looked for; ``ts`` empty: none."""

    sure: bool = False
    channel: str = ""
    ts: str = ""


class News(StrEnum):
    """What a person is told of."""

    UNKNOWN = "unknown"
    """Nobody knows whether the delivery was posted; with a button that posts it again."""
    PAUSED = "paused"
    """Slack refuses the post for good, so the digest is paused; the delivery's ``why`` is Slack's code."""
    NOT_POSTED = "not_posted"
    """Slack did not take the post, for hours unless a person asked for it; the delivery's ``why`` is Slack's code."""
    NOT_MADE = "not_made"
    """A delivery that a person asked for could not be made, for the notice's ``trouble``: they alone are told."""
    PBX_REFUSES = "pbx_refuses"
    """The PBX refused its secret three times, so all its digests are paused."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """Something to tell; ``pbx`` is the id of the PBX that is meant, ``trouble`` what was in the way, where one is."""

    news: News
    digest: Digest
    delivery: Delivery
    pbx: str = ""
    trouble: Trouble | None = None


class PostRefused(Exception):  # noqa: N818 - as a trouble: it says what happened
    """Slack is sure not to have posted.

    Args:
        code: Slack's word for it, such as ``channel_not_found``.
        permanent: waiting does not help: the digest is paused.
        after: seconds that Slack wants to be left alone.
    """

    def __init__(self, code: str, *, permanent: bool, after: float = 0) -> None:
        self.code, self.permanent, self.after = code, permanent, after
        super().__init__(code)


class DigestMaker(Protocol):
    """Makes digests. What takes processor time leaves the event loop by itself."""

    async def pbx(self, workspace: Workspace, digest: Digest) -> str:
        """The id of the PBX whose calls it tells: its own, else the workspace's default of now.

        Raises:
            Trouble: there is none.
        """

    async def make(
        self, workspace: Workspace, digest: Digest, slot: Slot, *, late: bool, skipped: tuple[str, ...]
    ) -> Made:
        """A digest for one slot; those of one PBX and one covered window are made one after the other.

        Args:
            workspace: whose it is.
            digest: what to tell.
            slot: when it was due.
            late: say that it is late.
            skipped: wall-clock times of older slots that nobody was told of, oldest first: say so.

        Raises:
            Trouble: it cannot be made now.
        """

    async def excuse(
        self, workspace: Workspace, digest: Digest, slot: Slot, *, trouble: Trouble, following: Slot | None
    ) -> object:
        """The payload of “could not be made, because”, with the slot that follows; None where it is paused."""


class DigestPoster(Protocol):
    """Posts to Slack, in two steps: the ledger says “posting” between them, so that the second one is short."""

    async def ready(
        self, workspace: Workspace, digest: Digest, delivery: Delivery, payload: object
    ) -> object:
        """Everything but the one call that posts: whether it may go there, where that is, what is shown.

        Returns:
            what ``post`` takes; it serves at once and not later.

        Raises:
            PostRefused: it cannot be posted. Whatever else goes wrong, nothing was posted either.
        """

    async def post(self, ready: object) -> tuple[str, str]:
        """Post it once: the channel it went to and Slack's ts. Nothing is tried again that may have been posted.

        Raises:
            PostRefused: Slack is sure not to have posted it. Any other error leaves it unknown.
        """

    async def find(self, workspace: Workspace, digest: Digest, delivery: Delivery) -> Found:
        """Look for the post of a delivery in Slack, where the app may read the channel's history; never raises."""


class DigestTeller(Protocol):
    """Tells people in direct messages."""

    async def tell(self, workspace: Workspace, user: str, notice: Notice) -> None:
        """Tell a person, else an admin where that is not possible; ``user`` is empty for the admins.

        Raises:
            Exception: nobody could be told; unknown deliveries are told of again later.
        """
