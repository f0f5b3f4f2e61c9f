"""People and channels as Slack knows them, remembered for a while."""

from __future__ import annotations

import asyncio
import os
from collections import OrderedDict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, TypeVar

import aiohttp
from slack_sdk.errors import SlackClientError

from bot.slack.slack_trouble import SlackRefused, SlackTokenRefused, SlackUnreachable
from bot.workspace.access import PLACES
from bot.workspace.permission import Actor

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Hashable, Mapping

    from bot.ports import Clock
    from bot.slack.occasion import Occasion
    from bot.workspace.workspace import Workspace

_MINUTES = 60
_PERSON_LASTS, _GROUP_LASTS = 2 * _MINUTES, 2 * _MINUTES
"""Short enough that somebody who became a guest, or left, cannot ask much longer."""
_MOST = 5_000

_MENDS = {
    "missing_scope": "Reinstall the app: its manifest has a scope that this installation does not",
    "token_revoked": "Install the app again",
    "invalid_auth": "Install the app again",
    "ratelimited": "Try again in a minute",
}

_TOKEN_MENDS = {
    "invalid_auth": "Copy it anew, or make a new one",
    "not_authed": "Copy it anew, or make a new one",
    "not_allowed_token_type": "Copy the token of that variable",
    "account_inactive": "Install the app in the workspace again, and copy it anew",
    "token_revoked": "Install the app in the workspace again, and copy it anew",
    "token_expired": "Copy it anew, or make a new one",
    "missing_scope": "Make one with the scope connections:write",
    "no_permission": "Make one with the scope connections:write",
}

SLACK_FAILS = (SlackClientError, aiohttp.ClientError, TimeoutError)
"""What a call of the Web API may raise: Slack's no, an answer that is none, a connection that was cut."""
SLACK_BREAKS = (*SLACK_FAILS, AttributeError, TypeError, ValueError)
"""What it may raise besides where something else answers in Slack's place, as before it was ever reached: the client
takes whatever JSON it gets for an object."""
NO_ANSWER = "no answer"
"""The reason where Slack gave none: whether it did what it was asked nobody knows."""

_Value = TypeVar("_Value")


def reason(error: Exception) -> str:
    """Slack's word for why not, such as ``not_in_channel``."""
    response: Any = getattr(error, "response", None)
    # An answer that is no JSON has no fields: the client hands over the bare HTTP response, or one whose data is text.
    fields = getattr(response, "data", response)
    told = fields.get("error") if isinstance(fields, dict) else None
    return str(told or NO_ANSWER)


def refused(method: str, error: Exception) -> SlackRefused:
    """A refusal, or no answer at all, as a trouble."""
    code = reason(error)
    return SlackRefused(method=method, error=code, mend=_MENDS.get(code, "Try again in a minute"))


def unanswered(method: str, error: Exception) -> SlackRefused | SlackUnreachable:
    """Slack's no as a trouble; where it gave none, that it cannot be reached."""
    if reason(error) != NO_ANSWER:
        return refused(method, error)
    # Where Python tried to connect stands in the error's own words as a tuple; a name's fault has no number of its own.
    number = getattr(error, "errno", None) or 0
    words = os.strerror(number).lower() if number > 0 else getattr(error, "strerror", None)
    return SlackUnreachable(reason=words or NO_ANSWER)


def token_refused(variable: str, method: str, error: Exception) -> SlackRefused | SlackUnreachable:
    """As ``unanswered``, of a token of the environment: which variable, and where its value stands in Slack."""
    code = reason(error)
    mend = _TOKEN_MENDS.get(code)
    if mend is None:
        return unanswered(method, error)
    return SlackTokenRefused(variable=variable, method=method, error=code, mend=mend, place=PLACES[variable])


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody in Slack; what is not known is empty. ``actor`` is without user groups."""

    actor: Actor
    name: str = ""
    email: str = ""
    zone: str = ""
    locale: str = ""


class Remembered(Generic[_Value]):
    """Values that stay good for some seconds; the least used go where there are too many."""

    def __init__(self, clock: Clock, lasts: float) -> None:
        self._clock, self._lasts = clock, lasts
        self._kept: OrderedDict[Hashable, tuple[float, _Value]] = OrderedDict()
        self._finding: dict[Hashable, asyncio.Task[_Value]] = {}

    async def of(self, key: Hashable, find: Callable[[], Coroutine[Any, Any, _Value]]) -> _Value:
        """The value, found anew where it is not known or too old."""
        now = self._clock.now().timestamp()
        kept = self._kept.get(key)
        if kept is not None and now < kept[0]:
            self._kept.move_to_end(key)
            return kept[1]
        finding = self._finding.get(key)
        if finding is None:
            finding = self._finding[key] = asyncio.ensure_future(self._found(key, find))
        # One who stops waiting takes it from none of the others.
        return await asyncio.shield(finding)

    async def _found(self, key: Hashable, find: Callable[[], Coroutine[Any, Any, _Value]]) -> _Value:
        """Find a value once for all who wait for it; one that was dropped meanwhile is not kept."""
        this, began = asyncio.current_task(), self._clock.now().timestamp()
        try:
            value = await find()
        finally:
            current = self._finding.get(key) is this
            if current:
                del self._finding[key]
        if current:
            self._kept[key] = (began + self._lasts, value)
            while len(self._kept) > _MOST:
                self._kept.popitem(last=False)
        return value

    def drop(self, key: Hashable) -> None:
        """Forget a value."""
        self._kept.pop(key, None)
        self._finding.pop(key, None)

    def drop_all(self, of: Callable[[Hashable], bool]) -> None:
        """Forget every value of which the key is one of these."""
        for key in [key for key in (*self._kept, *self._finding) if of(key)]:
            self.drop(key)


class People:
    """Looks people, user groups and channels up."""

    def __init__(self, clock: Clock) -> None:
        self._people: Remembered[Person] = Remembered(clock, _PERSON_LASTS)
        self._groups: Remembered[frozenset[str]] = Remembered(clock, _GROUP_LASTS)

    async def person(self, occasion: Occasion, user: str = "") -> Person:
        """Who acts, or another user of the workspace.

        Raises:
            SlackRefused: Slack does not tell.
        """
        wanted = user or occasion.user
        return await self._people.of(
            (occasion.workspace, wanted, occasion.team), lambda: _found(occasion, wanted, own=not user)
        )

    def forget(self, occasion: Occasion) -> None:
        """Look who acts up anew: before what cannot be taken back."""
        self._people.drop((occasion.workspace, occasion.user, occasion.team))

    def forget_all(self, workspace: Workspace) -> None:
        """Keep nothing of a workspace's people."""
        for kept in (self._people, self._groups):
            kept.drop_all(lambda key: isinstance(key, tuple) and key[0] == workspace)

    async def groups_of(self, occasion: Occasion, wanted: frozenset[str]) -> frozenset[str]:
        """Those of these user groups that the person belongs to; one that Slack does not tell of has nobody."""
        return frozenset(
            [group for group in wanted if occasion.user in await self._in_group(occasion, group)]
        )

    async def _in_group(self, occasion: Occasion, group: str) -> frozenset[str]:
        return await self._groups.of((occasion.workspace, group), lambda: _members(occasion, group))


async def is_shared(occasion: Occasion) -> bool:
    """Whether people of another organisation are in the channel, or may be: where Slack does not tell, it asks."""
    if occasion.direct:
        return False
    try:
        answer = await occasion.client.conversations_info(channel=occasion.channel)
    except SLACK_FAILS:
        return True
    return read_outside(answer.get("channel") or {})


def read_outside(channel: Mapping[str, Any]) -> bool:
    """Whether people of another organisation are in a channel that Slack tells of, or may be."""
    return bool(
        channel.get("is_ext_shared") or channel.get("is_pending_ext_shared") or channel.get("is_org_shared")
    )


async def _found(occasion: Occasion, user: str, *, own: bool) -> Person:
    try:
        answer = await occasion.client.users_info(user=user, include_locale=True)
    except SLACK_FAILS as error:
        raise refused("users.info", error) from None
    found: dict[str, Any] = answer.get("user") or {}
    profile: dict[str, Any] = found.get("profile") or {}
    home = str(found.get("team_id") or occasion.workspace.team)
    stranger = bool(found.get("is_stranger")) or (
        home != occasion.workspace.team and not _same_org(found, occasion)
    )
    if own:
        stranger = stranger or (occasion.team != occasion.workspace.team and not _same_org(found, occasion))
    return Person(
        actor=Actor(
            user=user,
            admin=bool(found.get("is_admin") or found.get("is_owner") or found.get("is_primary_owner")),
            guest=bool(found.get("is_restricted") or found.get("is_ultra_restricted")),
            stranger=stranger,
            deactivated=bool(found.get("deleted")),
        ),
        name=str(profile.get("display_name") or found.get("real_name") or found.get("name") or ""),
        email=str(profile.get("email") or "").lower(),
        zone=str(found.get("tz") or ""),
        locale=str(found.get("locale") or ""),
    )


def _same_org(found: dict[str, Any], occasion: Occasion) -> bool:
    """In an Enterprise organisation a person's home may be another workspace of it."""
    enterprise = (found.get("enterprise_user") or {}).get("enterprise_id")
    return bool(occasion.workspace.enterprise) and enterprise == occasion.workspace.enterprise


async def _members(occasion: Occasion, group: str) -> frozenset[str]:
    try:
        answer = await occasion.client.usergroups_users_list(usergroup=group)
    except SLACK_FAILS:
        return frozenset()
    return frozenset(answer.get("users") or ())
