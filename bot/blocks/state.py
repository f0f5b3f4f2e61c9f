"""What a button remembers of the question under its answer. It comes back with the press, also after a restart."""

from __future__ import annotations

import msgspec


class Question(msgspec.Struct, frozen=True, kw_only=True, array_like=True):
    """A question as it can be asked again, with the same words, moment and zone.

    Attributes:
        mark: of whose workspace it is: no other one answers it.
        text: the words, people and PBX taken out.
        now: the moment it was asked, epoch seconds: ``yesterday`` stays that day.
        zone: IANA name of the asker's zone.
        locale: such as ``en-GB``.
        pbx: id of the PBX.
        page: which page of the list.
        calls: whether the calls are listed, not the missed callers.
    """

    mark: str
    text: str
    now: int
    zone: str
    locale: str
    pbx: str
    page: int = 0
    calls: bool = False

    def written(self) -> str:
        """As a button's value."""
        return msgspec.json.encode(self).decode()


def read_question(value: str, mark: str) -> Question | None:
    """A button's value as a question; None for what is none, or another workspace's."""
    try:
        question = msgspec.json.decode(value, type=Question)
    except (msgspec.DecodeError, UnicodeEncodeError):
        return None
    return question if question.mark == mark and question.page >= 0 else None
