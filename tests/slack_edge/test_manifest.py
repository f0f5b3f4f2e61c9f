"""The manifest: what Slack's schema allows, and what the code truly uses, looked up independently of its tables."""

from __future__ import annotations

import copy
import json
import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from fakes.slack.web import METHODS
from slack_sdk.web.async_client import AsyncWebClient

from bot.cli.manifest import public_url
from bot.cli.manifest_trouble import BadPublicUrl
from bot.slack.commands import COMMANDS
from bot.slack.manifest import EVENTS, SCOPES, manifest
from slack_edge.manifest_rules import faults

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).parents[2]
URL = "https://ringback.example.com"
REQUESTS = "https://ringback.example.com/slack/events"
SOURCES = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "bot" / "slack").rglob("*.py"))]
CALLED = {
    name
    for source in SOURCES
    for name in re.findall(r"\.([a-z]+_\w+)\(", source)
    if hasattr(AsyncWebClient, name)
}
HEARD = {name for source in SOURCES for name in re.findall(r"\bapp\.event\(\s*\"([a-z_.]+)\"", source)}

# What slack-sdk makes of several methods of the Web API.
COMPOSED = {"files_upload_v2": {"files.getUploadURLExternal", "files.completeUploadExternal"}}
# Slack's reference: conversations.info takes the scope of the kind of channel. Ours are public and private ones; it is
# not asked about direct messages, and of a group's it is not told and so asks before a post.
BY_CHANNEL = {"conversations.info": {"channels:read", "groups:read"}}
# Slack's reference: the scopes that an event takes; those without one need no permission.
BY_EVENT = {
    "app_home_opened": set[str](),
    "app_mention": {"app_mentions:read"},
    "message.im": {"im:history"},
    "app_uninstalled": set[str](),
    "tokens_revoked": set[str](),
    "channel_id_changed": {"groups:read"},
}


def api_methods(called: str) -> set[str]:
    """Method names of the Web API for one of slack-sdk, which writes the dots as underscores."""
    known = {name.replace(".", "_"): name for name in METHODS}
    return COMPOSED.get(called) or {known.get(called, called)}


def both() -> list[dict[str, Any]]:
    return [manifest("socket"), manifest("http", URL)]


@pytest.mark.parametrize("made", both(), ids=["socket", "http"])
def test_slacks_schema_has_nothing_against_it(made: dict[str, Any]) -> None:
    assert faults(made) == []


def _longer_name(made: dict[str, Any]) -> None:
    made["display_information"]["name"] = "R" * 36


def _short_story(made: dict[str, Any]) -> None:
    made["display_information"]["long_description"] = "x" * 174


def _colour(made: dict[str, Any]) -> None:
    made["display_information"]["background_color"] = "#12345"


def _new_key(made: dict[str, Any]) -> None:
    made["settings"]["sockets"] = True


def _no_slash(made: dict[str, Any]) -> None:
    made["features"]["slash_commands"][0]["command"] = "calls"


def _hint(made: dict[str, Any]) -> None:
    made["features"]["slash_commands"][1]["usage_hint"] = "x" * 1001


def _no_commands(made: dict[str, Any]) -> None:
    made["features"]["slash_commands"] = []


def _twice(made: dict[str, Any]) -> None:
    made["settings"]["event_subscriptions"]["bot_events"] *= 2


def _address(made: dict[str, Any]) -> None:
    made["settings"]["interactivity"]["request_url"] = "ringback.example.com"


def _word_for_flag(made: dict[str, Any]) -> None:
    made["settings"]["socket_mode_enabled"] = "yes"


def _nameless(made: dict[str, Any]) -> None:
    del made["display_information"]["name"]


@pytest.mark.parametrize(
    ("spoil", "place"),
    [
        (_longer_name, "display_information.name: 36 characters"),
        (_short_story, "display_information.long_description: 174"),
        (_colour, "display_information.background_color: not like"),
        (_new_key, "settings.sockets: unknown"),
        (_no_slash, "slash_commands[0].command: not like"),
        (_hint, "slash_commands[1].usage_hint: 1001"),
        (_no_commands, "features.slash_commands: 0 of them"),
        (_twice, "bot_events: twice"),
        (_address, "interactivity.request_url: not like"),
        (_word_for_flag, "socket_mode_enabled: no bool"),
        (_nameless, "display_information.name: missing"),
    ],
)
def test_the_rules_see_what_slack_refuses(spoil: Callable[[dict[str, Any]], None], place: str) -> None:
    made = copy.deepcopy(manifest("http", URL))
    spoil(made)
    [fault] = faults(made)
    assert place in fault


def test_over_http_every_address_is_ours_and_over_a_socket_there_is_none() -> None:
    socket, http = both()
    assert "http" not in json.dumps(socket).replace("https_", "")
    assert socket["settings"]["socket_mode_enabled"] is True
    assert "redirect_urls" not in socket["oauth_config"]
    assert http["settings"]["socket_mode_enabled"] is False
    assert [each["url"] for each in http["features"]["slash_commands"]] == [REQUESTS, REQUESTS]
    assert http["settings"]["event_subscriptions"]["request_url"] == REQUESTS
    assert http["settings"]["interactivity"] == {"is_enabled": True, "request_url": REQUESTS}
    assert http["oauth_config"]["redirect_urls"] == ["https://ringback.example.com/slack/oauth_redirect"]


@pytest.mark.parametrize("made", both(), ids=["socket", "http"])
def test_both_commands_are_in_it_and_deliver_mentions_as_ids(made: dict[str, Any]) -> None:
    commands = made["features"]["slash_commands"]
    assert [(each["command"], each["should_escape"]) for each in commands] == [
        ("/calls", True),
        ("/missed", True),
    ]
    assert [(each["description"], each["usage_hint"]) for each in commands] == [
        (description, usage_hint) for _, description, usage_hint in COMMANDS.values()
    ]
    assert list(COMMANDS) == ["/calls", "/missed"]


def test_people_can_write_to_the_app_and_open_its_home() -> None:
    for made in both():
        assert made["features"]["app_home"] == {
            "home_tab_enabled": True,
            "messages_tab_enabled": True,
            "messages_tab_read_only_enabled": False,
        }


def test_it_subscribes_to_exactly_the_events_that_are_listened_to() -> None:
    heard = {"message.im" if name == "message" else name for name in HEARD}
    assert heard == set(EVENTS)
    for made in both():
        assert set(made["settings"]["event_subscriptions"]["bot_events"]) == heard


def test_every_method_that_is_called_is_one_the_fake_slack_guards() -> None:
    assert "api_call" not in CALLED, "a method that is named in a string is not seen here"
    assert {"chat_postMessage", "views_open", "conversations_info", "users_info"} <= CALLED
    assert {method for called in CALLED for method in api_methods(called)} - METHODS.keys() == set()


def test_it_asks_for_exactly_the_scopes_that_are_used() -> None:
    methods = {method for called in CALLED for method in api_methods(called)}
    needed = {METHODS[method].scope for method in methods if METHODS[method].level == "bot"} - {""}
    needed |= {scope for method in methods for scope in BY_CHANNEL.get(method, ())}
    needed |= {scope for event in EVENTS for scope in BY_EVENT[event]}
    needed |= {"commands"}
    if any('.get("email")' in source for source in SOURCES):
        needed |= {"users:read.email"}
    assert needed == set(SCOPES)
    for made in both():
        assert made["oauth_config"]["scopes"] == {"bot": list(SCOPES)}


def test_no_scope_lets_it_read_channels() -> None:
    assert {scope for scope in SCOPES if "history" in scope} == {"im:history"}


def test_every_scope_and_event_has_a_sentence_of_its_own() -> None:
    for table in (SCOPES, EVENTS):
        assert len(set(table.values())) == len(table)
        for purpose in table.values():
            assert re.fullmatch(r"[A-Z][^.]+\.", purpose), purpose


def test_the_manifest_in_the_root_is_the_one_for_http() -> None:
    text = (ROOT / "manifest.yml").read_text(encoding="utf-8")
    assert yaml.safe_load(text) == manifest("http", URL)
    assert text.startswith("# ")


def test_one_process_runs_the_app() -> None:
    assert (ROOT / "Procfile").read_text(encoding="utf-8") == "web: ringback serve\n"


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    """``ringback manifest`` in a process whose environment is as good as empty."""
    return subprocess.run(  # noqa: S603 - our own command
        [sys.executable, "-m", "bot", "manifest", *arguments],
        cwd=ROOT,
        env={"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
        timeout=30,
    )


def test_without_options_it_prints_the_manifest_for_a_socket_as_yaml() -> None:
    done = run()
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("_metadata:\n  major_version: 1\n")
    assert yaml.safe_load(done.stdout) == manifest("socket")


def test_for_http_it_prints_json_with_the_address() -> None:
    done = run("--mode", "http", "--url", "https://Calls.Example.com/", "--json")
    assert (done.returncode, done.stderr) == (0, "")
    made = json.loads(done.stdout)
    assert made["settings"]["event_subscriptions"]["request_url"] == "https://calls.example.com/slack/events"
    assert faults(made) == []


def test_http_without_an_address_says_what_to_do() -> None:
    done = run("--mode", "http")
    assert (done.returncode, done.stdout) == (2, "")
    assert "--mode http needs --url." in done.stderr
    assert "--url https://ringback.example.com" in done.stderr


def test_an_address_for_a_socket_is_refused_rather_than_ignored() -> None:
    done = run("--mode", "socket", "--url", URL)
    assert (done.returncode, done.stdout) == (2, "")
    assert "--url belongs to --mode http" in done.stderr


@pytest.mark.parametrize(
    ("given", "read"),
    [
        ("https://ringback.example.com", "https://ringback.example.com"),
        (" https://Ringback.Example.com/ ", "https://ringback.example.com"),
        ("https://ringback.example.com:8443", "https://ringback.example.com:8443"),
        ("http://localhost:3000", "http://localhost:3000"),
        ("http://127.0.0.1:3000/", "http://127.0.0.1:3000"),
    ],
)
def test_an_address_is_read(given: str, read: str) -> None:
    assert public_url(given) == read


@pytest.mark.parametrize(
    ("given", "fault"),
    [
        ("", "needs --url"),
        ("ringback.example.com", "does not begin with https://"),
        ("ftp://ringback.example.com", "does not begin with https://"),
        ("http://ringback.example.com", "https:// only"),
        ("http://localhost.example.com", "https:// only"),
        ("https://ringback.example.com/slack/events", "has a path"),
        ("https://ringback.example.com?team=1", "a query"),
        ("https://ringback.example.com#top", "a fragment"),
        ("https://me:secret@ringback.example.com", "a user name or a password"),
        ("https://ringback .example.com", "no host"),
        ("https://<!channel>", "no host"),
        ("https://", "no host"),
        ("https://ringback.example.com:99999", "no address"),
        ("https://[", "no address"),
    ],
)
def test_an_address_that_slack_cannot_use_is_refused(given: str, fault: str) -> None:
    with pytest.raises(BadPublicUrl) as refused:
        public_url(given)
    assert fault in refused.value.sentence
    assert "secret" not in str(refused.value)
