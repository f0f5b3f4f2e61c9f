"""Whose token speaks is remembered, until the installation that gave it changes or ends."""

from __future__ import annotations

from fakes.store import MemoryStore

from bot.slack.authorizing import Authorizer
from bot.workspace.installation import Installation
from bot.workspace.workspace import Workspace
from slack_edge.office import MovingClock

ORGANISATION = Workspace(enterprise="E1", team="")
ONE, TWO = (Workspace(enterprise="E1", team=team) for team in ("T5", "T6"))
ELSEWHERE = Workspace(enterprise="E2", team="T5")
OLD, NEW = (
    Installation(bot_token="xoxb-old", bot_user="U1"),
    Installation(bot_token="xoxb-new", bot_user="U1"),
)


async def test_an_organisation_that_changes_its_installation_changes_it_for_every_team_at_once() -> None:
    store = MemoryStore()
    authorizer = Authorizer(store, MovingClock(), None)
    for kept in (ORGANISATION, ELSEWHERE):
        await store.save_installation(kept, OLD)
    assert [await authorizer.installation(each) for each in (ONE, TWO, ELSEWHERE)] == [OLD] * 3
    for kept in (ORGANISATION, ELSEWHERE):
        await store.save_installation(kept, NEW)
    authorizer.forget(ORGANISATION)
    assert [await authorizer.installation(each) for each in (ONE, TWO, ELSEWHERE)] == [NEW, NEW, OLD]


async def test_an_organisation_that_ends_its_installation_ends_it_for_every_team_at_once() -> None:
    store = MemoryStore()
    authorizer = Authorizer(store, MovingClock(), None)
    await store.save_installation(ORGANISATION, OLD)
    assert await authorizer.installation(ONE) == OLD
    await store.forget(ORGANISATION)
    authorizer.forget(ORGANISATION)
    assert await authorizer.installation(ONE) is None


async def test_a_team_that_changes_its_installation_changes_no_other_ones() -> None:
    store = MemoryStore()
    authorizer = Authorizer(store, MovingClock(), None)
    await store.save_installation(ORGANISATION, OLD)
    assert [await authorizer.installation(each) for each in (ONE, TWO)] == [OLD] * 2
    await store.save_installation(ORGANISATION, NEW)
    authorizer.forget(ONE)
    assert [await authorizer.installation(each) for each in (ONE, TWO)] == [NEW, OLD]
