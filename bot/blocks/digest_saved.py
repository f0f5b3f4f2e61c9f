"""What is shown when the form of a digest was saved: in words what will happen, where, and when next."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from bot.blocks.digest_form import TITLE
from bot.blocks.digest_told import made_message
from bot.blocks.elements import context, line, modal, rich, span
from bot.blocks.setup import NOTICE

if TYPE_CHECKING:
    from bot.answers.digest_status import DigestStatus
    from bot.blocks.message import Block


class Deed(StrEnum):
    """What saving did."""

    MADE = "made"
    CHANGED = "changed"
    NOTHING = "nothing"


_UNCHANGED = "Nothing of digest {number} was changed."
_STRANGERS = "People of another organisation can read it there."
_MORE = "Home shows its last run and its next one."


def saved(status: DigestStatus, deed: Deed, *, user: str, pbx: str = "") -> Block:
    """The modal for who saved it; ``pbx`` is the PBX's name where there are several."""
    digest = status.digest
    told = made_message(status, "", user=user, pbx=pbx, changed=deed is Deed.CHANGED).blocks[0]
    if deed is Deed.NOTHING:
        told = rich(line(span(_UNCHANGED.format(number=digest.number), "bold")), *told["elements"][1:])
    return modal(TITLE, [told, context(_STRANGERS if digest.strangers else "", _MORE)], name=NOTICE)
