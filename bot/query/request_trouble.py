"""Troubles with the filters of a question."""

from __future__ import annotations

from bot.cdr.trouble import QuestionTrouble


class Contradiction(QuestionTrouble):
    """Two filters that no call can fit together, or one said twice."""

    code = "contradiction"
    words = ("“{one}” and “{other}” cannot be asked for together.", "Leave one of the two out.")
    usage = True


class NothingAsked(QuestionTrouble):
    """A filter word without what it filters by."""

    code = "incomplete_filter"
    words = ("“{words}” needs something after it.", "Write it like {example}.")
    usage = True
