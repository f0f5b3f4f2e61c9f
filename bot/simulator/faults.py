"""Faults on demand: what a real PBX, and the way to it, do on a bad day.

``pbx.faults.add(faults.Slow(seconds=3, path="cdr/search"))``. Over the control door a fault is a JSON object with its
``kind``: ``{"kind": "slow", "seconds": 3, "path": "cdr/search"}``.
"""

from __future__ import annotations

from dataclasses import replace as with_changes
from typing import TYPE_CHECKING, Protocol

import msgspec

from bot.simulator.api.answer import HTML, WEB_PORTAL, Answer
from bot.simulator.api.envelope import BLOCKED, WORDS
from bot.simulator.api.tokens import BLOCK_SECONDS
from bot.simulator.odd import odd_rows
from bot.simulator.settings import check_format

if TYPE_CHECKING:
    from bot.simulator.api.envelope import Body
    from bot.simulator.api.tokens import TokenDesk
    from bot.simulator.display import Display
    from bot.simulator.records import Records


_ROWS = "cdr/search"
"""Faults of rows strike there unless they are given another path."""


class Struck(Protocol):
    """What faults happen to: as much of the PBX as they reach for."""

    @property
    def tokens(self) -> TokenDesk:
        """Its tokens."""

    @property
    def records(self) -> Records:
        """Its records."""

    @property
    def display(self) -> Display:
        """How it shows dates."""

    def change_format(self, date_format: str, clock: int) -> None:
        """The admin changes the display format."""

    def end_long_calls(self, rows: int, start: float | None = None) -> None:
        """Calls that began long ago end."""


class Fault(msgspec.Struct, kw_only=True, eq=False, tag_field="kind", forbid_unknown_fields=True):
    """What all faults have in common; by itself it does nothing. Raises ``ValueError`` for what cannot be.

    Attributes:
        path: only for this endpoint, such as ``cdr/search``; empty for all.
        times: how often; None for ever.
        after: let this many matching requests pass first.
    """

    path: str = ""
    times: int | None = 1
    after: int = 0

    def __post_init__(self) -> None:
        if self.after < 0 or (self.times is not None and self.times < 1):
            raise ValueError("a fault strikes at least once, after no fewer than 0 requests")

    @property
    def delay(self) -> float:
        """Seconds until the request is looked at."""
        return 0

    def before(self, machine: Struck) -> None:
        """What happens to the PBX before the request is answered."""

    def instead(self) -> Answer | Body | None:
        """An answer in place of the PBX's own."""

    def spoil(self, body: Body, machine: Struck) -> Body:  # noqa: ARG002 - for those that need it
        """The PBX's own answer, spoiled."""
        return body

    def mangle(self, answer: Answer) -> Answer:
        """What the way makes of the bytes."""
        return answer

    def afterwards(self, machine: Struck) -> None:
        """What happens to the PBX right after the answer."""


class WebPage(Fault, tag="html"):
    """A web page instead of JSON, with HTTP 200: the web portal, or a gateway's own page."""

    def instead(self) -> Answer:
        """The page."""
        return Answer(body=WEB_PORTAL, media_type=HTML)


class BadGateway(Fault, tag="gateway"):
    """An HTTP error of the remote access gateway."""

    status: int = 502

    def instead(self) -> Answer:
        """The gateway's page."""
        return Answer(body=b"<html>Bad Gateway</html>", status=self.status, media_type=HTML)


class Slow(Fault, tag="slow"):
    """An answer that takes its time."""

    seconds: float

    @property
    def delay(self) -> float:
        """The time it takes."""
        return self.seconds


class Cut(Fault, tag="cut"):
    """The connection ends amid the body."""

    def mangle(self, answer: Answer) -> Answer:
        """Half of it arrives."""
        return with_changes(answer, cut_at=len(answer.body) // 2)


class HalfJson(Fault, tag="half_json"):
    """The answer ends well, but its JSON does not."""

    def mangle(self, answer: Answer) -> Answer:
        """The first half, as if it were all."""
        return with_changes(answer, body=answer.body[: len(answer.body) // 2])


class Refuse(Fault, tag="refuse"):
    """An errcode: 70082, -2, 60002, 70087, 70123, 10001, 10005, 70004 (with ``block_expire_time`` seconds) ..."""

    errcode: int
    seconds: int = BLOCK_SECONDS

    def instead(self) -> Body:
        """The refusal."""
        body: Body = {"errcode": self.errcode, "errmsg": WORDS.get(self.errcode, "FAILURE")}
        return body | ({"block_expire_time": self.seconds} if self.errcode == BLOCKED else {})


class ExpireTokens(Fault, tag="expire"):
    """All access tokens end before the request: with ``after`` amid a long read."""

    refresh_too: bool = False

    def before(self, machine: Struck) -> None:
        """They end now."""
        machine.tokens.expire(refresh_too=self.refresh_too)


class ChangeFormat(Fault, tag="format"):
    """The admin changes the display format right before the request."""

    date_format: str
    clock: int

    def __post_init__(self) -> None:
        super().__post_init__()
        check_format(self.date_format, self.clock)

    def before(self, machine: Struck) -> None:
        """The new format holds from this request on."""
        machine.change_format(self.date_format, self.clock)


class Arrive(Fault, tag="arrive"):
    """New rows after the answer: long calls end just now, so they have old starts, and pages shift.

    ``start`` is when they began; None: amid the rows that are there.
    """

    path: str = _ROWS
    rows: int = 1
    start: float | None = None

    def afterwards(self, machine: Struck) -> None:
        """Between this page and the next."""
        machine.end_long_calls(self.rows, self.start)


class Purge(Fault, tag="purge"):
    """Retention takes the oldest rows after the answer."""

    path: str = _ROWS
    rows: int = 1

    def afterwards(self, machine: Struck) -> None:
        """Between this page and the next."""
        machine.records.purge_oldest(self.rows)


class Disagree(Fault, tag="disagree"):
    """Rows whose ``time`` is not their ``timestamp``, as if one of the two were in another zone or format."""

    path: str = _ROWS
    seconds: int = 3600

    def spoil(self, body: Body, machine: Struck) -> Body:
        """Every row's ``time`` is off; what has no moment stays as it is."""
        rows = body.get("data")
        if not isinstance(rows, list):
            return body
        return {**body, "data": [self._off(row, machine) for row in rows]}

    def _off(self, row: Body, machine: Struck) -> Body:
        moment = row.get("timestamp")
        return {**row, "time": machine.display.write(moment + self.seconds)} if type(moment) is int else row


class OddRows(Fault, tag="odd_rows"):
    """Further rows full of nonsense on the page: unknown words, nulls everywhere, numbers beyond all sense."""

    path: str = _ROWS

    def spoil(self, body: Body, machine: Struck) -> Body:  # noqa: ARG002 - one signature for all
        """They come first, and are counted."""
        rows = body.get("data")
        if not isinstance(rows, list):
            return body
        odd = odd_rows()
        return {**body, "total_number": body.get("total_number", 0) + len(odd), "data": [*odd, *rows]}


AnyFault = (
    WebPage
    | BadGateway
    | Slow
    | Cut
    | HalfJson
    | Refuse
    | ExpireTokens
    | ChangeFormat
    | Arrive
    | Purge
    | Disagree
    | OddRows
)


class Faults:
    """The faults in force."""

    def __init__(self) -> None:
        self._faults: list[Fault] = []

    def __len__(self) -> int:
        return len(self._faults)

    def add(self, *faults: Fault) -> None:
        """Put some in force; each is copied, for it counts down."""
        self._faults += [msgspec.structs.replace(fault) for fault in faults]

    def clear(self) -> None:
        """End all faults."""
        self._faults.clear()

    def due(self, path: str) -> list[Fault]:
        """The faults that strike this request; counted down."""
        return [fault for fault in list(self._faults) if fault.path in ("", path) and self._strikes(fault)]

    def _strikes(self, fault: Fault) -> bool:
        if fault.after > 0:
            fault.after -= 1
            return False
        if fault.times is not None:
            fault.times -= 1
            if fault.times <= 0:
                self._faults.remove(fault)
        return True
