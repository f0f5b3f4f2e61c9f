"""``ringback digest``: digests listed, previewed and posted, against simulated PBXs and real database files."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING

import pytest

from bot.digest.delivery import Delivery, State
from bot.digest.digest import Digest
from bot.digest.recurrence import Every, Recurrence
from bot.workspace.settings import Masking, PersonSettings, Settings
from bot.workspace.workspace import Workspace
from cli.keeping import Keeping

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from bot.ports import Store
    from cli.commands import Pbx, Ran

T1 = Workspace(team="T1")
SALES = Digest(
    id="d1",
    number=3,
    owner="U1",
    channel="C1",
    own=False,
    recurrence=Recurrence(every=Every.DAILY, at=time(8, 30), days=frozenset(range(7))),
    zone="UTC",
    locale="en-GB",
    text="in Sales",
    created=0,
)
OWN = replace(SALES, id="d2", number=5, channel="", own=True, text="")


@pytest.fixture
def keeping(ringback: Callable[..., Ran], tmp_path: Path) -> Keeping:
    return Keeping(ringback, tmp_path / "ringback.db")


def slot(days: int) -> datetime:
    """08:30 in Greenwich so many days ago."""
    today = datetime.now(UTC).replace(hour=8, minute=30, second=0, microsecond=0)
    return today - timedelta(days=days)


def delivery(days: int, state: State, why: str = "") -> Delivery:
    at = slot(days)
    return Delivery(digest="d1", slot=f"{at:%Y-%m-%dT%H:%M}", due=int(at.timestamp()), state=state, why=why)


async def filled(store: Store) -> None:
    ledger = store.digests
    await ledger.save_digest(T1, SALES, None)
    await ledger.save_digest(T1, OWN, None)
    for days in (4, 3, 2):
        assert await ledger.begin(T1, delivery(days, State.SKIPPED, "empty"))


# Listing


def test_each_digest_is_listed_with_what_became_of_it(keeping: Keeping) -> None:
    keeping.inside(filled)
    ran = keeping.run("digest", "list", "--team", "T1", "--slots", "2")
    assert (ran.code, ran.err) == (0, "")
    first, second = ran.out.split("\n\n")
    lines = first.splitlines()
    assert lines[0] == "Digest 3  Every day at 08:30 (UTC), about the day before, in Sales."
    assert lines[1:3] == ["  Where   channel C1", "  Owner   U1"]
    assert lines[3].startswith("  Next    ")
    assert [line.partition("08:30")[2].strip() for line in lines[-2:]] == [
        "skipped · there were no calls",
        "skipped · there were no calls",
    ]
    assert "the newest 2 slots; --slots shows more" in first
    assert second.startswith("Digest 5  Every day at 08:30 (UTC), about the day before, own calls only.")


def test_a_program_reads_the_list_as_one_line(keeping: Keeping) -> None:
    keeping.inside(filled)
    ran = keeping.run("digest", "list", "--team", "T1", "--json")
    assert ran.out.count("\n") == 1
    first, second = ran.json["digests"]
    assert (first["number"], second["number"]) == (3, 5)
    assert [each["slot"] for each in first["slots"]] == [f"{slot(days):%Y-%m-%dT%H:%M}" for days in (2, 3, 4)]
    assert {each["state"] for each in first["slots"]} == {"skipped"}
    assert second["slots"] == []


def test_the_digests_of_another_workspace_are_not_listed(keeping: Keeping) -> None:
    async def both(store: Store) -> None:
        await filled(store)
        await store.save_settings(Workspace(enterprise="E1", team="T1"), Settings())

    keeping.inside(both)
    ran = keeping.run("digest", "list", "--team", "T1", "--enterprise", "E1")
    assert ran.out == "No digest is kept for workspace E1/T1 yet. In Slack “/calls digest” makes one.\n"
    ran = keeping.run("digest", "list", "--team", "T2")
    assert ran.code == 2
    assert "Nothing is kept of workspace T2: known: E1/T1." in ran.said


def test_listing_makes_no_database(keeping: Keeping) -> None:
    ran = keeping.run("digest", "list", "--team", "T1")
    assert ran.code == 1
    assert f"There is no database at {keeping.path}." in ran.said
    assert not keeping.path.exists()


# Previewing


@pytest.fixture
def pbx(simulated: Callable[..., Pbx]) -> Pbx:
    """A PBX with some days of calls up to now."""
    return simulated("--days", "3", "--seed", "8", "--timezone", "Etc/UTC")


async def unfiltered(store: Store) -> None:
    await store.digests.save_digest(T1, replace(SALES, text=""), None)
    await store.digests.save_digest(T1, OWN, None)


def test_a_preview_tells_of_the_day_before_the_latest_slot_as_the_pbx_has_it(
    keeping: Keeping, pbx: Pbx
) -> None:
    keeping.seed(pbx)
    keeping.inside(unfiltered)
    told = keeping.run("digest", "preview", "--team", "T1", "3", "--json").json
    start, end = (datetime.fromisoformat(told["window"][name]) for name in ("start", "end"))
    assert end - start == timedelta(days=1)
    assert datetime.fromisoformat(f"{told['slot']}+00:00") - end == timedelta(hours=8, minutes=30)
    assert timedelta(0) <= datetime.now(UTC) - end - timedelta(hours=8, minutes=30) < timedelta(days=1)
    truth = [call for call in pbx.look("truth") if start.timestamp() <= call["start"] < end.timestamp()]
    assert len(truth) > 5
    assert told["totals"]["calls"] == len(truth)
    assert (told["number"], told["empty"], told["late"]) == (3, False, False)
    page = keeping.run("digest", "preview", "--team", "T1", "3").out
    assert page.startswith(f"Calls · {told['window']['words']}")
    assert keeping.rows("SELECT count(*) FROM delivery") == [(0,)]


def test_a_preview_is_masked_as_its_readers_would_see_it(keeping: Keeping, pbx: Pbx) -> None:
    keeping.seed(pbx)
    keeping.inside(unfiltered)
    whole = keeping.run("digest", "preview", "--team", "T1", "3", "--json").out
    keeping.inside(lambda store: store.save_settings(T1, Settings(masking=Masking.CHANNELS)))
    masked = keeping.run("digest", "preview", "--team", "T1", "3", "--json").out
    outside = set(re.findall(r"0770090\d{4}", whole))
    assert len(outside) > 5
    assert not any(number in masked for number in outside)


def test_a_preview_of_own_calls_needs_the_owners_extension_and_no_slack(keeping: Keeping, pbx: Pbx) -> None:
    keeping.seed(pbx)
    keeping.inside(unfiltered)
    ran = keeping.run("digest", "preview", "--team", "T1", "5")
    assert ran.code == 1
    assert ran.said.startswith("Digest 5 is of the own calls of U1, and nobody knows their extension.")
    linked = PersonSettings(extensions=(("id-Office", "4005"),))
    keeping.inside(lambda store: store.save_person(T1, "U1", linked))
    ran = keeping.run("digest", "preview", "--team", "T1", "5")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("Your calls · ")
    assert "Amara Osei (4005)" in ran.out


@pytest.mark.parametrize("command", ["preview", "run"])
def test_a_number_that_no_digest_has_is_told_with_those_there_are(keeping: Keeping, command: str) -> None:
    ran = keeping.run("digest", command, "--team", "T1", "4")
    assert ran.code == 1
    assert f"There is no database at {keeping.path}." in ran.said
    keeping.inside(filled)
    ran = keeping.run("digest", command, "--team", "T1", "4")
    assert ran.code == 2
    assert ran.said.startswith("Workspace T1 has no digest 4: known: 3, 5.")


def test_a_preview_without_a_pbx_says_how_one_is_connected(keeping: Keeping) -> None:
    keeping.inside(filled)
    ran = keeping.run("digest", "preview", "--team", "T1", "3")
    assert ran.code == 1
    assert ran.said.startswith("No PBX is connected to this workspace yet.")


# Together


@pytest.mark.parametrize("command", ["list", "preview", "run"])
def test_every_help_has_examples(ringback: Callable[..., Ran], command: str) -> None:
    ran = ringback("digest", command, "-h")
    assert (ran.code, ran.err) == (0, "")
    assert f"  ringback digest {command}" in ran.out[ran.out.index("Examples:") :]
