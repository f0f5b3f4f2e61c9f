"""A process that Slack has said ok to and that cannot note it: ``killed.py MOMENT``, its environment as ``serve``'s.

It goes the rounds at that moment, ISO 8601 with offset, prints a line once Slack has posted, and waits to be killed.
"""

from __future__ import annotations

import asyncio
import os
import sys
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from bot.assemble import digest_rounds, open_rounds
from bot.config import read_config
from bot.store.database import Database
from bot.store.ledger import SqliteDigestStore

if TYPE_CHECKING:
    from bot.ports_of_ledger import Claimed

SAID_OK = "Slack has said ok"


class StillClock:
    """Always the same moment."""

    def __init__(self, moment: str) -> None:
        self._moment = datetime.fromisoformat(moment)

    def now(self) -> datetime:
        return self._moment


class NeverNotes(SqliteDigestStore):
    """Does not come to the note that something was posted."""

    async def posted(self, held: Claimed, channel: str, ts: str, at: int) -> None:  # noqa: ARG002 - the port's signature
        print(SAID_OK, flush=True)
        await asyncio.Event().wait()


async def main(moment: str) -> None:
    config = read_config(os.environ)
    database = await Database.open(config.database)
    async with open_rounds(config, StillClock(moment)) as opened:
        desk = replace(opened.desk, digests=NeverNotes(database))
        rounds = digest_rounds(desk, config.slack.api_url)
        await rounds.turn()
        await rounds.idle()


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1]))
