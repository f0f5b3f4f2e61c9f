from __future__ import annotations

import json

from slack_edge.office import office


async def test_a_command_is_acked_empty_and_answered_for_the_person_alone() -> None:
    async with office() as (slack, url, _):
        given = await slack.command("/missed", "yesterday", team="T1", user="U1", channel="C1", url=url)
        assert given.ok
        await slack.until(lambda: slack.shown(given), seconds=5)
        (shown,) = slack.shown(given)
        assert "3 missed from 2 callers" in json.dumps(shown.blocks)
        assert slack.messages("C1") == []


async def test_without_a_pbx_an_admin_is_offered_the_set_up() -> None:
    async with office(connected=False) as (slack, url, _):
        given = await slack.command("/calls", "", team="T1", user="U1", channel="C1", url=url)
        await slack.until(lambda: slack.shown(given), seconds=5)
        assert "No PBX is connected" in json.dumps(slack.shown(given)[-1].blocks)


async def test_a_guest_gets_no_answer() -> None:
    async with office() as (slack, url, _):
        given = await slack.command("/missed", "yesterday", team="T1", user="U2", channel="C1", url=url)
        await slack.until(lambda: slack.shown(given), seconds=5)
        assert "guests may not" in json.dumps(slack.shown(given)[-1].blocks)


async def test_what_is_not_understood_gets_examples_and_the_nearest_question() -> None:
    async with office() as (slack, url, _):
        given = await slack.command("/missed", "yesturday", team="T1", user="U1", channel="C1", url=url)
        await slack.until(lambda: slack.shown(given), seconds=5)
        assert "missed yesterday" in json.dumps(slack.shown(given)[-1].blocks)
