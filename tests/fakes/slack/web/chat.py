"""chat.*: posting, changing and deleting messages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fakes.slack.refused import Refused
from fakes.slack.screen import as_json
from fakes.slack.web.history import checked_metadata
from fakes.slack.web.method import Method, takes, team_of
from fakes.slack.web.places import channel_to_write

if TYPE_CHECKING:
    from fakes.slack.desk import Desk
    from fakes.slack.model import Caller, Json

_SHARED = "channel text blocks attachments as_user link_names parse markdown_text"
_POST_SECONDS = 1.0


def _post(desk: Desk, caller: Caller, sent: Json) -> Json:
    team = team_of(caller)
    channel = channel_to_write(desk, team, sent.get("channel"))
    _limit(desk, channel.id)
    content = desk.content.message("chat.postMessage", sent)
    if thread := sent.get("thread_ts") or "":
        _check_thread(desk, channel.id, thread)
    metadata = checked_metadata(sent)
    message = desk.screen.show(team.id, channel.id, content, thread_ts=thread, metadata=metadata)
    desk.posted_at[channel.id] = desk.now()
    shown = as_json(message, team.bot_user, team.bot_id)
    return {"channel": channel.id, "ts": message.ts, "message": shown}


def _post_ephemeral(desk: Desk, caller: Caller, sent: Json) -> Json:
    team = team_of(caller)
    channel = channel_to_write(desk, team, sent.get("channel"))
    if sent.get("user") not in channel.members:
        raise Refused("user_not_in_channel")
    content = desk.content.message("chat.postEphemeral", sent)
    thread = sent.get("thread_ts") or ""
    message = desk.screen.show(team.id, channel.id, content, user=sent["user"], thread_ts=thread)
    return {"message_ts": message.ts}


def _update(desk: Desk, caller: Caller, sent: Json) -> Json:
    team = team_of(caller)
    channel = channel_to_write(desk, team, sent.get("channel"))
    message = desk.screen.posted(team.id, channel.id, str(sent.get("ts")))
    if sent.get("text") and "blocks" not in sent:
        # Blocks that are not named stay: the text alone would change nothing that can be seen.
        sent = {**sent, "blocks": message.blocks}
    message.text, message.blocks = desk.content.message("chat.update", sent)
    shown = as_json(message, team.bot_user, team.bot_id)
    return {"channel": channel.id, "ts": message.ts, "text": message.text, "message": shown}


def _delete(desk: Desk, caller: Caller, sent: Json) -> Json:
    team = team_of(caller)
    channel = channel_to_write(desk, team, sent.get("channel"))
    message = desk.screen.posted(team.id, channel.id, str(sent.get("ts")))
    message.deleted = True
    return {"channel": channel.id, "ts": message.ts}


def _limit(desk: Desk, channel: str) -> None:
    last = desk.posted_at.get(channel)
    if desk.limit_posts and last is not None and desk.now() - last < _POST_SECONDS:
        raise Refused("ratelimited", status=429, retry_after=1)


def _check_thread(desk: Desk, channel: str, thread: str) -> None:
    if not any(message.ts == thread for message in desk.messages(channel)):
        desk.faults.append(f"chat.postMessage: no message {thread} in {channel} to answer in a thread")


METHODS = {
    "chat.postMessage": Method(
        answer=_post,
        takes=takes(
            f"{_SHARED} thread_ts reply_broadcast unfurl_links unfurl_media container_id icon_emoji icon_url "
            "mrkdwn username metadata",
        ),
        scope="chat:write",
    ),
    "chat.postEphemeral": Method(
        answer=_post_ephemeral,
        takes=takes(f"{_SHARED} user thread_ts icon_emoji icon_url username"),
        scope="chat:write",
    ),
    "chat.update": Method(
        answer=_update,
        takes=takes(f"{_SHARED} ts file_ids reply_broadcast metadata"),
        scope="chat:write",
    ),
    "chat.delete": Method(answer=_delete, takes=takes("channel ts as_user"), scope="chat:write"),
}
