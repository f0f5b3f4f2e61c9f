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
        "SLACK_BOT_TOKEN does not begin with xoxb-",
        "SLACK_APP_TOKEN does not begin with xapp-",
        "SLACK_API_URL is no http:// or https:// address",
        "SLACK_CLIENT_ID and SLACK_CLIENT_SECRET belong together, and one is missing",
        "PORT is 'http', not a number up to 65535",
        "RINGBACK_MODE is 'pigeon', not socket or http",
        "RINGBACK_PRIVATE_PBX is 'maybe', not allow or deny",
        "RINGBACK_LOG is 'loud', not debug or info or warning or error.",
    ):
        assert fault in told


def test_what_the_service_needs_is_named_to_the_last_one() -> None:
    assert said({"RINGBACK_MODE": "socket"}).endswith(
        "SLACK_APP_TOKEN, for RINGBACK_MODE=socket, is missing; "
        "RINGBACK_KEYS, which ringback keys new makes, is missing."
    )
    assert "SLACK_SIGNING_SECRET, for RINGBACK_MODE=http, is missing" in said(HOSTED)


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
