"""Reading questions: milliseconds each when warm, and a cold process against importing dateparser alone.

Warm: every phrase of the phrase file, in its context, read as a question many times over in one process. Cold:
``ringback explain`` and ``python -c "import dateparser"`` start in turn, so that a slow moment weighs on both.
"""

from __future__ import annotations

import contextlib
import json
import subprocess
import sys
import time
from datetime import datetime
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from bot.cdr.trouble import Trouble
from bot.query.asker import Asker
from bot.query.read import read_request

if TYPE_CHECKING:
    from collections.abc import Sequence

PHRASES = Path(__file__).parents[1] / "tests" / "query" / "phrases.json"
ROUNDS = 20
COLD_RUNS = 15
COLD = (
    [sys.executable, "-m", "bot", "explain", "missed yesterday"],
    [sys.executable, "-c", "import dateparser"],
)


def asker_of(context: dict[str, str]) -> Asker:
    """The person of a context."""
    return Asker.of(
        now=datetime.fromisoformat(context["now"]),
        zone=ZoneInfo(context["timezone"]),
        locale=context["locale"],
        date_order=context["date_order"],
        week_start=context["week_start"],
    )


def read(text: str, asker: Asker) -> None:
    """Read one; a refusal is an answer too."""
    with contextlib.suppress(Trouble):
        read_request(text, asker)


def warm(cases: Sequence[tuple[str, Asker]]) -> list[float]:
    """Milliseconds of each case, the median of its rounds."""
    rounds: list[list[float]] = [[] for _ in cases]
    for _ in range(ROUNDS):
        for took, (text, asker) in zip(rounds, cases, strict=True):
            began = time.perf_counter()
            read(text, asker)
            took.append((time.perf_counter() - began) * 1000)
    return [median(took) for took in rounds]


def report(name: str, cases: Sequence[tuple[str, Asker]]) -> None:
    """Print median and p99."""
    took = sorted(warm(cases))
    print(f"explain, warm, {name}, median ms: {median(took):.3f}")
    print(f"explain, warm, {name}, p99 ms: {took[min(len(took) - 1, int(len(took) * 0.99))]:.3f}")


def cold() -> None:
    """Print the ratio of the medians of whole processes."""
    took: tuple[list[float], list[float]] = ([], [])
    for _ in range(COLD_RUNS):
        for times, command in zip(took, COLD, strict=True):
            began = time.perf_counter()
            subprocess.run(command, check=True, capture_output=True)  # noqa: S603 - our own commands
            times.append(time.perf_counter() - began)
    print(f"explain, cold process / importing dateparser: {median(took[0]) / median(took[1]):.2f}")


def main() -> None:
    """Every phrase, those of English contexts by themselves, and a cold start."""
    given: dict[str, Any] = json.loads(PHRASES.read_text(encoding="utf-8"))
    askers = {name: asker_of(context) for name, context in given["contexts"].items()}
    every = [(case["phrase"], askers[case["context"]]) for case in given["cases"]]
    for text, asker in every:
        read(text, asker)
    report("all phrases", every)
    report("English", [(text, asker) for text, asker in every if asker.language == "en"])
    cold()


if __name__ == "__main__":
    main()
