"""A simulated PBX that speaks the Open API over real HTTP. Knows nothing above ground.

What serves (uvicorn, starlette) is imported when ``Simulator`` or ``run`` is first asked for.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from bot.simulator import faults
from bot.simulator.calls.truth import TrueCall, TrueLeg, Who
from bot.simulator.clock import SettableClock
from bot.simulator.office import OFFICE, Office
from bot.simulator.settings import Firmware, Settings

if TYPE_CHECKING:
    from bot.simulator.server import Simulator, run

__all__ = [
    "OFFICE",
    "Firmware",
    "Office",
    "SettableClock",
    "Settings",
    "Simulator",
    "TrueCall",
    "TrueLeg",
    "Who",
    "faults",
    "run",
]


def __getattr__(name: str) -> object:
    if name in ("Simulator", "run"):
        return getattr(import_module("bot.simulator.server"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
