"""``system/information``: what the PBX says of itself, its display format and its clock."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.simulator.api.envelope import success
from bot.simulator.api.parameters import check

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.simulator.api.envelope import Body
    from bot.simulator.machine import Machine

SERIAL_NUMBER = "363300000000"
_UP_BEFORE = 405_080


def information(machine: Machine, query: Mapping[str, str]) -> Body:
    """Older firmware may lack the two format fields: then they can only be inferred from rows."""
    check(query, {})
    now, display = machine.clock.now(), machine.display
    formats = {
        "system_date_format": display.date_format,
        "system_time_format": display.time_format(now),
    }
    return success(
        data={
            "device_name": "Simulated_PBX",
            "model_name": "Yeastar P570",
            "sn": SERIAL_NUMBER,
            "hardware_version": "V2.00 0000-0000",
            "firmware_version": machine.settings.version,
            "system_time": display.write(now),
            "up_time": _UP_BEFORE + max(0, int(now - machine.started)),
            **(formats if machine.settings.information_tells_format else {}),
            "timestamp": int(now),
        }
    )
