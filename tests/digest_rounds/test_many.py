"""Many at once: how long it takes, whose turn it is, and who waits for whom."""

from __future__ import annotations

import asyncio
import time
from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from fakes.digests import MORNING, MemoryDigestStore
from store.given import OURS, THEIRS, opened

from bot.workspace.workspace import Workspace
from digest_rounds.given import QUICK, Clock, Maker, Poster, Scene, moment, numbered

if TYPE_CHECKING:
    from pathlib import Path

    from bot.digest.digest import Digest
    from bot.digest.slots import Slot
    from bot.ports_of_digests import Made
    from bot.ports_of_ledger import DigestStore

SLOT = "2026-11-26 08:30"


@dataclass
class SlowFor(Maker):
    """Asks each PBX, one second for ``slow`` and none for the others; ``at_once`` counts by PBX."""

    slow: str = "none"
    at_once: Counter[str] = field(default_factory=Counter)
    most: Counter[str] = field(default_factory=Counter)
    order: list[str] = field(default_factory=list)

    async def make(
        self, workspace: Workspace, digest: Digest, slot: Slot, *, late: bool, skipped: tuple[str, ...]
    ) -> Made:
        self.order.append(digest.id)
        self.at_once[digest.pbx] += 1
        self.most[digest.pbx] = max(self.most[digest.pbx], self.at_once[digest.pbx])
        try:
            await asyncio.sleep(0.3 if digest.pbx == self.slow else 0.002)
            return await super().make(workspace, digest, slot, late=late, skipped=skipped)
        finally:
            self.at_once[digest.pbx] -= 1


async def save(store: DigestStore, workspace: Workspace, digest: Digest) -> None:
    await store.save_digest(workspace, digest, moment(SLOT))


async def test_two_thousand_digests_of_one_minute_are_posted_once_each_and_soon(tmp_path: Path) -> None:
    """Four hundred workspaces, five digests each; a third of a second of PBX time at 128 at once."""
    async with opened(tmp_path / "ringback.db") as store:
        scene = Scene(store.digests, Clock(SLOT))
        scene.maker.seconds = 0.02
        for number in range(400):
            for digest in numbered(5):
                await save(store.digests, Workspace(team=f"T{number}"), digest)
        began = time.monotonic()
        await scene.go()
        took = time.monotonic() - began
        print(f"2,000 digests: {took:.1f} s")
        posts = Counter((workspace, digest) for workspace, digest, _ in scene.poster.posts)
        assert (len(posts), set(posts.values())) == (2_000, {1})
        assert await store.digests.next_moment() == moment("2026-11-27 08:30")
        assert scene.rounds.figures.posted == scene.rounds.figures.planned == 2_000
        assert scene.rounds.in_hand == 0
        assert took < 30


async def test_two_processes_share_the_work_and_post_each_once(tmp_path: Path) -> None:
    path = tmp_path / "ringback.db"
    async with opened(path) as one, opened(path) as other:
        poster = Poster()
        limits = replace(QUICK, batch=20)
        first = Scene(one.digests, Clock(SLOT), poster=poster, limits=limits, worker="w1")
        second = Scene(other.digests, Clock(SLOT), poster=poster, limits=limits, worker="w2")
        for number in range(20):
            for digest in numbered(10):
                await save(one.digests, Workspace(team=f"T{number}"), digest)
        await asyncio.gather(first.go(), second.go())
        posts = Counter((workspace, digest) for workspace, digest, _ in poster.posts)
        assert (len(posts), set(posts.values())) == (200, {1})
        assert first.rounds.figures.posted + second.rounds.figures.posted == 200
        assert min(first.rounds.figures.posted, second.rounds.figures.posted) > 20


async def test_a_workspace_with_many_digests_does_not_keep_one_with_a_single_one_waiting() -> None:
    maker = SlowFor()
    limits = replace(QUICK, makes=1, batch=10)
    scene = Scene(MemoryDigestStore(), Clock(SLOT), maker=maker, limits=limits)
    for digest in numbered(300):
        await save(scene.store, OURS, digest)
    await save(scene.store, THEIRS, replace(MORNING, id="d999", number=999))
    await scene.go()
    assert maker.order.index("d999") < 20
    assert len(scene.poster.posts) == 301


async def test_a_slow_pbx_delays_only_its_own() -> None:
    maker = SlowFor(slow="slow")
    scene = Scene(MemoryDigestStore(), Clock(SLOT), maker=maker, limits=replace(QUICK, makes=8))
    for number, digest in enumerate(numbered(40)):
        # Windows of their own, so that each of the slow ones asks anew.
        zone = ("Europe/London", "Africa/Abidjan", "Atlantic/Reykjavik", "Etc/UTC")[number % 4]
        pbx = "slow" if number < 20 else f"p{number}"
        await save(scene.store, Workspace(team=f"T{number % 4}"), replace(digest, pbx=pbx, zone=zone))
    began = time.monotonic()
    await scene.rounds.turn()
    quick: set[str] = set()
    while len(quick) < 20 and time.monotonic() - began < 5:
        await asyncio.sleep(0.01)
        quick = {digest for _, digest, _ in scene.poster.posts if int(digest[1:]) > 20}
    assert len(quick) == 20
    assert len(scene.poster.posts) < 30
    await scene.rounds.idle()
    assert len(scene.poster.posts) == 40


async def test_a_pbx_is_asked_for_so_many_windows_at_once_and_all_of_them_for_so_many() -> None:
    maker = SlowFor()
    limits = replace(QUICK, makes=5, makes_of_a_pbx=2)
    scene = Scene(MemoryDigestStore(), Clock("2026-11-26 23:59"), maker=maker, limits=limits)
    zones = [f"Etc/GMT{hours:+d}" for hours in range(-12, 13)]
    for number, (pbx, zone) in enumerate((pbx, zone) for zone in zones for pbx in ("p1", "p2", "p3", "p4")):
        digest = replace(MORNING, id=f"d{number}", number=number, pbx=pbx, zone=zone, channel=f"C{number}")
        await scene.store.save_digest(OURS, digest, moment("2026-11-26 12:00"))
    await scene.go()
    assert maker.most_underway <= 5
    assert maker.most == dict.fromkeys(("p1", "p2", "p3", "p4"), 2)


async def test_digests_of_one_pbx_and_window_are_made_one_after_the_other_so_that_one_fetch_serves_them() -> (
    None
):
    maker = SlowFor()
    scene = Scene(MemoryDigestStore(), Clock(SLOT), maker=maker)
    for digest in numbered(30):
        await save(scene.store, OURS, replace(digest, pbx="p1" if digest.number % 2 else ""))
    await scene.go()
    assert maker.most_underway == 1
    assert len(scene.poster.posts) == 30


async def test_no_more_is_taken_in_hand_than_the_limit_allows() -> None:
    scene = Scene(MemoryDigestStore(), Clock(SLOT), limits=replace(QUICK, in_hand=10, batch=7))
    scene.maker.seconds = 0.01
    for digest in numbered(40):
        await save(scene.store, OURS, digest)
    most = 0
    while len(scene.poster.posts) < 40:
        await scene.rounds.turn()
        most = max(most, scene.rounds.in_hand)
        await asyncio.sleep(0.005)
    await scene.rounds.idle()
    assert most == 10
