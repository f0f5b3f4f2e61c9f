"""What helps against a trouble where a person reads of it in Slack, or in the browser that installs Ringback there.

A trouble's own next step is for a terminal. Here stand those that are other ones in Slack: there are no options, the
set-up is a form, and who reads it need not be who runs Ringback. Every other next step is right in both places.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.cdr.trouble import Trouble

_PIN = (
    "if the PBX itself shows the SHA-256 fingerprint {fingerprint}, choose “Exactly this certificate” in its set-up "
    "(/calls setup) and paste it there."
)
_REACH = (
    "Check that the PBX is on, that the address is right, and that the machine Ringback runs on may reach it."
)
_OPERATOR = "Whoever runs Ringback has to look at it; then try again."
_KEYS = "Whoever runs Ringback has to set RINGBACK_KEYS; then try again."

STEPS: Mapping[str, str] = {
    "tls_not_trusted": f"I{_PIN[1:]}",
    "hostname_mismatch": f"Use the name that is in the certificate; or, {_PIN}",
    "certificate_expired": f"Renew it on the PBX; or, {_PIN}",
    "pin_mismatch": (
        "If it was replaced on the PBX, paste the new fingerprint in its set-up (/calls setup); if not, somebody "
        "stands between."
    ),
    "date_format_mismatch": (
        "Save the display format in System > Date and Time on the PBX once more, and try again; where only the zone "
        "is another, write it in the PBX's set-up (/calls setup)."
    ),
    "took_too_long": (
        "Try again, or ask for a shorter time; if it stays, look at the PBX and the network between."
    ),
    "name_not_found": "Check its spelling, and that the machine Ringback runs on knows it.",
    "pbx_unreachable": _REACH,
    "timed_out": _REACH,
    "out_of_calendar": "Ask anew with /calls.",
    "store": _OPERATOR,
    "store_full": "Whoever runs Ringback has to make room for it; then try again.",
    "store_too_new": _OPERATOR,
    "keys_missing": _KEYS,
    "keys_wrong": _KEYS,
    "keys_bad": _KEYS,
    "secret_damaged": _OPERATOR,
}
"""By the trouble's code; a template over its facts, as the trouble's own."""


def step_in_slack(trouble: Trouble) -> str:
    """One sentence that names what to do."""
    template = STEPS.get(trouble.code)
    return trouble.next_step if template is None else trouble.filled(template)
