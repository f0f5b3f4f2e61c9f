from __future__ import annotations

import json

from slack_edge.office import ACME, office


async def test_the_day_before_takes_the_place_of_the_answer() -> None:
    async with office() as (slack, url, _):
        given = await slack.command("/missed", "yesterday", team="T1", user="U1", channel="C1", url=url)
        await slack.until(lambda: slack.shown(given), seconds=5)
        pressed = await slack.press(slack.shown(given)[-1], "ask:before", user="U1", team="T1", url=url)
        await slack.until(lambda: slack.shown(pressed), seconds=5)
        assert "Saturday 21 November 2026" in json.dumps(slack.shown(pressed)[-1].blocks)


async def test_an_answer_is_posted_once_however_often_it_is_pressed() -> None:
    async with office() as (slack, url, desk):
        given = await slack.command("/missed", "yesterday", team="T1", user="U1", channel="C1", url=url)
        await slack.until(lambda: slack.shown(given), seconds=5)
        answer = slack.shown(given)[-1]
        once = await slack.press(answer, "post", user="U1", team="T1", url=url)
        await slack.until(lambda: slack.received(once), seconds=5)
        again = await slack.press(answer, "post", user="U1", team="T1", url=url)
        await slack.until(lambda: slack.received(again), seconds=5)
        assert len(slack.messages("C1")) == 1
        assert [entry.what for entry in await desk.store.audit(ACME, 5)] == ["C1"]


async def test_a_channel_with_another_organisation_in_it_is_asked_about_first() -> None:
    async with office() as (slack, url, _):
        given = await slack.command("/missed", "yesterday", team="T1", user="U1", channel="C2", url=url)
        await slack.until(lambda: slack.shown(given), seconds=5)
        pressed = await slack.press(slack.shown(given)[-1], "post", user="U1", team="T1", url=url)
        await slack.until(lambda: slack.received(pressed), seconds=5)
        assert slack.messages("C2") == []
        assert "another organisation" in json.dumps(slack.shown(pressed)[-1].blocks)
