"""auth.*, oauth.* and apps.*: tokens, installing, uninstalling, and the way to Socket Mode."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from fakes.slack.refused import Refused
from fakes.slack.web.method import Method, takes, team_of, yes

if TYPE_CHECKING:
    from fakes.slack.desk import Desk
    from fakes.slack.grants import Issued
    from fakes.slack.model import Caller, Json, Team


def _test(_: Desk, caller: Caller, __: Json) -> Json:
    team = team_of(caller)
    told: Json = {
        "url": f"https://{team.domain}.slack.com/",
        "team": team.name,
        "user": "ringback",
        "team_id": team.id,
        "user_id": team.bot_user,
        "bot_id": team.bot_id,
        "is_enterprise_install": False,
    }
    return {**told, "enterprise_id": team.enterprise} if team.enterprise else told


def _revoke(desk: Desk, caller: Caller, sent: Json) -> Json:
    if yes(sent.get("test")):
        return {"revoked": False}
    desk.kill(caller.token, "token_revoked")
    return {"revoked": True}


def _uninstall(desk: Desk, caller: Caller, sent: Json) -> Json:
    _check_client(desk, sent)
    desk.kill_all(team_of(caller).id, "account_inactive")
    return {}


def _access(desk: Desk, _: Caller, sent: Json) -> Json:
    _check_client(desk, sent)
    if sent.get("grant_type") == "refresh_token":
        issued = desk.grants.rotate(sent.get("refresh_token"))
    else:
        issued = desk.grants.exchange(sent.get("code"), sent.get("redirect_uri"))
    return _installed(desk, issued, desk.teams[issued.grant.team])


def _installed(desk: Desk, issued: Issued, team: Team) -> Json:
    told: Json = {
        "access_token": issued.token,
        "token_type": "bot",
        "scope": ",".join(sorted(issued.grant.scopes)),
        "bot_user_id": team.bot_user,
        "app_id": desk.app_id,
        "team": {"id": team.id, "name": team.name},
        "enterprise": {"id": team.enterprise, "name": team.enterprise} if team.enterprise else None,
        "authed_user": {"id": issued.grant.user},
        "is_enterprise_install": False,
    }
    if issued.refresh_token:
        told |= {"refresh_token": issued.refresh_token, "expires_in": issued.seconds}
    return told


def _check_client(desk: Desk, sent: Json) -> None:
    if sent.get("client_id") != desk.client_id:
        raise Refused("invalid_client_id")
    if sent.get("client_secret") != desk.client_secret:
        raise Refused("bad_client_secret")


def _connections(desk: Desk, _: Caller, __: Json) -> Json:
    ticket = secrets.token_hex(8)
    desk.tickets.add(ticket)
    return {"url": f"{desk.base_url.replace('http', 'ws', 1)}/link?ticket={ticket}&app_id={desk.app_id}"}


METHODS = {
    "auth.test": Method(answer=_test, takes=takes("")),
    "auth.revoke": Method(answer=_revoke, takes=takes("test")),
    "apps.uninstall": Method(answer=_uninstall, takes=takes("client_id client_secret")),
    "apps.connections.open": Method(
        answer=_connections, takes=takes(""), scope="connections:write", level="app"
    ),
    "oauth.v2.access": Method(
        answer=_access,
        takes=takes("client_id client_secret code redirect_uri grant_type refresh_token"),
        level="none",
    ),
}
