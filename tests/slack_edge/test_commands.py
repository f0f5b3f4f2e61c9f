from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest
from answers.scene import DASH
from fakes.acme import Clock

from slack_edge.given import (
    BrokenPbx,
    answer_to,
    asked,
    buttons_of,
    pressed,
    settled,
    slow,
    text_of,
)
from slack_edge.office import OnePbx, office

if TYPE_CHECKING:
    from fakes.slack.model import Message


def kinds(message: Message) -> list[str]:
    return [block["type"] for block in message.blocks]


async def test_a_command_is_acked_empty_and_answered_for_the_person_alone() -> None:
    async with office() as (slack, _, desk):
        given = await asked(slack, desk, "yesterday")
        assert (given.status, given.body) == (200, "")
        (shown,) = slack.shown(given)
        assert shown.user == "U1"
        assert "3 missed from 2 callers" in text_of(shown)
        assert slack.messages("C1") == []


async def test_an_answer_reads_from_the_title_to_how_it_was_understood() -> None:
    async with office() as (slack, _, desk):
        shown = await answer_to(slack, desk, "yesterday in Sales")
        said = text_of(shown)
        parts = [
            "Missed calls · Yesterday, Sunday 22 November 2026",
            f"Sun 22 Nov 2026, 00:00{DASH}24:00 (Europe/London) · in Sales (queue 6400)",
            "1 missed from 1 caller",
            "1 answered",
            "data_visualization",
            "Returned or got through, 1 caller",
            "returned 14:00 by Amara Osei",
            "◀ previous day",
            "next day ▶",
            "Show calls",
            "CSV",
            "Post to channel",
            "Understood as: missed calls, in Sales (queue 6400).",
        ]
        assert [said.find(part) for part in parts] == sorted(said.find(part) for part in parts)
        assert all(part in said for part in parts)


async def test_another_reading_of_a_date_is_one_press_away() -> None:
    async with office() as (slack, _, desk):
        shown = await answer_to(slack, desk, "5/6")
        assert "Friday 5 June 2026" in text_of(shown)
        press = await pressed(slack, desk, shown, "ask:reading_0")
        assert "Wednesday 6 May 2026" in text_of(slack.shown(press)[-1])


async def test_a_bare_command_is_about_today_with_help_below() -> None:
    async with office() as (slack, _, desk):
        shown = await answer_to(slack, desk, "", name="/calls")
        assert "Today, Monday 23 November 2026" in text_of(shown)
        assert "/calls help shows more" in text_of(shown)


@pytest.mark.parametrize("command", ["/calls", "/missed"])
@pytest.mark.parametrize("text", ["help", "HELP", "  help\tplease "])
async def test_help_names_every_subcommand(command: str, text: str) -> None:
    async with office() as (slack, _, desk):
        said = text_of(await answer_to(slack, desk, text, name=command))
        for usage in ("setup", "status", "link 2005", "language en-US", "zone Europe/London"):
            assert f"/calls {usage}" in said


async def test_help_tells_everything_that_can_be_asked() -> None:
    async with office() as (slack, _, desk):
        said = text_of(await answer_to(slack, desk, "help", name="/calls"))
        for word in (
            "today",
            "last week",
            "since Monday",
            "past 90 minutes",
            "weekdays last month after 6pm",
            "missed",
            "unanswered",
            "answered",
            "no answer",
            "busy",
            "failed",
            "voicemail",
            "menu only",
            "inbound",
            "outbound",
            "internal",
            "mine",
            "from",
            "to",
            "with",
            "@person",
            "queue",
            "ring group",
            "at a PBX",
            "longer than 5m",
            "under 30s",
            "fuzzy",
            "did",
            "pin",
            "note",
            "code",
        ):
            assert word in said


async def test_both_commands_work_in_the_apps_direct_message_where_nothing_can_be_posted() -> None:
    async with office() as (slack, _, desk):
        channel = slack.direct("T1", "U1").id
        for command in ("/calls", "/missed"):
            shown = await answer_to(slack, desk, "yesterday", name=command, channel=channel)
            assert "ask:before" in buttons_of(shown)
            assert "post" not in buttons_of(shown)


async def test_the_same_command_delivered_twice_is_answered_once() -> None:
    async with office() as (slack, url, desk):
        given = await asked(slack, desk, "yesterday")
        again = await slack.deliver("slash_commands", given.payload, url=url)
        await settled(desk)
        assert again.ok
        assert len(slack.received(given)) == 1


async def test_signs_that_slack_sends_as_entities_are_read_as_they_were_typed() -> None:
    async with office() as (slack, _, desk):
        said = text_of(await answer_to(slack, desk, 'from "R&D" yesterday'))
        assert "“R&D”" in said
        assert "&amp;" not in said


async def test_without_a_pbx_an_admin_is_offered_the_set_up() -> None:
    async with office(connected=False) as (slack, _, desk):
        shown = await answer_to(slack, desk, "", name="/calls")
        assert "No PBX is connected" in text_of(shown)
        assert "setup" in buttons_of(shown)


async def test_what_is_not_understood_gets_examples_and_the_nearest_question() -> None:
    async with office() as (slack, _, desk):
        shown = await answer_to(slack, desk, "yesturdai")
        assert buttons_of(shown) == {"text:again": "missed yesterday"}
        press = await pressed(slack, desk, shown, "text:again")
        assert "3 missed from 2 callers" in text_of(slack.shown(press)[-1])


async def test_the_nearest_question_keeps_who_is_meant_and_which_pbx() -> None:
    async with office() as (slack, _, desk):
        shown = await answer_to(slack, desk, "mine from @bob at Office yesturdai & R&D")
        assert buttons_of(shown) == {}
        shown = await answer_to(slack, desk, "mine at Office yesturdai")
        assert buttons_of(shown) == {"text:again": "missed mine at Office yesterday"}
        shown = await answer_to(slack, desk, "from @bob yesturdai")
        assert buttons_of(shown) == {"text:again": "missed from <@U2|bob> yesterday"}
        assert "missed from @bob yesterday" in text_of(shown)


async def test_long_loading_is_told_and_gives_way_to_the_answer() -> None:
    async with office(pbxs=OnePbx(slow(seconds=0.2)), patience=0.02) as (slack, _, desk):
        given = await asked(slack, desk, "yesterday")
        told, answer = slack.received(given)
        assert told["text"].startswith("Asking the PBX")
        assert answer["replace_original"] is True
        assert "3 missed from 2 callers" in text_of(*slack.shown(given))


async def test_an_answer_that_comes_at_once_says_nothing_meanwhile() -> None:
    async with office() as (slack, _, desk):
        assert len(slack.received(await asked(slack, desk, "yesterday"))) == 1


async def test_after_half_an_hour_the_answer_comes_as_an_ephemeral_message() -> None:
    clock = Clock()

    def half_an_hour() -> None:
        clock.at += 1801

    async with office(pbxs=OnePbx(slow(meanwhile=half_an_hour)), now=clock) as (slack, _, desk):
        given = await asked(slack, desk, "yesterday")
        assert slack.shown(given) == []
        (shown,) = slack.ephemerals("U1")
        assert (shown.channel, "3 missed" in text_of(shown)) == ("C1", True)


async def test_where_the_app_may_not_write_a_late_answer_comes_as_a_direct_message() -> None:
    async with office() as (slack, _, desk):
        slack.fail("response_url", error="used_url", status=404)
        await asked(slack, desk, "yesterday", channel="C3")
        (shown,) = slack.messages(slack.direct("T1", "U1").id)
        assert "3 missed" in text_of(shown)


@pytest.mark.parametrize("status", [429, 500, 502, 503])
async def test_an_answer_is_sent_again_after_a_fault_of_slack(status: int) -> None:
    async with office() as (slack, _, desk):
        slack.fail("response_url", status=status, retry_after=0)
        assert "3 missed" in text_of(*slack.shown(await asked(slack, desk, "yesterday")))


async def test_refused_blocks_give_way_to_plainer_ones_and_at_last_to_text() -> None:
    async with office() as (slack, _, desk):
        slack.fail("response_url", error="invalid_blocks", status=400)
        shown = await answer_to(slack, desk)
        assert "data_visualization" not in kinds(shown)
        assert "█" in text_of(shown)
        slack.fail("response_url", error="invalid_blocks", status=400, times=2)
        shown = await answer_to(slack, desk)
        assert shown.blocks == []
        assert shown.text.startswith("Missed calls · Yesterday, Sunday 22 November 2026. 3 missed")


async def test_a_fault_of_our_own_is_told_with_a_reference_and_logged_without_what_it_holds(
    caplog: pytest.LogCaptureFixture,
) -> None:
    broken = BrokenPbx(trouble=ValueError("07700900146 Harriet Cole"))
    async with office(pbxs=OnePbx(broken)) as (slack, _, desk):
        shown = await answer_to(slack, desk)
        assert "reference id-0" in text_of(shown)
        assert "ValueError" in caplog.text
        assert not {"07700900146", "Harriet"} & set(caplog.text.replace(":", " ").split())


async def test_a_question_that_runs_when_ringback_stops_says_so_and_can_be_asked_again() -> None:
    async with office(pbxs=OnePbx(slow(seconds=30))) as (slack, _, desk):
        given = await slack.command("/missed", "yesterday", team="T1", user="U1", channel="C1")
        await asyncio.sleep(0.05)
        assert await desk.underway.finish(0) == 1
        (shown,) = slack.shown(given)
        assert "Ringback was restarted" in text_of(shown)
        assert buttons_of(shown) == {"text:again": "missed yesterday"}


async def test_two_hundred_commands_at_once_are_acked_while_the_pbx_is_slow() -> None:
    async with office(pbxs=OnePbx(slow(seconds=0.5))) as (slack, _, desk):
        given = await asyncio.gather(
            *(slack.command("/missed", "yesterday", team="T1", user="U1", channel="C1") for _ in range(200))
        )
        assert all(each.ok for each in given)
        assert slack.late == []
        await settled(desk, 30)
        assert all(slack.shown(each) for each in given)
        assert [call.method for call in slack.calls].count("users.info") == 1
