"""Troubles with the words of a digest."""

from __future__ import annotations

from bot.cdr.trouble import QuestionTrouble


class DigestUnclear(QuestionTrouble):
    """A digest that is not written as one is."""

    usage = True


class NotScheduled(DigestUnclear):
    """Nothing says how often."""

    code = "digest_not_scheduled"
    words = (
        "A digest begins with how often it comes.",
        "Write it like daily 08:30 weekdays, weekly monday 09:00 or monthly first workday 08:00.",
    )


class NoTimeOfDay(DigestUnclear):
    """Nothing says at what time."""

    code = "digest_no_time"
    words = (
        "A digest needs the time of the day it comes at.",
        "Write it like {example}; the time can be 8, 8am, 08:30, 20:15 or noon.",
    )


class NoDay(DigestUnclear):
    """A weekly or a monthly digest without its day."""

    code = "digest_no_day"
    words = ("A {kind} digest needs its day.", "Write it like {example}.")


class NoDayOfMonth(DigestUnclear):
    """A day of the week for a monthly digest."""

    code = "digest_no_day_of_month"
    words = (
        "A monthly digest cannot come on “{typed}”.",
        "Write first workday, last workday, first day or last day.",
    )


class SaidTwice(DigestUnclear):
    """Two things of which a digest has one."""

    code = "digest_said_twice"
    words = ("“{one}” and “{other}” cannot both be.", "Leave one out, or make two digests.")


class OptionUnclear(DigestUnclear):
    """An option without what belongs to it."""

    code = "digest_option_unclear"
    words = ("“{typed}” needs {what} after it.", "Write it like {example}.")


class NoDate(DigestUnclear):
    """A day to skip that is no date."""

    code = "digest_no_date"
    words = ("“{typed}” is no date.", "Write days to skip like 2026-12-25, with commas between them.")


class UnknownZone(DigestUnclear):
    """No such time zone."""

    code = "digest_unknown_zone"
    words = ("“{typed}” is no time zone.", "{hint}")


class ZoneOfNoCity(DigestUnclear):
    """Letters such as EST, which stay where they are all summer, or an offset."""

    code = "digest_zone_of_no_city"
    words = (
        "“{typed}” is not the zone of a city, so its summer time is not known.",
        "Write a city's, such as zone {example}.",
    )


class ChannelNotLinked(DigestUnclear):
    """A channel that Slack did not link."""

    code = "digest_channel_not_linked"
    words = (
        "“{typed}” needs a channel that Slack knows after it.",
        "Type # and choose it from the list, so that it becomes a link.",
    )


class NothingOfToday(DigestUnclear):
    """Today, told at its first minute."""

    code = "digest_nothing_of_today"
    words = (
        "At midnight there is nothing of the day to tell.",
        "Choose a later time, or write about yesterday.",
    )


class ZoneGone(QuestionTrouble):
    """The zone of a digest was taken out of the machine's list."""

    code = "digest_zone_gone"
    words = (
        "The zone {zone} of digest {number} is not known any more.",
        "Write another zone with /calls digest edit {number}.",
    )


class DigestTooLong(DigestUnclear):
    """More text than a digest has."""

    code = "digest_too_long"
    words = ("This is {length} characters long.", "Write the digest in at most {most}.")
