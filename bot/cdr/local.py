"""Local time of many moments in order: a zone's offset, looked up once per quarter of an hour."""

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

    The repeated hour of a clock change counts as one, as on the wall. Right for moments in any order,
    fast for moments in theirs: only the last quarter's offset is kept.
    """

    def __init__(self, zone: tzinfo) -> None:
        self._zone = zone
        self._quarter = -1
        self._offset = 0

    def hour(self, moment: int) -> int:
        """Whole wall-clock hours since 1970-01-01 00:00 at an epoch second; ``hour // 24`` is the date."""
        quarter = moment // _QUARTER
        if quarter != self._quarter:
            self._quarter, self._offset = quarter, _offset(quarter * _QUARTER, self._zone)
        return (moment + self._offset) // _HOUR


def _offset(moment: int, zone: tzinfo) -> int:
    shift = datetime.fromtimestamp(moment, zone).utcoffset()
    return 0 if shift is None else int(shift.total_seconds())
