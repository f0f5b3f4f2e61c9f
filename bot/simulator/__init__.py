"""A simulated PBX that speaks the Open API over real HTTP. Knows nothing above ground."""

from bot.simulator.clock import SettableClock
from bot.simulator.faults import Fault
from bot.simulator.server import Simulator, run
from bot.simulator.settings import Settings
from bot.simulator.truth import TrueCall, TrueLeg

__all__ = ["Fault", "SettableClock", "Settings", "Simulator", "TrueCall", "TrueLeg", "run"]
