"""``recording/list`` and ``recording/download``: recordings are there some seconds after hang-up."""

from __future__ import annotations

import io
import wave
from functools import partial
from typing import TYPE_CHECKING

from bot.simulator.api.envelope import NOT_FOUND, Refused, listing, page_of
from bot.simulator.api.parameters import ANYTHING, ID, MOST_ROWS, check, sorting

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.simulator.api.envelope import Body
    from bot.simulator.machine import Machine
    from bot.simulator.records import Record

READY_AFTER = 5
_RATE, _HEADER = 8000, 44
_COLUMNS = ("id", "time", "duration", "size", "call_type")


def recording_list(machine: Machine, query: Mapping[str, str]) -> Body:
    """Every recording once, with its id; newest first."""
    check(query, sorting(*_COLUMNS))
    rows = [_row(machine, record) for record in reversed(_recordings(machine))]
    column = query.get("sort_by")
    if column is not None and column != "time":
        rows.sort(key=lambda row: row[column], reverse=query.get("order_by") == "desc")
    elif query.get("order_by") == "asc":
        rows.reverse()
    return listing(page_of(rows, query, most=MOST_ROWS), len(rows), empty=machine.settings.empty)


def recording_download(machine: Machine, query: Mapping[str, str]) -> Body:
    """The address of a recording, by ``file`` (a row's ``record_file``) or by ``id`` (of ``recording/list``)."""
    check(query, {"file": ANYTHING, "id": ID}, *(() if query.get("id") else ("file",)))
    for record in _recordings(machine):
        if record.row["record_file"] == query.get("file") or str(record.id) == query.get("id"):
            sound = partial(silence, record.leg.talk)
            return machine.downloads.offer(record.row["record_file"], "audio/wav", sound)
    raise Refused(NOT_FOUND)


def silence(seconds: int) -> bytes:
    """A WAV of as many seconds: one channel, 8 kHz, 8 bits."""
    file = io.BytesIO()
    with wave.open(file, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(1)
        sound.setframerate(_RATE)
        sound.writeframes(b"\x80" * (_RATE * seconds))
    return file.getvalue()


def _recordings(machine: Machine) -> list[Record]:
    """The last row of each recorded call: a queue and its agent share one recording."""
    now = machine.clock.now()
    ready = (r for r in machine.records.found() if r.leg.recorded and now >= r.written + READY_AFTER)
    return list({record.call.uid: record for record in ready}.values())


def _row(machine: Machine, record: Record) -> Body:
    leg = record.leg
    return {
        "id": record.id,
        "time": machine.display.write(record.call.start),
        "uid": record.call.uid,
        "call_from": leg.caller.text,
        "call_to": leg.callee.text,
        "duration": leg.talk,
        "size": _HEADER + _RATE * leg.talk,
        "call_type": leg.call_type,
        "file": record.row["record_file"],
        "call_from_number": leg.caller.split_number,
        "call_from_name": leg.caller.name,
        "call_to_number": leg.callee.split_number,
        "call_to_name": leg.callee.name,
    }
