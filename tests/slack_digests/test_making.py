"""Making a digest: from the PBX to its message, as its readers may see it."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import UTC
from typing import TYPE_CHECKING

import pytest
from answers.digest_month import DIGEST, MONTH, OWN
from answers.fake_pbx import FakePbx
from answers.scene import NO_ANSWER, PRIYA, ROSTER, at, leg, outside
from slack_edge.given import BrokenPbx, slow
from slack_edge.office import ACME, OFFICE, OnePbx

from bot.cdr.pbx_trouble import BadCredentials
from bot.cdr.roster_trouble import AmbiguousParty, UnknownGroup
from bot.cdr.trouble import PbxTrouble
from bot.digest.slots import Slot
from bot.slack.digests.making import digest_for
from bot.slack.digests.post import Post
from bot.slack.digests.running_trouble import AppNotInstalled, DigestPbxGone
from bot.slack.digests.stretches import Stretches
from bot.slack.slack_trouble import NotLinked, NotSetUp
from bot.workspace.settings import Masking, PersonSettings, Settings
from bot.workspace.workspace import Workspace
from slack_digests.given_rounds import MORNING, side

if TYPE_CHECKING:
    from bot.answers.digest_stretch import Stretch
    from slack_digests.given_rounds import Side

BERLIN = replace(OFFICE, id="p2", name="Berlin", base_url="https://berlin.example.com:8088")


async def test_a_digest_tells_the_day_before_with_the_callers_still_open() -> None:
    async with side() as here:
        told = await here.message()
        assert "5 missed of 12 inbound calls, 3 callers open, 1 tried" in told
        assert "07700900002" in told
        assert "digest:open" in told


async def test_its_filters_count_and_go_along_with_its_buttons() -> None:
    async with side() as here:
        told = await here.message(replace(DIGEST, text="in Support"))
        assert "1 missed" in told
        assert "07700900005" in told
        assert "07700900002" not in told
        assert "in Support" in told


async def test_a_group_that_is_not_known_any_more_is_a_trouble() -> None:
    async with side() as here:
        with pytest.raises(UnknownGroup):
            await here.message(replace(DIGEST, text="in Warehouse"))


async def test_own_calls_are_of_the_extension_the_owner_said_or_that_has_their_address() -> None:
    known = replace(ROSTER, emails={"ada@t1.example": "4010"})
    async with side(pbx=FakePbx(MONTH, known)) as here:
        told = await here.message(OWN)
        assert "Your calls" in told
        assert "07700900004" in told
        assert "07700900002" not in told
        await here.desk.store.save_person(ACME, "U1", PersonSettings(extensions=(("p1", "4005"),)))
        assert "Amara Osei" in await here.message(OWN)


async def test_own_calls_of_an_owner_without_an_extension_are_a_trouble() -> None:
    async with side() as here:
        with pytest.raises(NotLinked):
            await here.message(OWN)


@pytest.mark.parametrize(
    ("masking", "channel", "hidden"),
    [
        (Masking.OFF, "C1", False),
        (Masking.CHANNELS, "C1", True),
        (Masking.CHANNELS, "", False),
        (Masking.EVERYWHERE, "", True),
        (Masking.EVERYWHERE, "C1", True),
    ],
)
async def test_numbers_are_hidden_where_the_settings_say(
    *, masking: Masking, channel: str, hidden: bool
) -> None:
    async with side() as here:
        await here.desk.store.save_settings(ACME, Settings(masking=masking))
        told = await here.message(replace(DIGEST, channel=channel))
        assert ("07700900002" not in told) is hidden
        assert ("0770090••••" in told) is hidden


async def test_a_number_in_the_filters_that_is_hidden_from_readers_is_in_no_button_either() -> None:
    async with side() as here:
        await here.desk.store.save_settings(ACME, Settings(masking=Masking.CHANNELS))
        told = await here.message(replace(DIGEST, text="from 07700900002"))
        assert "07700900002" not in told
        assert "digest:open" not in told


@pytest.mark.parametrize(("masking", "hidden"), [(Masking.OFF, False), (Masking.CHANNELS, True)])
async def test_a_trouble_that_names_callers_hides_their_numbers_where_the_digest_does(
    *, masking: Masking, hidden: bool
) -> None:
    named = [
        leg(
            str(number), "2026-11-25 10:00", PRIYA, NO_ANSWER, caller=outside(f"0{number}", f"Anna 0{number}")
        )
        for number in (7700900146, 7700900147)
    ]
    async with side(pbx=FakePbx(named, ROSTER)) as here:
        await here.desk.store.save_settings(ACME, Settings(masking=masking))
        with pytest.raises(AmbiguousParty) as raised:
            await here.message(replace(DIGEST, text="from anna"))
        assert ("Anna 07700900146" not in raised.value.sentence) is hidden
        assert ("Anna 0770090••••" in raised.value.sentence) is hidden


async def test_a_short_ring_is_what_the_settings_say() -> None:
    async with side() as here:
        assert "1 of 5 missed rang less than 5 s." in await here.message()
        await here.desk.store.save_settings(ACME, Settings(short_ring=2))
        assert "missed rang less than" not in await here.message()


async def test_its_pbx_is_its_own_else_the_default_of_now() -> None:
    async with side() as here:
        await here.desk.store.save_pbx(ACME, BERLIN)
        assert await here.maker.pbx(ACME, DIGEST) == "p1"
        await here.desk.store.save_settings(ACME, Settings(default_pbx="p2"))
        assert await here.maker.pbx(ACME, DIGEST) == "p2"
        assert await here.maker.pbx(ACME, replace(DIGEST, pbx="p1")) == "p1"


async def test_a_pbx_that_is_gone_is_a_trouble_and_not_another_pbx() -> None:
    async with side() as here:
        with pytest.raises(DigestPbxGone) as gone:
            await here.maker.pbx(ACME, replace(DIGEST, pbx="p9"))
        assert "digest edit 3" in gone.value.next_step


async def test_a_workspace_without_a_pbx_is_a_trouble() -> None:
    async with side(connected=False) as here:
        with pytest.raises(NotSetUp):
            await here.maker.pbx(ACME, DIGEST)


async def test_nothing_is_asked_for_a_workspace_that_the_app_has_left() -> None:
    pbxs = OnePbx(FakePbx(MONTH, ROSTER))
    async with side(pbxs=pbxs) as here:
        beta = Workspace(team="T2")
        await here.desk.store.save_pbx(beta, OFFICE)
        with pytest.raises(AppNotInstalled):
            await here.maker.make(beta, DIGEST, MORNING, late=False, skipped=())
        assert pbxs.leased == []


async def test_a_day_without_calls_is_empty() -> None:
    async with side() as here:
        sunday = Slot(wall="2026-11-23T08:30", at=at("2026-11-23 08:30").astimezone(UTC))
        here.clock.moment = "2026-11-23 08:30"
        made = await here.maker.make(ACME, DIGEST, sunday, late=False, skipped=())
        assert made.empty


async def test_a_secret_that_is_refused_is_kept_and_is_a_trouble() -> None:
    async with side(pbx=BrokenPbx()) as here:
        with pytest.raises(BadCredentials):
            await here.message()
        (pbx,) = await here.desk.store.pbxs(ACME)
        assert pbx.refused == here.desk.now()


async def test_an_excuse_tells_the_channel_the_kind_of_trouble_and_the_next_slot() -> None:
    async with side() as here:
        following = Slot(wall="2026-11-27T08:30", at=at("2026-11-27 08:30").astimezone(UTC))
        excuse = await here.maker.excuse(ACME, DIGEST, MORNING, trouble=PbxTrouble(), following=following)
        assert isinstance(excuse, Post)
        said = str(excuse.rich())
        assert "could not be made" in said
        assert "Fri 27 Nov 08:30" in said


# One reading serves many


async def test_digests_of_one_pbx_and_one_window_are_made_from_one_reading() -> None:
    pbx = FakePbx(MONTH, ROSTER)
    async with side(pbx=pbx) as here:
        told = [
            await here.message(replace(DIGEST, id=f"d{n}", number=n, text=text))
            for n, text in enumerate(("", "in Support", "in Sales", ""))
        ]
        assert len(pbx.searches) == 1
        assert told[0] != told[1] != told[2]


async def test_two_at_once_wait_for_one_reading() -> None:
    pbx = slow(legs=MONTH, seconds=0.1)
    async with side(pbx=pbx) as here:
        await asyncio.gather(*(here.message() for _ in range(5)))
        assert len(pbx.searches) == 1


async def test_a_reading_that_failed_is_made_anew() -> None:
    pbx = BrokenPbx(MONTH, ROSTER, trouble=PbxTrouble())
    async with side(pbx=pbx) as here:
        with pytest.raises(PbxTrouble):
            await here.message()
        pbx.trouble = None
        assert "5 missed" in await here.message()


@pytest.mark.parametrize(
    ("changed", "readings"),
    [
        ("the zone's window", 2),
        ("the PBX's address", 2),
        ("the threshold of short rings", 2),
        ("two minutes", 2),
        ("nothing", 1),
    ],
)
async def test_a_reading_serves_nothing_but_its_own_pbx_window_and_time(changed: str, readings: int) -> None:
    pbx = FakePbx(MONTH, ROSTER)
    async with side(pbx=pbx) as here:
        await here.message()
        digest = DIGEST
        if changed == "the zone's window":
            digest = replace(DIGEST, zone="Europe/Berlin")
        elif changed == "the PBX's address":
            await here.desk.store.save_pbx(ACME, replace(OFFICE, base_url="https://new.example.com"))
        elif changed == "the threshold of short rings":
            await here.desk.store.save_settings(ACME, Settings(short_ring=9))
        elif changed == "two minutes":
            here.clock.moment = "2026-11-26 08:33"
        await here.message(digest)
        assert len(pbx.searches) == readings


async def test_workspaces_share_no_reading() -> None:
    pbx = FakePbx(MONTH, ROSTER)
    async with side(pbx=pbx) as here:
        occasion = await here.speaking.occasion(ACME, "U1")
        other = replace(occasion, workspace=Workspace(enterprise="E1", team="T1"))
        await here.desk.store.save_pbx(other.workspace, OFFICE)
        for each in (occasion, other):
            await digest_for(here.desk, each, DIGEST, MORNING, stretches=here.stretches)
        assert len(pbx.searches) == 2


async def test_what_is_read_for_nobody_else_is_read_anew() -> None:
    pbx = FakePbx(MONTH, ROSTER)
    async with side(pbx=pbx) as here:
        occasion = await here.speaking.occasion(ACME, "U1")
        for _ in range(2):
            await digest_for(here.desk, occasion, DIGEST, MORNING)
        assert len(pbx.searches) == 2


async def _read(here: Side) -> Stretch:
    occasion = await here.speaking.occasion(ACME, "U1")
    kept = Stretches(here.clock)
    await digest_for(here.desk, occasion, DIGEST, MORNING, stretches=kept)
    (only,) = kept._kept.values()
    return only.stretch


async def test_ten_thousand_workspaces_are_remembered_in_bounds() -> None:
    async with side() as here:
        stretch = await _read(here)
        of_one = len(stretch.calls) + sum(len(past.calls) for past in stretch.past)
        kept = Stretches(here.clock, most_calls=10 * of_one)

        async def read() -> Stretch:
            return stretch

        for n in range(10_000):
            await kept.of(n, read)
        assert kept.calls == 10 * of_one
        assert kept._reading == {}


async def test_a_clock_that_is_set_back_makes_nothing_good_for_longer() -> None:
    pbx = FakePbx(MONTH, ROSTER)
    async with side(pbx=pbx) as here:
        await here.message()
        here.clock.moment = "2026-11-26 08:20"
        await here.message()
        assert len(pbx.searches) == 2
