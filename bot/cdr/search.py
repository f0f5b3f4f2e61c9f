"""A search: which legs the PBX is asked for, and what its answer covers."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from bot.cdr.window import Window


@dataclass(frozen=True, slots=True, kw_only=True)
class LegFilter:
    """What the PBX itself can filter by. **It filters legs, not calls** (PBX's ``cdr/search``).

    Only where an answer stays right may it be used: ``status`` NO ANSWER is not "missed calls".
    Every parameter of the endpoint besides the window and the page is here; empty means unset.
    """

    call_from: str = ""
    call_to: str = ""
    extension_group: int | None = None
    status: str = ""
    fuzzy: bool = False
    did: str = ""
    disposition_codes: tuple[str, ...] = ()
    note_remark: str = ""
    pin_code: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    """One window of legs to fetch. Legs are filtered by their own start; the caller pads for whole calls."""

    window: Window
    legs: LegFilter = field(default_factory=LegFilter)


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """A part of the window whose legs did not all arrive, and why, in words for a person."""

    window: Window
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """The exact strings that were sent to the PBX for one request (never a token, never a URL)."""

    start: str
    end: str
    page: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """What a search brought. Complete when there is no gap.

    Attributes:
        legs: how many legs were handed over.
        requests: requests made for it, retries, proofs and discoveries included.
        gaps: what is missing.
        sent: the window strings in the PBX's display format, in the order they were sent.
        proved: a known row was found, or seen, in the display format that was used.
        oldest: start of the oldest record the PBX keeps, None when not known.
        empty_pbx: the PBX holds no call record at all.
        notes: other things a person must know to read the figures, as sentences.
    """

    legs: int
    requests: int
    gaps: tuple[Gap, ...] = ()
    sent: tuple[Sent, ...] = ()
    proved: bool = False
    oldest: datetime | None = None
    empty_pbx: bool = False
    notes: tuple[str, ...] = ()

    @property
    def complete(self) -> bool:
        """Whether every leg of the window was seen."""
        return not self.gaps
