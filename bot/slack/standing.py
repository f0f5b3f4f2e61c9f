"""Who asks, as the workspace knows them: asked anew with every command and every press."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.slack.setup_trouble import NoSuchPbx
from bot.slack.slack_trouble import NotAllowed, NotSetUp, PbxGone
from bot.workspace.permission import may_ask

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.slack.desk import Desk
    from bot.slack.occasion import Occasion
    from bot.slack.people import Person
    from bot.workspace.pbx import WorkspacePbx
    from bot.workspace.permission import Actor
    from bot.workspace.settings import PersonSettings, Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Who asks, as the workspace knows them; raised for nobody who may not."""

    person: Person
    own: PersonSettings
    settings: Settings
    pbxs: tuple[WorkspacePbx, ...]

    def pbx(self, wanted: str) -> WorkspacePbx:
        """The PBX with an id.

        Raises:
            PbxGone: there is none any more.
        """
        found = next((pbx for pbx in self.pbxs if pbx.id == wanted), None)
        if found is None:
            raise PbxGone
        return found


async def standing(desk: Desk, occasion: Occasion, *, anew: bool = False) -> Standing:
    """Who asks, and that they may; ``anew`` trusts nothing that is remembered of them.

    Raises:
        NotAllowed: they may not ask here.
        NotSetUp: there is no PBX to ask.
        SlackRefused: Slack does not tell who they are.
    """
    if anew:
        desk.people.forget(occasion)
    settings = await desk.store.settings(occasion.workspace)
    person = await desk.people.person(occasion)
    actor = person.actor
    if settings.ask_groups and not settings.everybody_asks:
        actor = replace(actor, groups=await desk.people.groups_of(occasion, settings.ask_groups))
    if not may_ask(actor, settings, occasion.channel):
        raise NotAllowed(reason=_why_not(actor, settings))
    pbxs = await desk.store.pbxs(occasion.workspace)
    if not pbxs:
        raise NotSetUp
    own = await desk.store.person(occasion.workspace, occasion.user)
    return Standing(person=person, own=own, settings=settings, pbxs=pbxs)


def _why_not(actor: Actor, settings: Settings) -> str:
    if actor.deactivated:
        return "your account is deactivated"
    if actor.stranger and not settings.strangers_ask:
        return "you belong to another organisation"
    if actor.guest and not settings.guests_ask:
        return "guests may not"
    return "only some channels and user groups may"


async def pbx_meant(desk: Desk, occasion: Occasion, who: Standing, name: str) -> WorkspacePbx:
    """By name, else the channel's, the person's, the workspace's default, else the first."""
    if name:
        return next(pbx for pbx in who.pbxs if pbx.name == name)
    channel = await desk.store.channel(occasion.workspace, occasion.channel) if occasion.channel else None
    wishes = (channel.default_pbx if channel else "", who.own.default_pbx, who.settings.default_pbx)
    return meant(who.pbxs, wishes)


def meant(pbxs: Sequence[WorkspacePbx], wishes: Sequence[str]) -> WorkspacePbx:
    """The first PBX wished for that there is, else the first."""
    known = {pbx.id: pbx for pbx in pbxs}
    return next((known[wish] for wish in wishes if wish in known), pbxs[0])


def named(pbxs: Sequence[WorkspacePbx], name: str) -> WorkspacePbx:
    """The PBX with a name, whatever the case.

    Raises:
        NoSuchPbx: there is none.
    """
    found = next((pbx for pbx in pbxs if pbx.name.casefold() == name.casefold()), None)
    if found is None:
        names = ", ".join(pbx.name for pbx in pbxs) or "none yet: /calls setup connects the first"
        raise NoSuchPbx(name=name, names=names)
    return found
