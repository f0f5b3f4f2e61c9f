"""The bytes of a page of rows, decoded: typed where it is as documented, tolerant where it is not. No I/O.

Two ways of saying "nothing" occur together: some keys vanish, others stay as "" or null (captures of both
firmware generations).
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import msgspec

from bot.pbx.yeastar.envelope import Envelope
from bot.pbx.yeastar.shape import ROWS, Overfull, Shape

if TYPE_CHECKING:
    from collections.abc import Callable, Sized

EARLIEST, LATEST = 1, 1 << 33
"""Epoch seconds that can be meant: 1970 to 2242."""

MOST_AT_ONCE = 25_000
"""Rows of one answer. The developer guide has 10,000 at most; firmware without pages may give all it has."""

_BEYOND = 1 << 62


class Row(msgspec.Struct, gc=False):
    """What a leg is made of: one element of ``data`` of v1.0 ``cdr/list`` and ``cdr/search``."""

    uid: str | None = None
    call_id: str | None = None
    new_id: str | None = None
    id: int | str | None = None
    time: str | None = None
    timestamp: int | None = None
    call_from: str | None = None
    call_to: str | None = None
    call_from_number: str | None = None
    call_from_name: str | None = None
    call_to_number: str | None = None
    call_to_name: str | None = None
    disposition: str | None = None
    call_type: str | None = None
    duration: int | None = None
    ring_duration: int | None = None
    talk_duration: int | None = None
    src_trunk: str | None = None
    dst_trunk: str | None = None
    did_number: str | None = None
    did: str | None = None
    record_file: str | None = None
    call_note: str | None = None
    pin_code: str | None = None

    @property
    def key(self) -> str:
        """Tells this row from every other: ``new_id``, else ``id``, else what there is of it."""
        if self.new_id:
            return self.new_id
        if self.id is not None and self.id != "":
            return str(self.id)
        return "/".join(
            str(part) for part in (self.uid, self.timestamp, self.time, self.call_from, self.call_to)
        )


class Page(Envelope, kw_only=True):
    """One answer of ``cdr/list`` or ``cdr/search``. ``data`` is absent or null where there is no row."""

    total_number: int | None = None
    data: list[Row] | None = None

    @property
    def rows(self) -> list[Row]:
        """The rows, in the PBX's order."""
        return self.data or []

    @property
    def total(self) -> int:
        """How many rows the PBX says there are, on all pages."""
        return len(self.rows) if self.total_number is None else self.total_number


_typed = msgspec.json.Decoder(Page, strict=False).decode


def decode_page(body: bytes) -> Page:
    """A page. Where a row is not as documented each is read for itself, and what cannot be meant is None.

    Raises:
        msgspec.DecodeError, UnicodeDecodeError: it is no JSON, or no envelope.
        Overfull: it has more rows than any answer, or more of anything.
    """
    try:
        page = _typed(body)
        _check(page.rows)
    except (msgspec.DecodeError, UnicodeDecodeError):
        given = _loosely(body)
        if given is None:
            raise
        return _loose_page(given)
    return page


def _check(rows: Sized) -> None:
    if len(rows) > MOST_AT_ONCE:
        raise Overfull(MOST_AT_ONCE, "records in one answer")


PAGE = Shape(decode_page, ROWS)
"""A page of rows."""


def _loosely(body: bytes) -> dict[str, Any] | None:
    """Any JSON object, text that is no Unicode and numbers beyond all sense included."""
    ROWS.check_all(body)
    try:
        given = json.loads(body.decode("utf-8", "replace"))
    except (ValueError, RecursionError):
        return None
    return given if isinstance(given, dict) and type(given.get("errcode")) is int else None


def _loose_page(given: dict[str, Any]) -> Page:
    rows = given.get("data")
    if isinstance(rows, list):
        _check(rows)
    return Page(
        errcode=given["errcode"],
        errmsg=_text(given.get("errmsg")),
        block_expire_time=_whole(given.get("block_expire_time")),
        total_number=_whole(given.get("total_number")),
        data=[_row(row) if isinstance(row, dict) else Row() for row in rows]
        if isinstance(rows, list)
        else None,
    )


def _row(given: dict[str, Any]) -> Row:
    return Row(**{name: read(given.get(name)) for name, read in _READERS.items()})


def _text(value: object) -> str | None:
    if isinstance(value, bool) or not isinstance(value, str | int):
        return None
    return str(value).encode("utf-8", "replace").decode()


def _whole(value: object) -> int | None:
    if isinstance(value, str):
        return int(value) if value.isascii() and value.strip().isdecimal() and len(value) < 12 else None
    if isinstance(value, bool) or not isinstance(value, int | float) or not -_BEYOND < value < _BEYOND:
        return None
    return int(value)


_READERS: dict[str, Callable[[object], Any]] = {
    field.name: _whole if "duration" in field.name or field.name == "timestamp" else _text
    for field in msgspec.structs.fields(Row)
}


def moment_of(row: Row) -> int | None:
    """A row's start in epoch seconds; None where it has none that can be meant."""
    return row.timestamp if row.timestamp is not None and EARLIEST <= row.timestamp < LATEST else None
