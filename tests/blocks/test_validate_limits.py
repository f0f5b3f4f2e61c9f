from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from blocks.valid import (
    actions,
    button,
    confirm,
    field,
    line,
    marked,
    menu,
    option,
    options,
    plain,
    section,
)
from bot.blocks.validate import Surface, faults

if TYPE_CHECKING:
    from blocks.valid import Part

URL = "https://example.com/"


def limited(path: str, most: int, build: Any) -> Any:  # noqa: ANN401 - a builder of any part
    """One thing with a limit: where its fault is told, how many it takes, how it is built of so many."""
    return pytest.param(path, most, build, id=f"{path} {most}")


def address(length: int) -> str:
    return URL + "x" * (length - len(URL))


CHARACTERS = [
    limited("blocks[0].text", 3000, lambda many: section(text=plain("x" * many))),
    limited("blocks[0].text", 3000, lambda many: section(text=marked("x" * many))),
    limited("blocks[0].fields[0]", 2000, lambda many: section(fields=[plain("x" * many)])),
    limited("blocks[0].text", 150, lambda many: {"type": "header", "text": plain("x" * many)}),
    limited("blocks[0].elements[0]", 3000, lambda many: {"type": "context", "elements": [plain("x" * many)]}),
    limited("blocks[0].block_id", 255, lambda many: section(text=plain(), block_id="x" * many)),
    limited("blocks[0].elements[0].text", 75, lambda many: actions(button(text=plain("x" * many)))),
    limited("blocks[0].elements[0].value", 2000, lambda many: actions(button(value="x" * many))),
    limited("blocks[0].elements[0].url", 3000, lambda many: actions(button(url=address(many)))),
    limited("blocks[0].elements[0].action_id", 255, lambda many: actions(button(action_id="x" * many))),
    limited(
        "blocks[0].elements[0].accessibility_label",
        75,
        lambda many: actions(button(accessibility_label="x" * many)),
    ),
    limited(
        "blocks[0].elements[0].options[0].text",
        75,
        lambda many: actions(menu(options=[option(text="x" * many)])),
    ),
    limited(
        "blocks[0].elements[0].options[0].value",
        150,
        lambda many: actions(menu(options=[option(value="x" * many)])),
    ),
    limited(
        "blocks[0].elements[0].options[0].description",
        75,
        lambda many: actions(menu(options=[option(description=plain("x" * many))])),
    ),
    limited(
        "blocks[0].elements[0].option_groups[0].label",
        75,
        lambda many: actions(menu(option_groups=[{"label": plain("x" * many), "options": options(1)}])),
    ),
    limited(
        "blocks[0].elements[0].placeholder", 150, lambda many: actions(menu(placeholder=plain("x" * many)))
    ),
    limited(
        "blocks[0].elements[0].confirm.title",
        100,
        lambda many: actions(button(confirm=confirm(title=plain("x" * many)))),
    ),
    limited(
        "blocks[0].elements[0].confirm.text",
        300,
        lambda many: actions(button(confirm=confirm(text=plain("x" * many)))),
    ),
    limited(
        "blocks[0].elements[0].confirm.deny",
        30,
        lambda many: actions(button(confirm=confirm(deny=plain("x" * many)))),
    ),
    limited(
        "blocks[0].alt_text", 2000, lambda many: {"type": "image", "image_url": URL, "alt_text": "x" * many}
    ),
    limited(
        "blocks[0].image_url",
        3000,
        lambda many: {"type": "image", "image_url": address(many), "alt_text": "A"},
    ),
    limited(
        "blocks[0].title",
        2000,
        lambda many: {"type": "image", "image_url": URL, "alt_text": "A", "title": plain("x" * many)},
    ),
    limited("blocks[0].label", 2000, lambda many: field(label=plain("x" * many))),
    limited("blocks[0].hint", 2000, lambda many: field(hint=plain("x" * many))),
    limited("blocks[0].element.initial_value", 3000, lambda many: field(line(initial_value="x" * many))),
]

ENTRIES = [
    limited("blocks[0].fields", 10, lambda many: section(fields=[plain()] * many)),
    limited("blocks[0].elements", 10, lambda many: {"type": "context", "elements": [plain()] * many}),
    limited(
        "blocks[0].elements", 25, lambda many: actions(*(button(action_id=f"{at}") for at in range(many)))
    ),
    limited("blocks[0].elements[0].options", 100, lambda many: actions(menu(options=options(many)))),
    limited(
        "blocks[0].elements[0].option_groups",
        100,
        lambda many: actions(menu(option_groups=[{"label": plain(), "options": options(1)}] * many)),
    ),
    limited(
        "blocks[0].elements[0].options", 5, lambda many: actions(menu("overflow", options=options(many)))
    ),
    limited(
        "blocks[0].elements[0].options", 10, lambda many: actions(menu("checkboxes", options=options(many)))
    ),
    limited(
        "blocks[0].elements[0].options",
        10,
        lambda many: actions(menu("radio_buttons", options=options(many))),
    ),
    limited(
        "blocks[0].accessory.options",
        100,
        lambda many: section(text=plain(), accessory=menu("multi_static_select", options=options(many))),
    ),
]


def surface_of(block: Part) -> Surface:
    return Surface.MODAL if block["type"] == "input" else Surface.MESSAGE


@pytest.mark.parametrize(("path", "most", "build"), CHARACTERS)
def test_characters_pass_up_to_the_limit(path: str, most: int, build: Any) -> None:  # noqa: ANN401 - a builder of any part
    assert faults([build(most)], surface_of(build(most))) == ()
    told = f"{path}: {most + 1:,} characters, at most {most:,}"
    assert faults([build(most + 1)], surface_of(build(1 + most))) == (told,)


@pytest.mark.parametrize(("path", "most", "build"), ENTRIES)
def test_entries_pass_up_to_the_limit(path: str, most: int, build: Any) -> None:  # noqa: ANN401 - a builder of any part
    assert faults([build(most)], Surface.MESSAGE) == ()
    assert faults([build(most + 1)], Surface.MESSAGE) == (f"{path}: {most + 1} entries, at most {most}",)


@pytest.mark.parametrize(("path", "_most", "build"), ENTRIES)
def test_a_list_of_nothing_is_refused(path: str, _most: int, build: Any) -> None:  # noqa: ANN401 - a builder of any part
    assert f"{path}: 0 entries, at least 1" in faults([build(0)], Surface.MESSAGE)
