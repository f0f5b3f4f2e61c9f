"""An answer before it goes over the wire."""

from __future__ import annotations

from dataclasses import dataclass

JSON, HTML = "application/json", "text/html"
WEB_PORTAL = b"<!DOCTYPE html><html><head><title>Yeastar P-Series</title></head><body>Sign in</body></html>"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """Status, type and body; with ``cut_at`` the connection ends after that many bytes."""

    body: bytes
    status: int = 200
    media_type: str = JSON
    cut_at: int | None = None
