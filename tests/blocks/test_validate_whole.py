from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from blocks.valid import field, home, marked, modal, plain, section, table
from bot.blocks.validate import message_faults, view_faults

if TYPE_CHECKING:
    from blocks.valid import Part


def test_a_message_with_text_and_blocks_passes() -> None:
    assert message_faults({"text": "3 missed", "blocks": (section(), table())}) == ()
    assert message_faults({"text": "x" * 4000}) == ()


def test_a_message_needs_text_for_those_who_see_no_blocks() -> None:
    for message in ({}, {"text": ""}, {"text": "  "}, {"text": None}):
        assert message_faults({**message, "blocks": [section()]}) == ("text: missing or empty",)


def test_the_text_of_a_message_is_short_and_calls_nobody() -> None:
    assert message_faults({"text": "x" * 4001}) == ("text: 4,001 characters, at most 4,000",)
    assert message_faults({"text": "<!here> 3 missed"}) == ("text: calls everybody with <!here",)
    assert message_faults({"text": "&lt;!here&gt; 3 missed, <@U1>"}) == ()


def test_the_blocks_of_a_message_are_looked_at() -> None:
    assert message_faults({"text": "x", "blocks": "[]"}) == ("blocks: no list",)
    assert message_faults({"text": "x", "blocks": [{"type": "divider"}] * 51}) == (
        "blocks: 51 of them, a message has at most 50",
    )


@pytest.mark.parametrize("name", ["title", "submit", "close"])
def test_the_labels_of_a_modal_are_short_and_plain(name: str) -> None:
    assert view_faults(modal(**{name: plain("x" * 24)})) == ()
    assert view_faults(modal(**{name: plain("x" * 25)})) == (f"view.{name}: 25 characters, at most 24",)
    told = f"view.{name}: type 'mrkdwn' is no plain_text object, which alone may stand here"
    assert view_faults(modal(**{name: marked("x")})) == (told,)


@pytest.mark.parametrize("view", [modal(), home()], ids=["modal", "home"])
@pytest.mark.parametrize(
    ("name", "most"), [("private_metadata", 3000), ("callback_id", 255), ("external_id", 255)]
)
def test_what_a_view_remembers_is_short(view: Part, name: str, most: int) -> None:
    assert view_faults({**view, name: "x" * most}) == ()
    told = f"view.{name}: {most + 1:,} characters, at most {most:,}"
    assert view_faults({**view, name: "x" * (most + 1)}) == (told,)


def test_a_modal_with_an_input_can_be_sent() -> None:
    assert view_faults(modal(field(), submit=plain("Save"))) == ()
    assert view_faults(modal(field())) == ("view.submit: missing, and the modal has an input",)


def test_a_view_has_the_keys_of_its_kind() -> None:
    assert view_faults({"type": "modal", "blocks": [section()]}) == ("view.title: missing",)
    assert view_faults(home(title=plain())) == ("view: unknown key 'title'",)
    assert view_faults({"type": "home"}) == ("view.blocks: missing",)
    assert view_faults(modal(hidden=True)) == ("view: unknown key 'hidden'",)
    assert view_faults({"type": "drawer"}) == ("view: type 'drawer' instead of modal or home",)


def test_the_blocks_of_a_view_are_looked_at() -> None:
    assert view_faults(home(*[section()] * 101)) == ("blocks: 101 of them, a home has at most 100",)
    assert view_faults(modal(table())) == ("blocks[0]: type 'table' is no block of a modal",)
