"""What the environment may say, and that every fault of it is told whole and at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.config import BadEnvironment, Mode, demand_service, read_config
from bot.pbx.guard import PrivateAddresses

HOSTED = {"SLACK_CLIENT_ID": "1.2", "SLACK_CLIENT_SECRET": "hidden"}


def said(environment: dict[str, str]) -> str:
    with pytest.raises(BadEnvironment) as caught:
        demand_service(read_config(environment))
    return caught.value.sentence


def test_an_empty_environment_has_its_defaults() -> None:
    config = read_config({"PORT": " ", "RINGBACK_MODE": ""})
    assert (config.port, config.mode, config.private_pbx) == (3000, Mode.HTTP, PrivateAddresses.ALLOW)
    assert config.database == Path("data/ringback.db")
    assert config.slack.api_url == "https://slack.com/api/"


def test_every_fault_is_named_whole_and_no_secret_is_shown() -> None:
    told = said(
        {
            "SLACK_BOT_TOKEN": "xapp-misplaced",
            "SLACK_APP_TOKEN": "xoxb-misplaced",
            "SLACK_CLIENT_ID": "1.2",
            "SLACK_API_URL": "slack.com",
            "PORT": "http",
            "RINGBACK_MODE": "pigeon",
            "RINGBACK_PRIVATE_PBX": "maybe",
            "RINGBACK_LOG": "loud",
        }
    )
    assert "misplaced" not in told
    for fault in (
        "SLACK_BOT_TOKEN does not begin with xoxb- (in the app's settings: Install App, Bot User OAuth Token)",
        "SLACK_APP_TOKEN does not begin with xapp- (in the app's settings: Basic Information, App-Level Tokens)",
        "SLACK_API_URL is no http:// or https:// address",
        "SLACK_CLIENT_ID is set without SLACK_CLIENT_SECRET (in the app's settings: Basic Information, App ",
        "PORT is 'http', not a number up to 65535",
        "RINGBACK_MODE is 'pigeon', not socket or http",
        "RINGBACK_PRIVATE_PBX is 'maybe', not allow or deny",
        "RINGBACK_LOG is 'loud', not debug or info or warning or error.",
    ):
        assert fault in told


BOT, APP = "SLACK_BOT_TOKEN", "SLACK_APP_TOKEN"
BOT_PLACE = "SLACK_BOT_TOKEN (Install App, Bot User OAuth Token)"
APP_PLACE = "SLACK_APP_TOKEN (Basic Information, App-Level Tokens) for Socket Mode"
SIGNING_PLACE = "SLACK_SIGNING_SECRET (Basic Information, App Credentials) for HTTP"
KEYS = {"RINGBACK_KEYS": "k1:A"}


@pytest.mark.parametrize(
    ("environment", "missing"),
    [
        ({BOT: "xoxb-1"}, f"{APP_PLACE}, or {SIGNING_PLACE}"),
        ({APP: "xapp-1"}, BOT_PLACE),
        ({"SLACK_SIGNING_SECRET": "s"}, BOT_PLACE),
        ({BOT: "xoxb-1", "RINGBACK_MODE": "socket"}, APP_PLACE),
        ({BOT: "xoxb-1", "SLACK_SIGNING_SECRET": "s", "RINGBACK_MODE": "socket"}, APP_PLACE),
        ({BOT: "xoxb-1", APP: "xapp-1", "RINGBACK_MODE": "http"}, SIGNING_PLACE),
        (HOSTED, SIGNING_PLACE),
        ({}, f"{BOT_PLACE}; {APP_PLACE}, or {SIGNING_PLACE}"),
    ],
    ids=["bot", "app", "signing", "socket", "signing by socket", "app by http", "hosted", "none"],
)
def test_exactly_what_is_missing_is_named_with_its_place_in_slack(
    environment: dict[str, str], missing: str
) -> None:
    assert said(environment | KEYS) == f"Not set in the environment: {missing}."


def test_what_is_missing_for_slack_does_not_hide_that_there_is_no_key() -> None:
    assert said({APP: "xapp-1"}).endswith(f"{BOT_PLACE}; RINGBACK_KEYS: what “ringback keys new” prints.")
    with pytest.raises(BadEnvironment) as caught:
        demand_service(read_config({APP: "xapp-1"}), sealed=True)
    assert "the value that the secrets in the database were sealed with" in caught.value.sentence
    assert "keys new" not in str(caught.value)


def test_one_token_and_many_workspaces_exclude_each_other() -> None:
    assert "set one of the two" in said({**HOSTED, "SLACK_BOT_TOKEN": "xoxb-1"})


def test_where_others_may_install_private_addresses_are_denied_unless_they_are_allowed() -> None:
    assert read_config(HOSTED).private_pbx is PrivateAddresses.DENY
    assert read_config({**HOSTED, "RINGBACK_PRIVATE_PBX": "allow"}).private_pbx is PrivateAddresses.ALLOW


def test_certificates_are_checked_where_others_may_install_whatever_is_allowed_and_where_private_ones_are_denied() -> (
    None
):
    assert read_config({**HOSTED, "RINGBACK_PRIVATE_PBX": "allow"}).checks_certificates
    assert read_config({"RINGBACK_PRIVATE_PBX": "deny"}).checks_certificates
    assert not read_config({}).checks_certificates


def test_an_app_token_means_a_socket_unless_another_mode_is_named() -> None:
    token = {"SLACK_APP_TOKEN": "xapp-1"}
    assert read_config(token).mode is Mode.SOCKET
    assert read_config({**token, "RINGBACK_MODE": "http"}).mode is Mode.HTTP
