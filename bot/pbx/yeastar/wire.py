"""The bytes of a page of rows, decoded: typed where it is as documented, tolerant where it is not. No I/O.

Two ways of saying "nothing" occur together: some keys vanish, others stay as "" or null (captures of both
firmware generations).
"""

from __future__ import annotations

from typing import Any

import msgspec

from bot.pbx.yeastar.envelope import Envelope

_SECONDS = range(-(1 << 31), 1 << 33)
"""Epoch seconds that can be meant: 1901 to 2242."""


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
        if self.id is not None:
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


class _LoosePage(Envelope, kw_only=True):
    total_number: Any = None
    data: Any = None


_typed = msgspec.json.Decoder(Page, strict=False).decode
_loose = msgspec.json.Decoder(_LoosePage, strict=False).decode
_KINDS: dict[str, type] = {
    field.name: int if "duration" in field.name or field.name == "timestamp" else str
    for field in msgspec.structs.fields(Row)
}


def decode_page(body: bytes) -> Page:
    """A page. Where one row is not as documented each is read for itself, and what cannot be meant is None.

    Raises:
        msgspec.DecodeError: it is no JSON, or no envelope.
    """
    try:
        return _typed(body)
    except msgspec.ValidationError:
        page = _loose(body)
        rows = page.data if isinstance(page.data, list) else []
        total = page.total_number
        return Page(
            errcode=page.errcode,
            errmsg=page.errmsg,
            block_expire_time=page.block_expire_time,
            total_number=total if type(total) is int else None,
            data=[_row(row) if isinstance(row, dict) else Row() for row in rows],
        )


def _row(given: dict[str, Any]) -> Row:
    return Row(**{name: _value(kind, given.get(name)) for name, kind in _KINDS.items()})


def _value(kind: type, value: Any) -> Any:  # noqa: ANN401 - whatever JSON holds
    if kind is str:
        return str(value) if isinstance(value, str | int) and not isinstance(value, bool) else None
    if isinstance(value, str):
        value = int(value) if value.strip().isdecimal() and len(value) < 12 else None
    return int(value) if isinstance(value, int | float) and not isinstance(value, bool) else None


def moment_of(row: Row) -> int | None:
    """A row's start in epoch seconds; None where it has none that can be meant."""
    return (
        row.timestamp if row.timestamp is not None and row.timestamp in _SECONDS and row.timestamp else None
    )
