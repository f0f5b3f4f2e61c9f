"""Local time of many moments: a zone's offset, looked up once per quarter of an hour."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import tzinfo

_QUARTER = 900
"""Seconds. Zones change their offset at whole quarters of an hour (Lord Howe at half past, UTC)."""

_HOUR = 3600


class LocalHours:
    """Counts hours of a zone's wall clock: 24 per date, so hour and date are one number's two halves.

    The repeated hour of a clock change counts as one, as on the wall.
    """

    def __init__(self, zone: tzinfo) -> None:
        self._zone = zone
        self._offsets: dict[int, int] = {}

    def hour(self, moment: int) -> int:
        """Whole wall-clock hours since 1970-01-01 00:00 at an epoch second; ``hour // 24`` is the date."""
        quarter = moment // _QUARTER
        offset = self._offsets.get(quarter)
        if offset is None:
            offset = self._offsets[quarter] = self._offset(quarter * _QUARTER)
        return (moment + offset) // _HOUR

    def _offset(self, moment: int) -> int:
        shift = datetime.fromtimestamp(moment, self._zone).utcoffset()
        return 0 if shift is None else int(shift.total_seconds())
