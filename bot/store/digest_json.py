"""A digest as the JSON that the schedule keeps. Keys that a newer version added are passed over."""

from __future__ import annotations

import datetime as dt  # noqa: TC003 - msgspec reads the types when it runs

import msgspec

from bot.digest.digest import About, Digest  # noqa: TC001 - as above
from bot.digest.recurrence import Every, MonthDay, Recurrence  # noqa: TC001 - as above
from bot.workspace.store_trouble import StoreTrouble


class _Recurrence(msgspec.Struct, kw_only=True, frozen=True):
    every: Every
    at: dt.time
    days: list[int]
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
    skip_on: list[dt.date]
    created: int


def written(digest: Digest) -> str:
    """A digest as JSON; whether it is paused stands beside it."""
    recurrence = digest.recurrence
    kept = _Digest(
        id=digest.id,
        number=digest.number,
        owner=digest.owner,
        channel=digest.channel,
        own=digest.own,
        recurrence=_Recurrence(
            every=recurrence.every,
            at=recurrence.at,
            days=sorted(recurrence.days),
            month_day=recurrence.month_day,
        ),
        zone=digest.zone,
        locale=digest.locale,
        about=digest.about,
        text=digest.text,
        pbx=digest.pbx,
        skip_empty=digest.skip_empty,
        skip_on=sorted(digest.skip_on),
        created=digest.created,
    )
    return msgspec.json.encode(kept).decode()


def read(content: str, paused: int | None, because: str) -> Digest:
    """A digest from its JSON and what stands beside it.

    Raises:
        StoreTrouble: it cannot be read.
    """
    try:
        kept = msgspec.json.decode(content, type=_Digest)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise StoreTrouble(reason=f"a digest in it cannot be read ({error})") from error
    recurrence = kept.recurrence
    return Digest(
        id=kept.id,
        number=kept.number,
        owner=kept.owner,
        channel=kept.channel,
        own=kept.own,
        recurrence=Recurrence(
            every=recurrence.every,
            at=recurrence.at,
            days=frozenset(recurrence.days),
            month_day=recurrence.month_day,
        ),
        zone=kept.zone,
        locale=kept.locale,
        about=kept.about,
        text=kept.text,
        pbx=kept.pbx,
        skip_empty=kept.skip_empty,
        skip_on=frozenset(kept.skip_on),
        created=kept.created,
        paused=paused,
        paused_because=because,
    )
