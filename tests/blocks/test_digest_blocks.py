from __future__ import annotations

import asyncio
import json
from dataclasses import asdict, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import pytest
from answers.digest_month import DIGEST, EARLIER, MONTH, NOW, OWN, WEDNESDAY, ask, gap, made
from answers.scene import PRIYA, missed, out, outside, taken, window
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import structs

from bot.answers.digest_masking import masked_digest, remembers
from bot.blocks.digest import DigestLook, digest_message
from bot.blocks.digest_buttons import Repost, read_repost
from bot.blocks.digest_failed import failed_message, unknown_message
from bot.blocks.state import read_question
from bot.blocks.validate import message_faults
from bot.cdr.leg import Direction
from bot.cdr.link_trouble import ConnectionRefused
from bot.digest.delivery import Delivery, State
from bot.query.asker import Asker
from bot.query.read import read_request
from bot.query.request import Kind

if TYPE_CHECKING:
    from bot.answers.digest import DigestAnswer
    from bot.blocks.message import Message
    from bot.blocks.state import Question
    from bot.cdr.leg import Leg
    from bot.query.request import Request

LOOK = DigestLook(mark="m", pbx="p")
PLAIN = replace(LOOK, rich=False)
DASH = "\u2013"
HOSTILE = ("<!channel> *x* <@U1>", "A" * 10_000, "\u202eevil\x00", "&lt;", "[x](http://x)", "🦀" * 90)


def faults(message: Message) -> tuple[str, ...]:
    return message_faults({"text": message.text, "blocks": message.blocks})


def buttons(message: Message) -> dict[str, dict[str, Any]]:
    rows = [block["elements"] for block in message.blocks if block["type"] == "actions"]
    return {each["action_id"]: each for row in rows for each in row}


def asked_by(message: Message, action: str) -> Question:
    question = read_question(buttons(message)[action]["value"], "m")
    assert question is not None
    return question


def understood(question: Question) -> Request:
    now = datetime.fromtimestamp(question.now, UTC)
    return read_request(
        question.text, Asker.of(now=now, zone=ZoneInfo(question.zone), locale=question.locale)
    )


def texts(message: Message) -> list[str]:
    """What stands in the blocks, a text for each paragraph, in order; buttons and charts left out."""
    found: list[str] = []
    for block in message.blocks:
        if block["type"] == "rich_text":
            for part in block["elements"]:
                paragraphs = part["elements"] if part["type"] == "rich_text_list" else [part]
                found += ["".join(each["text"] for each in one["elements"]) for one in paragraphs]
        elif block["type"] in {"header", "section"}:
            found.append(block["text"]["text"])
        elif block["type"] == "context":
            found += [each["text"] for each in block["elements"]]
    return found


async def test_the_digest_reads_from_the_day_to_the_callers_to_the_small_print() -> None:
    message = digest_message(await made(), LOOK)
    assert texts(message) == [
        "Calls, Wednesday 25 November 2026",
        (
            "5 missed of 12 inbound calls, 3 callers open, 1 tried · 6 answered · 1 with a voicemail · "
            "half waited up to 11 s · nine in ten up to 41 s · 1 outbound"
        ),
        f"Wed 25 Nov 2026, 00:00{DASH}24:00 (Europe/London)",
        "3 more missed than the Wednesday before; about as many as usual.",
        "3 fewer answered than the Wednesday before; fewer than usual (about 10).",
        "Open, 3 callers",
        "07700900003 · 10:40 · rang Sales 41 s",
        "07700900004 Harriet Cole · 14:00 · rang Priya Nair 20 s · voicemail",
        "07700900005 · 15:00 · rang Support 3 s",
        "Tried, 1 caller",
        "07700900002 · 10:30 · rang Sales 41 s · tried 26 Nov 08:10 by Jonas Weber",
        f"Busiest hour: 10:00{DASH}11:00, 5 inbound calls, 3 missed.",
        "Answered most: Amara Osei 3, Jonas Weber 2 and Priya Nair 1.",
        "1 call never left the menu; not counted as missed.",
        "1 of 5 missed rang less than 5 s.",
        "Digest 3; “/calls digest show 3” tells when it comes, “/calls digest” how to make one.",
    ]


async def test_a_notification_tells_the_day_and_what_is_new_about_it() -> None:
    assert digest_message(await made(), LOOK).text == (
        "Wednesday 25 November 2026: 5 missed of 12 inbound calls, 3 callers open, 1 tried. "
        "3 more missed than the Wednesday before; about as many as usual."
    )


async def test_the_load_per_hour_is_a_chart_and_bars_of_text_where_charts_are_refused() -> None:
    told = await made()
    (chart,) = [each for each in digest_message(told, LOOK).blocks if each["type"] == "data_visualization"]
    series = {each["name"]: [point["value"] for point in each["data"]] for each in chart["chart"]["series"]}
    assert chart["title"] == "Calls per hour of the day"
    assert chart["chart"]["axis_config"]["categories"] == ["09", "10", "11", "12", "13", "14", "15"]
    assert series == {
        "Missed": [0, 3, 0, 0, 0, 1, 1],
        "Answered": [3, 2, 1, 0, 0, 0, 0],
        "Menu only": [0, 0, 0, 1, 0, 0, 0],
    }
    plain = json.dumps(digest_message(told, PLAIN).blocks, ensure_ascii=False)
    assert "data_visualization" not in plain
    assert "10    3    2    0 ████" in plain


async def test_several_days_have_a_chart_per_day_and_one_per_hour() -> None:
    weekend = await made(asked=ask(window("2026-11-18 00:00", "2026-11-20 00:00")), now="2026-11-20 08:30")
    message = digest_message(weekend, LOOK)
    titles = [each["title"] for each in message.blocks if each["type"] == "data_visualization"]
    assert titles == ["Calls per day", "Calls per hour of the day"]
    assert faults(message) == ()


async def test_every_button_asks_for_exactly_the_digests_window() -> None:
    windows = [
        (WEDNESDAY, NOW),
        (window("2026-11-20 00:00", "2026-11-23 00:00"), "2026-11-23 08:30"),
        (window("2026-11-16 00:00", "2026-11-23 00:00"), "2026-11-23 08:30"),
        (window("2026-10-01 00:00", "2026-11-01 00:00"), "2026-11-02 08:00"),
        (window("2026-11-25 00:00", "2026-11-25 17:00"), "2026-11-25 17:00"),
    ]
    for of, now in windows:
        told = await made(
            [*MONTH, missed("m", "2026-10-05 09:00"), missed("n", "2026-11-20 09:00")], ask(of), now=now
        )
        message = digest_message(told, LOOK)
        for action, kind in (
            ("digest:open", Kind.MISSED),
            ("digest:calls", Kind.CALLS),
            ("digest:csv", Kind.CALLS),
        ):
            request = understood(asked_by(message, action))
            assert (request.windows, request.kind) == ((of,), kind), (action, of)


async def test_the_buttons_keep_the_filters_and_the_pbx_and_calls_to_return_are_those_of_who_presses() -> (
    None
):
    told = await made(asked=ask(group="Sales", typed="in Sales"))
    message = digest_message(told, LOOK)
    assert [each["text"]["text"] for each in buttons(message).values()] == [
        "Open list (1 open, 1 tried)",
        "All calls",
        "CSV",
        "Calls I should return",
    ]
    open_list = asked_by(message, "digest:open")
    assert (open_list.text, open_list.pbx, open_list.calls) == ("missed in Sales 2026-11-25", "p", False)
    assert understood(open_list).filters.group == "Sales"
    assert (open_list.zone, open_list.locale) == ("Europe/London", "en-GB")
    assert asked_by(message, "digest:calls").calls
    assert asked_by(message, "digest:return").text == "missed with me in Sales 2026-11-25"
    assert read_question(buttons(message)["digest:open"]["value"], "another workspace") is None


def open_list(told: DigestAnswer) -> str:
    label: str = buttons(digest_message(told, LOOK))["digest:open"]["text"]["text"]
    return label


async def test_the_button_counts_as_its_list_does_callers_not_rows_and_those_who_were_tried_apart() -> None:
    assert open_list(await made()) == "Open list (3 open, 1 tried)"
    one = [
        structs.replace(missed(did, "2026-11-25 09:00", "07700900111"), did=did) for did in ("0201", "0202")
    ]
    told = await made([*EARLIER, *one])
    assert len(told.still_open) == 2, "whoever called two numbers stands in two rows"
    assert open_list(told) == "Open list (1)"
    back = out("back", "2026-11-25 10:00", "07700900112", by=PRIYA, talk=0)
    tried = await made([*EARLIER, missed("m", "2026-11-25 09:00", "07700900112"), back])
    assert open_list(tried) == "Open list (1 tried)"


async def test_nobody_is_asked_to_return_calls_where_all_were_or_the_digest_is_ones_own() -> None:
    reached = [missed("m", "2026-11-25 09:00"), *taken("a", "2026-11-25 10:00")]
    assert set(buttons(digest_message(await made([*EARLIER, *reached]), LOOK))) == {
        "digest:open",
        "digest:calls",
        "digest:csv",
    }
    own = await made(asked=ask(digest=OWN, either="4010", typed="with 4010"))
    assert own.still_open
    assert "digest:return" not in buttons(digest_message(own, LOOK))


async def test_a_preview_has_no_buttons() -> None:
    assert buttons(digest_message(await made(), replace(LOOK, preview=True))) == {}


async def test_two_thousand_open_callers_fold_into_a_count_and_a_button() -> None:
    legs = [
        missed(f"m{n}", f"2026-11-25 {9 + n // 600:02}:{n // 60 % 60:02}", f"0770090{n:04}")
        for n in range(2000)
    ]
    message = digest_message(await made(legs), LOOK)
    assert faults(message) == ()
    assert len([text for text in texts(message) if text.startswith("0770090")]) == 15
    assert "1 to 15 of 2,000 callers" in texts(message)
    assert buttons(message)["digest:open"]["text"]["text"] == "Open list (2,000)"


async def test_a_day_without_calls_is_one_line_and_why_it_can_be_believed() -> None:
    message = digest_message(await made(EARLIER), LOOK)
    assert faults(message) == ()
    assert texts(message)[:3] == [
        "No calls, Wednesday 25 November 2026. Usually there are about 14 inbound.",
        f"Wed 25 Nov 2026, 00:00{DASH}24:00 (Europe/London)",
        (
            "332 records of this time and of the weeks before were read, in the date format that the PBX writes "
            "itself; no such call is among them."
        ),
    ]
    assert message.text == "No calls, Wednesday 25 November 2026. Usually there are about 14 inbound."
    assert buttons(message) == {}


async def test_a_late_one_says_so_first_also_where_there_were_no_calls() -> None:
    late = ask(late=True, skipped=("2026-11-25T08:30",))
    said = [
        "This digest is late: it was due at 08:30.",
        "Left out while Ringback was down: Wed 25 Nov 08:30.",
    ]
    assert texts(digest_message(await made(asked=late), LOOK))[1:3] == said
    assert texts(digest_message(await made(EARLIER, late), LOOK))[:2] == said


async def test_what_is_missing_stands_before_any_figure() -> None:
    message = digest_message(await made(gaps=[gap("2026-11-25 12:00", "2026-11-25 13:00")]), LOOK)
    assert texts(message)[1] == f"Missing: Wed 25 Nov 2026, 12:00{DASH}13:00. The PBX did not answer."
    assert texts(message)[2].startswith(
        "5 missed of 11 inbound calls, 3 callers open, 1 tried, in the part that"
    )
    assert faults(message) == ()


async def test_a_day_of_which_nothing_is_known_is_no_zero() -> None:
    message = digest_message(await made(EARLIER, gaps=[gap("2026-11-25 12:00", "2026-11-25 13:00")]), LOOK)
    assert "whether there were calls cannot be said" in message.text
    assert "No calls" not in json.dumps(message.blocks)
    assert faults(message) == ()


async def test_a_pbx_without_records_says_so() -> None:
    message = digest_message(await made([]), LOOK)
    assert "The PBX holds no call record at all" in message.text
    assert faults(message) == ()


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("look", [LOOK, PLAIN])
async def test_a_hostile_name_stays_text(name: str, look: DigestLook) -> None:
    legs = [
        structs.replace(leg, caller=outside(leg.caller.number, name))
        for leg in [missed("m", "2026-11-25 09:00"), missed("n", "2026-11-25 10:00", "07700900002")]
    ]
    message = digest_message(await made(legs, ask(caller=name)), look)
    assert faults(message) == ()
    assert '"mrkdwn"' not in json.dumps(message.blocks)
    assert "<!" not in message.text
    assert "<@" not in message.text


async def test_hidden_numbers_stand_nowhere_in_the_message() -> None:
    told = await made(
        asked=ask(
            digest=replace(DIGEST, text="from 07700900001"), caller="07700900001", typed="from 07700900001"
        )
    )
    hidden = masked_digest(told)
    message = digest_message(hidden, replace(LOOK, remembers=remembers(hidden, told)))
    assert "07700900001" not in json.dumps(asdict(message))
    assert buttons(message) == {}
    whole = masked_digest(await made())
    assert "0770090000" not in json.dumps(asdict(digest_message(whole, LOOK)))
    assert "digest:open" in buttons(digest_message(whole, LOOK))


@st.composite
def drawn(draw: st.DrawFn) -> list[Leg]:
    names = st.one_of(st.text(max_size=60), st.sampled_from(HOSTILE))
    legs: list[Leg] = []
    for n in range(draw(st.integers(0, 30))):
        when = (
            f"2026-11-2{draw(st.integers(0, 5))} {draw(st.integers(0, 23)):02}:{draw(st.integers(0, 59)):02}"
        )
        number = draw(st.sampled_from(["07700900001", "07700900002", "anonymous", "", draw(names)]))
        rows = [missed(f"c{n}", when)] if draw(st.booleans()) else taken(f"c{n}", when)
        caller = outside(number, draw(names))
        legs += [structs.replace(row, caller=caller) for row in rows]
    return legs


@settings(max_examples=60, deadline=None)
@given(
    drawn(),
    st.sampled_from([LOOK, PLAIN]),
    st.sampled_from([WEDNESDAY, window("2026-11-20 00:00", "2026-11-26 00:00")]),
    st.booleans(),
)
def test_no_drawn_digest_is_refused(legs: list[Leg], look: DigestLook, of: Any, hide: bool) -> None:  # noqa: ANN401, FBT001 - drawn
    told: DigestAnswer = asyncio.run(
        made([*EARLIER, *legs], ask(of, late=True, skipped=("2026-11-25T08:30",) * 40))
    )
    assert faults(digest_message(masked_digest(told) if hide else told, look)) == ()


def test_one_that_could_not_be_made_says_why_and_when_the_next_comes() -> None:
    trouble = ConnectionRefused(where="pbx.example.com:8088")
    message = failed_message(DIGEST, "2026-11-26T08:30", trouble, "2026-11-27T08:30")
    assert faults(message) == ()
    assert texts(message)[:2] == [
        (
            "The digest of Thu 26 Nov 08:30 could not be made, because the PBX could not be reached "
            "(connection_refused)."
        ),
        "Next try: Fri 27 Nov 08:30 (Europe/London), with the next digest.",
    ]
    assert "pbx.example.com" not in json.dumps(asdict(message))
    assert "pbx.example.com" in failed_message(OWN, "2026-11-26T08:30", trouble, None).text


@pytest.mark.parametrize("digest", [DIGEST, OWN])
def test_one_that_may_have_been_posted_can_be_posted_again(digest: Any) -> None:  # noqa: ANN401 - two digests
    delivery = Delivery(digest="d1", slot="2026-11-26T08:30", due=1, state=State.UNKNOWN)
    message = unknown_message(digest, delivery, "m")
    assert faults(message) == ()
    pressed = buttons(message)
    assert {name: each["text"]["text"] for name, each in pressed.items()} == {
        "digest:again": "Post it again",
        "digest:leave": "It is there",
    }
    assert "confirm" in pressed["digest:again"]
    value = pressed["digest:again"]["value"]
    assert read_repost(value, "m") == Repost(mark="m", digest="d1", slot="2026-11-26T08:30")
    assert read_repost(value, "n") is None
    assert read_repost("no slot", "m") is None


@pytest.mark.parametrize(
    ("typed", "filters"),
    [
        ("with 4005", {"either": "4005"}),
        ("from 07700900001", {"caller": "07700900001"}),
        ("from +44 7700 900001", {"caller": "+44 7700 900001"}),
        ("to Priya", {"callee": "Priya"}),
        ("in Front desk", {"group": "Front desk"}),
        ("inbound in Sales", {"direction": Direction.INBOUND, "group": "Sales"}),
    ],
)
async def test_the_date_after_a_filter_is_still_read_as_a_date(typed: str, filters: dict[str, Any]) -> None:
    told = await made([*MONTH, missed("m", "2026-11-25 09:00", to=PRIYA)], ask(typed=typed, **filters))
    message = digest_message(told, LOOK)
    for action in ("digest:open", "digest:calls"):
        if action in buttons(message):
            request = understood(asked_by(message, action))
            assert (request.windows, request.filters) == ((WEDNESDAY,), told.answer.request.filters)
    assert "digest:calls" in buttons(message) or told.empty
