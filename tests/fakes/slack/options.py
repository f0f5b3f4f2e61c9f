"""What a fake Slack is made with."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

if TYPE_CHECKING:
    from collections.abc import Callable

    from fakes.slack.content import Validate


class DeskOptions(TypedDict, total=False):
    """What is known and shown.

    Attributes:
        validate: tells what is wrong with blocks on a ``message``, ``modal`` or ``home``.
        now: the clock of trigger ids, response URLs, codes and posts.
        trigger_seconds: how long a trigger id lives.
        rotate_tokens: whether installing gives tokens that end, and refresh tokens.
    """

    validate: Validate | None
    now: Callable[[], float]
    trigger_seconds: float
    rotate_tokens: bool
    app_id: str
    client_id: str
    client_secret: str
    app_token: str


class Options(DeskOptions, total=False):
    """How things are delivered, besides.

    Attributes:
        app_url: where the app takes requests; empty for Socket Mode.
        ack_seconds: how long Slack waits for an acknowledgement.
    """

    app_url: str
    signing_secret: str
    ack_seconds: float


class Failing(TypedDict, total=False):
    """How something fails.

    Attributes:
        error: Slack's word for it.
        status: of the HTTP answer.
        retry_after: seconds, for status 429.
        slow: seconds before the answer; alone, the answer is as ever.
        times: how often.
    """

    error: str
    status: int
    retry_after: int
    slow: float
    times: int
