"""How a method of the Web API says no."""

from __future__ import annotations


class Refused(Exception):  # noqa: N818 - it is an answer, not an error
    """``ok: false`` with Slack's word for it.

    Attributes:
        error: Slack's word, such as ``channel_not_found``.
        more: further fields of the answer.
        status: of the HTTP answer.
        retry_after: seconds to wait, for status 429.
    """

    def __init__(
        self, error: str, *, status: int = 200, retry_after: int | None = None, **more: object
    ) -> None:
        super().__init__(error)
        self.error, self.status, self.retry_after, self.more = error, status, retry_after, more
