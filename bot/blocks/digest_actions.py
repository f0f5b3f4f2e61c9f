"""Buttons that do something with a digest: their action ids, and what they remember."""

from __future__ import annotations

import msgspec

NEW, EVERY_MORNING, EDIT = "digest:new", "digest:every_morning", "digest:edit"
"""They open the form: empty, with an answer's filters, of a digest."""
PAUSE, RESUME, PREVIEW, REMOVE, NOW = (
    "digest:pause",
    "digest:resume",
    "digest:preview",
    "digest:remove",
    "digest:now",
)
MAKE_SHARED, CANCEL = "digest:make_shared", "digest:cancel"
"""The answers to whether people of another organisation may read it.

Where one message has several buttons of a kind, the digest's number follows after a colon: ``digest:edit:3``.
"""


class DigestButton(msgspec.Struct, frozen=True, kw_only=True, array_like=True):
    """What a button remembers; it comes back with the press, also after a restart.

    Attributes:
        mark: of whose workspace it is: no other one does anything with it.
        digest: its id; empty where there is none yet.
        text: a digest as it was typed, to be made or changed so.
        channel: where it was typed, which is where the digest goes if the text names no other place.
        once: names this button: what it makes is made once.
    """

    mark: str
    digest: str = ""
    text: str = ""
    channel: str = ""
    once: str = ""

    def written(self) -> str:
        """As a button's value."""
        return msgspec.json.encode(self).decode()


def read_digest_button(value: str, mark: str) -> DigestButton | None:
    """A button's value; None for what is none, or another workspace's."""
    try:
        read = msgspec.json.decode(value, type=DigestButton)
    except (msgspec.DecodeError, UnicodeEncodeError):
        return None
    return read if read.mark == mark else None
