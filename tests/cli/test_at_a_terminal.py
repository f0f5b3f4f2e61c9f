"""What only a person at a terminal sees: colour, progress, a prompt that hides the secret."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cli.at_terminal import Terminal
from cli.commands import NOW

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from cli.commands import Pbx


@pytest.fixture
def asking(pbx: Pbx, cache: Path) -> Callable[..., Terminal]:
    def ask(*words: str, **environment: str) -> Terminal:
        given = {"XDG_CACHE_HOME": str(cache), **environment}
        return Terminal("ask", "--now", NOW, *pbx.options, *words, environment=given)

    return ask


def test_a_page_has_colour_and_json_is_indented(asking: Callable[..., Terminal]) -> None:
    assert "\x1b[1mMissed calls" in asking("missed yesterday").read_all()
    assert asking("missed yesterday", "--json").read_all().startswith('{\r\n  "kind": "missed"')


@pytest.mark.parametrize("wish", [{"NO_COLOR": "1"}, {"TERM": "dumb"}], ids=["NO_COLOR", "TERM=dumb"])
def test_whoever_wants_no_colour_gets_none(asking: Callable[..., Terminal], wish: dict[str, str]) -> None:
    shown = asking("missed yesterday", **wish).read_all()
    assert "Missed calls" in shown
    assert "\x1b[" not in shown


def test_long_work_shows_progress_and_takes_it_away(asking: Callable[..., Terminal], pbx: Pbx) -> None:
    pbx.fault("slow", seconds=1.2, path="cdr/search", times=1)
    shown = asking("calls yesterday", NO_COLOR="1").read_all()
    assert "Looking at the PBX" in shown or "0:00:0" in shown
    page = shown[shown.index("Calls · Yesterday") :]
    assert "0:00:0" not in page
    assert shown.rindex("\x1b[?25h") > shown.rindex("\x1b[?25l")  # the cursor is back


def test_quick_work_shows_none(asking: Callable[..., Terminal]) -> None:
    assert "0:00:0" not in asking("calls yesterday").read_all()


def test_a_secret_typed_at_the_prompt_is_not_shown(pbx: Pbx, cache: Path) -> None:
    doctor = Terminal("doctor", *pbx.with_secret("-"), environment={"XDG_CACHE_HOME": str(cache)})
    doctor.read_to("Client Secret: ")
    doctor.type(pbx.secret + "\n")
    shown = doctor.read_all()
    assert "Every link from here to the records holds." in shown
    assert pbx.secret not in shown


def test_ctrl_c_ends_with_130_and_gives_the_cursor_back(asking: Callable[..., Terminal], pbx: Pbx) -> None:
    pbx.fault("slow", seconds=30, path="cdr/search")
    terminal = asking("calls last week")
    terminal.read_to("0:00:0")
    terminal.type("\x03")
    shown = terminal.read_all()
    assert terminal.process.returncode == 130
    assert "Stopped." in shown
    assert "Traceback" not in shown
    assert shown.rindex("\x1b[?25h") > shown.rindex("\x1b[?25l")
