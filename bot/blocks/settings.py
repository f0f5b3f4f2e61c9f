"""The form of a workspace's settings."""

from __future__ import annotations

from calendar import month_name
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.blocks import limits
from bot.blocks.elements import modal, option, plain
from bot.blocks.inputs import checks, choice, field, with_faults
from bot.workspace.hours import hours_told
from bot.workspace.settings import Masking

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.blocks.message import Block
    from bot.workspace.settings import Settings

FORM, TITLE = "settings", "Settings"
BUSINESS_HOURS, LUNCH, FISCAL_MONTH = "business_hours", "lunch", "fiscal_month"
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
LONGEST_SHORT_RING = 600
_LONGEST_HOURS = 20
_GROUPS_SHOWN = 1_000
"""Slack takes no view of more than 250,000 bytes."""
MONTHS = {str(number): name for number, name in enumerate(month_name) if name}
BAD_HOURS = "Two times of a day, such as 9:00-17:00."
BAD_SHORT_RING = f"A number of whole seconds, 0 to {LONGEST_SHORT_RING}."
NOT_SAVED = "Nothing was saved: somebody else changed settings meanwhile. Look at them once more, then save."
AS_THEY_LEFT_IT = "You both changed this. It stands as they left it."
SAVED, CHANGED, UNCHANGED = "Settings are saved.", "Changed: {names}.", "Nothing was changed."


@dataclass(frozen=True, slots=True, kw_only=True)
class Meanwhile:
    """What somebody else changed while the form was open.

    Attributes:
        fields: the form's fields that stand otherwise now.
        both: those of them that this person changed as well.
        mark: another one with every change.
    """

    fields: frozenset[str] = frozenset()
    both: frozenset[str] = frozenset()
    mark: str = ""


_NOTHING = Meanwhile()


def settings_form(
    settings: Settings, groups: Mapping[str, str], state: str, meanwhile: Meanwhile = _NOTHING
) -> Block:
    """The form.

    Args:
        settings: what it shows.
        groups: the workspace's user groups, id -> name.
        state: what it remembers in Slack.
        meanwhile: where it is shown anew, since it was not saved.
    """
    fields = [*_numbers(settings), *_askers(settings, groups), *_others(settings)]
    faults = {"": NOT_SAVED} if meanwhile.both else {}
    blocks = with_faults(fields, {**faults, **dict.fromkeys(sorted(meanwhile.both), AS_THEY_LEFT_IT)})
    return modal(
        TITLE,
        [_anew(each, meanwhile) for each in blocks],
        name=FORM,
        submit="Save",
        close="Cancel",
        state=state,
    )


def _anew(block: Block, meanwhile: Meanwhile) -> Block:
    """A field under another id: Slack keeps what stands in a field of the same one, whatever it is to show."""
    name = str(block.get("block_id"))
    return {**block, "block_id": f"{name}:{meanwhile.mark}"} if name in meanwhile.fields else block


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
            CHANNELS,
            "Channels",
            {
                **_many("multi_conversations_select", settings.ask_channels),
                "filter": {"include": ["public", "private"]},
            },
            optional=True,
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
                "max_value": str(LONGEST_SHORT_RING),
                "initial_value": str(settings.short_ring),
            },
        ),
        *_habits(settings),
    ]


def _habits(settings: Settings) -> list[Block]:
    """What words such as lunch mean here."""
    month = str(settings.fiscal_month)
    return [
        field(BUSINESS_HOURS, "Business hours, in each person's own time", _hours(settings.business_hours)),
        field(LUNCH, "Lunch", _hours(settings.lunch)),
        field(
            FISCAL_MONTH,
            "The fiscal year begins in",
            {
                "type": "static_select",
                "options": [option(name, number) for number, name in MONTHS.items()],
                "initial_option": option(MONTHS[month], month),
            },
        ),
    ]


def _hours(hours: tuple[int, int]) -> Block:
    return {"type": "plain_text_input", "initial_value": hours_told(hours), "max_length": _LONGEST_HOURS}


def ticked_at_first(settings: Settings) -> list[str]:
    """Ids of the user groups that the form shows as chosen: Slack takes no more of them."""
    return sorted(settings.ask_groups)[: limits.OPTIONS]


def _groups(settings: Settings, groups: Mapping[str, str]) -> list[Block]:
    """The user groups; one that was chosen and is not told of any more stands with its id, so that it stays."""
    if not groups:
        return []
    known = {**{each: each for each in settings.ask_groups}, **groups}
    ticked = set(ticked_at_first(settings))
    by_name = sorted(known.items(), key=lambda item: (item[1].casefold(), item[0]))
    room = {key for key, _ in sorted(by_name, key=lambda item: item[0] not in ticked)[:_GROUPS_SHOWN]}
    options = [option(name or key, key) for key, name in by_name if key in room]
    select: Block = {"type": "multi_static_select", **_offered(options)}
    if chosen := [each for each in options if each["value"] in ticked]:
        select["initial_options"] = chosen
    label = "User groups" if len(known) == len(room) else f"User groups ({len(room):,} of {len(known):,})"
    return [field(GROUPS, label, select, optional=True)]


def _offered(options: Sequence[Block]) -> Block:
    """Options, in alphabetical drawers where they are more than a menu takes."""
    if len(options) <= limits.OPTIONS:
        return {"options": list(options)}
    drawers = [options[at : at + limits.OPTIONS] for at in range(0, len(options), limits.OPTIONS)]
    return {
        "option_groups": [
            {"label": plain(f"From {drawer[0]['text']['text']}", limits.GROUP_LABEL), "options": list(drawer)}
            for drawer in drawers
        ]
    }


def _many(kind: str, chosen: frozenset[str]) -> Block:
    select: Block = {"type": kind}
    if chosen:
        select["initial_conversations" if "conversations" in kind else "initial_users"] = sorted(chosen)
    return select
