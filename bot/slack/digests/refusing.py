"""Slack's answers that mean a digest was surely not posted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.answers.digest_reasons import FOR_GOOD, NO_ANSWER, OWNER_GONE, POST_DENIED, TOKEN_GONE
from bot.ports_of_digests import PostRefused
from bot.slack import people

if TYPE_CHECKING:
    from collections.abc import Mapping

_ALSO = {
    "account_inactive": TOKEN_GONE,  # said of the token's own account: the app or its workspace is gone
    "user_disabled": OWNER_GONE,
    people.NO_ANSWER: NO_ANSWER,
    "rate_limited": "ratelimited",
    "access_denied": POST_DENIED,  # a PBX may answer so, too
}
"""Slack's words that are another one of the table."""


def refused(code: str, after: float = 0) -> PostRefused:
    """A refusal by Slack's word for it; ``after`` seconds Slack wants to be left alone."""
    code = _ALSO.get(code, code)
    return PostRefused(code, permanent=code in FOR_GOOD, after=after)


def refused_by(error: Exception) -> PostRefused:
    """A call that failed before anything was posted."""
    return refused(people.reason(error), seconds_asked_for(error))


def status_of(error: Exception) -> int:
    """The HTTP status of Slack's answer; 0 where there was none."""
    return int(getattr(getattr(error, "response", None), "status_code", 0) or 0)


def seconds_asked_for(error: Exception) -> float:
    """How long Slack wants to be left alone; 0 where it does not say."""
    headers: Mapping[str, Any] = getattr(getattr(error, "response", None), "headers", None) or {}
    told = next((value for name, value in headers.items() if name.lower() == "retry-after"), "")
    text = str(told).strip()
    return float(text) if text.isdecimal() else 0.0
