"""The form of a digest, in Slack."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import date, time
from typing import TYPE_CHECKING, Any

import pytest
from slack_edge.filling import form, sent, settled, text_of, under
from slack_edge.given import answer_to
from slack_edge.office import ACME, OFFICE

from bot.digest.digest import About
from bot.digest.recurrence import Every, MonthDay, Recurrence
from bot.workspace.settings import ChannelSettings, Settings
from slack_digests.given import desks, only, put

if TYPE_CHECKING:
    from fakes.slack import FakeSlack
    from fakes.slack.inputs import Values
    from fakes.slack.model import View

    from bot.slack.desk import Desk

WORKDAYS = frozenset(range(5))
BERLIN = replace(OFFICE, id="p2", name="Berlin")


async def morning(
    slack: FakeSlack, desk: Desk, text: str = "yesterday in Sales", channel: str = "C1"
) -> View:
    """The form that “Every morning” under an answer to Cleo opens."""
    where = await answer_to(slack, desk, text, user="U3", channel=channel)
    await slack.press(where, "digest:every_morning", user="U3")
    await settled(desk)
    return await form(slack, "digest")


async def edited(slack: FakeSlack, desk: Desk, number: int, user: str = "U3", channel: str = "C1") -> View:
    """The form that ``/calls digest edit 3`` opens."""
    given = await slack.command("/calls", f"digest edit {number}", team="T1", user=user, channel=channel)
    assert given.ok
    await settled(desk)
    return await form(slack, "digest")


def names(view: View) -> list[str]:
    return [block["block_id"] for block in view.blocks if block["type"] == "input"]


def element(view: View, name: str) -> Any:  # noqa: ANN401 - JSON
    (found,) = (block["element"] for block in view.blocks if block.get("block_id") == name)
    return found


def said(slack: FakeSlack) -> str:
    """What the open modals say."""
    return text_of([view.blocks for view in slack.views.values()])


async def save(slack: FakeSlack, desk: Desk, view: View, user: str = "U3", **values: object) -> None:
    await sent(slack, desk, view, {f"digest_{key}": value for key, value in values.items()}, user=user)


async def choose(slack: FakeSlack, desk: Desk, view: View, what: str, value: str, **values: object) -> None:
    """Something is chosen, with these fields filled in by then."""
    name = f"digest_{what}"
    typed: Values = {**{f"digest_{key}": each for key, each in values.items()}, name: value}
    await slack.press(view, name, value, user="U3", values=typed)
    await settled(desk)


async def test_every_morning_opens_the_form_with_the_filters_of_the_answer_here() -> None:
    async with desks() as (slack, desk):
        view = await morning(slack, desk, "missed yesterday in Sales")
        assert element(view, "digest_filters")["initial_value"] == "in Sales"
        assert element(view, "digest_where")["initial_option"]["value"] == "here"
        assert element(view, "digest_zone")["initial_value"] == "Europe/London"
        assert element(view, "digest_at")["initial_time"] == "08:30"
        await save(slack, desk, view)
        digest = await only(desk)
        assert (digest.owner, digest.channel, digest.text, digest.own) == ("U3", "C1", "in Sales", False)
        assert digest.recurrence == Recurrence(every=Every.DAILY, at=time(8, 30), days=WORKDAYS)


async def test_what_is_saved_is_told_in_words_with_where_and_when_next() -> None:
    async with desks() as (slack, desk):
        await save(slack, desk, await morning(slack, desk), skip_empty=["yes"], zone="europe/berlin")
        told = said(slack)
        assert "Digest 1 is set up." in told
        assert (
            "Every weekday at 08:30 (Europe/Berlin), about the day before (Monday: Friday to Sunday), in Sales"
            in told
        )
        assert "nothing on days without calls" in told
        assert '"channel_id": "C1"' in told
        assert "Next: Tuesday 24 November 2026, 08:30 (Europe/Berlin)." in told
        assert "Home shows its last run and its next one." in told


async def test_the_fields_follow_how_often_it_comes_and_nothing_typed_is_lost() -> None:
    async with desks() as (slack, desk):
        view = await morning(slack, desk)
        assert "digest_days" in names(view)
        typed = {
            "at": "07:15",
            "zone": "Asia/Tokyo",
            "filters": "in Support",
            "skip_on": "2026-12-25",
            "days": ["5"],
        }
        await choose(slack, desk, view, "every", "monthly", **typed)
        assert [name for name in names(view) if name.endswith(("day", "days"))] == ["digest_month_day"]
        assert element(view, "digest_at")["initial_time"] == "07:15"
        assert element(view, "digest_at")["timezone"] == "Asia/Tokyo"
        assert element(view, "digest_filters")["initial_value"] == "in Support"
        assert element(view, "digest_skip_on")["initial_value"] == "2026-12-25"
        await choose(slack, desk, view, "every", "daily")
        assert [each["value"] for each in element(view, "digest_days")["initial_options"]] == ["5"]


async def test_a_monthly_digest_is_made_step_by_step() -> None:
    async with desks() as (slack, desk):
        view = await morning(slack, desk, "yesterday")
        await choose(slack, desk, view, "every", "monthly")
        await choose(slack, desk, view, "where", "own")
        assert "digest_channel" not in names(view)
        await save(
            slack, desk, view, month_day="last workday", at="18:00", about="last month", skip_on="2026-12-31"
        )
        digest = await only(desk)
        assert digest.recurrence == Recurrence(
            every=Every.MONTHLY, at=time(18), month_day=MonthDay.LAST_WORKDAY
        )
        assert (digest.channel, digest.own, digest.about) == ("", True, About.LAST_MONTH)
        assert digest.skip_on == {date(2026, 12, 31)}


async def test_the_form_opens_from_home_and_asks_for_a_channel() -> None:
    async with desks() as (slack, desk):
        await slack.app_home_opened("U3")
        await settled(desk)
        home = slack.home("U3")
        assert home is not None
        await slack.press(home, "digest:new", user="U3")
        await settled(desk)
        view = await form(slack, "digest")
        with pytest.raises(ValueError, match="digest_channel is required"):
            await slack.submit(view, {}, user="U3")
        await save(slack, desk, view, channel="C5")
        assert (await only(desk)).channel == "C5"


async def test_a_direct_message_offers_itself() -> None:
    async with desks() as (slack, desk):
        view = await morning(slack, desk, channel=slack.direct("T1", "U3").id)
        assert element(view, "digest_where")["initial_option"]["value"] == "direct"
        await save(slack, desk, view)
        digest = await only(desk)
        assert (digest.channel, digest.own, digest.text) == ("", False, "in Sales")


@pytest.mark.parametrize(
    ("typed", "field", "words"),
    [
        ({"zone": "Berlin"}, "digest_zone", "Did you mean zone Europe/Berlin?"),
        ({"skip_on": "Christmas"}, "digest_skip_on", "“Christmas” is no date."),
        ({"days": []}, "", ""),
    ],
)
async def test_what_is_wrong_in_itself_is_told_at_its_field(
    typed: dict[str, object], field: str, words: str
) -> None:
    async with desks() as (slack, desk):
        view = await morning(slack, desk)
        values: Values = {f"digest_{key}": value for key, value in typed.items()}
        if not field:
            with pytest.raises(ValueError, match="digest_days is required"):
                await slack.submit(view, values, user="U3")
            return
        given = await slack.submit(view, values, user="U3")
        assert given.answer["response_action"] == "errors"
        assert list(given.answer["errors"]) == [field]
        assert words in given.answer["errors"][field]
        assert await desk.digests.digests(ACME) == ()


@pytest.mark.parametrize(
    ("typed", "field", "words"),
    [
        ({"filters": "in Sails"}, "digest_filters", "Sails"),
        ({"filters": "gibberish"}, "digest_filters", "gibberish"),
        ({"filters": "in Sales yesterday"}, "digest_filters", "“yesterday” is a time"),
        ({"filters": "mine"}, "digest_filters", "I do not know your extension."),
        ({"where": "own"}, "digest_where", "I do not know your extension."),
    ],
)
async def test_what_the_pbx_or_slack_knows_better_is_told_at_its_field_and_nothing_typed_is_lost(
    typed: dict[str, object], field: str, words: str
) -> None:
    async with desks() as (slack, desk):
        where = await answer_to(slack, desk, "yesterday", user="U4", channel="C1")
        await slack.press(where, "digest:every_morning", user="U4")
        await settled(desk)
        view = await form(slack, "digest")
        await save(slack, desk, view, user="U4", at="06:45", **typed)
        view = await form(slack, "digest")
        assert words in under(view, field)
        assert element(view, "digest_at")["initial_time"] == "06:45"
        assert await desk.digests.digests(ACME) == ()
        await save(slack, desk, view, user="U4", filters="", where="here")
        assert (await only(desk)).recurrence.at == time(6, 45)


async def test_a_channel_without_the_app_is_told_at_its_field_and_the_form_may_be_sent_again() -> None:
    async with desks() as (slack, desk):
        view = await morning(slack, desk)
        await choose(slack, desk, view, "where", "channel")
        await save(slack, desk, view, channel="C3")
        view = await form(slack, "digest")
        assert "/invite @Ringback" in under(view, "digest_channel")
        assert await desk.digests.digests(ACME) == ()
        await save(slack, desk, view, channel="C5")
        assert (await only(desk)).channel == "C5"


async def test_people_of_another_organisation_read_a_channel_only_when_it_is_ticked() -> None:
    async with desks() as (slack, desk):
        view = await morning(slack, desk)
        await choose(slack, desk, view, "where", "channel")
        await save(slack, desk, view, channel="C2")
        view = await form(slack, "digest")
        assert "People of another organisation can read this channel." in under(view, "digest_strangers:C2")
        assert await desk.digests.digests(ACME) == ()
        given = await slack.submit(view, {}, user="U3")
        assert list(given.answer["errors"]) == ["digest_strangers:C2"]
        await sent(slack, desk, view, {"digest_strangers:C2": ["yes"]}, user="U3")
        digest = await only(desk)
        assert (digest.channel, digest.strangers) == ("C2", True)
        assert "People of another organisation can read it there." in said(slack)


async def test_the_tick_is_taken_back_in_the_form_and_given_again() -> None:
    async with desks() as (slack, desk):
        await put(desk, channel="C2", strangers=True)
        view = await edited(slack, desk, 1, user="U1")
        assert "the digest pauses as long as they can read" in text_of(view.blocks)
        await sent(slack, desk, view, {"digest_strangers:C2": []}, user="U1")
        digest = await only(desk)
        assert (digest.strangers, digest.paused_because) == (False, "channel_shared")
        view = await edited(slack, desk, 1, user="U1")
        await sent(slack, desk, view, {"digest_strangers:C2": ["yes"]}, user="U1")
        digest = await only(desk)
        assert (digest.strangers, digest.paused) == (True, None)


async def test_a_form_makes_one_digest_however_often_it_is_sent() -> None:
    async with desks() as (slack, desk):
        view = await morning(slack, desk)
        first = dict(view.content)
        twice = [slack.submit(view, {}, user="U3"), slack.submit(view, {}, user="U3")]
        await asyncio.gather(*twice)
        await settled(desk)
        view.content = first
        await save(slack, desk, view)
        await only(desk)
        assert "This form was sent already." in said(slack)


async def test_a_form_that_is_sent_before_its_fields_followed_is_shown_anew_and_saves_nothing() -> None:
    async with desks() as (slack, desk):
        view = await morning(slack, desk)
        await save(slack, desk, view, every="weekly")
        view = await form(slack, "digest")
        assert "digest_week_days" in names(view)
        assert "The fields below have changed with your choice." in text_of(view.blocks)
        assert await desk.digests.digests(ACME) == ()
        await save(slack, desk, view, week_days=["4"])
        assert (await only(desk)).recurrence.days == {4}


async def test_a_choice_that_comes_late_takes_nothing_of_what_was_saved_away() -> None:
    async with desks() as (slack, desk):
        view = await morning(slack, desk)
        slack.fail("views.update", slow=0.3)
        await slack.press(view, "digest_every", "weekly", user="U3")
        await save(slack, desk, view)
        assert "Digest 1 is set up." in said(slack)
        assert (await only(desk)).recurrence.every is Every.DAILY


EVERYTHING = {
    "recurrence": Recurrence(every=Every.WEEKLY, at=time(7, 5), days=frozenset({1, 6})),
    "zone": "America/New_York",
    "about": About.LAST_WEEK,
    "text": "in Sales longer than 5m",
    "skip_empty": True,
    "skip_on": frozenset({date(2026, 12, 25), date(2027, 1, 1)}),
    "pbx": "p2",
}


@pytest.mark.parametrize(
    "fields",
    [
        {},
        EVERYTHING,
        {"channel": "", "own": True},
        {"channel": "", "pbx": "p1"},
        {"channel": "C2", "strangers": True},
        {"channel": "C5", "text": "with 4005", "paused": 5, "paused_because": "is_archived"},
    ],
)
@pytest.mark.parametrize("user", ["U3", "U1"])
async def test_a_digest_that_is_opened_and_saved_unchanged_stays_and_leaves_no_trace(
    fields: dict[str, Any], user: str
) -> None:
    async with desks() as (slack, desk):
        await desk.store.save_pbx(ACME, BERLIN)
        await desk.store.save_channel(ACME, "C1", ChannelSettings(default_pbx="p2"))
        if fields.get("own"):
            person = await desk.store.person(ACME, "U3")
            await desk.store.save_person(ACME, "U3", replace(person, default_pbx="p1"))
            fields = {**fields, "pbx": "p1"}
        before = await put(desk, **fields)
        await save(slack, desk, await edited(slack, desk, 1, user=user), user=user)
        assert await only(desk) == before
        assert await desk.store.audit(ACME, 9) == ()
        assert "Nothing of digest 1 was changed." in said(slack)


async def test_a_digest_is_changed_and_keeps_its_number_and_its_owner() -> None:
    async with desks() as (slack, desk):
        before = await put(desk, text="in Sales")
        await save(
            slack, desk, await edited(slack, desk, 1, user="U1"), user="U1", at="09:45", filters="in Support"
        )
        after = await only(desk)
        assert after == replace(
            before, text="in Support", recurrence=replace(before.recurrence, at=time(9, 45))
        )
        assert "Digest 1 is changed." in said(slack)


async def test_the_pbx_is_named_in_the_filters() -> None:
    async with desks() as (slack, desk):
        await desk.store.save_pbx(ACME, BERLIN)
        view = await morning(slack, desk, "yesterday in Sales at Berlin")
        assert element(view, "digest_filters")["initial_value"] == "in Sales at Berlin"
        await save(slack, desk, view)
        digest = await only(desk)
        assert (digest.text, digest.pbx) == ("in Sales", "p2")
        assert "It tells of the PBX Berlin." in said(slack)


async def test_a_pbx_that_is_gone_is_told_at_the_filters() -> None:
    async with desks() as (slack, desk):
        await put(desk, text="in Sales", pbx="gone")
        view = await edited(slack, desk, 1)
        assert "is not connected any more" in under(view, "digest_filters")
        await save(slack, desk, view)
        assert (await only(desk)).pbx == ""


async def test_somebody_elses_digest_is_not_opened() -> None:
    async with desks() as (slack, desk):
        await put(desk)
        await slack.command("/calls", "digest edit 1", team="T1", user="U4", channel="C1")
        await settled(desk)
        assert "Digest 1 is somebody else's." in said(slack)
        assert "digest_filters" not in said(slack)


async def test_who_may_not_ask_gets_no_form() -> None:
    async with desks() as (slack, desk):
        where = await answer_to(slack, desk, "yesterday", user="U3", channel="C1")
        await desk.store.save_settings(ACME, Settings(everybody_asks=False))
        await slack.press(where, "digest:every_morning", user="U3")
        await settled(desk)
        assert "You may not ask about calls here" in said(slack)
        assert "digest_filters" not in said(slack)


async def test_who_may_ask_in_one_channel_makes_a_digest_there_and_for_no_other() -> None:
    async with desks() as (slack, desk):
        await desk.store.save_settings(
            ACME, Settings(everybody_asks=False, ask_channels=frozenset({"C1", "C5"}))
        )
        view = await morning(slack, desk)
        await choose(slack, desk, view, "where", "channel")
        await save(slack, desk, view, channel="C5")
        view = await form(slack, "digest")
        assert "You may not ask about calls here" in under(view, "digest_channel")
        await choose(slack, desk, view, "where", "here")
        await save(slack, desk, view)
        assert (await only(desk)).channel == "C1"


async def test_home_is_shown_anew_when_a_digest_was_saved_and_only_then() -> None:
    async with desks() as (slack, desk):

        def published() -> int:
            return len([call for call in slack.calls if call.method == "views.publish"])

        view = await morning(slack, desk)
        await save(slack, desk, view, filters="in Sails")
        assert published() == 0
        await save(slack, desk, await form(slack, "digest"), filters="in Sales")
        assert published() > 0
        home = slack.home("U3")
        assert home is not None
        assert "in Sales" in text_of(home.blocks)


async def test_a_digest_that_was_removed_meanwhile_is_told_in_the_form() -> None:
    async with desks() as (slack, desk):
        await put(desk)
        view = await edited(slack, desk, 1)
        await desk.digests.remove_digest(ACME, "d1")
        await save(slack, desk, view)
        assert "This digest was removed." in said(slack)
        assert await desk.digests.digests(ACME) == ()


async def test_a_form_that_opens_too_late_has_a_button_that_opens_it_with_the_same_filters() -> None:
    async with desks() as (slack, desk):
        where = await answer_to(slack, desk, "yesterday in Sales", user="U3", channel="C1")
        slack.fail("views.open", error="expired_trigger_id")
        given = await slack.press(where, "digest:every_morning", user="U3")
        await settled(desk)
        await slack.press(slack.shown(given)[-1], "digest:every_morning", user="U3")
        await settled(desk)
        assert element(await form(slack, "digest"), "digest_filters")["initial_value"] == "in Sales"


async def test_a_button_of_another_workspace_opens_nothing() -> None:
    async with desks() as (slack, desk):
        where = await answer_to(slack, desk, "yesterday in Sales", user="U3", channel="C1")
        for block in where.blocks:
            for each in block.get("elements", ()):
                if each.get("action_id") == "digest:every_morning":
                    each["value"] = each["value"].replace(each["value"].split('"')[1], "another")
        await slack.press(where, "digest:every_morning", user="U3")
        await settled(desk)
        assert slack.views == {}
