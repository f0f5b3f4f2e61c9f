"""Names that would be read as something else: a PBX called Today could never be asked."""

from __future__ import annotations

from datetime import UTC, datetime

from bot.query.asker import Asker
from bot.query.read import reads_alone
from bot.query.words import languages

_SOME_DAY = datetime(2022, 6, 15, 12, tzinfo=UTC)


def reads_as_question(name: str) -> bool:
    """Whether a name, alone or after ``at``, is a time, a filter or what one begins with: ``today``, ``verpasst``."""
    askers = [Asker.of(now=_SOME_DAY, zone=UTC, locale=language) for language in languages()]
    return any(reads_alone(text, asker) for asker in askers for text in (name, f"at {name}"))
