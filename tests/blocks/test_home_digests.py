from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest
from digest.given import daily, days_of_years, digest, recurrences, unhurried
from hypothesis import given
from hypothesis import strategies as st

from blocks.test_home_and_forms import BERLIN
from blocks.test_large_answers import large
from bot.answers.digest_status import DigestStatus, status_of
from bot.blocks.digest_actions import read_digest_button
from bot.blocks.digest_saved import Deed, saved
from bot.blocks.home import HomePage, home_view
from bot.blocks.home_digests import Group, HomeDigests, digest_blocks, runs
from bot.blocks.validate import view_faults
from bot.digest.delivery import Delivery, State
from bot.workspace.audit import AuditEntry
from bot.workspace.audit import Deed as Audited
from bot.workspace.settings import Settings

if TYPE_CHECKING:
    from bot.blocks.message import Block

NOW = datetime(2026, 11, 23, 14, 20, tzinfo=UTC)
TRAIL = [AuditEntry(at=at, user="U1", deed=Audited.POSTED, what="C1") for at in range(12)]
anything = st.text(max_size=2500)


@st.composite
def statuses(draw: st.DrawFn) -> DigestStatus:
    channel = draw(st.sampled_from(["", "C1"]))
    made = digest(
        draw(recurrences()),
        number=draw(st.integers(1, 10**6)),
        channel=channel,
        own=not channel,
        text=draw(anything),
        skip_on=draw(st.frozensets(days_of_years, max_size=9)),
        paused=draw(st.sampled_from([None, 5])),
        paused_because=draw(st.sampled_from(["", "is_archived", "bad_credentials", "news"]) | anything),
        strangers=draw(st.booleans()),
    )
    last = Delivery(
        digest=made.id,
        slot="2026-11-23T08:30",
        due=0,
        state=draw(st.sampled_from(State)),
        next_try=draw(st.integers(0, 1)),
        why=draw(st.sampled_from(["", "empty", "missed", "again"]) | anything),
        late=draw(st.booleans()),
    )
    return status_of(made, [last] if draw(st.booleans()) else [], NOW)


def page(count: int, others: int = 0, **more: Any) -> HomeDigests:  # noqa: ANN401 - fields of HomeDigests
    """So many digests of mine, and so many of others that fail and that have no owner."""

    def group(size: int) -> Group:
        made = [
            status_of(daily("08:30", id=f"d{at}", number=at + 1, paused=5), [], NOW)
            for at in range(min(size, 50))
        ]
        return Group(shown=made, count=size)

    return HomeDigests(mark="m", mine=group(count), failing=group(others), ownerless=group(others), **more)


def whole(digests: HomeDigests, pbxs: int = 20) -> Block:
    """Home as full as it gets: open callers, PBXs, the trail, and these digests."""
    return home_view(
        HomePage(
            connection="Berlin answers.",
            asks=True,
            admin=True,
            extension="4005",
            mine=large(),
            digests=digests,
            pbxs=[replace(BERLIN, id=f"p{at}", name=f"Branch {at}") for at in range(pbxs)],
            settings=Settings(),
            audit=TRAIL,
        )
    )


def texts(view: Block) -> str:
    return str(view["blocks"])


@pytest.mark.parametrize("pbxs", [1, 20, 60])
@pytest.mark.parametrize("others", [0, 3, 2_000])
@pytest.mark.parametrize("mine", [0, 1, 50])
def test_home_holds_all_there_can_be_and_says_what_is_left_over(mine: int, others: int, pbxs: int) -> None:
    view = whole(page(mine, others, unseen=7 if others else 0), pbxs)
    assert view_faults(view) == ()
    said = texts(view)
    assert "Audit trail" in said
    assert "New digest" in said
    shown = said.count("'text': 'Edit'")
    left = [
        int(part.split(" more.")[0].replace(",", ""))
        for part in said.split("'… and ")[1:]
        if "digest list" in part[:60]
    ]
    assert shown + sum(left) == mine + 2 * others
    assert shown >= min(mine + 2 * others, 12)


def test_each_group_has_its_share_of_the_room() -> None:
    blocks = digest_blocks(page(50, 50), 40)
    assert len(blocks) <= 40
    edits = [
        each["action_id"] for block in blocks for each in block.get("elements", ()) if each.get("action_id")
    ]
    assert edits.count("digest:edit:1") == 3


@pytest.mark.parametrize("room", range(15))
def test_there_is_never_more_than_there_is_room_for(room: int) -> None:
    assert len(digest_blocks(page(50, 50, unseen=3), room)) <= room


def test_who_may_make_none_and_has_none_sees_nothing_of_digests() -> None:
    assert digest_blocks(HomeDigests(mark="m", asks=False), 50) == []


@unhurried
@given(shown=st.lists(statuses(), max_size=8), unseen=st.integers(0, 3), asks=st.booleans())
def test_home_is_valid_whatever_is_in_the_digests(
    shown: list[DigestStatus], unseen: int, *, asks: bool
) -> None:
    group = Group(shown=shown, count=len(shown) + unseen)
    digests = HomeDigests(mark="m", asks=asks, mine=group, failing=group, ownerless=group, unseen=unseen)
    assert view_faults(home_view(HomePage(connection="x", asks=asks, digests=digests))) == ()


@unhurried
@given(status=statuses(), deed=st.sampled_from(Deed), pbx=anything)
def test_what_is_shown_after_saving_is_valid(status: DigestStatus, deed: Deed, pbx: str) -> None:
    assert view_faults(saved(status, deed, user="U1", pbx=pbx)) == ()


def test_a_caller_in_the_filters_stays_text() -> None:
    hostile = status_of(daily("08:30", text="from <!channel> *x* <@U1>"), [], NOW)
    group = Group(shown=[hostile], count=1)
    blocks = digest_blocks(HomeDigests(mark="m", mine=group), 50)
    assert "mrkdwn" not in str(blocks)
    assert "<!channel>" in str(blocks)


def test_buttons_name_the_digest_and_whose_workspace_it_is() -> None:
    blocks = digest_blocks(page(1), 50)
    rows = [block["elements"] for block in blocks if block["type"] == "actions"]
    values = {each["action_id"]: each["value"] for row in rows for each in row}
    for action in ("digest:edit:1", "home:digest_resume:1", "digest:preview:1", "home:digest_remove:1"):
        remembered = read_digest_button(values[action], "m")
        assert remembered is not None
        assert remembered.digest == "d0"
        assert read_digest_button(values[action], "another") is None


def test_a_digest_all_of_whose_days_are_skipped_says_that_it_does_not_come() -> None:
    never = DigestStatus(digest=daily("08:30"), last=None, next=None)
    assert runs(never) == "It has not run yet. It does not come any more: all of its days are skipped."
