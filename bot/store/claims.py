"""Taking hold: what is to be done goes to one worker, and what a dead one left in the middle becomes unknown."""

from __future__ import annotations

import logging
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.digest.delivery import State
from bot.ports_of_ledger import Claimed
from bot.store import digest_json
from bot.store.deliveries import COLUMNS, ROW, key, read
from bot.workspace.store_trouble import StoreTrouble
from bot.workspace.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from sqlite3 import Connection
    from typing import Any

    from bot.digest.delivery import Delivery
    from bot.store.rows import Value

    Row = tuple[Any, ...]

_log = logging.getLogger(__name__)

_LATER = 3600
"""Seconds for which the delivery of a digest that cannot be read is left alone."""

_HELD_TOO_LONG = "UPDATE delivery SET ready = :now WHERE state = 'claimed' AND ready > :beyond"

_JOINED = ", ".join(f"d.{name}" for name in COLUMNS.split(", "))

_FOUND = f"""
    SELECT d.enterprise, d.team, s.revision, s.content, s.paused, s.because, {_JOINED} FROM {{}} d
    JOIN schedule s ON s.enterprise = d.enterprise AND s.team = d.team AND s.id = d.digest"""  # noqa: S608 - as above

_READY = """(
    SELECT *, row_number() OVER (PARTITION BY enterprise, team ORDER BY due, digest) AS place FROM delivery
    WHERE ready <= :now AND state IN ('due', 'claimed', 'failed'))"""
_CLAIMABLE = f"{_FOUND.format(_READY)} ORDER BY d.place, d.due, d.enterprise, d.team LIMIT :most"

_ORPHANS = f"""{_FOUND.format("delivery")}
    WHERE d.ready <= :now AND d.state IN ('posting', 'unknown') ORDER BY d.ready LIMIT :most"""

_TAKE = f"""
    UPDATE delivery SET state = :state, ready = :ready, worker = :worker, tries = :tries, changed = :changed
    WHERE {ROW}"""  # noqa: S608 - names from above

_FIRST = ("SELECT min(next_due) FROM schedule", "SELECT min(ready) FROM delivery")


def claim(connection: Connection, now: int, worker: str, until: int, most: int) -> list[Claimed]:
    """Take hold of what is to be done. A hold that ends beyond any reason was taken before the clock went back."""
    connection.execute(_HELD_TOO_LONG, {"now": now, "beyond": until + (until - now)})

    def taken(delivery: Delivery) -> Delivery:
        tries = delivery.tries + 1
        return replace(
            delivery, state=State.CLAIMED, worker=worker, until=until, tries=tries, next_try=0, changed=now
        )

    found = connection.execute(_CLAIMABLE, {"now": now, "most": most}).fetchall()
    return _take(connection, found, taken, until)


def orphans(connection: Connection, now: int, until: int, most: int) -> list[Claimed]:
    """What somebody whose time is over was posting becomes unknown; its worker stays, who may know it after all."""
    found = connection.execute(_ORPHANS, {"now": now, "most": most}).fetchall()
    return _take(
        connection, found, lambda was: replace(was, state=State.UNKNOWN, until=0, changed=now), until
    )


def _take(
    connection: Connection, rows: Sequence[Row], taken: Callable[[Delivery], Delivery], until: int
) -> list[Claimed]:
    """Change what was found as ``taken`` says, until somebody has to look at it again."""
    claimed, changes = [], []
    for enterprise, team, revision, content, paused, because, *columns in rows:
        workspace, delivery = Workspace(enterprise=enterprise, team=team), read(columns)
        ready = until
        try:
            digest = digest_json.read(content, paused, because)
        except StoreTrouble as trouble:
            _log.warning("a delivery was passed over: %s", trouble.code)
            ready += _LATER
        else:
            delivery = taken(delivery)
            claimed.append(Claimed(workspace=workspace, digest=digest, delivery=delivery, revision=revision))
        changes.append(_change(workspace, delivery, ready))
    connection.executemany(_TAKE, changes)
    return claimed


def _change(workspace: Workspace, delivery: Delivery, ready: int) -> dict[str, Value]:
    return key(workspace, delivery) | {
        "state": delivery.state.value,
        "ready": ready,
        "worker": delivery.worker,
        "tries": delivery.tries,
        "changed": delivery.changed,
    }


def next_moment(connection: Connection) -> int | None:
    """The first moment that stands in the schedule or in the ledger."""
    moments = (connection.execute(statement).fetchone()[0] for statement in _FIRST)
    return min((int(moment) for moment in moments if moment is not None), default=None)
