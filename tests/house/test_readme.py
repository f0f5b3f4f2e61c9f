"""README, help texts and the tables of commands, subcommands, scopes and variables agree."""

from __future__ import annotations

import re
import subprocess
import sys
from configparser import ConfigParser
from importlib import import_module
from pathlib import Path

import click
import pytest

from bot.cli.root import SUBCOMMANDS
from bot.config import VARIABLES
from bot.slack import subcommands
from bot.slack.manifest import SCOPES

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
LONGEST = 515
"""Lines. Nobody reads more before they begin."""


def section(title: str, level: str = "##") -> str:
    found = re.search(rf"^{level} {title}\n(.*?)(?=^##)", README, re.MULTILINE | re.DOTALL)
    assert found is not None, title
    return found[1]


def fenced(language: str) -> list[str]:
    """The blocks of a language, without the indentation of a list."""
    return re.findall(rf"^ *```{language}\n(.*?)^ *```$", README, re.MULTILINE | re.DOTALL)


def command(name: str) -> click.Command:
    module, attribute = SUBCOMMANDS[name].place.split(":")
    found: click.Command = getattr(import_module(module), attribute)
    return found


def options_of(found: click.Command) -> set[str]:
    options = {opt for each in found.params for opt in (*each.opts, *each.secondary_opts)} | {"--help"}
    if isinstance(found, click.Group):
        options |= {opt for each in found.commands.values() for opt in options_of(each)}
    return options


def typed() -> list[list[str]]:
    """Every command line with ``ringback`` in README, word by word from the subcommand on."""
    found = re.findall(r"(?:^|[\s`(/])ringback ((?:[a-z]+|--help)\b[^`\n|)]*)", README, re.MULTILINE)
    return [line.split() for line in found if line.split()[0] in SUBCOMMANDS]


def test_the_list_of_commands_is_the_table() -> None:
    listed = re.findall(r"^\| `ringback ([a-z]+)` \| (.+) \|$", section("Commands"), re.MULTILINE)
    assert listed == [(name, row.short_help) for name, row in SUBCOMMANDS.items()]


def test_the_list_of_subcommands_in_slack_is_the_table() -> None:
    listed = re.findall(r"^\| `/calls ([^`]+)` \| (.+) \|$", README, re.MULTILINE)
    assert listed == [(row.usage, row.short_help) for row in subcommands.rows()]


def test_every_scope_is_listed_with_its_purpose() -> None:
    listed = section("What the app may do in Slack", "###")
    assert re.findall(r"^\| `([a-z_:.]+)` \| (.+) \|$", listed, re.MULTILINE) == list(SCOPES.items())


def test_the_list_of_variables_is_what_is_read() -> None:
    listed = re.findall(r"^\| `([A-Z_]+)` \|", section("Environment"), re.MULTILINE)
    assert listed == list(VARIABLES)


@pytest.mark.parametrize("name", [None, *SUBCOMMANDS])
def test_help_shows_examples(name: str | None) -> None:
    line = [sys.executable, "-m", "bot", *([name] if name else []), "--help"]
    shown = subprocess.run(line, cwd=ROOT, capture_output=True, text=True, check=True, timeout=30).stdout  # noqa: S603 - our own command
    assert "Examples:" in shown
    for option in re.findall(r"^  (--[a-z-]+)", shown, re.MULTILINE):
        assert option


def test_every_option_in_a_command_line_is_one_of_that_command() -> None:
    lines = typed()
    assert {"ask", "doctor", "explain", "manifest", "serve", "simulate"} <= {line[0] for line in lines}
    for name, *words in lines:
        named = {word for word in words if word.startswith("--")}
        assert named <= options_of(command(name)), (name, words)


def test_every_subcommand_of_a_group_in_a_command_line_exists() -> None:
    for name, *words in typed():
        group = command(name)
        if isinstance(group, click.Group) and words and words[0].isalpha():
            assert words[0] in group.commands, (name, words)


def test_every_option_that_is_named_alone_exists() -> None:
    named = set(re.findall(r"`(--[a-z][a-z-]+)`", README))
    assert named
    assert named <= {option for name in SUBCOMMANDS for option in options_of(command(name))}


def test_every_make_command_the_readme_names_exists() -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    assert set(re.findall(r"`?make ([a-z]+)", README)) <= targets


def test_every_extra_the_readme_names_exists() -> None:
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    extras = re.findall(r"\bextra `([a-z]+)`", README)
    assert extras
    for extra in extras:
        assert re.search(rf"^{extra} = \[", project, re.MULTILINE), extra


def test_every_link_inside_the_readme_leads_somewhere() -> None:
    titles = re.findall(r"^#+ (.+)$", README, re.MULTILINE)
    anchors = {re.sub(r"[^a-z0-9 _-]", "", title.lower()).replace(" ", "-") for title in titles}
    assert set(re.findall(r"\]\(#([^)]+)\)", README)) <= anchors


def test_what_the_container_copies_is_there() -> None:
    [text] = fenced("dockerfile")
    for line in re.findall(r"^COPY (.+)$", text, re.MULTILINE):
        for name in line.split()[:-1]:
            assert (ROOT / name).exists(), name


def test_the_systemd_unit_keeps_secrets_to_itself_and_waits_for_what_was_acked() -> None:
    [text] = fenced("ini")
    unit = ConfigParser(strict=False, interpolation=None)
    unit.read_string(text)
    assert unit["Service"]["ExecStart"].endswith("/ringback serve")
    assert unit["Service"]["UMask"] == "0077"
    assert int(unit["Service"]["TimeoutStopSec"]) > 20


def test_the_readme_holds_no_gap() -> None:
    assert "@@" not in README


def test_the_readme_is_not_too_long() -> None:
    assert len(README.splitlines()) <= LONGEST
