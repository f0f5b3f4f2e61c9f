"""Troubles with the address that a manifest is made for."""

from __future__ import annotations

from bot.cdr.trouble import SetupTrouble


class BadPublicUrl(SetupTrouble):
    """Slack could not send requests there, or nothing there would answer them."""

    code = "bad_public_url"
    words = (
        "The manifest for HTTP cannot be made: {fault}.",
        "Name the public address of ringback serve alone, such as --url https://ringback.example.com.",
    )
    usage = True
