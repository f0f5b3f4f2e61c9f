"""Names that would be read as something else: a PBX called Today could never be asked."""

from __future__ import annotations

from datetime import UTC, datetime

from bot.cdr.trouble import QuestionTrouble
from bot.query.asker import Asker
from bot.query.read import understood
from bot.query.request_trouble import NoQuestion
from bot.query.time_trouble import NotUnderstood
from bot.query.words import languages

_SOME_DAY = datetime(2022, 6, 15, 12, tzinfo=UTC)


def reads_as_question(name: str) -> bool:
    """Whether a name, alone or after ``at``, is a time, a filter or what one begins with: ``today``, ``verpasst``."""
    askers = [Asker.of(now=_SOME_DAY, zone=UTC, locale=language) for language in languages()]
    return any(_read(text, asker) for asker in askers for text in (name, f"at {name}"))


def _read(text: str, asker: Asker) -> bool:
    try:
        return not understood(text, asker).slips  # one slip away is a name of its own
    except (NotUnderstood, NoQuestion):
        return False
    except QuestionTrouble:
        return True  # it is wrong, not strange: tomorrow, from, missed answered
