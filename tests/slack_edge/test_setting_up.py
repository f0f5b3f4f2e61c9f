from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from answers.fake_pbx import FakePbx
from answers.scene import ROSTER
from cdr.every_trouble import every_trouble
from fakes.store import MemoryStore

from bot.cdr.link_trouble import BadAddress, ConnectionRefused, PinMismatch, TlsNotTrusted
from bot.cdr.pbx_trouble import BadCredentials, DateFormatMismatch
from bot.slack.setting_up import _FIELDS
from bot.workspace.audit import AuditEntry, Deed
from bot.workspace.pbx import Checking, WorkspacePbx
from bot.workspace.store_trouble import StoreFull
from slack_edge.filling import (
    FILLED,
    SECRET,
    as_it_stands,
    form,
    sent,
    sent_to_slack,
    set_up_form,
    settled,
    text_of,
    titled,
    under,
)
from slack_edge.looking import Watched, found
from slack_edge.office import ACME, OFFICE, OnePbx, office

if TYPE_CHECKING:
    from bot.cdr.trouble import Trouble
    from bot.workspace.workspace import Workspace


class Disconnecting(MemoryStore):
    """Somebody else disconnects the PBX between the look at what is kept and the saving."""

    meanwhile = False

    async def pbxs(self, workspace: Workspace) -> tuple[WorkspacePbx, ...]:
        found = await super().pbxs(workspace)
        if self.meanwhile:
            for pbx in found:
                await self.remove_pbx(workspace, pbx.id)
        return found


async def test_an_admin_connects_a_pbx_and_sees_what_was_found_before_it_is_saved() -> None:
    async with office(connected=False, pbxs=Watched(FakePbx(known=ROSTER))) as (slack, _, desk):
        shown = await found(slack, desk)
        assert "Yeastar P570, firmware 37.23.0.83" in shown
        assert "DD/MM/YYYY, 12-hour, proved: a record that it has was found in this format" in shown
        assert "Europe/London (from its extension list)" in shown
        assert "4 extensions, 2 queues" in shown
        assert [call.method for call in slack.calls].count(
            "views.update"
        ) == 1  # the ack shows what was found
        assert await desk.store.pbxs(ACME) == ()
        await sent(slack, desk, await form(slack, "setup:found"))
        (saved,) = await desk.store.pbxs(ACME)
        assert saved == WorkspacePbx(
            id=saved.id,
            name="Berlin",
            base_url="https://pbx.example.com:8088",
            client_id="client",
            client_secret=SECRET,
            set_up_by="U1",
        )
        assert "Berlin is connected." in text_of((await form(slack, "notice")).blocks)
        assert [(entry.user, entry.deed, entry.what) for entry in await desk.store.audit(ACME, 9)] == [
            ("U1", Deed.PBX_ADDED, "Berlin")
        ]


async def test_the_modal_is_open_before_anybody_is_asked_who_the_person_is() -> None:
    async with office(connected=False) as (slack, _, _desk):
        await set_up_form(slack)
        methods = [call.method for call in slack.calls]
        assert methods.index("views.open") < methods.index("users.info")


async def test_the_pbx_is_looked_at_under_an_id_of_its_own_and_let_go_of() -> None:
    pbxs = Watched()
    async with office(connected=False, pbxs=pbxs) as (slack, _, desk):
        await found(slack, desk)
        assert [pbx.id.startswith("draft-") for pbx in pbxs.asked] == [True]
        assert pbxs.forgotten == [pbxs.asked[0].id]


async def test_the_secret_is_sent_to_slack_by_nobody_but_the_person() -> None:
    pbxs = Watched(trouble=BadCredentials(number=70004, message="no"))
    async with office(connected=False, pbxs=pbxs) as (slack, _, desk):
        await sent(slack, desk, await set_up_form(slack), FILLED)
        pbxs.trouble = None
        await sent(slack, desk, await form(slack), {})
        await sent(slack, desk, await form(slack, "setup:found"))
        assert (await desk.store.pbxs(ACME))[0].client_secret == SECRET
        assert SECRET not in sent_to_slack(slack)
        assert SECRET not in text_of([view.content for view in slack.views.values()])


@pytest.mark.parametrize(
    ("trouble", "name", "words"),
    [
        (BadAddress(address="x", fault="it names no host", example="https://x"), "base_url", "it names no host"),
        (ConnectionRefused(where="pbx.example.com:8088"), "base_url", "Nothing answers at pbx.example.com:8088."),
        (BadCredentials(number=70004, message="wrong"), "client_secret", "refuses the Client ID or Client Secret"),
        (
            TlsNotTrusted(where="pbx.example.com:8088", reason="self-signed", fingerprint="AB:CD"),
            "checking",
            "shows the SHA-256 fingerprint AB:CD, choose “Exactly this certificate” in its set-up",
        ),
        (PinMismatch(where="pbx.example.com:8088", fingerprint="AB:CD"), "pin", "paste the new fingerprint"),
        (DateFormatMismatch(finding="nothing fits"), "timezone", "where only the zone is another, write it"),
    ],
)  # fmt: skip
async def test_each_fault_of_the_pbx_stands_at_its_field(trouble: Trouble, name: str, words: str) -> None:
    async with office(connected=False, pbxs=Watched(trouble=trouble)) as (slack, _, desk):
        await sent(slack, desk, await set_up_form(slack), FILLED)
        view = await form(slack)
        assert words in under(view, name)
        assert "--" not in text_of(view.blocks)  # no option of the terminal's
        others = {"base_url", "client_id", "client_secret", "checking", "pin", "name", "timezone"} - {name}
        assert [under(view, other) for other in others] == [""] * 6
        assert as_it_stands(view, "name") == "Berlin"
        assert await desk.store.pbxs(ACME) == ()


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"name": "   "}, "name"),
        ({"name": "\u200b\u202e"}, "name"),
        ({"name": "None"}, "name"),
        ({"timezone": "Berlin"}, "timezone"),
        ({"checking": "pin"}, "pin"),
    ],
)
async def test_what_is_wrong_in_itself_is_told_at_its_field_and_nothing_typed_is_lost(
    typed: dict[str | tuple[str, str], object], words: str
) -> None:
    pbxs = Watched()
    async with office(connected=False, pbxs=pbxs) as (slack, _, desk):
        view = await set_up_form(slack)
        delivery = await slack.submit(view, FILLED | typed)
        assert delivery.answer["response_action"] == "errors"
        assert list(delivery.answer["errors"]) == [words]
        await settled(desk)
        assert pbxs.asked == []


async def test_a_zone_is_taken_however_it_is_written() -> None:
    pbxs = Watched()
    async with office(connected=False, pbxs=pbxs) as (slack, _, desk):
        await sent(slack, desk, await set_up_form(slack), FILLED | {"timezone": " america/new york "})
        assert pbxs.asked[0].timezone == "America/New_York"


async def test_a_name_that_another_pbx_has_is_told_at_its_field() -> None:
    async with office() as (slack, _, desk):
        await sent(slack, desk, await set_up_form(slack), FILLED | {"name": "OFFICE"})
        assert "There is a PBX named OFFICE already." in under(await form(slack), "name")


async def test_a_trouble_of_the_store_stands_above_the_form_and_blames_no_field() -> None:
    async with office(connected=False, pbxs=Watched(trouble=StoreFull())) as (slack, _, desk):
        await sent(slack, desk, await set_up_form(slack), FILLED)
        first = (await form(slack)).blocks[0]
        assert "no room left" in text_of(first)


async def test_the_form_of_a_pbx_that_is_there_has_all_but_its_secret() -> None:
    pinned = replace(OFFICE, checking=Checking.PIN, pin="ab" * 32, timezone="Europe/Berlin")
    async with office() as (slack, _, desk):
        await desk.store.save_pbx(ACME, pinned)
        view = await set_up_form(slack, "office")
        assert {
            name: as_it_stands(view, name) for name in ("name", "base_url", "client_id", "pin", "timezone")
        } == {
            "name": "Office",
            "base_url": "https://pbx.example.com:8088",
            "client_id": "id",
            "pin": "ab" * 32,
            "timezone": "Europe/Berlin",
        }
        assert as_it_stands(view, "client_secret") == ""
        await sent(slack, desk, view, {"name": "Head office"})
        await sent(slack, desk, await form(slack, "setup:found"))
        assert await desk.store.pbxs(ACME) == (replace(pinned, name="Head office", set_up_by="U1"),)
        assert [entry.deed for entry in await desk.store.audit(ACME, 9)] == [Deed.PBX_CHANGED]


async def test_a_name_that_no_pbx_has_opens_no_form() -> None:
    async with office() as (slack, _, desk):
        await slack.command("/calls", "setup Munich", team="T1", user="U1", channel="C1")
        await settled(desk)
        assert "No PBX here is named “Munich”" in text_of((await form(slack, "notice")).blocks)


async def test_a_saved_secret_goes_to_no_other_address() -> None:
    pbxs = Watched()
    async with office(pbxs=pbxs) as (slack, _, desk):
        view = await set_up_form(slack, "Office")
        await sent(slack, desk, view, {"base_url": "https://evil.example.com:8088"})
        assert pbxs.asked == []
        assert "Type it again." in under(await form(slack), "client_secret")
        await sent(slack, desk, await form(slack), {"client_secret": "typed again"})
        assert [(pbx.base_url, pbx.client_secret) for pbx in pbxs.asked] == [
            ("https://evil.example.com:8088", "typed again")
        ]


@pytest.mark.parametrize(
    ("kept", "typed"),
    [
        ({"base_url": "https://pbx.strasse.example:8088"}, {"base_url": "https://pbx.straße.example:8088"}),
        ({"base_url": "https://pbx.example.com"}, {"base_url": "http://pbx.example.com:443"}),
        ({"base_url": "https://pbx.example.com"}, {"base_url": "https://pbx.example.com:8443"}),
        ({"base_url": "what is this"}, {"base_url": "what is this"}),
        ({}, {"checking": "off"}),
        ({}, {"checking": "pin", "pin": "ab" * 32}),
        ({"checking": Checking.PIN, "pin": "ab" * 32}, {"pin": "cd" * 32}),
        ({"checking": Checking.PIN, "pin": "ab" * 32}, {"pin": "not a pin"}),
        ({"checking": Checking.PIN, "pin": "ab" * 32}, {"checking": "system"}),
    ],
)
async def test_a_saved_secret_goes_to_nobody_whom_it_did_not_go_to_before(
    kept: dict[str, Any], typed: dict[str | tuple[str, str], object]
) -> None:
    pbxs = Watched()
    async with office(pbxs=pbxs) as (slack, _, desk):
        await desk.store.save_pbx(ACME, replace(OFFICE, **kept))
        await sent(slack, desk, await set_up_form(slack, "Office"), typed)
        assert pbxs.asked == []
        assert "Type it again." in under(await form(slack), "client_secret")


@pytest.mark.parametrize(
    ("kept", "typed"),
    [
        ({}, {"base_url": " HTTPS://PBX.example.com:8088/ "}),
        ({"base_url": "https://pbx.example.com"}, {"base_url": "https://pbx.example.com:443"}),
        ({"checking": Checking.PIN, "pin": "ab" * 32}, {"pin": ":".join(["AB"] * 32)}),
        ({"checking": Checking.OFF}, {"checking": "system"}),
        ({"checking": Checking.OFF}, {"checking": "pin", "pin": "ab" * 32}),
        ({}, {"client_id": "another", "timezone": "Europe/Berlin"}),
    ],
)
async def test_a_saved_secret_needs_not_be_typed_again_where_it_stays_in_the_same_hands(
    kept: dict[str, Any], typed: dict[str | tuple[str, str], object]
) -> None:
    pbxs = Watched()
    async with office(pbxs=pbxs) as (slack, _, desk):
        await desk.store.save_pbx(ACME, replace(OFFICE, **kept))
        await sent(slack, desk, await set_up_form(slack, "Office"), typed)
        assert [pbx.client_secret for pbx in pbxs.asked] == ["s3cret"]


async def test_who_disconnects_a_pbx_is_not_overruled_by_who_saves_it_a_moment_later() -> None:
    store = Disconnecting()
    async with office(store=store) as (slack, _, desk):
        await sent(slack, desk, await set_up_form(slack, "Office"), {"name": "Head office"})
        found = await form(slack, "setup:found")
        store.meanwhile = True
        await sent(slack, desk, found)
        assert await desk.store.pbxs(ACME) == ()
        assert "is not connected any more" in text_of((await form(slack, "notice")).blocks)
        assert await desk.store.audit(ACME, 9) == ()


def test_every_fault_that_has_a_field_is_one_that_a_trouble_has() -> None:
    assert set(_FIELDS) - {kind.code for kind in every_trouble()} == set()


async def test_a_typed_secret_is_kept_while_other_fields_are_mended() -> None:
    pbxs = Watched(trouble=ConnectionRefused(where="pbx.example.com:1"))
    async with office(connected=False, pbxs=pbxs) as (slack, _, desk):
        await sent(slack, desk, await set_up_form(slack), FILLED | {"base_url": "https://pbx.example.com:1"})
        await sent(slack, desk, await form(slack), {"base_url": "https://pbx.example.com:2"})
        assert [(pbx.base_url, pbx.client_secret) for pbx in pbxs.asked] == [
            ("https://pbx.example.com:1", SECRET),
            ("https://pbx.example.com:2", SECRET),
        ]


async def test_a_slow_pbx_is_acked_in_time_and_what_was_found_comes_later() -> None:
    answers = asyncio.Event()
    async with office(connected=False, pbxs=Watched(answers=answers), patience=0.05) as (slack, _, desk):
        assert (await slack.submit(await set_up_form(slack), FILLED)).ok
        assert "Looking at the PBX" in text_of((await form(slack, "notice")).blocks)
        answers.set()
        await settled(desk)
        assert "Berlin answers." in text_of((await form(slack, "setup:found")).blocks)


async def test_a_form_that_slack_opens_too_late_is_told_with_a_button_that_opens_it() -> None:
    async with office(connected=False) as (slack, _, desk):
        slack.fail("views.open", error="expired_trigger_id")
        given = await slack.command("/calls", "setup", team="T1", user="U1", channel="C1")
        await slack.until(lambda: slack.shown(given))
        (told,) = slack.shown(given)
        assert told.ephemeral
        assert "three seconds" in text_of(told.blocks)
        await slack.press(told, "setup", user="U1")
        await form(slack)
        await settled(desk)


@pytest.mark.parametrize("error", ["not_found", "hash_conflict", "internal_error"])
async def test_a_refused_update_is_no_fault_of_ours(error: str, caplog: pytest.LogCaptureFixture) -> None:
    async with office(connected=False) as (slack, _, desk):
        slack.fail("views.update", error=error)
        await slack.command("/calls", "setup", team="T1", user="U1", channel="C1")
        await settled(desk)
        assert [view.content["callback_id"] for view in slack.views.values()] == ["notice"]
        assert "fault" not in caplog.text


async def test_a_fault_of_our_own_is_told_in_the_modal_with_a_reference() -> None:
    broken = Watched(trouble=RuntimeError("2005 secret"))
    async with office(connected=False, pbxs=broken) as (slack, _, desk):
        await sent(slack, desk, await set_up_form(slack), FILLED)
        assert "Something went wrong in Ringback itself (reference" in text_of(
            (await form(slack, "notice")).blocks
        )


async def test_a_working_secret_ends_a_refusal_and_the_trail_says_so() -> None:
    async with office() as (slack, _, desk):
        await desk.store.save_pbx(ACME, replace(OFFICE, refused=1_700_000_000))
        await sent(slack, desk, await set_up_form(slack, "Office"), {"client_secret": SECRET})
        await sent(slack, desk, await form(slack, "setup:found"))
        assert await desk.store.pbxs(ACME) == (replace(OFFICE, client_secret=SECRET, set_up_by="U1"),)
        assert await desk.store.audit(ACME, 9) == (
            AuditEntry(
                at=desk.now(), user="U1", deed=Deed.PBX_CHANGED, what="Office (its secret is taken again)"
            ),
        )


async def test_where_certificates_are_checked_the_form_offers_nothing_else() -> None:
    async with office(connected=False, pbxs=OnePbx(checks_certificates=True)) as (slack, _, desk):
        view = await set_up_form(slack)
        (checking,) = (block["element"] for block in view.blocks if block.get("block_id") == "checking")
        assert [option["value"] for option in checking["options"]] == ["system", "pin"]
        assert titled(slack, "setup") is not None
        await settled(desk)
