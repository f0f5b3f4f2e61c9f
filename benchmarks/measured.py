"""One piece of work in one process, measured."""

from __future__ import annotations

import resource
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def measured() -> Iterator[None]:
    """Print the wall seconds of the block, and the peak memory of this process up to its end."""
    began = time.perf_counter()
    yield
    seconds = time.perf_counter() - began
    print(seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
