"""Where calls of the Web API arrive: token, scope, arguments, then the method."""

from __future__ import annotations

import base64
import json
from typing import TYPE_CHECKING

from aiohttp import web

from fakes.slack.model import Call, Caller
from fakes.slack.refused import Refused
from fakes.slack.web import METHODS

if TYPE_CHECKING:
    from fakes.slack.desk import Desk
    from fakes.slack.model import Json
    from fakes.slack.web.method import Method

_OBJECTS = ("blocks", "attachments", "view", "metadata", "files")
"""Arguments that are JSON within a form or an address."""


async def receive(desk: Desk, request: web.Request) -> web.Response:
    """Answer one call of the Web API."""
    name = request.match_info["method"]
    try:
        token, sent = await _arguments(request)
    except ValueError:
        desk.faults.append(f"{name}: sent what is no JSON")
        return _refusal(Refused("invalid_json"), "")
    desk.calls.append(Call(method=name, token=token, arguments=sent, at=desk.now()))
    provided = ""
    try:
        await desk.failures.strike(name)
        if name not in METHODS:
            desk.faults.append(f"{name}: no such method here")
            raise Refused("unknown_method", req_method=name)  # noqa: TRY301 - every refusal is told in one place
        caller = _caller(desk, METHODS[name], token)
        provided = ",".join(sorted(caller.scopes))
        _check(desk, name, caller, sent)
        answer = METHODS[name].answer(desk, caller, sent)
    except Refused as refused:
        return _refusal(refused, provided)
    return web.json_response({"ok": True, **answer}, headers={"x-oauth-scopes": provided})


def _refusal(refused: Refused, provided: str) -> web.Response:
    headers = {"x-oauth-scopes": provided}
    if refused.retry_after is not None:
        headers["Retry-After"] = str(refused.retry_after)
    body = {"ok": False, "error": refused.error, **refused.more}
    return web.json_response(body, status=refused.status, headers=headers)


def _caller(desk: Desk, method: Method, token: str) -> Caller:
    if method.level == "none":
        return Caller(token="", team=None, scopes=frozenset())
    caller = desk.bearer(token)
    if (caller.team is None) != (method.level == "app"):
        raise Refused("not_allowed_token_type")
    return caller


def _check(desk: Desk, name: str, caller: Caller, sent: Json) -> None:
    method = METHODS[name]
    # Bolt's clients name their workspace with every call.
    team_id = sent.get("team_id")
    if caller.team is not None and team_id not in {None, "", caller.team.id}:
        desk.faults.append(f"{name}: a token of {caller.team.id} for {team_id}")
    if unknown := sent.keys() - method.takes - {"team_id"}:
        desk.faults.append(f"{name}: unknown {', '.join(sorted(unknown))}")
    if method.scope and method.scope not in caller.scopes:
        provided = ",".join(sorted(caller.scopes))
        raise Refused("missing_scope", needed=method.scope, provided=provided)


async def _arguments(request: web.Request) -> tuple[str, Json]:
    sent: Json = {name: _read(name, value) for name, value in request.query.items()}
    if request.content_type == "application/json":
        body = await request.json()
        sent |= body if isinstance(body, dict) else {}
    else:
        form = await request.post()
        sent |= {name: _read(name, str(value)) for name, value in form.items()}
    kind, _, token = request.headers.get("Authorization", "").partition(" ")
    if kind == "Basic":
        client_id, _, secret = base64.b64decode(token).decode().partition(":")
        sent |= {"client_id": client_id, "client_secret": secret}
        token = ""
    in_body = str(sent.pop("token", None) or "")
    return token.strip() or in_body, sent


def _read(name: str, value: str) -> object:
    if name not in _OBJECTS:
        return value
    try:
        return json.loads(value)
    except ValueError:
        return value
