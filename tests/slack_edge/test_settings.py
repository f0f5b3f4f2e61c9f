from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from bot.workspace.audit import Deed
from bot.workspace.permission import Actor, may_ask, may_set_up
from bot.workspace.settings import Masking, Settings
from slack_edge.filling import form, sent, settled, text_of
from slack_edge.office import ACME, OFFICE, office

if TYPE_CHECKING:
    from fakes.slack import FakeSlack
    from fakes.slack.model import View

    from bot.slack.desk import Desk

ALL = Settings(
    default_pbx="p1",
    masking=Masking.EVERYWHERE,
    mask_exports=False,
    everybody_asks=False,
    ask_channels=frozenset({"C1", "C2"}),
    ask_groups=frozenset({"S1"}),
    guests_ask=True,
    strangers_ask=True,
    set_up_people=frozenset({"U3"}),
    short_ring=9,
    business_hours=(480, 1110),
    lunch=(690, 750),
    fiscal_month=4,
)
"""Every field is another one than by default."""


async def settings_form(slack: FakeSlack, desk: Desk, user: str = "U1") -> View:
    """The form as it opens from Home."""
    await slack.app_home_opened(user)
    await settled(desk)
    home = slack.home(user)
    assert home is not None
    await slack.press(home, "settings")
    return await form(slack, "settings")


def groups(slack: FakeSlack, count: int) -> None:
    for at in range(1, count + 1):
        slack.add_usergroup("T1", f"S{at}", ["U1"])


def element(view: View, name: str) -> Any:  # noqa: ANN401 - JSON
    (found,) = (block["element"] for block in view.blocks if block.get("block_id") == name)
    return found


def test_the_settings_of_this_test_differ_in_every_field() -> None:
    plain = Settings()
    assert all(getattr(ALL, name) != getattr(plain, name) for name in Settings.__dataclass_fields__)


@pytest.mark.parametrize("settings", [Settings(), ALL])
async def test_what_is_opened_and_sent_unchanged_stays_and_leaves_no_trace(settings: Settings) -> None:
    async with office() as (slack, _, desk):
        groups(slack, 2)
        await desk.store.save_settings(ACME, settings)
        await sent(slack, desk, await settings_form(slack, desk))
        assert await desk.store.settings(ACME) == settings
        assert await desk.store.audit(ACME, 9) == ()
        assert "Nothing was changed." in text_of((await form(slack, "notice")).blocks)


async def test_every_field_is_saved_and_the_trail_names_what_changed() -> None:
    async with office() as (slack, _, desk):
        groups(slack, 2)
        typed: dict[str | tuple[str, str], object] = {
            "masking": "everywhere",
            "exports": [],
            "askers": "named",
            "channels": ["C1", "C2"],
            "groups": ["S1"],
            "also": ["guests", "strangers"],
            "admins": ["U3"],
            "short_ring": "9",
            "business_hours": "8:00 - 18:30",
            "lunch": "11.30\u201312.30",
            "fiscal_month": "4",
        }
        await sent(slack, desk, await settings_form(slack, desk), typed)
        assert await desk.store.settings(ACME) == replace(ALL, default_pbx="")
        (entry,) = await desk.store.audit(ACME, 9)
        assert (entry.user, entry.deed) == ("U1", Deed.SETTINGS_CHANGED)
        assert entry.what == (
            "masking, mask exports, everybody asks, ask channels, ask groups, guests ask, strangers ask, "
            "set up people, short ring, business hours, lunch, fiscal month"
        )
        home = slack.home("U1")
        assert home is not None
        assert "Numbers are masked everywhere." in text_of(home.blocks)


@pytest.mark.parametrize("typed", ["601", "-1", "1.5", "soon", "", "٣", "0009999999999"])
async def test_a_short_ring_that_makes_no_sense_is_told_at_its_field(typed: str) -> None:
    async with office() as (slack, _, desk):
        view = await settings_form(slack, desk)
        # Slack's own form would not let it through: another client may.
        element(view, "short_ring").update({"type": "plain_text_input", "initial_value": typed})
        next(block for block in view.blocks if block.get("block_id") == "short_ring")["optional"] = True
        delivery = await slack.submit(view, {"masking": "channels"})
        assert delivery.answer == {
            "response_action": "errors",
            "errors": {"short_ring": "A number of whole seconds, 0 to 600."},
        }
        await settled(desk)
        assert await desk.store.settings(ACME) == Settings()


@pytest.mark.parametrize("typed", ["9", "nine to five", "17-9", "9-9", "9-25", "9:75-17", ""])
async def test_hours_that_make_no_sense_are_told_at_their_field(typed: str) -> None:
    async with office() as (slack, _, desk):
        view = await settings_form(slack, desk)
        next(block for block in view.blocks if block.get("block_id") == "lunch")["optional"] = True
        element(view, "lunch").pop("initial_value")
        delivery = await slack.submit(view, {"lunch": typed} if typed else {})
        assert delivery.answer == {
            "response_action": "errors",
            "errors": {"lunch": "Two times of a day, such as 9:00-17:00."},
        }
        await settled(desk)
        assert await desk.store.settings(ACME) == Settings()


@pytest.mark.parametrize("typed", ["0", "600"])
async def test_the_shortest_and_the_longest_short_ring_are_saved(typed: str) -> None:
    async with office() as (slack, _, desk):
        await sent(slack, desk, await settings_form(slack, desk), {"short_ring": typed})
        assert (await desk.store.settings(ACME)).short_ring == int(typed)


async def test_two_hundred_and_fifty_user_groups_can_all_be_chosen() -> None:
    async with office() as (slack, _, desk):
        groups(slack, 250)
        await desk.store.save_settings(ACME, Settings(ask_groups=frozenset({"S250"})))
        view = await settings_form(slack, desk)
        drawers = element(view, "groups")["option_groups"]
        assert [len(drawer["options"]) for drawer in drawers] == [100, 100, 50]
        assert [option["value"] for option in element(view, "groups")["initial_options"]] == ["S250"]
        await sent(slack, desk, view, {"groups": ["S7", "S250"]})
        assert (await desk.store.settings(ACME)).ask_groups == {"S7", "S250"}


async def test_more_chosen_groups_than_slack_shows_as_chosen_all_stay() -> None:
    async with office() as (slack, _, desk):
        groups(slack, 130)
        chosen = frozenset(f"S{at}" for at in range(1, 131))
        await desk.store.save_settings(ACME, Settings(ask_groups=chosen))
        await sent(slack, desk, await settings_form(slack, desk), {"short_ring": "7"})
        assert (await desk.store.settings(ACME)).ask_groups == chosen


async def test_a_chosen_group_that_slack_tells_nothing_of_stays() -> None:
    async with office() as (slack, _, desk):
        groups(slack, 1)
        await desk.store.save_settings(ACME, Settings(ask_groups=frozenset({"S1", "S9"})))
        await sent(slack, desk, await settings_form(slack, desk), {"short_ring": "7"})
        assert (await desk.store.settings(ACME)).ask_groups == {"S1", "S9"}


@pytest.mark.parametrize("error", ["missing_scope", "plan_upgrade_required"])
async def test_where_slack_tells_of_no_groups_the_chosen_ones_stay(error: str) -> None:
    async with office() as (slack, _, desk):
        await desk.store.save_settings(ACME, Settings(ask_groups=frozenset({"S1"})))
        slack.fail("usergroups.list", error=error)
        await sent(slack, desk, await settings_form(slack, desk), {"short_ring": "7"})
        assert await desk.store.settings(ACME) == Settings(ask_groups=frozenset({"S1"}), short_ring=7)


def test_no_settings_lock_an_admin_out() -> None:
    strictest = Settings(everybody_asks=False)
    admin = Actor(user="U1", admin=True)
    assert may_ask(admin, strictest, "C1")
    assert may_set_up(admin, strictest)


@pytest.mark.parametrize(
    "actor",
    [
        Actor(user="U5", guest=True),
        Actor(user="U5", stranger=True),
        Actor(user="U5", deactivated=True),
        Actor(user="U5", admin=True, stranger=True),
    ],
)
def test_naming_people_makes_no_admin_of_a_guest_or_a_stranger(actor: Actor) -> None:
    named = Settings(set_up_people=frozenset({"U5"}), guests_ask=True, strangers_ask=True)
    assert not may_set_up(actor, named)


async def test_who_may_no_longer_set_up_saves_nothing() -> None:
    async with office() as (slack, _, desk):
        view = await settings_form(slack, desk)
        slack.users["U1"].admin = False
        await sent(slack, desk, view, {"masking": "everywhere"})
        assert await desk.store.settings(ACME) == Settings()
        assert "is for workspace admins and owners" in text_of((await form(slack, "notice")).blocks)


async def test_a_form_that_somebody_else_sends_is_refused() -> None:
    async with office() as (slack, _, desk):
        slack.add_user("T1", "U3")
        await sent(slack, desk, await settings_form(slack, desk), {"masking": "everywhere"}, user="U3")
        assert await desk.store.settings(ACME) == Settings()


async def test_values_that_no_form_of_ours_offers_change_nothing_for_the_worse() -> None:
    async with office() as (slack, _, desk):
        await desk.store.save_settings(ACME, Settings(masking=Masking.EVERYWHERE, everybody_asks=False))
        view = await settings_form(slack, desk)
        for name in ("masking", "askers"):
            element(view, name)["options"].append(
                {"text": {"type": "plain_text", "text": "x"}, "value": "forged"}
            )
        await sent(slack, desk, view, {"masking": "forged", "askers": "forged"})
        settings = await desk.store.settings(ACME)
        assert (settings.masking, settings.everybody_asks) == (Masking.EVERYWHERE, False)


async def test_the_last_pbx_can_go_and_the_settings_stay() -> None:
    async with office() as (slack, _, desk):
        await desk.store.save_settings(ACME, Settings(masking=Masking.CHANNELS, default_pbx="p1"))
        view = await settings_form(slack, desk)
        await desk.store.remove_pbx(ACME, OFFICE.id)
        await sent(slack, desk, view, {"short_ring": "8"})
        assert await desk.store.settings(ACME) == Settings(masking=Masking.CHANNELS, short_ring=8)


async def test_a_form_undoes_nothing_that_others_changed_while_it_was_open() -> None:
    async with office() as (slack, _, desk):
        groups(slack, 2)
        named = Settings(set_up_people=frozenset({"U3"}))
        await desk.store.save_settings(ACME, named)
        view = await settings_form(slack, desk)
        meanwhile = Settings(
            masking=Masking.EVERYWHERE, everybody_asks=False, ask_channels=frozenset({"C1"}), default_pbx="p1"
        )
        await desk.store.save_settings(ACME, meanwhile)
        await sent(slack, desk, view, {"short_ring": "9", "also": ["guests"]})
        assert await desk.store.settings(ACME) == replace(meanwhile, short_ring=9, guests_ask=True)
        (entry,) = await desk.store.audit(ACME, 9)
        assert entry.what == "guests ask, short ring"


async def test_what_both_changed_is_not_saved_but_shown_anew_as_the_other_left_it() -> None:
    async with office() as (slack, _, desk):
        view = await settings_form(slack, desk)
        meanwhile = Settings(masking=Masking.EVERYWHERE, ask_channels=frozenset({"C1"}))
        await desk.store.save_settings(ACME, meanwhile)
        await sent(slack, desk, view, {"masking": "channels", "short_ring": "9"})
        assert await desk.store.settings(ACME) == meanwhile
        anew = await form(slack, "settings")
        assert "somebody else changed settings meanwhile" in text_of(anew.blocks[0])
        by_name = {block["block_id"].partition(":")[0]: block for block in anew.blocks if "element" in block}
        below = anew.blocks[anew.blocks.index(by_name["masking"]) + 1]
        assert "You both changed this" in text_of(below)
        assert by_name["masking"]["element"]["initial_option"]["value"] == "everywhere"
        assert by_name["channels"]["element"]["initial_conversations"] == ["C1"]
        assert by_name["short_ring"]["element"]["initial_value"] == "9"
        # Slack keeps what stands in a block of the same id, whatever the form would show there.
        assert {name for name, block in by_name.items() if block["block_id"] != name} == {
            "masking",
            "channels",
        }
        await sent(slack, desk, anew, {by_name["masking"]["block_id"]: "channels"})
        assert await desk.store.settings(ACME) == replace(meanwhile, masking=Masking.CHANNELS, short_ring=9)


async def test_a_form_shown_anew_still_tells_a_bad_short_ring_at_its_field() -> None:
    async with office() as (slack, _, desk):
        view = await settings_form(slack, desk)
        await desk.store.save_settings(ACME, Settings(short_ring=30))
        await sent(slack, desk, view, {"short_ring": "9"})
        anew = await form(slack, "settings")
        (name,) = (block["block_id"] for block in anew.blocks if block["block_id"].startswith("short_ring"))
        assert name != "short_ring"
        assert element(anew, name)["initial_value"] == "30"
        element(anew, name).update({"type": "plain_text_input", "initial_value": "soon"})
        delivery = await slack.submit(anew)
        assert list(delivery.answer["errors"]) == [name]
        await settled(desk)


async def test_a_form_that_does_not_say_what_it_showed_overrules_nothing_unseen() -> None:
    async with office() as (slack, _, desk):
        view = await settings_form(slack, desk)
        view.content["private_metadata"] = "{"
        await desk.store.save_settings(ACME, Settings(masking=Masking.EVERYWHERE))
        await sent(slack, desk, view)
        assert await desk.store.settings(ACME) == Settings(masking=Masking.EVERYWHERE)
        assert "initial_option" in text_of((await form(slack, "settings")).blocks)


async def test_where_more_groups_are_chosen_than_the_form_shows_those_of_others_stay() -> None:
    async with office() as (slack, _, desk):
        groups(slack, 130)
        chosen = frozenset(f"S{at}" for at in range(1, 131))
        await desk.store.save_settings(ACME, Settings(ask_groups=chosen - {"S99"}))
        view = await settings_form(slack, desk)
        await desk.store.save_settings(ACME, Settings(ask_groups=chosen))
        shown = [option["value"] for option in element(view, "groups")["initial_options"]]
        await sent(slack, desk, view, {"groups": [each for each in shown if each != "S1"]})
        assert (await desk.store.settings(ACME)).ask_groups == chosen - {"S1"}
