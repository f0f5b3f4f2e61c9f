"""``make bench``: every benchmark in a process of its own; ``name: value`` lines; fails on no figure."""

from __future__ import annotations

import subprocess
import sys

BENCHMARKS = (
    "benchmarks.answering",
    "benchmarks.legs",
    "benchmarks.explain",
    "benchmarks.reading",
    "benchmarks.serving",
    "benchmarks.digests",
)


def main() -> None:
    """Run them one after the other, so that none disturbs another."""
    for module in BENCHMARKS:
        print(f"# {module}", flush=True)
        subprocess.run([sys.executable, "-m", module], check=True)  # noqa: S603 - our own modules


if __name__ == "__main__":
    main()
