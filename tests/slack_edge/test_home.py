from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import pytest
from answers.fake_pbx import FakePbx
from answers.scene import AMARA, JONAS, ROSTER, missed, out
from fakes.store import MemoryStore

from bot.cdr.link_trouble import ConnectionRefused
from bot.cdr.pbx_trouble import BadCredentials
from bot.workspace.audit import AuditEntry, Deed
from bot.workspace.settings import ChannelSettings, Masking, PersonSettings, Settings
from slack_edge.filling import form, settled, text_of
from slack_edge.office import ACME, OFFICE, OnePbx, office

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from fakes.slack import FakeSlack
    from fakes.slack.model import View

    from bot.slack.desk import Desk
    from bot.workspace.pbx import WorkspacePbx
    from bot.workspace.workspace import Workspace

TODAY = (
    missed("h1", "2026-11-23 09:00", "07700900146", AMARA),
    missed("h2", "2026-11-23 10:00", "07700900277", AMARA),
    out("h3", "2026-11-23 11:00", "07700900277"),
    missed("h4", "2026-11-23 10:30", "07700900388", JONAS),
)
"""Amara missed two, one of whom she has called back; the third caller was not hers."""
BERLIN = replace(OFFICE, id="p2", name="Berlin")


@dataclass
class Busy(OnePbx):
    """Answers only when it is told to, or fails."""

    pbx: FakePbx = field(default_factory=lambda: FakePbx(TODAY, ROSTER))
    may_answer: asyncio.Event = field(default_factory=asyncio.Event)
    trouble: Exception | None = None

    @asynccontextmanager
    async def lease(self, workspace: Workspace, pbx: WorkspacePbx) -> AsyncIterator[FakePbx]:
        await self.may_answer.wait()
        if self.trouble is not None:
            raise self.trouble
        async with super().lease(workspace, pbx) as opened:
            yield opened


def ready(trouble: Exception | None = None) -> Busy:
    pbxs = Busy(trouble=trouble)
    pbxs.may_answer.set()
    return pbxs


async def home(slack: FakeSlack, desk: Desk, user: str = "U1") -> View:
    """A person's Home, complete."""
    assert (await slack.app_home_opened(user)).ok
    await slack.until(lambda: slack.home(user))
    await settled(desk)
    return shown(slack, user)


def shown(slack: FakeSlack, user: str = "U1") -> View:
    view = slack.home(user)
    assert view is not None
    return view


def buttons(view: View) -> list[str]:
    return [
        element["text"]["text"]
        for block in view.blocks
        if block["type"] == "actions"
        for element in block["elements"]
    ]


async def linked(desk: Desk, user: str = "U1") -> None:
    await desk.store.save_person(ACME, user, PersonSettings(extensions=(("p1", "4005"),)))


async def test_home_shows_the_connection_my_extension_and_only_my_open_callers() -> None:
    async with office(pbxs=ready()) as (slack, _, desk):
        await linked(desk)
        view = text_of((await home(slack, desk)).blocks)
        assert "Office answers: Yeastar P570, date format proved." in view
        assert "4005 (Amara Osei)" in view
        assert "07700900146" in view
        assert "07700900277" not in view
        assert "07700900388" not in view


async def test_home_is_there_before_the_pbx_answers() -> None:
    pbxs = Busy()
    async with office(pbxs=pbxs) as (slack, _, desk):
        await linked(desk)
        await slack.app_home_opened("U1")
        await slack.until(lambda: slack.home("U1"))
        first = shown(slack)
        assert "Asking Office …" in text_of(first.blocks)
        assert "Missed yesterday" in buttons(first)
        pbxs.may_answer.set()
        await settled(desk)
        assert "Office answers" in text_of(shown(slack).blocks)


async def test_an_answer_that_comes_late_takes_no_newer_home_away() -> None:
    pbxs = Busy()
    async with office(pbxs=pbxs) as (slack, _, desk):
        await slack.app_home_opened("U1")
        first = await slack.until(lambda: slack.home("U1"))
        assert first is not None
        await slack.press(first, "remove_pbx:0")
        await slack.until(lambda: "No PBX is connected yet." in text_of(shown(slack).blocks))
        pbxs.may_answer.set()
        await settled(desk)
        assert "No PBX is connected yet." in text_of(shown(slack).blocks)


async def test_a_trouble_of_the_pbx_is_told_with_its_next_step_and_the_rest_stays() -> None:
    trouble = ConnectionRefused(where="pbx.example.com:8088")
    async with office(pbxs=ready(trouble=trouble)) as (slack, _, desk):
        view = await home(slack, desk)
        assert "Nothing answers at pbx.example.com:8088. Check the port" in text_of(view.blocks)
        assert {"Missed today", "Settings", "Disconnect"} <= {*buttons(view)}


async def test_a_fault_of_our_own_is_told_with_a_reference_and_nothing_of_it() -> None:
    async with office(pbxs=ready(trouble=RuntimeError("07700900146"))) as (slack, _, desk):
        view = text_of((await home(slack, desk)).blocks)
        assert "Something went wrong in Ringback itself (reference" in view
        assert "07700900146" not in view


async def test_a_refused_secret_has_one_button_and_the_pbx_is_not_asked_again() -> None:
    pbxs = ready(trouble=BadCredentials(number=70004, message="no"))
    async with office(pbxs=pbxs) as (slack, _, desk):
        view = await home(slack, desk)
        assert "refuses the Client ID or Client Secret" in text_of(view.blocks)
        assert buttons(view).count("Reconnect") == 1
        pbxs.leased.clear()
        pbxs.trouble = AssertionError("asked again")
        view = await home(slack, desk)
        assert "It is not asked until an admin reconnects it." in text_of(view.blocks)
        await slack.press(view, "setup:change_0", user="U1")
        assert "Office" in text_of((await form(slack)).blocks)
        await settled(desk)


@pytest.mark.parametrize(("masking", "number"), [("off", "07700900146"), ("channels", "07700900146")])
async def test_home_is_no_channel(masking: str, number: str) -> None:
    async with office(pbxs=ready()) as (slack, _, desk):
        await linked(desk)
        await desk.store.save_settings(ACME, Settings(masking=Masking(masking)))
        assert number in text_of((await home(slack, desk)).blocks)


async def test_numbers_that_are_masked_everywhere_are_masked_in_home() -> None:
    async with office(pbxs=ready()) as (slack, _, desk):
        await linked(desk)
        await desk.store.save_settings(ACME, Settings(masking=Masking.EVERYWHERE))
        view = text_of((await home(slack, desk)).blocks)
        assert "900146" not in view
        assert "0770090" in view


async def test_a_guest_is_told_that_it_is_not_for_guests_and_sees_nothing_else() -> None:
    pbxs = ready()
    async with office(pbxs=pbxs) as (slack, _, desk):
        view = await home(slack, desk, "U2")
        assert "guests may not" in text_of(view.blocks)
        assert buttons(view) == ["Refresh"]
        assert pbxs.leased == []


async def test_a_member_sees_no_set_up_and_an_admin_does() -> None:
    async with office(pbxs=ready()) as (slack, _, desk):
        slack.add_user("T1", "U3")
        assert "Set-up" not in text_of((await home(slack, desk, "U3")).blocks)
        assert "Set-up" in text_of((await home(slack, desk, "U1")).blocks)


async def test_who_may_ask_in_some_channels_only_is_told_so_and_the_pbx_is_not_asked() -> None:
    pbxs = ready()
    async with office(pbxs=pbxs) as (slack, _, desk):
        slack.add_user("T1", "U3")
        await desk.store.save_settings(ACME, Settings(everybody_asks=False, ask_channels=frozenset({"C1"})))
        assert "only some channels and user groups may" in text_of((await home(slack, desk, "U3")).blocks)
        assert pbxs.leased == []


async def test_without_a_pbx_an_admin_connects_one_from_home() -> None:
    async with office(connected=False) as (slack, _, desk):
        view = await home(slack, desk)
        assert "No PBX is connected yet." in text_of(view.blocks)
        assert buttons(view) == ["Refresh", "Connect a PBX", "Settings"]
        await slack.press(view, "setup")
        await form(slack)
        await settled(desk)


async def test_a_form_that_is_opened_too_late_from_home_is_told_in_a_direct_message() -> None:
    async with office(connected=False) as (slack, _, desk):
        view = await home(slack, desk)
        slack.fail("views.open", error="expired_trigger_id")
        await slack.press(view, "setup")
        await settled(desk)
        (message,) = slack.messages(slack.direct("T1", "U1").id)
        await slack.press(message, "setup", user="U1")
        await form(slack)
        await settled(desk)


async def test_disconnecting_asks_first_then_deletes_the_secret_and_every_setting_that_names_it() -> None:
    pbxs = ready()
    async with office(pbxs=pbxs) as (slack, _, desk):
        await desk.store.save_pbx(ACME, BERLIN)
        await desk.store.save_settings(ACME, Settings(default_pbx="p1"))
        await desk.store.save_channel(ACME, "C1", ChannelSettings(default_pbx="p1"))
        await desk.store.save_person(
            ACME, "U1", PersonSettings(default_pbx="p1", extensions=(("p1", "4005"), ("p2", "17")))
        )
        view = await home(slack, desk)
        (asked,) = (
            element["confirm"]
            for block in view.blocks
            for element in block.get("elements", ())
            if element.get("action_id") == "remove_pbx:0"
        )
        assert asked["title"]["text"] == "Disconnect Office?"
        await slack.press(view, "remove_pbx:0")
        await settled(desk)
        assert await desk.store.pbxs(ACME) == (BERLIN,)
        assert pbxs.forgotten == ["p1"]
        assert await desk.store.settings(ACME) == Settings()
        assert await desk.store.channel(ACME, "C1") == ChannelSettings()
        assert await desk.store.person(ACME, "U1") == PersonSettings(extensions=(("p2", "17"),))
        assert [(entry.deed, entry.what) for entry in await desk.store.audit(ACME, 9)] == [
            (Deed.PBX_REMOVED, "Office")
        ]


async def test_a_pbx_that_does_not_let_itself_be_forgotten_is_deleted_all_the_same() -> None:
    @dataclass
    class Stubborn(OnePbx):
        async def forget(self, workspace: Workspace, pbx: WorkspacePbx) -> None:  # noqa: ARG002 - the port's signature
            raise ConnectionRefused(where="pbx.example.com:8088")

    async with office(pbxs=Stubborn()) as (slack, _, desk):
        await slack.press(await home(slack, desk), "remove_pbx:0")
        await settled(desk)
        assert await desk.store.pbxs(ACME) == ()
        assert [entry.deed for entry in await desk.store.audit(ACME, 9)] == [Deed.PBX_REMOVED]
        assert "Office is disconnected" in text_of(slack.messages(slack.direct("T1", "U1").id)[-1].blocks)


async def test_pressing_disconnect_again_in_an_old_home_says_that_it_is_gone() -> None:
    async with office(pbxs=ready()) as (slack, _, desk):
        view = await home(slack, desk)
        old = {**view.content}
        await slack.press(view, "remove_pbx:0")
        await settled(desk)
        view.content = old
        await slack.press(view, "remove_pbx:0")
        await settled(desk)
        assert "not connected any more" in text_of(slack.messages(slack.direct("T1", "U1").id)[-1].blocks)
        assert len(await desk.store.audit(ACME, 9)) == 1


@pytest.mark.parametrize(
    "action", ["remove_pbx:1", "default_pbx:1", "home:status", "settings", "setup:change_1"]
)
async def test_what_only_admins_may_press_does_nothing_for_others(action: str) -> None:
    async with office(pbxs=ready()) as (slack, _, desk):
        slack.add_user("T1", "U3")
        await desk.store.save_pbx(ACME, BERLIN)
        await slack.press(await home(slack, desk), action, user="U3")
        await settled(desk)
        told = text_of([message.blocks for message in slack.messages(slack.direct("T1", "U3").id)])
        opened = text_of([view.content for view in slack.views.values()])
        assert "is for workspace admins and owners" in told + opened
        assert await desk.store.pbxs(ACME) == (OFFICE, BERLIN)
        assert await desk.store.settings(ACME) == Settings()
        assert await desk.store.audit(ACME, 9) == ()


async def test_the_default_of_the_workspace_is_chosen_in_home() -> None:
    async with office(pbxs=ready()) as (slack, _, desk):
        await desk.store.save_pbx(ACME, BERLIN)
        view = await home(slack, desk)
        assert buttons(view).count("Ask it by default") == 1
        await slack.press(view, "default_pbx:1")
        await settled(desk)
        assert (await desk.store.settings(ACME)).default_pbx == "p2"
        assert "Berlin answers" in text_of(shown(slack).blocks)
        assert [entry.what for entry in await desk.store.audit(ACME, 9)] == ["Berlin is asked by default"]


class Hurried(MemoryStore):
    """Somebody masks numbers right after the settings were looked at."""

    hurried = False

    async def settings(self, workspace: Workspace) -> Settings:
        found = await super().settings(workspace)
        if self.hurried:
            await self.save_settings(workspace, Settings(masking=Masking.EVERYWHERE))
        return found


async def test_choosing_the_default_undoes_no_other_setting() -> None:
    store = Hurried()
    async with office(pbxs=ready(), store=store) as (slack, _, desk):
        await store.save_pbx(ACME, BERLIN)
        view = await home(slack, desk)
        store.hurried = True
        await slack.press(view, "default_pbx:1")
        await slack.until(lambda: store.kept[ACME].trail)
        store.hurried = False
        await settled(desk)
        (entry,) = await store.audit(ACME, 9)
        assert entry.what == "Berlin is asked by default"
        assert (await store.settings(ACME)).masking is Masking.EVERYWHERE


async def test_the_doctor_is_a_button_whose_findings_come_as_a_direct_message() -> None:
    async with office(pbxs=ready()) as (slack, _, desk):
        await slack.press(await home(slack, desk), "home:status")
        await settled(desk)
        (message,) = slack.messages(slack.direct("T1", "U1").id)
        assert "✓ Address" in text_of(message.blocks)
        assert "✓ Records" in text_of(message.blocks)


async def test_a_quick_button_answers_in_a_direct_message() -> None:
    async with office() as (slack, _, desk):
        await slack.press(await home(slack, desk), "text:quick_1")
        await settled(desk)
        (message,) = slack.messages(slack.direct("T1", "U1").id)
        assert "3 missed from 2 callers" in text_of(message.blocks)


async def test_the_trail_names_who_did_what_and_keeps_to_ten_lines() -> None:
    async with office(pbxs=ready()) as (slack, _, desk):
        for at in range(12):
            entry = AuditEntry(at=desk.now() + at, user="U1", deed=Deed.POSTED, what=f"<!channel> {at}")
            await desk.store.note(ACME, entry)
        view = text_of((await home(slack, desk)).blocks)
        assert view.count('"user_id": "U1"') == 10
        assert " posted to a channel: <!channel> 11" in view
        assert ' posted to a channel: <!channel> 1"' not in view


async def test_sixty_pbxs_fit_into_home_and_the_settings_stay_in_reach() -> None:
    async with office(pbxs=ready()) as (slack, _, desk):
        for at in range(59):
            await desk.store.save_pbx(ACME, replace(OFFICE, id=f"x{at}", name=f"Branch {at}"))
        view = await home(slack, desk)
        assert len(view.blocks) <= 100
        assert "Settings" in buttons(view)
        assert "… and 40 more." in text_of(view.blocks)


async def test_slack_failing_for_a_moment_takes_nothing_down() -> None:
    async with office(pbxs=ready()) as (slack, _, desk):
        slack.fail("views.publish", error="internal_error")
        await home(slack, desk)
        await slack.press(shown(slack), "home:refresh")
        await settled(desk)
        assert "Office answers" in text_of(shown(slack).blocks)
