"""The app's manifest: what Slack must know of the app, from the tables that its listeners are made of.

The shape is the first major version of Slack's app manifest, as slackapi/manifest-schema publishes it.
"""

from __future__ import annotations

from typing import Any, Literal, TypeAlias

from bot.slack.commands import COMMANDS

Mode: TypeAlias = Literal["socket", "http"]
"""How Slack reaches the app. A configuration at Slack is either of the two."""

NAME = "Ringback"
DESCRIPTION = "Who called, whom you missed, and whether anyone has called them back."
LONG_DESCRIPTION = (
    "Ask in plain words: /missed yesterday afternoon in Sales, or /calls from 2005 last week longer than 5m. "
    "Ringback reads the call records of your company's Yeastar P-Series PBX and answers with figures, a chart and "
    "every missed caller, each with what became of it: open, tried, returned or got through.\n\n"
    "Only you see an answer until you press Post to channel. Every answer says how it understood the question, and "
    "“no calls” is only said with proof. Workspace admins connect the PBX with /calls setup."
)
COLOUR = "#1b4965"

SCOPES: dict[str, str] = {
    "commands": "Receives /calls and /missed.",
    "im:history": (
        "Receives what a person writes to Ringback in their direct message; finds there a digest "
        "that may have been posted; reads no channel."
    ),
    "app_mentions:read": "Receives messages that mention Ringback, in the channels it was invited to; no others.",
    "chat:write": (
        "Answers direct messages and mentions; posts an answer when somebody presses so, and "
        "digests when they are due."
    ),
    "im:write": (
        "Opens the direct message with a person: for the CSV they asked for, their digests, and "
        "what they pressed in Home."
    ),
    "files:write": "Sends the CSV of an answer, to the person who asked for it.",
    "users:read": (
        "Tells of who asks, and of a digest's owner: zone, language, and whether they are an "
        "admin, a guest, a stranger or gone."
    ),
    "users:read.email": "Proposes a person's extension: the one that has their e-mail address on the PBX.",
    "usergroups:read": (
        "Lists the user groups in the settings, and tells who is in one that may ask and so may "
        "have a digest."
    ),
    "channels:read": (
        "Tells, before a post or a digest, whether Ringback and people of another organisation are "
        "in a public channel."
    ),
    "groups:read": "The same for a private channel; and tells when its id changes, so that its settings stay with it.",
}
"""Every scope of the bot's token -> when it is used and for what. A scope without a purpose is not asked for."""

EVENTS: dict[str, str] = {
    "app_home_opened": "Shows the Home tab.",
    "app_mention": "Answers a question in a mention.",
    "message.im": "Answers a question in a direct message.",
    "app_uninstalled": "Deletes everything of a workspace that uninstalls the app.",
    "tokens_revoked": "Deletes everything of a workspace that takes the app's token away.",
    "channel_id_changed": "Lets a channel's settings go along with its new id.",
}
"""Every event that the bot subscribes to -> what it does then."""


def manifest(mode: Mode, url: str = "") -> dict[str, Any]:
    """The manifest.

    Args:
        mode: how Slack reaches the app.
        url: where the app is reached by HTTP, without a slash at its end; nothing of it is used for a socket.
    """
    http = mode == "http"
    requests = f"{url}/slack/events" if http else ""
    oauth: dict[str, Any] = {"redirect_urls": [f"{url}/slack/oauth_redirect"]} if http else {}
    return {
        "_metadata": {"major_version": 1, "minor_version": 1},
        "display_information": {
            "name": NAME,
            "description": DESCRIPTION,
            "long_description": LONG_DESCRIPTION,
            "background_color": COLOUR,
        },
        "features": _features(requests),
        "oauth_config": {**oauth, "scopes": {"bot": list(SCOPES)}},
        "settings": {
            "event_subscriptions": {**_request_url(requests), "bot_events": list(EVENTS)},
            "interactivity": {"is_enabled": True, **_request_url(requests)},
            # An organisation's installation would outlive its workspaces' own data here: each workspace installs.
            "org_deploy_enabled": False,
            "socket_mode_enabled": not http,
            "token_rotation_enabled": False,
        },
    }


def _features(requests: str) -> dict[str, Any]:
    return {
        "app_home": {
            "home_tab_enabled": True,
            "messages_tab_enabled": True,
            "messages_tab_read_only_enabled": False,
        },
        "bot_user": {"display_name": NAME, "always_online": True},
        "slash_commands": [
            {
                "command": command,
                **({"url": requests} if requests else {}),
                "description": description,
                "usage_hint": usage_hint,
                "should_escape": True,
            }
            for command, (_, description, usage_hint) in COMMANDS.items()
        ],
    }


def _request_url(requests: str) -> dict[str, str]:
    return {"request_url": requests} if requests else {}
