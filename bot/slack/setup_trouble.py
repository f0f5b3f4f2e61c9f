"""Troubles of forms and of choosing among PBXs."""

from __future__ import annotations

from bot.cdr.trouble import QuestionTrouble


class FormTooLate(QuestionTrouble):
    """Slack's leave to open a form was over, or used already."""

    code = "form_too_late"
    words = ("Slack gives three seconds to open a form, and they were over.", "Press the button to open it.")


class SecretNeeded(QuestionTrouble):
    """There is no secret for this address and this certificate check: nobody may send a saved one elsewhere."""

    code = "secret_needed"
    words = (
        (
            "The Client Secret is kept for the address and the certificate check it was saved with, and a typed one "
            "for half an hour."
        ),
        "Type it again.",
    )


class BadPbxName(QuestionTrouble):
    """A name that would be read as something else."""

    code = "bad_pbx_name"
    words = ("A PBX cannot be named “{name}”.", "Give it a name such as Berlin.")


class NoSuchPbx(QuestionTrouble):
    """A name that no PBX of the workspace has."""

    code = "no_such_pbx"
    words = ("No PBX here is named “{name}”.", "There is {names}.")


class NoChannelHere(QuestionTrouble):
    """What is decided for a channel was said outside of one."""

    code = "no_channel_here"
    words = ("There is no channel here to decide for.", "Give the command in the channel that you mean.")


class NoProposal(QuestionTrouble):
    """No extension can be proposed by e-mail."""

    code = "no_proposal"
    words = (
        "No extension of {pbx} has your e-mail address.",
        "Tell me its number, such as /calls link 2005.",
    )


class PinNeeded(QuestionTrouble):
    """Exactly one certificate is to be taken, and it is not said which."""

    code = "pin_needed"
    words = (
        "The choice “Exactly this certificate” needs its fingerprint.",
        "Open the PBX's page in a browser: it shows the fingerprint with the certificate.",
    )
