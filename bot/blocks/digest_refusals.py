"""Why Slack does not take a digest: what is wrong, and what helps; the one table of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

OWNER_GONE, OWNER_MAY_NOT, SHARED = "account_inactive", "owner_may_not", "channel_shared"
"""Ours: Slack would have taken it. The first one is Slack's own word for it elsewhere."""
TOKEN_GONE = "token_revoked"  # noqa: S105 - Slack's word, no secret
NO_ANSWER, NO_CONNECTION, LIMITED, UNEXPECTED = "no_answer", "no_connection", "ratelimited", "unexpected"

_RESUME = "then give /calls digest resume {number}."
_INVITE = f"Invite it there with /invite @Ringback, {_RESUME}"
_ELSEWHERE = "Choose another channel with /calls digest edit {number}."
_ANEW = "Remove it with /calls digest remove {number}; whoever wants it makes it anew."
_INSTALL = f"An admin installs the app again, {_RESUME}"
_RULE = f"An admin looks at who may post there, {_RESUME}"
_GONE = "its owner's account is deactivated"

FOR_GOOD: Mapping[str, tuple[str, str]] = {
    "channel_not_found": ("Ringback does not see its channel any more", _INVITE),
    "not_in_channel": ("Ringback is not in its channel any more", _INVITE),
    "is_archived": ("its channel is archived", _ELSEWHERE),
    SHARED: (
        "people of another organisation can read its channel now, and its owner has not agreed to that",
        "Its owner agrees, or chooses another channel, with /calls digest edit {number}.",
    ),
    OWNER_GONE: (_GONE, _ANEW),
    OWNER_MAY_NOT: (
        "its owner may not ask about calls there any more",
        f"An admin decides in Ringback's Home tab who may, {_RESUME}",
    ),
    "user_not_found": ("Slack does not know its owner any more", _ANEW),
    "user_not_visible": ("Slack does not show its owner to Ringback any more", _ANEW),
    "cannot_dm_bot": ("its owner is an app, which no app can write to", _ANEW),
    "messages_tab_disabled": (
        "direct messages to Ringback are switched off",
        f"An admin switches the app's Messages tab on, {_RESUME}",
    ),
    TOKEN_GONE: ("Slack does not take Ringback's token any more", _INSTALL),
    "invalid_auth": ("Slack does not know Ringback's token", _INSTALL),
    "not_authed": ("Slack does not know Ringback's token", _INSTALL),
    "token_expired": ("Ringback's token has expired", _INSTALL),
    "not_allowed_token_type": ("Ringback's token is of a kind that may not post", _INSTALL),
    "missing_scope": ("Ringback's installation lacks a right that posting needs", _INSTALL),
    "restricted_action": ("only some people may post in its channel", _RULE),
    "restricted_action_read_only_channel": ("nobody may post in its channel", _RULE),
    "restricted_action_thread_only_channel": ("its channel takes replies alone", _ELSEWHERE),
    "no_permission": ("Ringback may not post in its channel", _RULE),
    "access_denied": ("the workspace does not let Ringback post", _RULE),
    "ekm_access_denied": ("the workspace's keys do not let Ringback post", _RULE),
    "team_access_not_granted": ("Ringback may not post in this workspace", _INSTALL),
}
"""By Slack's code, where waiting does not help: the cause as the end of a sentence, and the next step."""

FOR_NOW: Mapping[str, str] = {
    LIMITED: "Slack wanted to be left alone for a while",
    NO_ANSWER: "Slack did not answer",
    NO_CONNECTION: "Slack could not be reached",
    "app_not_installed": "Ringback is not installed in this workspace any more",
    UNEXPECTED: "something went wrong in Ringback itself; its log says more",
}
_OTHERWISE = "Slack says {code}"


def cause(code: str) -> str:
    """Why it was not posted, as the end of a sentence; a code that is not known here as it is."""
    if code in FOR_GOOD:
        return FOR_GOOD[code][0]
    return FOR_NOW.get(code) or _OTHERWISE.format(code=code)


def mend(code: str, number: int) -> str:
    """What helps against a refusal for good."""
    step = FOR_GOOD[code][1] if code in FOR_GOOD else f"Have it mended, {_RESUME}"
    return step.format(number=number)
