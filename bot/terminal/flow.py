"""Flowing text: pieces that wrap between words, with an indent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.cdr.seen import clean
from bot.terminal.cells import width_of
from bot.terminal.ink import Ink, Piece

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from bot.terminal.ink import Line

SEPARATOR = " · "


def paragraph(text: str, width: int, *, ink: Ink = Ink.PLAIN, first: str = "", indent: int = 0) -> list[Line]:
    """A text wrapped between words; ``first`` leads the first line, ``indent`` cells the others.

    Only a word that is longer than a line is broken: a fingerprint must be readable whole.
    """
    words = [Piece(word, ink) for word in clean_long(text).split()]
    return _set(words, width, glue=Piece(" ", ink), first=first, indent=indent)


def items(pieces: Sequence[Piece], width: int, *, first: str = "", indent: int = 0) -> list[Line]:
    """Items with a dot between, wrapped between items; one that is longer than a line is wrapped in itself."""
    room = width - max(indent, width_of(first))
    if all(width_of(piece.text) <= room for piece in pieces):
        return _set(pieces, width, glue=Piece(SEPARATOR, Ink.FAINT), first=first, indent=indent)
    words = [
        Piece(word, piece.ink)
        for number, piece in enumerate(pieces)
        for word in (*piece.text.split(), *(["·"] if number < len(pieces) - 1 else []))
    ]
    return _set(words, width, glue=Piece(" "), first=first, indent=indent)


def clean_long(text: str) -> str:
    """A text of any length without what cannot be seen."""
    return " ".join(clean(word) for word in text.split())


def _set(pieces: Iterable[Piece], width: int, *, glue: Piece, first: str, indent: int) -> list[Line]:
    lines: list[Line] = []
    lead, line = first, list[Piece]()
    room = width - width_of(first)
    for piece in _broken(pieces, width - max(indent, width_of(first))):
        needed = width_of(piece.text) + (width_of(glue.text) if line else 0)
        if line and needed > room:
            lines.append((Piece(lead), *line))
            lead, line, room = " " * indent, [], width - indent
            needed = width_of(piece.text)
        line += [glue, piece] if line else [piece]
        room -= needed
    return [*lines, (Piece(lead), *line)] if line else lines


def _broken(pieces: Iterable[Piece], room: int) -> Iterator[Piece]:
    for piece in pieces:
        text = piece.text
        while width_of(text) > room:
            head = _head(text, room)
            yield Piece(head, piece.ink)
            text = text[len(head) :]
        yield Piece(text, piece.ink)


def _head(text: str, room: int) -> str:
    """As many of its first signs as fit, at least one."""
    end = 1
    while end < len(text) and width_of(text[: end + 1]) <= room:
        end += 1
    return text[:end]
