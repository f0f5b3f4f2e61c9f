"""Troubles with the filters of a question."""

from __future__ import annotations

from bot.cdr.trouble import QuestionTrouble


class Contradiction(QuestionTrouble):
    """Two filters that no call can fit together, or one said twice."""

    code = "contradiction"
    words = ("“{one}” and “{other}” cannot be asked for together.", "Leave one of the two out.")
    usage = True


class NoTalk(Contradiction):
    """A length of talk, asked of calls that nobody answered."""

    words = (
        "“{one}” and “{other}” cannot be asked for together: a call that was not answered has no talk.",
        "Leave one of the two out.",
    )


class NothingAsked(QuestionTrouble):
    """A filter word without what it filters by."""

    code = "incomplete_filter"
    words = ("“{words}” needs something after it.", "Write it like {example}.")
    usage = True


class NoQuestion(NothingAsked):
    """No word of a question in it."""

    code = "no_question"
    words = ("Nothing is asked.", "Write it like calls today, missed yesterday or calls from 2005 last week.")
