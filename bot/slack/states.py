"""The state that ties an installation's end to its beginning: signed, so that nothing is kept of one that was begun."""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets

LASTS = 600
"""Seconds, as long as Slack's code."""

_FORM = re.compile(r"([A-Za-z0-9_-]{22}\.[0-9]{1,12})\.([0-9a-f]{64})")
_PURPOSE = b"ringback: the state of an installation"


class States:
    """Makes states and knows its own, in every process of one app.

    Args:
        secret: the app's Client Secret; their key is derived from it.
    """

    def __init__(self, secret: str) -> None:
        self._key = hmac.digest(secret.encode(), _PURPOSE, hashlib.sha256)

    def new(self, now: int) -> str:
        """A state nobody can guess, good for ten minutes from ``now``, in epoch seconds."""
        told = f"{secrets.token_urlsafe(16)}.{now + LASTS}"
        return f"{told}.{self._seal(told)}"

    def ends(self, state: str) -> int:
        """When a state of ours ends, in epoch seconds; 0 where it is none of ours."""
        read = _FORM.fullmatch(state)
        if read is None or not hmac.compare_digest(self._seal(read[1]), read[2]):
            return 0
        return int(read[1].partition(".")[2])

    def _seal(self, told: str) -> str:
        return hmac.new(self._key, told.encode(), hashlib.sha256).hexdigest()
