"""Everything of the fake but its sockets."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Unpack

from fakes.slack.content import Content
from fakes.slack.failures import Failures
from fakes.slack.grants import Grants
from fakes.slack.hooks import Hooks
from fakes.slack.screen import Screen
from fakes.slack.shelf import Shelf
from fakes.slack.triggers import Triggers
from fakes.slack.uploads import Uploads
from fakes.slack.workspaces import Workspaces

if TYPE_CHECKING:
    from collections.abc import Callable

    from fakes.slack.content import Validate
    from fakes.slack.model import Call, Message, UploadedFile, View
    from fakes.slack.options import Failing

CLIENT_SECRET = "client-secret"
APP_TOKEN = "xapp-1-A0RINGBACK-1-token"


class Desk(Workspaces):
    """A Slack without sockets: what it knows, what it shows, what it was asked.

    Attributes:
        faults: what the app sent that it should not have sent, in words.
        calls: every call of the Web API, accepted or not.
        limit_posts: whether more than one post a second into one channel is refused.
    """

    def __init__(
        self,
        *,
        validate: Validate | None = None,
        now: Callable[[], float] = time.time,
        trigger_seconds: float = 3,
        rotate_tokens: bool = False,
        app_id: str = "A0RINGBACK",
        client_id: str = "1000.2000",
        client_secret: str = CLIENT_SECRET,
        app_token: str = APP_TOKEN,
    ) -> None:
        super().__init__()
        self.now, self.app_id, self.app_token = now, app_id, app_token
        self.client_id, self.client_secret = client_id, client_secret
        self.faults: list[str] = []
        self.calls: list[Call] = []
        self.limit_posts, self.posted_at = False, dict[str, float]()
        self.base_url = ""
        self.content, self.screen = Content(validate, self.faults), Screen(now)
        self.hooks = Hooks(now, self.content, self.screen)
        self.triggers, self.shelf = Triggers(now, trigger_seconds), Shelf()
        self.uploads, self.failures = Uploads(), Failures()
        self.grants = Grants(now, self, rotate=rotate_tokens)
        self.tickets: set[str] = set()
        self.issue(app_token, None, {"connections:write"})

    @property
    def api_url(self) -> str:
        """Where the methods of the Web API are."""
        return f"{self.base_url}/api/"

    @property
    def views(self) -> dict[str, View]:
        """The modals that are open, by id."""
        return self.shelf.open

    @property
    def files(self) -> list[UploadedFile]:
        """The files that were uploaded to their end."""
        return self.uploads.done

    def home(self, user: str) -> View | None:
        """What a person's Home tab shows; None before anything was published."""
        return next((view for (_, whose), view in self.shelf.homes.items() if whose == user), None)

    def messages(self, channel: str) -> list[Message]:
        """What everybody in a channel sees."""
        return self.screen.shown(channel=channel)

    def ephemerals(self, user: str) -> list[Message]:
        """What one person alone sees, in every channel."""
        return self.screen.shown(user=user)

    def fail(self, method: str, **how: Unpack[Failing]) -> None:
        """Let the next ``times`` calls of a method, or of ``response_url``, fail, or be slow."""
        self.failures.order(method, **how)

    def allow(self, address: str, *, team: str, user: str) -> str:
        """Press "Allow" on the installation page at ``address``: where the browser is sent then."""
        return self.grants.allow(address, self.client_id, team, user)
