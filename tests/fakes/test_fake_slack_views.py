from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from fakes.acme import Clock, client, furnished, refused
from fakes.slack import FakeSlack

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

SECTION = {"type": "section", "text": {"type": "mrkdwn", "text": "Missed: 3"}}
MODAL = {
    "type": "modal",
    "callback_id": "setup",
    "title": {"type": "plain_text", "text": "PBX"},
    "blocks": [SECTION],
}


@pytest.fixture
async def slack() -> AsyncIterator[FakeSlack]:
    async with FakeSlack(now=Clock()) as fake:
        yield furnished(fake)


async def test_home_is_published_and_guarded_by_its_hash(slack: FakeSlack) -> None:
    home = {"type": "home", "blocks": [SECTION]}
    first = (await client(slack).views_publish(user_id="U1", view=home))["view"]["hash"]
    await client(slack).views_publish(user_id="U1", view={"type": "home", "blocks": []}, hash=first)
    late = client(slack).views_publish(user_id="U1", view=home, hash=first)
    assert (await refused(late))["error"] == "hash_conflict"
    shown = slack.home("U1")
    assert shown is not None
    assert (shown.blocks, slack.home("U2")) == ([], None)


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"title": {"type": "plain_text", "text": "x" * 25}}, "title is not 1 to 24 characters long"),
        ({"private_metadata": "x" * 3001}, "private_metadata is longer than 3000"),
        ({"colour": "red"}, "a modal has no colour"),
        ({"type": "home"}, "the view's type is home, not modal"),
        ({"blocks": [{"type": "input"}]}, "a modal with an input needs submit"),
    ],
)
async def test_a_view_beyond_the_limits_is_refused(
    slack: FakeSlack, change: dict[str, Any], fault: str
) -> None:
    trigger = slack.triggers.hand_out("T1", "U1")
    answer = await refused(client(slack).views_open(trigger_id=trigger, view={**MODAL, **change}))
    assert (answer["error"], slack.faults) == ("invalid_arguments", [f"views.open: {fault}"])
    assert slack.views == {}


async def test_a_trigger_opens_one_modal_within_three_seconds() -> None:
    async with FakeSlack(now=(clock := Clock())) as slack:
        furnished(slack)
        fresh, stale = (slack.triggers.hand_out("T1", "U1") for _ in range(2))
        view = (await client(slack).views_open(trigger_id=fresh, view=MODAL))["view"]
        assert slack.views[view["id"]].user == "U1"
        again = await refused(client(slack).views_open(trigger_id=fresh, view=MODAL))
        assert again["error"] == "exchanged_trigger_id"
        clock.at += 3.1
        late = await refused(client(slack).views_open(trigger_id=stale, view=MODAL))
        assert late["error"] == "expired_trigger_id"
        await client(slack).views_update(view_id=view["id"], hash=view["hash"], view=MODAL)
        twice = client(slack).views_update(view_id=view["id"], hash=view["hash"], view=MODAL)
        assert (await refused(twice))["error"] == "hash_conflict"
        gone = client(slack).views_update(view_id="V0", view=MODAL)
        assert (await refused(gone))["error"] == "not_found"
