"""The environment of a command: read once, and the log set up as it says."""

from __future__ import annotations

import logging
import os
from typing import TYPE_CHECKING

from bot.config import read_config

if TYPE_CHECKING:
    from bot.config import Config


def environment() -> Config:
    """What the environment says; from now on the log goes to standard error.

    Raises:
        BadEnvironment: naming every fault.
    """
    config = read_config(os.environ)
    # Ours alone: what libraries log may hold addresses with tokens, and without any place to go Python would print it.
    logging.getLogger().addHandler(logging.NullHandler())
    ours = logging.getLogger("bot")
    ours.setLevel(config.log.value.upper())
    shown = logging.StreamHandler()
    shown.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    ours.addHandler(shown)
    return config
