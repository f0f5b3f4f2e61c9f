"""What the tests need of the process that runs them, wherever they were started."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ASKS = """
import signal, sys
sys.exit(signal.getsignal(signal.SIGINT) is not signal.default_int_handler)
"""


def test_what_a_test_starts_hears_ctrl_c() -> None:
    assert subprocess.run([sys.executable, "-c", ASKS], check=False).returncode == 0  # noqa: S603 - our own program


def test_it_hears_it_also_where_the_tests_were_started_as_a_shells_background_job() -> None:
    line = 'trap "" INT; "$0" -m pytest -q -p no:cacheprovider "$1"'
    test = f"{Path(__file__).name}::{test_what_a_test_starts_hears_ctrl_c.__name__}"
    done = subprocess.run(  # noqa: S603 - our own tests
        ["/bin/sh", "-c", line, sys.executable, test],
        cwd=Path(__file__).parent, capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout
