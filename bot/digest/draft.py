"""A draft: what a person wrote of a digest, before it has an id and an owner."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.digest.digest import About

if TYPE_CHECKING:
    from datetime import date

    from bot.digest.recurrence import Recurrence


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """The fields of a ``Digest`` that can be written.

    Attributes:
        recurrence: when it is due.
        zone: IANA name.
        channel: ``C…`` or ``G…`` as it was linked; empty for the one where it is written.
        own: a direct message with the owner's own calls; then ``channel`` is empty.
        about: what time it tells of.
        text: what was not understood here, as typed: filters, or something to refuse.
        skip_empty: nothing is posted where there were no calls.
        skip_on: days without a slot.
        pbx: the id of the PBX that the text names; empty for the workspace's default at run time.
    """

    recurrence: Recurrence
    zone: str
    channel: str = ""
    own: bool = False
    about: About = About.AUTO
    text: str = ""
    skip_empty: bool = False
    skip_on: frozenset[date] = frozenset()
    pbx: str = ""
