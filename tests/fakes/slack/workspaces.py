"""The workspaces, who is in them, and which tokens are good there."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING

from fakes.slack.model import SCOPES, Caller, Channel, Team, User
from fakes.slack.refused import Refused

if TYPE_CHECKING:
    from collections.abc import Iterable


class Workspaces:
    """Every workspace, every person and every token that the fake knows."""

    def __init__(self) -> None:
        self.teams: dict[str, Team] = {}
        self.users: dict[str, User] = {}
        self.channels: dict[tuple[str, str], Channel] = {}
        self.usergroups: dict[tuple[str, str], list[str]] = {}
        self._tokens: dict[str, Caller] = {}
        self._dead: dict[str, str] = {}
        self._numbers = count(1)

    def add_team(
        self,
        team_id: str,
        *,
        name: str = "Acme",
        domain: str = "acme",
        enterprise: str | None = None,
        bot_scopes: Iterable[str] | None = None,
        bot_token: str | None = None,
    ) -> Team:
        """A workspace; with ``bot_token`` the app is installed there already."""
        scopes = SCOPES if bot_scopes is None else frozenset(bot_scopes)
        team = Team(
            id=team_id,
            name=name,
            domain=domain,
            enterprise=enterprise,
            bot_user=f"UBOT{team_id[1:]}",
            bot_id=f"B{team_id[1:]}",
            scopes=scopes,
        )
        self.teams[team_id] = team
        if bot_token is not None:
            self.issue(bot_token, team, scopes)
        return team

    def add_user(
        self,
        team: str,
        user_id: str,
        *,
        name: str = "",
        email: str = "",
        tz: str = "Europe/London",
        locale: str = "en-GB",
        admin: bool = False,
        owner: bool = False,
        restricted: bool = False,
        ultra_restricted: bool = False,
        deleted: bool = False,
    ) -> User:
        """A person; ``team`` may be a workspace that the app is not in."""
        name = name or user_id.lower()
        self.users[user_id] = user = User(
            id=user_id,
            team=team,
            name=name,
            email=email or f"{name}@{team.lower()}.example",
            tz=tz,
            locale=locale,
            admin=admin,
            owner=owner,
            restricted=restricted,
            ultra_restricted=ultra_restricted,
            deleted=deleted,
        )
        return user

    def add_channel(
        self,
        team: str,
        channel_id: str,
        *,
        name: str = "",
        members: Iterable[str] = (),
        bot_in: bool = True,
        archived: bool = False,
        ext_shared: bool = False,
        private: bool = False,
    ) -> Channel:
        """A channel; the app is in it unless told otherwise."""
        self.channels[team, channel_id] = channel = Channel(
            id=channel_id,
            team=team,
            name=name or channel_id.lower(),
            members=set(members),
            bot_in=bot_in,
            archived=archived,
            ext_shared=ext_shared,
            private=private,
        )
        return channel

    def add_usergroup(self, team: str, usergroup_id: str, users: Iterable[str]) -> None:
        """A user group."""
        self.usergroups[team, usergroup_id] = list(users)

    def direct(self, team: str, user: str) -> Channel:
        """The app's direct message with a person; made when there is none."""
        for channel in self.channels.values():
            if channel.im and channel.team == team and user in channel.members:
                return channel
        channel = self.add_channel(team, f"D{next(self._numbers):08}", name="directmessage", members=[user])
        channel.im = True
        return channel

    def move_channel(self, team: str, old: str, new: str) -> None:
        """The channel has another id from now on."""
        channel = self.channels.pop((team, old))
        channel.id = new
        self.channels[team, new] = channel

    def issue(self, token: str, team: Team | None, scopes: Iterable[str]) -> None:
        """Make a token good."""
        self._dead.pop(token, None)
        self._tokens[token] = Caller(token=token, team=team, scopes=frozenset(scopes))

    def kill(self, token: str, why: str = "token_revoked") -> None:
        """Make a token bad, with Slack's word for why."""
        self._dead[token] = why

    def kill_all(self, team: str, why: str) -> None:
        """Make every token of a workspace bad."""
        for token, caller in self._tokens.items():
            if caller.team is not None and caller.team.id == team:
                self._dead.setdefault(token, why)

    def bearer(self, token: str) -> Caller:
        """Whose token it is.

        Raises:
            Refused: nobody's, or no longer.
        """
        if not token:
            raise Refused("not_authed")
        if token in self._dead:
            raise Refused(self._dead[token])
        if token not in self._tokens:
            raise Refused("invalid_auth")
        return self._tokens[token]

    def organisation(self, team: str) -> str | None:
        """The Enterprise organisation of a workspace."""
        return self.teams[team].enterprise if team in self.teams else None

    def same_organisation(self, one: str, other: str) -> bool:
        """Whether two workspaces are one, or of one organisation."""
        return one == other or self.organisation(one) == self.organisation(other) is not None

    def sees(self, team: str, user: str) -> User | None:
        """A person whom a workspace can see: its own, or one who shares a channel with it."""
        person = self.users.get(user)
        if person is None or self.same_organisation(person.team, team):
            return person
        shared = (channel for channel in self.channels.values() if channel.team == team)
        return person if any(user in channel.members for channel in shared) else None
