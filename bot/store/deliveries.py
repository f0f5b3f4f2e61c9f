"""The ledger: one row for each digest and slot, and who holds it.

Every change names the states it may follow. What does not apply any more changes nothing: whoever comes late is told
so by what is returned, and asks nobody.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.digest.delivery import Delivery, State
from bot.store.rows import OWN, named

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from sqlite3 import Connection

    from bot.ports_of_ledger import Claimed
    from bot.store.rows import Value
    from bot.workspace.workspace import Workspace

_KEPT = 92 * 86400
"""Seconds for which deliveries are kept. The schedule moves on only, so an older slot cannot come again."""

ROW = f"{OWN} AND digest = :digest AND slot = :slot"
"""The condition that names one row, as ``key`` fills it."""
_OURS = f"{ROW} AND worker = :worker"
COLUMNS = "digest, slot, due, state, ready, worker, tries, changed, channel, ts, why, late"
"""In the order that ``read`` takes."""

_BEGIN = f"""
    INSERT INTO delivery (enterprise, team, {COLUMNS})
    SELECT enterprise, team, id, :slot, :due, :state, :ready, '', 0, :changed, '', '', :why, :late
    FROM schedule WHERE {OWN} AND id = :digest
    ON CONFLICT (enterprise, team, digest, slot) DO NOTHING RETURNING slot"""  # noqa: S608 - names from above

_NEWEST = f"""
    SELECT {COLUMNS} FROM delivery WHERE {OWN} AND digest = :digest
    ORDER BY due DESC, slot DESC LIMIT :most"""  # noqa: S608 - names from above

_RENEW = f"""
    UPDATE delivery SET ready = :until WHERE {_OURS} AND state IN ('claimed', 'posting')"""  # noqa: S608 - as above
_RELEASE = f"""
    UPDATE delivery SET state = 'due', ready = due, tries = tries - 1
    WHERE {_OURS} AND state = 'claimed'"""  # noqa: S608 - names from above
_POSTING = f"""
    UPDATE delivery SET state = 'posting', ready = :until, changed = :now, why = ''
    WHERE {_OURS} AND state = 'claimed' AND ready > :now AND EXISTS (
        SELECT 1 FROM schedule s WHERE s.enterprise = delivery.enterprise AND s.team = delivery.team
        AND s.id = delivery.digest AND s.revision = :revision AND (s.paused IS NULL OR s.because <> ''))
    RETURNING slot"""  # noqa: S608 - names from above
_POSTED = f"""
    UPDATE delivery SET state = 'posted', ready = NULL, channel = :channel, ts = :ts, why = '', changed = :at
    WHERE {ROW} AND (worker = :worker OR state <> 'posting')"""  # noqa: S608 - names from above
_FAILED = f"""
    UPDATE delivery SET state = 'failed', ready = :ready, why = :why, changed = :at
    WHERE {_OURS} AND state IN ('claimed', 'posting', 'unknown')"""  # noqa: S608 - names from above
_SKIPPED = f"""
    UPDATE delivery SET state = 'skipped', ready = NULL, why = :why, changed = :at
    WHERE {_OURS} AND state = 'claimed'"""  # noqa: S608 - names from above
_TOLD = f"UPDATE delivery SET ready = NULL WHERE {ROW} AND state = 'unknown'"  # noqa: S608 - names from above
_AGAIN = f"""
    UPDATE delivery SET state = 'due', ready = due, worker = '', tries = 0, why = :why, changed = :at
    WHERE {ROW} AND (state = 'unknown' OR (state = 'failed' AND ready IS NULL))
    RETURNING slot"""  # noqa: S608 - names from above

_SETTLED = f"""
    UPDATE delivery SET state = 'posted', ready = NULL, why = '', changed = :at
    WHERE {ROW} AND state = 'unknown' RETURNING slot"""  # noqa: S608 - names from above


def begin(connection: Connection, workspace: Workspace, delivery: Delivery) -> bool:
    """Take a delivery into the ledger where its digest is kept and its slot is new."""
    values = key(workspace, delivery) | {
        "due": delivery.due,
        "state": delivery.state.value,
        "ready": delivery.due if delivery.state is State.DUE else None,
        "changed": delivery.changed,
        "why": delivery.why,
        "late": int(delivery.late),
    }
    return bool(connection.execute(_BEGIN, values).fetchall())


def newest(connection: Connection, workspace: Workspace, digest: str, most: int) -> tuple[Delivery, ...]:
    """The newest deliveries of a digest, newest first."""
    rows = connection.execute(_NEWEST, named(workspace, digest=digest, most=max(most, 0)))
    return tuple(read(row) for row in rows)


def renew(connection: Connection, held: Iterable[Claimed], until: int) -> None:
    """Hold on to these."""
    connection.executemany(_RENEW, [_held(each) | {"until": until} for each in held])


def release(connection: Connection, held: Iterable[Claimed]) -> None:
    """Give these back, as if they had not been taken."""
    connection.executemany(_RELEASE, [_held(each) for each in held])


def posting(connection: Connection, held: Claimed, now: int, until: int) -> bool:
    """Whether it still is ours to post: not taken, edited, removed or paused by a person meanwhile."""
    values = _held(held) | {"now": now, "until": until, "revision": held.revision}
    return bool(connection.execute(_POSTING, values).fetchall())


def posted(connection: Connection, held: Claimed, channel: str, ts: str, at: int) -> None:
    """It stands in Slack, whatever the ledger believed."""
    connection.execute(_POSTED, _held(held) | {"channel": channel, "ts": ts, "at": at})


def failed(connection: Connection, held: Claimed, why: str, next_try: int, at: int) -> None:
    """It was not posted."""
    connection.execute(_FAILED, _held(held) | {"why": why, "ready": next_try or None, "at": at})


def skipped(connection: Connection, held: Claimed, why: str, at: int) -> None:
    """It will not be posted."""
    connection.execute(_SKIPPED, _held(held) | {"why": why, "at": at})


def told(connection: Connection, held: Claimed) -> None:
    """Nobody needs to be told any more."""
    connection.execute(_TOLD, _held(held))


def again(  # noqa: PLR0913, PLR0917 - what names the row, and what is noted in it
    connection: Connection, workspace: Workspace, digest: str, slot: str, at: int, why: str
) -> bool:
    """Let it be due once more, where it has come to its end without a post."""
    values = named(workspace, digest=digest, slot=slot, why=why, at=at)
    return bool(connection.execute(_AGAIN, values).fetchall())


def settled(connection: Connection, workspace: Workspace, digest: str, slot: str, at: int) -> bool:
    """It stands in Slack, as somebody has seen there; its channel and Slack's name for it stay unknown."""
    values = named(workspace, digest=digest, slot=slot, at=at)
    return bool(connection.execute(_SETTLED, values).fetchall())


def sweep(connection: Connection, now: int) -> None:
    """Keep nothing that is months old."""
    connection.execute("DELETE FROM delivery WHERE due < :oldest", {"oldest": now - _KEPT})


def read(row: Sequence[Value]) -> Delivery:
    """A delivery from its columns."""
    digest, slot, due, state, ready, worker, tries, changed, channel, ts, why, late = row
    known = State(str(state))
    return Delivery(
        digest=str(digest),
        slot=str(slot),
        due=int(due or 0),
        state=known,
        worker=str(worker),
        until=int(ready or 0) if known in (State.CLAIMED, State.POSTING) else 0,
        tries=int(tries or 0),
        next_try=int(ready or 0) if known is State.FAILED else 0,
        changed=int(changed or 0),
        channel=str(channel),
        ts=str(ts),
        why=str(why),
        late=bool(late),
    )


def key(workspace: Workspace, delivery: Delivery) -> dict[str, Value]:
    """The parameters that name one row."""
    return named(workspace, digest=delivery.digest, slot=delivery.slot)


def _held(held: Claimed) -> dict[str, Value]:
    return key(held.workspace, held.delivery) | {"worker": held.delivery.worker}
