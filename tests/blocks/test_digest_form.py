from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.blocks.digest_filled import Filled, Kept, Where, read_kept
from bot.blocks.digest_form import digest_form, saving, sent_already
from bot.blocks.validate import view_faults
from bot.digest.digest import About
from bot.digest.recurrence import Every, MonthDay

anything = st.text(max_size=4000)
days = st.frozensets(st.integers(0, 6))
ids = st.sampled_from(["", "C1", "C2"])
kepts = st.builds(
    Kept,
    digest=st.sampled_from(["", "d1"]),
    theirs=st.booleans(),
    here=ids,
    days=days,
    week_days=days,
    month_day=st.sampled_from(MonthDay),
    channel=ids,
    asked=ids,
)
forms = st.builds(
    Filled,
    kept=kepts,
    every=st.sampled_from(Every),
    at=st.sampled_from(["", "00:00", "08:30", "23:59"]),
    zone=anything,
    where=st.sampled_from(Where),
    about=st.sampled_from(About),
    text=anything,
    skip_empty=st.booleans(),
    skip_on=anything,
    strangers=st.booleans(),
)


def fields(filled: Filled) -> dict[str, dict[str, Any]]:
    return {block["block_id"]: block for block in digest_form(filled)["blocks"]}


@settings(max_examples=80, deadline=None)
@given(
    filled=forms,
    where=st.sampled_from(["", "digest_zone", "digest_filters"]),
    said=st.text(min_size=1, max_size=900),
)
def test_the_form_is_valid_whatever_was_typed(filled: Filled, where: str, said: str) -> None:
    assert view_faults(digest_form(filled, {where: said})) == ()


@given(kept=kepts)
def test_what_the_form_remembers_is_read_as_it_was_written(kept: Kept) -> None:
    assert read_kept(kept.written()) == kept


@pytest.mark.parametrize(
    "text", ["", "[]", "{", '{"days":["x"]}', '{"days":[0],"month_day":"never"}', "\ud800"]
)
def test_what_cannot_be_read_is_forgotten(text: str) -> None:
    assert read_kept(text) == Kept()


def test_the_notices_are_valid() -> None:
    for view in (saving(), sent_already()):
        assert view_faults(view) == ()


def test_this_channel_is_offered_where_there_is_one() -> None:
    for here, expected in (("C1", ["here", "channel", "direct", "own"]), ("", ["channel", "direct", "own"])):
        offered = fields(Filled(kept=Kept(here=here)))["digest_where"]["element"]["options"]
        assert [each["value"] for each in offered] == expected


def test_the_menu_of_channels_is_there_only_for_another_channel_and_offers_no_conversation() -> None:
    assert "digest_channel" not in fields(Filled(where=Where.HERE, kept=Kept(here="C1")))
    menu = fields(Filled(where=Where.CHANNEL, kept=Kept(channel="C2")))["digest_channel"]["element"]
    assert menu["filter"] == {"include": ["public", "private"]}
    assert menu["initial_conversation"] == "C2"


def test_the_clock_shows_the_zone_that_is_meant_and_none_that_there_is_not() -> None:
    assert fields(Filled(zone="europe/london"))["digest_at"]["element"]["timezone"] == "Europe/London"
    assert "timezone" not in fields(Filled(zone="Nowhere"))["digest_at"]["element"]


def test_a_change_of_how_often_and_where_is_told_at_once() -> None:
    telling = {name for name, block in fields(Filled()).items() if block.get("dispatch_action")}
    assert telling == {"digest_every", "digest_where", "digest_channel", "digest_zone"}


def test_the_hint_says_what_the_digest_tells_of() -> None:
    for every, said in (
        (Every.DAILY, "all days since the one before"),
        (Every.WEEKLY, "the seven days before"),
        (Every.MONTHLY, "the calendar month before"),
    ):
        assert said in fields(Filled(every=every))["digest_about"]["hint"]["text"]


def test_strangers_are_asked_about_only_in_the_channel_they_read() -> None:
    asked = Kept(channel="C2", asked="C2")
    assert "digest_strangers:C2" in fields(Filled(kept=asked))
    assert not [name for name in fields(Filled(kept=asked, where=Where.OWN)) if "strangers" in name]
    assert not [name for name in fields(Filled(kept=Kept(channel="C1", asked="C2"))) if "strangers" in name]


def test_the_button_says_whether_it_is_a_new_one() -> None:
    assert digest_form(Filled())["submit"]["text"] == "Set it up"
    assert digest_form(Filled(kept=Kept(digest="d1")))["submit"]["text"] == "Save"
