"""The PBX's lists as a roster, and the doctor's look at every link."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.cdr.link_trouble import ConnectionRefused
from bot.cdr.party import PartyKind
from bot.cdr.pbx_trouble import ApiOff, BadCredentials, IpNotAllowed, NotJson, UnknownInterface
from bot.simulator import OFFICE, faults
from pbx.yeastar.given import DAY, NOW, connected, fetched

if TYPE_CHECKING:
    from bot.cdr.trouble import Trouble


async def test_the_roster_is_what_the_office_is() -> None:
    async with connected(days=1) as (_, pbx):
        roster = await pbx.roster()
    assert roster.known
    assert roster.notes == ()
    assert dict(roster.extensions) == {each.number: each.name for each in OFFICE.extensions}
    assert dict(roster.ivrs) == {each.number: each.name for each in OFFICE.ivrs}
    assert dict(roster.emails) == {each.email: each.number for each in OFFICE.extensions if each.email}
    groups = {(group.kind, group.number, group.name): set(group.members) for group in roster.groups}
    assert groups == {
        **{(PartyKind.QUEUE, each.number, each.name): set(each.members) for each in OFFICE.queues},
        # The PBX does not tell who is in a ring group.
        **{(PartyKind.RING_GROUP, each.number, each.name): set() for each in OFFICE.ring_groups},
        **{(PartyKind.EXTENSION, "", each.name): set(each.members) for each in OFFICE.extension_groups},
    }


async def test_lists_are_read_once_for_many_questions() -> None:
    async with connected(days=3) as (simulated, pbx):
        for _ in range(3):
            await pbx.roster()
            await fetched(pbx, NOW - DAY, NOW)
        assert len(simulated.requests.to("extension/list")) == 1
        assert len(simulated.requests.to("queue/list")) == 1


@pytest.mark.parametrize("number", [10001, 10005, 60001, -2])
async def test_a_refused_list_is_said_and_the_others_serve(number: int) -> None:
    async with connected(days=1) as (simulated, pbx):
        simulated.faults.add(faults.Refuse(path="queue/list", errcode=number, times=None))
        roster = await pbx.roster()
        assert roster.known
        assert roster.notes == ("The PBX did not tell its queues.",)
        assert {group.kind for group in roster.groups} == {PartyKind.RING_GROUP, PartyKind.EXTENSION}


async def test_without_extensions_the_roster_is_not_known_and_dates_still_are() -> None:
    async with connected(days=3) as (simulated, pbx):
        simulated.faults.add(faults.Refuse(path="extension/list", errcode=10005, times=None))
        roster = await pbx.roster()
        assert not roster.known
        assert (await pbx.profile()).timezone_source == "clock"


async def test_the_doctor_passes_a_sound_pbx_link_by_link() -> None:
    async with connected(days=3, clock=12) as (_, pbx):
        told = {probe.name: await probe.run() for probe in pbx.probes()}
    assert list(told) == [
        "Connection",
        "Login",
        "Extensions and queues",
        "Date and time format",
        "Call records",
    ]
    assert (
        told["Extensions and queues"] == "12 extensions, 2 queues, 1 ring group, 3 extension groups, 3 menus."
    )
    assert told["Date and time format"] == (
        "Yeastar P570 firmware 37.23.0.123 writes dates as DD/MM/YYYY with a 12-hour clock in Europe/London "
        "(from its extension list). Its clock agrees with ours."
    )
    assert "so dates are understood" in told["Call records"]


async def test_the_doctor_finds_the_link_that_is_broken() -> None:
    async with connected(days=1, secret="wrong") as (_, pbx):
        connection, login, *_ = pbx.probes()
        assert "The Open API answers" in await connection.run()
        with pytest.raises(BadCredentials):
            await login.run()
    async with connected(days=1) as (simulated, pbx):
        simulated.faults.add(faults.WebPage(times=None))
        with pytest.raises(NotJson):
            await pbx.probes()[0].run()
        await simulated.__aexit__()
        with pytest.raises(ConnectionRefused):
            await pbx.probes()[0].run()


@pytest.mark.parametrize(
    ("number", "trouble"), [(70123, ApiOff), (70087, IpNotAllowed), (10001, UnknownInterface)]
)
async def test_the_doctors_first_link_does_not_hold_where_no_token_would_help(
    number: int, trouble: type[Trouble]
) -> None:
    async with connected(days=1) as (simulated, pbx):
        simulated.faults.add(faults.Refuse(errcode=number, times=None))
        with pytest.raises(trouble):
            await pbx.probes()[0].run()


async def test_the_doctor_says_that_an_empty_pbx_cannot_prove_its_dates_yet() -> None:
    async with connected(days=0) as (_, pbx):
        assert await pbx.probes()[-1].run() == (
            "The PBX holds no call record yet; dates are proved once it does."
        )
