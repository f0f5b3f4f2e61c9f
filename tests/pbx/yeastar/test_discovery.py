"""What a PBX is found to be, and by what evidence."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest

from bot.cdr.pbx_trouble import DateFormatMismatch
from bot.pbx.yeastar.information import Sighting, paged, to_quarter
from bot.pbx.yeastar.zones import fixed_zone, zone_of_label
from bot.simulator import faults
from pbx.yeastar.given import DAY, FIFTH_OF_OCTOBER, HOUR, NOW, connected, fetched, keys, true_keys

if TYPE_CHECKING:
    from bot.simulator import Simulator

NOW_IN_UTC = datetime.fromtimestamp(NOW, UTC)
MARCH = 1_774_000_000
"""20 March 2026, nine days before London's clocks change."""


@pytest.mark.parametrize("clock", [12, 24])
@pytest.mark.parametrize("hours", [0, 6, 12, 18])
async def test_the_clock_is_read_off_the_time_itself(clock: int, hours: int) -> None:
    """``system_time_format`` says AM at night and PM in the evening, so it is no pattern."""
    async with connected(at=NOW + hours * HOUR, clock=clock, days=4) as (_, pbx):
        profile = await pbx.profile()
        assert (profile.clock, profile.date_format) == (clock, "DD/MM/YYYY")
        assert profile.skew_seconds == 0


@pytest.mark.parametrize(
    "zone",
    [
        "Europe/London",
        "America/New_York",
        "Australia/Sydney",
        "Asia/Riyadh",
        "America/Sao_Paulo",
        "Europe/Kyiv",
        "Asia/Kolkata",
        "Asia/Kathmandu",
        "Australia/Lord_Howe",
        "Pacific/Chatham",
        "Pacific/Auckland",
        "America/St_Johns",
    ],
)
async def test_windows_are_right_in_every_zone_whether_or_not_the_pbx_names_it(zone: str) -> None:
    for told in (True, False):
        async with connected(timezone=zone, days=20, calls_per_day=25, extensions_tell_zone=told) as (
            simulated,
            pbx,
        ):
            got, covered = await fetched(pbx, NOW - 9 * DAY, NOW - 7 * DAY)
            assert keys(got) == true_keys(simulated, NOW - 9 * DAY, NOW - 7 * DAY) != []
            assert covered.complete
            profile = await pbx.profile()
            offset = NOW_IN_UTC.astimezone(ZoneInfo(zone)).utcoffset()
            assert NOW_IN_UTC.astimezone(profile.timezone).utcoffset() == offset


async def test_the_label_of_the_extension_list_names_the_zone() -> None:
    async with connected(timezone="America/Sao_Paulo", days=3) as (_, pbx):
        profile = await pbx.profile()
        assert (profile.timezone_name, profile.timezone_source) == ("America/Sao_Paulo", "extension list")


async def test_without_a_label_only_the_offset_is_known_and_said_so() -> None:
    async with connected(timezone="Asia/Kolkata", days=3, extensions_tell_zone=False) as (_, pbx):
        profile = await pbx.profile()
        assert (profile.timezone_name, profile.timezone_source) == ("UTC+05:30", "clock")


async def test_the_offset_alone_serves_across_a_clock_change() -> None:
    async with connected(at=MARCH + 30 * DAY, days=40, calls_per_day=20, extensions_tell_zone=False) as (
        simulated,
        pbx,
    ):
        for start in range(MARCH, MARCH + 20 * DAY, 5 * DAY):
            got, covered = await fetched(pbx, start, start + DAY)
            assert keys(got) == true_keys(simulated, start, start + DAY)
            assert covered.complete


@pytest.mark.parametrize("firmware", ["legacy", "current"])
@pytest.mark.parametrize(
    "zone", ["Europe/London", "Australia/Lord_Howe", "America/New_York", "Pacific/Chatham"]
)
async def test_the_hours_around_a_clock_change_are_right_to_the_second(firmware: str, zone: str) -> None:
    changes = {
        "Europe/London": 1_792_890_000,
        "America/New_York": 1_793_512_800,
        "Australia/Lord_Howe": 1_791_041_400,
        "Pacific/Chatham": 1_790_431_200 - 2 * HOUR,
    }
    change = changes[zone]
    async with connected(at=change + 2 * DAY, firmware=firmware, timezone=zone, days=0) as (simulated, pbx):
        simulated.fill(600, change - 5 * HOUR, change + 5 * HOUR)
        for minutes in range(-240, 240, 30):
            span = (change + minutes * 60, change + minutes * 60 + 1800)
            got, covered = await fetched(pbx, *span)
            assert keys(got) == true_keys(simulated, *span) != []
            assert covered.complete


async def test_a_given_zone_overrules_what_the_pbx_says() -> None:
    async with connected(days=3, zone=ZoneInfo("Europe/Jersey")) as (_, pbx):
        profile = await pbx.profile()
        assert (profile.timezone_name, profile.timezone_source) == ("Europe/Jersey", "given")


async def test_a_given_zone_that_cannot_be_right_is_refused_by_name() -> None:
    async with connected(days=3, zone=ZoneInfo("Asia/Tokyo")) as (_, pbx):
        with pytest.raises(DateFormatMismatch) as raised:
            await pbx.profile()
        assert (
            "at 20:31 UTC on 2026-10-14 it showed 14/10/2026 21:31:37, which is not the time of Asia/Tokyo"
            in (raised.value.sentence)
        )


async def test_a_clock_that_is_never_changed_is_found_out_by_its_records() -> None:
    """The label says London, but the PBX stays on UTC: in winter nothing shows, a summer record does."""
    january = 1_767_960_000
    async with connected(at=january, timezone="Africa/Abidjan", days=0) as (simulated, pbx):
        simulated.fill(30, january - 200 * DAY, january - 200 * DAY + HOUR)
        simulated.fill(60, january - DAY, january)
        relabel(simulated, "Global Time Zone[0 United Kingdom (London)]")
        span = (january - 200 * DAY, january - 200 * DAY + 1800)
        got, covered = await fetched(pbx, *span)
        assert keys(got) == true_keys(simulated, *span) != []
        assert covered.complete
        assert (await pbx.profile()).timezone_name == "UTC"


def relabel(simulated: Simulator, label: str) -> None:
    """Give every extension another label, as an admin does who moves the office."""

    class Relabel(faults.Fault, tag="relabel"):
        def spoil(self, body: dict[str, object], machine: object) -> dict[str, object]:  # noqa: ARG002 - its signature
            rows = body["data"]
            assert isinstance(rows, list)
            return {**body, "data": [{**row, "timezone": label} for row in rows]}

    simulated.faults.add(Relabel(path="extension/list", times=None))


@pytest.mark.parametrize("number", [10001, 10005, -2])
@pytest.mark.parametrize("firmware", ["legacy", "current"])
async def test_where_the_pbx_may_not_be_asked_about_itself_its_records_tell(
    number: int, firmware: str
) -> None:
    async with connected(firmware=firmware, date_format="MM/DD/YYYY", clock=12, days=12) as (simulated, pbx):
        simulated.faults.add(faults.Refuse(path="system/information", errcode=number, times=None))
        profile = await pbx.profile()
        assert (profile.date_format, profile.clock, profile.format_proved) == ("MM/DD/YYYY", 12, True)
        assert (profile.firmware, profile.skew_seconds) == ("", None)
        span = (FIFTH_OF_OCTOBER, FIFTH_OF_OCTOBER + DAY)
        got, covered = await fetched(pbx, *span)
        assert keys(got) == true_keys(simulated, *span)
        assert covered.complete


async def test_one_odd_record_among_the_newest_does_not_hide_the_format() -> None:
    async with connected(clock=12, days=4) as (simulated, pbx):
        simulated.faults.add(faults.OddRows(path="cdr/list", times=None))
        profile = await pbx.profile()
        assert (profile.date_format, profile.clock, profile.format_proved) == ("DD/MM/YYYY", 12, True)


@pytest.mark.parametrize(
    ("label", "zone"),
    [
        ("Global Time Zone[3 Saudi Arabia (Riyadh)]", "Asia/Riyadh"),
        ("Global Time Zone[0 United Kingdom (London)]", "Europe/London"),
        ("[-3 Brazil (São Paulo)]", "America/Sao_Paulo"),
        ("8 China (Beijing)", "Asia/Shanghai"),
        ("Global Time Zone[2 Ukraine (Kiev)]", "Europe/Kyiv"),
        ("Global Time Zone[-5 United States (New York)]", "America/New_York"),
        ("Global Time Zone[5.5 India (New Delhi)]", "Asia/Kolkata"),
        ("Global Time Zone[-3 Argentina (Buenos Aires)]", "America/Argentina/Buenos_Aires"),
        ("Global Time Zone[1 Atlantis (Poseidonis)]", None),
        ("", None),
        ("London", None),
    ],
)
def test_a_label_names_its_zone_by_the_city(label: str, zone: str | None) -> None:
    found = zone_of_label(label)
    assert (None if found is None else found.key) in (
        {zone, "America/Buenos_Aires"} if zone and "Buenos" in zone else {zone}
    )


@pytest.mark.parametrize(
    ("firmware", "has_pages"),
    [
        ("37.20.0.107", False),
        ("84.21.0.66", False),
        ("37.21.0.117", True),
        ("83.21.0.117", True),
        ("37.23.0.83", True),
        ("84.23.0.123", True),
        ("37.22.0.1", True),
        ("", False),
        ("beta", False),
    ],
)
def test_firmware_from_x_21_0_117_on_has_pages(firmware: str, *, has_pages: bool) -> None:
    assert paged(firmware) is has_pages


def test_offsets_are_whole_quarters_of_an_hour_within_fourteen() -> None:
    assert to_quarter(timedelta(hours=5, minutes=45, seconds=3)) == timedelta(hours=5, minutes=45)
    assert to_quarter(timedelta(minutes=7)) is None
    assert to_quarter(timedelta(hours=15)) is None
    assert to_quarter(-timedelta(hours=9, minutes=30)) == -timedelta(hours=9, minutes=30)


def test_a_text_with_its_moment_tells_day_and_month_apart() -> None:
    seen = Sighting(text="05/10/2026 12:00:00", epoch=FIFTH_OF_OCTOBER + 12 * HOUR)
    assert {str(form): offset for form, offset in seen.offsets().items()} == {
        "DD/MM/YYYY, 24-hour": timedelta(hours=1)
    }


def test_a_zone_that_is_only_an_offset_says_so() -> None:
    assert str(fixed_zone(timedelta(hours=2))) == "UTC+02:00"
    assert str(fixed_zone(timedelta())) == "UTC"
    assert str(fixed_zone(-timedelta(hours=3, minutes=30))) == "UTC-03:30"
