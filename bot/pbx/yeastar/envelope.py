"""What every answer of the Open API is wrapped in, and the trouble that each ``errcode`` means.

Numbers: the vendor's developer guide, "Error Code and Error Message", and what public clients saw.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from bot.cdr.pbx_trouble import (
    AccessDenied,
    ApiOff,
    IpBlocked,
    IpNotAllowed,
    PbxBusy,
    PbxRefused,
    TokenLimit,
    UnknownInterface,
)
from bot.pbx.until import until

if TYPE_CHECKING:
    from datetime import datetime

    from bot.cdr.trouble import Trouble

SUCCESS, PARTLY = 0, 1
TOKEN_EXPIRED = 10004
BLOCKED, OVERLOAD, IP_FORBIDDEN, API_OFF = 70004, 70082, 70087, 70123

_TROUBLES: dict[int, type[Trouble]] = {
    2: PbxBusy,
    10001: UnknownInterface,
    10002: UnknownInterface,
    10003: UnknownInterface,
    10005: AccessDenied,
    10009: AccessDenied,
    60002: TokenLimit,
    BLOCKED: IpBlocked,
    OVERLOAD: PbxBusy,
    70084: AccessDenied,
    IP_FORBIDDEN: IpNotAllowed,
    API_OFF: ApiOff,
}
"""What an errcode means; each takes from the facts what its sentences need."""

LASTING = frozenset({BLOCKED, IP_FORBIDDEN, API_OFF, 10001, 10002, 10003})
"""Refusals that no token changes."""

_USUAL_BLOCK = 600
"""Seconds that were seen where none are told."""

_LONGEST_BLOCK = 10**7
"""Below this ``block_expire_time`` is seconds to go, above it epoch seconds: both were seen."""


class Envelope(msgspec.Struct, kw_only=True):
    """An answer. What else is in it, a subclass names."""

    errcode: int
    errmsg: str | None = None
    block_expire_time: int | float | None = None

    @property
    def good(self) -> bool:
        """Whether what was asked for is in it; 1 is "partial success"."""
        return self.errcode in (SUCCESS, PARTLY)


def trouble_of(answer: Envelope, endpoint: str, now: datetime) -> Trouble:
    """The trouble that a refusal means. ``endpoint`` is such as ``cdr/search``; a block ``ends`` at an epoch second."""
    seconds = _seconds_to_go(answer.block_expire_time, now)
    return _TROUBLES.get(answer.errcode, PbxRefused)(
        endpoint=endpoint,
        number=answer.errcode,
        message=answer.errmsg or "no words",
        until=until(seconds, now),
        ends=now.timestamp() + seconds,
    )


def _seconds_to_go(told: float | None, now: datetime) -> float:
    if not told or told <= 0:
        return _USUAL_BLOCK
    seconds = told if told < _LONGEST_BLOCK else told - now.timestamp()
    return max(0.0, seconds) if seconds < _LONGEST_BLOCK else _USUAL_BLOCK
