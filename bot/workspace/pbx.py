"""A PBX as a workspace has set it up."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

LONGEST_NAME = 40
"""Characters of a PBX's name."""

YEASTAR = "yeastar"
"""The vendor of every PBX that does not say another."""

RESERVED = frozenset({"none", "here", "new"})
"""No names of PBXs: ``/calls pbx`` and buttons read them as words of their own."""


class Checking(StrEnum):
    """How the PBX's certificate is checked."""

    SYSTEM = "system"
    PIN = "pin"
    OFF = "off"


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkspacePbx:
    """One PBX of a workspace. What was typed is checked when it is set up, not here.

    Attributes:
        id: ours, opaque, never reused.
        name: what people call it: ``Berlin``; one of a workspace's PBXs has it, whatever the case.
        base_url: scheme, host and port.
        client_id: from the PBX: Integrations > API.
        client_secret: its secret; sealed where it is kept, shown nowhere. Empty where what was kept is damaged.
        checking: how the certificate is checked; ``pin`` is its SHA-256 fingerprint where that is how.
        timezone: IANA name of the zone its clock shows, where what it says is wrong; else empty.
        refused: since when its secret is refused, epoch seconds; None while it is taken.
        set_up_by: who connected or changed it last in Slack, ``U…``; empty where nobody did but the terminal.
        vendor: whose it is: a row's name in the table of vendors.
    """

    id: str
    name: str
    base_url: str
    client_id: str
    client_secret: str = field(repr=False)
    checking: Checking = Checking.SYSTEM
    pin: str = ""
    timezone: str = ""
    refused: int | None = None
    set_up_by: str = ""
    vendor: str = YEASTAR
