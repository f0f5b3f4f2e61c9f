"""Access tokens: eight at once, half an hour each, refreshed once; five wrong logins block an address."""

from __future__ import annotations

from dataclasses import dataclass
from secrets import token_hex
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.simulator.settings import Settings

ACCESS_SECONDS, REFRESH_SECONDS, BLOCK_SECONDS = 1800, 86400, 600
MOST_TOKENS, MOST_WRONG_LOGINS = 8, 5
WRONG_CREDENTIALS = 10000
"""The real number is not known; any but zero is a refusal."""


@dataclass(slots=True)
class Pair:
    """One login's tokens and when they end."""

    access: str
    refresh: str
    access_until: float
    refresh_until: float
    revoked: bool = False


class Refused(Exception):  # noqa: N818 - it is what the PBX does
    """An errcode instead of an answer."""

    def __init__(self, errcode: int, errmsg: str, **more: Any) -> None:  # noqa: ANN401 - JSON
        super().__init__(errmsg)
        self.body: dict[str, Any] = {"errcode": errcode, "errmsg": errmsg, **more}


class TokenOffice:
    """Gives out tokens and checks them."""

    def __init__(self, settings: Settings, now: Callable[[], float]) -> None:
        self._settings, self._now = settings, now
        self._pairs: list[Pair] = []
        self._wrong: dict[str, int] = {}
        self._blocked: dict[str, float] = {}

    def login(self, username: object, password: object, address: str) -> dict[str, Any]:
        """``get_token``."""
        self._check_block(address)
        if (username, password) != (self._settings.client_id, self._settings.client_secret):
            self._count_wrong(address)
        self._wrong.pop(address, None)
        if len([pair for pair in self._pairs if self._holds_slot(pair)]) >= MOST_TOKENS:
            raise Refused(60002, "EXCEEDED MAX LIMIT OF TOKENS")
        return self._issue()

    def refresh(self, refresh_token: object, address: str) -> dict[str, Any]:
        """``refresh_token``: a new pair; the old one is dead."""
        self._check_block(address)
        for pair in self._pairs:
            if pair.refresh == refresh_token and pair.refresh_until > self._now() and not pair.revoked:
                pair.revoked, pair.refresh = True, ""
                if self._settings.refresh_frees_slot:
                    self._pairs.remove(pair)
                return self._issue()
        raise Refused(10004, "REFRESH TOKEN INVALID")

    def revoke(self, access: str) -> None:
        """``del_token``."""
        self._pairs.remove(self._living(access))

    def check(self, access: str) -> None:
        """Refuse an unknown, expired or revoked token."""
        self._living(access)

    def expire_all(self) -> None:
        """Make every access token invalid at once; refresh tokens live on."""
        for pair in self._pairs:
            pair.access_until = 0

    def block(self, address: str, seconds: float = BLOCK_SECONDS) -> None:
        """Block an address as five wrong logins do."""
        self._blocked[address] = self._now() + seconds

    def check_block(self, address: str) -> None:
        """Refuse a blocked address."""
        self._check_block(address)

    def _living(self, access: str) -> Pair:
        for pair in self._pairs:
            if pair.access == access and pair.access_until > self._now() and not pair.revoked:
                return pair
        raise Refused(10004, "ACCESS TOKEN EXPIRED OR INVALID")

    def _holds_slot(self, pair: Pair) -> bool:
        return pair.access_until > self._now()

    def _issue(self) -> dict[str, Any]:
        now = self._now()
        pair = Pair(token_hex(16), token_hex(16), now + ACCESS_SECONDS, now + REFRESH_SECONDS)
        self._pairs.append(pair)
        return {
            "errcode": 0,
            "errmsg": "SUCCESS",
            "access_token": pair.access,
            "access_token_expire_time": ACCESS_SECONDS,
            "refresh_token": pair.refresh,
            "refresh_token_expire_time": REFRESH_SECONDS,
        }

    def _check_block(self, address: str) -> None:
        until = self._blocked.get(address, 0)
        if until > self._now():
            raise Refused(70004, "IP BLOCKED", block_expire_time=int(until - self._now()))

    def _count_wrong(self, address: str) -> None:
        self._wrong[address] = self._wrong.get(address, 0) + 1
        if self._wrong[address] >= MOST_WRONG_LOGINS:
            self._wrong[address] = 0
            self.block(address)
        raise Refused(WRONG_CREDENTIALS, "USERNAME OR PASSWORD ERROR")
