"""What was written to Ringback, done: a subcommand or a question, the same from a command, a message and a mention."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.blocks.help import hint
from bot.blocks.trouble import told
from bot.blocks.words import FORM_BY_PRESS
from bot.slack.answering import Again, guarded, show_answer
from bot.slack.asking import ask
from bot.slack.order import Order
from bot.slack.subcommands import subcommand

if TYPE_CHECKING:
    from bot.slack.desk import Desk
    from bot.slack.occasion import Occasion
    from bot.slack.outlets import Outlet


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What somebody wrote.

    Attributes:
        text: as it stands; empty asks about today.
        before: the word that goes before a question, which is no part of a subcommand: ``missed``.
        trigger: opens a form within three seconds; empty where nothing can.
    """

    text: str
    before: str = ""
    trigger: str = ""

    @property
    def question(self) -> str:
        """The whole question."""
        return f"{self.before} {self.text or 'today'}".strip()


def start(desk: Desk, occasion: Occasion, outlet: Outlet, written: Written) -> None:
    """Begin to do it, after the ack; whatever goes wrong is told at the outlet."""
    # A subcommand is no question that a button could ask again.
    again = Again() if subcommand(written.text)[0] else Again(text=written.question)
    work = perform(desk, occasion, outlet, written)
    desk.underway.start(guarded(desk, occasion, outlet, work, again), occasion.workspace)


async def perform(desk: Desk, occasion: Occasion, outlet: Outlet, written: Written) -> None:
    """Do it.

    Raises:
        Trouble: as the subcommand, or as ``ask``.
    """
    row, rest = subcommand(written.text)
    if row is None:
        await show_answer(
            desk,
            outlet,
            lambda progress: ask(desk, occasion, written.question, progress),
            postable=occasion.postable,
            footer=() if written.text else (hint(),),
        )
    elif row.form is not None and not written.trigger:  # only a press or a command may open a form
        await outlet.answer(told(FORM_BY_PRESS, "", [row.form()]))
    else:
        order = Order(desk=desk, occasion=occasion, outlet=outlet, rest=rest, trigger=written.trigger)
        await row.runs(order)
