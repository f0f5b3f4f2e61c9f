"""One process goes the rounds until every digest of its database is posted, as ``ringback serve`` does.

Its environment is that of ``serve``. It prints one line of JSON: the seconds, peak memory in KiB, processor seconds,
and how many digests could be made at once. ``python -m benchmarks.digest_rounds DIGESTS``.
"""

from __future__ import annotations

import asyncio
import json
import os
import resource
import sys
import time

from benchmarks.digest_given import SLOT, RunningClock
from bot.answers.rounds_figures import Limits
from bot.assemble import open_rounds
from bot.config import read_config
from bot.upkeep import look_for_cycles_seldom


async def main(digests: int) -> None:
    """Post them all."""
    async with open_rounds(read_config(os.environ), RunningClock(SLOT)) as opened:
        look_for_cycles_seldom()
        figures, stop = opened.rounds.figures, asyncio.Event()
        began, busy = time.perf_counter(), time.process_time()
        running = asyncio.ensure_future(opened.rounds.run(stop))
        while figures.posted < digests:
            assert not running.done()
            amiss = figures.retried + figures.failed + figures.skipped + figures.unknown + figures.lost
            assert not amiss, figures
            await asyncio.sleep(0.02)
        told = {
            "seconds": time.perf_counter() - began,
            "busy": time.process_time() - busy,
            "peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss,
            "makes": Limits().makes,
        }
        stop.set()
        await running
    print(json.dumps(told))


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1])))
