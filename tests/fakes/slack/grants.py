"""Installing the app: codes that are good once, and the tokens they become."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlencode, urlsplit

from fakes.slack.refused import Refused

if TYPE_CHECKING:
    from collections.abc import Callable

    from fakes.slack.workspaces import Workspaces

_CODE_SECONDS = 600
_TOKEN_SECONDS = 43200


@dataclass(slots=True, kw_only=True)
class Grant:
    """A person's leave to install the app."""

    team: str
    user: str
    scopes: frozenset[str]
    redirect_uri: str
    at: float
    used: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Issued:
    """What a code or a refresh token became; without rotation ``refresh_token`` is empty."""

    grant: Grant
    token: str
    refresh_token: str
    seconds: int


class Grants:
    """Every code that was handed out."""

    def __init__(self, now: Callable[[], float], workspaces: Workspaces, *, rotate: bool) -> None:
        self._now, self._workspaces, self._rotate = now, workspaces, rotate
        self._codes: dict[str, Grant] = {}
        self._refresh: dict[str, tuple[Grant, str]] = {}

    def allow(self, address: str, client_id: str, team: str, user: str) -> str:
        """Press "Allow" on the page at ``address``: where the browser is sent then.

        Raises:
            AssertionError: it is no address of Slack's page for this app.
        """
        parts = urlsplit(address)
        asked = {name: values[0] for name, values in parse_qs(parts.query).items()}
        assert parts.path.endswith("/oauth/v2/authorize"), parts.path
        assert asked.get("client_id") == client_id, asked
        assert asked.get("state"), "an installation without state can be forged"
        scopes = frozenset(asked["scope"].replace(" ", ",").split(",")) - {""}
        code = secrets.token_hex(8)
        redirect = asked.get("redirect_uri", "")
        self._codes[code] = Grant(team=team, user=user, scopes=scopes, redirect_uri=redirect, at=self._now())
        return f"{redirect}?{urlencode({'code': code, 'state': asked['state']})}"

    def exchange(self, code: object, redirect_uri: object) -> Issued:
        """A token for a code.

        Raises:
            Refused: unknown, used, too old, or asked for from elsewhere.
        """
        grant = self._codes.get(str(code))
        if grant is None or self._now() - grant.at > _CODE_SECONDS:
            raise Refused("invalid_code")
        if grant.used:
            raise Refused("code_already_used")
        if (redirect_uri or "") != grant.redirect_uri:
            raise Refused("bad_redirect_uri")
        grant.used = True
        return self._issue(grant)

    def rotate(self, refresh_token: object) -> Issued:
        """A new token for a refresh token; the old token ends.

        Raises:
            Refused: unknown or used.
        """
        grant, old = self._refresh.pop(str(refresh_token), (None, ""))
        if grant is None:
            raise Refused("invalid_refresh_token")
        self._workspaces.kill(old, "token_expired")
        return self._issue(grant)

    def _issue(self, grant: Grant) -> Issued:
        start = "xoxe.xoxb-" if self._rotate else "xoxb-"
        token, refresh = f"{start}{secrets.token_hex(8)}", ""
        self._workspaces.issue(token, self._workspaces.teams[grant.team], grant.scopes)
        if self._rotate:
            refresh = f"xoxe-1-{secrets.token_hex(8)}"
            self._refresh[refresh] = (grant, token)
        return Issued(grant=grant, token=token, refresh_token=refresh, seconds=_TOKEN_SECONDS)
