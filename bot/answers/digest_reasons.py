"""Why a digest was not made or not posted: what is wrong, and what helps; the one table of it, by code.

Codes are those of troubles and of Slack's refusals, and what the ledger says besides.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from bot.cdr.pbx_trouble import BadCredentials
from bot.ports_of_ledger import Why

if TYPE_CHECKING:
    from collections.abc import Mapping

OWNER_GONE, OWNER_MAY_NOT, SHARED = "account_inactive", "owner_may_not", "channel_shared"
"""Ours: Slack would have taken it. The first one is Slack's own word for it elsewhere."""
TOKEN_GONE = "token_revoked"  # noqa: S105 - Slack's word, no secret
NO_ANSWER, NO_CONNECTION, LIMITED, UNEXPECTED = "no_answer", "no_connection", "ratelimited", "unexpected"
ZONE_GONE = "digest_zone_gone"
POST_DENIED = "post_denied"
"""Ours: a zone that was taken out of the machine's list; and Slack's ``access_denied``, which is a PBX's, too."""

_RESUME = "then give /calls digest resume {number}."
_INVITE = f"Invite it there with /invite @Ringback, {_RESUME}"
_ELSEWHERE = "Choose another channel with /calls digest edit {number}."
_ANEW = "Remove it with /calls digest remove {number}; whoever wants it makes it anew."
_INSTALL = f"Have an admin install the app again, {_RESUME}"
_RULE = f"Have an admin look at who may post there, {_RESUME}"
_OTHER_STEP = f"Have it mended, {_RESUME}"

FOR_GOOD: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "channel_not_found": ("Ringback does not see its channel any more", _INVITE),
        "not_in_channel": ("Ringback is not in its channel any more", _INVITE),
        "is_archived": ("its channel is archived", _ELSEWHERE),
        ZONE_GONE: (
            "its zone is not known any more",
            "Write another zone with /calls digest edit {number}.",
        ),
        SHARED: (
            "people of another organisation can read its channel, and nobody has agreed to that",
            "Agree, or choose another channel, with /calls digest edit {number}.",
        ),
        OWNER_GONE: ("its owner's account is deactivated", _ANEW),
        OWNER_MAY_NOT: (
            "its owner may not ask about calls there any more",
            f"Have an admin let them in Ringback's Home tab, {_RESUME}",
        ),
        "user_not_found": ("Slack does not know its owner any more", _ANEW),
        "user_not_visible": ("Slack does not show its owner to Ringback any more", _ANEW),
        "cannot_dm_bot": ("its owner is an app, which no app can write to", _ANEW),
        "messages_tab_disabled": (
            "direct messages to Ringback are switched off",
            f"Have an admin switch the app's Messages tab on, {_RESUME}",
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
        POST_DENIED: ("the workspace does not let Ringback post", _RULE),
        "ekm_access_denied": ("the workspace's keys do not let Ringback post", _RULE),
        "team_access_not_granted": ("Ringback may not post in this workspace", _INSTALL),
    }
)
"""Where waiting does not help, Slack's refusals above all: the cause as the end of a sentence, and the next step."""

ENDED_BY_A_CHANGE = frozenset(
    {
        "channel_not_found",
        "not_in_channel",
        "is_archived",
        "restricted_action_thread_only_channel",
        SHARED,
        ZONE_GONE,
    }
)
"""What is mended where a digest could be changed, since then its channel and its zone are looked at anew."""

_OURS = "something went wrong in Ringback itself; its log says more"
_SECRET = "the PBX refuses its Client ID or Client Secret"  # noqa: S105 - words, no secret
_FAR = "the PBX could not be reached"
_ODD = "the PBX did not answer as it should"
_SLOW = "the PBX did not answer in time"
_TRUST = "the PBX's certificate is not trusted"
_LOGIN = "the PBX lets Ringback not log in for a while"
_SETTING = "a setting of the PBX is in the way"
_ADDRESS = "the PBX's address is not one that Ringback connects to"
_NAME = "its filters name something that the PBX does not know, or not in one way"
_WORDS = "its filters are not understood any more"
_STORE = "Ringback's database could not be used"

_CAUSES: Mapping[str, str] = MappingProxyType(
    {
        Why.MISSED.value: "Ringback was down",
        Why.RESTORED.value: "an older copy of the database was restored, and it may have been posted before",
        Why.EMPTY.value: "there were no calls",
        Why.PAUSED.value: "the digest was paused",
        Why.AGAIN.value: "a person asked for it",
        Why.UNEXPECTED.value: _OURS,
        "digest_unmade": _OURS,
        LIMITED: "Slack wanted to be left alone for a while",
        NO_ANSWER: "Slack did not answer",
        NO_CONNECTION: "Slack could not be reached",
        "slack_refused": "Slack does not tell who its owner is",
        "app_not_installed": "Ringback is not installed in this workspace any more",
        "invalid_blocks": "Slack does not take it as it is written",
        "not_set_up": "no PBX is connected",
        "digest_pbx_gone": "the PBX that it tells of is not connected any more",
        "not_linked": "nobody knows its owner's extension",
        "person_not_linked": "nobody knows its owner's extension",
        BadCredentials.code: _SECRET,
        **dict.fromkeys(
            ("pbx_unreachable", "connection_refused", "name_not_found", "tls_failed", "gateway_failed"), _FAR
        ),
        **dict.fromkeys(
            ("digest_took_too_long", "took_too_long", "timed_out", "unanswered", "pbx_busy"), _SLOW
        ),
        **dict.fromkeys(
            (
                "not_json",
                "not_http",
                "redirected",
                "cut_short",
                "half_json",
                "too_large",
                "pbx_refused",
                "pbx_closed",
                "token_refused",
            ),
            _ODD,
        ),
        **dict.fromkeys(
            ("tls_not_trusted", "hostname_mismatch", "certificate_expired", "pin_mismatch", "bad_trust"),
            _TRUST,
        ),
        **dict.fromkeys(("ip_blocked", "logins_held", "token_limit"), _LOGIN),
        **dict.fromkeys(
            ("ip_not_allowed", "api_off", "unknown_interface", "access_denied", "date_format_mismatch"),
            _SETTING,
        ),
        **dict.fromkeys(("address_not_allowed", "bad_address", "bad_client_id", "bad_zone"), _ADDRESS),
        **dict.fromkeys(
            (
                "unknown_group",
                "ambiguous_group",
                "unknown_party",
                "unknown_extension",
                "ambiguous_party",
                "group_is_no_party",
            ),
            _NAME,
        ),
        **dict.fromkeys(("not_understood", "contradiction", "incomplete_filter"), _WORDS),
        **dict.fromkeys(("store", "store_busy", "store_full"), _STORE),
    }
)
"""Everything else: the cause as the end of a sentence."""

_OTHERWISE = "the answer was “{code}”"
_RECONNECT = "An admin reconnects it; then the digest goes on by itself."


def cause(code: str) -> str:
    """What is wrong, as the end of a sentence; a code that is not known here as it is."""
    if code in FOR_GOOD:
        return FOR_GOOD[code][0]
    return _CAUSES.get(code) or _OTHERWISE.format(code=code)


def mend(code: str, number: int) -> str:
    """What helps a digest of this number that is paused because of it, in Slack."""
    if code == BadCredentials.code:
        return _RECONNECT
    step = FOR_GOOD[code][1] if code in FOR_GOOD else _OTHER_STEP
    return step.format(number=number)


def known(code: str) -> bool:
    """Whether there are words for it."""
    return code in FOR_GOOD or code in _CAUSES
