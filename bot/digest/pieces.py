"""The pieces of what was typed: words, quoted names, commas, and channels as Slack links them."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

_UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]+")
_DASHES = re.compile(r"[\u2010-\u2015\u2212]")
_QUOTES = r"\"\u201c\u201d\u201e\u00ab\u00bb"
_PIECE = re.compile(
    r"<\#(?P<channel>[CG][A-Z0-9]+)(?:\|[^<>]*)?>"
    rf"|(?P<quoted>[{_QUOTES}][^{_QUOTES}]*[{_QUOTES}])"
    rf"|[,{_QUOTES}]|[^\s,{_QUOTES}<]+|<"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """One piece.

    Attributes:
        typed: as it was.
        plain: in the form the tables have; empty for what is quoted or a channel.
        channel: its id, for a channel.
        glued: nothing stands between it and the piece before.
    """

    typed: str
    plain: str
    channel: str = ""
    glued: bool = False


@dataclass(frozen=True, slots=True)
class Pieces:
    """All pieces, in order."""

    all: tuple[Piece, ...]

    def __len__(self) -> int:
        return len(self.all)

    def plain(self, at: int) -> str:
        """The plain form; empty past the end."""
        return self.all[at].plain if at < len(self.all) else ""

    def channel(self, at: int) -> str:
        """The id of the channel that stands there; empty where none does."""
        return self.all[at].channel if at < len(self.all) else ""

    def typed(self, start: int, end: int) -> str:
        """Pieces as they were typed."""
        return joined(self.all[start:end])


def pieces_of(text: str) -> Pieces:
    """Take a text apart; signs that cannot be seen are spaces."""
    clean = _UNSEEN.sub(" ", unicodedata.normalize("NFC", text))
    found: list[Piece] = []
    end = -1
    for match in _PIECE.finditer(clean):
        named = match["channel"] is not None or match["quoted"] is not None
        found.append(
            Piece(
                typed=match[0],
                plain="" if named else _plain(match[0]),
                channel=match["channel"] or "",
                glued=match.start() == end,
            )
        )
        end = match.end()
    return Pieces(tuple(found))


def joined(pieces: tuple[Piece, ...]) -> str:
    """The text of pieces: a space between two, except where they were glued."""
    return "".join(piece.typed if piece.glued else f" {piece.typed}" for piece in pieces).strip()


def _plain(typed: str) -> str:
    return _DASHES.sub("-", unicodedata.normalize("NFKC", typed)).casefold()
