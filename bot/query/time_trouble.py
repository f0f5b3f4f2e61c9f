"""Troubles with words about time: not understood, in the future, ambiguous."""

from __future__ import annotations

from bot.cdr.trouble import QuestionTrouble


class NotUnderstood(QuestionTrouble):
    """Words that are neither a time nor a filter."""

    code = "not_understood"
    words = ("I do not understand “{words}”.", "{hint}")
    usage = True


class InTheFuture(QuestionTrouble):
    """A time of which nothing has begun."""

    code = "future"
    words = (
        "“{words}” is in the future: {window}.",
        "Ask for a time that has begun, such as today or last week.",
    )
    usage = True


class EndBeforeStart(QuestionTrouble):
    """A range that ends before it starts."""

    code = "end_before_start"
    words = ("“{words}” ends before it starts.", "Turn the two ends round, or name the day of each.")
    usage = True


class AmbiguousDate(QuestionTrouble):
    """A numeric date that fits two orders, neither of them the person's."""

    code = "ambiguous_date"
    words = ("“{words}” can be {one} or {other}.", "Write the month as a word, or the date as {iso}.")
    usage = True


class TooLong(QuestionTrouble):
    """More text than a question has."""

    code = "too_long"
    words = ("This is {length} characters long.", "Ask in at most {most}.")
    usage = True
