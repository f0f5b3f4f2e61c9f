"""Troubles with the workspaces that are kept, as the command line names them."""

from __future__ import annotations

from bot.cdr.link_trouble import TlsNotTrusted
from bot.cdr.trouble import SetupTrouble


class NoDatabase(SetupTrouble):
    """There is nothing yet, or it is elsewhere."""

    code = "no_database"
    words = (
        "There is no database at {path}.",
        "Name the one that Ringback uses with RINGBACK_DATABASE; “ringback workspace add” makes a new one.",
    )


class UnknownWorkspace(SetupTrouble):
    """Nothing is kept of this workspace."""

    code = "unknown_workspace"
    words = (
        "Nothing is kept of workspace {workspace}: {known}.",
        "Name it as “ringback workspace list” does, with --team and, before a slash, --enterprise.",
    )
    usage = True


class UnknownPbx(SetupTrouble):
    """The workspace has no PBX of that name."""

    code = "unknown_pbx"
    words = ("Workspace {workspace} has no PBX named {name}: {known}.", "Name one of its own with --pbx.")
    usage = True


class PbxsUnreadable(SetupTrouble):
    """The keys are right, and still a secret of a workspace does not open."""

    code = "pbxs_unreadable"
    words = (
        "The PBXs of workspace {workspace} cannot be read: a secret of one of them is damaged.",
        (
            "Run “ringback keys rotate”, which names it. Restore an older copy of the database, or remove the "
            "workspace with “ringback workspace remove” and connect its PBXs anew."
        ),
    )


class InAnOrganisation(SetupTrouble):
    """The same workspace is kept under its organisation: under its own name alone nobody would find the PBX."""

    code = "in_an_organisation"
    words = (
        "Workspace {team} belongs to the organisation {enterprise} here.",
        "Add --enterprise {enterprise}.",
    )
    usage = True


class UnusableName(SetupTrouble):
    """Nobody could ask for a PBX by this name."""

    code = "unusable_pbx_name"
    words = ("This cannot be the name of a PBX: {fault}.", "Name it in up to 40 characters, such as Berlin.")
    usage = True


class NotConfirmed(SetupTrouble):
    """Nobody is there to be asked."""

    code = "not_confirmed"
    words = (
        "Nothing was removed: nobody is at a terminal to say yes.",
        "Add --yes to remove without being asked.",
    )
    usage = True


class NotTrustedForGood(TlsNotTrusted):
    """As the one above it; a CA file is this machine's and cannot be kept with a PBX."""

    words = (
        TlsNotTrusted.words[0],
        "If the PBX itself shows this SHA-256 fingerprint, pin it with --pin {fingerprint}.",
    )
