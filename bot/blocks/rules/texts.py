"""Rules of what stands inside of blocks and elements: text objects, options, questions before a press."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from bot.blocks import limits
from bot.blocks.rules.grammar import above, fields, flag, many, one_of, typed, url, words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.blocks.rules.grammar import Rule

_CALLS_EVERYBODY = re.compile(r"<!(channel|here|everyone|subteam)\b")


def calls_nobody(value: Any, path: str) -> Iterator[str]:  # noqa: ANN401 - any JSON
    """No markup that notifies a whole channel: this app never means to, so it came from outside."""
    if isinstance(value, str) and (found := _CALLS_EVERYBODY.search(value)):
        yield f"{path}: calls everybody with {found[0]}"


def plain(most: int = limits.TEXT_OBJECT) -> Rule:
    """A plain_text object."""
    return typed({"plain_text": _plain(most)}, "plain_text object, which alone may stand here")


def texts(most: int = limits.TEXT_OBJECT) -> dict[str, Rule]:
    """Both kinds of text object."""
    return {"plain_text": _plain(most), "mrkdwn": _mrkdwn(most)}


def either(most: int = limits.TEXT_OBJECT) -> Rule:
    """A text object, plain or mrkdwn."""
    return typed(texts(most), "text object")


def option(text: Rule, **more: Rule) -> Rule:
    """One choice."""
    return fields(
        {"text": text, "value": words(limits.OPTION_VALUE)},
        {"description": plain(limits.OPTION_TEXT), **more},
    )


def group(choice: Rule) -> Rule:
    """Choices under a label."""
    return fields({"label": plain(limits.GROUP_LABEL), "options": many(choice, limits.OPTIONS)})


def _plain(most: int) -> Rule:
    return fields({"text": above(words(most))}, {"emoji": flag})


def _mrkdwn(most: int) -> Rule:
    return fields({"text": above(_both(words(most), calls_nobody))}, {"verbatim": flag})


def _both(*rules: Rule) -> Rule:
    def check(value: Any, path: str) -> Iterator[str]:  # noqa: ANN401 - any JSON
        for rule in rules:
            yield from rule(value, path)

    return check


PLAIN_OPTION = option(plain(limits.OPTION_TEXT))
MARKED_OPTION = option(either(limits.OPTION_TEXT))
"""Of checkboxes and radio buttons, which take mrkdwn too."""
LINKED_OPTION = option(plain(limits.OPTION_TEXT), url=url(limits.BUTTON_URL))
"""Of an overflow menu."""

CONFIRM = fields(
    {
        "title": plain(limits.CONFIRM_TITLE),
        "text": plain(limits.CONFIRM_TEXT),
        "confirm": plain(limits.CONFIRM_BUTTON),
        "deny": plain(limits.CONFIRM_BUTTON),
    },
    {"style": one_of("primary", "danger")},
)
