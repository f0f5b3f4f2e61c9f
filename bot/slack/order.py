"""A subcommand as it was given."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.slack.desk import Desk
    from bot.slack.occasion import Occasion
    from bot.slack.outlets import Outlet


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What somebody orders besides answers.

    Attributes:
        rest: what stands after the subcommand's name.
        trigger: opens a form within three seconds; empty where nothing can.
    """

    desk: Desk
    occasion: Occasion
    outlet: Outlet
    rest: str
    trigger: str = ""
