"""What every store does, the real one and the one in memory."""

from __future__ import annotations

import asyncio
import gc
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from fakes.digests import MORNING
from fakes.store import MemoryStore
from store.given import BERLIN, INSTALLED, OURS, PARIS, THEIRS, US, opened

from bot.workspace.audit import AuditEntry, Deed
from bot.workspace.hold import Hold
from bot.workspace.settings import ChannelSettings, Masking, PersonSettings, Settings
from bot.workspace.store_trouble import PbxNameTaken
from bot.workspace.tokens import Tokens
from bot.workspace.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable
    from pathlib import Path

    from bot.ports import Store


DECIDED = Settings(
    default_pbx="p1",
    masking=Masking.EVERYWHERE,
    mask_exports=False,
    everybody_asks=False,
    ask_channels=frozenset({"C1", "C2"}),
    ask_groups=frozenset({"S1"}),
    guests_ask=True,
    strangers_ask=True,
    set_up_people=frozenset({"U1"}),
    short_ring=9,
)
PERSON = PersonSettings(
    extensions=(("p1", "2005"), ("p2", "31")), default_pbx="p1", timezone="Europe/Berlin", language="de"
)

WEEK = 7 * 86400

FIRST, SECOND = Hold(holder="first", until=220), Hold(holder="second", until=340)


@pytest.fixture(params=["sqlite", "memory"])
async def store(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Store]:
    if request.param == "memory":
        yield MemoryStore()
        return
    async with opened(tmp_path / "ringback.db") as real:
        yield real


async def test_pbxs_come_back_whole_and_in_the_order_they_were_added(store: Store) -> None:
    late = replace(BERLIN, id="p0", name="Aachen")
    for pbx in (BERLIN, PARIS, late):
        await store.save_pbx(OURS, pbx)
    assert await store.pbxs(OURS) == (BERLIN, PARIS, late)


async def test_a_pbx_that_is_changed_keeps_its_place(store: Store) -> None:
    changed = replace(BERLIN, name="BERLIN 2", client_secret="new", refused=5)
    for pbx in (BERLIN, PARIS, changed):
        await store.save_pbx(OURS, pbx)
    assert await store.pbxs(OURS) == (changed, PARIS)


async def test_that_a_pbx_refuses_its_secret_changes_nothing_else_of_it(store: Store) -> None:
    await store.save_pbx(OURS, BERLIN)
    await store.save_pbx(OURS, PARIS)
    await store.save_pbx(THEIRS, BERLIN)
    await store.mark_refused(OURS, "p1", 7)
    await store.mark_refused(OURS, "p2", None)
    await store.mark_refused(OURS, "p9", 7)
    assert await store.pbxs(OURS) == (replace(BERLIN, refused=7), replace(PARIS, refused=None))
    assert await store.pbxs(THEIRS) == (BERLIN,)


async def test_a_pbx_is_updated_where_it_is_and_brought_back_by_nobody(store: Store) -> None:
    changed = replace(BERLIN, name="BERLIN 2", set_up_by="U7", vendor="another", refused=5)
    assert not await store.update_pbx(OURS, changed)
    assert await store.pbxs(OURS) == ()
    for pbx in (BERLIN, PARIS):
        await store.save_pbx(OURS, pbx)
    assert await store.update_pbx(OURS, changed)
    assert await store.pbxs(OURS) == (changed, PARIS)
    with pytest.raises(PbxNameTaken):
        await store.update_pbx(OURS, replace(changed, name="paris"))
    await store.remove_pbx(OURS, "p1")
    assert not await store.update_pbx(OURS, changed)
    assert await store.pbxs(OURS) == (PARIS,)


async def test_settings_are_changed_upon_what_is_kept_by_then(store: Store) -> None:
    before, after = await store.change_settings(OURS, lambda kept: replace(kept, short_ring=7))
    assert (before, after) == (Settings(), Settings(short_ring=7))
    await store.change_settings(OURS, lambda kept: replace(kept, masking=Masking.EVERYWHERE))
    assert await store.settings(OURS) == Settings(short_ring=7, masking=Masking.EVERYWHERE)
    assert await store.settings(THEIRS) == Settings()
    unchanged = await store.change_settings(THEIRS, lambda kept: kept)
    assert unchanged == (Settings(), Settings())
    assert list(await store.workspaces()) == [OURS]


async def test_a_person_is_changed_upon_what_is_kept_by_then(store: Store) -> None:
    await store.change_person(OURS, "U1", lambda own: replace(own, timezone="Asia/Tokyo"))
    await store.change_person(OURS, "U1", lambda own: replace(own, language="de"))
    assert await store.person(OURS, "U1") == PersonSettings(timezone="Asia/Tokyo", language="de")
    assert await store.person(OURS, "U2") == PersonSettings()


@pytest.mark.parametrize("name", ["Berlin", "BERLIN", "berlin"])
async def test_a_name_is_given_once_in_a_workspace(store: Store, name: str) -> None:
    await store.save_pbx(OURS, BERLIN)
    with pytest.raises(PbxNameTaken) as raised:
        await store.save_pbx(OURS, replace(PARIS, name=name))
    assert raised.value.facts == {"name": "Berlin"}
    assert await store.pbxs(OURS) == (BERLIN,)
    await store.save_pbx(THEIRS, replace(PARIS, name=name))


async def test_a_pbx_may_change_the_case_of_its_own_name(store: Store) -> None:
    await store.save_pbx(OURS, BERLIN)
    await store.save_pbx(OURS, replace(BERLIN, name="STRASSE"))
    await store.save_pbx(OURS, replace(BERLIN, name="Straße"))
    assert [pbx.name for pbx in await store.pbxs(OURS)] == ["Straße"]


async def test_a_name_is_free_again_when_its_pbx_is_gone(store: Store) -> None:
    await store.save_pbx(OURS, BERLIN)
    await store.remove_pbx(OURS, "p1")
    await store.remove_pbx(OURS, "p1")
    await store.save_pbx(OURS, replace(PARIS, name="Berlin"))
    assert [pbx.id for pbx in await store.pbxs(OURS)] == ["p2"]


async def test_nothing_names_a_pbx_that_is_gone(store: Store) -> None:
    for pbx in (BERLIN, PARIS):
        await store.save_pbx(OURS, pbx)
    await store.save_settings(OURS, DECIDED)
    await store.save_person(OURS, "U1", PERSON)
    await store.save_person(OURS, "U2", PersonSettings(default_pbx="p2", language="fr"))
    await store.save_channel(OURS, "C1", ChannelSettings(default_pbx="p1"))
    await store.save_channel(OURS, "C2", ChannelSettings(default_pbx="p2"))
    await store.remove_pbx(OURS, "p1")
    assert await store.settings(OURS) == replace(DECIDED, default_pbx="")
    assert await store.person(OURS, "U1") == replace(PERSON, default_pbx="", extensions=(("p2", "31"),))
    assert await store.person(OURS, "U2") == PersonSettings(default_pbx="p2", language="fr")
    assert await store.channel(OURS, "C1") == ChannelSettings()
    assert await store.channel(OURS, "C2") == ChannelSettings(default_pbx="p2")


async def test_settings_are_the_defaults_until_some_are_saved(store: Store) -> None:
    assert await store.settings(OURS) == Settings()
    assert await store.person(OURS, "U1") == PersonSettings()
    assert await store.channel(OURS, "C1") == ChannelSettings()
    await store.save_settings(OURS, DECIDED)
    await store.save_person(OURS, "U1", PERSON)
    await store.save_channel(OURS, "C1", ChannelSettings(default_pbx="p1"))
    assert await store.settings(OURS) == DECIDED
    assert await store.person(OURS, "U1") == PERSON
    assert await store.channel(OURS, "C1") == ChannelSettings(default_pbx="p1")


async def test_a_person_and_a_channel_of_one_name_are_two(store: Store) -> None:
    await store.save_person(OURS, "X1", PERSON)
    await store.save_channel(OURS, "X1", ChannelSettings(default_pbx="p2"))
    assert await store.person(OURS, "X1") == PERSON


async def test_known_workspaces_are_those_with_a_pbx_or_settings(store: Store) -> None:
    await store.save_pbx(THEIRS, BERLIN)
    await store.save_settings(THEIRS, Settings())
    await store.save_settings(US, Settings())
    await store.note(OURS, AuditEntry(at=1, user="U1", deed=Deed.POSTED))
    await store.save_person(OURS, "U1", PERSON)
    assert list(await store.workspaces()) == [US, THEIRS]
    await store.remove_pbx(THEIRS, "p1")
    await store.save_pbx(OURS, BERLIN)
    assert list(await store.workspaces()) == [US, OURS, THEIRS]


async def test_a_channel_with_a_new_id_takes_along_what_was_decided_for_it(store: Store) -> None:
    await store.save_settings(OURS, DECIDED)
    await store.save_channel(OURS, "C1", ChannelSettings(default_pbx="p1"))
    await store.save_channel(OURS, "C9", ChannelSettings(default_pbx="p2"))
    await store.rename_channel(OURS, "C1", "C9")
    assert await store.channel(OURS, "C9") == ChannelSettings(default_pbx="p1")
    assert await store.channel(OURS, "C1") == ChannelSettings()
    assert (await store.settings(OURS)).ask_channels == {"C9", "C2"}
    await store.rename_channel(OURS, "C9", "C9")
    assert await store.channel(OURS, "C9") == ChannelSettings(default_pbx="p1")
    await store.rename_channel(OURS, "C8", "C9")
    assert await store.channel(OURS, "C9") == ChannelSettings(default_pbx="p1")


async def test_the_digests_of_a_channel_go_along_with_its_new_id(store: Store) -> None:
    moving, other = replace(MORNING, channel="C1"), replace(MORNING, id="d2", number=2, channel="C2")
    for workspace in (OURS, THEIRS):
        await store.digests.save_digest(workspace, moving, 1000)
        await store.digests.save_digest(workspace, other, 1000)
    await store.rename_channel(OURS, "C1", "C9")
    assert await store.digests.digests(OURS) == (replace(moving, channel="C9"), other)
    assert await store.digests.next_due(OURS, "d1") == 1000
    assert await store.digests.digests(THEIRS) == (moving, other)


async def test_the_audit_trail_gives_its_newest_lines_first(store: Store) -> None:
    lines = [
        AuditEntry(at=at, user="U1", deed=deed, what=f"{deed} {at}") for at in (5, 7, 7) for deed in Deed
    ]
    for line in lines:
        await store.note(OURS, line)
    early = AuditEntry(at=1, user="", deed=Deed.EXPORTED)
    await store.note(OURS, early)
    assert await store.audit(OURS, 100) == (*reversed(lines), early)
    assert await store.audit(OURS, 2) == (lines[-1], lines[-2])
    assert await store.audit(OURS, 0) == await store.audit(OURS, -1) == ()


async def test_what_is_claimed_is_claimed_once_until_it_came_to_nothing(store: Store) -> None:
    assert await store.claim(OURS, "press", 1)
    assert not await store.claim(OURS, "press", 2)
    assert await store.claim(OURS, "other", 2)
    await store.unclaim(OURS, "press")
    await store.unclaim(OURS, "press")
    assert await store.claim(OURS, "press", 3)


async def test_a_hold_has_one_holder_who_may_renew_it_and_give_it_back(store: Store) -> None:
    assert await store.hold(OURS, "post", FIRST, 100) == FIRST
    assert await store.hold(OURS, "post", SECOND, 101) == FIRST
    assert await store.hold(OURS, "post", SECOND, 101, anew=True) == FIRST
    assert await store.hold(OURS, "other", SECOND, 101) == SECOND
    longer = Hold(holder="first", until=300)
    assert await store.hold(OURS, "post", longer, 219) == longer
    await store.release(OURS, "post", "second")
    assert await store.hold(OURS, "post", SECOND, 230) == longer
    await store.release(OURS, "post", "first")
    await store.release(OURS, "post", "first")
    assert await store.hold(OURS, "post", SECOND, 230) == SECOND


async def test_a_hold_whose_time_is_over_is_taken_over_only_by_who_says_so(store: Store) -> None:
    await store.hold(OURS, "post", FIRST, 100)
    assert await store.hold(OURS, "post", SECOND, 220) == FIRST
    assert await store.hold(OURS, "post", SECOND, 219, anew=True) == FIRST
    assert await store.hold(OURS, "post", SECOND, 220, anew=True) == SECOND
    back = Hold(holder="first", until=341)
    assert await store.hold(OURS, "post", back, 221, anew=True) == SECOND
    await store.release(OURS, "post", "first")
    assert await store.hold(OURS, "post", back, 221) == SECOND


async def test_a_holder_whose_time_is_over_keeps_the_hold_while_nobody_takes_it(store: Store) -> None:
    await store.hold(OURS, "post", FIRST, 100)
    assert await store.hold(OURS, "post", Hold(holder="first", until=900), 800) == Hold(
        holder="first", until=900
    )


async def test_a_hold_from_before_the_clock_went_back_may_be_taken_over(store: Store) -> None:
    far = Hold(holder="far", until=1_000_000)
    await store.hold(OURS, "post", far, 999_880)
    assert await store.hold(OURS, "post", FIRST, 100) == far
    assert await store.hold(OURS, "post", FIRST, 100, anew=True) == FIRST


async def test_what_a_hold_came_to_stays_whoever_holds_it_by_then(store: Store) -> None:
    await store.confirm(OURS, "post", "nobody has it", 99)
    await store.hold(OURS, "post", FIRST, 100)
    await store.hold(OURS, "post", SECOND, 220, anew=True)
    await store.confirm(OURS, "post", "1700.1", 221)
    done = Hold(holder="second", until=340, done="1700.1")
    await store.release(OURS, "post", "second")
    for wanted, now in ((FIRST, 222), (SECOND, 222), (Hold(holder="late", until=900), 800)):
        assert await store.hold(OURS, "post", wanted, now, anew=True) == done


async def test_a_draft_is_there_until_its_time_is_over(store: Store) -> None:
    await store.keep_draft(OURS, "d1", "first", until=100)
    await store.keep_draft(OURS, "d1", "second\x00 ünd 🎉", until=110)
    assert await store.draft(OURS, "d1", now=109) == "second\x00 ünd 🎉"
    assert await store.draft(OURS, "d1", now=110) is None
    assert await store.draft(OURS, "d2", now=1) is None
    await store.drop_draft(OURS, "d1")
    await store.drop_draft(OURS, "d1")
    assert await store.draft(OURS, "d1", now=1) is None


async def test_nothing_is_left_of_a_workspace_that_is_forgotten(store: Store) -> None:
    await store.save_pbx(OURS, BERLIN)
    await store.save_settings(OURS, DECIDED)
    await store.save_person(OURS, "U1", PERSON)
    await store.save_channel(OURS, "C1", ChannelSettings(default_pbx="p1"))
    await store.note(OURS, AuditEntry(at=1, user="U1", deed=Deed.POSTED))
    await store.claim(OURS, "press", 1)
    await store.hold(OURS, "post", FIRST, 1)
    await store.keep_draft(OURS, "d1", "text", until=100)
    await store.save_installation(OURS, INSTALLED)
    await store.forget(OURS)
    assert (await store.workspaces(), await store.pbxs(OURS), await store.audit(OURS, 9)) == ((), (), ())
    assert await store.settings(OURS) == Settings()
    assert await store.person(OURS, "U1") == PersonSettings()
    assert await store.channel(OURS, "C1") == ChannelSettings()
    assert await store.claim(OURS, "press", 2)
    assert await store.hold(OURS, "post", SECOND, 2) == SECOND
    assert await store.draft(OURS, "d1", now=1) is None
    assert await store.installation(OURS) is None


@pytest.mark.parametrize("whose", [OURS, OURS.organisation], ids=["its own", "its organisation's"])
async def test_a_workspace_that_was_installed_after_it_left_keeps_everything(
    store: Store, whose: Workspace
) -> None:
    await store.save_pbx(OURS, BERLIN)
    await store.save_installation(whose, replace(INSTALLED, installed_at=100))
    assert not await store.forget(OURS, left=99)
    assert (await store.pbxs(OURS), await store.installation(OURS)) == (
        (BERLIN,),
        replace(INSTALLED, installed_at=100),
    )
    assert await store.forget(OURS, left=100)
    assert await store.pbxs(OURS) == ()


async def test_a_workspace_whose_own_installation_ended_is_forgotten_though_its_organisation_has_one(
    store: Store,
) -> None:
    organisation = replace(INSTALLED, installed_at=200)
    await store.save_installation(OURS.organisation, organisation)
    await store.save_installation(OURS, replace(INSTALLED, installed_at=50))
    assert await store.forget(OURS, left=100)
    assert await store.installation(OURS) == organisation


async def test_a_workspace_that_nobody_installed_is_forgotten_whenever_it_left(store: Store) -> None:
    await store.save_person(OURS, "U1", PERSON)
    await store.save_installation(THEIRS, replace(INSTALLED, installed_at=100))
    await store.save_installation(Workspace(team=""), replace(INSTALLED, installed_at=100))
    assert await store.forget(OURS, left=1)
    assert await store.person(OURS, "U1") == PersonSettings()
    await store.save_person(US, "U1", PERSON)
    assert await store.forget(US, left=1)


KEEPING: dict[str, Callable[[Store, Workspace], Awaitable[object]]] = {
    "a PBX": lambda s, w: s.save_pbx(w, BERLIN),
    "settings": lambda s, w: s.save_settings(w, DECIDED),
    "a person's settings": lambda s, w: s.save_person(w, "U1", PERSON),
    "a channel's settings": lambda s, w: s.save_channel(w, "C1", ChannelSettings(default_pbx="p1")),
    "the audit trail": lambda s, w: s.note(w, AuditEntry(at=1, user="U1", deed=Deed.POSTED)),
    "a claim": lambda s, w: s.claim(w, "press", 1),
    "a hold": lambda s, w: s.hold(w, "post", FIRST, 1),
    "a draft": lambda s, w: s.keep_draft(w, "d1", "text", until=100),
    "an installation": lambda s, w: s.save_installation(w, INSTALLED),
}


@pytest.mark.parametrize("what", KEEPING)
async def test_whatever_is_kept_of_it_a_workspace_is_among_those_of_its_organisation(
    store: Store, what: str
) -> None:
    other = replace(OURS, team="T2")
    for workspace in (other, OURS, THEIRS, US):
        await KEEPING[what](store, workspace)
    await store.save_installation(OURS.organisation, INSTALLED)
    assert list(await store.workspaces_of(OURS.organisation)) == [OURS, other]
    await store.forget(OURS)
    assert list(await store.workspaces_of(OURS)) == [other]
    assert list(await store.workspaces_of(US)) == []


async def test_an_installation_serves_its_workspace_and_that_of_an_organisation_all_of_it(
    store: Store,
) -> None:
    organisation = Workspace(enterprise="E1", team="")
    own = replace(INSTALLED, bot_user="U0OWN")
    await store.save_installation(organisation, INSTALLED)
    assert await store.installation(OURS) == await store.installation(organisation) == INSTALLED
    await store.save_installation(OURS, own)
    assert await store.installation(OURS) == own
    assert await store.installation(THEIRS) is None
    await store.forget(OURS)
    await store.forget(OURS)
    assert await store.installation(OURS) == INSTALLED


async def test_without_an_organisation_nobody_elses_installation_serves(store: Store) -> None:
    await store.save_installation(Workspace(team=""), INSTALLED)
    assert await store.installation(US) is None


async def test_an_installation_is_finished_once_with_one_state(store: Store) -> None:
    assert await store.use_state("s1", until=100)
    assert not await store.use_state("s1", until=200)
    assert await store.use_state("s2", until=100)


async def test_digests_go_with_their_workspace(store: Store) -> None:
    for workspace in (OURS, THEIRS):
        await store.digests.save_digest(workspace, MORNING, 1000)
    await store.forget(OURS)
    assert await store.digests.digests(OURS) == ()
    assert await store.digests.digests(THEIRS) == (MORNING,)


async def test_tokens_last_as_long_as_their_pbx(store: Store) -> None:
    for pbx in (BERLIN, PARIS):
        await store.save_pbx(OURS, pbx)
    await store.save_pbx(THEIRS, BERLIN)
    for number, (workspace, id_) in enumerate(((OURS, "p1"), (OURS, "p2"), (THEIRS, "p1"))):
        (await store.tokens(workspace, id_)).save("key", Tokens(access=str(number)))
    gc.collect()
    assert (await store.tokens(OURS, "p1")).load("key") == Tokens(access="0")
    await store.remove_pbx(OURS, "p1")
    await store.save_pbx(OURS, BERLIN)
    assert (await store.tokens(OURS, "p1")).load("key") is None
    assert (await store.tokens(OURS, "p2")).load("key") == Tokens(access="1")
    await store.forget(OURS)
    await store.save_pbx(OURS, PARIS)
    assert (await store.tokens(OURS, "p2")).load("key") is None
    assert (await store.tokens(THEIRS, "p1")).load("key") == Tokens(access="2")


async def test_all_who_use_a_pbx_share_its_tokens_and_lose_them_together(store: Store) -> None:
    await store.save_pbx(OURS, BERLIN)
    one, two = await store.tokens(OURS, "p1"), await store.tokens(OURS, "p1")
    one.save("key", Tokens(access="0"))
    assert two.load("key") == Tokens(access="0")
    await store.drop_tokens(OURS, "p1")
    await store.drop_tokens(OURS, "p2")
    assert (one.load("key"), two.load("key")) == (None, None)


async def test_tokens_of_a_pbx_that_is_not_kept_end_with_their_use(store: Store) -> None:
    tokens = await store.tokens(OURS, "p9")
    tokens.save("key", Tokens(access="0"))
    assert (await store.tokens(OURS, "p9")).load("key") == Tokens(access="0")
    await asyncio.sleep(0.05)  # what is written behind holds them, too
    del tokens
    gc.collect()
    assert (await store.tokens(OURS, "p9")).load("key") is None


async def test_every_secret_is_sealed_anew_and_opens_as_before(store: Store) -> None:
    assert await store.rotate() == 0
    await store.save_pbx(OURS, BERLIN)
    await store.save_pbx(THEIRS, PARIS)
    await store.keep_draft(US, "d1", "text", until=100)
    await store.save_installation(OURS, INSTALLED)
    async with (tokens := await store.tokens(OURS, "p1")).exclusive("key"):
        tokens.save("key", Tokens(access="0"))
    assert await store.rotate() == 5
    assert (await store.pbxs(OURS), await store.pbxs(THEIRS)) == ((BERLIN,), (PARIS,))
    assert await store.draft(US, "d1", now=1) == "text"
    assert await store.installation(OURS) == INSTALLED


async def test_what_has_served_its_time_is_swept_away_and_nothing_else(store: Store) -> None:
    now = 10 * WEEK
    for name, age in (("old", 1), ("young", 0)):
        await store.keep_draft(OURS, name, "text", until=now + 1 - age)
        await store.claim(OURS, name, now - WEEK - age)
        await store.hold(OURS, name, Hold(holder="first", until=now), now - WEEK - age)
        await store.use_state(name, until=now + 1 - age)
    await store.sweep(now)
    assert [await store.draft(OURS, name, now=1) for name in ("old", "young")] == [None, "text"]
    assert [await store.claim(OURS, name, now) for name in ("old", "young")] == [True, False]
    taken = [await store.hold(OURS, name, SECOND, 1) for name in ("old", "young")]
    assert [hold.holder for hold in taken] == ["second", "first"]
    assert [await store.use_state(name, until=now + 9) for name in ("old", "young")] == [True, False]


async def test_a_store_may_be_closed_twice(store: Store) -> None:
    (await store.tokens(OURS, "p1")).save("key", Tokens(access="0"))
    await store.close()
    await store.close()
