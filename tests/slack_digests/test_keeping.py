"""Making, changing, pausing, resuming and removing digests: who may, where, and what is kept then."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, time
from typing import TYPE_CHECKING

import pytest
from answers.fake_pbx import FakePbx
from answers.scene import NOW, ROSTER, at
from slack_edge.given import refusal
from slack_edge.office import ACME, OFFICE, OnePbx

from bot.answers.masking_trouble import PartsMasked
from bot.cdr.pbx_trouble import BadCredentials
from bot.cdr.roster_trouble import UnknownExtension, UnknownGroup
from bot.digest.delivery import Delivery, State
from bot.digest.digest import About
from bot.digest.digest_trouble import ZoneGone
from bot.digest.draft import Draft
from bot.digest.recurrence import Every, MonthDay, Recurrence
from bot.query.time_trouble import NotUnderstood
from bot.slack.digests import keeping
from bot.slack.digests.digest_edge_trouble import (
    ChannelArchived,
    ChannelShared,
    NoSuchDigest,
    NotInvited,
    StillShared,
    TimeAmongFilters,
    TooManyDigests,
)
from bot.slack.digests.pressing_trouble import DigestPaused, DigestRemoved, NotYours
from bot.slack.setup_trouble import NoSuchPbx
from bot.slack.slack_trouble import NotAllowed, NotLinked, PersonNotLinked
from bot.workspace.audit import Deed
from bot.workspace.pbx import WorkspacePbx
from bot.workspace.settings import ChannelSettings, Masking, PersonSettings, Settings
from slack_digests.given import EVERY_DAY, MONDAY_NEXT, Clock, desks, occasion, put

if TYPE_CHECKING:
    from bot.cdr.roster import Roster

BERLIN = WorkspacePbx(
    id="p2", name="Berlin", base_url="https://berlin.example.com:8088", client_id="id", client_secret="s3cret"
)
DAILY = Draft(recurrence=EVERY_DAY, zone="Europe/London")


class Refusing(FakePbx):
    async def roster(self) -> Roster:
        raise refusal()


# What a draft becomes


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("", ""),
        ("in Sales", "in Sales"),
        ("in R&amp;D", None),
        ("calls in Sales", "in Sales"),
        ("missed in Sales", "in Sales"),
        ("missed", ""),
        ("from <@U3|cleo>", "from 4010"),
        ("mine", "with 4010"),
        ('from "May"', 'from "May"'),
        ("longer than 5m inbound", "longer than 5m inbound"),
    ],
)
async def test_filters_are_kept_with_numbers_in_place_of_people(typed: str, kept: str | None) -> None:
    async with desks() as (slack, desk):
        given = keeping.drafted(desk, occasion(slack), f"daily 8:30 {typed}")
        if kept is None:
            with pytest.raises(UnknownGroup, match="R&D"):
                await given
        else:
            assert (await given).text == kept


@pytest.mark.parametrize(
    ("typed", "trouble"),
    [
        ("in Sales yesterday", TimeAmongFilters),
        ("in May", TimeAmongFilters),
        ("today", TimeAmongFilters),
        ("in Marketing", UnknownGroup),
        ("with 4999", UnknownExtension),
        ("gibberish", NotUnderstood),
        ("from <@U4|dora>", PersonNotLinked),
    ],
)
async def test_what_is_no_filter_of_this_pbx_is_refused_when_the_digest_is_made(
    typed: str, trouble: type[Exception]
) -> None:
    async with desks() as (slack, desk):
        with pytest.raises(trouble):
            await keeping.drafted(desk, occasion(slack), f"daily 8:30 {typed}")


@pytest.mark.parametrize("typed", ["at Berlin", "in Sales at Berlin", "at: Berlin"])
async def test_a_pbx_that_there_is_not_is_told_as_one(typed: str) -> None:
    async with desks() as (slack, desk):
        with pytest.raises(NoSuchPbx) as raised:
            await keeping.drafted(desk, occasion(slack), f"daily 8:30 {typed}")
        assert raised.value.facts["name"] == "Berlin"


@pytest.mark.parametrize("typed", ["fuzzy from 0770090", 'note "0770090"', 'from "anna 0770090"'])
async def test_where_numbers_are_masked_everywhere_no_digest_looks_for_a_part_of_one(typed: str) -> None:
    async with desks() as (slack, desk):
        await keeping.drafted(desk, occasion(slack), f"daily 8:30 {typed}")
        await desk.store.save_settings(ACME, Settings(masking=Masking.EVERYWHERE))
        with pytest.raises(PartsMasked):
            await keeping.drafted(desk, occasion(slack), f"daily 8:30 {typed}")
        assert (await keeping.drafted(desk, occasion(slack), "daily 8:30 from 07700900146")).text


async def test_a_time_among_the_filters_is_named() -> None:
    async with desks() as (slack, desk):
        with pytest.raises(TimeAmongFilters, match="“yesterday afternoon” is a time"):
            await keeping.drafted(desk, occasion(slack), "daily 8:30 yesterday afternoon in Sales")


async def test_a_zone_is_the_one_that_is_named_else_ones_own_else_slacks() -> None:
    async with desks() as (slack, desk):
        slack.add_user("T1", "U5", name="elin", tz="Asia/Tokyo")
        await desk.store.save_person(ACME, "U4", PersonSettings(timezone="America/New_York"))
        zones = [
            (await keeping.drafted(desk, occasion(slack, user), f"daily 8:30 {said}")).zone
            for user, said in [("U4", "zone Europe/Berlin"), ("U4", ""), ("U5", "")]
        ]
        assert zones == ["Europe/Berlin", "America/New_York", "Asia/Tokyo"]


async def test_all_calls_are_promised_without_asking_the_pbx_and_filters_not() -> None:
    pbxs = OnePbx(Refusing([], ROSTER))
    async with desks(pbxs=pbxs) as (slack, desk):
        assert (await keeping.drafted(desk, occasion(slack), "daily 8:30")).text == ""
        assert pbxs.leased == []
        with pytest.raises(BadCredentials):
            await keeping.drafted(desk, occasion(slack), "daily 8 in Sales")


async def test_a_digest_goes_where_it_is_typed_or_where_it_says() -> None:
    async with desks() as (slack, desk):
        direct = slack.direct("T1", "U3").id
        places = [
            (draft.channel, draft.own)
            for here, said in [("C1", ""), ("C1", "in-channel <#C5|support>"), ("C1", "me"), (direct, "")]
            for draft in [await keeping.drafted(desk, occasion(slack, channel=here), f"daily 8 {said}")]
        ]
        assert places == [("C1", False), ("C5", False), ("", True), ("", False)]


@pytest.mark.parametrize(
    ("channel", "trouble"), [("C3", NotInvited), ("C4", ChannelArchived), ("C9", NotInvited)]
)
async def test_a_channel_that_the_app_cannot_post_to_is_refused(
    channel: str, trouble: type[Exception]
) -> None:
    async with desks() as (slack, desk):
        with pytest.raises(trouble):
            await keeping.checked(desk, occasion(slack), DAILY, channel)


async def test_own_calls_need_an_extension() -> None:
    async with desks() as (slack, desk):
        assert (await keeping.drafted(desk, occasion(slack, "U3"), "daily 8 me")).own
        with pytest.raises(NotLinked):
            await keeping.drafted(desk, occasion(slack, "U4"), "daily 8 me")


async def test_somebody_elses_own_calls_stay_theirs_when_an_admin_changes_the_digest() -> None:
    async with desks() as (slack, desk):
        admin = occasion(slack, "U1")
        known = await put(desk, 1, channel="", own=True)
        unknown = await put(desk, 2, channel="", own=True, owner="U4")
        draft = await keeping.drafted(desk, admin, "daily 9:00", digest=known)
        assert (await keeping.change(desk, admin, known, draft, draft.channel)).owner == "U3"
        with pytest.raises(PersonNotLinked):
            await keeping.drafted(desk, admin, "daily 9:00", digest=unknown)


async def test_the_pbx_is_the_one_named_else_the_channels_else_the_workspaces_at_run_time() -> None:
    async with desks() as (slack, desk):
        await desk.store.save_pbx(ACME, BERLIN)
        here = occasion(slack)
        named = await keeping.drafted(desk, here, "daily 8 in Sales at berlin")
        assert (named.pbx, named.text) == ("p2", "in Sales")
        assert (await keeping.drafted(desk, here, "daily 8 in Sales")).pbx == ""
        await desk.store.save_channel(ACME, "C1", ChannelSettings(default_pbx="p2"))
        assert (await keeping.drafted(desk, here, "daily 8 in Sales")).pbx == "p2"
        assert (await keeping.drafted(desk, here, "daily 8 me")).pbx == ""


# Who may


async def test_guests_and_people_of_other_organisations_make_none() -> None:
    async with desks() as (slack, desk):
        slack.channels["T1", "C2"].members.add("U9")
        for user in ("U2", "U9"):
            here = occasion(slack, user, "C2")
            with pytest.raises(NotAllowed):
                await keeping.checked(desk, here, DAILY, "C2")
            with pytest.raises(NotAllowed):
                await keeping.create(desk, here, DAILY, "C2", strangers=True)
        assert await desk.digests.digests(ACME) == ()


async def test_that_a_channel_may_ask_counts_for_who_acts_in_it_and_not_for_who_names_it() -> None:
    async with desks() as (slack, desk):
        await desk.store.save_settings(ACME, Settings(everybody_asks=False, ask_channels=frozenset({"C1"})))
        await keeping.create(desk, occasion(slack, channel="C1"), DAILY, "C1")
        for here, there in (("C5", "C1"), ("C1", "C5"), ("", "C1"), ("C1", "")):
            with pytest.raises(NotAllowed):
                await keeping.create(desk, occasion(slack, channel=here), DAILY, there)


async def test_people_see_the_digests_of_their_channel_and_their_own_and_admins_all() -> None:
    async with desks() as (slack, desk):
        await put(desk, 1)
        await put(desk, 2, channel="C5")
        await put(desk, 3, channel="", own=True, owner="U4")
        seen = {
            (user, channel): [
                each.number for each in await keeping.visible(desk, occasion(slack, user, channel))
            ]
            for user, channel in [("U3", "C1"), ("U4", "C1"), ("U4", ""), ("U4", "C5"), ("U1", "")]
        }
        assert seen == {
            ("U3", "C1"): [1, 2],
            ("U4", "C1"): [1, 3],
            ("U4", ""): [3],
            ("U4", "C5"): [2, 3],
            ("U1", ""): [1, 2, 3],
        }
        with pytest.raises(NotAllowed):
            await keeping.visible(desk, occasion(slack, "U2"))


@pytest.mark.parametrize("typed", ["2", "#2", "0", "x", "", "1 2", "٣", "9" * 30])
async def test_a_number_that_nobody_has_or_that_is_somebody_elses_is_no_digest(typed: str) -> None:
    async with desks() as (slack, desk):
        mine = await put(desk, 1)
        await put(desk, 2, channel="", owner="U1")
        assert await keeping.numbered(desk, occasion(slack), " #1 ") == mine
        with pytest.raises(NoSuchDigest):
            await keeping.numbered(desk, occasion(slack), typed)


async def test_only_its_owner_and_who_may_set_up_change_a_digest() -> None:
    async with desks() as (slack, desk):
        digest = await put(desk)
        other = occasion(slack, "U4")
        for deed in (keeping.pause, keeping.resume, keeping.remove, keeping.run_now):
            with pytest.raises(NotYours):
                await deed(desk, other, digest)
        with pytest.raises(NotYours):
            await keeping.change(desk, other, digest, DAILY, "C1")
        assert await desk.digests.digest(ACME, digest.id) == digest
        await keeping.pause(desk, occasion(slack, "U1", "C5"), digest)
        assert (await desk.digests.digests(ACME))[0].paused is not None


async def test_an_owner_who_has_become_a_guest_changes_nothing_any_more() -> None:
    async with desks() as (slack, desk):
        digest = await put(desk)
        await keeping.pause(desk, occasion(slack), digest)
        slack.users["U3"].restricted = True
        with pytest.raises(NotAllowed):
            await keeping.resume(desk, occasion(slack), digest)


async def test_digests_can_be_stopped_where_no_pbx_is_connected_any_more() -> None:
    async with desks() as (slack, desk):
        digest = await put(desk)
        await desk.store.remove_pbx(ACME, OFFICE.id)
        assert await keeping.numbered(desk, occasion(slack), "1") == digest
        await keeping.pause(desk, occasion(slack), digest)
        await keeping.remove(desk, occasion(slack), digest)
        assert await desk.digests.digests(ACME) == ()


# What is kept


async def test_a_digest_is_kept_as_it_was_typed_and_is_due_at_its_next_moment() -> None:
    async with desks() as (slack, desk):
        await desk.store.save_person(ACME, "U3", PersonSettings(language="de", extensions=(("p1", "4010"),)))
        said = "monthly first workday 8:00 in Sales about last month skip empty skip on 2026-12-25 zone Europe/Berlin"
        here = occasion(slack)
        draft = await keeping.drafted(desk, here, said)
        digest = await keeping.create(desk, here, draft, draft.channel)
        monthly = Recurrence(every=Every.MONTHLY, at=time(8), month_day=MonthDay.FIRST_WORKDAY)
        assert digest == replace(
            await put(desk, 9),
            id=digest.id,
            number=1,
            recurrence=monthly,
            zone="Europe/Berlin",
            locale="de",
            about=About.LAST_MONTH,
            text="in Sales",
            skip_empty=True,
            skip_on=frozenset({date(2026, 12, 25)}),
        )
        assert await desk.digests.digest(ACME, digest.id) == digest
        # The first of December is a Tuesday; Berlin is an hour ahead of London.
        assert await desk.digests.next_due(ACME, digest.id) == int(at("2026-12-01 07:00").timestamp())
        (entry,) = await desk.store.audit(ACME, 9)
        assert (entry.deed, entry.user, entry.what) == (Deed.DIGEST_ADDED, "U3", "digest 1")


async def test_the_rounds_are_nudged_by_what_changes_when_something_is_due() -> None:
    async with desks() as (slack, desk):
        nudged: list[str] = []
        listening = replace(desk, nudge=lambda: nudged.append("x"))
        digest = await keeping.create(listening, occasion(slack), DAILY, "C1")
        await keeping.change(listening, occasion(slack), digest, DAILY, "C1")
        await keeping.run_now(listening, occasion(slack), digest)
        assert len(nudged) == 3


async def test_a_shared_channel_needs_its_owners_word_once() -> None:
    async with desks() as (slack, desk):
        here = occasion(slack, "U1", "C2")
        with pytest.raises(ChannelShared):
            await keeping.create(desk, here, DAILY, "C2")
        digest = await keeping.create(desk, here, DAILY, "C2", strangers=True)
        assert digest.strangers
        later = replace(DAILY, recurrence=replace(EVERY_DAY, at=time(9)))
        assert (await keeping.change(desk, here, digest, later, "C2")).strangers
        moved = await keeping.change(desk, here, digest, later, "C1")
        assert not moved.strangers
        with pytest.raises(ChannelShared):
            await keeping.change(desk, here, moved, later, "C2")


async def test_where_the_word_is_taken_back_it_pauses_until_somebody_agrees_or_it_moves() -> None:
    async with desks() as (slack, desk):
        here = occasion(slack, "U1", "C2")
        digest = await keeping.create(desk, here, DAILY, "C2", strangers=True)
        back = await keeping.change(desk, here, digest, DAILY, "C2", strangers=False)
        assert (back.strangers, back.paused_because) == (False, "channel_shared")
        assert await desk.digests.next_due(ACME, digest.id) is None
        with pytest.raises(StillShared):
            await keeping.resume(desk, here, back)
        agreed = await keeping.change(desk, here, back, DAILY, "C2", strangers=True)
        assert (agreed.strangers, agreed.paused) == (True, None)
        back = await keeping.change(desk, here, agreed, DAILY, "C2", strangers=False)
        moved = await keeping.change(desk, here, back, DAILY, "C1")
        assert (moved.strangers, moved.paused) == (False, None)


async def test_nobody_has_more_than_fifty() -> None:
    async with desks() as (slack, desk):
        for number in range(1, 51):
            await put(desk, number, channel="")
        with pytest.raises(TooManyDigests):
            await keeping.create(desk, occasion(slack), DAILY, "C1")
        assert (await keeping.create(desk, occasion(slack, "U4"), DAILY, "C1")).number == 51
        await keeping.remove(desk, occasion(slack), (await desk.digests.digests(ACME))[0])
        assert (await keeping.create(desk, occasion(slack), DAILY, "C1")).number == 52


async def test_what_asks_for_one_digest_twice_makes_one() -> None:
    async with desks() as (slack, desk):
        first = await keeping.create(desk, occasion(slack), DAILY, "C1", once="press")
        again = await keeping.create(desk, occasion(slack), DAILY, "C1", once="press")
        assert again == first
        others = [
            await keeping.create(desk, occasion(slack), DAILY, "C1", once="another"),
            await keeping.create(desk, occasion(slack, "U4"), DAILY, "C1", once="press"),
        ]
        assert [first.number, *(other.number for other in others)] == [1, 2, 3]


async def test_a_change_keeps_number_owner_and_birth_and_that_somebody_paused_it() -> None:
    async with desks() as (slack, desk):
        digest = await put(desk, paused=5)
        weekly = Recurrence(every=Every.WEEKLY, at=time(9), days=frozenset({0}))
        draft = Draft(recurrence=weekly, zone="Asia/Tokyo", text="in Support", pbx="p1")
        changed = await keeping.change(desk, occasion(slack, "U1"), digest, draft, "C5")
        wanted = replace(
            digest, recurrence=weekly, zone="Asia/Tokyo", text="in Support", pbx="p1", channel="C5"
        )
        assert changed == wanted == await desk.digests.digest(ACME, digest.id)
        assert await desk.digests.next_due(ACME, digest.id) is None


@pytest.mark.parametrize(
    ("because", "goes_on"), [("is_archived", True), ("digest_zone_gone", True), ("bad_credentials", False)]
)
async def test_a_digest_that_was_paused_because_of_its_channel_or_its_zone_goes_on_once_it_is_changed(
    because: str, *, goes_on: bool
) -> None:
    async with desks() as (slack, desk):
        digest = await put(desk, zone="Mars/Olympus_Mons", paused=5, paused_because=because)
        changed = await keeping.change(desk, occasion(slack), digest, DAILY, "C5")
        assert changed == await desk.digests.digest(ACME, digest.id)
        assert (changed.paused is None) is goes_on
        assert (await desk.digests.next_due(ACME, digest.id) is not None) is goes_on


async def test_a_digest_whose_zone_is_gone_is_not_resumed_nor_made_at_once_and_says_which_zone() -> None:
    async with desks() as (slack, desk):
        digest, here = await put(desk, zone="Mars/Olympus_Mons", paused=5), occasion(slack)
        with pytest.raises(ZoneGone) as gone:
            await keeping.resume(desk, here, digest)
        assert gone.value.sentence == "The zone Mars/Olympus_Mons of digest 1 is not known any more."
        going = await put(desk, 2, zone="Mars/Olympus_Mons")
        with pytest.raises(ZoneGone):
            await keeping.run_now(desk, here, going)
        assert (await keeping.status(desk, here, going)).next is None


async def test_a_later_time_today_does_not_tell_of_yesterday_twice_and_the_status_says_so() -> None:
    async with desks(clock=Clock("2026-11-24 08:45")) as (slack, desk):
        digest = await put(desk)
        posted = Delivery(digest="d1", slot="2026-11-24T08:30", due=MONDAY_NEXT, state=State.POSTED)
        assert await desk.digests.begin(ACME, posted)
        later = replace(DAILY, recurrence=replace(EVERY_DAY, at=time(9)))
        changed = await keeping.change(desk, occasion(slack), digest, later, "C1")
        status = await keeping.status(desk, occasion(slack), changed)
        assert status.last == posted
        assert status.next is not None
        assert status.next.wall == "2026-11-25T09:00"


async def test_typed_anew_a_digest_stays_where_it_is_unless_the_words_say_otherwise() -> None:
    async with desks() as (slack, desk):
        there = await put(desk, 1, channel="C5", zone="Asia/Tokyo")
        own = await put(desk, 2, channel="", own=True)
        here = occasion(slack)
        draft = await keeping.drafted(desk, here, "daily 9:00", digest=there)
        assert (draft.channel, draft.zone, draft.own) == ("C5", "Asia/Tokyo", False)
        draft = await keeping.drafted(desk, here, "daily 9:00 zone Europe/London", digest=own)
        assert (draft.channel, draft.zone, draft.own) == ("", "Europe/London", True)
        draft = await keeping.drafted(desk, here, "daily 9:00 in-channel <#C1>", digest=own)
        assert (draft.channel, draft.own) == ("C1", False)


async def test_pausing_and_removing_twice_is_no_trouble_and_noted_once() -> None:
    async with desks() as (slack, desk):
        digest, here = await put(desk), occasion(slack)
        for _ in range(2):
            paused = await keeping.pause(desk, here, digest)
        assert (paused.paused, paused.paused_because) == (int(at(NOW).timestamp()), "")
        for _ in range(2):
            assert (await keeping.resume(desk, here, digest)).paused is None
        assert await desk.digests.next_due(ACME, digest.id) == MONDAY_NEXT
        for _ in range(2):
            await keeping.remove(desk, here, digest)
        deeds = [entry.deed for entry in await desk.store.audit(ACME, 9)]
        assert sorted(deeds) == sorted([Deed.DIGEST_PAUSED, Deed.DIGEST_RESUMED, Deed.DIGEST_REMOVED])
        with pytest.raises(DigestRemoved):
            await keeping.pause(desk, here, digest)


async def test_what_was_paused_for_a_reason_is_resumed_once_the_reason_is_gone() -> None:
    async with desks() as (slack, desk):
        digest = await put(desk, channel="C3", paused=5, paused_because="not_in_channel")
        with pytest.raises(NotInvited):
            await keeping.resume(desk, occasion(slack), digest)
        slack.channels["T1", "C3"].bot_in = True
        resumed = await keeping.resume(desk, occasion(slack), digest)
        assert (resumed.paused, resumed.paused_because) == (None, "")


async def test_a_digest_at_once_is_due_in_this_minute_once() -> None:
    clock = Clock("2026-11-23 14:20:31")
    async with desks(clock=clock) as (slack, desk):
        digest, here = await put(desk, zone="Asia/Tokyo"), occasion(slack)
        assert await keeping.run_now(desk, here, digest)
        assert not await keeping.run_now(desk, here, digest)
        (delivery,) = await desk.digests.deliveries(ACME, digest.id, 9)
        minute = int(at("2026-11-23 14:20").astimezone(UTC).timestamp())
        assert (delivery.slot, delivery.due) == ("2026-11-23T23:20", minute)
        assert (delivery.state, delivery.why, delivery.late) == (State.DUE, "again U3", False)
        clock.moment = "2026-11-23 14:21"
        assert await keeping.run_now(desk, here, digest)
        await keeping.pause(desk, here, digest)
        with pytest.raises(DigestPaused):
            await keeping.run_now(desk, here, digest)
