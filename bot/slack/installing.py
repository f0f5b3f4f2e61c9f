"""Installing the app in a workspace by OAuth: to Slack with a state of ours, back with a code, kept sealed."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode, urljoin

from starlette.responses import HTMLResponse, RedirectResponse
from starlette.routing import Route

from bot.cdr.trouble import Trouble
from bot.slack import pages
from bot.slack.app import web_client
from bot.slack.manifest import SCOPES
from bot.slack.people import NO_ANSWER, SLACK_BREAKS, reason
from bot.slack.states import LASTS, States
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
        """Send the browser to Slack. Anybody may come here, so that nothing is kept of it."""
        state = self._states.new(self._now())
        asked = {"client_id": self.access.client_id, "scope": ",".join(SCOPES), "state": state}
        address = f"{urljoin(self.access.api_url, '/oauth/v2/authorize')}?{urlencode(asked)}"
        answer = RedirectResponse(address, status_code=302, headers={"Cache-Control": "no-store"})
        answer.set_cookie(COOKIE, state, max_age=LASTS, path="/", secure=True, httponly=True, samesite="lax")
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
        now, state = self._now(), request.query_params.get("state", "")
        own = secrets.compare_digest(state.encode(), request.cookies.get(COOKIE, "").encode())
        ends = self._states.ends(state)
        if not own or ends <= now:
            return pages.TOO_OLD, 400
        if "error" in request.query_params:
            return pages.CANCELLED, 200
        told = await self._told(request.query_params.get("code", ""))
        if isinstance(told, tuple):
            return told
        found = installed(told, now)
        if found is None:
            return pages.UNANSWERED, 502
        # Only now: Slack takes a code once, and who has none that is good writes nothing here.
        if not await self.installations.use_state(state, ends):
            return pages.TOO_OLD, 400
        return await self._kept(*found, _name(told)), 200

    async def _told(self, code: str) -> Mapping[str, Any] | tuple[pages.Page, int]:
        """What Slack gives for a code, or how it is said that it gives nothing."""
        client: AsyncWebClient = web_client(self.access.api_url)
        try:
            told = await client.oauth_v2_access(
                client_id=self.access.client_id, client_secret=self.access.client_secret, code=code
            )
        except SLACK_BREAKS as error:
            why = reason(error)
            return (pages.UNANSWERED, 502) if why == NO_ANSWER else (pages.refused(why), 400)
        read = _part(told.data)
        return (pages.ROTATING, 400) if read.get("refresh_token") else read

    async def _kept(self, workspace: Workspace, installation: Installation, name: str) -> pages.Page:
        await self.installations.save_installation(workspace, installation)
        entry = AuditEntry(at=self._now(), user=installation.installed_by, deed=Deed.INSTALLED)
        await self.store.note(workspace, entry)
        self.authorizer.forget(workspace)
        there = urlencode({"app": installation.app, "team": workspace.team})
        return pages.installed(name, f"https://slack.com/app_redirect?{there}")

    @property
    def _states(self) -> States:
        return States(self.access.client_secret)

    def _now(self) -> int:
        return int(self.clock.now().timestamp())


def installed(told: Mapping[str, Any], at: int) -> tuple[Workspace, Installation] | None:
    """Whose installation ``oauth.v2.access`` tells of; an organisation's own has no team.

    Args:
        told: Slack's answer.
        at: when it was given, epoch seconds.

    Returns:
        None where it names nobody, or no token.
    """
    enterprise = _text(_part(told.get("enterprise")), "id")
    team = "" if told.get("is_enterprise_install") else _text(_part(told.get("team")), "id")
    token = _text(told, "access_token")
    whose = enterprise if told.get("is_enterprise_install") else team
    if not whose or not token:
        return None
    return Workspace(enterprise=enterprise, team=team), Installation(
        bot_token=token,
        bot_user=_text(told, "bot_user_id"),
        scopes=frozenset(_text(told, "scope").split(",")) - {""},
        installed_by=_text(_part(told.get("authed_user")), "id"),
        app=_text(told, "app_id"),
        installed_at=at,
    )


def _name(told: Mapping[str, Any]) -> str:
    """What Slack calls the workspace, or the organisation."""
    parts = (_part(told.get(which)) for which in ("team", "enterprise"))
    return next((name for part in parts if (name := _text(part, "name"))), "your workspace")


def _part(told: object) -> Mapping[str, Any]:
    return told if isinstance(told, dict) else {}


def _text(told: Mapping[str, Any], name: str) -> str:
    value = told.get(name)
    return value if isinstance(value, str) else ""


def _shown(page: pages.Page, status: int) -> Response:
    headers = {
        "Cache-Control": "no-store",
        "Content-Security-Policy": pages.POLICY,
        "Referrer-Policy": "no-referrer",  # the address holds the code
    }
    return HTMLResponse(pages.html(page), status_code=status, headers=headers)
