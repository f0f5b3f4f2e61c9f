"""A client of the simulated PBX that knows nothing of the product: httpx, and what the API's guide says."""

from __future__ import annotations

import ssl
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import httpx

from bot.simulator import SettableClock, Settings, Simulator

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

NOW = 1_792_009_897
"""Wednesday 14 October 2026, 21:31:37 in London (BST, an hour ahead of UTC)."""

HOUR, DAY = 3600, 86_400


@dataclass
class Asker:
    """Somebody with a token."""

    http: httpx.AsyncClient
    token: str = ""
    refresh: str = ""

    async def post(self, path: str, body: object, **params: str) -> dict[str, Any]:
        return answered(await self.http.post(f"/openapi/v1.0/{path}", json=body, params=params))

    async def get(self, path: str, *, api: str = "v1.0", **params: str) -> dict[str, Any]:
        query = {"access_token": self.token, **params}
        return answered(await self.http.get(f"/openapi/{api}/{path}", params=query))

    async def log_in(self, pbx: Simulator) -> dict[str, Any]:
        body = await self.post("get_token", {"username": pbx.client_id, "password": pbx.client_secret})
        self.token, self.refresh = body.get("access_token", ""), body.get("refresh_token", "")
        return body

    async def rows(self, path: str, **params: str) -> list[dict[str, Any]]:
        body = await self.get(path, **params)
        assert body["errcode"] == 0, body
        rows: list[dict[str, Any]] = body["data"]
        return rows


def answered(response: httpx.Response) -> dict[str, Any]:
    """The envelope, which comes with HTTP 200 whatever it says, and ends the connection."""
    assert response.status_code == 200
    assert response.headers["content-type"] == "application/json"
    assert response.headers["connection"] == "close"
    body: dict[str, Any] = response.json()
    assert {"errcode", "errmsg"} <= set(body)
    return body


@asynccontextmanager
async def running(
    *, at: float = NOW, log_in: bool = True, **settings: object
) -> AsyncIterator[tuple[Simulator, Asker]]:
    """A PBX in which nobody has called yet (unless ``days`` says so), and somebody logged in."""
    chosen: dict[str, Any] = {"days": 0, **settings}
    async with Simulator(Settings(**chosen), SettableClock(at)) as pbx, client(pbx) as http:
        asker = Asker(http)
        if log_in:
            assert (await asker.log_in(pbx))["errcode"] == 0
        yield pbx, asker


def client(pbx: Simulator) -> httpx.AsyncClient:
    """An HTTP client that trusts the PBX's own certificate and nothing else."""
    trust = ssl.create_default_context(cadata=pbx.certificate_pem) if pbx.certificate_pem else False
    return httpx.AsyncClient(
        base_url=pbx.base_url, headers={"User-Agent": "tests"}, verify=trust, trust_env=False
    )
