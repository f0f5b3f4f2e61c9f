"""Troubles with names and numbers in a question that this PBX does not know, or knows more than once."""

from __future__ import annotations

from bot.cdr.trouble import QuestionTrouble


class UnknownGroup(QuestionTrouble):
    """``in X``, and nothing of that name or number groups extensions."""

    code = "unknown_group"
    words = ("There is no group “{name}”.", "{hint}")
    usage = True


class AmbiguousGroup(QuestionTrouble):
    """``in X`` fits several groups of different names."""

    code = "ambiguous_group"
    words = ("“{name}” can be {candidates}.", "Say which: the whole name, or the number.")
    usage = True


class UnknownParty(QuestionTrouble):
    """A name that neither the PBX's lists nor the calls of that time know."""

    code = "unknown_party"
    words = ("Nobody called “{name}” is in the PBX's lists or in the calls of that time.", "{hint}")
    usage = True


class UnknownExtension(QuestionTrouble):
    """A number as short as an extension's that is none, and that no call of that time has."""

    code = "unknown_extension"
    words = ("There is no extension {number}, and no call of that time has this number.", "{hint}")
    usage = True


class AmbiguousParty(QuestionTrouble):
    """A name that fits several parties."""

    code = "ambiguous_party"
    words = ("“{name}” can be {candidates}.", "Say which: the whole name, or the number.")
    usage = True


class GroupIsNoParty(QuestionTrouble):
    """``from``, ``to`` or ``with`` an extension group: it has no number, so no call reaches it itself."""

    code = "group_is_no_party"
    words = (
        "“{name}” is a group of extensions, not a party of calls.",
        "Write in {name} for the calls of its members.",
    )
    usage = True
