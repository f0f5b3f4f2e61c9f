"""Troubles that a PBX's answers tell, each with what an admin or a person can do about it.

Those on the way to it are in ``bot.cdr.link_trouble``. ``where`` is ``host:port``, never a URL.
"""

from __future__ import annotations

from bot.cdr.trouble import PbxTrouble, SetupTrouble

_TRY_LATER = "Try again in a minute; if it stays, look at the PBX and the network between."


class NotJson(SetupTrouble):
    """Something answers, but not the Open API."""

    code = "not_json"
    words = (
        "{where} answers with {finding} instead of the Open API.",
        (
            "Check the port (Appliance and Software 8088, Cloud and *.ras.yeastar.com 443) "
            "and that the API is on: Integrations > API."
        ),
    )


class NotHttp(SetupTrouble):
    """Something answers, but it is no web server; or one that wants TLS, where none was spoken."""

    code = "not_http"
    words = (
        "{where} answers with something that is not HTTP.",
        "Check the port, and whether the PBX serves https:// or http:// there.",
    )


class Redirected(NotJson):
    """A redirect, which is never followed: the token would travel along."""

    code = "redirected"
    words = (
        "{where} sends us elsewhere ({status}, to {target}) instead of answering.",
        "Use the address it names, if it is the PBX's own.",
    )


class GatewayFailed(PbxTrouble):
    """A gateway in front of the PBX answers in its place."""

    code = "gateway_failed"
    words = (
        "A gateway before the PBX at {where} says that it does not answer ({status}).",
        "Try again in a minute; if it stays, look at the PBX and its remote access service.",
    )


class CutShort(PbxTrouble):
    """The connection ended before the answer did."""

    code = "cut_short"
    words = ("The PBX at {where} closed the connection in the middle of its answer.", _TRY_LATER)


class Unanswered(CutShort):
    """As above, before the answer began: also what a server does that wants TLS, where none was spoken."""

    code = "unanswered"
    words = (
        "{where} closes the connection without an answer.",
        (
            "Check the port, and whether the PBX serves https:// or http:// there; if they are right, try again in "
            "a minute."
        ),
    )


class HalfJson(PbxTrouble):
    """The answer ended well, but its JSON did not."""

    code = "half_json"
    words = ("The answer of the PBX at {where} is broken: {reason}.", _TRY_LATER)


class TooLarge(PbxTrouble):
    """An answer beyond any size that makes sense."""

    code = "too_large"
    words = (
        "The answer of the PBX at {where} is larger than {size}.",
        "Ask for a shorter time; if it stays, check that the address is the PBX's own.",
    )


class TooMany(TooLarge):
    """As above, not in bytes but in what they stand for."""

    words = (
        "The PBX at {where} sends more than {most} {what}.",
        "Ask for a shorter time; if it stays, check that the address is the PBX's own.",
    )


class BadCredentials(SetupTrouble):
    """Client ID or Client Secret are refused. Tried once: five failures block this machine's address."""

    code = "bad_credentials"
    words = (
        "The PBX refuses the Client ID or Client Secret (error {number}: {message}). No second try is made.",
        "Compare both with Integrations > API on the PBX.",
    )


class NoSecret(BadCredentials):
    """There is none to log in with: not worth one of the five tries."""

    words = (
        "There is no Client Secret to log in to the PBX with.",
        "Connect the PBX anew with the one that it shows: Integrations > API.",
    )


class IpBlocked(PbxTrouble):
    """Too many failed logins came from our address."""

    code = "ip_blocked"
    words = (
        "The PBX blocks this machine's address after failed logins, {until}.",
        "Wait until then, or take the address off the PBX's blocked list: Security > Security Rules.",
    )


class LoginsHeld(PbxTrouble):
    """Too many logins to this address were refused of late, whoever made them: the next ones would block ours."""

    code = "logins_held"
    words = (
        (
            "{count} logins to the PBX at this address were refused within {minutes} minutes; some more, and it "
            "blocks Ringback, so none is tried with another secret {until}."
        ),
        "Wait until then; meanwhile compare Client ID and Client Secret with Integrations > API on the PBX.",
    )


class IpNotAllowed(SetupTrouble):
    """The API has a list of allowed addresses, and ours is not in it."""

    code = "ip_not_allowed"
    words = (
        "The PBX's API does not allow this machine's IP address.",
        "Add the address to the API's allowed IP addresses: Integrations > API.",
    )


class ApiOff(SetupTrouble):
    """The API is switched off."""

    code = "api_off"
    words = ("The API of the PBX is switched off.", "Switch it on: Integrations > API.")


class TokenLimit(PbxTrouble):
    """All eight access tokens of the application are taken. Never retried: trying takes none back."""

    code = "token_limit"
    words = (
        "All access tokens of this Client ID are in use; the PBX gives no more than eight.",
        "Wait up to 30 minutes until one expires, or stop other programs that use the same Client ID.",
    )


class TokenRefused(PbxTrouble):
    """The PBX does not take a token that it has just given."""

    code = "token_refused"
    words = (
        "The PBX refuses the access token that it has just given.",
        "Try again; if it stays, look for another program that revokes tokens of this Client ID.",
    )


class PbxBusy(PbxTrouble):
    """A heavy task, such as a backup or an export, is running."""

    code = "pbx_busy"
    words = ("The PBX is busy with a heavy task.", "Try again in a few minutes.")


class UnknownInterface(SetupTrouble):
    """This firmware does not have what was asked for."""

    code = "unknown_interface"
    words = (
        "This PBX does not know {endpoint} (error {number}).",
        "Update its firmware; the API needs a P550, P560, P570 (37.7.0.16 or newer), Software or Cloud.",
    )


class AccessDenied(SetupTrouble):
    """The application has no right to it, or the feature is off."""

    code = "access_denied"
    words = (
        "The PBX denies access to {endpoint} (error {number}: {message}).",
        "Give the API application this right: Integrations > API.",
    )


class PbxRefused(PbxTrouble):
    """Any other error the PBX names."""

    code = "pbx_refused"
    words = (
        "The PBX refuses {endpoint}: error {number}, {message}.",
        "Look the number up in Yeastar's Open API guide; if it makes no sense, report it to Ringback.",
    )


class DateFormatMismatch(SetupTrouble):
    """No display format fits both what the PBX writes and what it understands."""

    code = "date_format_mismatch"
    words = (
        "The PBX's date and time format cannot be made sure of: {finding}.",
        (
            "Look at the display format and zone in System > Date and Time on the PBX, save them once more, and ask "
            "again; where only the zone is another, give it with --pbx-timezone."
        ),
    )


class TookTooLong(PbxTrouble):
    """The time limit of a question is over."""

    code = "took_too_long"
    words = (
        "The PBX needed longer than {seconds} s: {progress}.",
        "Ask for a shorter time, or allow more with --time-limit.",
    )
