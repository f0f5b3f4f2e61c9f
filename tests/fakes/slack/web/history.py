"""conversations.history, and the metadata of messages that it shows."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from fakes.slack.refused import Refused
from fakes.slack.screen import as_json
from fakes.slack.web.method import Method, takes, team_of, yes

if TYPE_CHECKING:
    from fakes.slack.desk import Desk
    from fakes.slack.model import Caller, Channel, Json, Message

_MOST, _AS_EVER = 999, 100
_METADATA_BYTES = 16_000
"""Slack's page on message metadata gives no figure that we know; anything near this is no mark any more."""


def checked_metadata(sent: Json) -> Json:
    """The metadata of a message; nothing where it has none.

    Raises:
        Refused: it is no event type with an object.
    """
    metadata = sent.get("metadata")
    if metadata is None:
        return {}
    if not isinstance(metadata, dict) or metadata.keys() != {"event_type", "event_payload"}:
        raise Refused("invalid_metadata_format")
    kind, payload = metadata["event_type"], metadata["event_payload"]
    if not isinstance(kind, str) or not kind or not isinstance(payload, dict):
        raise Refused("invalid_metadata_schema")
    if len(json.dumps(metadata)) > _METADATA_BYTES:
        raise Refused("metadata_too_large")
    return metadata


def _history(desk: Desk, caller: Caller, sent: Json) -> Json:
    channel = _channel_to_read(desk, caller, str(sent.get("channel")))
    limit = int(sent.get("limit") or _AS_EVER)
    if not 1 <= limit <= _MOST:
        raise Refused("invalid_limit")
    found = [message for message in desk.messages(channel.id) if _within(message, sent)]
    found.sort(key=lambda message: float(message.ts), reverse=True)
    first = _first(sent, len(found))
    page, more = found[first : first + limit], first + limit < len(found)
    team = team_of(caller)
    shown = [as_json(message, team.bot_user, team.bot_id) for message in page]
    if not yes(sent.get("include_all_metadata")):
        for message in shown:
            message.pop("metadata", None)
    told: Json = {"messages": shown, "has_more": more, "pin_count": 0}
    if more:
        told["response_metadata"] = {"next_cursor": f"next:{first + limit}"}
    return told


def _channel_to_read(desk: Desk, caller: Caller, name: str) -> Channel:
    channel = desk.channels.get((team_of(caller).id, name))
    if channel is None or (channel.private and not channel.bot_in):
        raise Refused("channel_not_found")
    needed = "im:history" if channel.im else "groups:history" if channel.private else "channels:history"
    if needed not in caller.scopes:
        raise Refused("missing_scope", needed=needed, provided=",".join(sorted(caller.scopes)))
    if not channel.bot_in:
        raise Refused("not_in_channel")
    return channel


def _within(message: Message, sent: Json) -> bool:
    """Between two moments; replies in threads are no part of a channel's history."""
    at, inclusive = float(message.ts), yes(sent.get("inclusive"))
    oldest, latest = float(sent.get("oldest") or 0), float(sent.get("latest") or "inf")
    return not message.thread_ts and (oldest < at < latest or (inclusive and at in {oldest, latest}))


def _first(sent: Json, count: int) -> int:
    cursor = str(sent.get("cursor") or "next:0")
    at = cursor.removeprefix("next:")
    if not at.isdecimal() or (int(at) and int(at) >= count):
        raise Refused("invalid_cursor")
    return int(at)


METHODS = {
    "conversations.history": Method(
        answer=_history,
        takes=takes("channel cursor include_all_metadata inclusive latest limit oldest"),
    )
}
