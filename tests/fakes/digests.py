"""The schedule and the ledger of digests in memory; it passes the same contract tests as the real one."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import time
from typing import TYPE_CHECKING, Any

from bot.digest.delivery import ASKED, Delivery, State
from bot.digest.digest import About, Digest
from bot.digest.recurrence import Every, Recurrence
from bot.ports_of_ledger import Claimed, Planned

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.ports_of_ledger import Plan
    from bot.workspace.workspace import Workspace

EVERY_DAY = Recurrence(every=Every.DAILY, at=time(8, 30), days=frozenset(range(7)), month_day=None)

MORNING = Digest(
    id="d1",
    number=1,
    owner="U1",
    channel="C1",
    own=False,
    recurrence=EVERY_DAY,
    zone="Europe/London",
    locale="en-GB",
    about=About.AUTO,
    text="",
    pbx="",
    skip_empty=False,
    skip_on=frozenset(),
    created=0,
    paused=None,
    paused_because="",
)
"""Every day at 08:30 in London, in C1, and there since 1970."""


def delivery(due: int, digest: str = "d1", *, state: State = State.DUE, why: str = "") -> Delivery:
    """A delivery that has not been touched yet; its slot is named by its moment."""
    return Delivery(
        digest=digest,
        slot=f"slot {due}",
        due=due,
        state=state,
        worker="",
        until=0,
        tries=0,
        next_try=0,
        changed=due,
        channel="",
        ts="",
        why=why,
        late=False,
    )


@dataclass
class _Row:
    digest: Digest
    next_due: int | None
    revision: int


@dataclass
class _Entry:
    delivery: Delivery
    ready: int | None


Name = tuple["Workspace", str]


@dataclass
class MemoryDigestStore:
    """The port in memory; it never loses anything, so there is nothing to recover."""

    rows: dict[Name, _Row] = field(default_factory=dict)
    entries: dict[tuple[Workspace, str, str], _Entry] = field(default_factory=dict)
    numbers: Counter[Workspace] = field(default_factory=Counter)
    refusals: dict[Name, tuple[int, int]] = field(default_factory=dict)

    async def digests(self, workspace: Workspace) -> tuple[Digest, ...]:
        own = [row.digest for (whose, _), row in self.rows.items() if whose == workspace]
        return tuple(sorted(own, key=lambda digest: digest.number))

    async def digest(self, workspace: Workspace, digest: str) -> Digest | None:
        row = self.rows.get((workspace, digest))
        return row.digest if row else None

    async def next_due(self, workspace: Workspace, digest: str) -> int | None:
        row = self.rows.get((workspace, digest))
        return row.next_due if row else None

    async def new_number(self, workspace: Workspace) -> int:
        self.numbers[workspace] += 1
        return self.numbers[workspace]

    async def save_digest(self, workspace: Workspace, digest: Digest, next_due: int | None) -> None:
        before = self.rows.get((workspace, digest.id))
        self.rows[workspace, digest.id] = _Row(
            digest=digest,
            next_due=next_due if digest.paused is None else None,
            revision=before.revision + 1 if before else 1,
        )

    async def pause(self, workspace: Workspace, ids: Sequence[str], at: int, because: str) -> int:
        paused = 0
        for id_ in ids:
            row = self.rows.get((workspace, id_))
            if row is not None and row.digest.paused is None:
                row.digest = replace(row.digest, paused=at, paused_because=because)
                row.next_due = None
                paused += 1
        return paused

    async def resume(self, workspace: Workspace, digest: Digest, next_due: int | None) -> bool:
        if digest.paused is None or await self.digest(workspace, digest.id) != digest:
            return False
        await self.save_digest(workspace, replace(digest, paused=None, paused_because=""), next_due)
        return True

    async def remove_digest(self, workspace: Workspace, digest: str) -> None:
        self.rows.pop((workspace, digest), None)
        for key in [key for key in self.entries if key[:2] == (workspace, digest)]:
            del self.entries[key]

    async def recover(self, now: int) -> int:  # noqa: ARG002 - nothing was lost
        return 0

    async def planned(self, now: int, most: int) -> list[Planned]:
        due = [each for each in self._planned() if each.next_due <= now]
        return sorted(due, key=lambda each: (each.next_due, each.workspace, each.digest.id))[:most]

    async def ahead(self, now: int, after: Planned | None, most: int) -> list[Planned]:
        coming = [each for each in self._planned() if each.next_due > now]
        coming.sort(key=lambda each: (each.workspace, each.digest.id))
        if after is not None:
            start = (after.workspace, after.digest.id)
            coming = [each for each in coming if (each.workspace, each.digest.id) > start]
        return coming[:most]

    async def record(self, plans: Sequence[Plan]) -> int:
        new = 0
        for plan in plans:
            if plan.planned in self._planned():
                for each in plan.deliveries:
                    new += await self.begin(plan.planned.workspace, each)
                self.rows[plan.planned.workspace, plan.planned.digest.id].next_due = plan.next_due
        return new

    async def begin(self, workspace: Workspace, delivery: Delivery) -> bool:
        key = (workspace, delivery.digest, delivery.slot)
        if key in self.entries or key[:2] not in self.rows:
            return False
        self.entries[key] = _Entry(delivery, delivery.due if delivery.state is State.DUE else None)
        return True

    async def claim(self, now: int, worker: str, until: int, most: int) -> list[Claimed]:
        beyond = 2 * until - now
        waiting = {State.DUE, State.CLAIMED, State.FAILED}
        seen: Counter[Workspace] = Counter()
        places: list[tuple[int, int, tuple[Workspace, str, str]]] = []
        for key, entry in sorted(self.entries.items(), key=lambda item: (item[1].delivery.due, item[0][1])):
            held_too_long = entry.delivery.state is State.CLAIMED and (entry.ready or 0) > beyond
            if entry.delivery.state in waiting and (self._is_ready(entry, now) or held_too_long):
                seen[key[0]] += 1
                places.append((seen[key[0]], entry.delivery.due, key))
        claimed = []
        for _, _, key in sorted(places)[:most]:
            entry = self.entries[key]
            tries = entry.delivery.tries + 1
            changes: dict[str, Any] = {
                "worker": worker,
                "until": until,
                "tries": tries,
                "next_try": 0,
                "changed": now,
            }
            self._change(entry, State.CLAIMED, until, **changes)
            claimed.append(self._claimed(key))
        return claimed

    async def renew(self, held: Sequence[Claimed], until: int) -> None:
        for each in held:
            entry = self._held(each, State.CLAIMED, State.POSTING)
            if entry is not None:
                self._change(entry, entry.delivery.state, until, until=until)

    async def release(self, held: Sequence[Claimed]) -> None:
        for each in held:
            entry = self._held(each, State.CLAIMED)
            if entry is not None:
                tries = entry.delivery.tries - 1
                self._change(entry, State.DUE, entry.delivery.due, until=0, tries=tries)

    async def posting(self, held: Claimed, now: int, until: int) -> bool:
        entry, row = self._held(held, State.CLAIMED), self.rows.get(_name(held))
        if entry is None or row is None or row.revision != held.revision or (entry.ready or 0) <= now:
            return False
        if row.digest.paused is not None and not row.digest.paused_because:
            return False
        self._change(entry, State.POSTING, until, until=until, changed=now, why="")
        return True

    async def posted(self, held: Claimed, channel: str, ts: str, at: int) -> None:
        entry = self._entry(held)
        if entry is None:
            return
        if entry.delivery.worker == held.delivery.worker or entry.delivery.state is not State.POSTING:
            self._change(
                entry, State.POSTED, None, until=0, next_try=0, channel=channel, ts=ts, why="", changed=at
            )

    async def failed(self, held: Claimed, why: str, next_try: int, at: int) -> None:
        entry = self._held(held, State.CLAIMED, State.POSTING, State.UNKNOWN)
        if entry is not None:
            changes: dict[str, Any] = {"until": 0, "next_try": next_try, "why": why, "changed": at}
            self._change(entry, State.FAILED, next_try or None, **changes)

    async def skipped(self, held: Claimed, why: str, at: int) -> None:
        entry = self._held(held, State.CLAIMED)
        if entry is not None:
            self._change(entry, State.SKIPPED, None, until=0, why=why, changed=at)

    async def orphans(self, now: int, until: int, most: int) -> list[Claimed]:
        orphaned = [
            key
            for key, entry in sorted(self.entries.items(), key=lambda item: item[1].ready or 0)
            if entry.delivery.state in {State.POSTING, State.UNKNOWN} and self._is_ready(entry, now)
        ][:most]
        for key in orphaned:
            self._change(self.entries[key], State.UNKNOWN, until, until=0, changed=now)
        return [self._claimed(key) for key in orphaned]

    async def told(self, held: Claimed) -> None:
        entry = self._entry(held)
        if entry is not None and entry.delivery.state is State.UNKNOWN:
            entry.ready = None

    async def again(self, workspace: Workspace, digest: str, slot: str, at: int, why: str = ASKED) -> bool:
        entry = self.entries.get((workspace, digest, slot))
        if entry is None:
            return False
        state = entry.delivery.state
        if state is not State.UNKNOWN and (state is not State.FAILED or entry.ready is not None):
            return False
        changes: dict[str, Any] = {
            "worker": "",
            "tries": 0,
            "next_try": 0,
            "why": why,
            "changed": at,
        }
        self._change(entry, State.DUE, entry.delivery.due, **changes)
        return True

    async def settled(self, workspace: Workspace, digest: str, slot: str, at: int) -> bool:
        entry = self.entries.get((workspace, digest, slot))
        if entry is None or entry.delivery.state is not State.UNKNOWN:
            return False
        self._change(entry, State.POSTED, None, why="", changed=at)
        return True

    async def deliveries(self, workspace: Workspace, digest: str, most: int) -> tuple[Delivery, ...]:
        own = [entry.delivery for key, entry in self.entries.items() if key[:2] == (workspace, digest)]
        return tuple(sorted(own, key=lambda each: (each.due, each.slot), reverse=True)[: max(most, 0)])

    async def next_moment(self) -> int | None:
        moments = [row.next_due for row in self.rows.values()]
        moments += [entry.ready for entry in self.entries.values()]
        return min((moment for moment in moments if moment is not None), default=None)

    async def refused(self, workspace: Workspace, pbx: str, at: int) -> int:
        times, last = self.refusals.get((workspace, pbx), (0, at - 30))
        if at >= last + 3600:
            times, last = 1, at
        elif at >= last + 30:
            times, last = times + 1, at
        self.refusals[workspace, pbx] = (times, last)
        return times

    async def accepted(self, workspace: Workspace, pbx: str) -> None:
        self.refusals.pop((workspace, pbx), None)

    def forget(self, workspace: Workspace) -> None:
        """Keep nothing of a workspace; the real one does so with all else that is kept of it."""
        self.rows = {key: row for key, row in self.rows.items() if key[0] != workspace}
        self.entries = {key: entry for key, entry in self.entries.items() if key[0] != workspace}
        self.refusals = {key: kept for key, kept in self.refusals.items() if key[0] != workspace}
        del self.numbers[workspace]

    def _planned(self) -> list[Planned]:
        return [
            Planned(workspace=whose, digest=row.digest, next_due=row.next_due, revision=row.revision)
            for (whose, _), row in self.rows.items()
            if row.next_due is not None
        ]

    def _entry(self, held: Claimed) -> _Entry | None:
        return self.entries.get((held.workspace, held.delivery.digest, held.delivery.slot))

    def _held(self, held: Claimed, *states: State) -> _Entry | None:
        entry = self._entry(held)
        if (
            entry is None
            or entry.delivery.worker != held.delivery.worker
            or entry.delivery.state not in states
        ):
            return None
        return entry

    def _claimed(self, key: tuple[Workspace, str, str]) -> Claimed:
        row = self.rows[key[:2]]
        return Claimed(
            workspace=key[0],
            digest=row.digest,
            delivery=self.entries[key].delivery,
            revision=row.revision,
        )

    @staticmethod
    def _is_ready(entry: _Entry, now: int) -> bool:
        return entry.ready is not None and entry.ready <= now

    @staticmethod
    def _change(entry: _Entry, state: State, ready: int | None, **changes: Any) -> None:  # noqa: ANN401 - fields of a delivery
        entry.delivery = replace(entry.delivery, state=state, **changes)
        entry.ready = ready


def _name(held: Claimed) -> Name:
    return (held.workspace, held.delivery.digest)
