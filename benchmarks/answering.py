"""Answering a question, against a bare loop that fetches the same pages with httpx and decodes them with ``json``.

A server process serves ten pages of 10,000 rows from memory. Turn by turn, in a new process each, Ringback answers a
question over them (fetching, checking, grouping, tallies, every call in the answer) from a PBX that is discovered, and
the loop fetches and decodes them, and keeps nothing, or the rows as whoever wants to count them must. All have two
requests under way at once. Wall time is without imports and discovery; memory is the peak of the whole process.
"""

from __future__ import annotations

import subprocess
import sys
from contextlib import contextmanager
from statistics import median
from typing import TYPE_CHECKING

from benchmarks.served import LEGS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

ROUNDS, SLOW_ROUNDS = 7, 3
SLOW_PAGE = 1.0
"""Seconds; the quickest real one that was seen took three."""

RINGBACK = ("benchmarks.one_answer",)
BARE = {
    "keeping nothing": ("benchmarks.bare_loop",),
    "keeping the rows": ("benchmarks.bare_loop", "keep"),
}


@contextmanager
def served(pace: float, rows: int = LEGS) -> Iterator[str]:
    """The address of the served pages, as long as the block lasts; each takes ``pace`` seconds."""
    with subprocess.Popen(  # noqa: S603 - our own module
        [sys.executable, "-m", "benchmarks.served", str(pace), str(rows)], stdout=subprocess.PIPE, text=True
    ) as server:
        assert server.stdout is not None
        try:
            yield server.stdout.readline().strip()
        finally:
            server.terminate()


def run(url: str, module: str, *options: str) -> tuple[float, float]:
    """Seconds and peak memory of one process."""
    done = subprocess.run(  # noqa: S603 - our own modules
        [sys.executable, "-m", module, url, *options], check=True, capture_output=True, text=True
    )
    seconds, peak = done.stdout.split()
    return float(seconds), float(peak)


def medians(runs: Sequence[tuple[float, float]]) -> tuple[float, float]:
    """Of seconds, and of peak memory."""
    seconds, peaks = zip(*runs, strict=True)
    return median(seconds), median(peaks)


def main() -> None:
    """Print the ratios of the medians."""
    with served(0) as url:
        rounds = [[run(url, *rival) for rival in (RINGBACK, *BARE.values())] for _ in range(ROUNDS)]
    (seconds, peak), *bare = (medians(runs) for runs in zip(*rounds, strict=True))
    print(f"answering, seconds per 100,000 legs: {seconds:.2f}")
    for name, (bare_seconds, bare_peak) in zip(BARE, bare, strict=True):
        print(f"answering / httpx and json {name}, wall: {seconds / bare_seconds:.2f}")
        print(f"answering / httpx and json {name}, peak memory: {peak / bare_peak:.2f}")
    with served(SLOW_PAGE) as url:
        slow = [
            [run(url, *rival)[0] for rival in (RINGBACK, BARE["keeping nothing"])] for _ in range(SLOW_ROUNDS)
        ]
    ours, others = (median(runs) for runs in zip(*slow, strict=True))
    print(
        f"answering / httpx and json keeping nothing, wall, a page taking {SLOW_PAGE:g} s: {ours / others:.2f}"
    )


if __name__ == "__main__":
    main()
