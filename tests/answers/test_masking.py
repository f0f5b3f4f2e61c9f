from __future__ import annotations

import json
from dataclasses import fields, replace
from typing import TYPE_CHECKING, Any

import pytest

from answers.day import LEGS
from answers.fake_pbx import FakePbx
from answers.scene import AMARA, DID, NO_ANSWER, ROSTER, SALES, asked, leg, missed, out, outside, window
from bot.answers.as_json import answer_json
from bot.answers.asking import answer
from bot.answers.masking import masked, masked_number
from bot.answers.telling import other_notes
from bot.cdr.leg import Direction
from bot.cdr.party import Party, PartyKind
from bot.cdr.roster import Roster
from bot.cdr.search import Gap
from bot.query.request import Kind

if TYPE_CHECKING:
    from bot.answers.values import Answer
    from bot.cdr.leg import Leg


def shown(got: Answer) -> str:
    return repr(got) + json.dumps(answer_json(got), ensure_ascii=False)


async def of(
    *legs: Leg,
    kind: Kind = Kind.CALLS,
    **filters: Any,  # noqa: ANN401 - the fields of Filters, each with its own type
) -> Answer:
    return masked(await answer(asked(kind, **filters), FakePbx(legs, ROSTER)))


async def of_name(name: str) -> str:
    """What becomes of a name that a caller chose."""
    got = await of(leg("a", "2026-11-22 10:00", AMARA, caller=outside("07700900146", name), talk=5))
    return got.calls[0].caller.name


@pytest.mark.parametrize(
    ("number", "told"),
    [
        ("+44 7700 900266", "+44 7700 90••••"),
        ("07700900266", "0770090••••"),
        ("(020) 7946-0100", "(020) 7946-••••"),
        ("+33 1 23 45 67 89", "+33 1 23 45 •• ••"),
        ("12345", "1••••"),
        ("999", "9••"),
        ("07700900266@sip.example.com", "0770090••••@sip.example.com"),
        ("07700900266@203.0.113.12", "0770090••••@203.•.•••.••"),
        ("sip:07700900266@07700900266", "sip:0770090••••@0770090••••"),
        ("07700900266;phone-context=+447700", "0770090••••;phone-context=+44••••"),
        ("anonymous@07700900266", "anonymous@0770090••••"),
        ("07700900266 07700900146", "0770090•••• 0770090••••"),
        ("7700900266 12", "770090•••• ••"),
        ("07700900266/4005", "0770090••••/••••"),
        ("07700 900266 07700 900146", "07700 90•••• 0•••• 90••••"),
        ("0770090026607700900146", "07••••••••••••••••••••"),
        ("\uff10\uff17700900266", "\uff10\uff1770090••••"),
        ("07700900266x12", "0770090••••x••"),
        ("anonymous", "anonymous"),
        ("000000000", "000000000"),
        ("", ""),
    ],
)
def test_the_last_four_digits_of_a_number_are_hidden(number: str, told: str) -> None:
    assert masked_number(number) == told


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("Call 07700 900 146 now", "Call 07700 90• ••• now"),
        ("07700900146 07700900147", "0770090•••• 0770090••••"),
        ("07700 900146 4005", "07700 90•••• ••••"),
        ("01.23.45.67.89", "01.23.45.••.••"),
        ("01/23/45/67/89", "01/23/45/••/••"),
        ("(07700) 900-146", "(07700) 90•-•••"),
        ("07700_900_146", "07700_90•_•••"),
        ("+44 20 7946 0100 4005", "+44 20 •••• •••• ••••"),
        ("٠٧٧٠٠٩٠٠١٤٦", "٠٧٧٠٠٩٠••••"),
        ("07700900146", "0770090••••"),
        ("000000000", "000000000"),
        ("07700\u00a0900\u202f146", "07700\u00a090•\u202f•••"),
        ("077\u200b009\u200b00146", "077\u200b009\u200b0••••"),
        ("9001467", "900••••"),
        ("077009001464005", "0770090••••••••"),
        ("4005ü4010", "4005ü4010"),
        ("Room 4005, floor 12", "Room 4005, floor 12"),
        ("Open since 22/11/2026", "Open since 22/11/2026"),
        ("Until 2026-11-22 10:00:30", "Until 2026-11-22 10:00:30"),
        ("Season 2025/2026", "Season 2025/2026"),
        ("77/11/2026", "77/11/••••"),
    ],
)
async def test_a_number_in_a_name_that_a_caller_chose_is_hidden(name: str, told: str) -> None:
    assert await of_name(name) == told


async def test_calls_and_callers_hide_outside_numbers_wherever_they_stand() -> None:
    forwarded = leg("f", "2026-11-22 10:00", outside("07700900555"), caller="07700900444", talk=30)
    got = await of(
        forwarded, missed("m", "2026-11-22 11:00", "07700900333"), out("b", "2026-11-22 12:00", "07700900333")
    )
    assert got.calls[0].caller.number == "0770090••••"
    assert [party.number for party in got.calls[0].answered_by] == ["0770090••••"]
    assert got.missed_callers[0].number == "0770090••••"
    assert got.missed_callers[0].by == AMARA
    assert {caller.number for caller in got.top_callers} == {"0770090••••"}
    for digits in ("900555", "900444", "900333"):
        assert digits not in shown(got)


async def test_our_own_numbers_stay() -> None:
    legs = [leg("a", "2026-11-22 10:00", SALES, talk=9), leg("a", "2026-11-22 10:00", AMARA, talk=9)]
    got = await of(*legs, did=DID, either="4005")
    assert got.understood == ("calls", "with Amara Osei (4005)", f"dialled number {DID}")
    assert (got.calls[0].did, got.calls[0].to.number, got.calls[0].answered_by) == (DID, "6400", (AMARA,))
    assert got.by_extension[0].number == "4005"


async def test_a_long_extension_stays_where_the_calls_know_it() -> None:
    long = Party("4005123", "Zoë Müller", PartyKind.EXTENSION)
    pbx = FakePbx(
        [out("o", "2026-11-22 10:00", "07700900146", by=long)], Roster(extensions={"4005123": "Zoë Müller"})
    )
    got = masked(await answer(asked(either="4005123"), pbx))
    assert got.understood == ("calls", "with Zoë Müller (4005123)")


async def test_a_number_asked_for_is_hidden_where_it_is_shown() -> None:
    got = await of(missed("m", "2026-11-22 11:00"), either="07700 900146")
    assert got.understood == ("calls", "with 07700 90••••")
    assert answer_json(got)["filters"] == {"with": "07700 90••••"}


async def test_what_a_button_asks_anew_stays_as_it_was_typed() -> None:
    request = replace(asked(Kind.MISSED, either="07700900146"), typed="missed with 07700900146")
    got = masked(await answer(request, FakePbx(LEGS, ROSTER)))
    assert got.request.typed == "missed with 07700900146"
    assert "07700900146" not in json.dumps(answer_json(got))


async def test_notes_and_what_is_missing_hide_numbers_and_keep_dates() -> None:
    gap = Gap(
        window=window("2026-11-22 09:00", "2026-11-22 10:00"), reason="The call of 07700900146 broke it."
    )
    request = replace(asked(), notes=("“with 07700900146” was read as a number.",))
    got = masked(await answer(request, FakePbx(LEGS, ROSTER, gaps=[gap])))
    assert got.notes[0].startswith("Missing: Sun 22 Nov 2026, 09:00")
    assert got.notes[0].endswith("10:00. The call of 0770090•••• broke it.")
    assert got.notes[1] == "“with 0770090••••” was read as a number."
    assert got.coverage.gaps[0].reason == "The call of 0770090•••• broke it."


async def test_call_notes_and_names_of_recordings_hide_numbers() -> None:
    made = leg(
        "r",
        "2026-11-22 10:00",
        AMARA,
        talk=9,
        note="Rings back on 07700 900266\nfrom 4005",
        recording="20261122100000-07700900146-4005-Inbound.wav",
    )
    (call,) = (await of(made)).calls
    assert call.note == "Rings back on 07700 90••••\nfrom 4005"
    assert call.recording == "2026112210••••-0770090••••-4005-Inbound.wav"


async def test_a_withheld_number_stays_withheld() -> None:
    got = await of(leg("v", "2026-11-22 11:00", AMARA, NO_ANSWER, caller="anonymous", ring=20))
    assert got.calls[0].caller.number == "anonymous"
    assert got.missed_callers[0].number == "anonymous"


async def test_figures_do_not_change() -> None:
    whole = await answer(asked(Kind.MISSED), FakePbx(LEGS, ROSTER))
    got = masked(whole)
    texts = {"request", "understood", "calls", "missed_callers", "top_callers", "coverage", "notes"}
    for field in fields(whole):
        if field.name not in texts:
            assert getattr(got, field.name) == getattr(whole, field.name)
    assert [caller.count for caller in got.missed_callers] == [
        caller.count for caller in whole.missed_callers
    ]
    assert [caller.calls for caller in got.top_callers] == [caller.calls for caller in whole.top_callers]
    assert [call.key for call in got.calls] == [call.key for call in whole.calls]


async def test_two_who_talked_stay_two_in_a_call_whose_shares_still_fit() -> None:
    legs = [
        leg("f", "2026-11-22 10:00", outside("07700900555"), talk=30),
        leg("f", "2026-11-22 10:01", outside("07700900556"), talk=20),
    ]
    (call,) = (await of(*legs)).calls
    assert [party.number for party in call.answered_by] == ["0770090••••", "0770090••••"]
    assert call.talk_by_party() == ((outside("0770090••••"), 50),)


async def test_two_missed_callers_stay_two_though_they_look_the_same() -> None:
    legs = [missed("a", "2026-11-22 10:00", "07700900555"), missed("b", "2026-11-22 11:00", "07700900556")]
    got = await of(*legs, kind=Kind.MISSED)
    assert [caller.number for caller in got.missed_callers] == ["0770090••••"] * 2
    assert [caller.number for caller in got.top_callers] == ["0770090••••"] * 2


async def test_digits_that_numbers_contain_are_hidden_whole_if_they_may_be_the_last_four() -> None:
    got = await of(missed("m", "2026-11-22 11:00"), either="0146", fuzzy=True)
    assert len(got.calls) == 1
    assert got.understood == ("calls", "with a number with ••••", "numbers that contain these digits")
    assert answer_json(got)["filters"]["with"] == "••••"


async def test_an_extension_asked_for_stays_where_the_answer_has_no_call() -> None:
    assert (await of(either="4012")).understood == ("calls", "with Zoë Müller (4012)")


async def test_a_number_dialled_behind_a_star_code_is_hidden() -> None:
    forward = Party("*2107700900146", "", PartyKind.FEATURE)
    box = Party("*97", "", PartyKind.FEATURE)
    got = await of(
        leg("f", "2026-11-22 10:00", forward, caller=AMARA, direction=Direction.INTERNAL),
        leg("b", "2026-11-22 11:00", box, caller=AMARA, direction=Direction.INTERNAL),
    )
    assert [call.to.number for call in got.calls] == ["*210770090••••", "*97"]


async def test_our_did_stays_readable_also_as_a_caller_and_in_names() -> None:
    named = Party("6400", "Sales 020 7946 0100", PartyKind.QUEUE)
    got = await of(leg("a", "2026-11-22 10:00", named, caller="02079460100", talk=5), did="020 7946 0100")
    assert got.understood == ("calls", "dialled number 020 7946 0100")
    assert (got.calls[0].caller.number, got.calls[0].to) == ("02079460100", named)


async def test_a_number_that_only_ends_like_our_did_is_hidden() -> None:
    got = await of(
        missed("a", "2026-11-22 10:00", "0346 0100"), missed("b", "2026-11-22 11:00", "+33442079460100")
    )
    assert {call.caller.number for call in got.calls} == {"0346 ••••", "+3344207946••••"}


async def test_a_short_number_outside_is_hidden_where_a_text_repeats_it() -> None:
    made = leg("a", "2026-11-22 10:00", AMARA, caller=outside("12345", "12345"), note="Ring 12345, not 4005")
    (call,) = (await of(made)).calls
    assert call.caller == outside("1••••", "1••••")
    assert call.note == "Ring 1••••, not 4005"


async def test_a_number_in_the_key_of_a_row_without_ids_is_hidden() -> None:
    key = "None/1792010237/14/10/2026 09:37:17 PM/Bob<+44 7700 900146>/4005"
    (call,) = (await of(leg(key, "2026-11-22 10:00", AMARA, caller=outside("+44 7700 900146", "Bob")))).calls
    assert call.key == "None/1792010237/14/10/2026 09:37:17 PM/Bob<+44 7700 90••••>/4005"


async def test_counts_in_notes_stay() -> None:
    got = masked(
        await answer(asked(), FakePbx(LEGS, ROSTER, notes=("200,000 of the PBX's records have no time.",)))
    )
    assert got.notes[-1] == "200,000 of the PBX's records have no time."


async def test_pages_find_what_is_missing_among_the_notes() -> None:
    gaps = [Gap(window=window("2026-11-22 09:00", "2026-11-22 10:00"), reason="07700900146 broke it.")]
    got = masked(await answer(asked(), FakePbx(LEGS, ROSTER, gaps=gaps)))
    assert [note for note in other_notes(got) if note.startswith("Missing")] == []
