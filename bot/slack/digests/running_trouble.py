"""Troubles of making a digest that stand in the way of every slot of it."""

from __future__ import annotations

from bot.cdr.trouble import SetupTrouble


class AppNotInstalled(SetupTrouble):
    """No token speaks for the workspace."""

    code = "app_not_installed"
    words = (
        "Ringback is not installed in this workspace any more.",
        "An admin can install it again.",
    )


class DigestPbxGone(SetupTrouble):
    """The PBX that the digest names was disconnected."""

    code = "digest_pbx_gone"
    words = (
        "The PBX that digest {number} tells of is not connected any more.",
        "Change the digest with /calls digest edit {number}, or connect the PBX again and choose it there.",
    )
