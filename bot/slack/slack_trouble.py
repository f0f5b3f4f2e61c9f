"""Troubles of the Slack edge: who may not, what is not set up, what Slack refuses."""

from __future__ import annotations

from bot.cdr.pbx_trouble import BadCredentials
from bot.cdr.trouble import QuestionTrouble, SetupTrouble
from bot.workspace.access import APP_SETTINGS


class NotAllowed(QuestionTrouble):
    """The person may not ask here."""

    code = "not_allowed"
    words = ("You may not ask about calls here: {reason}.", "A workspace admin decides who may.")


class NotAnAdmin(QuestionTrouble):
    """Setting up is for admins, owners and the people they named."""

    code = "not_an_admin"
    words = (
        "Connecting a PBX and changing settings is for workspace admins and owners.",
        "Ask one of them; they can name further people in Ringback's Home tab.",
    )


class NotSetUp(SetupTrouble):
    """No PBX is connected."""

    code = "not_set_up"
    words = (
        "No PBX is connected to this workspace yet.",
        "A workspace admin connects one with /calls setup.",
    )


class StillRefused(BadCredentials):
    """It refused its secret and is not asked: every wrong login brings this machine's address nearer to its block."""

    words = (
        "{name} refuses its Client ID or Client Secret, and is asked no questions until it is reconnected.",
        "An admin reconnects it; where that was mended on the PBX, ask again in {minutes} minutes.",
    )


class PbxGone(QuestionTrouble):
    """The PBX that a button or a filter means is not connected any more."""

    code = "pbx_gone"
    words = ("The PBX this was asked of is not connected any more.", "Ask anew with /calls.")


class NotLinked(QuestionTrouble):
    """``mine`` needs an extension."""

    code = "not_linked"
    words = (
        "I do not know your extension.",
        "Tell me with /calls link and its number, such as /calls link 2005.",
    )


class PersonNotLinked(QuestionTrouble):
    """``@person`` needs their extension."""

    code = "person_not_linked"
    words = (
        "I do not know the extension of {name}.",
        "They can tell me with /calls link; or ask for the number, such as /calls with 2005.",
    )


class UnknownExtensionToLink(QuestionTrouble):
    """``link`` with a number that is no extension."""

    code = "no_such_extension"
    words = ("{pbx} has no extension {number}.", "Look the number up on the PBX, or ask an admin.")


class NoSuchChoice(QuestionTrouble):
    """A language or zone that does not exist."""

    code = "no_such_choice"
    words = ("“{typed}” is no {kind}.", "Write it like {example}.")
    usage = True


class ForeignButton(QuestionTrouble):
    """A button of another workspace's answer, or one that cannot be read any more."""

    code = "foreign_button"
    words = ("This button does not belong to an answer of this workspace.", "Ask anew with /calls.")


class SlackRefused(SetupTrouble):
    """Slack's Web API says no."""

    code = "slack_refused"
    words = ("Slack refuses {method}: {error}.", "{mend}.")


class SlackTokenRefused(SlackRefused):
    """A token of the environment is not good."""

    words = (
        "Slack refuses {variable} ({method}: {error}).",
        f"{{mend}}, in the app's settings at {APP_SETTINGS}: {{place}}; then start again.",
    )


class SlackUnreachable(SetupTrouble):
    """Slack cannot be reached from here."""

    code = "slack_unreachable"
    words = (
        "Slack cannot be reached: {reason}.",
        "Check the network, and SLACK_API_URL if it is set; then start again.",
    )


class CannotPost(QuestionTrouble):
    """Slack does not take a post to a channel."""

    code = "cannot_post"
    words = ("Ringback cannot post to this channel: {reason}.", "{mend}.")


class ListIsEmpty(QuestionTrouble):
    """There is nothing to export."""

    code = "list_is_empty"
    words = ("There are no calls to export.", "Ask about another time.")


class Interrupted(QuestionTrouble):
    """Ringback is going down while a question runs."""

    code = "interrupted"
    words = ("Ringback was restarted while it asked the PBX.", "Ask again in a moment.")


class Unexpected(SetupTrouble):
    """A fault of our own. The reference stands in the log."""

    code = "unexpected"
    words = (
        "Something went wrong in Ringback itself (reference {reference}).",
        "Try again; if it stays, whoever runs Ringback finds the reference in its log.",
    )
