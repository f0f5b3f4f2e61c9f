"""The rules that Slack's published manifest schema (version 1) has for what our manifest uses.

In our own words, from slackapi/manifest-schema. What our manifest does not use has no rule here and is refused: the
schema refuses unknown keys, and a key that is new to us is to be looked up first.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, TypeAlias

Rule: TypeAlias = Callable[[object, str], Iterator[str]]
"""Names what is wrong with a value at a place."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    least: int = 1
    most: int
    like: str = ""

    def __call__(self, value: object, place: str) -> Iterator[str]:
        if not isinstance(value, str):
            yield f"{place}: no text"
        elif not self.least <= len(value) <= self.most:
            yield f"{place}: {len(value)} characters, not {self.least} to {self.most}"
        elif not re.search(self.like, value):
            yield f"{place}: not like {self.like}"


@dataclass(frozen=True, slots=True)
class Is:
    kind: type

    def __call__(self, value: object, place: str) -> Iterator[str]:
        if type(value) is not self.kind:
            yield f"{place}: no {self.kind.__name__}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Many:
    of: Rule
    least: int = 0
    most: int
    unique: bool = False

    def __call__(self, value: object, place: str) -> Iterator[str]:
        if not isinstance(value, list):
            yield f"{place}: no list"
            return
        if not self.least <= len(value) <= self.most:
            yield f"{place}: {len(value)} of them, not {self.least} to {self.most}"
        if self.unique and any(each in value[:at] for at, each in enumerate(value)):
            yield f"{place}: twice the same"
        for at, each in enumerate(value):
            yield from self.of(each, f"{place}[{at}]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Object:
    must: frozenset[str] = frozenset()
    may: dict[str, Any] = field(default_factory=dict)

    def __call__(self, value: object, place: str) -> Iterator[str]:
        if not isinstance(value, dict):
            yield f"{place}: no object"
            return
        for key in self.must - value.keys():
            yield f"{place}.{key}: missing"
        for key, each in value.items():
            if key in self.may:
                yield from self.may[key](each, f"{place}.{key}")
            else:
                yield f"{place}.{key}: unknown"


_FLAG, _WHOLE = Is(bool), Is(int)
_HTTP = r"^https?://"
_COMMAND = Object(
    must=frozenset({"command", "description"}),
    may={
        "command": Text(least=2, most=32, like="^/"),
        "url": Text(most=3000, like=_HTTP),
        "description": Text(most=2000),
        "usage_hint": Text(most=1000),
        "should_escape": _FLAG,
    },
)
_FEATURES = Object(
    may={
        "app_home": Object(
            may={
                "home_tab_enabled": _FLAG,
                "messages_tab_enabled": _FLAG,
                "messages_tab_read_only_enabled": _FLAG,
            }
        ),
        "bot_user": Object(
            must=frozenset({"display_name"}), may={"display_name": Text(most=80), "always_online": _FLAG}
        ),
        "slash_commands": Many(of=_COMMAND, least=1, most=50),
    }
)
_OAUTH = Object(
    may={
        "redirect_urls": Many(of=Text(least=0, most=2500), most=1000, unique=True),
        "scopes": Object(may={"bot": Many(of=Text(least=0, most=50), most=255)}),
    }
)
_SETTINGS = Object(
    may={
        "event_subscriptions": Object(
            may={
                "request_url": Text(most=3500, like=_HTTP),
                "bot_events": Many(of=Text(least=0, most=50), most=100, unique=True),
            }
        ),
        "interactivity": Object(
            must=frozenset({"is_enabled"}),
            may={"is_enabled": _FLAG, "request_url": Text(most=3500, like=_HTTP)},
        ),
        "org_deploy_enabled": _FLAG,
        "socket_mode_enabled": _FLAG,
        "token_rotation_enabled": _FLAG,
    }
)
MANIFEST = Object(
    must=frozenset({"display_information"}),
    may={
        "_metadata": Object(may={"major_version": _WHOLE, "minor_version": _WHOLE}),
        "display_information": Object(
            must=frozenset({"name"}),
            may={
                "name": Text(most=35),
                "description": Text(most=140),
                "long_description": Text(least=175, most=4000),
                "background_color": Text(least=4, most=7, like=r"^#[0-9a-fA-F]{3}([0-9a-fA-F]{3})?$"),
            },
        ),
        "features": _FEATURES,
        "oauth_config": _OAUTH,
        "settings": _SETTINGS,
    },
)


def faults(manifest: object) -> list[str]:
    """What Slack's schema would refuse, with the place of each."""
    return list(MANIFEST(manifest, "manifest"))
