"""What every store does, the real one and the one in memory."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Protocol

import pytest
from fakes.store import MemoryStore
from store.given import BERLIN, INSTALLED, OURS, PARIS, THEIRS, US, opened

from bot.ports import InstallationStore, WorkspaceStore
from bot.workspace.audit import AuditEntry, Deed
from bot.workspace.hold import Hold
from bot.workspace.settings import ChannelSettings, Masking, PersonSettings, Settings
from bot.workspace.store_trouble import PbxNameTaken
from bot.workspace.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path


class Store(WorkspaceStore, InstallationStore, Protocol):
    """Both ports."""


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


async def test_a_press_counts_once_until_it_came_to_nothing(store: Store) -> None:
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
    await store.remove_installation(OURS)
    await store.remove_installation(OURS)
    assert await store.installation(OURS) == INSTALLED


async def test_without_an_organisation_nobody_elses_installation_serves(store: Store) -> None:
    await store.save_installation(Workspace(team=""), INSTALLED)
    assert await store.installation(US) is None


async def test_an_installation_that_was_begun_is_finished_once_and_in_time(store: Store) -> None:
    await store.issue_state("s1", until=100)
    await store.issue_state("s2", until=100)
    assert await store.consume_state("s1", now=99)
    assert not await store.consume_state("s1", now=99)
    assert not await store.consume_state("s2", now=100)
    assert not await store.consume_state("s2", now=99)
    assert not await store.consume_state("s3", now=1)
