"""Bad days of digests through all that is real: the app, a simulated PBX, the strict fake Slack, the terminal."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from bot.simulator import faults
from slack_digests.given_week import at, office

if TYPE_CHECKING:
    from pathlib import Path

    from slack_digests.given_week import Process, Week


async def _set_up(here: Process, text: str = "daily 08:30") -> None:
    assert "Next: " in await here.command(f"digest {text} zone Europe/London", "C1")


async def test_two_digests_of_one_channel_at_one_minute_are_two_posts_and_one_reading_of_the_pbx(
    tmp_path: Path,
) -> None:
    async with office(tmp_path / "ringback.db", "2026-10-21 07:00") as week:
        week.pbx.play("direct missed", at("2026-10-21 09:00").timestamp(), extension="4005")
        week.pbx.play("direct answered", at("2026-10-21 10:00").timestamp(), extension="4001")
        async with week.process("2026-10-21 14:00") as here:
            await _set_up(here)
            await _set_up(here, "daily 08:30 with 4005")
            before = _readings(week)
            await here.until("2026-10-22 12:00")
        (first, one), (second, other) = week.posts("C1")
        assert (first, second) == ("Thu 22 07:30", "Thu 22 07:30")
        whole, amaras = sorted((one, other), key=lambda shown: "/calls digest show 2" in shown)
        assert "1 missed of 2 inbound calls" in whole
        assert "1 missed of 1 inbound call" in amaras
        assert _readings(week) - before == 1


@pytest.mark.parametrize("date_format", ["MM/DD/YYYY", "YYYY/MM/DD"])
@pytest.mark.parametrize("skips", ["", "skip empty "])
async def test_a_date_format_that_is_changed_never_makes_a_day_of_calls_one_without_any(
    tmp_path: Path, date_format: str, skips: str
) -> None:
    """In another format than its own the PBX answers “success, no records” to every question of a time."""
    async with office(tmp_path / "ringback.db", "2026-10-11 07:00") as week:
        for day in (11, 12):
            week.pbx.play("direct missed", at(f"2026-10-{day} 09:00").timestamp(), extension="4005")
        async with week.process("2026-10-11 14:00") as here:
            await _set_up(here, f"daily 08:30 {skips}".strip())
            await here.until("2026-10-13 08:29")
            await here.command("yesterday", "C1")  # from now on its format is known
            week.pbx.change_format(date_format, 24)
            await here.until("2026-10-13 12:00")
        shown = dict(week.posts("C1"))
        assert list(shown) == ["Mon 12 07:30", "Tue 13 07:30"]
        for text in shown.values():
            assert "1 missed of 1 inbound call" in text
            assert "No calls" not in text


async def test_where_the_format_cannot_be_found_out_the_channel_is_told_and_no_digest_says_no_calls(
    tmp_path: Path,
) -> None:
    async with office(tmp_path / "ringback.db", "2026-10-11 07:00") as week:
        week.pbx.play("direct missed", at("2026-10-11 09:00").timestamp(), extension="4005")
        async with week.process("2026-10-11 14:00") as here:
            await _set_up(here, "daily 08:30 skip empty")
            week.pbx.faults.add(faults.Disagree(times=None, seconds=3600))
            await here.until("2026-10-12 12:00")
        ((when, shown),) = week.posts("C1")
        assert when == "Mon 12 10:30", "three hours after the slot"
        assert (
            "could not be made, because a setting of the PBX is in the way (date_format_mismatch)." in shown
        )
        assert "No calls" not in shown


def _readings(week: Week) -> int:
    """Searches for the rows of a window: not those for one known row, nor the look at how much there is."""
    return sum(1 for asked in week.pbx.requests.to("cdr/search") if asked.query.get("page_size") == "10000")


async def test_a_database_put_back_from_yesterdays_backup_posts_no_old_slot_and_says_so(
    tmp_path: Path,
) -> None:
    path = tmp_path / "here" / "ringback.db"
    async with office(path, "2026-10-21 07:00") as week:
        async with week.process("2026-10-21 14:00") as here:
            await _set_up(here)
            await here.until("2026-10-22 12:00")
            copy = _backed_up(path)
            await here.until("2026-10-23 12:00")
        assert [when for when, _ in week.posts("C1")] == ["Thu 22 07:30", "Fri 23 07:30"]
        _put_back(copy, path)
        async with week.process("2026-10-23 12:30") as here:
            await here.until("2026-10-24 12:00")
        *_, (when, shown) = week.posts("C1")
        assert (len(list(week.posts("C1"))), when) == (3, "Sat 24 07:30")
        assert "Fri 23 Oct 08:30" in shown
        listed = await week.listed()
        assert [(each["slot"], each["state"], each["why"]) for each in listed[1]["slots"]] == [
            ("2026-10-24T08:30", "posted", None),
            ("2026-10-23T08:30", "skipped", "restored"),
            ("2026-10-22T08:30", "posted", None),
        ]


def _backed_up(path: Path) -> Path:
    """A copy of the database alone, made while it is in use."""
    copy = path.parent.parent / "yesterday.db"
    with closing(sqlite3.connect(path)) as source, closing(sqlite3.connect(copy)) as target:
        source.backup(target)
    return copy


def _put_back(copy: Path, path: Path) -> None:
    for file in (path, path.with_name(f"{path.name}-wal"), path.with_name(f"{path.name}-shm")):
        file.unlink(missing_ok=True)
    shutil.copy(copy, path)
