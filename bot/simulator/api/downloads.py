"""Files that wait to be fetched: a first request names the address, a second one with a token gets the file."""

from __future__ import annotations

from dataclasses import dataclass
from secrets import token_urlsafe
from typing import TYPE_CHECKING

from bot.simulator.api.envelope import NOT_FOUND, Refused, success

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.simulator.api.envelope import Body

VALID_SECONDS = 1800
FOLDER = "/api/download/"


@dataclass(frozen=True, slots=True)
class _Offer:
    until: float
    media_type: str
    make: Callable[[], bytes]


class Downloads:
    """Offers by name, valid for half an hour on the PBX's clock."""

    def __init__(self, now: Callable[[], float]) -> None:
        self._now = now
        self._offers: dict[str, _Offer] = {}

    def offer(self, file: str, media_type: str, make: Callable[[], bytes]) -> Body:
        """The answer that names the address; ``make`` makes the file when it is fetched."""
        name = f"{token_urlsafe(12)}-{file}"
        self._offers[name] = _Offer(self._now() + VALID_SECONDS, media_type, make)
        return success(file=file, download_resource_url=f"{FOLDER}{name}")

    def fetch(self, name: str) -> tuple[bytes, str]:
        """The file and its media type."""
        offer = self._offers.get(name)
        if offer is None or self._now() >= offer.until:
            raise Refused(NOT_FOUND)
        return offer.make(), offer.media_type
