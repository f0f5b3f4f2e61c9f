"""Where a trouble stands in the form of a digest. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.blocks import digest_form as form
from bot.blocks.digest_filled import Where
from bot.cdr.trouble import QuestionTrouble
from bot.slack.digests.digest_edge_trouble import ChannelArchived, ChannelShared, NotInvited, TooManyDigests
from bot.slack.digests.pressing_trouble import DigestRemoved, NotYours
from bot.slack.slack_trouble import ForeignButton, NotAllowed, NotLinked, PersonNotLinked

if TYPE_CHECKING:
    from bot.blocks.digest_filled import Filled
    from bot.cdr.trouble import Trouble

_OF_THE_PLACE = (NotAllowed, NotInvited, ChannelArchived, ChannelShared)
_OF_A_PERSON = (NotLinked, PersonNotLinked)
_OF_NO_FIELD = (TooManyDigests, DigestRemoved, NotYours, ForeignButton)


def field_of(trouble: Trouble, filled: Filled) -> str:
    """The field under which a trouble stands; empty for none: then it stands first."""
    if isinstance(trouble, _OF_THE_PLACE):
        return form.CHANNEL if filled.where is Where.CHANNEL else form.WHERE
    if isinstance(trouble, _OF_A_PERSON) and filled.where is Where.OWN:
        return form.WHERE
    of_the_filters = isinstance(trouble, QuestionTrouble) and not isinstance(trouble, _OF_NO_FIELD)
    return form.FILTERS if of_the_filters else ""
