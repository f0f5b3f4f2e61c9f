from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from blocks.valid import (
    actions,
    bullets,
    button,
    field,
    line,
    marked,
    menu,
    option,
    plain,
    rich,
    section,
    spans,
)
from bot.blocks.validate import Surface, faults

if TYPE_CHECKING:
    from blocks.valid import Part

URL = "https://example.com/"


@pytest.mark.parametrize(("surface", "most"), [("message", 50), ("modal", 100), ("home", 100)])
def test_a_surface_has_so_many_blocks(surface: str, most: int) -> None:
    assert faults([section()] * most, Surface(surface)) == ()
    told = f"blocks: {most + 1} of them, a {surface} has at most {most}"
    assert faults([section()] * (most + 1), Surface(surface)) == (told,)


def test_the_path_leads_to_the_block() -> None:
    blocks = [section(), section(), section(), section(text=plain("x" * 3012))]
    assert faults(blocks, Surface.MESSAGE) == ("blocks[3].text: 3,012 characters, at most 3,000",)


REFUSED = [
    ({"type": "carousel"}, "blocks[0]: type 'carousel' is no block of a message"),
    ({"text": plain()}, "blocks[0].type: missing or no string"),
    ("section", "blocks[0]: str instead of an object"),
    ({"type": "divider", "colour": "red"}, "blocks[0]: unknown key 'colour'"),
    ({"type": "header"}, "blocks[0].text: missing"),
    ({"type": "section", "block_id": "b"}, "blocks[0]: needs text or fields"),
    (section(text="Text"), "blocks[0].text: str instead of an object"),
    (section(text=plain("")), "blocks[0].text: empty"),
    (section(text={"type": "plain_text", "text": 7}), "blocks[0].text: int instead of a string"),
    (section(text={"type": "plain_text"}), "blocks[0].text.text: missing"),
    (section(text={**plain(), "emoji": "no"}), "blocks[0].text.emoji: str instead of true or false"),
    (section(text={**plain(), "verbatim": True}), "blocks[0].text: unknown key 'verbatim'"),
    (
        {"type": "header", "text": marked()},
        "blocks[0].text: type 'mrkdwn' is no plain_text object, which alone may stand here",
    ),
    (
        actions(button(text=marked())),
        "blocks[0].elements[0].text: type 'mrkdwn' is no plain_text object, which alone may stand here",
    ),
    (section(text=marked("Hello <!channel>")), "blocks[0].text: calls everybody with <!channel"),
    (actions({"type": "button", "text": plain()}), "blocks[0].elements[0].action_id: missing"),
    (actions(button(style="loud")), "blocks[0].elements[0].style: 'loud' instead of primary or danger"),
    (actions(button(url="javascript:1")), "blocks[0].elements[0].url: no http or https address"),
    (actions(button(value=7)), "blocks[0].elements[0].value: int instead of a string"),
    (actions(button(confirm={})), "blocks[0].elements[0].confirm.title: missing"),
    (actions(line()), "blocks[0].elements[0]: type 'plain_text_input' is no element of an actions block"),
    (
        actions({"type": "static_select", "action_id": "choose"}),
        "blocks[0].elements[0]: needs exactly one of options and option_groups",
    ),
    (
        actions(menu(initial_option=option("Nine", "9"))),
        "blocks[0].elements[0].initial_option: is none of the options",
    ),
    (
        actions(menu("checkboxes", initial_options=[option("Nine", "9")])),
        "blocks[0].elements[0].initial_options: is none of the options",
    ),
    ({"type": "image", "alt_text": "A"}, "blocks[0]: needs exactly one of image_url and slack_file"),
    ({"type": "file", "external_id": "F", "source": "local"}, "blocks[0].source: 'local' instead of remote"),
    ({"type": "actions", "elements": {}}, "blocks[0].elements: dict instead of a list"),
    (rich(spans({"type": "text", "text": ""})), "blocks[0].elements[0].elements[0].text: empty"),
    (
        rich(spans({"type": "broadcast", "range": "channel"})),
        "blocks[0].elements[0].elements[0]: type 'broadcast' is no element of rich text",
    ),
    (
        rich({"type": "rich_text_section", "elements": []}),
        "blocks[0].elements[0].elements: 0 entries, at least 1",
    ),
    (
        rich(bullets(style="dash")),
        "blocks[0].elements[0].style: 'dash' instead of bullet or ordered",
    ),
    (rich(bullets(indent=9)), "blocks[0].elements[0].indent: 9, at most 8"),
    (
        rich(bullets(bullets())),
        "blocks[0].elements[0].elements[0]: type 'rich_text_list' is no item of a list",
    ),
    (
        rich(spans({"type": "text", "text": "x", "style": {"bold": 1}})),
        "blocks[0].elements[0].elements[0].style.bold: int instead of true or false",
    ),
    (
        rich({"type": "rich_text_preformatted", "elements": [{"type": "user", "user_id": "U1"}]}),
        "blocks[0].elements[0].elements[0]: type 'user' is no element of preformatted text",
    ),
]


@pytest.mark.parametrize(("block", "told"), REFUSED, ids=[told for _, told in REFUSED])
def test_what_slack_refuses_is_told(block: Any, told: str) -> None:  # noqa: ANN401 - also what is no block
    assert told in faults([block], Surface.MESSAGE)


TAKEN = [
    {"type": "divider", "block_id": "line"},
    {
        "type": "context",
        "elements": [plain(), marked(), {"type": "image", "image_url": URL, "alt_text": "A"}],
    },
    {"type": "image", "slack_file": {"id": "F1"}, "alt_text": "A"},
    {"type": "file", "external_id": "F1", "source": "remote"},
    section(text={**marked(), "verbatim": True}, accessory=button()),
    section(
        text=plain(), accessory={"type": "multi_users_select", "action_id": "who", "max_selected_items": 3}
    ),
    actions({"type": "external_select", "action_id": "a", "min_query_length": 2}),
    actions({"type": "users_select", "action_id": "a", "initial_user": "U1"}),
    actions({"type": "conversations_select", "action_id": "a", "filter": {"include": ["public", "private"]}}),
    actions({"type": "datepicker", "action_id": "a", "initial_date": "2026-11-22"}),
    actions({"type": "timepicker", "action_id": "a", "initial_time": "09:30"}),
    actions(menu(initial_option=option("1", "1"))),
    actions(menu("overflow", options=[option(url=URL)])),
    actions(menu("radio_buttons", options=[{"text": marked(), "value": "1"}])),
    rich(
        bullets(spans(), indent=8, border=1),
        {"type": "rich_text_quote", "elements": [{"type": "text", "text": "x"}]},
    ),
    rich({"type": "rich_text_preformatted", "elements": [{"type": "text", "text": "x"}]}),
    rich(spans({"type": "user", "user_id": "U1"}, {"type": "link", "url": URL, "text": "here"})),
    rich(spans({"type": "date", "timestamp": 1795000000, "format": "{time}", "fallback": "9:30"})),
]


@pytest.mark.parametrize("block", TAKEN, ids=str)
def test_what_slack_takes_passes(block: Part) -> None:
    assert faults([block], Surface.MESSAGE) == ()


INPUTS: list[Part] = [
    line(multiline=True, min_length=0, max_length=3000, placeholder=plain(), initial_value=""),
    {"type": "number_input", "action_id": "a", "is_decimal_allowed": False, "min_value": "0"},
    {"type": "email_text_input", "action_id": "a"},
    {"type": "url_text_input", "action_id": "a"},
    menu("multi_static_select", initial_options=[option("1", "1")]),
    menu("checkboxes"),
    {"type": "multi_conversations_select", "action_id": "a", "initial_conversations": ["C1"]},
]


@pytest.mark.parametrize("element", INPUTS, ids=lambda element: str(element["type"]))
def test_an_input_stands_in_a_modal_and_nowhere_else(element: Part) -> None:
    block = field(element, optional=True)
    assert faults([block], Surface.MODAL) == ()
    assert faults([block], Surface.MESSAGE) == ("blocks[0]: type 'input' is no block of a message",)
    assert faults([block], Surface.HOME) == ("blocks[0]: type 'input' is no block of a home",)


def test_a_line_to_type_in_is_no_longer_than_slack_keeps() -> None:
    wrong = faults([field(line(max_length=3001))], Surface.MODAL)
    assert wrong == ("blocks[0].element.max_length: 3,001, at most 3,000",)
    wrong = faults([field(line(max_length=True))], Surface.MODAL)
    assert wrong == ("blocks[0].element.max_length: bool instead of a whole number",)


def test_no_name_of_a_press_stands_twice_in_a_message() -> None:
    two = [actions(button(action_id="a")), section(text=plain(), accessory=button(action_id="a"))]
    assert faults(two, Surface.MESSAGE) == ("blocks: action_id 'a' twice",)
    other = [actions(button(action_id="a")), actions(button(action_id="b"))]
    assert faults(other, Surface.MESSAGE) == ()


def test_in_a_view_a_name_of_a_press_is_its_blocks_own() -> None:
    assert faults([actions(button()), actions(button())], Surface.HOME) == ()
    assert faults([actions(button(), button())], Surface.HOME) == ("blocks: action_id 'press' twice",)


@pytest.mark.parametrize("surface", list(Surface))
def test_no_name_of_a_block_stands_twice(surface: Surface) -> None:
    two = [section(text=plain(), block_id="b"), {"type": "divider", "block_id": "b"}]
    assert faults(two, surface) == ("blocks: block_id 'b' twice",)


def test_every_fault_is_told() -> None:
    told = faults([{"type": "header", "colour": 1}, {"type": "video"}], Surface.MESSAGE)
    assert told == (
        "blocks[0].text: missing",
        "blocks[0]: unknown key 'colour'",
        "blocks[1]: type 'video' is no block of a message",
    )


def test_a_surface_may_be_given_by_its_word() -> None:
    assert faults([section()], "home") == ()
    with pytest.raises(ValueError, match="attic"):
        faults([section()], "attic")
