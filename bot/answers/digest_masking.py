"""A digest with the last four digits of outside numbers hidden."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.answers.masking import masked

if TYPE_CHECKING:
    from bot.answers.digest import DigestAnswer


def masked_digest(told: DigestAnswer) -> DigestAnswer:
    """The same digest, masked as every answer is. Pages show nothing of ``digest.text``, which stays as typed."""
    return replace(told, answer=masked(told.answer))


def remembers(shown: DigestAnswer, whole: DigestAnswer) -> bool:
    """Whether its buttons may hold its filters: not where they hold a number that is hidden from its readers."""
    return shown.answer.request.filters == whole.answer.request.filters
