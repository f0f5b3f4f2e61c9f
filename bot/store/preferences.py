"""Settings of workspaces, people and channels, as JSON: unknown keys are passed over, missing ones are the default.

So versions can mix. A value that cannot be read is a trouble and never the default, which may allow more.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

import msgspec

from bot.store.rows import named
from bot.workspace.settings import ChannelSettings, PersonSettings, Settings
from bot.workspace.store_trouble import StoreTrouble

if TYPE_CHECKING:
    from collections.abc import Callable
    from sqlite3 import Connection

    from bot.workspace.workspace import Workspace

_T = TypeVar("_T", Settings, PersonSettings, ChannelSettings)

_KINDS: dict[type, str] = {Settings: "workspace", PersonSettings: "person", ChannelSettings: "channel"}

_ONE = """
    SELECT value FROM settings
    WHERE enterprise = :enterprise AND team = :team AND kind = :kind AND owner = :owner"""
_EVERY = "SELECT owner, value FROM settings WHERE enterprise = :enterprise AND team = :team AND kind = :kind"
_SAVE = """
    INSERT INTO settings (enterprise, team, kind, owner, value) VALUES (:enterprise, :team, :kind, :owner, :value)
    ON CONFLICT (enterprise, team, kind, owner) DO UPDATE SET value = excluded.value"""
_REMOVE = """
    DELETE FROM settings WHERE enterprise = :enterprise AND team = :team AND kind = :kind AND owner = :owner"""
_RENAME = """
    UPDATE settings SET owner = :new
    WHERE enterprise = :enterprise AND team = :team AND kind = :kind AND owner = :owner"""


def read(connection: Connection, workspace: Workspace, kind: type[_T], owner: str = "") -> _T:
    """The settings of an owner, the defaults where none were saved; a workspace's own have no owner.

    Raises:
        StoreTrouble: they cannot be read.
    """
    found = connection.execute(_ONE, named(workspace, kind=_KINDS[kind], owner=owner)).fetchone()
    return kind() if found is None else _value(found[0], kind)


def save(
    connection: Connection,
    workspace: Workspace,
    settings: Settings | PersonSettings | ChannelSettings,
    owner: str = "",
) -> None:
    """Keep these in place of any others."""
    value = msgspec.json.encode(settings).decode()
    connection.execute(_SAVE, named(workspace, kind=_KINDS[type(settings)], owner=owner, value=value))


def change(
    connection: Connection, workspace: Workspace, kind: type[_T], changes: Callable[[_T], _T], owner: str = ""
) -> tuple[_T, _T]:
    """Keep what is made of what is kept; both. Within one transaction, so that nobody's change between is lost.

    Raises:
        StoreTrouble: as ``read``.
    """
    before = read(connection, workspace, kind, owner)
    after = changes(before)
    if after != before:
        save(connection, workspace, after, owner)
    return before, after


def rename_channel(connection: Connection, workspace: Workspace, old: str, new: str) -> None:
    """Give a channel's settings, and its place among the channels to ask in, to its new id."""
    if old == new:
        return
    was = named(workspace, kind=_KINDS[ChannelSettings], owner=old, new=new)
    if connection.execute(_ONE, was).fetchone() is not None:
        connection.execute(_REMOVE, {**was, "owner": new})
        connection.execute(_RENAME, was)
    settings = read(connection, workspace, Settings)
    if old in settings.ask_channels:
        save(connection, workspace, replace(settings, ask_channels=settings.ask_channels - {old} | {new}))


def without_pbx(connection: Connection, workspace: Workspace, pbx: str) -> None:
    """Take a PBX that is gone out of every setting that names it."""
    settings = read(connection, workspace, Settings)
    if settings.default_pbx == pbx:
        save(connection, workspace, replace(settings, default_pbx=""))
    for owner, channel in _every(connection, workspace, ChannelSettings):
        if channel.default_pbx == pbx:
            save(connection, workspace, replace(channel, default_pbx=""), owner)
    for owner, person in _every(connection, workspace, PersonSettings):
        default = "" if person.default_pbx == pbx else person.default_pbx
        changed = replace(person, default_pbx=default, extensions=person.with_extension(pbx, ""))
        if changed != person:
            save(connection, workspace, changed, owner)


def _every(connection: Connection, workspace: Workspace, kind: type[_T]) -> list[tuple[str, _T]]:
    rows = connection.execute(_EVERY, named(workspace, kind=_KINDS[kind])).fetchall()
    return [(owner, _value(value, kind)) for owner, value in rows]


def _value(text: str, kind: type[_T]) -> _T:
    try:
        return msgspec.json.decode(text, type=kind)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise StoreTrouble(reason=f"settings in it cannot be read ({error})") from error
