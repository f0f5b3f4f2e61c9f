"""The audit trail: who changed the set-up, and who posted what where."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Deed(StrEnum):
    """What was done, as the trail writes it."""

    PBX_ADDED = "connected a PBX"
    PBX_CHANGED = "changed a PBX"
    PBX_REMOVED = "disconnected a PBX"
    PBX_REFUSED = "PBX refused its secret"
    SETTINGS_CHANGED = "changed settings"
    POSTED = "posted to a channel"
    EXPORTED = "exported calls"
    INSTALLED = "installed the app"
    DIGEST_ADDED = "made a digest"
    DIGEST_CHANGED = "changed a digest"
    DIGEST_PAUSED = "paused a digest"
    DIGEST_RESUMED = "resumed a digest"
    DIGEST_REMOVED = "removed a digest"
    DIGEST_ASKED = "had a digest posted at once"


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditEntry:
    """One line of the trail. Holds no call numbers, no names of callers, no secrets.

    Attributes:
        at: epoch seconds.
        user: who did it, ``U…``; empty for the terminal and for Ringback itself.
        what: more of it, in a few words: the PBX's name, the channel's id, the setting.
    """

    at: int
    user: str
    deed: Deed
    what: str = ""
