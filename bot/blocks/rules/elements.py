"""Rules of what people press, choose and fill in, and of what may stand where.

Every one needs an action_id, also where Slack would make one up: a press that names nothing reaches nobody.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.blocks import limits
from bot.blocks.rules.grammar import exactly_one, fields, flag, is_list, many, number, one_of, url, words
from bot.blocks.rules.texts import (
    CONFIRM,
    LINKED_OPTION,
    MARKED_OPTION,
    PLAIN_OPTION,
    group,
    plain,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bot.blocks.rules.grammar import Rule

_NAMED = {"action_id": words(limits.IDENTIFIER)}
_ASKED: Mapping[str, Rule] = {"confirm": CONFIRM}
_FOCUSED: Mapping[str, Rule] = {"focus_on_load": flag}
_EMPTY: Mapping[str, Rule] = {"placeholder": plain(limits.PLACEHOLDER)}
_CHOSEN: Mapping[str, Rule] = {**_ASKED, **_FOCUSED, **_EMPTY}
_SEVERAL: Mapping[str, Rule] = {**_CHOSEN, "max_selected_items": number(1, whole=True)}
_TYPED: Mapping[str, Rule] = {
    **_FOCUSED,
    **_EMPTY,
    "initial_value": words(limits.INPUT_TEXT, 0),
    "dispatch_action_config": fields(
        {"trigger_actions_on": many(one_of("on_enter_pressed", "on_character_entered"), 2)}
    ),
}
_IDS = many(words(limits.IDENTIFIER))
_ID = words(limits.IDENTIFIER)
_KINDS = fields(
    {},
    {
        "include": many(one_of("im", "mpim", "private", "public"), 4),
        "exclude_bot_users": flag,
        "exclude_external_shared_channels": flag,
    },
)
_CONVERSATIONS: Mapping[str, Rule] = {"default_to_current_conversation": flag, "filter": _KINDS}


def _chosen_are_offered(value: Any, path: str) -> Iterator[str]:  # noqa: ANN401 - any JSON
    """What is chosen at first must be one of the options, to the letter."""
    offered = [*value.get("options", ())]
    for each in value.get("option_groups", ()):
        offered.extend(each["options"])
    for name in ("initial_option", "initial_options"):
        if name in value:
            chosen = value[name] if is_list(value[name]) else [value[name]]
            if any(one not in offered for one in chosen):
                yield f"{path}.{name}: is none of the options"


def _offering(choice: Rule, may: Mapping[str, Rule], *, several: bool = False) -> Rule:
    """A menu with its options in place."""
    first = {"initial_options": many(choice, limits.OPTIONS)} if several else {"initial_option": choice}
    options = {
        "options": many(choice, limits.OPTIONS),
        "option_groups": many(group(choice), limits.OPTION_GROUPS),
    }
    return fields(
        _NAMED, {**options, **first, **may}, (exactly_one("options", "option_groups"), _chosen_are_offered)
    )


def _ticked(first: Mapping[str, Rule]) -> Rule:
    """Checkboxes, radio buttons."""
    needs = {**_NAMED, "options": many(MARKED_OPTION, limits.CHECKED_OPTIONS)}
    return fields(needs, {**first, **_ASKED, **_FOCUSED}, (_chosen_are_offered,))


BUTTON = fields(
    {**_NAMED, "text": plain(limits.BUTTON_TEXT)},
    {
        **_ASKED,
        "url": url(limits.BUTTON_URL),
        "value": words(limits.BUTTON_VALUE),
        "style": one_of("primary", "danger"),
        "accessibility_label": words(limits.BUTTON_TEXT),
    },
)
PICTURE: Mapping[str, Rule] = {
    "image_url": url(limits.IMAGE_URL),
    "slack_file": fields({}, {"id": _ID, "url": url(limits.IMAGE_URL)}, (exactly_one("id", "url"),)),
}
"""Where an image comes from: exactly one of these."""
IMAGE = fields({"alt_text": words(limits.ALT_TEXT)}, PICTURE, (exactly_one(*PICTURE),))

_OVERFLOW = fields({**_NAMED, "options": many(LINKED_OPTION, limits.OVERFLOW_OPTIONS)}, _ASKED)
_SELECTS: Mapping[str, Rule] = {
    "static_select": _offering(PLAIN_OPTION, _CHOSEN),
    "external_select": fields(
        _NAMED, {**_CHOSEN, "initial_option": PLAIN_OPTION, "min_query_length": number(0, whole=True)}
    ),
    "users_select": fields(_NAMED, {**_CHOSEN, "initial_user": _ID}),
    "conversations_select": fields(
        _NAMED, {**_CHOSEN, **_CONVERSATIONS, "initial_conversation": _ID, "response_url_enabled": flag}
    ),
    "channels_select": fields(_NAMED, {**_CHOSEN, "initial_channel": _ID, "response_url_enabled": flag}),
}
_MULTI_SELECTS: Mapping[str, Rule] = {
    "multi_static_select": _offering(PLAIN_OPTION, _SEVERAL, several=True),
    "multi_external_select": fields(
        _NAMED,
        {
            **_SEVERAL,
            "initial_options": many(PLAIN_OPTION, limits.OPTIONS),
            "min_query_length": number(0, whole=True),
        },
    ),
    "multi_users_select": fields(_NAMED, {**_SEVERAL, "initial_users": _IDS}),
    "multi_conversations_select": fields(
        _NAMED, {**_SEVERAL, **_CONVERSATIONS, "initial_conversations": _IDS}
    ),
    "multi_channels_select": fields(_NAMED, {**_SEVERAL, "initial_channels": _IDS}),
}
_TICKED: Mapping[str, Rule] = {
    "checkboxes": _ticked({"initial_options": many(MARKED_OPTION, limits.CHECKED_OPTIONS)}),
    "radio_buttons": _ticked({"initial_option": MARKED_OPTION}),
}
_PICKERS: Mapping[str, Rule] = {
    "datepicker": fields(_NAMED, {**_CHOSEN, "initial_date": words(10, 10)}),
    "timepicker": fields(_NAMED, {**_CHOSEN, "initial_time": words(5, 5), "timezone": words()}),
}
_WRITTEN: Mapping[str, Rule] = {
    "plain_text_input": fields(
        _NAMED,
        {
            **_TYPED,
            "multiline": flag,
            "min_length": number(0, limits.INPUT_TEXT, whole=True),
            "max_length": number(1, limits.INPUT_TEXT, whole=True),
        },
    ),
    "number_input": fields(
        {**_NAMED, "is_decimal_allowed": flag}, {**_TYPED, "min_value": words(), "max_value": words()}
    ),
    "email_text_input": fields(_NAMED, _TYPED),
    "url_text_input": fields(_NAMED, _TYPED),
}

IN_ACTIONS: Mapping[str, Rule] = {
    "button": BUTTON,
    "overflow": _OVERFLOW,
    **_SELECTS,
    **_TICKED,
    **_PICKERS,
}
BESIDE_TEXT: Mapping[str, Rule] = {**IN_ACTIONS, **_MULTI_SELECTS, "image": IMAGE}
"""The accessories of a section."""
IN_INPUT: Mapping[str, Rule] = {**_WRITTEN, **_SELECTS, **_MULTI_SELECTS, **_TICKED, **_PICKERS}
