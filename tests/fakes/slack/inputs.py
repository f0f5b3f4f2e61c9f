"""What a person fills in and presses: the state of a view, and the action that an element sends."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from fakes.slack.content import elements

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from fakes.slack.model import Json

    Values: TypeAlias = Mapping[str | tuple[str, str], object]

_ONE = {
    "plain_text_input": ("value", "initial_value"),
    "email_text_input": ("value", "initial_value"),
    "url_text_input": ("value", "initial_value"),
    "number_input": ("value", "initial_value"),
    "rich_text_input": ("rich_text_value", "initial_value"),
    "datepicker": ("selected_date", "initial_date"),
    "timepicker": ("selected_time", "initial_time"),
    "datetimepicker": ("selected_date_time", "initial_date_time"),
    "users_select": ("selected_user", "initial_user"),
    "channels_select": ("selected_channel", "initial_channel"),
    "conversations_select": ("selected_conversation", "initial_conversation"),
    "multi_users_select": ("selected_users", "initial_users"),
    "multi_channels_select": ("selected_channels", "initial_channels"),
    "multi_conversations_select": ("selected_conversations", "initial_conversations"),
}
_OPTION = {"static_select", "radio_buttons", "overflow", "external_select"}
_OPTIONS = {"multi_static_select", "checkboxes", "multi_external_select"}


def find(blocks: Sequence[Json], action_id: str) -> tuple[Json, Json]:
    """The block and the element with an action id.

    Raises:
        LookupError: there is none to press.
    """
    known = [(block, element) for block in blocks for element in elements(block)]
    for block, element in known:
        if element["action_id"] == action_id:
            return block, element
    raise LookupError(f"no element {action_id}; there are {[element['action_id'] for _, element in known]}")


def used(element: Json, value: object = None) -> Json:
    """What an element says once it is used: with ``value``, or as it stands."""
    kind = element["type"]
    if kind in {"button", "workflow_button"}:
        return {name: element[name] for name in ("value", "text", "style") if name in element}
    if kind in _OPTION:
        return {"selected_option": _option(element, value)}
    if kind in _OPTIONS:
        return {"selected_options": _options(element, value)}
    field, initial = _ONE[kind]
    chosen = element.get(initial) if value is None else value
    return {field: _typed(element, chosen)}


def state(blocks: Sequence[Json], values: Values) -> Json:
    """``state.values`` of a view as a person leaves it.

    Raises:
        LookupError: a value is for what is not there.
    """
    known = list(_stateful(blocks))
    names = {block["block_id"] for block, _ in known} | {
        (block["block_id"], element["action_id"]) for block, element in known
    }
    if strange := values.keys() - names:
        raise LookupError(f"nothing to fill in at {strange}; there is {names}")
    filled: Json = {}
    for block, element in known:
        name, action = block["block_id"], element["action_id"]
        value = values.get((name, action), values.get(name))
        filled.setdefault(name, {})[action] = {"type": element["type"], **used(element, value)}
    return filled


def check_filled(blocks: Sequence[Json], filled: Json) -> None:
    """Stop what Slack's own form would not let a person submit.

    Raises:
        ValueError: a required input is empty, or a text too short or too long.
    """
    for block, element in _stateful(blocks):
        if block["type"] != "input":
            continue
        told = filled[block["block_id"]][element["action_id"]]
        value = next(value for name, value in told.items() if name != "type")
        if value in (None, "", []) and not block.get("optional"):
            raise ValueError(f"{block['block_id']} is required")
        if isinstance(value, str) and value:
            shortest, longest = element.get("min_length", 0), element.get("max_length", 3000)
            if not shortest <= len(value) <= longest:
                raise ValueError(f"{block['block_id']} must be {shortest} to {longest} characters long")


def _stateful(blocks: Sequence[Json]) -> Iterator[tuple[Json, Json]]:
    for block in blocks:
        for element in elements(block):
            if element["type"] not in {"button", "workflow_button", "overflow"}:
                yield block, element


def _typed(element: Json, value: object) -> object:
    if value is not None and element["type"].endswith("_input") and not isinstance(value, dict):
        return str(value)
    return value


def _offered(element: Json) -> list[Json]:
    groups = element.get("option_groups") or [{"options": element.get("options", [])}]
    return [option for group in groups for option in group["options"]]


def _option(element: Json, value: object) -> Json | None:
    if value is None:
        return element.get("initial_option")
    for option in _offered(element):
        if option["value"] == value:
            return option
    offered = [option["value"] for option in _offered(element)]
    raise LookupError(f"{element['action_id']} does not offer {value!r}; it offers {offered}")


def _options(element: Json, value: object) -> list[Json | None]:
    if value is None:
        return list(element.get("initial_options", []))
    assert isinstance(value, list | tuple), value
    return [_option(element, one) for one in value]
