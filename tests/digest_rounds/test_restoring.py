"""A database that is put back from a backup does not post what the lost one has posted."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import asynccontextmanager, closing
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

import pytest
from fakes.digests import MORNING
from store.given import OURS, opened

from bot.answers.rounds_planning import plan_of
from bot.ports_of_digests import Found
from bot.store.database import Database
from bot.store.ledger import SqliteDigestStore
from digest_rounds.given import Clock, Poster, Scene, Text, moment, states

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable
    from pathlib import Path

T = TypeVar("T")

SLOT = "2026-11-26T08:30"
AT_NINE = replace(
    MORNING,
    id="d2",
    number=2,
    channel="C2",
    recurrence=replace(MORNING.recurrence, at=MORNING.recurrence.at.replace(hour=9, minute=0)),
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "here" / "ringback.db"


@asynccontextmanager
async def running(path: Path, at: str, poster: Poster | None = None) -> AsyncIterator[Scene]:
    """A process that has just started."""
    async with opened(path) as store:
        yield Scene(store.digests, Clock(at), poster=poster or Poster())


def back_up(path: Path) -> Path:
    """A copy of the database alone, as an admin makes it while it is in use."""
    copy = path.parent.parent / "yesterday.db"
    with closing(sqlite3.connect(path)) as source, closing(sqlite3.connect(copy)) as target:
        source.backup(target)
    return copy


def put_back(copy: Path, path: Path) -> None:
    for file in path.parent.glob(f"{path.name}*"):
        if not file.name.endswith(".newest"):
            file.unlink()
    shutil.copy(copy, path)


async def backed_up_then_posted(path: Path, at: str = "2026-11-26 08:30") -> Path:
    """A day's backup, then a slot that was posted after it."""
    async with running(path, "2026-11-25 12:00") as scene:
        await scene.set_up(OURS)
        await scene.set_up(OURS, AT_NINE)
        copy = back_up(path)
        await scene.at(at)
        assert scene.poster.texts == [Text(SLOT)]
    return copy


async def test_what_the_lost_database_has_posted_is_not_posted_again_and_the_next_digest_says_so(
    path: Path,
) -> None:
    put_back(await backed_up_then_posted(path), path)
    async with running(path, "2026-11-26 08:50") as scene:
        await scene.go()
        assert scene.poster.posts == []
        assert await states(scene.store) == [(SLOT, "skipped", "restored")]
        await scene.at("2026-11-27 08:30")
        assert Text("2026-11-27T08:30", skipped=(SLOT,)) in scene.poster.texts


async def test_what_was_due_after_the_lost_database_ended_is_posted_late(path: Path) -> None:
    put_back(await backed_up_then_posted(path), path)
    async with running(path, "2026-11-26 10:00") as scene:
        await scene.go()
        assert scene.poster.posts == [(OURS, "d2", Text("2026-11-26T09:00", late=True))]


async def test_it_is_still_known_after_another_start(path: Path) -> None:
    put_back(await backed_up_then_posted(path), path)
    async with running(path, "2026-11-26 08:40") as scene:
        await scene.store.recover(int(scene.clock.at))  # and is killed before it plans anything
    async with running(path, "2026-11-26 08:50") as scene:
        await scene.go()
        assert scene.poster.posts == []


async def test_what_was_about_to_be_posted_when_the_backup_was_made_is_not_posted(path: Path) -> None:
    async with running(path, "2026-11-25 12:00") as scene:
        await scene.set_up(OURS)
        scene.clock.set("2026-11-26 08:30")
        await scene.rounds._schedule.plan()
        copy = back_up(path)
        await scene.go()
        await scene.set_up(OURS, replace(MORNING, id="d2", number=2))
        await scene.at("2026-11-27 08:30")
        assert len(scene.poster.posts) == 3
    put_back(copy, path)
    async with running(path, "2026-11-27 09:00") as scene:
        await scene.go()
        assert scene.poster.posts == []
        assert await states(scene.store) == [
            ("2026-11-27T08:30", "skipped", "restored"),
            (SLOT, "skipped", "restored"),
        ]


async def test_a_database_that_comes_without_its_mark_posts_nothing_that_was_due_before(path: Path) -> None:
    copy = await backed_up_then_posted(path)
    async with running(path, "2026-11-26 08:31") as scene:
        copy = back_up(path)
        await scene.go()
    shutil.rmtree(path.parent)
    path.parent.mkdir()
    put_back(copy, path)
    async with running(path, "2026-11-26 10:00") as scene:
        await scene.go()
        assert scene.poster.posts == []
        assert (await states(scene.store, "d2"))[0] == ("2026-11-26T09:00", "skipped", "restored")
        await scene.at("2026-11-27 08:30")
        assert scene.poster.texts == [Text("2026-11-27T08:30")]


async def test_a_database_that_was_put_back_with_its_mark_posts_the_last_slot_of_twelve_hours_alone(
    path: Path,
) -> None:
    """The limit of what can be known here; see the next test for what Slack knows."""
    await _put_back_with_its_mark(path)
    async with running(path, "2026-11-28 08:45") as scene:
        await scene.go()
        assert scene.poster.texts == [Text("2026-11-28T08:30", late=True, skipped=("2026-11-27T08:30",))]


async def test_where_slack_can_be_looked_into_not_even_that_one_is_posted(path: Path) -> None:
    await _put_back_with_its_mark(path)
    poster = Poster(found=Found(sure=True, channel="C1", ts="9.9"))
    async with running(path, "2026-11-28 08:45", poster) as scene:
        await scene.go()
        assert scene.poster.posts == []
        assert (await states(scene.store))[0] == ("2026-11-28T08:30", "posted", "")


async def _put_back_with_its_mark(path: Path) -> None:
    async with running(path, "2026-11-25 12:00") as scene:
        await scene.set_up(OURS)
        await scene.at("2026-11-26 08:30")
    shutil.copytree(path.parent, path.parent.parent / "everything")
    async with running(path, "2026-11-27 08:00") as scene:
        await scene.at("2026-11-27 08:30")
        await scene.at("2026-11-28 08:30")
    shutil.rmtree(path.parent)
    shutil.copytree(path.parent.parent / "everything", path.parent)


@pytest.mark.parametrize("downtime", ["2026-11-26 08:31", "2026-11-26 19:00"])
async def test_a_database_that_was_never_put_back_is_not_taken_for_one(path: Path, downtime: str) -> None:
    async with running(path, "2026-11-24 12:00") as scene:
        await scene.set_up(OURS)
        await scene.at("2026-11-25 08:30")
    async with running(path, downtime) as scene:
        await scene.go()
        assert [text.slot for text in scene.poster.texts if isinstance(text, Text)] == [SLOT]


async def test_a_clock_that_was_wrong_does_not_leave_a_mark(path: Path) -> None:
    async with running(path, "2026-11-24 12:00") as scene:
        await scene.set_up(OURS)
        await scene.at("2030-01-01 08:30")
    for day in (25, 26):
        async with running(path, f"2026-11-{day} 07:00") as scene:
            await scene.go()
        async with running(path, f"2026-11-{day} 09:00") as scene:
            await scene.go()
            assert [text.slot for text in scene.poster.texts if isinstance(text, Text)] == [
                f"2026-11-{day}T08:30"
            ]


async def test_a_clock_that_was_wrong_once_does_not_hide_that_a_database_was_put_back(path: Path) -> None:
    async with running(path, "2026-11-24 12:00") as scene:
        await scene.set_up(OURS)
        await scene.at("2030-01-01 08:30")
    async with running(path, "2026-11-25 12:00") as scene:
        await scene.go()
        copy = back_up(path)
        await scene.at("2026-11-26 08:30")
        assert scene.poster.texts[-1] == Text(SLOT)
    put_back(copy, path)
    async with running(path, "2026-11-26 09:00") as scene:
        await scene.go()
        assert scene.poster.posts == []


async def test_a_folder_that_may_not_be_written_to_keeps_no_digest_from_being_posted(path: Path) -> None:
    path.parent.mkdir()
    (path.parent / "ringback.db.newest").mkdir()
    async with running(path, "2026-11-25 12:00") as scene:
        await scene.set_up(OURS)
        await scene.at("2026-11-26 08:30")
        assert scene.poster.texts == [Text(SLOT)]


def test_moments_are_in_utc() -> None:
    assert moment("1970-01-02 00:00") == 86_400


class Killed(Database):
    """The process is killed as soon as what must outlive a power cut is written."""

    async def write(self, function: Callable[[sqlite3.Connection], T], *, durable: bool = False) -> T:
        written = await super().write(function, durable=durable)
        if durable:
            raise KeyboardInterrupt
        return written


async def test_who_is_killed_right_after_the_first_deliveries_ever_has_not_lost_a_database(
    path: Path,
) -> None:
    """Another process that comes up at that moment does not take them for a lost database's either."""
    database = await Killed.open(path)
    try:
        digests = SqliteDigestStore(database)
        await digests.save_digest(OURS, MORNING, moment("2026-11-26 08:30"))
        (planned,) = await digests.planned(moment("2026-11-26 08:30"), 9)
        with pytest.raises(KeyboardInterrupt):
            await digests.record([plan_of(planned, Clock("2026-11-26 08:30").now(), 0)])
    finally:
        await database.close()
    async with running(path, "2026-11-26 08:31") as scene:
        await scene.go()
        assert scene.poster.texts == [Text(SLOT)]
        assert await states(scene.store) == [(SLOT, "posted", "")]
