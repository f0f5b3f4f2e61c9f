"""A PBX whose clock is off dates its calls wrongly: an answer says so."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from pbx.yeastar.given import NOW, PbxClock, connected

from answers.fake_pbx import PROFILE, FakePbx
from answers.scene import ROSTER, asked, taken, window
from bot.answers.asking import answer
from bot.pbx.tokens import MemoryTokenStore
from bot.pbx.yeastar.client import YeastarPbx
from bot.query.request import Kind
from bot.simulator import SettableClock

LEGS = [*taken("old", "2026-01-01 12:00"), *taken("a1", "2026-11-22 12:00")]


@pytest.mark.parametrize(
    ("skew", "said"),
    [
        (None, ()),
        (0, ()),
        (119, ()),
        (-119, ()),
        (120, ("The PBX's clock is 2 min ahead of ours: the times of its calls are off by as much.",)),
        (-3_600, ("The PBX's clock is 60 min behind ours: the times of its calls are off by as much.",)),
        (86_400, ("The PBX's clock is 1,440 min ahead of ours: the times of its calls are off by as much.",)),
    ],
)
async def test_a_clock_that_is_off_by_two_minutes_or_more_is_said(
    skew: int | None, said: tuple[str, ...]
) -> None:
    pbx = FakePbx(LEGS, ROSTER, replace(PROFILE, skew_seconds=skew))
    assert (await answer(asked(), pbx)).notes == said


@pytest.mark.parametrize(("days", "notes"), [(0.9, 1), (-0.9, 1), (1.1, 0), (-400, 0)])
async def test_who_asks_as_of_another_day_is_not_told_of_the_clock_of_today(days: float, notes: int) -> None:
    question = asked()
    shape = replace(PROFILE, skew_seconds=600, discovered=question.now + timedelta(days=days))
    assert len((await answer(question, FakePbx(LEGS, ROSTER, shape))).notes) == notes


@pytest.mark.parametrize(("ours", "words"), [(-300, "5 min ahead of ours"), (600, "10 min behind ours")])
async def test_the_clock_of_a_real_pbx_is_compared_with_ours(ours: int, words: str) -> None:
    async with connected(days=2) as (_simulated, known):
        clock = PbxClock(SettableClock(NOW + ours))
        pbx = YeastarPbx(known.api.session._connection, tokens=MemoryTokenStore(), clock=clock)
        question = asked(Kind.CALLS, window("2026-10-14 00:00", "2026-10-14 12:00"))
        got = await answer(replace(question, now=clock.now()), pbx)
        assert f"The PBX's clock is {words}: the times of its calls are off by as much." in got.notes
        (finding,) = [await probe.run() for probe in pbx.probes() if probe.name == "Date and time format"]
        assert finding.endswith(f"Its clock is {words}; set one of the two.")
        await pbx.close()
