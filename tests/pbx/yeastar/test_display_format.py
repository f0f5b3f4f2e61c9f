"""The six display formats: every moment round every clock change comes back, and nothing else is taken for one."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from datetime import UTC, datetime
from functools import cache
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.pbx.yeastar.clock import FORMATS, ClockFace, DisplayFormat, candidates, parse, render

if TYPE_CHECKING:
    from pathlib import Path

ZONES = (
    "Europe/London", "Europe/Berlin", "Europe/Istanbul", "America/New_York", "America/Sao_Paulo", "America/St_Johns",
    "Africa/Casablanca", "Africa/Cairo", "Asia/Riyadh", "Asia/Kathmandu", "Asia/Tehran", "Asia/Kolkata",
    "Australia/Lord_Howe", "Australia/Sydney", "Pacific/Chatham", "Pacific/Apia", "Pacific/Auckland",
    "Antarctica/Troll",
)  # fmt: skip
QUARTER = 900


def changes(zone: ZoneInfo) -> list[int]:
    """Epoch seconds near which the zone's offset changes, from 2009 to 2026."""
    found, moment = [], int(datetime(2009, 1, 1, tzinfo=UTC).timestamp())
    end = int(datetime(2027, 1, 1, tzinfo=UTC).timestamp())
    offset = datetime.fromtimestamp(moment, zone).utcoffset()
    while moment < end:
        moment += 6 * 3600
        now = datetime.fromtimestamp(moment, zone).utcoffset()
        if now != offset:
            found.append(moment - 3 * 3600)
            offset = now
    return found


@cache
def moments(name: str) -> tuple[tuple[int, datetime, datetime, list[str]], ...]:
    """Every quarter of an hour round every clock change, and round two days that are odd.

    Each as epoch second, moment, reading of a clock on the wall, and the parts of that.
    """
    zone = ZoneInfo(name)
    return tuple(
        (
            second,
            aware := datetime.fromtimestamp(second, zone),
            wall := aware.replace(tzinfo=None, fold=0),
            parts(wall),
        )
        for near in [*changes(zone), 1_767_225_600, 1_709_208_000]
        for moment in range(near - 12 * 3600, near + 12 * 3600, QUARTER)
        for second in (moment, moment + 59, moment + QUARTER - 1)
    )


def parts(wall: datetime) -> list[str]:
    """Day, month, year, clock."""
    return wall.strftime("%d %m %Y %H:%M:%S").split()


def written(day: str, month: str, year: str, clock: str, *, form: DisplayFormat) -> str:
    """As the vendor's pages show the six formats; by other means than the code under test."""
    date_text = {
        "DD/MM/YYYY": f"{day}/{month}/{year}",
        "MM/DD/YYYY": f"{month}/{day}/{year}",
        "YYYY/MM/DD": f"{year}/{month}/{day}",
    }
    if form.clock == 12:
        hour = int(clock[:2])
        clock = f"{str(hour % 12 or 12).zfill(2)}{clock[2:]} {'AM' if hour < 12 else 'PM'}"
    return f"{date_text[form.date]} {clock}"


@pytest.mark.parametrize("form", FORMATS, ids=str)
@pytest.mark.parametrize("name", ZONES)
def test_every_quarter_of_an_hour_round_every_clock_change_comes_back(name: str, form: DisplayFormat) -> None:
    zone = ZoneInfo(name)
    face = ClockFace(form, zone)
    for second, aware, wall, said in moments(name):
        text = render(aware, form, zone)
        assert text == written(*said, form=form)
        assert parse(text, form) == wall
        assert face.shows(second) == text


@pytest.mark.parametrize("name", ZONES)
def test_a_moment_is_one_of_the_two_that_its_reading_can_mean_in_the_zone(name: str) -> None:
    for second, aware, *_ in moments(name):
        assert second in {aware.replace(fold=fold).timestamp() for fold in (0, 1)}


@given(
    moment=st.datetimes(datetime(1970, 1, 1), datetime(2199, 12, 31), timezones=st.just(UTC)),
    form=st.sampled_from(FORMATS),
    zone=st.sampled_from(ZONES).map(ZoneInfo),
)
def test_any_moment_is_written_and_read_in_any_format(
    moment: datetime, form: DisplayFormat, zone: ZoneInfo
) -> None:
    wall = moment.astimezone(zone).replace(tzinfo=None, microsecond=0, fold=0)
    text = render(moment, form, zone)
    assert text == written(*parts(wall), form=form)
    assert parse(text, form) == wall
    assert ClockFace(form, zone).shows(int(moment.timestamp())) == text
    # Of the six only the two orders of day and month can be taken for each other, up to the twelfth.
    swapped = {"DD/MM/YYYY": "MM/DD/YYYY", "MM/DD/YYYY": "DD/MM/YYYY"}.get(form.date)
    others = {DisplayFormat(date=swapped, clock=form.clock)} if swapped and wall.day <= 12 else set()
    assert set(candidates(text)) == {form} | others


@given(
    moment=st.integers(-2_000_000_000, 7_000_000_000),
    zone=st.sampled_from(["Europe/Amsterdam", "Africa/Monrovia", "Asia/Kathmandu", "Europe/London"]).map(
        ZoneInfo
    ),
)
def test_a_clock_face_shows_what_rendering_does_in_years_of_odd_offsets(moment: int, zone: ZoneInfo) -> None:
    for form in FORMATS:
        assert ClockFace(form, zone).shows(moment) == render(datetime.fromtimestamp(moment, UTC), form, zone)


@pytest.mark.parametrize(
    ("date_format", "clock", "text"),
    [
        ("YYYY/MM/DD", 24, "2025/08/22 16:44:40"),
        ("YYYY/MM/DD", 12, "2022/04/15 11:59:59 PM"),
        ("MM/DD/YYYY", 24, "05/30/2022 14:53:41"),
        ("MM/DD/YYYY", 12, "05/30/2022 02:53:41 PM"),
        ("DD/MM/YYYY", 24, "30/07/2026 21:31:37"),
        ("DD/MM/YYYY", 12, "30/07/2026 09:31:37 PM"),
    ],
)
def test_the_formats_are_those_that_were_seen(date_format: str, clock: int, text: str) -> None:
    form = DisplayFormat(date=date_format, clock=clock)
    wall = parse(text, form)
    assert wall is not None
    assert render(wall.replace(tzinfo=UTC), form, UTC) == text
    assert list(candidates(text)) == [form]


@pytest.mark.parametrize(
    ("hour", "text"),
    [
        (0, "12:00:00 AM"),
        (1, "01:00:00 AM"),
        (11, "11:00:00 AM"),
        (12, "12:00:00 PM"),
        (13, "01:00:00 PM"),
        (23, "11:00:00 PM"),
    ],
)
def test_midnight_is_12_am_and_noon_12_pm(hour: int, text: str) -> None:
    form = DisplayFormat(date="DD/MM/YYYY", clock=12)
    assert render(datetime(2026, 5, 30, hour, tzinfo=UTC), form, UTC) == f"30/05/2026 {text}"


NEAR_MISSES = (
    "30/05/2026", "30/05/2026 ", "30/05/2026 9:31:37 PM", "30/05/2026 09:31:37 pm", "30/05/2026 09:31:37PM",
    "30/05/2026  09:31:37 PM", " 30/05/2026 09:31:37 PM", "30/05/2026 09:31 PM", "30/05/26 09:31:37 PM",
    "30-05-2026 09:31:37 PM", "30.05.2026 21:31:37", "2026-05-30 21:31:37", "2026-05-30T21:31:37", "1780000000",
    "30/05/2026 13:31:37 PM", "30/05/2026 00:31:37 AM", "30/05/2026 24:00:00", "30/05/2026 21:60:00",
    "31/02/2026 21:31:37", "00/05/2026 21:31:37", "30/05/0000 21:31:37", "30/05/2026 21:31:37\n", "٣٠/05/2026 21:31:37",
    "", "yesterday",
)  # fmt: skip


@pytest.mark.parametrize("text", NEAR_MISSES)
def test_near_misses_are_in_no_format(text: str) -> None:
    assert candidates(text) == {}


@pytest.mark.parametrize("day", range(1, 32))
def test_only_days_that_both_orders_have_are_in_two_formats(day: int) -> None:
    text = f"{day:02}/07/2026 21:31:37"
    assert len(candidates(text)) == (2 if day <= 12 else 1)
    form = DisplayFormat(date="DD/MM/YYYY", clock=24)
    assert form.order_shows(datetime(2026, 7, day)) is (day != 7)


MORNING_AND_EVENING_OTHERWISE = """comment_char %
escape_char /
LC_CTYPE
copy "POSIX"
END LC_CTYPE
LC_TIME
am_pm "vorm";"nachm"
END LC_TIME
"""

WRITES_IN_THAT_LOCALE = """
import locale, time
from datetime import UTC, datetime
from bot.pbx.yeastar.clock import DisplayFormat, parse, render
locale.setlocale(locale.LC_ALL, "xx_XX")
form = DisplayFormat(date="DD/MM/YYYY", clock=12)
text = render(datetime(2026, 5, 30, 21, tzinfo=UTC), form, UTC)
print(time.strftime("%p", (2026, 5, 30, 21, 0, 0, 5, 150, 0)), text, parse(text, form), sep="|")
"""


@pytest.mark.skipif(shutil.which("localedef") is None, reason="no way to make a locale here")
def test_the_machines_locale_changes_nothing(tmp_path: Path) -> None:
    """In one that was made for this, in which ``%p`` is another word."""
    (tmp_path / "xx").write_text(MORNING_AND_EVENING_OTHERWISE, encoding="ascii")
    made = subprocess.run(  # noqa: S603 - glibc's own
        ["localedef", "-c", "-i", tmp_path / "xx", tmp_path / "xx_XX"],  # noqa: S607 - wherever it is
        capture_output=True,
        check=False,
    )
    if not (tmp_path / "xx_XX" / "LC_TIME").exists():
        pytest.skip(f"localedef makes no locale here: {made.stderr.decode()}")
    ran = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-c", WRITES_IN_THAT_LOCALE],
        capture_output=True,
        check=True,
        text=True,
        env={**os.environ, "LOCPATH": str(tmp_path), "PYTHONUTF8": "1"},
    )
    assert ran.stdout == "nachm|30/05/2026 09:00:00 PM|2026-05-30 21:00:00\n"


def test_a_day_that_a_zone_skipped_is_never_written() -> None:
    """Samoa went from 29 to 31 December 2011."""
    face = ClockFace(DisplayFormat(date="DD/MM/YYYY", clock=24), ZoneInfo("Pacific/Apia"))
    start = int(datetime(2011, 12, 29, tzinfo=UTC).timestamp())
    shown = {face.shows(start + hours * 3600)[:10] for hours in range(72)}
    assert "30/12/2011" not in shown
    assert {"29/12/2011", "31/12/2011"} <= shown
