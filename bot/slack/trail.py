"""The audit trail, as what is done in Slack writes it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.workspace.audit import AuditEntry

if TYPE_CHECKING:
    from bot.slack.desk import Desk
    from bot.slack.occasion import Occasion
    from bot.workspace.audit import Deed


async def note(desk: Desk, occasion: Occasion, deed: Deed, what: str) -> None:
    """A line in the audit trail."""
    entry = AuditEntry(at=desk.now(), user=occasion.user, deed=deed, what=what)
    await desk.store.note(occasion.workspace, entry)
