"""A digest: a scheduled summary of calls."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date  # noqa: TC003 - what keeps digests reads the types of fields
from enum import StrEnum

from bot.digest.recurrence import Recurrence  # noqa: TC001 - as above


class About(StrEnum):
    """What time a digest tells of; AUTO follows from its recurrence."""

    AUTO = ""
    YESTERDAY = "yesterday"
    TODAY = "today"
    LAST_WEEK = "last week"
    LAST_MONTH = "last month"


@dataclass(frozen=True, slots=True, kw_only=True)
class Digest:
    """A digest; its workspace stands beside it, never inside.

    Attributes:
        id: ours, opaque, never reused.
        number: what people type; unique in its workspace, never reused.
        owner: ``U…``.
        channel: ``C…`` or ``G…``; empty for a direct message to the owner.
        own: only the owner's own calls.
        recurrence: when it is due.
        zone: IANA name.
        locale: such as ``en-GB``.
        about: what time it tells of.
        text: filters as typed, such as ``in Sales``; empty for all calls.
        pbx: the id of the PBX; empty for the workspace's default at run time.
        skip_empty: nothing is posted where there were no calls.
        skip_on: days without a slot.
        strangers: its owner agreed that people of another organisation read it, where they can.
        created: epoch seconds; no slot at or before it is ever due.
        paused: epoch seconds; None while it is not paused.
        paused_because: a code such as ``channel_not_found``; empty where a person paused it.
    """

    id: str
    number: int
    owner: str
    channel: str
    own: bool
    recurrence: Recurrence
    zone: str
    locale: str
    about: About = About.AUTO
    text: str = ""
    pbx: str = ""
    skip_empty: bool = False
    skip_on: frozenset[date] = frozenset()
    strangers: bool = False
    created: int
    paused: int | None = None
    paused_because: str = ""
