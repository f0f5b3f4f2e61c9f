"""A press on a button, or a choice in a select."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bot.slack.outlets import DirectOutlet, UrlOutlet

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.slack.occasion import Occasion
    from bot.slack.outlets import Outlet


@dataclass(frozen=True, slots=True, kw_only=True)
class Press:
    """What was pressed.

    Attributes:
        action: the action id; ``value`` what the button remembered.
        trigger: opens a form within three seconds.
        outlet: takes the place of the message that was pressed on where it is the person's own.
        aside: leaves that message as it is.
        key: names this press: the same button of the same message has it again.
    """

    occasion: Occasion
    action: str
    value: str
    trigger: str
    outlet: Outlet
    aside: Outlet
    key: str


def press_of(body: Mapping[str, Any], action: Mapping[str, Any], occasion: Occasion) -> Press:
    """A press as Slack tells it."""
    name, value = str(action.get("action_id") or ""), _value(action)
    container = body.get("container") or {}
    url = str(body.get("response_url") or "")
    own = bool(container.get("is_ephemeral")) or occasion.direct
    place = f"{occasion.channel}:{container.get('message_ts') or container.get('view_id') or ''}"
    return Press(
        occasion=occasion,
        action=name,
        value=value,
        trigger=str(body.get("trigger_id") or ""),
        outlet=UrlOutlet(url, replaces=own) if url else DirectOutlet(occasion),
        aside=UrlOutlet(url) if url else DirectOutlet(occasion),
        key=f"{place}:{name.partition(':')[0]}:{hashlib.sha256(value.encode()).hexdigest()[:16]}",
    )


def _value(action: Mapping[str, Any]) -> str:
    chosen = action.get("selected_option") or {}
    return str(action.get("value") or chosen.get("value") or "")
