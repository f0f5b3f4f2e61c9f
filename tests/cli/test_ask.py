"""``ringback ask``, against simulated PBXs of every firmware, each in a process of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cli.commands import NOW

if TYPE_CHECKING:
    from collections.abc import Callable

    from cli.commands import Pbx, Ran

FIRMWARES = {
    "legacy": ("--firmware", "legacy", "--date-format", "MDY", "--clock", "12"),
    "mid": ("--firmware", "mid", "--date-format", "YMD"),
    "current": ("--firmware", "current", "--date-format", "DMY", "--clock", "12"),
}


@pytest.fixture(params=FIRMWARES)
def each(request: pytest.FixtureRequest, simulated: Callable[..., Pbx]) -> Pbx:
    return simulated("--now", NOW, "--seed", "396", *FIRMWARES[request.param])


def test_every_firmware_tells_what_truly_happened(ringback: Callable[..., Ran], each: Pbx) -> None:
    told = ringback("ask", "missed", "yesterday", "--json", "--now", NOW, *each.options).json
    true = each.truth()
    missed = [call for call in true if call["direction"] == "inbound" and call["outcome"] in
              ("no_answer", "busy", "failed", "voicemail")]  # fmt: skip
    assert missed
    assert sorted(call["uid"] for call in told["calls"]) == sorted(call["uid"] for call in missed)
    totals = told["totals"]
    assert totals["calls"] == len(true)
    assert totals["missed"] == len(missed)
    assert totals["answered"] == sum(call["outcome"] == "answered" for call in true)
    assert totals["menu_only"] == sum(call["outcome"] == "menu_only" for call in true)
    assert totals["talk_seconds"] == sum(call["talk_seconds"] for call in true)
    assert told["complete"]
    assert told["pbx"]["format_proved"]
    assert told["pbx"]["timezone"] == "Europe/London"


def test_a_page_shows_the_question_the_callers_and_what_was_read(ask: Callable[..., Ran]) -> None:
    ran = ask("missed yesterday afternoon in Sales")
    assert (ran.code, ran.err) == (0, "")
    for words in ("Mon 9 Nov 2026, 12:00\u201318:00 (Europe/London)", "in Sales", "missed of", "tried", "returned",
                  "complete", "DD/MM/YYYY, 12-hour, proved", "PBX clock Europe/London"):  # fmt: skip
        assert words in ran.out
    assert "\x1b" not in ran.out


def test_the_words_may_be_one_argument_or_several(ask: Callable[..., Ran]) -> None:
    assert ask("missed yesterday in Sales").out == ask("missed", "yesterday", "in", "Sales").out


def test_all_lists_every_call(ask: Callable[..., Ran]) -> None:
    few, every = ask("calls yesterday").out, ask("calls yesterday", "--all").out
    assert "more calls: --all or --json" in few
    assert "more calls" not in every
    assert len(every.splitlines()) > len(few.splitlines())


def test_a_persons_zone_moves_the_window_and_every_time(ask: Callable[..., Ran]) -> None:
    window = ask("calls yesterday", "--json", "--timezone", "Asia/Tokyo").json["window"]
    assert (window["start"], window["timezone"]) == ("2026-11-09T00:00:00+09:00", "Asia/Tokyo")


def test_without_an_offset_now_is_the_pbxs_own_time(
    ringback: Callable[..., Ran], simulated: Callable[..., Pbx]
) -> None:
    far = simulated("--timezone", "Pacific/Auckland", "--now", "2026-11-10T09:00", "--days", "2")
    told = ringback("ask", "last 3 hours", "--json", "--now", "2026-11-10T09:00", *far.options).json
    assert told["window"]["start"] == "2026-11-10T06:00:00+13:00"
    assert told["window"]["end"] == "2026-11-10T09:00:00+13:00"


def test_a_short_ring_is_what_the_option_says(ask: Callable[..., Ran]) -> None:
    none, more = (
        ask("missed yesterday", "--json", "--short-ring", seconds).json["totals"]["short_ring"]
        for seconds in ("0", "30")
    )
    assert none == 0
    assert more > 0


def test_the_pbxs_zone_can_be_overruled_but_not_against_the_evidence(ask: Callable[..., Ran]) -> None:
    assert ask("calls yesterday", "--pbx-timezone", "Europe/Lisbon").code == 0
    ran = ask("calls yesterday", "--pbx-timezone", "Asia/Tokyo")
    assert ran.code == 1
    assert "--pbx-timezone" in ran.said


def test_a_format_that_changes_between_two_pages_does_not_change_the_answer(
    ask: Callable[..., Ran], pbx: Pbx
) -> None:
    before = ask("missed yesterday", "--json").json
    pbx.fault("format", date_format="MM/DD/YYYY", clock=24, path="cdr/search", times=1)
    after = ask("missed yesterday", "--json").json
    assert after["calls"] == before["calls"]
    assert (after["pbx"]["date_format"], after["pbx"]["clock"]) == ("MM/DD/YYYY", 24)


def test_a_token_that_ends_amid_the_reading_is_replaced(ask: Callable[..., Ran], pbx: Pbx) -> None:
    ask("calls yesterday")
    before = pbx.logins
    pbx.fault("expire", refresh_too=True, path="cdr/search", after=1, times=1)
    assert ask("calls yesterday", "--json").json["complete"]
    assert pbx.logins == before + 1


def test_callers_with_hostile_names_change_nothing_on_the_screen(ask: Callable[..., Ran], pbx: Pbx) -> None:
    start = 1_794_218_400  # Monday 9 November 2026, 10:00
    for number, name in enumerate(["<!channel> *bold*", "[red]Alert[/red]", "\x1b[31mRed\x1b[0m\u202ecod"]):
        pbx.post(
            "calls", shape="direct missed", start=start + number, number=f"0770090099{number}", name=name
        )
    out = ask("missed yesterday", "--all").out
    assert "<!channel> *bold*" in out
    assert "[red]Alert[/red]" in out
    assert "\x1b" not in out
    assert "\u202e" not in out
