"""What ``system/information`` says: who the PBX is, and what its clock shows now. No I/O.

``system_time_format`` is not a pattern: on a 12-hour clock its suffix is the present half of the day, and the
vendor's 24-hour sample is in lower case (captures). So the clock is read off ``system_time`` itself.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import msgspec

from bot.pbx.yeastar.clock import candidates
from bot.pbx.yeastar.envelope import Envelope
from bot.pbx.yeastar.shape import Shape

if TYPE_CHECKING:
    from bot.pbx.yeastar.clock import DisplayFormat

_FARTHEST = timedelta(hours=14)
_QUARTER = timedelta(minutes=15)
_SLACK = timedelta(seconds=5)
"""``system_time`` and ``timestamp`` may be read off the clock a moment apart."""

_VERSION = re.compile(r"(\d+)\.(\d+)\.(\d+)\.(\d+)")
_PAGED_FROM = (21, 0, 117)
"""Firmware x.21.0.117 rebuilt the record store; ``cdr/search`` has pages from there on."""


class Facts(msgspec.Struct, kw_only=True):
    """``data`` of ``system/information``, as far as it matters. Older firmware may lack the format fields."""

    model_name: str | None = None
    firmware_version: str | None = None
    system_time: str | None = None
    system_date_format: str | None = None
    timestamp: int | None = None


class Information(Envelope, kw_only=True):
    """The answer of ``system/information``."""

    data: Facts | None = None

    @property
    def facts(self) -> Facts:
        """What it says; nothing is a possible answer."""
        return self.data or Facts()


INFORMATION = Shape(msgspec.json.Decoder(Information, strict=False).decode)
"""The answer of ``system/information``, as it is read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sighting:
    """One text in the PBX's display format whose moment is known: evidence of format and zone."""

    text: str
    epoch: int

    def offsets(self) -> dict[DisplayFormat, timedelta]:
        """Every format the text can be in, with the PBX's offset from UTC then; impossible offsets are left out."""
        moment = datetime.fromtimestamp(self.epoch, UTC).replace(tzinfo=None)
        read = {form: to_quarter(wall - moment) for form, wall in candidates(self.text).items()}
        return {form: offset for form, offset in read.items() if offset is not None}


def to_quarter(difference: timedelta) -> timedelta | None:
    """A difference of two clocks as an offset of a zone: whole quarters of an hour, 14 hours at most; else None."""
    quarters = round(difference / _QUARTER)
    offset = quarters * _QUARTER
    return offset if abs(difference - offset) <= _SLACK and abs(offset) <= _FARTHEST else None


def paged(firmware: str) -> bool:
    """Whether ``cdr/search`` of this firmware has pages. Unknown firmware is read without."""
    found = _VERSION.search(firmware)
    return found is not None and tuple(map(int, found.groups()[1:])) >= _PAGED_FROM
