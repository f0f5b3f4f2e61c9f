"""Who may do what: decided here, asked again with every command and every press."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.workspace.settings import Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Who acts, as Slack knows them now.

    Attributes:
        user: their id.
        admin: a workspace admin or owner.
        guest: a single-channel or multi-channel guest.
        stranger: of another organisation (Slack Connect).
        deactivated: their account has ended.
        groups: ids of the user groups asked about that they belong to.
    """

    user: str
    admin: bool = False
    guest: bool = False
    stranger: bool = False
    deactivated: bool = False
    groups: frozenset[str] = frozenset()


def may_ask(actor: Actor, settings: Settings, channel: str) -> bool:
    """Whether they may ask about calls in a channel."""
    if actor.deactivated:
        return False
    if actor.stranger and not settings.strangers_ask:
        return False
    if actor.guest and not settings.guests_ask:
        return False
    if settings.everybody_asks or (actor.admin and not actor.stranger):
        return True
    return channel in settings.ask_channels or not actor.groups.isdisjoint(settings.ask_groups)


def may_set_up(actor: Actor, settings: Settings) -> bool:
    """Whether they may connect PBXs and change settings: admins, owners, and people they named. Nobody from outside."""
    if actor.deactivated or actor.stranger or actor.guest:
        return False
    return actor.admin or actor.user in settings.set_up_people
