"""Access tokens: eight at once, half an hour each, refreshed once; five wrong logins block an address."""

from __future__ import annotations

from dataclasses import dataclass
from secrets import token_urlsafe
from typing import TYPE_CHECKING

from bot.simulator.api.envelope import BLOCKED, LIMIT, TOKEN_EXPIRED, Refused, success

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.simulator.api.envelope import Body
    from bot.simulator.settings import Settings

ACCESS_SECONDS, REFRESH_SECONDS, BLOCK_SECONDS = 1800, 86400, 600
MOST_TOKENS, MOST_WRONG_LOGINS = 8, 5


@dataclass(slots=True)
class _Pair:
    """One login's tokens and when they end; ``rotated`` ones are dead but may still hold a slot."""

    access: str
    refresh: str
    access_until: float
    refresh_until: float
    rotated: bool = False


class TokenDesk:
    """Gives out tokens and checks them, on the PBX's clock."""

    def __init__(self, settings: Settings, now: Callable[[], float]) -> None:
        self._settings, self._now = settings, now
        self._pairs: list[_Pair] = []
        self._wrong_logins: dict[str, int] = {}
        self._blocked_until: dict[str, float] = {}

    def login(self, username: str, password: str, address: str) -> Body:
        """``get_token``. The fifth wrong one in a row blocks the address."""
        if (username, password) != (self._settings.client_id, self._settings.client_secret):
            self._strike(address)
            raise Refused(self._settings.wrong_login)
        self._wrong_logins.pop(address, None)
        self._forget()
        if self.taken >= MOST_TOKENS:
            raise Refused(LIMIT)
        return self._issue()

    def refresh(self, token: str) -> Body:
        """``refresh_token``: a new pair; the old one is dead at once."""
        self._forget()
        for pair in self._pairs:
            if pair.refresh == token and not pair.rotated and self._now() < pair.refresh_until:
                pair.rotated = True
                if self._settings.refresh_frees_slot:
                    self._pairs.remove(pair)
                return self._issue()
        raise Refused(TOKEN_EXPIRED)

    def revoke(self, access: str) -> Body:
        """``del_token``: both tokens of the pair are dead and their slot is free."""
        self._pairs.remove(self._living(access))
        return success()

    def check(self, access: str) -> None:
        """Refuse an unknown, expired or revoked token."""
        self._living(access)

    def check_block(self, address: str) -> None:
        """Refuse a blocked address."""
        until = self._blocked_until.get(address, 0)
        if self._now() < until:
            seconds = self._settings.block_expires == "seconds"
            raise Refused(BLOCKED, block_expire_time=int(until - self._now() if seconds else until))

    def block(self, address: str, seconds: float = BLOCK_SECONDS) -> None:
        """Block an address, as five wrong logins do."""
        self._blocked_until[address] = self._now() + seconds

    def expire(self, *, refresh_too: bool = False) -> None:
        """End all access tokens now, and the refresh tokens if wanted."""
        for pair in self._pairs:
            pair.access_until = self._now()
            pair.refresh_until = self._now() if refresh_too else pair.refresh_until

    @property
    def taken(self) -> int:
        """How many of the eight slots are taken."""
        return sum(self._now() < pair.access_until for pair in self._pairs)

    def _living(self, access: str) -> _Pair:
        for pair in self._pairs:
            if pair.access == access and not pair.rotated and self._now() < pair.access_until:
                return pair
        raise Refused(TOKEN_EXPIRED)

    def _issue(self) -> Body:
        now = self._now()
        pair = _Pair(token_urlsafe(24), token_urlsafe(24), now + ACCESS_SECONDS, now + REFRESH_SECONDS)
        self._pairs.append(pair)
        return success(
            access_token=pair.access,
            access_token_expire_time=ACCESS_SECONDS,
            refresh_token=pair.refresh,
            refresh_token_expire_time=REFRESH_SECONDS,
        )

    def _forget(self) -> None:
        now = self._now()
        self._pairs = [pair for pair in self._pairs if now < max(pair.access_until, pair.refresh_until)]

    def _strike(self, address: str) -> None:
        strikes = self._wrong_logins.get(address, 0) + 1
        self._wrong_logins[address] = strikes % MOST_WRONG_LOGINS
        if strikes == MOST_WRONG_LOGINS:
            self.block(address)
