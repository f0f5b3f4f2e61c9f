"""users.* and usergroups.*: who somebody is, and who is in a group."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from fakes.slack.refused import Refused
from fakes.slack.web.method import Method, takes, team_of, yes

if TYPE_CHECKING:
    from fakes.slack.desk import Desk
    from fakes.slack.model import Caller, Json, User


def _told(desk: Desk, caller: Caller, sent: Json) -> Json:
    person = desk.sees(team_of(caller).id, str(sent.get("user")))
    if person is None:
        raise Refused("user_not_found")
    told = _as_json(person, desk.now(), with_email="users:read.email" in caller.scopes)
    if organisation := desk.organisation(person.team):
        told["enterprise_user"] = {"id": person.id, "enterprise_id": organisation}
    if not desk.same_organisation(person.team, team_of(caller).id):
        # Of people from elsewhere Slack tells less, and no locale.
        for name in ("is_admin", "is_owner", "is_primary_owner", "is_restricted", "is_ultra_restricted"):
            told.pop(name, None)
        told["profile"].pop("email", None)
        return {"user": {**told, "is_stranger": True}}
    if yes(sent.get("include_locale")):
        told["locale"] = person.locale
    return {"user": told}


def _as_json(person: User, now: float, *, with_email: bool) -> Json:
    profile = {"real_name": person.name.title(), "display_name": person.name, "team": person.team}
    if with_email:
        profile["email"] = person.email
    told = {"id": person.id, "team_id": person.team, "name": person.name, "deleted": person.deleted}
    if person.deleted:
        return {**told, "profile": profile}
    return (
        told | _zone(person, now) | _roles(person) | {"real_name": profile["real_name"], "profile": profile}
    )


def _zone(person: User, now: float) -> Json:
    offset = datetime.fromtimestamp(now, ZoneInfo(person.tz)).utcoffset()
    return {
        "tz": person.tz,
        "tz_label": person.tz,
        "tz_offset": int(offset.total_seconds()) if offset else 0,
    }


def _roles(person: User) -> Json:
    return {
        "is_admin": person.admin or person.owner,
        "is_owner": person.owner,
        "is_primary_owner": False,
        "is_restricted": person.restricted or person.ultra_restricted,
        "is_ultra_restricted": person.ultra_restricted,
        "is_bot": False,
        "is_app_user": False,
    }


def _group(desk: Desk, caller: Caller, sent: Json) -> Json:
    users = desk.usergroups.get((team_of(caller).id, str(sent.get("usergroup"))))
    if users is None:
        raise Refused("no_such_subteam")
    return {"users": users}


def _groups(desk: Desk, caller: Caller, _: Json) -> Json:
    own = team_of(caller).id
    return {
        "usergroups": [
            {
                "id": group,
                "team_id": team,
                "is_usergroup": True,
                "name": f"Group {group}",
                "handle": group.lower(),
            }
            for team, group in desk.usergroups
            if team == own
        ]
    }


METHODS = {
    "users.info": Method(answer=_told, takes=takes("user include_locale"), scope="users:read"),
    "usergroups.list": Method(
        answer=_groups,
        takes=takes("include_count include_disabled include_users team_id"),
        scope="usergroups:read",
    ),
    "usergroups.users.list": Method(
        answer=_group, takes=takes("usergroup include_disabled team_id"), scope="usergroups:read"
    ),
}
