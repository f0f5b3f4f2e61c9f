"""The form of a workspace's settings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.blocks.elements import modal, option
from bot.blocks.inputs import checks, choice, field
from bot.workspace.settings import Masking

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.blocks.message import Block
    from bot.workspace.settings import Settings

FORM = "settings"
MASKING, EXPORTS, ASKERS, CHANNELS, GROUPS, ALSO, ADMINS, SHORT_RING = (
    "masking",
    "exports",
    "askers",
    "channels",
    "groups",
    "also",
    "admins",
    "short_ring",
)
EVERYBODY, NAMED, MASKED, GUESTS, STRANGERS = "everybody", "named", "masked", "guests", "strangers"
_MASKING = {
    Masking.OFF.value: "Numbers are shown whole",
    Masking.CHANNELS.value: "The last four digits are hidden in channels",
    Masking.EVERYWHERE.value: "The last four digits are hidden everywhere",
}
_GROUPS_SHOWN = 100


def settings_form(settings: Settings, groups: Mapping[str, str]) -> Block:
    """The form; ``groups`` are the workspace's user groups, id -> name."""
    fields = [*_numbers(settings), *_askers(settings, groups), *_others(settings)]
    return modal("Settings", fields, name=FORM, submit="Save", close="Cancel")


def _numbers(settings: Settings) -> list[Block]:
    return [
        field(MASKING, "Telephone numbers", choice(_MASKING, settings.masking)),
        field(
            EXPORTS,
            "CSV files",
            checks(
                {MASKED: "Hide them there, too, where they are hidden"},
                [MASKED] if settings.mask_exports else [],
            ),
            optional=True,
        ),
    ]


def _askers(settings: Settings, groups: Mapping[str, str]) -> list[Block]:
    return [
        field(
            ASKERS,
            "Who may ask",
            choice(
                {EVERYBODY: "Everybody", NAMED: "Only in these channels, and these user groups"},
                EVERYBODY if settings.everybody_asks else NAMED,
            ),
        ),
        field(
            CHANNELS, "Channels", _many("multi_conversations_select", settings.ask_channels), optional=True
        ),
        *_groups(settings, groups),
        field(
            ALSO,
            "Besides",
            checks(
                {GUESTS: "Guests may ask", STRANGERS: "People of other organisations may press buttons"},
                [
                    word
                    for word, on in ((GUESTS, settings.guests_ask), (STRANGERS, settings.strangers_ask))
                    if on
                ],
            ),
            optional=True,
        ),
    ]


def _others(settings: Settings) -> list[Block]:
    return [
        field(
            ADMINS,
            "Who may set up, besides admins and owners",
            _many("multi_users_select", settings.set_up_people),
            optional=True,
        ),
        field(
            SHORT_RING,
            "A missed call that rang less is counted apart (seconds)",
            {
                "type": "number_input",
                "is_decimal_allowed": False,
                "min_value": "0",
                "max_value": "600",
                "initial_value": str(settings.short_ring),
            },
        ),
    ]


def _groups(settings: Settings, groups: Mapping[str, str]) -> list[Block]:
    if not groups:
        return []
    options = [
        option(name, key) for key, name in sorted(groups.items(), key=lambda item: item[1])[:_GROUPS_SHOWN]
    ]
    chosen = [each for each in options if each["value"] in settings.ask_groups]
    select: Block = {"type": "multi_static_select", "options": options}
    if chosen:
        select["initial_options"] = chosen
    return [field(GROUPS, "User groups", select, optional=True)]


def _many(kind: str, chosen: frozenset[str]) -> Block:
    select: Block = {"type": kind}
    if chosen:
        select["initial_conversations" if "conversations" in kind else "initial_users"] = sorted(chosen)
    return select
