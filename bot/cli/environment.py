"""The environment of a command: read once, and the log set up as it says."""

from __future__ import annotations

import json
import logging
import os
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from bot.config import read_config

if TYPE_CHECKING:
    from bot.config import Config


class _JsonLines(logging.Formatter):
    """One JSON object a line, as the collectors of container platforms want it."""

    def format(self, record: logging.LogRecord) -> str:
        """Time in UTC, level, place and message; of a traceback nothing, since it may hold numbers and names."""
        at = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        told = {"at": at, "level": record.levelname, "logger": record.name, "message": record.getMessage()}
        return json.dumps(told, ensure_ascii=False)


def environment(*, lines_as_json: bool = False) -> Config:
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
    plain = logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s")
    shown.setFormatter(_JsonLines() if lines_as_json else plain)
    ours.addHandler(shown)
    return config
