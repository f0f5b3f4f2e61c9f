from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest
from answers.digest_month import EARLIER, ask, gap, made
from answers.scene import missed, window
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.answers.digest_masking import masked_digest
from bot.terminal import digest_page
from terminal.measure import cells, unseen
from terminal.pages import HOSTILE, SCRIPTS, WIDTHS, uncoloured

if TYPE_CHECKING:
    from bot.answers.digest import DigestAnswer

PAGE = """\
Calls · Wednesday 25 November 2026
Wed 25 Nov 2026, 00:00\u201324:00 (Europe/London)

  5 missed of 12 inbound calls, 3 callers open, 1 tried
  6 answered · 1 with a voicemail · half waited up to 11 s · nine in ten up to 41 s · 1 outbound

  3 more missed than the Wednesday before; about as many as usual.
  3 fewer answered than the Wednesday before; fewer than usual (about 10).

  Caller       Name          Rang        Waited   Last             Since then
  Open, 3 callers
  07700900003                Sales         41 s  10:40             open
  07700900004  Harriet Cole  Priya Nair    20 s  14:00  voicemail  open
  07700900005                Support        3 s  15:00             open
  Tried, 1 caller
  07700900002                Sales         41 s  10:30             tried 26 Nov 08:10 by Jonas Weber

  Hour  Missed          Answered        Menu only
  09    0               3 ████████████  0
  10    3 ████████████  2 ████████      0
  11    0               1 ████          0
  12    0               0               1 ████
  13    0               0               0
  14    1 ████          0               0
  15    1 ████          0               0

  Busiest hour: 10:00\u201311:00, 5 inbound calls, 3 missed.
  Answered most: Amara Osei 3, Jonas Weber 2 and Priya Nair 1.

· 1 call never left the menu; not counted as missed.
· 1 of 5 missed rang less than 5 s.
355 records read in 51 requests, complete · DD/MM/YYYY, 12-hour, proved · PBX clock Europe/London
firmware 37.23.0.83
"""

EMPTY = """\
Calls · Wednesday 25 November 2026
Wed 25 Nov 2026, 00:00\u201324:00 (Europe/London)
This digest is late: it was due at 08:30.
Left out while Ringback was down: Wed 25 Nov 08:30.

  No calls, Wednesday 25 November 2026. Usually there are about 14 inbound.
  332 records of this time and of the weeks before were read, in the date format that the PBX writes
  itself; no such call is among them.

332 records read in 48 requests, complete · DD/MM/YYYY, 12-hour, proved · PBX clock Europe/London
firmware 37.23.0.83
"""

NOT_KNOWN = """\
Calls · Wednesday 25 November 2026
Wed 25 Nov 2026, 00:00\u201324:00 (Europe/London)
Missing: Wed 25 Nov 2026, 12:00\u201313:00. The PBX did not answer.

  None was found in what could be read, but a part is missing: whether there were calls cannot be
  said.

332 records read in 48 requests, incomplete · DD/MM/YYYY, 12-hour, proved · PBX clock Europe/London
firmware 37.23.0.83
"""


async def test_the_page_of_a_day_is_as_it_was_looked_at() -> None:
    assert digest_page(await made(), width=100, colour=False) == PAGE


async def test_the_page_of_an_empty_day_is_as_it_was_looked_at() -> None:
    told = await made(EARLIER, ask(late=True, skipped=("2026-11-25T08:30",)))
    assert digest_page(told, width=100, colour=False) == EMPTY


async def test_the_page_of_a_day_that_is_not_known_is_as_it_was_looked_at() -> None:
    told = await made(EARLIER, gaps=[gap("2026-11-25 12:00", "2026-11-25 13:00")])
    assert digest_page(told, width=100, colour=False) == NOT_KNOWN


async def test_hidden_numbers_stand_nowhere_on_the_page() -> None:
    page = digest_page(masked_digest(await made()), width=160, colour=False)
    assert "0770090••••" in page
    assert "0770090000" not in page


async def test_many_callers_are_cut_unless_all_are_wanted() -> None:
    legs = [missed(f"m{n}", f"2026-11-25 {9 + n // 60:02}:{n % 60:02}", f"0770090{n:04}") for n in range(200)]
    told = await made(legs)
    assert "… and 170 more callers: --all or --json" in digest_page(told, width=100, colour=False)
    assert digest_page(told, width=100, colour=False, whole=True).count("  0770090") == 200


def days() -> list[DigestAnswer]:
    weekend = ask(window("2026-11-18 00:00", "2026-11-20 00:00"))
    return [
        asyncio.run(each) for each in (made(), made(EARLIER), made(asked=weekend, now="2026-11-20 08:30"))
    ]


@pytest.mark.parametrize("width", WIDTHS)
def test_colour_changes_nothing_but_colour(width: int) -> None:
    for told in days():
        coloured = digest_page(told, width=width, colour=True)
        assert "\x1b[" in coloured
        assert uncoloured(coloured) == digest_page(told, width=width, colour=False)


@settings(max_examples=40, deadline=None)
@given(st.sampled_from((*HOSTILE, *SCRIPTS)), st.integers(60, 160))
def test_no_line_is_wider_than_the_page_and_nothing_in_it_is_unseen(name: str, width: int) -> None:
    told = asyncio.run(made([missed("m", "2026-11-25 09:00", name), missed("n", "2026-11-25 10:00")], ask()))
    page = digest_page(told, width=width, colour=False)
    assert not unseen(page)
    assert all(cells(line) <= width for line in page.splitlines())
