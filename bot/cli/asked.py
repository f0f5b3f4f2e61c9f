"""A question as it was typed: read in a zone, or refused while none is known yet."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot.cdr.trouble import QuestionTrouble
from bot.cli.command_trouble import OwnUnknown
from bot.cli.options import asker
from bot.query.own import in_place_of_own, own_words
from bot.query.read import read_request

if TYPE_CHECKING:
    from datetime import datetime, tzinfo

    from bot.cli.options import Person
    from bot.query.request import Request

_EXAMPLE = "2005"
"""An extension, as one would write it."""

_ANYWHERE = ("UTC", "Etc/GMT-14", "Etc/GMT+12")
"""Greenwich, and both sides of the date line. (``Etc`` turns the signs round.)"""


def refuse_own(text: str, language: str) -> None:
    """Refuse a question about the person's own calls: in a terminal nobody knows whose they are.

    Raises:
        OwnUnknown: as Slack understands it, it is one.
    """
    if own := own_words(text, language):
        raise OwnUnknown(said=own, example=in_place_of_own(text, _EXAMPLE, language))


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What was asked, by whom, and when."""

    text: str
    person: Person
    now: datetime

    def read(self, zone: tzinfo) -> Request:
        """The request; ``zone`` stands in where the person named none.

        Raises:
            OwnUnknown: it is about the person's own calls, as Slack understands it.
            QuestionTrouble: it is not understood, or means no time that has begun.
        """
        asks = asker(self.person, self.now, zone)
        refuse_own(self.text, asks.language)
        return read_request(self.text, asks)

    def refuse_nonsense(self, zone: tzinfo | None) -> None:
        """Raise what is wrong with it, as far as that is certain before the PBX says its zone.

        What is tomorrow in one zone may be today in another: where nobody named a zone, a question is refused only if
        it is wrong on both sides of the date line.

        Raises:
            QuestionTrouble: as ``read``.
        """
        if zone is not None or self.person.timezone is not None:
            self.read(zone or ZoneInfo("UTC"))
            return
        refusals = [self._refusal(ZoneInfo(name)) for name in _ANYWHERE]
        if refusals[0] is not None and all(refusals):
            raise refusals[0]

    def _refusal(self, zone: ZoneInfo) -> QuestionTrouble | None:
        try:
            self.read(zone)
        except QuestionTrouble as trouble:
            return trouble
        return None
