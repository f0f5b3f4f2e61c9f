"""``recording/download``: the address of a call's recording, which is ready some seconds after hang-up."""

from __future__ import annotations

import io
import wave
from functools import partial
from typing import TYPE_CHECKING

from bot.simulator.api.envelope import NOT_FOUND, Refused
from bot.simulator.api.parameters import ANYTHING, ID, check

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.simulator.api.envelope import Body
    from bot.simulator.machine import Machine
    from bot.simulator.records import Record

READY_AFTER = 5
_RATE = 8000


def recording_download(machine: Machine, query: Mapping[str, str]) -> Body:
    """By ``file``, the row's ``record_file``, or by ``id``, here the id of that row."""
    check(query, {"file": ANYTHING, "id": ID}, *(() if query.get("id") else ("file",)))
    for record in machine.records.found():
        if record.leg.recorded and _is(record, query) and _ready(machine, record):
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


def _is(record: Record, query: Mapping[str, str]) -> bool:
    return record.row["record_file"] == query.get("file") or str(record.id) == query.get("id")


def _ready(machine: Machine, record: Record) -> bool:
    return machine.clock.now() >= record.written + READY_AFTER
