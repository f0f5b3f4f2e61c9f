"""A digest as JSON: its own facts, then the answer it is made from, as every answer is written."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from bot.answers.as_json import answer_json
from bot.digest.words import told as words_of

if TYPE_CHECKING:
    from bot.answers.digest import DigestAnswer


def digest_json(told: DigestAnswer) -> dict[str, Any]:
    """The whole digest, every call and caller included."""
    return {
        "number": told.digest.number,
        "words": words_of(told.digest),
        "slot": told.slot,
        "late": told.late,
        "skipped": list(told.skipped),
        "empty": told.empty,
        "compared": [asdict(each) for each in told.compared],
        **answer_json(told.answer),
    }
