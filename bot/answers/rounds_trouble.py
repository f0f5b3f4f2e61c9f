"""Troubles of making a digest that no part of it tells."""

from __future__ import annotations

from bot.cdr.trouble import PbxTrouble, SetupTrouble


class DigestTookTooLong(PbxTrouble):
    """Making it was cut off."""

    code = "digest_took_too_long"
    words = (
        "The PBX did not answer within {seconds} s.",
        "Try again in a minute; if it stays, look at the PBX and the network between.",
    )


class DigestUnmade(SetupTrouble):
    """A fault of our own."""

    code = "digest_unmade"
    words = (
        "Something went wrong in Ringback itself while the digest was made.",
        "Whoever runs Ringback finds more in its log.",
    )
