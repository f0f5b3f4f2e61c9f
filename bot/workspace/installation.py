"""An installation: the right that a workspace gave us by installing the app."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Installation:
    """What Slack gave us at the installation.

    Attributes:
        bot_token: ``xoxb-…``; sealed where it is kept, shown nowhere.
        bot_user: the bot's user id, ``U…``; ``bot_id`` its bot id, ``B…``.
        scopes: what the token may do.
        installed_by: the user who installed.
        app: the app's id, ``A…``.
        installed_at: when Slack gave it, epoch seconds; 0 where that was not kept.
    """

    bot_token: str = field(repr=False)
    bot_user: str
    bot_id: str = ""
    scopes: frozenset[str] = frozenset()
    installed_by: str = ""
    app: str = ""
    installed_at: int = 0
