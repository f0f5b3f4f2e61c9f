"""README, help texts and the table of commands agree."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from bot.cli.root import SUBCOMMANDS
from bot.config import VARIABLES

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def section(title: str) -> str:
    found = re.search(rf"^## {title}\n(.*?)(?=^## )", README, re.MULTILINE | re.DOTALL)
    assert found is not None
    return found[1]


def test_the_list_of_commands_is_the_table() -> None:
    listed = re.findall(r"^\| `ringback ([a-z]+)` \| (.+) \|$", section("Commands"), re.MULTILINE)
    assert listed == [(name, row.short_help) for name, row in SUBCOMMANDS.items()]


def test_the_list_of_variables_is_what_is_read() -> None:
    listed = re.findall(r"^\| `([A-Z_]+)` \|", section("Environment"), re.MULTILINE)
    assert listed == list(VARIABLES)


@pytest.mark.parametrize("name", [None, *SUBCOMMANDS])
def test_help_shows_examples(name: str | None) -> None:
    command = [sys.executable, "-m", "bot", *([name] if name else []), "--help"]
    shown = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True, timeout=30).stdout  # noqa: S603 - our own command
    assert "Examples:" in shown
    for option in re.findall(r"^  (--[a-z-]+)", shown, re.MULTILINE):
        assert option


def test_every_option_the_readme_names_exists() -> None:
    named = set(re.findall(r"(?<![\w-])--[a-z][a-z-]+", README))
    helped = "".join(
        subprocess.run(  # noqa: S603 - our own command
            [sys.executable, "-m", "bot", name, "--help"],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=True,
            timeout=30,
        ).stdout
        for name in SUBCOMMANDS
    )
    assert {option for option in named if option not in helped} == set()


def test_every_make_command_the_readme_names_exists() -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    assert set(re.findall(r"`?make ([a-z]+)", README)) <= targets


def test_the_readme_holds_no_gap() -> None:
    assert "@@" not in README
