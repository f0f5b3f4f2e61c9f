"""Troubles with questions that would tell what masking hides."""

from __future__ import annotations

from bot.cdr.trouble import QuestionTrouble


class PartsMasked(QuestionTrouble):
    """``fuzzy`` with the number of a party: a whole number would be found digit by digit."""

    code = "parts_masked"
    words = (
        "Numbers are masked here, so fuzzy cannot look for a part of one.",
        "Ask for the whole number, such as from 020 7946 0100.",
    )


class NameMasked(PartsMasked):
    """A name with digits that the PBX's lists do not have: it is found by how it begins."""

    words = (
        "Numbers are masked here, so a name with digits in it cannot be looked for among callers.",
        "Ask for the whole number, or by a name without digits.",
    )


class NoteMasked(PartsMasked):
    """Digits in a note, which is found by any part of it."""

    words = (
        "Numbers are masked here, so digits cannot be looked for in notes.",
        "Leave the digits out of the note.",
    )
