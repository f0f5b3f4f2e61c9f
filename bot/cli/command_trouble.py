"""Troubles with what the command line was given, and with what it writes to."""

from __future__ import annotations

from bot.cdr.trouble import QuestionTrouble, SetupTrouble


class SecretNotReadable(SetupTrouble):
    """The Client Secret is not where it should be."""

    code = "secret_not_readable"
    words = (
        "The Client Secret cannot be read from {place}: {fault}.",
        "Name a file that holds the Client Secret alone, in one line; - reads standard input.",
    )
    usage = True


class OwnUnknown(QuestionTrouble):
    """``mine`` or ``me``, which Slack knows the extension of and a terminal does not."""

    code = "own_unknown"
    words = (
        "“{said}” means your own calls, and at a terminal nobody knows your extension.",
        "Write its number instead, such as “{example}”.",
    )
    usage = True


class TokenNotKept(SetupTrouble):
    """The cache folder cannot be used."""

    code = "token_not_kept"
    words = (
        "The access token cannot be kept in {folder}: {reason}.",
        "Make the folder writable, name another one with XDG_CACHE_HOME, or keep no token: --no-keep-token.",
    )


class PortTaken(SetupTrouble):
    """The simulated PBX cannot listen there."""

    code = "port_taken"
    words = (
        "The simulated PBX cannot listen at port {port}: {reason}.",
        "Name another port with --port, or leave it out to take a free one.",
    )


class ServicePortTaken(PortTaken):
    """The Slack app cannot listen there."""

    words = ("Ringback cannot listen at port {port}: {reason}.", "Set PORT to a free one.")


class OutputLost(SetupTrouble):
    """Nobody can read what is written."""

    code = "output_lost"
    words = (
        "The answer cannot be written to standard output: {reason}.",
        "Make room, or send it elsewhere.",
    )
