from __future__ import annotations

import asyncio
import logging
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from answers.day import LEGS
from answers.fake_pbx import FakePbx
from answers.scene import ROSTER
from fakes.store import MemoryStore

from bot.workspace.audit import Deed
from bot.workspace.settings import ChannelSettings, Masking, PersonSettings, Settings
from bot.workspace.store_trouble import StoreBusy
from slack_edge.given import BrokenPbx, answer_to, asked, buttons_of, pressed, refusal, settled, text_of
from slack_edge.office import ACME, OFFICE, MovingClock, OnePbx, office

if TYPE_CHECKING:
    from bot.cdr.profile import PbxProfile
    from bot.cdr.roster import Roster
    from bot.workspace.pbx import WorkspacePbx
    from bot.workspace.workspace import Workspace

BERLIN = replace(OFFICE, id="p2", name="Berlin")
BOBS = PersonSettings(extensions=(("p1", "4002"),))


def refusing() -> BrokenPbx:
    return BrokenPbx(LEGS, ROSTER)


async def test_mine_is_the_extension_that_was_linked() -> None:
    async with office() as (slack, _, desk):
        await desk.store.save_person(ACME, "U1", PersonSettings(extensions=(("p1", "4005"),)))
        said = text_of(await answer_to(slack, desk, "mine yesterday", name="/calls"))
        assert "with Amara Osei (4005)" in said


async def test_mine_is_the_extension_with_the_same_address_where_none_was_linked() -> None:
    pbx = FakePbx(LEGS, replace(ROSTER, emails={"ada@t1.example": "4010", "": "4005"}))
    async with office(pbxs=OnePbx(pbx)) as (slack, _, desk):
        assert "with Priya Nair (4010)" in text_of(await answer_to(slack, desk, "mine yesterday"))


async def test_mine_without_an_extension_offers_to_tell_it() -> None:
    async with office() as (slack, _, desk):
        shown = await answer_to(slack, desk, "mine yesterday")
        assert "I do not know your extension" in text_of(shown)
        assert "link" in buttons_of(shown)


async def test_a_person_in_a_question_is_their_extension() -> None:
    async with office() as (slack, _, desk):
        await desk.store.save_person(ACME, "U2", BOBS)
        assert "from Jonas Weber (4002)" in text_of(
            await answer_to(slack, desk, "from @bob yesterday", name="/calls")
        )


async def test_a_person_whose_extension_nobody_knows_is_named() -> None:
    async with office() as (slack, _, desk):
        said = text_of(await answer_to(slack, desk, "from @bob yesterday"))
        assert "I do not know the extension of bob" in said


async def test_what_is_not_understood_is_told_before_anybody_is_looked_up() -> None:
    async with office() as (slack, _, desk):
        said = text_of(await answer_to(slack, desk, "from @bob yeztedday"))
        assert "yeztedday" in said
        assert [call.arguments["user"] for call in slack.calls if call.method == "users.info"] == ["U1"]


async def test_the_pbx_is_the_one_named_else_the_channels_the_persons_the_workspaces_the_first() -> None:
    pbxs = OnePbx()
    async with office(pbxs=pbxs) as (slack, _, desk):
        store = desk.store
        await store.save_pbx(ACME, BERLIN)
        await asked(slack, desk, "yesterday")
        await store.save_settings(ACME, Settings(default_pbx="p2"))
        await asked(slack, desk, "yesterday")
        await store.save_person(ACME, "U1", PersonSettings(default_pbx="p1"))
        await asked(slack, desk, "yesterday")
        await store.save_channel(ACME, "C1", ChannelSettings(default_pbx="p2"))
        await asked(slack, desk, "yesterday")
        await asked(slack, desk, "yesterday at office")
        assert pbxs.leased == ["p1", "p2", "p1", "p2", "p1"]


async def test_paging_stays_with_the_pbx_that_was_asked() -> None:
    pbxs = OnePbx()
    async with office(pbxs=pbxs) as (slack, _, desk):
        await desk.store.save_pbx(ACME, BERLIN)
        await pressed(slack, desk, await answer_to(slack, desk, "yesterday at Berlin"), "ask:before")
        assert pbxs.leased == ["p2", "p2"]


async def test_times_are_those_of_the_person_and_the_pbxs_zone_is_named_where_it_differs() -> None:
    async with office() as (slack, _, desk):
        await desk.store.save_person(ACME, "U1", PersonSettings(timezone="Europe/Berlin"))
        said = text_of(await answer_to(slack, desk))
        assert "(Europe/Berlin)" in said
        assert "Times are those of Europe/Berlin; the PBX's own clock shows Europe/London" in said


async def test_business_hours_are_those_of_the_workspace() -> None:
    async with office() as (slack, _, desk):
        assert "09:00\u201317:00" in text_of(await answer_to(slack, desk, "yesterday in business hours"))
        await desk.store.save_settings(ACME, Settings(business_hours=(480, 1110)))
        assert "08:00\u201318:30" in text_of(await answer_to(slack, desk, "yesterday in business hours"))


@pytest.mark.parametrize(
    ("language", "question"),
    [
        ("de-DE", "verpasst gestern Nachmittag von 07700900146"),
        ("es-ES", "perdidas ayer por la tarde de 07700900146"),
        ("pt-BR", "perdidas ontem à tarde de 07700900146"),
        ("fr-FR", "manqués hier après-midi de 07700900146"),
        ("it-IT", "perse ieri pomeriggio da 07700900146"),
        ("nl-NL", "gemist gistermiddag van 07700900146"),
        ("ru-RU", "пропущенные вчера днём от 07700900146"),
        ("ar-AE", "المكالمات الفائتة أمس بعد الظهر من 07700900146"),
        ("zh-CN", "昨天下午来自07700900146的未接来电"),
        ("ja-JP", "昨日の午後の07700900146からの不在着信"),
        ("de-DE", "missed yesterday afternoon from 07700900146"),
    ],
)
async def test_questions_are_read_in_the_persons_language_and_in_english(
    language: str, question: str
) -> None:
    async with office() as (slack, _, desk):
        await desk.store.save_person(ACME, "U1", PersonSettings(language=language))
        said = text_of(await answer_to(slack, desk, question))
        assert "12:00\u201318:00" in said
        assert "Understood as: missed calls, from 07700900146." in said


async def test_masked_everywhere_no_number_is_told_to_anybody() -> None:
    async with office() as (slack, _, desk):
        await desk.store.save_settings(ACME, Settings(masking=Masking.EVERYWHERE))
        shown = await answer_to(slack, desk, "from 07700900146 yesterday")
        seen = [block for block in shown.blocks if block["type"] != "actions"]
        assert "900146" not in str(seen)
        assert "0770090••••" in str(seen)


class Waiting(MemoryStore):
    """Lets others go on while it reads, as the real one does."""

    async def pbxs(self, workspace: Workspace) -> tuple[WorkspacePbx, ...]:
        await asyncio.sleep(0.01)
        found = await super().pbxs(workspace)
        await asyncio.sleep(0.01)
        return found


async def test_a_refused_secret_is_kept_once_and_told_to_an_admin_once() -> None:
    async with office(store=Waiting(), pbxs=OnePbx(refusing())) as (slack, _, desk):
        given = await asyncio.gather(
            *(slack.command("/missed", "yesterday", team="T1", user="U1", channel="C1") for _ in range(5))
        )
        await settled(desk)
        for each in given:
            assert "reconnect" in str(buttons_of(slack.shown(each)[-1]))
        (pbx,) = await desk.store.pbxs(ACME)
        assert pbx.refused == desk.now()
        assert [entry.deed for entry in await desk.store.audit(ACME, 9)] == [Deed.PBX_REFUSED]
        assert len(slack.messages(slack.direct("T1", "U1").id)) == 1


async def test_a_refusal_while_the_extension_is_looked_up_is_kept_as_well() -> None:
    class RosterRefused(FakePbx):
        async def roster(self) -> Roster:
            raise refusal()

    async with office(pbxs=OnePbx(RosterRefused(LEGS, ROSTER))) as (slack, _, desk):
        await asked(slack, desk, "mine yesterday")
        assert [pbx.refused for pbx in await desk.store.pbxs(ACME)] == [desk.now()]


async def test_a_secret_that_is_taken_again_is_refused_no_more() -> None:
    pbx, clock = refusing(), MovingClock()
    async with office(pbxs=OnePbx(pbx), clock=clock) as (slack, _, desk):
        await asked(slack, desk, "yesterday")
        pbx.trouble = None
        clock.passed = timedelta(minutes=15)
        await asked(slack, desk, "yesterday")
        assert [each.refused for each in await desk.store.pbxs(ACME)] == [None]
        pbx.trouble = refusal()
        await asked(slack, desk, "yesterday")
        assert [each.refused for each in await desk.store.pbxs(ACME)] == [desk.now()]
        assert len(await desk.store.audit(ACME, 9)) == 2


async def test_a_refusal_does_not_undo_the_secret_that_an_admin_has_just_saved() -> None:
    anew = replace(OFFICE, client_secret="new")

    class MeanwhileMended(BrokenPbx):
        async def profile(self) -> PbxProfile:
            await store.save_pbx(ACME, anew)
            return await super().profile()

    store = MemoryStore()
    async with office(store=store, pbxs=OnePbx(MeanwhileMended(LEGS, ROSTER))) as (slack, _, desk):
        await asked(slack, desk, "yesterday")
        assert await store.pbxs(ACME) == (anew,)


async def test_a_store_that_cannot_keep_a_refusal_does_not_hide_it(caplog: pytest.LogCaptureFixture) -> None:
    class Locked(MemoryStore):
        async def mark_refused(self, workspace: Workspace, pbx: str, since: int | None) -> None:  # noqa: ARG002 - the port's signature
            raise StoreBusy

    async with office(store=Locked(), pbxs=OnePbx(refusing())) as (slack, _, desk):
        with caplog.at_level(logging.WARNING):
            assert "reconnect" in str(buttons_of(await answer_to(slack, desk)))
        assert "store_busy" in caplog.text


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("at Berlin yesterday", "Berlin"),
        ("yesterday at: Berlin Mitte", "Berlin Mitte"),
        ("mine at berlin", "berlin"),
    ],
)
async def test_a_pbx_that_nobody_connected_is_named_with_those_there_are(text: str, name: str) -> None:
    async with office() as (slack, _, desk):
        shown = await answer_to(slack, desk, text)
        assert f"No PBX here is named “{name}”." in text_of(shown)
        assert "There is Office." in text_of(shown)
        assert buttons_of(shown) == {}


@pytest.mark.parametrize("text", ["yesterday at 3pm", "at 3pm", "yesterday at noon"])
async def test_a_time_after_at_is_no_pbx(text: str) -> None:
    async with office() as (slack, _, desk):
        assert "No PBX here" not in text_of(await answer_to(slack, desk, text))


async def test_a_word_elsewhere_that_is_not_understood_is_no_pbx() -> None:
    async with office() as (slack, _, desk):
        shown = await answer_to(slack, desk, "Berlin at 1pm")
        assert "I do not understand “Berlin”" in text_of(shown)
        assert list(buttons_of(shown).values()) == ["missed with Berlin at 1pm", "missed in Berlin at 1pm"]


@pytest.mark.parametrize("digits", ["07700", "0146", "146"])
async def test_where_numbers_are_masked_everywhere_no_part_of_one_can_be_asked_for(digits: str) -> None:
    pbxs = OnePbx()
    async with office(pbxs=pbxs) as (slack, _, desk):
        whole = await answer_to(slack, desk, "missed yesterday fuzzy from 0146")
        assert "missed from" in text_of(whole)
        await desk.store.save_settings(ACME, Settings(masking=Masking.EVERYWHERE))
        said = text_of(await answer_to(slack, desk, f"missed yesterday fuzzy from {digits}"))
        assert "Numbers are masked here, so fuzzy cannot look for a part of one." in said
        # What was shown before it was masked can be pressed on still.
        given = await pressed(slack, desk, whole, "csv")
        assert "fuzzy cannot look for a part" in text_of(slack.shown(given)[-1])
        assert slack.files == []


async def test_where_numbers_are_masked_everywhere_a_whole_one_may_be_asked_for() -> None:
    async with office() as (slack, _, desk):
        await desk.store.save_settings(ACME, Settings(masking=Masking.EVERYWHERE))
        said = text_of(await answer_to(slack, desk, "missed yesterday from 07700900146"))
        assert "2 missed from 1 caller" in said
        assert "from 0770090••••" in said
