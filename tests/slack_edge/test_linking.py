from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import pytest
from answers.fake_pbx import FakePbx
from answers.scene import ROSTER

from bot.workspace.settings import PersonSettings
from slack_edge.filling import settled, text_of
from slack_edge.office import ACME, OFFICE, OnePbx, office

if TYPE_CHECKING:
    from fakes.slack import FakeSlack
    from fakes.slack.outcome import Delivery

    from bot.cdr.roster import Roster
    from bot.slack.desk import Desk

WITH_EMAILS = replace(ROSTER, emails={"ada@t1.example": "4005"})
BERLIN = replace(OFFICE, id="p2", name="Berlin")


async def link(slack: FakeSlack, desk: Desk, rest: str = "", user: str = "U1") -> tuple[str, Delivery]:
    """What is answered to ``/calls link``, and its delivery."""
    given = await slack.command("/calls", f"link {rest}", team="T1", user=user, channel="C1")
    await slack.until(lambda: slack.shown(given))
    await settled(desk)
    return text_of(slack.shown(given)[-1].blocks), given


async def extensions(desk: Desk, user: str = "U1") -> tuple[tuple[str, str], ...]:
    return (await desk.store.person(ACME, user)).extensions


async def test_a_number_of_the_pbx_becomes_mine() -> None:
    async with office() as (slack, _, desk):
        told, _given = await link(slack, desk, "4005")
        assert "Your extension is 4005 (Amara Osei) at Office." in told
        assert await extensions(desk) == (("p1", "4005"),)


@pytest.mark.parametrize("typed", ["9999", "Amara", "4005; drop", "<!channel>", "6400"])
async def test_what_is_no_extension_is_said_and_changes_nothing(typed: str) -> None:
    async with office() as (slack, _, desk):
        told, _given = await link(slack, desk, typed)
        assert "Office has no extension " in told
        assert await extensions(desk) == ()


async def test_where_the_pbx_tells_no_extensions_a_number_is_believed() -> None:
    pbxs = OnePbx(FakePbx())
    async with office(pbxs=pbxs) as (slack, _, desk):
        assert "Your extension is 2005 at Office." in (await link(slack, desk, "2005"))[0]
        assert "has no extension Amara" in (await link(slack, desk, "Amara"))[0]
        assert await extensions(desk) == (("p1", "2005"),)


@dataclass
class Interrupted(FakePbx):
    """While its extensions are fetched, something else is done."""

    desk: Desk | None = None

    async def roster(self) -> Roster:
        if self.desk is not None:
            tokyo = PersonSettings(timezone="Asia/Tokyo", extensions=(("p2", "17"),))
            await self.desk.store.save_person(ACME, "U1", tokyo)
        return await super().roster()


async def test_what_a_person_decides_while_the_extensions_are_fetched_stays() -> None:
    pbx = Interrupted(known=ROSTER)
    async with office(pbxs=OnePbx(pbx)) as (slack, _, desk):
        pbx.desk = desk
        await link(slack, desk, "4005")
        assert await desk.store.person(ACME, "U1") == PersonSettings(
            timezone="Asia/Tokyo", extensions=(("p1", "4005"), ("p2", "17"))
        )


async def test_none_takes_the_extension_away() -> None:
    async with office() as (slack, _, desk):
        await desk.store.save_person(ACME, "U1", PersonSettings(extensions=(("p1", "4005"), ("p2", "17"))))
        assert "You have no extension at Office any more." in (await link(slack, desk, "none"))[0]
        assert await extensions(desk) == (("p2", "17"),)


async def test_the_extension_with_my_e_mail_address_is_proposed_and_taken_by_a_press() -> None:
    async with office(pbxs=OnePbx(FakePbx(known=WITH_EMAILS))) as (slack, _, desk):
        told, given = await link(slack, desk)
        assert "By your e-mail address your extension at Office is 4005 (Amara Osei)." in told
        assert await extensions(desk) == ()
        await slack.press(slack.shown(given)[-1], "link:to", user="U1")
        await settled(desk)
        assert await extensions(desk) == (("p1", "4005"),)


async def test_a_proposal_is_for_the_pbx_that_it_named_whatever_is_the_default_by_then() -> None:
    async with office(pbxs=OnePbx(FakePbx(known=WITH_EMAILS))) as (slack, _, desk):
        _told, given = await link(slack, desk)
        await desk.store.save_pbx(ACME, BERLIN)
        await desk.store.save_person(ACME, "U1", PersonSettings(default_pbx="p2"))
        await slack.press(slack.shown(given)[-1], "link:to", user="U1")
        await settled(desk)
        assert await extensions(desk) == (("p1", "4005"),)


async def test_without_a_proposal_the_person_is_told_how_to_say_it() -> None:
    async with office() as (slack, _, desk):
        told, given = await link(slack, desk)
        assert "No extension of Office has your e-mail address." in told
        assert [block["type"] for block in slack.shown(given)[-1].blocks] == ["rich_text"]


async def test_with_two_pbxs_each_has_its_own_extension() -> None:
    async with office() as (slack, _, desk):
        await desk.store.save_pbx(ACME, BERLIN)
        await link(slack, desk, "4005")
        assert "at Berlin." in (await link(slack, desk, "4002 at berlin"))[0]
        assert await extensions(desk) == (("p1", "4005"), ("p2", "4002"))
        assert "Your extension is 4002 (Jonas Weber) at Berlin." in (await link(slack, desk, "at Berlin"))[0]
        await link(slack, desk, "none at Berlin")
        assert await extensions(desk) == (("p1", "4005"),)


async def test_a_guest_links_nothing() -> None:
    async with office() as (slack, _, desk):
        assert "guests may not" in (await link(slack, desk, "4005", user="U2"))[0]
        assert await extensions(desk, "U2") == ()


async def test_mine_is_answered_for_the_linked_extension() -> None:
    async with office() as (slack, _, desk):
        await link(slack, desk, "4010")
        given = await slack.command("/calls", "mine yesterday", team="T1", user="U1", channel="C1")
        await slack.until(lambda: slack.shown(given))
        assert "4010" in text_of(slack.shown(given)[-1].blocks)
