"""The modals that are open and the Home tabs, each as it is shown now."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING

from fakes.slack.model import View
from fakes.slack.refused import Refused

if TYPE_CHECKING:
    from fakes.slack.model import Json, Team

_DEEPEST = 3
_OWN = ("type", "title", "blocks", "close", "submit", "private_metadata", "callback_id", "external_id")


class Shelf:
    """Views by id.

    Attributes:
        open: modals that are open.
        homes: Home tabs, by workspace and person.
    """

    def __init__(self) -> None:
        self.open: dict[str, View] = {}
        self.homes: dict[tuple[str, str], View] = {}
        self._numbers = count(1)

    def put(self, team: str, user: str, content: Json, below: str = "") -> View:
        """Open a modal, over the one ``below`` when there is one.

        Raises:
            Refused: three are open there, or another has its external id.
        """
        name, deep = f"V{next(self._numbers):08}", self._depth(below)
        if deep >= _DEEPEST:
            raise Refused("push_limit_reached")
        root = self.open[below].root if below else name
        self._check_external_id(content)
        view = View(
            id=name, team=team, user=user, content=content, hash=self._hash(), root=root, previous=below
        )
        self.open[name] = view
        return view

    def change(self, view: View, content: Json, if_hash: object = None) -> View:
        """Show something else in a view.

        Raises:
            Refused: it is not the one the app thinks it is.
        """
        if if_hash and if_hash != view.hash:
            raise Refused("hash_conflict")
        view.content, view.hash = content, self._hash()
        return view

    def publish(self, team: str, user: str, content: Json, if_hash: object = None) -> View:
        """Show a Home tab.

        Raises:
            Refused: it is not the one the app thinks it is.
        """
        if (home := self.homes.get((team, user))) is not None:
            return self.change(home, content, if_hash)
        name = f"V{next(self._numbers):08}"
        view = View(id=name, team=team, user=user, content=content, hash=self._hash(), root=name)
        self.homes[team, user] = view
        return view

    def find(self, team: str, view_id: object, external_id: object = None) -> View:
        """An open modal or a Home tab.

        Raises:
            Refused: there is none in that workspace.
        """
        for view in (*self.open.values(), *self.homes.values()):
            named = view.id == view_id or (external_id and view.content.get("external_id") == external_id)
            if named and view.team == team:
                return view
        raise Refused("not_found")

    def close(self, view: View, *, all_of_them: bool = False) -> None:
        """Close a modal, or the whole stack it is in."""
        for one in list(self.open.values()):
            if one is view or (all_of_them and one.root == view.root):
                del self.open[one.id]

    def _hash(self) -> str:
        return f"{next(self._numbers)}.hash"

    def _depth(self, view_id: str) -> int:
        depth = 0
        while view_id in self.open:
            depth, view_id = depth + 1, self.open[view_id].previous
        return depth

    def _check_external_id(self, content: Json) -> None:
        wanted = content.get("external_id")
        if wanted and any(view.content.get("external_id") == wanted for view in self.open.values()):
            raise Refused("duplicate_external_id")


def as_json(view: View, team: Team, app_id: str) -> Json:
    """A view as Slack sends it, without what was filled in."""
    own = {name: view.content.get(name) for name in _OWN}
    return {
        **own,
        "id": view.id,
        "team_id": view.team,
        "state": {"values": {}},
        "hash": view.hash,
        "private_metadata": own["private_metadata"] or "",
        "callback_id": own["callback_id"] or "",
        "external_id": own["external_id"] or "",
        "clear_on_close": bool(view.content.get("clear_on_close")),
        "notify_on_close": bool(view.content.get("notify_on_close")),
        "root_view_id": view.root,
        "previous_view_id": view.previous or None,
        "app_id": app_id,
        "app_installed_team_id": view.team,
        "bot_id": team.bot_id,
    }
