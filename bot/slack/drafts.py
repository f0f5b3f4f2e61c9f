"""What was typed into the form of a PBX, kept sealed until it is saved: Slack remembers an id of it and no more.

A draft belongs to its workspace and its person: its id is of no use to anybody else.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

import msgspec

from bot.workspace.pbx import WorkspacePbx  # noqa: TC001 - msgspec reads the types of fields

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from bot.slack.desk import Desk
    from bot.slack.occasion import Occasion

LASTS = 30 * 60
"""Seconds."""


class State(msgspec.Struct, frozen=True, kw_only=True):
    """What the form remembers in Slack: ids only, since it is no place for secrets.

    Attributes:
        pbx: id of the one that is changed; empty for a new one.
        draft: id of what was typed; empty before anything was.
    """

    pbx: str = ""
    draft: str = ""

    def written(self) -> str:
        """As ``private_metadata``."""
        return msgspec.json.encode(self).decode()


class Draft(msgspec.Struct, frozen=True, kw_only=True):
    """What was typed.

    Attributes:
        typed: whether its secret was typed by this person; else it is the saved one, which stays with its address.
    """

    pbx: WorkspacePbx
    typed: bool

    def __repr__(self) -> str:
        return f"Draft(typed={self.typed})"


def state_of(view: Mapping[str, Any]) -> State:
    """What a form that was sent remembers; nothing where it cannot be read."""
    with suppress(msgspec.DecodeError):
        return msgspec.json.decode(str(view.get("private_metadata") or ""), type=State)
    return State()


async def keep(desk: Desk, occasion: Occasion, state: State, draft: Draft) -> None:
    """Keep a draft for half an hour."""
    text = msgspec.json.encode(draft).decode()
    await desk.store.keep_draft(occasion.workspace, _key(occasion, state), text, desk.now() + LASTS)


async def kept(desk: Desk, occasion: Occasion, state: State) -> Draft | None:
    """The person's draft; None where there is none of theirs, its time is over, or it cannot be read."""
    if not state.draft:
        return None
    text = await desk.store.draft(occasion.workspace, _key(occasion, state), desk.now())
    with suppress(msgspec.DecodeError):
        return None if text is None else msgspec.json.decode(text, type=Draft)
    return None


async def drop(desk: Desk, occasion: Occasion, state: State) -> None:
    """Keep nothing of it."""
    await desk.store.drop_draft(occasion.workspace, _key(occasion, state))


def _key(occasion: Occasion, state: State) -> str:
    return f"{occasion.user}:{state.draft}"
