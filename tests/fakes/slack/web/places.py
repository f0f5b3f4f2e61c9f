"""conversations.*: what a channel is, and opening a direct message."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fakes.slack.refused import Refused
from fakes.slack.web.method import Method, takes, team_of, yes

if TYPE_CHECKING:
    from fakes.slack.desk import Desk
    from fakes.slack.model import Caller, Channel, Json, Team

_READ = ("channels:read", "groups:read", "im:read", "mpim:read")


def channel_to_write(desk: Desk, team: Team, channel_id: object) -> Channel:
    """A channel the app may write into.

    Raises:
        Refused: there is none, it is archived, or the app is not in it.
    """
    name = str(channel_id or "")
    if name in desk.users and desk.sees(team.id, name):
        return desk.direct(team.id, name)
    channel = desk.channels.get((team.id, name))
    if channel is None or (channel.private and not channel.bot_in):
        raise Refused("channel_not_found")
    if channel.archived:
        raise Refused("is_archived")
    if not channel.bot_in:
        raise Refused("not_in_channel")
    return channel


def _told(desk: Desk, caller: Caller, sent: Json) -> Json:
    if not caller.scopes & {*_READ}:
        raise Refused("missing_scope", needed=",".join(_READ), provided=",".join(sorted(caller.scopes)))
    channel = desk.channels.get((team_of(caller).id, str(sent.get("channel"))))
    if channel is None or (channel.private and not channel.bot_in):
        raise Refused("channel_not_found")
    needed = "im:read" if channel.im else "groups:read" if channel.private else "channels:read"
    if needed not in caller.scopes:
        raise Refused("missing_scope", needed=needed, provided=",".join(sorted(caller.scopes)))
    told = _as_json(channel)
    if yes(sent.get("include_num_members")):
        told["num_members"] = len(channel.members)
    return {"channel": told}


def _as_json(channel: Channel) -> Json:
    if channel.im:
        return {"id": channel.id, "is_im": True, "user": next(iter(channel.members)), "is_archived": False}
    return {
        "id": channel.id,
        "name": channel.name,
        "name_normalized": channel.name,
        "is_channel": not channel.private,
        "is_group": channel.private,
        "is_im": False,
        "is_mpim": False,
        "is_private": channel.private,
        "is_archived": channel.archived,
        "is_member": channel.bot_in,
        "is_shared": channel.ext_shared,
        "is_ext_shared": channel.ext_shared,
        "is_org_shared": False,
        "is_general": False,
        "context_team_id": channel.team,
    }


def _open(desk: Desk, caller: Caller, sent: Json) -> Json:
    team, users = team_of(caller), str(sent.get("users") or "")
    if not users:
        raise Refused("users_list_not_supplied")
    if "," in users:
        raise Refused("missing_scope", needed="mpim:write", provided=",".join(sorted(caller.scopes)))
    if users == team.bot_user:
        raise Refused("cannot_dm_bot")
    person = desk.sees(team.id, users)
    if person is None:
        raise Refused("user_not_found")
    if person.deleted:
        raise Refused("user_disabled")
    return {"channel": {"id": desk.direct(team.id, users).id}}


METHODS = {
    "conversations.info": Method(answer=_told, takes=takes("channel include_locale include_num_members")),
    "conversations.open": Method(
        answer=_open, takes=takes("channel return_im users prevent_creation"), scope="im:write"
    ),
}
