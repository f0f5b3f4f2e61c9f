"""A digest as the JSON that the schedule keeps. Keys that a newer version added are passed over."""

from __future__ import annotations

import datetime as dt  # noqa: TC003 - msgspec reads the types when it runs
from dataclasses import replace

import msgspec

from bot.digest.digest import About, Digest  # noqa: TC001 - as above
from bot.digest.recurrence import Every, MonthDay  # noqa: TC001 - as above
from bot.workspace.store_trouble import StoreTrouble


class _Recurrence(msgspec.Struct, kw_only=True, frozen=True):
    every: Every
    at: dt.time
    days: frozenset[int]
    month_day: MonthDay | None


class _Digest(msgspec.Struct, kw_only=True, frozen=True):
    id: str
    number: int
    owner: str
    channel: str
    own: bool
    recurrence: _Recurrence
    zone: str
    locale: str
    about: About
    text: str
    pbx: str
    skip_empty: bool
    skip_on: frozenset[dt.date]
    strangers: bool = False
    created: int


def written(digest: Digest) -> str:
    """A digest as JSON; whether it is paused stands beside it."""
    kept = msgspec.convert(digest, _Digest, from_attributes=True)
    return msgspec.json.encode(kept, order="deterministic").decode()


def read(content: str, paused: int | None, because: str) -> Digest:
    """A digest from its JSON and what stands beside it.

    Raises:
        StoreTrouble: it cannot be read.
    """
    try:
        kept = msgspec.json.decode(content, type=_Digest)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise StoreTrouble(reason=f"a digest in it cannot be read ({error})") from error
    digest = msgspec.convert(kept, Digest, from_attributes=True)
    return replace(digest, paused=paused, paused_because=because)
