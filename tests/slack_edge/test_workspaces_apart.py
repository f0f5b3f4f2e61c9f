"""Whatever somebody presses or writes in one workspace, with whatever ids of another: that one is never touched."""

from __future__ import annotations

import asyncio
import copy
import json
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

import msgspec
import pytest
from fakes.store import MemoryStore
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.blocks.state import Question
from bot.slack.actions import ACTIONS
from bot.slack.occasion import mark_of
from bot.workspace.audit import AuditEntry, Deed
from bot.workspace.settings import ChannelSettings, PersonSettings, Settings
from bot.workspace.workspace import Workspace
from slack_edge.given import answer_to, pressed, settled
from slack_edge.office import ACME, OFFICE, OnePbx, office

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from fakes.slack import FakeSlack
    from fakes.slack.model import Message
    from fakes.store import Kept

    from bot.slack.desk import Desk
    from bot.workspace.installation import Installation

THEM = Workspace(team="T2")
CANARY = "Zanzibar"
"""Stands in everything of theirs, and so may stand in nothing that our people see."""
THEIR_PBX = replace(
    OFFICE, id=f"pbx-{CANARY}", name=CANARY, client_secret=f"secret-{CANARY}", refused=1_700_000_000
)
QUESTION = Question(
    mark=mark_of(THEM),
    text="missed yesterday",
    now=1_795_000_000,
    zone="Europe/London",
    locale="en-GB",
    pbx=THEIR_PBX.id,
)
OURS_WITH_THEIR_PBX = msgspec.structs.replace(QUESTION, mark=mark_of(ACME))
THEIRS_WITH_OUR_PBX = msgspec.structs.replace(QUESTION, pbx=OFFICE.id)
VALUES = (
    QUESTION.written(),
    OURS_WITH_THEIR_PBX.written(),
    THEIRS_WITH_OUR_PBX.written(),
    THEIR_PBX.id,
    f"draft-{CANARY}",
    json.dumps({"pbx": THEIR_PBX.id, "draft": f"draft-{CANARY}"}),
    f"missed at {CANARY} yesterday",
    "missed from <@UB1> yesterday",
    "mine",
    "UB1",
    "CB1",
    "T2",
    "refused",
    "4005",
)


class WatchedStore(MemoryStore):
    """Knows under which workspaces anything was read or changed."""

    def __init__(self) -> None:
        super().__init__()
        self.touched: set[Workspace] = set()

    def _of(self, workspace: Workspace) -> Kept:
        self.touched.add(workspace)
        return super()._of(workspace)

    async def forget(self, workspace: Workspace, left: int | None = None) -> bool:
        self.touched.add(workspace)
        return await super().forget(workspace, left)

    async def installation(self, workspace: Workspace) -> Installation | None:
        self.touched.add(workspace)
        return await super().installation(workspace)


async def _their_things(store: MemoryStore) -> None:
    await store.save_pbx(THEM, THEIR_PBX)
    await store.save_settings(
        THEM, Settings(default_pbx=THEIR_PBX.id, set_up_people=frozenset({"U1", "UB1"}))
    )
    for user in ("U1", "UB1"):
        await store.save_person(THEM, user, PersonSettings(extensions=((THEIR_PBX.id, CANARY),)))
    for channel in ("C1", "CB1"):
        await store.save_channel(THEM, channel, ChannelSettings(default_pbx=THEIR_PBX.id))
    for draft in (f"draft-{CANARY}", f"U1:draft-{CANARY}"):
        await store.keep_draft(THEM, draft, f"{CANARY} draft", until=2_000_000_000)
    await store.note(THEM, AuditEntry(at=1, user="UB1", deed=Deed.PBX_ADDED, what=CANARY))


@asynccontextmanager
async def two_workspaces() -> AsyncIterator[tuple[FakeSlack, Desk]]:
    """Our office; at its end nothing of theirs was read, changed, asked or shown."""
    store, pbxs = WatchedStore(), OnePbx()
    await _their_things(store)
    theirs = copy.deepcopy(store.kept[THEM])
    async with office(store=store, pbxs=pbxs) as (slack, _, desk):
        slack.add_team("T2", domain="them", bot_token="xoxb-them")
        slack.add_user("T2", "UB1", name=CANARY)
        slack.add_channel("T2", "CB1", members=["UB1"])
        store.touched.clear()
        yield slack, desk
        assert store.touched <= {ACME}
        assert store.kept[THEM] == theirs
        assert THEIR_PBX.id not in pbxs.leased
        assert THEIR_PBX.id not in pbxs.forgotten
        assert {call.token for call in slack.calls} <= {"xoxb-acme"}
        assert slack.messages("CB1") == []


def with_button(shown: Message, action: str, value: str) -> Message:
    """A message of the app with this button, as a forger would have it."""
    element = {
        "type": "button",
        "text": {"type": "plain_text", "text": "x"},
        "action_id": action,
        "value": value,
    }
    return replace(shown, blocks=[{"type": "actions", "block_id": "b", "elements": [element]}])


def seen_by_our_people(slack: FakeSlack) -> str:
    """Every message, modal and Home tab, but for what a forged button itself brought along."""
    messages = [f"{message.text}{message.blocks}" for message in slack.screen.every]
    views = [str(view.content) for view in (*slack.views.values(), *slack.shelf.homes.values())]
    return "\n".join([*messages, *views])


def action_ids() -> list[str]:
    return [f"{name}x" if name.endswith(":") else name for name in ACTIONS]


@pytest.mark.parametrize("action", action_ids())
async def test_no_action_reaches_over_with_any_id_of_theirs(action: str) -> None:
    async with two_workspaces() as (slack, desk):
        shown = await answer_to(slack, desk)
        for value in VALUES:
            await pressed(slack, desk, with_button(shown, action, value), action)
        assert f"secret-{CANARY}" not in seen_by_our_people(slack)
        assert f"{CANARY} draft" not in seen_by_our_people(slack)


@pytest.mark.parametrize(
    ("value", "told"),
    [
        (QUESTION.written(), "does not belong to an answer of this workspace"),
        (THEIRS_WITH_OUR_PBX.written(), "does not belong to an answer of this workspace"),
        (OURS_WITH_THEIR_PBX.written(), "is not connected any more"),
    ],
)
@pytest.mark.parametrize("action", ["ask:x", "csv", "post", "post:shared"])
async def test_a_question_of_theirs_is_refused(action: str, value: str, told: str) -> None:
    async with two_workspaces() as (slack, desk):
        shown = await answer_to(slack, desk)
        press = await pressed(slack, desk, with_button(shown, action, value), action)
        assert told in slack.shown(press)[-1].text
        assert slack.messages("C1") == []


@pytest.mark.parametrize(
    "text", [f"yesterday at {CANARY}", "from <@UB1> yesterday", f"from {CANARY}", "mine", "link", "status"]
)
async def test_no_question_reaches_over(text: str) -> None:
    async with two_workspaces() as (slack, desk):
        await answer_to(slack, desk, text)
        await slack.direct_message("U1", text)
        await settled(desk)
        assert f"pbx-{CANARY}" not in seen_by_our_people(slack)


WORDS = st.text('pbxUT12C-Zanzibar:<@>{}[]",', max_size=30)


async def _forged(presses: list[tuple[str, str]]) -> None:
    async with two_workspaces() as (slack, desk):
        shown = await answer_to(slack, desk)
        for action, value in presses:
            await pressed(slack, desk, with_button(shown, action, value or "x"), action)


@settings(max_examples=15, deadline=None)
@given(
    st.lists(
        st.tuples(st.sampled_from(action_ids()) | WORDS.filter(bool), st.sampled_from(VALUES) | WORDS),
        min_size=3,
        max_size=10,
    )
)
def test_no_chain_of_forged_presses_reaches_over(presses: list[tuple[str, str]]) -> None:
    asyncio.run(_forged(presses))
