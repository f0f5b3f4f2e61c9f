"""The canary: a search around a record that is known to exist, which shows that the PBX reads our dates.

The PBX answers a window in the wrong format with success and no rows, so only a record that is found proves it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from bot.pbx.yeastar.clock import render_wall
from bot.pbx.yeastar.wire import PAGE

if TYPE_CHECKING:
    from datetime import tzinfo

    from bot.pbx.yeastar.api import Errand
    from bot.pbx.yeastar.clock import DisplayFormat
    from bot.pbx.yeastar.wire import Row

_TIGHT = timedelta(seconds=1)
_ACROSS_A_CLOCK_CHANGE = timedelta(hours=3)
"""In the hour that comes twice the PBX may take the other one for what is meant."""

_TELLING_DAY = 13
"""From the 13th to the end of a month a date can be read in one order only."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownRow:
    """A record that exists: its key, start in epoch seconds, and ``time`` as the PBX wrote it."""

    key: str
    epoch: int
    text: str


async def proved(errand: Errand, known: KnownRow, form: DisplayFormat, zone: tzinfo) -> bool:
    """Whether the PBX finds a known record when its moment is written in this format and zone.

    What is sent is made from the record's moment, not from its text: that would be found whatever it means to us.
    """
    moment = datetime.fromtimestamp(known.epoch, zone)
    for margin in (_TIGHT, _ACROSS_A_CLOCK_CHANGE):
        start, end = moment - margin, moment + margin
        if form.order_shows(start) and form.order_shows(end):
            rows = await _found(errand, start, end, form)
            if any(row.key == known.key for row in rows):
                return True
    # On a day such as 05/05 both orders write the date alike, and a record may be deleted meanwhile. So look from
    # a day to a day that only one order has: any record then shows that both were read.
    return bool(await _found(errand, *_telling_days(moment), form))


async def _found(errand: Errand, start: datetime, end: datetime, form: DisplayFormat) -> list[Row]:
    query = {"start_time": render_wall(start, form), "end_time": render_wall(end, form)}
    return (await errand.get("cdr/search", query, PAGE)).rows


def _telling_days(wall: datetime) -> tuple[datetime, datetime]:
    """The last day of the month before, and a day of this month from the 14th on or the day after."""
    end = wall.replace(day=_TELLING_DAY, hour=0, minute=0, second=0)
    return wall.replace(day=1) - timedelta(days=1), max(end, wall) + timedelta(days=1)
