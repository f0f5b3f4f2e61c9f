"""Troubles with words about time: not understood, in the future, never there."""

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


class NeverWas(QuestionTrouble):
    """A day that a zone left out."""

    code = "never_was"
    words = ("“{words}” never was: the clock was set forward over it.", "Ask for the day before or after it.")
    usage = True


class OutOfCalendar(QuestionTrouble):
    """A moment of asking that no call was made in."""

    code = "out_of_calendar"
    words = (
        "Now is said to be {now}, and only the years {first} to {last} are known.",
        "Set the clock, or give another moment as now.",
    )
    usage = True


class TooLong(QuestionTrouble):
    """More text than a question has."""

    code = "too_long"
    words = ("This is {length} characters long.", "Ask in at most {most}.")
    usage = True
