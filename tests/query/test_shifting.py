from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from bot.query.asker import Asker
from bot.query.read import read_request
from bot.query.shifting import shifted, single_day

ASKER = Asker.of(now=datetime(2026, 11, 26, 14, 20), zone=ZoneInfo("Europe/London"))


@pytest.mark.parametrize(
    ("question", "before", "after"),
    [
        ("missed yesterday in Sales", "missed in Sales 2026-11-24", "missed in Sales 2026-11-26"),
        ("missed today", "missed 2026-11-25", ""),
        ("missed yesterday afternoon", "missed 2026-11-24 12:00-18:00", "missed 2026-11-26 12:00-18:00"),
        ("calls last week", "calls 2026-11-09 to 2026-11-15", "calls 2026-11-23 to 2026-11-29"),
        ("calls last month", "calls 2026-09-01 to 2026-09-30", "calls 2026-11-01 to 2026-11-30"),
        ("calls weekdays last month", "", ""),
        ("calls before 30 May", "", ""),
    ],
)
def test_the_neighbours_of_a_stretch_are_as_long_as_it(question: str, before: str, after: str) -> None:
    request = read_request(question, ASKER)
    assert (shifted(request, -1), shifted(request, 1)) == (before, after)


def test_only_a_day_or_a_part_of_it_has_neighbours_called_days() -> None:
    assert single_day(read_request("missed yesterday afternoon", ASKER))
    assert not single_day(read_request("missed last week", ASKER))
