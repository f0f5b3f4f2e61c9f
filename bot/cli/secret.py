"""The Client Secret, from the file or the standard input that the person names. Never shown, never logged."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from bot.cli.command_trouble import SecretNotReadable

STANDARD_INPUT = "-"
_MOST_BYTES = 4096


def read_secret(name: str, client_id: str) -> str:
    """The secret alone: a line's end, spaces around it and a byte order mark do not belong to it.

    Raises:
        SecretNotReadable: there is none, or what is there cannot be one. Five wrong logins block this machine, so
            what is plainly no secret is not tried.
    """
    place = "standard input" if name == STANDARD_INPUT else name
    try:
        text = _bytes(name).decode("utf-8-sig").strip()
    except OSError as error:
        raise SecretNotReadable(place=place, fault=(error.strerror or "it cannot be read").lower()) from None
    except ValueError:  # no UTF-8, or a name no file can have
        raise SecretNotReadable(place=place, fault="it is no text") from None
    if fault := _fault(text, client_id):
        raise SecretNotReadable(place=place, fault=fault)
    return text


def _bytes(name: str) -> bytes:
    """What is there, a little more than a secret has at most."""
    if name != STANDARD_INPUT:
        with Path(name).open("rb") as file:
            return file.read(_MOST_BYTES + 1)
    if sys.stdin is None:
        return b""
    if sys.stdin.isatty():
        typed: str = click.prompt("Client Secret", hide_input=True, err=True, default="", show_default=False)
        return typed.encode()
    return sys.stdin.buffer.read(_MOST_BYTES + 1)


def _fault(text: str, client_id: str) -> str:
    """Why a text can be no secret; empty if it can."""
    if not text:
        return "it is empty"
    if len(text) > _MOST_BYTES // 2:
        return "it is too long for a secret"
    if len(text.split()) > 1:
        return "it holds more than the secret alone"
    if not text.isprintable():
        return "it holds control characters"
    return "it holds the Client ID, not the secret" if text == client_id else ""
