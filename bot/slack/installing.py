"""Installing the app in a workspace by OAuth: to Slack with a state of ours, back with a code, kept sealed."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode, urljoin

from slack_sdk.errors import SlackApiError
from starlette.responses import HTMLResponse, RedirectResponse
from starlette.routing import Route

from bot.cdr.trouble import Trouble
from bot.slack import pages
from bot.slack.app import web_client
from bot.slack.manifest import SCOPES
from bot.workspace.audit import AuditEntry, Deed
from bot.workspace.installation import Installation
from bot.workspace.steps_in_slack import step_in_slack
from bot.workspace.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Mapping

    from slack_sdk.web.async_client import AsyncWebClient
    from starlette.requests import Request
    from starlette.responses import Response

    from bot.ports import Clock, InstallationStore, WorkspaceStore
    from bot.slack.authorizing import Authorizer
    from bot.workspace.access import SlackAccess

INSTALL, BACK = "/slack/install", "/slack/oauth_redirect"
COOKIE = "__Host-ringback-install"
"""Ties an installation to the browser that began it; its prefix makes browsers keep it to this host and to https."""
_STATE_LASTS = 600
"""Seconds, as long as Slack's code."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Installing:
    """What an installation needs. Slack's page for installing is at the host of its Web API."""

    installations: InstallationStore
    store: WorkspaceStore
    authorizer: Authorizer
    clock: Clock
    access: SlackAccess

    def routes(self) -> list[Route]:
        """Where it begins, and where Slack sends the browser back to."""
        return [Route(INSTALL, self.begin), Route(BACK, self.back)]

    async def begin(self, _: Request) -> Response:
        """Send the browser to Slack."""
        state = secrets.token_urlsafe(32)
        try:
            await self.installations.issue_state(state, self._now() + _STATE_LASTS)
        except Trouble as trouble:
            return _shown(pages.troubled(trouble.sentence, step_in_slack(trouble)), 503)
        asked = {"client_id": self.access.client_id, "scope": ",".join(SCOPES), "state": state}
        address = f"{urljoin(self.access.api_url, '/oauth/v2/authorize')}?{urlencode(asked)}"
        answer = RedirectResponse(address, status_code=302, headers={"Cache-Control": "no-store"})
        answer.set_cookie(
            COOKIE, state, max_age=_STATE_LASTS, path="/", secure=True, httponly=True, samesite="lax"
        )
        return answer

    async def back(self, request: Request) -> Response:
        """Keep what Slack gives for the code, if this browser began it."""
        try:
            page, status = await self._finished(request)
        except Trouble as trouble:
            page, status = pages.troubled(trouble.sentence, step_in_slack(trouble)), 503
        answer = _shown(page, status)
        answer.delete_cookie(COOKIE, path="/", secure=True, httponly=True, samesite="lax")
        return answer

    async def _finished(self, request: Request) -> tuple[pages.Page, int]:
        state = request.query_params.get("state", "")
        own = secrets.compare_digest(state.encode(), request.cookies.get(COOKIE, "").encode())
        if not state or not own or not await self.installations.consume_state(state, self._now()):
            return pages.TOO_OLD, 400
        if "error" in request.query_params:
            return pages.CANCELLED, 200
        client: AsyncWebClient = web_client(self.access.api_url)
        try:
            told = await client.oauth_v2_access(
                client_id=self.access.client_id,
                client_secret=self.access.client_secret,
                code=request.query_params.get("code", ""),
            )
        except SlackApiError as error:
            return pages.refused(_code(error)), 400
        except OSError:
            return pages.refused("it cannot be reached"), 502
        return await self._kept(told.data if isinstance(told.data, dict) else {})

    async def _kept(self, told: Mapping[str, Any]) -> tuple[pages.Page, int]:
        if told.get("refresh_token"):
            return pages.ROTATING, 400
        workspace, installation = installed(told)
        await self.installations.save_installation(workspace, installation)
        entry = AuditEntry(at=self._now(), user=installation.installed_by, deed=Deed.INSTALLED)
        await self.store.note(workspace, entry)
        self.authorizer.forget(workspace)
        name = (told.get("team") or told.get("enterprise") or {}).get("name") or "your workspace"
        there = urlencode({"app": installation.app, "team": workspace.team})
        return pages.installed(str(name), f"https://slack.com/app_redirect?{there}"), 200

    def _now(self) -> int:
        return int(self.clock.now().timestamp())


def installed(told: Mapping[str, Any]) -> tuple[Workspace, Installation]:
    """Whose installation ``oauth.v2.access`` tells of; an organisation's own has no team."""
    team, enterprise = told.get("team") or {}, told.get("enterprise") or {}
    whole = bool(told.get("is_enterprise_install"))
    workspace = Workspace(
        enterprise=str(enterprise.get("id") or ""), team="" if whole else str(team.get("id") or "")
    )
    return workspace, Installation(
        bot_token=str(told["access_token"]),
        bot_user=str(told.get("bot_user_id") or ""),
        scopes=frozenset(str(told.get("scope") or "").split(",")) - {""},
        installed_by=str((told.get("authed_user") or {}).get("id") or ""),
        app=str(told.get("app_id") or ""),
    )


def _shown(page: pages.Page, status: int) -> Response:
    headers = {
        "Cache-Control": "no-store",
        "Content-Security-Policy": pages.POLICY,
        "Referrer-Policy": "no-referrer",  # the address holds the code
    }
    return HTMLResponse(pages.html(page), status_code=status, headers=headers)


def _code(error: SlackApiError) -> str:
    return str(error.response.get("error") or "no reason")
