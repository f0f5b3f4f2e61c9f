"""A week of digests through restarts, a clock change, outages of the PBX, a night without anybody, and a kill."""

from __future__ import annotations

from typing import TYPE_CHECKING

from slack_edge.given import text_of

from slack_digests.given_week import at, office

if TYPE_CHECKING:
    from pathlib import Path

    from slack_digests.given_week import Week

DAILY = {
    "2026-10-22T08:30": "posted",
    "2026-10-23T08:30": "failed connection_refused",
    "2026-10-24T08:30": "posted",
    "2026-10-25T08:30": "posted",
    "2026-10-26T08:30": "posted",
    "2026-10-27T08:30": "skipped missed",
    "2026-10-28T08:30": "posted",
    "2026-10-29T08:30": "posted",
}
"""What became of every morning after the one on which it was set up."""

SALES = [
    ("Thu 22 07:30", "Calls, Wednesday 21 October 2026"),
    ("Fri 23 10:30", "The digest of Fri 23 Oct 08:30 could not be made"),
    ("Sat 24 07:30", "No calls, Friday 23 October 2026."),
    ("Sat 24 08:00", "No calls, Friday 23 October 2026."),
    ("Sun 25 08:30", "Calls, Saturday 24 October 2026"),
    ("Mon 26 08:30", "Calls, Sunday 25 October 2026"),
    ("Wed 28 10:00", "No calls, Tuesday 27 October 2026."),
    ("Thu 29 09:38", "Calls, Wednesday 28 October 2026"),
]
"""When by Greenwich, and what was posted: London leaves summer time on Sunday. Its owner asks for Saturday's second."""

WEDNESDAY = "2 missed of 5 inbound calls, 1 caller "
SUNDAY = "3 missed of 4 inbound calls, 3 callers "


def calls_of_the_week(week: Week) -> None:
    """What happens in the office, whose every figure above is counted by hand."""
    for shape, start, number in (
        ("direct answered", "2026-10-21 09:10", "07700900201"),
        ("direct answered", "2026-10-21 09:20", "07700900202"),
        ("direct answered", "2026-10-21 11:40", "07700900203"),
        ("direct missed", "2026-10-21 12:00", "07700900204"),
        ("queue missed", "2026-10-21 15:00", "07700900205"),
        ("outbound answered", "2026-10-21 16:00", "07700900205"),  # called back
        ("direct missed", "2026-10-24 23:55", "07700900210"),  # Saturday's last minutes
        ("direct missed", "2026-10-25 00:10", "07700900211"),
        ("direct answered", "2026-10-25T01:30+01:00", "07700900212"),  # half past one comes twice
        ("direct missed", "2026-10-25T01:30+00:00", "07700900213"),
        ("direct missed", "2026-10-25 23:50", "07700900214"),
        ("direct answered", "2026-10-26 00:05", "07700900215"),  # Monday's first minutes
        ("direct missed", "2026-10-28 10:00", "07700900216"),
    ):
        week.pbx.play(shape, at(start).timestamp(), number=number)


async def test_in_a_week_of_everything_each_slot_is_posted_once_or_accounted_for(tmp_path: Path) -> None:
    async with office(tmp_path / "ringback.db", "2026-10-21 07:00") as week:
        calls_of_the_week(week)
        await _set_up(week)
        await _outage_of_more_than_three_hours(week)
        await _killed_before_it_could_note(week)
        await _clock_set_back(week)
        await _nobody_runs(week)
        await _outage_of_an_hour(week)

        kept = await week.listed()
        assert {each["slot"]: _fate(each) for each in kept[1]["slots"]} == DAILY
        assert [(each["slot"], _fate(each)) for each in kept[2]["slots"]] == [("2026-10-25T01:30", "posted")]
        assert (kept[1]["older"], kept[2]["older"]) == (False, False)
        assert [when for when, _ in week.posts("C1")] == [when for when, _ in SALES]
        for (_, shown), (_, words) in zip(week.posts("C1"), SALES, strict=True):
            assert words in shown
        assert [when for when, _ in week.posts("C5")] == ["Sun 25 00:30"]


def _fate(delivery: dict[str, str | None]) -> str:
    return " ".join(filter(None, (delivery["state"], delivery["why"])))


async def _set_up(week: Week) -> None:
    async with week.process("2026-10-21 14:00") as here:
        said = await here.command("digest daily 08:30 zone Europe/London", "C1")
        assert "Next: Thursday 22 October 2026, 08:30 (Europe/London)." in said
        said = await here.command("digest weekly sunday 01:30 zone Europe/London", "C5")
        assert "Next: Sunday 25 October 2026, 01:30 (Europe/London)." in said
        await here.until("2026-10-22 07:00")
    async with week.process("2026-10-22 07:00") as here:
        await here.until("2026-10-23 07:00")
        ((_, shown),) = week.posts("C1")
        assert WEDNESDAY in shown
        assert "3 answered" in shown


async def _outage_of_more_than_three_hours(week: Week) -> None:
    async with week.process("2026-10-23 07:00") as here:
        await here.outage("2026-10-23 08:00", "2026-10-23 12:00")
        await here.until("2026-10-24 07:00")
        *_, (_, shown) = week.posts("C1")
        assert "Next try: Sat 24 Oct 08:30 (Europe/London), with the next digest." in shown


async def _killed_before_it_could_note(week: Week) -> None:
    async with week.process("2026-10-24 07:00") as here:
        await here.until("2026-10-24 08:29")
    await week.killed_process("2026-10-24 08:30")
    assert len(list(week.posts("C1"))) == 3
    assert week.direct("U3") == []
    async with week.process("2026-10-24 08:31") as here:
        await here.until("2026-10-24 09:00")
        (asked,) = week.direct("U3")
        assert "The digest of Sat 24 Oct 08:30 may have been posted, or not" in text_of(asked)
        assert len(list(week.posts("C1"))) == 3
        await here.press(asked, "digest:again")
        assert len(list(week.posts("C1"))) == 4
        await here.until("2026-10-25 07:00")
    assert len(week.direct("U3")) == 1


async def _clock_set_back(week: Week) -> None:
    async with week.process("2026-10-25 07:00") as here:
        await here.until("2026-10-26 07:00")
        *_, (_, shown) = week.posts("C1")
        assert "1 missed of 1 inbound call, 1 caller " in shown


async def _nobody_runs(week: Week) -> None:
    async with week.process("2026-10-26 07:00") as here:
        await here.until("2026-10-26 20:00")
        *_, (_, shown) = week.posts("C1")
        assert SUNDAY in shown
    async with week.process("2026-10-28 10:00") as here:
        *_, (_, shown) = week.posts("C1")
        assert "This digest is late: it was due at 08:30." in shown
        assert "Left out while Ringback was down: Tue 27 Oct 08:30." in shown
        await here.until("2026-10-29 07:00")


async def _outage_of_an_hour(week: Week) -> None:
    async with week.process("2026-10-29 07:00") as here:
        await here.outage("2026-10-29 08:25", "2026-10-29 09:25")
        await here.until("2026-10-29 20:00")
        *_, (_, shown) = week.posts("C1")
        assert "This digest is late: it was due at 08:30." in shown
        assert "1 missed of 1 inbound call, 1 caller " in shown
