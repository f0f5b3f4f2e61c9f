"""Never a silent zero: whatever format is assumed and whatever is real, the answer is right or an error."""

from __future__ import annotations

from itertools import product
from zoneinfo import ZoneInfo

import pytest

from bot.cdr.pbx_trouble import DateFormatMismatch
from bot.pbx.yeastar.api import Errand
from bot.pbx.yeastar.clock import DisplayFormat
from bot.pbx.yeastar.proof import proved
from bot.simulator import faults
from pbx.yeastar.given import (
    DAY,
    FIFTH_OF_OCTOBER,
    HOUR,
    NOW,
    adapter,
    asked,
    connected,
    fetched,
    keys,
    true_keys,
)

LONDON = ZoneInfo("Europe/London")
FIRMWARES = ("legacy", "mid", "current")
FORMATS = tuple(product(("DD/MM/YYYY", "MM/DD/YYYY", "YYYY/MM/DD"), (24, 12)))
FIFTH = (FIFTH_OF_OCTOBER, FIFTH_OF_OCTOBER + DAY)
NIGHT = (FIFTH_OF_OCTOBER + 2 * HOUR, FIFTH_OF_OCTOBER + 3 * HOUR)
"""Nobody calls then."""


@pytest.mark.parametrize("firmware", FIRMWARES)
@pytest.mark.parametrize(("date_format", "clock"), FORMATS)
async def test_whatever_format_is_assumed_the_real_one_is_answered_right(
    firmware: str, date_format: str, clock: int
) -> None:
    async with connected(firmware=firmware, days=12) as (simulated, pbx):
        for assumed in FORMATS:
            simulated.change_format(*assumed)
            await fetched(pbx, *FIFTH)  # from now on this format is believed
            assert (await pbx.profile()).date_format == assumed[0]
            simulated.change_format(date_format, clock)
            got, covered = await fetched(pbx, *FIFTH)
            assert keys(got) == true_keys(simulated, *FIFTH) != []
            assert covered.complete
            assert covered.proved
        profile = await pbx.profile()
        assert (profile.date_format, profile.clock, profile.format_proved) == (date_format, clock, True)


@pytest.mark.parametrize("firmware", FIRMWARES)
@pytest.mark.parametrize(("date_format", "clock"), FORMATS)
async def test_a_true_zero_is_proved_in_every_format_and_a_false_one_is_found_out(
    firmware: str, date_format: str, clock: int
) -> None:
    async with connected(firmware=firmware, days=12, calls_per_day=10) as (simulated, pbx):
        simulated.change_format(date_format, clock)
        await pbx.profile()
        simulated.requests.clear()
        got, covered = await fetched(pbx, NOW - 300 * DAY, NOW - 299 * DAY)
        assert (got, covered.proved, covered.empty_pbx) == ([], True, False)
        assert len(asked(simulated, "cdr/search")) >= 2  # the question, and the canary after it


async def test_a_format_that_changes_before_a_question_is_rediscovered_and_answered_right() -> None:
    async with connected(date_format="DD/MM/YYYY", clock=12, days=12) as (simulated, pbx):
        await pbx.profile()
        simulated.change_format("MM/DD/YYYY", 24)
        got, covered = await fetched(pbx, *FIFTH)
        assert keys(got) == true_keys(simulated, *FIFTH) != []
        assert covered.sent[0].end.endswith("AM")  # as it was believed
        assert covered.sent[-1].start.startswith("10/04/2026 2")  # as it is, with padding


@pytest.mark.parametrize("firmware", FIRMWARES)
@pytest.mark.parametrize("after", [1, 2, 3])
async def test_a_format_that_changes_amid_a_long_read_hands_every_leg_over_once(
    firmware: str, after: int
) -> None:
    async with connected(firmware=firmware, days=0) as (simulated, pbx):
        simulated.fill(24_000, NOW - 20 * DAY, NOW - DAY)
        await pbx.profile()
        simulated.faults.add(
            faults.ChangeFormat(path="cdr/search", after=after, date_format="YYYY/MM/DD", clock=12)
        )
        got, covered = await fetched(pbx, NOW - 30 * DAY, NOW)
        assert keys(got) == true_keys(simulated, NOW - 30 * DAY, NOW)
        assert covered.complete


@pytest.mark.parametrize("firmware", FIRMWARES)
@pytest.mark.parametrize("span", [FIFTH, NIGHT], ids=["calls", "no calls"])
async def test_a_format_that_changes_at_any_request_gives_right_figures_or_an_error(
    firmware: str, span: tuple[int, int]
) -> None:
    """From the first login to the last canary: the change comes right before request number ``after``."""
    answered = 0
    async with connected(firmware=firmware, days=12) as (simulated, _):
        for after in range(22):
            simulated.change_format("DD/MM/YYYY", 24)
            simulated.faults.clear()
            simulated.faults.add(faults.ChangeFormat(after=after, date_format="MM/DD/YYYY", clock=24))
            pbx = adapter(simulated)
            try:
                got, covered = await fetched(pbx, *span)
            except DateFormatMismatch:
                continue
            finally:
                await pbx.close(revoke=True)
            answered += 1
            assert keys(got) == true_keys(simulated, *span)
            assert covered.complete
            assert covered.proved
    assert answered > 15


@pytest.mark.parametrize("firmware", FIRMWARES)
async def test_a_pbx_that_says_nothing_of_its_format_shows_it_in_its_records(firmware: str) -> None:
    async with connected(
        firmware=firmware, date_format="MM/DD/YYYY", clock=12, days=12, information_tells_format=False
    ) as (simulated, pbx):
        profile = await pbx.profile()
        assert (profile.date_format, profile.clock, profile.format_proved) == ("MM/DD/YYYY", 12, True)
        got, _ = await fetched(pbx, *FIFTH)
        assert keys(got) == true_keys(simulated, *FIFTH)


@pytest.mark.parametrize("date_format", ["DD/MM/YYYY", "MM/DD/YYYY", "YYYY/MM/DD"])
@pytest.mark.parametrize("firmware", FIRMWARES)
@pytest.mark.parametrize("told", [True, False])
async def test_records_of_a_day_that_both_orders_write_alike_still_prove_the_order(
    firmware: str, date_format: str, *, told: bool
) -> None:
    noon_of_10_10 = 1_791_630_000
    async with connected(
        at=noon_of_10_10 + HOUR,
        firmware=firmware,
        date_format=date_format,
        days=0,
        information_tells_format=told,
    ) as (simulated, pbx):
        simulated.fill(30, noon_of_10_10 - HOUR, noon_of_10_10)
        profile = await pbx.profile()
        assert (profile.date_format, profile.format_proved) == (date_format, True)
        got, covered = await fetched(pbx, noon_of_10_10 - 12 * HOUR, noon_of_10_10 + HOUR)
        assert len(got) == 30
        zero, proof = await fetched(pbx, noon_of_10_10 - 40 * DAY, noon_of_10_10 - 30 * DAY)
        assert (zero, proof.proved, covered.proved) == ([], True, True)


async def test_a_pbx_without_any_record_is_said_to_be_empty_and_not_to_be_silent() -> None:
    async with connected(days=0) as (simulated, pbx):
        assert not (await pbx.profile()).format_proved
        got, covered = await fetched(pbx, *FIFTH)
        assert (got, covered.empty_pbx, covered.proved) == ([], True, False)
        simulated.fill(5, FIFTH_OF_OCTOBER + 10 * HOUR, FIFTH_OF_OCTOBER + 11 * HOUR)
        got, covered = await fetched(pbx, *FIFTH)
        assert (len(got), covered.empty_pbx) == (5, False)
        assert (await fetched(pbx, *NIGHT))[1].proved


async def test_a_canary_that_was_deleted_meanwhile_is_replaced_by_another() -> None:
    async with connected(days=12) as (simulated, pbx):
        await pbx.profile()
        simulated.purge(NOW + DAY)
        simulated.fill(3, NOW - HOUR, NOW - 1800)
        got, covered = await fetched(pbx, *FIFTH)
        assert (got, covered.proved) == ([], True)


async def test_rows_whose_two_times_disagree_are_not_believed() -> None:
    async with connected(days=12) as (simulated, pbx):
        await pbx.profile()
        simulated.faults.add(faults.Disagree(times=None, seconds=3600))
        with pytest.raises(DateFormatMismatch) as raised:
            await fetched(pbx, *FIFTH)
        assert "fit no one format and zone" in raised.value.sentence
        assert raised.value.next_step.endswith("--pbx-timezone.")


async def test_a_wrong_format_fails_the_canary_where_a_record_has_its_mirrored_date() -> None:
    """5 June and 6 May both have records: only the record itself proves, not that something was found."""
    sixth_of_may, fifth_of_june = 1_778_061_600, 1_780_653_600
    async with connected(at=fifth_of_june + DAY, days=0) as (simulated, pbx):
        simulated.fill(5, sixth_of_may, sixth_of_may + 60)
        simulated.fill(5, fifth_of_june, fifth_of_june + 60)
        known = (await pbx.discovered()).known
        assert known is not None

        errand = Errand(pbx.api)
        right, wrong = (DisplayFormat(date=date, clock=24) for date in ("DD/MM/YYYY", "MM/DD/YYYY"))
        assert await proved(errand, known, right, LONDON)
        assert not await proved(errand, known, wrong, LONDON)
