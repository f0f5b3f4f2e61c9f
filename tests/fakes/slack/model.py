"""What the fake Slack keeps: workspaces, people, channels, messages, views and files."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, TypeAlias

Json: TypeAlias = dict[str, Any]
"""A JSON object; what is in it is what a test looks at."""

SCOPES = frozenset(
    {
        "app_mentions:read",
        "channels:read",
        "chat:write",
        "commands",
        "files:write",
        "groups:read",
        "im:history",
        "im:read",
        "im:write",
        "usergroups:read",
        "users:read",
        "users:read.email",
    },
)
"""Every scope that some method here asks for, or that an app of this kind may have."""


@dataclass(slots=True, kw_only=True)
class Team:
    """A workspace in which the app may be installed."""

    id: str
    name: str
    domain: str
    enterprise: str | None
    bot_user: str
    bot_id: str
    scopes: frozenset[str]


@dataclass(slots=True, kw_only=True)
class User:
    """A person, of whichever workspace."""

    id: str
    team: str
    name: str
    email: str
    tz: str
    locale: str
    admin: bool
    owner: bool
    restricted: bool
    ultra_restricted: bool
    deleted: bool


@dataclass(slots=True, kw_only=True)
class Channel:
    """A channel or a direct message, as one workspace sees it."""

    id: str
    team: str
    name: str
    members: set[str]
    bot_in: bool
    archived: bool = False
    ext_shared: bool = False
    private: bool = False
    im: bool = False


@dataclass(slots=True, kw_only=True)
class Message:
    """A message as it is shown now; an update changes it in place.

    Attributes:
        user: who alone sees it; empty when everybody in the channel does.
    """

    team: str
    channel: str
    ts: str
    text: str
    blocks: list[Json]
    user: str = ""
    thread_ts: str = ""
    metadata: Json = field(default_factory=dict)
    deleted: bool = False

    @property
    def ephemeral(self) -> bool:
        """Whether one person alone sees it."""
        return bool(self.user)


@dataclass(slots=True, kw_only=True)
class View:
    """A modal or a Home tab as it is shown now.

    Attributes:
        content: title, blocks and so on, as the app sent them, with the ids that Slack adds.
        previous: id of the view below it; empty for the first.
    """

    id: str
    team: str
    user: str
    content: Json
    hash: str
    root: str
    previous: str = ""

    @property
    def blocks(self) -> list[Json]:
        """Its blocks."""
        blocks: list[Json] = self.content["blocks"]
        return blocks


@dataclass(frozen=True, slots=True, kw_only=True)
class UploadedFile:
    """A file that was uploaded to its end."""

    id: str
    name: str
    title: str
    content: bytes
    team: str
    channel: str
    thread_ts: str
    comment: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """A call of the Web API, accepted or not."""

    method: str
    token: str
    arguments: Json
    at: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Caller:
    """Whose token it is.

    Attributes:
        team: None for an app-level token.
    """

    token: str
    team: Team | None
    scopes: frozenset[str]
