from __future__ import annotations

from dataclasses import replace

import pytest

from answers.digest_month import DIGEST, EARLIER, OWN, THE_DAY, ask, gap, made
from answers.scene import missed, out, taken, window
from bot.answers import digest_telling as telling
from bot.answers.digest import Compared, Measure
from bot.answers.digest_failing import because, look_there, maybe_posted, next_try
from bot.answers.digest_masking import masked_digest, remembers
from bot.answers.rounds_trouble import DigestUnmade
from bot.cdr.link_trouble import ConnectionRefused
from bot.cdr.missed import CallerState
from bot.cdr.pbx_trouble import BadCredentials
from bot.cdr.roster_trouble import UnknownGroup

DASH = "\u2013"
LEFT_OUT = ("2026-11-24T08:30", "2026-11-25T08:30")


async def test_the_day_in_one_line_and_its_figures() -> None:
    told = await made()
    assert telling.title(told) == "Calls, Wednesday 25 November 2026"
    assert telling.day_line(told) == "5 missed of 12 inbound calls, 3 callers open, 1 tried"
    assert telling.figures(told) == (
        "6 answered",
        "1 with a voicemail",
        "half waited up to 11 s",
        "nine in ten up to 41 s",
        "1 outbound",
    )


async def test_what_is_compared_is_said_in_words() -> None:
    assert telling.comparisons(await made()) == (
        "3 more missed than the Wednesday before; about as many as usual.",
        "3 fewer answered than the Wednesday before; fewer than usual (about 10).",
    )


async def test_the_busiest_hour_and_who_answered_most_are_counts() -> None:
    assert telling.people(await made()) == (
        f"Busiest hour: 10:00{DASH}11:00, 5 inbound calls, 3 missed.",
        "Answered most: Amara Osei 3, Jonas Weber 2 and Priya Nair 1.",
    )


async def test_what_is_not_counted_is_said() -> None:
    assert (await made()).answer.notes == (
        "1 call never left the menu; not counted as missed.",
        "1 of 5 missed rang less than 5 s.",
    )


@pytest.mark.parametrize(
    ("each", "words"),
    [
        (
            Compared(measure=Measure.MISSED, now=5, before=5, usual=None),
            "As many missed as the Wednesday before.",
        ),
        (
            Compared(measure=Measure.MISSED, now=0, before=6, usual=None),
            "6 fewer missed than the Wednesday before.",
        ),
        (Compared(measure=Measure.MISSED, now=5, before=None, usual=4.5), "About as many missed as usual."),
        (
            Compared(measure=Measure.MISSED, now=30, before=None, usual=4.25),
            "More missed than usual (about 4).",
        ),
        (
            Compared(measure=Measure.ANSWERED, now=1150, before=None, usual=1000),
            "About as many answered as usual.",
        ),
        (
            Compared(measure=Measure.ANSWERED, now=800, before=2000, usual=1000),
            "1,200 fewer answered than the Wednesday before; fewer than usual (about 1,000).",
        ),
        (
            Compared(measure=Measure.VOICEMAIL, now=9, before=8, usual=None),
            "1 more voicemail than the Wednesday before.",
        ),
        (
            Compared(measure=Measure.WAITING, now=95, before=20, usual=30.4),
            (
                "Half of the callers waited up to 1 min 35 s: longer than the Wednesday before (20 s), "
                "longer than usual (about 30 s)."
            ),
        ),
        (
            Compared(measure=Measure.WAITING, now=20, before=40, usual=22.0),
            "Half of the callers waited up to 20 s: less than the Wednesday before (40 s).",
        ),
    ],
)
async def test_a_comparison_reads_as_people_say_it(each: Compared, words: str) -> None:
    assert telling.comparisons(replace(await made(), compared=(each,))) == (words,)


async def test_a_wait_that_nobody_would_feel_is_not_compared() -> None:
    each = Compared(measure=Measure.WAITING, now=11, before=14, usual=8.0)
    assert telling.comparisons(replace(await made(), compared=(each,))) == ()


async def test_several_days_are_compared_with_the_same_days_and_seven_with_the_week_before() -> None:
    each = (Compared(measure=Measure.MISSED, now=8, before=5, usual=None),)
    weekend = await made(asked=ask(window("2026-11-20 00:00", "2026-11-23 00:00")), now="2026-11-23 08:30")
    week = await made(asked=ask(window("2026-11-16 00:00", "2026-11-23 00:00")), now="2026-11-23 08:30")
    assert telling.title(weekend) == f"Calls, Fri 20 {DASH} Sun 22 November 2026"
    assert telling.comparisons(replace(weekend, compared=each)) == (
        "3 more missed than the same days a week before.",
    )
    assert telling.comparisons(replace(week, compared=each)) == ("3 more missed than the week before.",)


async def test_a_part_of_a_day_says_until_when() -> None:
    today = await made(asked=ask(window("2026-11-25 00:00", "2026-11-25 17:00")), now="2026-11-25 17:00")
    assert telling.title(today) == f"Calls, Wednesday 25 November 2026, 00:00{DASH}17:00"
    month = await made(asked=ask(window("2026-10-01 00:00", "2026-11-01 00:00")), now="2026-11-02 08:00")
    assert telling.title(month) == "Calls, October 2026"


async def test_other_days_read_well() -> None:
    answered = await made([*EARLIER, *taken("a", "2026-11-25 09:00"), missed("m", "2026-11-24 09:00")])
    assert telling.day_line(answered) == "None missed of 1 inbound call"
    assert telling.figures(answered) == ("1 answered", "waited 11 s")
    back = await made(
        [missed("m", "2026-11-25 09:00", "0770090001"), out("o", "2026-11-25 09:30", "0770090001")]
    )
    assert telling.day_line(back) == "1 missed of 1 inbound call, every caller was reached"
    only_out = await made([out("o", "2026-11-25 09:30", "0770090001")])
    assert telling.day_line(only_out) == "1 call, none of them inbound"
    part = await made(gaps=[gap("2026-11-25 20:00", "2026-11-25 21:00")])
    assert telling.day_line(part).endswith("3 callers open, 1 tried, in the part that could be read")


async def test_an_empty_day_is_one_line_that_can_be_believed() -> None:
    told = await made(EARLIER)
    assert (
        telling.no_calls(told) == "No calls, Wednesday 25 November 2026. Usually there are about 14 inbound."
    )
    assert telling.believed(told).startswith("332 records of this time and of the weeks before were read")
    mine = await made(EARLIER, ask(digest=OWN, either="4010"))
    assert telling.no_calls(mine) == "No calls of yours, Wednesday 25 November 2026."


async def test_a_late_one_says_when_it_was_due_and_what_was_left_out() -> None:
    told = await made(asked=ask(late=True, skipped=LEFT_OUT), now="2026-11-26 11:05")
    assert list(telling.late(told)) == [
        "This digest is late: it was due at 08:30.",
        "Left out while Ringback was down: Tue 24 Nov 08:30 and Wed 25 Nov 08:30.",
    ]
    overnight = await made(asked=ask(late=True, slot="2026-11-26T20:00"), now="2026-11-27 07:00")
    assert list(telling.late(overnight)) == ["This digest is late: it was due on Thu 26 Nov at 20:00."]
    assert list(telling.late(await made())) == []


async def test_masking_hides_outside_numbers_and_changes_no_figure() -> None:
    told = await made()
    hidden = masked_digest(told)
    assert [caller.number for caller in hidden.still_open] == ["0770090••••"] * 4
    assert [caller.state for caller in hidden.still_open] == [CallerState.TRIED, *[CallerState.OPEN] * 3]
    assert telling.day_line(hidden) == telling.day_line(told)
    assert telling.comparisons(hidden) == telling.comparisons(told)
    assert telling.people(hidden) == telling.people(told)
    assert remembers(hidden, told)


async def test_a_filter_with_an_outside_number_is_hidden_and_not_remembered() -> None:
    told = await made(asked=ask(digest=replace(DIGEST, text="from 07700900001"), caller="07700900001"))
    hidden = masked_digest(told)
    assert hidden.answer.understood == ("missed calls", "from 0770090••••")
    assert not remembers(hidden, told)


async def test_a_channel_is_told_the_kind_of_a_trouble_and_the_owner_its_sentences() -> None:
    refused = ConnectionRefused(where="pbx.example.com:8088")
    assert because(DIGEST, "2026-11-26T08:30", refused) == (
        "The digest of Thu 26 Nov 08:30 could not be made, because the PBX could not be reached "
        "(connection_refused)."
    )
    assert refused.sentence in because(OWN, "2026-11-26T08:30", refused)
    assert refused.next_step in because(OWN, "2026-11-26T08:30", refused)
    unknown = UnknownGroup(name="07700900123", hint="")
    assert "07700900123" not in because(DIGEST, "2026-11-26T08:30", unknown)
    assert "because the PBX refuses its Client ID or Client Secret" in because(
        DIGEST, "2026-11-26T08:30", BadCredentials(where="h")
    )
    assert "because something went wrong in Ringback itself" in because(
        DIGEST, "2026-11-26T08:30", DigestUnmade()
    )


def test_a_failed_one_says_when_the_next_one_comes() -> None:
    assert next_try(DIGEST, "2026-11-27T08:30") == (
        "Next try: Fri 27 Nov 08:30 (Europe/London), with the next digest."
    )
    assert next_try(DIGEST, None) == (
        "It is paused until the PBX takes its secret again: an admin reconnects it."
    )


def test_one_that_may_have_been_posted_says_so() -> None:
    assert maybe_posted("2026-11-26T08:30") == (
        "The digest of Thu 26 Nov 08:30 may have been posted, or not: "
        "Ringback stopped just then, and Slack did not say."
    )
    assert look_there(DIGEST) == "Look in its channel; if it is not there, post it again."
    assert look_there(OWN) == "Look in this conversation; if it is not there, post it again."


def test_the_day_has_thirteen_calls() -> None:
    assert len({leg.call_key for leg in THE_DAY}) == 13
