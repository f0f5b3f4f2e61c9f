"""Help, and what is shown where a question was not understood."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.blocks.elements import actions, bullets, context, line, rich, span
from bot.blocks.message import Message
from bot.blocks.text import standing_in
from bot.workspace.steps_in_slack import step_in_slack

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.blocks.message import Block
    from bot.cdr.trouble import Trouble

EXAMPLES = (
    "/missed yesterday afternoon in Sales",
    "/calls from 2005 last week longer than 5m",
    "/missed mine since Monday",
)

CAN_BE_ASKED = (
    (
        "When",
        "today, yesterday afternoon, last week, since Monday, past 90 minutes, 30 May, weekdays last month after 6pm",
    ),
    ("Became", "missed (or unanswered), answered, no answer, busy, failed, voicemail, menu only"),
    ("Who", 'mine; from, to, with and a number, a "name" or @person; fuzzy from 0794 for a part of a number'),
    ("Where", "in a queue, ring group or extension group; at a PBX; did and a number of yours"),
    ("Way", "inbound, outbound, internal"),
    ("Talk", "longer than 5m, under 30s"),
    ("Marks", 'pin 4711, note "quote", code 7'),
)
"""Everything that a question can be made of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A subcommand as help shows it: ``usage`` is ``link 2005``, ``short_help`` one line."""

    usage: str
    short_help: str


def help_message(rows: Sequence[Row]) -> Message:
    """What can be asked, and every subcommand."""
    lines = [line(span(f"/calls {row.usage}", "code"), span(f"  {row.short_help}")) for row in rows]
    blocks = [
        rich(
            line(span("Ask who called, whom you missed, and whether anyone has called them back.", "bold")),
            line(span("Filters and a time, in any order; without a time, today. For example:")),
            bullets([line(span(each, "code")) for each in EXAMPLES]),
        ),
        rich(bullets([line(span(what, "bold"), span(f"  {how}")) for what, how in CAN_BE_ASKED])),
        rich(bullets(lines)),
        context(
            "/missed asks for missed calls, /calls for all. In a direct message to Ringback plain words do."
        ),
    ]
    return Message(text=standing_in(f"Ask like {' or '.join(EXAMPLES)}"), blocks=tuple(blocks))


def hint() -> Block:
    """The short help under today's calls."""
    return context(f"Ask like {EXAMPLES[0]}. /calls help shows more.")


def usage(trouble: Trouble, buttons: Sequence[Block] = ()) -> Message:
    """What was not understood, the nearest reading to press, and examples that work."""
    step = step_in_slack(trouble)
    blocks = [
        rich(line(span(trouble.sentence, "bold")), line(span(step))),
        *([actions(buttons)] if buttons else []),
        rich(line(span("For example")), bullets([line(span(each, "code")) for each in EXAMPLES])),
    ]
    return Message(text=standing_in(f"{trouble.sentence} {step}"), blocks=tuple(blocks))
