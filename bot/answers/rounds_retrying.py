"""When what failed is tried again, and when it is given up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.answers.rounds_planning import TOO_OLD

if TYPE_CHECKING:
    from bot.digest.delivery import Delivery

_PAUSES = tuple(60 * minutes for minutes in (1, 2, 5, 10, 20, 30, 30, 30, 30, 22))
"""Seconds between one try and the next: three hours in all, the first ones soon, as most outages are short."""

MOST_TRIES = len(_PAUSES) + 1
"""Tries of one delivery, the first and the last among them."""


def next_try(delivery: Delivery, now: int, after: float = 0) -> int:
    """When to try again, in epoch seconds; 0 for never. Tries are counted: a clock that is set changes nothing.

    Args:
        delivery: what failed, this try counted.
        now: epoch seconds.
        after: seconds for which Slack wants to be left alone.
    """
    if delivery.asked or delivery.tries >= MOST_TRIES:
        return 0
    at = now + max(_PAUSES[max(delivery.tries, 1) - 1], int(after) + 1 if after else 0)
    return at if at <= delivery.due + TOO_OLD else 0
