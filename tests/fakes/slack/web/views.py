"""views.*: modals and Home tabs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fakes.slack.refused import Refused
from fakes.slack.shelf import as_json
from fakes.slack.web.method import Method, takes, team_of

if TYPE_CHECKING:
    from fakes.slack.desk import Desk
    from fakes.slack.model import Caller, Json, View


def _answer(desk: Desk, caller: Caller, view: View) -> Json:
    return {"view": as_json(view, team_of(caller), desk.app_id)}


def _open(desk: Desk, caller: Caller, sent: Json) -> Json:
    trigger = desk.triggers.exchange(sent.get("trigger_id"), team_of(caller).id)
    content = desk.content.view("views.open", sent.get("view"), "modal")
    return _answer(desk, caller, desk.shelf.put(trigger.team, trigger.user, content))


def _push(desk: Desk, caller: Caller, sent: Json) -> Json:
    trigger = desk.triggers.exchange(sent.get("trigger_id"), team_of(caller).id)
    content = desk.content.view("views.push", sent.get("view"), "modal")
    if trigger.view not in desk.views:
        raise Refused("not_found")
    return _answer(desk, caller, desk.shelf.put(trigger.team, trigger.user, content, trigger.view))


def _update(desk: Desk, caller: Caller, sent: Json) -> Json:
    view = desk.shelf.find(team_of(caller).id, sent.get("view_id"), sent.get("external_id"))
    content = desk.content.view("views.update", sent.get("view"), view.content["type"])
    return _answer(desk, caller, desk.shelf.change(view, content, sent.get("hash")))


def _publish(desk: Desk, caller: Caller, sent: Json) -> Json:
    team, user = team_of(caller), str(sent.get("user_id"))
    person = desk.sees(team.id, user)
    if person is None or person.deleted:
        raise Refused("user_not_found")
    content = desk.content.view("views.publish", sent.get("view"), "home")
    return _answer(desk, caller, desk.shelf.publish(team.id, user, content, sent.get("hash")))


METHODS = {
    "views.open": Method(answer=_open, takes=takes("trigger_id interactivity_pointer view")),
    "views.push": Method(answer=_push, takes=takes("trigger_id interactivity_pointer view")),
    "views.update": Method(answer=_update, takes=takes("view external_id view_id hash")),
    "views.publish": Method(answer=_publish, takes=takes("user_id view hash")),
}
