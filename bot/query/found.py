"""A filter that was read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Found:
    """Filters that were read, by field, and the word after them."""

    given: tuple[tuple[str, Any], ...]
    end: int
