"""The schedule and the ledger of digests in the database, as a port."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.digest.delivery import ASKED
from bot.store import claims, deliveries, digests, refusals, restoring
from bot.store.together import Together

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path
    from sqlite3 import Connection

    from bot.digest.delivery import Delivery
    from bot.digest.digest import Digest
    from bot.ports_of_ledger import Claimed, Plan, Planned
    from bot.store.database import Database
    from bot.workspace.workspace import Workspace

_MARK = ".newest"
"""Ends the name of the file beside the database; see ``restoring``."""


class SqliteDigestStore:
    """The port to digests over a database that somebody else opens and closes."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._mark = database.path.with_name(database.path.name + _MARK)
        # What outlives a power cut takes the disk milliseconds: many at once take it no longer than one.
        self._posting: Together[tuple[Claimed, int, int], bool] = Together(
            lambda many: database.write(
                lambda c: [deliveries.posting(c, held, now, until) for held, now, until in many], durable=True
            )
        )

    async def digests(self, workspace: Workspace) -> tuple[Digest, ...]:
        """Its digests, by number."""
        return await self._database.run(lambda c: digests.every(c, workspace))

    async def digest(self, workspace: Workspace, digest: str) -> Digest | None:
        """The digest with this id."""
        return await self._database.run(lambda c: digests.one(c, workspace, digest))

    async def next_due(self, workspace: Workspace, digest: str) -> int | None:
        """The first slot of a digest that is not in the ledger."""
        return await self._database.run(lambda c: digests.next_due(c, workspace, digest))

    async def new_number(self, workspace: Workspace) -> int:
        """The number of its next digest; none is given twice."""
        return await self._database.write(lambda c: digests.new_number(c, workspace))

    async def save_digest(self, workspace: Workspace, digest: Digest, next_due: int | None) -> None:
        """Keep a digest in place of the one with its id; no slot before ``next_due`` will be due."""
        await self._database.write(lambda c: digests.save(c, workspace, digest, next_due))

    async def pause(self, workspace: Workspace, ids: Sequence[str], at: int, because: str) -> int:
        """Pause digests, all at once; how many it is this call that paused."""
        return await self._database.write(lambda c: digests.pause(c, workspace, ids, at, because))

    async def resume(self, workspace: Workspace, digest: Digest, next_due: int | None) -> bool:
        """Let a paused digest go on, if it still is as it is handed over; whether this call did it."""
        return await self._database.write(lambda c: digests.resume(c, workspace, digest, next_due))

    async def remove_digest(self, workspace: Workspace, digest: str) -> None:
        """Keep nothing of a digest nor of its deliveries."""
        await self._database.write(lambda c: digests.remove(c, workspace, digest))

    async def recover(self, now: int) -> int:
        """Find out whether this database is older than what was posted; up to which moment nobody can tell."""
        return await self._database.write(lambda c: restoring.recover(c, self._mark, now), durable=True)

    async def planned(self, now: int, most: int) -> list[Planned]:
        """Digests whose next slot is there."""
        return await self._database.write(lambda c: digests.planned(c, now, most))

    async def ahead(self, now: int, after: Planned | None, most: int) -> list[Planned]:
        """Digests whose next slot is yet to come, page by page."""
        return await self._database.run(lambda c: digests.ahead(c, now, after, most))

    async def record(self, plans: Sequence[Plan]) -> int:
        """Take deliveries into the ledger and move on; how many were new to it."""
        new = await self._database.write(lambda c: _record(c, self._mark, plans), durable=True)
        if new:
            await self._database.write(lambda c: restoring.keep_mark(c, self._mark))
        return new

    async def begin(self, workspace: Workspace, delivery: Delivery) -> bool:
        """Take one delivery into the ledger; False where its slot is there, or its digest is not."""
        begun = await self._database.write(
            lambda c: _begun_alone(c, self._mark, workspace, delivery), durable=True
        )
        if begun:
            await self._database.write(lambda c: restoring.keep_mark(c, self._mark))
        return begun

    async def claim(self, now: int, worker: str, until: int, most: int) -> list[Claimed]:
        """Take hold of what is to be done."""
        return await self._database.write(lambda c: claims.claim(c, now, worker, until, most))

    async def renew(self, held: Sequence[Claimed], until: int) -> None:
        """Keep hold of these."""
        await self._database.write(lambda c: deliveries.renew(c, held, until))

    async def release(self, held: Sequence[Claimed]) -> None:
        """Give these back untried."""
        await self._database.write(lambda c: deliveries.release(c, held))

    async def posting(self, held: Claimed, now: int, until: int) -> bool:
        """Note, to outlive a power cut, that it is about to be posted; False where it is not ours any more."""
        return await self._posting((held, now, until))

    async def posted(self, held: Claimed, channel: str, ts: str, at: int) -> None:
        """Note that Slack has posted it."""
        await self._database.write(lambda c: deliveries.posted(c, held, channel, ts, at))

    async def failed(self, held: Claimed, why: str, next_try: int, at: int) -> None:
        """Note that it was not posted; ``next_try`` 0 where it will not be tried again."""
        await self._database.write(lambda c: deliveries.failed(c, held, why, next_try, at))

    async def skipped(self, held: Claimed, why: str, at: int) -> None:
        """Note that it will not be posted, and why."""
        await self._database.write(lambda c: deliveries.skipped(c, held, why, at))

    async def orphans(self, now: int, until: int, most: int) -> list[Claimed]:
        """Deliveries that nobody knows whether they were posted, to be told of."""
        return await self._database.write(lambda c: claims.orphans(c, now, until, most))

    async def told(self, held: Claimed) -> None:
        """Note that its owner knows that it is UNKNOWN."""
        await self._database.write(lambda c: deliveries.told(c, held))

    async def again(self, workspace: Workspace, digest: str, slot: str, at: int, why: str = ASKED) -> bool:
        """Let a delivery that came to its end without a post be due once more; whether this call did it."""
        return await self._database.write(lambda c: deliveries.again(c, workspace, digest, slot, at, why))

    async def settled(self, workspace: Workspace, digest: str, slot: str, at: int) -> bool:
        """Note that an unknown delivery was posted, as a person has seen; whether this call did it."""
        return await self._database.write(lambda c: deliveries.settled(c, workspace, digest, slot, at))

    async def deliveries(self, workspace: Workspace, digest: str, most: int) -> tuple[Delivery, ...]:
        """The newest deliveries of a digest, newest first."""
        return await self._database.run(lambda c: deliveries.newest(c, workspace, digest, most))

    async def next_moment(self) -> int | None:
        """When there is something to do next; None for never."""
        return await self._database.run(claims.next_moment)

    async def refused(self, workspace: Workspace, pbx: str, at: int) -> int:
        """Count that a PBX refuses its secret: how many times in a row by now."""
        return await self._database.write(lambda c: refusals.count(c, workspace, pbx, at))

    async def accepted(self, workspace: Workspace, pbx: str) -> None:
        """A PBX takes its secret: the count begins anew."""
        await self._database.write(lambda c: refusals.forget(c, workspace, pbx))


def _record(connection: Connection, mark: Path, plans: Sequence[Plan]) -> int:
    restoring.begin_mark(connection, mark)
    new = 0
    for plan in plans:
        if digests.unchanged(connection, plan.planned):
            workspace = plan.planned.workspace
            new += sum(_begin(connection, workspace, delivery) for delivery in plan.deliveries)
            digests.move_on(connection, plan.planned, plan.next_due)
    return new


def _begun_alone(connection: Connection, mark: Path, workspace: Workspace, delivery: Delivery) -> bool:
    restoring.begin_mark(connection, mark)
    return _begin(connection, workspace, delivery)


def _begin(connection: Connection, workspace: Workspace, delivery: Delivery) -> bool:
    new = deliveries.begin(connection, workspace, delivery)
    if new:
        restoring.begun(connection, delivery.due)
    return new
