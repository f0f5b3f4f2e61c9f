"""The form of a digest, filled and read, without Slack around it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from digest.given import ZONES, daily, days_of_years, digest, monthly, recurrences, unhurried, weekly
from fakes.slack.inputs import state
from hypothesis import given
from hypothesis import strategies as st

from bot.blocks.digest_filled import Filled, Kept, Where
from bot.blocks.digest_form import digest_form
from bot.blocks.validate import view_faults
from bot.digest.digest import About
from bot.digest.recurrence import Every, MonthDay
from bot.slack.digests.filling import draft_of, faults, filled_with, follows, read_form

if TYPE_CHECKING:
    from bot.blocks.message import Block
    from bot.digest.digest import Digest
    from bot.digest.draft import Draft

WORDS = st.lists(st.text(st.characters(categories=("L", "N", "P")), min_size=1, max_size=12), max_size=20)


def left(view: Block, **values: object) -> dict[str, Any]:
    """A view as it comes back when a person has filled these fields in, and left the others as they are."""
    return {
        **view,
        "state": {"values": state(view["blocks"], {f"digest_{key}": values[key] for key in values})},
    }


def opened(asked: Digest, here: str = "C1", user: str = "U1") -> dict[str, Any]:
    return left(digest_form(filled_with(asked, user=user, here=here, text=asked.text)))


def told(draft: Draft) -> dict[str, object]:
    return {name: getattr(draft, name) for name in draft.__dataclass_fields__}


@st.composite
def digests(draw: st.DrawFn) -> Digest:
    channel = draw(st.sampled_from(["", "C1", "C2", "G3"]))
    return digest(
        draw(recurrences()),
        owner=draw(st.sampled_from(["U1", "U2"])),
        channel=channel,
        own=draw(st.booleans()) if not channel else False,
        zone=draw(st.sampled_from(ZONES)),
        about=draw(st.sampled_from(About)),
        text=" ".join(draw(WORDS)),
        skip_empty=draw(st.booleans()),
        skip_on=draw(st.frozensets(days_of_years, max_size=150)),
        strangers=draw(st.booleans()) if channel else False,
    )


@unhurried
@given(asked=digests(), here=st.sampled_from(["", "C1"]))
def test_a_digest_that_is_opened_and_sent_unchanged_is_unchanged(asked: Digest, here: str) -> None:
    view = opened(asked, here)
    assert view_faults({key: part for key, part in view.items() if key != "state"}) == ()
    assert follows(view)
    if asked.about is About.TODAY and f"{asked.recurrence.at:%H:%M}" == "00:00":
        return  # nothing that can be written says this
    assert faults(view) == {}
    filled = read_form(view)
    assert told(draft_of(filled)) == {
        "recurrence": asked.recurrence,
        "zone": asked.zone,
        "channel": asked.channel,
        "own": asked.own,
        "about": asked.about,
        "text": asked.text,
        "skip_empty": asked.skip_empty,
        "skip_on": asked.skip_on,
        "pbx": "",  # it stands in the text until that is checked
    }
    assert filled.strangers is asked.strangers
    assert filled.kept.digest == asked.id


@unhurried
@given(
    asked=digests(),
    steps=st.lists(st.sampled_from(Every) | st.sampled_from(["channel", "direct", "own"]), max_size=6),
)
def test_what_was_chosen_comes_back_when_one_steps_away_and_back(asked: Digest, steps: list[str]) -> None:
    """However often somebody changes how often and where, and at last back to what it was."""
    view = opened(asked, "")
    first = read_form(view)
    for step in [*steps, first.where.value, first.every.value]:
        view = left(digest_form(read_form(left(view, **{"every" if step in {*Every} else "where": step}))))
    last = read_form(view)
    assert replace(last, strangers=first.strangers) == first


def test_each_recurrence_shows_its_own_days() -> None:
    for asked, shown in (
        (daily("08:30"), "digest_days"),
        (weekly("09:00", 0), "digest_week_days"),
        (monthly("08:00", MonthDay.LAST), "digest_month_day"),
    ):
        names = [block["block_id"] for block in opened(asked)["blocks"]]
        assert [
            name for name in names if name in {"digest_days", "digest_week_days", "digest_month_day"}
        ] == [shown]


def test_days_of_a_weekly_digest_are_not_those_of_a_daily_one() -> None:
    view = left(digest_form(Filled(zone="Europe/London", kept=Kept(channel="C1"))), days=["5", "6"])
    weekly_view = left(digest_form(read_form(left(view, every="weekly", days=["5", "6"]))))
    assert draft_of(read_form(weekly_view)).recurrence.days == frozenset({0})
    daily_view = left(digest_form(read_form(left(weekly_view, every="daily"))))
    assert draft_of(read_form(daily_view)).recurrence.days == frozenset({5, 6})


def test_a_form_that_was_sent_before_its_fields_followed_is_known() -> None:
    view = opened(daily("08:30"))
    assert follows(view)
    assert not follows(left(view, every="monthly"))
    assert not follows(left(view, where="channel"))
    assert follows(left(view, where="own"))
    assert faults(left(view, every="monthly", zone="Nowhere")) == {}


@pytest.mark.parametrize(
    ("typed", "field", "words"),
    [
        ({"zone": "Berlin"}, "digest_zone", "“Berlin” is no time zone. Did you mean zone Europe/Berlin?"),
        ({"zone": "Midgard"}, "digest_zone", "“Midgard” is no time zone. Write it like zone Europe/Berlin."),
        ({"days": []}, "digest_days", "Tick at least one day."),
        ({"skip_on": "2026-12-25, 25.12.2026"}, "digest_skip_on", "“25.12.2026” is no date."),
        ({"skip_on": "2026-02-30"}, "digest_skip_on", "“2026-02-30” is no date."),
        (
            {"at": "00:00", "about": "today"},
            "digest_about",
            "At midnight there is nothing of the day to tell.",
        ),
    ],
)
def test_what_is_wrong_in_itself_is_told_at_its_field(
    typed: dict[str, object], field: str, words: str
) -> None:
    wrong = faults(left(opened(daily("08:30")), **typed))
    assert list(wrong) == [field]
    assert wrong[field].startswith(words)


def test_a_channel_must_be_chosen() -> None:
    view = left(digest_form(Filled(zone="Europe/London", where=Where.CHANNEL)))
    assert faults(view) == {"digest_channel": "Choose a channel."}
    assert faults(left(view, channel="C7")) == {}


@pytest.mark.parametrize(
    "typed",
    [
        "2026-12-25,2026-12-26",
        "2026-12-25 2026-12-26",
        "2026-12-26 and 2026-12-25",
        " 2026-12-25 ;\t2026-12-26, ",
    ],
)
def test_days_to_skip_are_read_however_they_are_listed(typed: str) -> None:
    view = left(opened(daily("08:30")), skip_on=typed)
    assert draft_of(read_form(view)).skip_on == {date(2026, 12, 25), date(2026, 12, 26)}


def test_a_zone_is_taken_however_it_is_written() -> None:
    assert (
        draft_of(read_form(left(opened(daily("08:30")), zone=" america/new  york "))).zone
        == "America/New_York"
    )


def test_a_zone_of_letters_is_refused_unless_the_digest_has_it_already() -> None:
    view = opened(daily("08:30"))
    assert faults(left(view, zone="EST")) == {
        "digest_zone": "“EST” is not the zone of a city, so its summer time is not known. "
        "Write a city's, such as zone America/New_York."
    }
    kept = opened(daily("08:30", zone="Etc/GMT-3"))
    assert faults(left(kept)) == {}
    assert draft_of(read_form(left(kept))).zone == "Etc/GMT-3"
    assert list(faults(left(kept, zone="EST"))) == ["digest_zone"]


def test_what_people_of_another_organisation_may_read_in_one_channel_they_may_not_in_another() -> None:
    view = opened(daily("08:30", channel="C2", strangers=True), here="C1")
    assert read_form(view).strangers
    other = read_form(left(view, channel="C7"))
    assert (other.channel, other.kept.asked) == ("C7", "C2")
    shown = digest_form(other)
    assert not [block for block in shown["blocks"] if "strangers" in block["block_id"]]
    assert not read_form(left(shown)).strangers


def test_consent_is_not_ticked_by_itself() -> None:
    filled = Filled(zone="Europe/London", where=Where.CHANNEL, kept=Kept(channel="C2", asked="C2"))
    view = left(digest_form(filled))
    assert faults(view) == {"digest_strangers:C2": "Tick it, or choose another channel."}
    assert faults(left(view, **{"strangers:C2": ["yes"]})) == {}


def test_no_fault_stands_at_a_field_that_is_not_shown() -> None:
    """Slack takes none there: the channel was chosen again before the form followed."""
    filled = Filled(zone="Europe/London", where=Where.CHANNEL, kept=Kept(channel="C7", asked="C2"))
    sent = left(digest_form(filled), channel="C2")
    assert faults(sent) == {}
    assert not follows(sent), "whoever was not asked has not answered"


def test_a_form_whose_memory_cannot_be_read_is_a_new_one() -> None:
    view = {**opened(daily("08:30")), "private_metadata": "{broken"}
    assert read_form(view).kept.digest == ""
