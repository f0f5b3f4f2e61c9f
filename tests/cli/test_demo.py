"""``ringback demo``: the whole thing with nothing set up, for a pipe and for a person."""

from __future__ import annotations

import re
import signal
import subprocess
from time import sleep
from typing import TYPE_CHECKING

import pytest
from readied import RINGBACK, ROOT

from bot.cli.script import SCENES
from cli.at_terminal import Terminal

if TYPE_CHECKING:
    from collections.abc import Callable

    from cli.commands import Ran


def test_without_a_terminal_it_plays_and_ends(ringback: Callable[..., Ran]) -> None:
    ran = ringback("demo")
    assert (ran.code, ran.err) == (0, "")
    assert re.findall(r"^ask> (.+)$", ran.out, re.MULTILINE) == [scene.question for scene in SCENES]
    text = " ".join(ran.out.split())
    for words in (
        "open", "tried", "returned", "got through", "in Sales (queue 6400, group of 4 extensions)", "Amara Osei (4005)",
        "It can also mean", "“mised” is read as missed.",
        "understood missed calls", "sent 08/11/2026 06:00:00 PM \u2013 10/11/2026", "Answered in",
        "11/09/2026 06:00:00 \u2013 11/10/2026",
        "The same calls as when it was asked before, although the PBX writes dates in another way now.",
    ):  # fmt: skip
        assert words in text
    assert "\x1b" not in ran.out


def test_the_answer_in_the_readme_is_the_demos(ringback: Callable[..., Ran]) -> None:
    block = re.search(r"```text\n(.+?)```", (ROOT / "README.md").read_text(encoding="utf-8"), re.DOTALL)
    assert block is not None
    shown = [line for line in block[1].splitlines() if line != "  …"]
    assert len(shown) > 15
    played = ringback("demo").out.splitlines()
    assert [line for line in shown if line not in played] == []


def test_it_is_the_same_every_time(ringback: Callable[..., Ran]) -> None:
    def timeless(text: str) -> str:
        # The simulated clock goes on: a slow machine asks a second later, and seconds are shown where there are any.
        return re.sub(r"\d+ ms|\d\.\d s|127\.0\.0\.1:\d+|(?<=\d\d:\d\d):\d\d", "", text)

    assert timeless(ringback("demo").out) == timeless(ringback("demo").out)


def test_at_a_terminal_a_person_asks_on() -> None:
    demo = Terminal("demo")
    demo.read_to("Your turn")
    demo.read_to("ask> ")
    demo.type("\n")
    demo.read_to("ask> ")
    demo.type("help\n")
    demo.read_to("quit, Ctrl-D or Ctrl-C ends.")
    demo.type("from 4099 yesterday\n")
    demo.read_to("There is no extension 4099")
    demo.type("calls to Warehouse yesterday\n")
    demo.read_to("to Warehouse (4012)")
    demo.read_to("ask> ")
    demo.type("quit\n")
    demo.read_all()
    assert demo.process.returncode == 0


def test_ctrl_d_ends_it() -> None:
    demo = Terminal("demo")
    demo.read_to("Your turn")
    demo.read_to("ask> ")
    demo.type("\x04")
    shown = demo.read_all()
    assert demo.process.returncode == 0
    assert "Traceback" not in shown


def test_ctrl_c_at_the_prompt_leaves_nothing_running() -> None:
    demo = Terminal("demo")
    demo.read_to("Your turn")
    demo.read_to("ask> ")
    sleep(0.3)  # Python loses a signal that comes between its showing the prompt and its waiting for a key
    demo.type("\x03")
    shown = demo.read_all()
    assert demo.process.returncode == 130
    assert "Traceback" not in shown


def played() -> subprocess.Popen[str]:
    """The demo, just begun."""
    return subprocess.Popen(  # noqa: S603 - our own command
        [*RINGBACK, "demo"], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


def test_ctrl_c_amid_the_play_leaves_nothing_running() -> None:
    process = played()
    assert process.stdout is not None
    process.stdout.readline()
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=10)
    assert (process.returncode, err) == (130, "Stopped.\n")


@pytest.mark.parametrize("seconds", [0.15, 0.2, 0.25, 0.3])
def test_ctrl_c_while_it_starts_leaves_nothing_running(seconds: float) -> None:
    process = played()
    sleep(seconds)
    process.send_signal(signal.SIGINT)
    process.communicate(timeout=10)
    # A moment that is Python's own start or end is not ours to decide; that nothing is left is.
    assert process.returncode in (130, -signal.SIGINT, 0)
