"""What Slack gave the app itself, whichever workspaces it serves."""

from __future__ import annotations

from dataclasses import dataclass, field

SLACK_API = "https://slack.com/api/"
APP_SETTINGS = "https://api.slack.com/apps"

PLACES = {
    "SLACK_BOT_TOKEN": "Install App, Bot User OAuth Token",
    "SLACK_APP_TOKEN": "Basic Information, App-Level Tokens",
    "SLACK_SIGNING_SECRET": "Basic Information, App Credentials",
    "SLACK_CLIENT_ID": "Basic Information, App Credentials",
    "SLACK_CLIENT_SECRET": "Basic Information, App Credentials",
}
"""Where each variable's value stands in the app's settings; an app-level token is made there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SlackAccess:
    """What Slack gave the app; empty where the environment has none.

    Attributes:
        bot_token: speaks for the one workspace of the environment.
        app_token: opens sockets.
        signing_secret: proves that a request is Slack's.
        client_id: begins installations, with ``client_secret``: many workspaces.
        api_url: base address of the Web API, with a slash at its end.
    """

    bot_token: str = field(default="", repr=False)
    app_token: str = field(default="", repr=False)
    signing_secret: str = field(default="", repr=False)
    client_id: str = ""
    client_secret: str = field(default="", repr=False)
    api_url: str = SLACK_API

    @property
    def hosted(self) -> bool:
        """Whether other people's workspaces may install the app."""
        return bool(self.client_id and self.client_secret)
