"""Somebody's hold on what must not be done twice: it ends by itself where they die with it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Hold:
    """Who does something, until when, and what it came to.

    Attributes:
        holder: of one attempt alone: a text that nobody else has.
        until: epoch seconds. Who has neither given it back nor said what it came to by then is dead, or as good as.
        done: what it came to, such as Slack's ``ts`` of a post; empty while that is not known.
    """

    holder: str
    until: int
    done: str = ""

    def beyond(self, now: int) -> int:
        """No hold of this kind ends later than that, in epoch seconds, unless it was taken before the clock went back.

        Twice as far from now as this one's own end: the clocks of two machines may differ.
        """
        return self.until + (self.until - now)
