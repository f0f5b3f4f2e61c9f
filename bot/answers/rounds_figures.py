"""What one process has done with digests since it started, for whoever watches it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(slots=True, kw_only=True)
class Figures:
    """Counts; they only grow.

    Attributes:
        turns: times that it was looked for work.
        planned: slots that came into the ledger.
        made: digests that were made.
        posted: that were posted.
        excused: that could not be made, and their channel was told so.
        skipped: that were not to be posted.
        retried: tries that are to be made again.
        failed: that were given up.
        unknown: of which nobody knows whether they were posted.
        paused: digests that were paused because they could not be posted or made any more.
        lost: that were ours and somebody else's, edited, removed or paused by the time they could be posted.
        troubles: of the store.
    """

    turns: int = 0
    planned: int = 0
    made: int = 0
    posted: int = 0
    excused: int = 0
    skipped: int = 0
    retried: int = 0
    failed: int = 0
    unknown: int = 0
    paused: int = 0
    lost: int = 0
    troubles: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How much, and how long.

    Attributes:
        makes: PBXs that are asked at once; the first digest of a morning waits for about seven answers of its PBX.
        makes_of_a_pbx: windows that one PBX is asked for at once.
        posts: posts at once.
        in_hand: deliveries that one process holds at a time.
        batch: deliveries, or digests, that are taken from the store at a time.
        hold: seconds that a hold lasts; it is renewed three times meanwhile.
        make_seconds: seconds that one digest may take to make.
        pause: seconds after which it is looked for work even if none is known.
        channel_seconds: seconds between two posts in one channel.
        grace: seconds for what is underway when the process ends.
    """

    makes: int = 128
    makes_of_a_pbx: int = 2
    posts: int = 64
    in_hand: int = 5_000
    batch: int = 500
    hold: int = 120
    make_seconds: float = 300.0
    pause: float = 20.0
    channel_seconds: float = 1.0
    grace: float = 20.0
