"""What a person in Slack is told to do is something that can be done there."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from cdr.every_trouble import FACTS, an_example, every_trouble

from bot.answers.doctor import failure
from bot.answers.rounds_trouble import DigestUnmade
from bot.blocks.help import usage
from bot.blocks.status import status_message
from bot.blocks.trouble import trouble_message
from bot.cdr.link_trouble import CertificateExpired, HostnameMismatch, TlsNotTrusted
from bot.cdr.pbx_trouble import PbxBusy, TookTooLong
from bot.workspace.steps_in_slack import STEPS, step_in_slack
from bot.workspace.store_trouble import KeysMissing

if TYPE_CHECKING:
    from bot.blocks.message import Message
    from bot.cdr.trouble import Trouble

IN_SLACK = [kind for kind in every_trouble() if not kind.__module__.startswith("bot.cli")]
"""What the roof raises reaches nobody in Slack."""
TERMINAL = ("--", "ringback ", "this machine", "RINGBACK_DATABASE")
SHOWING = ("bot/blocks", "bot/slack", "bot/answers")


def shown(message: Message) -> str:
    return f"{message.text} {message.blocks}"


@pytest.mark.parametrize("kind", IN_SLACK, ids=lambda kind: kind.__name__)
def test_no_next_step_in_slack_is_one_for_the_terminal(kind: type[Trouble]) -> None:
    step = step_in_slack(an_example(kind))
    assert [words for words in TERMINAL if words in step] == []
    assert step.endswith(".")
    assert not step.endswith("..")
    assert "{" not in step


@pytest.mark.parametrize("kind", IN_SLACK, ids=lambda kind: kind.__name__)
def test_no_message_about_a_trouble_names_an_option_or_a_command_of_the_terminal(kind: type[Trouble]) -> None:
    trouble = an_example(kind)
    messages = (
        trouble_message(trouble),
        usage(trouble),
        status_message([("Berlin", [failure("Login", trouble)])]),
    )
    for message in messages:
        assert "--" not in shown(message)
        assert "ringback " not in shown(message)


def test_every_step_of_the_table_is_of_a_trouble_and_uses_its_facts_alone() -> None:
    codes = {kind.code for kind in IN_SLACK}
    assert STEPS.keys() - codes == set()


@pytest.mark.parametrize("kind", [TlsNotTrusted, HostnameMismatch, CertificateExpired])
def test_a_certificate_is_pinned_in_the_set_up_with_its_fingerprint_to_copy(kind: type[Trouble]) -> None:
    message = shown(trouble_message(an_example(kind)))
    assert f"SHA-256 fingerprint {FACTS['fingerprint']}, choose “Exactly this certificate”" in message
    assert "/calls setup" in message


def test_who_cannot_mend_it_is_told_who_can() -> None:
    assert "Whoever runs Ringback" in shown(trouble_message(KeysMissing()))


def test_a_step_that_is_right_in_both_places_stands_once() -> None:
    for trouble in (PbxBusy(), DigestUnmade()):
        assert step_in_slack(trouble) == trouble.next_step


def test_at_the_terminal_the_option_is_named_all_the_same() -> None:
    trouble = TookTooLong(seconds=120, progress="3 of 9 pages")
    assert "--time-limit" in trouble.next_step
    assert step_in_slack(trouble).startswith("Try again, or ask for a shorter time;")


def test_nothing_that_is_shown_in_slack_takes_the_terminals_step() -> None:
    """Of what these rooms show, only the doctor's findings have it: the terminal shows them as well."""
    root = Path(__file__).parents[2]
    taken = {
        str(file.relative_to(root))
        for room in SHOWING
        for file in (root / room).rglob("*.py")
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute) and node.attr == "next_step" and not _of_page(node)
    }
    assert taken == {"bot/answers/doctor.py"}


def _of_page(node: ast.Attribute) -> bool:
    """A page in the browser has a field of this name."""
    return isinstance(node.value, ast.Name) and node.value.id == "page"
