"""The list of a workspace's PBXs, from which a person chooses theirs, and who may set up a channel's."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.blocks.elements import actions, bullets, button, clipped, context, escaped, line, rich, span
from bot.blocks.limits import MESSAGE_TEXT
from bot.blocks.message import Message
from bot.cdr.seen import clean

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.blocks.message import Block
    from bot.workspace.pbx import WorkspacePbx

MINE, HERE = "my_pbx", "channel_pbx"
"""Action ids; a number follows after a colon."""
NOTED, NOTED_NONE = "{name} is asked by default in {channel}", "no PBX of its own in {channel}"
ASKED = "Questions here go to {name}."
_BUTTONS = 20
_HINT = (
    "“at Berlin” in a question asks that one, whatever is chosen. A channel's choice goes before your own."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """What there is to choose from, by id.

    Attributes:
        asked: the one that questions of this person go to here.
        own: the person's choice, ``here`` the channel's; empty for none.
    """

    pbxs: Sequence[WorkspacePbx]
    asked: str
    own: str
    here: str
    may_choose_here: bool


def choice_message(choice: Choice) -> Message:
    """The names, what is chosen, and a button for each."""
    name = next((_name(pbx) for pbx in choice.pbxs if pbx.id == choice.asked), "")
    said = ASKED.format(name=name)
    blocks = [
        rich(line(span(said, "bold")), bullets([_line(pbx, choice) for pbx in choice.pbxs])),
        *_row("For you:", MINE, choice, choice.own),
        *(
            _row("In this channel, for everybody:", HERE, choice, choice.here)
            if choice.may_choose_here
            else []
        ),
        context(_HINT),
    ]
    names = ", ".join(_name(pbx) for pbx in choice.pbxs)
    text = escaped(f"{said} There is {names}.")
    return Message(text=clipped(text, MESSAGE_TEXT), blocks=tuple(blocks))


def _name(pbx: WorkspacePbx) -> str:
    """What can be seen of its name; its id where that is nothing."""
    return clean(pbx.name) or clean(pbx.id) or pbx.id


def _line(pbx: WorkspacePbx, choice: Choice) -> Block:
    marks = [
        words
        for words, chosen in (("your choice", choice.own), ("this channel's choice", choice.here))
        if chosen == pbx.id
    ]
    if pbx.refused is not None:
        marks.append("refuses its secret")
    return line(span(_name(pbx)), span(f" ({', '.join(marks)})" if marks else ""))


def _row(title: str, action: str, choice: Choice, chosen: str) -> list[Block]:
    offered = [pbx for pbx in choice.pbxs if pbx.id != chosen][:_BUTTONS]
    made = [button(_name(pbx), f"{action}:{at}", pbx.id) for at, pbx in enumerate(offered)]
    if chosen:
        made.append(button("No choice", f"{action}:none", "none"))
    return [rich(line(span(title))), actions(made)] if made else []
