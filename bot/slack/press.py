"""A press on a button, or a choice in a select."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from bot.blocks.state import read_question
from bot.slack.outlets import DirectOutlet, ResponseUrl, Stands, UrlOutlet
from bot.slack.slack_trouble import ForeignButton

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.blocks.state import Question
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
        view: the modal or the Home tab that was pressed in, as it was filled in; empty for a message.
    """

    occasion: Occasion
    action: str
    value: str
    trigger: str
    outlet: Outlet
    aside: Outlet
    view: Mapping[str, Any] = field(default_factory=dict)

    @property
    def question(self) -> Question:
        """The question that the button remembered.

        Raises:
            ForeignButton: it is none of this workspace's.
        """
        question = read_question(self.value, self.occasion.mark)
        if question is None:
            raise ForeignButton
        return question


def press_of(body: Mapping[str, Any], action: Mapping[str, Any], occasion: Occasion) -> Press:
    """A press as Slack tells it."""
    outlet, aside = _outlets(body, occasion)
    return Press(
        occasion=occasion,
        action=str(action.get("action_id") or ""),
        value=_value(action),
        trigger=str(body.get("trigger_id") or ""),
        outlet=outlet,
        aside=aside,
        view=body.get("view") or {},
    )


def _outlets(body: Mapping[str, Any], occasion: Occasion) -> tuple[Outlet, Outlet]:
    address = str(body.get("response_url") or "")
    if not address:
        return DirectOutlet(occasion), DirectOutlet(occasion)
    url = ResponseUrl(address)
    aside = UrlOutlet(url, occasion, Stands.OTHERS)
    container = body.get("container") or {}
    own = bool(container.get("is_ephemeral")) or occasion.direct
    return (UrlOutlet(url, occasion, Stands.OWN) if own else aside), aside


def _value(action: Mapping[str, Any]) -> str:
    chosen = action.get("selected_option") or {}
    return str(action.get("value") or chosen.get("value") or "")
