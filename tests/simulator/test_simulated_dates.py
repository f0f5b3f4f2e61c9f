"""How the PBX writes and reads dates: six formats, any zone, both sides of every change of the clocks."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from asking import NOW, running
from hypothesis import given
from hypothesis import strategies as st

from bot.simulator.api.zones import zone_label
from bot.simulator.display import Display

LONDON = ZoneInfo("Europe/London")
FORMATS = [(order, clock) for order in ("DD/MM/YYYY", "MM/DD/YYYY", "YYYY/MM/DD") for clock in (12, 24)]
STRPTIME = {
    ("DD/MM/YYYY", 12): "%d/%m/%Y %I:%M:%S %p",
    ("DD/MM/YYYY", 24): "%d/%m/%Y %H:%M:%S",
    ("MM/DD/YYYY", 12): "%m/%d/%Y %I:%M:%S %p",
    ("MM/DD/YYYY", 24): "%m/%d/%Y %H:%M:%S",
    ("YYYY/MM/DD", 12): "%Y/%m/%d %I:%M:%S %p",
    ("YYYY/MM/DD", 24): "%Y/%m/%d %H:%M:%S",
}
ZONES = [
    "UTC",
    "Europe/London",
    "Europe/Dublin",
    "America/New_York",
    "America/Sao_Paulo",
    "Asia/Riyadh",
    "Asia/Kolkata",
    "Asia/Kathmandu",
    "Australia/Lord_Howe",
    "Pacific/Auckland",
    "America/St_Johns",
    "Africa/Casablanca",
]


@pytest.mark.parametrize(
    ("order", "clock", "written"),
    [
        ("DD/MM/YYYY", 24, "14/10/2026 21:31:37"),
        ("DD/MM/YYYY", 12, "14/10/2026 09:31:37 PM"),
        ("MM/DD/YYYY", 24, "10/14/2026 21:31:37"),
        ("MM/DD/YYYY", 12, "10/14/2026 09:31:37 PM"),
        ("YYYY/MM/DD", 24, "2026/10/14 21:31:37"),
        ("YYYY/MM/DD", 12, "2026/10/14 09:31:37 PM"),
    ],
)
def test_each_format_is_written_and_read(order: str, clock: int, written: str) -> None:
    display = Display(order, clock, LONDON)
    assert display.write(NOW) == written
    assert display.read(written) == NOW
    others = [Display(*other, LONDON) for other in FORMATS if other != (order, clock)]
    assert [other.read(written) for other in others] == [None] * 5


@pytest.mark.parametrize(
    ("hour", "written"),
    [(0, "12:05:00 AM"), (1, "01:05:00 AM"), (11, "11:05:00 AM"), (12, "12:05:00 PM"), (13, "01:05:00 PM")],
)
def test_midnight_is_twelve_am(hour: int, written: str) -> None:
    at = int(datetime(2026, 2, 3, hour, 5, tzinfo=LONDON).timestamp())
    display = Display("DD/MM/YYYY", 12, LONDON)
    assert display.write(at) == f"03/02/2026 {written}"
    assert display.read(f"03/02/2026 {written}") == at


@pytest.mark.parametrize(
    "text",
    [
        "",
        "14/10/2026",
        "14/10/2026 ",
        "14/10/2026 9:31:37",
        "14/10/26 21:31:37",
        "4/10/2026 21:31:37",
        "14-10-2026 21:31:37",
        "14.10.2026 21:31:37",
        "14/10/2026  21:31:37",
        " 14/10/2026 21:31:37",
        "14/10/2026 21:31:37 ",
        "14/10/2026 21:31:37 PM",
        "14/10/2026 24:00:00",
        "14/10/2026 21:31",
        "14/10/2026T21:31:37",
        "30/02/2026 10:00:00",
        "14/13/2026 10:00:00",
        "00/10/2026 10:00:00",
        "\u0661\u0664/10/2026 21:31:37",
        "1792009897",
        "2026-10-14T21:31:37Z",
    ],
)
def test_anything_else_is_no_date(text: str) -> None:
    assert Display("DD/MM/YYYY", 24, LONDON).read(text) is None


@pytest.mark.parametrize("zone", ["UTC", "Pacific/Auckland", "America/Los_Angeles"])
@pytest.mark.parametrize("text", ["01/01/0001 00:00:00", "31/12/9999 23:59:59"])
def test_the_ends_of_all_time_are_far_away_or_no_date(text: str, zone: str) -> None:
    found = Display("DD/MM/YYYY", 24, ZoneInfo(zone)).read(text)
    assert found is None or abs(found) > 60_000_000_000


@given(
    epoch=st.integers(0, 4_000_000_000),
    form=st.sampled_from(FORMATS),
    zone=st.sampled_from(ZONES).map(ZoneInfo),
)
def test_every_second_reads_back_as_the_wall_time_it_was_written_as(
    epoch: int, form: tuple[str, int], zone: ZoneInfo
) -> None:
    display = Display(*form, zone)
    written = display.write(epoch)
    local = datetime.fromtimestamp(epoch, zone)
    assert datetime.strptime(written, STRPTIME[form]).replace(tzinfo=zone) == local.replace(fold=0)
    if local.fold == 0:
        assert display.read(written) == epoch


@pytest.mark.parametrize("form", FORMATS)
def test_a_repeated_hour_is_the_first_and_a_skipped_one_is_moved_on(form: tuple[str, int]) -> None:
    display = Display(*form, LONDON)
    # 25 October 2026, 01:30 comes twice: 00:30 UTC (summer) and 01:30 UTC.
    first = int(datetime(2026, 10, 25, 0, 30, tzinfo=UTC).timestamp())
    assert display.write(first) == display.write(first + 3600)
    assert display.read(display.write(first + 3600)) == first
    # 29 March 2026, 01:30 never comes: the clocks go from 01:00 to 02:00, at 01:00 UTC.
    before = datetime(2026, 3, 29, 0, 59, 59, tzinfo=UTC)
    assert display.write(before.timestamp() + 1).split(" ")[1][:2] == "02"
    skipped = (
        display.write(before.timestamp()).replace("00:59:59", "01:30:00").replace("12:59:59", "01:30:00")
    )
    assert display.read(skipped) == int((before + timedelta(seconds=1801)).timestamp())


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("1792009897", NOW),
        ("2026-10-14T20:31:37Z", NOW),
        ("2026-10-14T22:31:37+02:00", NOW),
        ("2026-10-14T21:31:37", NOW),
        ("14/10/2026 21:31:37", NOW),
        ("179200989", 179200989),
        ("1792009897000", None),
        ("2026-10-14 21:31:37", None),
        ("2026-10-14", None),
        ("2026-13-14T21:31:37Z", None),
        ("10/14/2026 21:31:37", None),
    ],
)
def test_newer_firmware_also_reads_epoch_seconds_and_iso(text: str, moment: int | None) -> None:
    assert Display("DD/MM/YYYY", 24, LONDON).read_newer(text) == moment


@pytest.mark.parametrize(
    ("clock", "hour", "told"),
    [(12, 9, "hh:mm:ss AM"), (12, 21, "hh:mm:ss PM"), (24, 9, "hh:mm:ss"), (24, 21, "hh:mm:ss")],
)
async def test_the_suffix_of_the_time_format_is_the_present_half_of_the_day(
    clock: int, hour: int, told: str
) -> None:
    at = datetime(2026, 10, 14, hour, tzinfo=LONDON).timestamp()
    async with running(at=at, clock=clock, date_format="MM/DD/YYYY") as (_, asker):
        information = (await asker.get("system/information"))["data"]
    assert information["system_time_format"] == told
    assert information["system_date_format"] == "MM/DD/YYYY"
    assert information["timestamp"] == int(at)


async def test_information_follows_the_clock_and_the_firmware() -> None:
    async with running(firmware="legacy", clock=12) as (pbx, asker):
        pbx.clock.advance(7200)
        await asker.log_in(pbx)
        information: dict[str, Any] = (await asker.get("system/information"))["data"]
    assert information["system_time"] == "14/10/2026 11:31:37 PM"
    assert information["timestamp"] == NOW + 7200
    assert information["firmware_version"] == "37.20.0.107"
    assert information["up_time"] == 405080 + 7200


async def test_older_firmware_may_keep_its_format_to_itself() -> None:
    async with running(information_tells_format=False) as (_, asker):
        information = (await asker.get("system/information"))["data"]
    assert not {"system_date_format", "system_time_format"} & set(information)
    assert information["system_time"] == "14/10/2026 21:31:37"


@pytest.mark.parametrize(
    ("zone", "label"),
    [
        ("Europe/London", "Global Time Zone[0 United Kingdom (London)]"),
        ("Asia/Riyadh", "Global Time Zone[3 Saudi Arabia (Riyadh)]"),
        ("America/New_York", "Global Time Zone[-5 United States (New York)]"),
        ("Australia/Sydney", "Global Time Zone[10 Australia (Sydney)]"),
        ("Europe/Dublin", "Global Time Zone[0 Ireland (Dublin)]"),
        ("Asia/Kolkata", None),
    ],
)
@pytest.mark.parametrize("month", [1, 7])
def test_a_zone_is_labelled_by_its_standard_time(zone: str, label: str | None, month: int) -> None:
    assert zone_label(zone, datetime(2026, month, 15, tzinfo=UTC).timestamp()) == label
