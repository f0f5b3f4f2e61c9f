"""What the form of a digest holds, as it is filled in; what is out of sight is remembered in Slack, with the form."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

import msgspec

from bot.digest.days import WORKDAYS
from bot.digest.digest import About
from bot.digest.recurrence import Every, MonthDay

MONDAY = frozenset({0})


class Where(StrEnum):
    """Where a digest goes."""

    HERE = "here"
    """The channel in which the form was opened."""
    CHANNEL = "channel"
    DIRECT = "direct"
    """A direct message to its owner, with all calls."""
    OWN = "own"
    """A direct message to its owner, with the owner's calls alone."""


class Kept(msgspec.Struct, frozen=True, kw_only=True):
    """What the form remembers in Slack: what is chosen where that is not shown now, and what it is about.

    Attributes:
        digest: id of the one that is changed; empty for a new one.
        theirs: it belongs to somebody else than who changes it.
        here: the channel in which the form was opened; empty where there is none.
        days: of a daily digest, Monday is 0; ``week_days`` of a weekly one.
        month_day: of a monthly one.
        channel: the one that is chosen; empty for none.
        was: the one that the digest goes to until it is changed; empty for none, and for a new one.
        zone: the one that the form was opened with, which may stay whatever it is.
        asked: the channel that is shared with another organisation, so that the form asks whether they may read it.
    """

    digest: str = ""
    theirs: bool = False
    here: str = ""
    days: frozenset[int] = WORKDAYS
    week_days: frozenset[int] = MONDAY
    month_day: MonthDay = MonthDay.FIRST_WORKDAY
    channel: str = ""
    was: str = ""
    zone: str = ""
    asked: str = ""

    def written(self) -> str:
        """As ``private_metadata``."""
        return msgspec.json.encode(self).decode()


def read_kept(text: str) -> Kept:
    """What a form remembers; nothing where it cannot be read."""
    try:
        return msgspec.json.decode(text, type=Kept)
    except (msgspec.DecodeError, UnicodeEncodeError):
        return Kept()


@dataclass(frozen=True, slots=True, kw_only=True)
class Filled:
    """The form as it is filled in; text is as it was typed.

    Attributes:
        at: ``08:30``; empty where no time is chosen.
        skip_on: days, with commas between them.
        strangers: people of another organisation may read it, in the channel ``kept.asked``.
    """

    kept: Kept = field(default_factory=Kept)
    every: Every = Every.DAILY
    at: str = "08:30"
    zone: str = ""
    where: Where = Where.CHANNEL
    about: About = About.AUTO
    text: str = ""
    skip_empty: bool = False
    skip_on: str = ""
    strangers: bool = False

    @property
    def channel(self) -> str:
        """The channel that is chosen; empty for a direct message, and where none is."""
        return {Where.HERE: self.kept.here, Where.CHANNEL: self.kept.channel}.get(self.where, "")

    @property
    def agreed(self) -> bool | None:
        """Whether people of another organisation may read it; None where the form does not ask."""
        return self.strangers if self.kept.asked and self.channel == self.kept.asked else None
