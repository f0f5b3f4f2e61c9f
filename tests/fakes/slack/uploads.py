"""Uploads in their three steps: an address, the bytes, a place to show them."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import count

from fakes.slack.model import UploadedFile
from fakes.slack.refused import Refused


@dataclass(slots=True, kw_only=True)
class Upload:
    """A file that is on its way."""

    id: str
    team: str
    name: str
    length: int
    content: bytes | None = None


class Uploads:
    """Files on their way, and those that arrived."""

    def __init__(self) -> None:
        self.done: list[UploadedFile] = []
        self._pending: dict[str, Upload] = {}
        self._numbers = count(1)

    def announce(self, team: str, name: str, length: int) -> Upload:
        """A file that will come."""
        upload = Upload(id=f"F{next(self._numbers):08}", team=team, name=name, length=length)
        self._pending[upload.id] = upload
        return upload

    def receive(self, file_id: str, content: bytes) -> None:
        """Its bytes.

        Raises:
            Refused: it was never announced, or with another length.
        """
        upload = self._pending.get(file_id)
        if upload is None or upload.content is not None:
            raise Refused("file_not_found", status=404)
        if len(content) != upload.length:
            raise Refused("length_mismatch", status=400)
        upload.content = content

    def complete(
        self, team: str, file_id: str, *, title: str, channel: str, thread_ts: str, comment: str
    ) -> UploadedFile:
        """Show a file in a channel.

        Raises:
            Refused: its bytes never came, or it is another workspace's.
        """
        upload = self._pending.get(file_id)
        if upload is None or upload.content is None or upload.team != team:
            raise Refused("file_not_found")
        del self._pending[file_id]
        done = UploadedFile(
            id=file_id,
            name=upload.name,
            title=title or upload.name,
            content=upload.content,
            team=team,
            channel=channel,
            thread_ts=thread_ts,
            comment=comment,
        )
        self.done.append(done)
        return done
