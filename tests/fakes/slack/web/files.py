"""files.*: announcing an upload and showing it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fakes.slack.refused import Refused
from fakes.slack.web.method import Method, takes, team_of
from fakes.slack.web.places import channel_to_write

if TYPE_CHECKING:
    from fakes.slack.desk import Desk
    from fakes.slack.model import Caller, Json


def _announce(desk: Desk, caller: Caller, sent: Json) -> Json:
    name, length = str(sent.get("filename") or ""), str(sent.get("length") or "")
    if not name or not length.isdecimal() or int(length) == 0:
        raise Refused("invalid_arguments")
    upload = desk.uploads.announce(team_of(caller).id, name, int(length))
    return {"upload_url": f"{desk.base_url}/upload/v1/{upload.id}", "file_id": upload.id}


def _complete(desk: Desk, caller: Caller, sent: Json) -> Json:
    team, files = team_of(caller).id, sent.get("files")
    if not isinstance(files, list) or not files:
        raise Refused("invalid_arguments")
    place = sent.get("channel_id") or sent.get("channels") or ""
    channel = channel_to_write(desk, team_of(caller), place).id if place else ""
    done = [
        desk.uploads.complete(
            team,
            str(file.get("id")),
            title=str(file.get("title") or ""),
            channel=channel,
            thread_ts=str(sent.get("thread_ts") or ""),
            comment=str(sent.get("initial_comment") or ""),
        )
        for file in files
    ]
    return {"files": [{"id": file.id, "title": file.title, "name": file.name} for file in done]}


METHODS = {
    "files.getUploadURLExternal": Method(
        answer=_announce, takes=takes("filename length alt_txt snippet_type"), scope="files:write"
    ),
    "files.completeUploadExternal": Method(
        answer=_complete,
        takes=takes("files channel_id channels initial_comment thread_ts blocks"),
        scope="files:write",
    ),
}
