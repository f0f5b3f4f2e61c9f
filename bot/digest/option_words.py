"""The words that say what a digest tells, when it is left out, and where it goes."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from bot.cdr.zone_names import city_zone_named
from bot.digest.digest import About
from bot.digest.digest_trouble import ChannelNotLinked, NoDate, OptionUnclear
from bot.digest.found import Found, Part
from bot.digest.zone_names import unknown_zone, zone_of_city

if TYPE_CHECKING:
    from bot.digest.found import Place
    from bot.digest.pieces import Pieces

_ABOUT = {tuple(about.value.split()): about for about in About if about}
_LIKE_A_DATE = re.compile(r"\d+[-/.]\d+[-/.]\d*", re.ASCII)
"""``8.30`` after a date is a time; after a comma it is meant to be a date."""
_LISTED = re.compile(r"\d+[-/.]\d+(?:[-/.]\d*)?", re.ASCII)
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_LONGEST_ZONE = 3
"""Words of a zone, such as ``America/North_Dakota/New Salem``."""


def about(place: Place) -> Found | None:
    """``about yesterday``.

    Raises:
        OptionUnclear: about something else.
    """
    if place.plain() != "about":
        return None
    for words, meant in _ABOUT.items():
        if all(place.plain(ahead) == word for ahead, word in enumerate(words, 1)):
            return Found(Part.ABOUT, meant, place.at + 1 + len(words))
    what = "yesterday, today, last week or last month"
    raise OptionUnclear(typed="about", what=what, example="about yesterday")


def skip(place: Place) -> Found | None:
    """``skip empty``, ``skip on 2026-12-25, 2026-12-26``.

    Raises:
        OptionUnclear: what is to be skipped is not said.
        NoDate: a day to skip that is none.
    """
    if place.plain() == "skip-empty":
        return Found(Part.SKIP_EMPTY, value=True, end=place.at + 1)
    if place.plain() != "skip":
        return None
    if place.plain(1) == "empty":
        return Found(Part.SKIP_EMPTY, value=True, end=place.at + 2)
    if place.plain(1) != "on":
        example = "skip empty or skip on 2026-12-25"
        raise OptionUnclear(typed="skip", what="empty, or on and the days", example=example)
    if not place.plain(2):
        raise OptionUnclear(typed="skip on", what="the days", example="skip on 2026-12-25, 2026-12-26")
    return Found(Part.SKIP_ON, *_dates(place.pieces, place.at + 2))


def _dates(pieces: Pieces, at: int) -> tuple[frozenset[date], int]:
    dates = {_date(pieces.plain(at))}
    while True:
        joined = pieces.plain(at + 1) in {",", "and"}
        word = pieces.plain(at + 1 + joined)
        if not (_LISTED if joined else _LIKE_A_DATE).fullmatch(word):
            return frozenset(dates), at + 1
        dates.add(_date(word))
        at += 1 + joined


def _date(word: str) -> date:
    if _DATE.fullmatch(word):
        try:
            return date.fromisoformat(word)
        except ValueError:
            pass
    raise NoDate(typed=word)


def zone(place: Place) -> Found | None:
    """``zone Europe/Berlin``.

    Raises:
        OptionUnclear: no zone after it.
        UnknownZone, ZoneOfNoCity: one that is not known, or does not follow the clocks of a city.
    """
    if place.plain() not in {"zone", "timezone"}:
        return None
    start = place.at + 1
    if not place.plain(1):
        raise OptionUnclear(typed=place.typed(start), what="a time zone", example="zone Europe/Berlin")
    ends = range(min(start + _LONGEST_ZONE, len(place.pieces)), start, -1)
    tried = {end: place.pieces.typed(start, end) for end in ends}
    for end, typed in tried.items():
        if named := city_zone_named(typed):
            return Found(Part.ZONE, named, end)
    raise unknown_zone(next(filter(zone_of_city, tried.values()), place.pieces.typed(start, start + 1)))


def channel(place: Place) -> Found | None:
    """``in-channel <#C123|sales>``, ``in <#C123|sales>``.

    Raises:
        ChannelNotLinked: no channel that Slack linked after it.
    """
    at = place.at
    demanded = place.plain() == "in-channel" or (place.plain(), place.plain(1)) == ("in", "channel")
    at += 2 if demanded and place.plain() == "in" else place.plain() in {"in-channel", "in", "to"}
    if linked := place.pieces.channel(at):
        return Found(Part.WHERE, linked, at + 1)
    if place.plain() == "in-channel":
        raise ChannelNotLinked(typed=place.typed(at))
    return None


def me(place: Place) -> Found | None:
    """``me``."""
    return Found(Part.WHERE, "", place.at + 1) if place.plain() == "me" else None
