"""Query parameters, checked as strictly as the PBX does: an unknown or ill-formed one is refused."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.simulator.tokens import Refused

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

MOST_ROWS = 10_000


def whole(low: int, high: int) -> Callable[[str], bool]:
    """A whole number within bounds."""
    return lambda text: text.isascii() and text.isdigit() and low <= int(text) <= high


def one_of(*words: str) -> Callable[[str], bool]:
    """One of some words."""
    return lambda text: text in words


def anything(text: str) -> bool:
    """Any text that is no flood."""
    return len(text) <= 255


PAGING = {"page": whole(1, 10**9), "page_size": whole(1, MOST_ROWS)}
ORDER_BY = {"order_by": one_of("asc", "desc")}
SORT_BY = (
    "id",
    "uid",
    "time",
    "duration",
    "ring_duration",
    "talk_duration",
    "disposition",
    "src_trunk",
    "dst_trunk",
    "call_type",
    "did_number",
    "dod_number",
    "src_addr",
)
STATUSES = ("ANSWERED", "NO ANSWER", "BUSY", "FAILED", "VOICEMAIL")
SEARCH = {
    "start_time": anything,
    "end_time": anything,
    "call_from": anything,
    "call_to": anything,
    "extension_group": whole(1, 10**9),
    "status": one_of(*STATUSES),
}
OLDER = {"enable_fuzzy_search": one_of("0", "1")}
NEWER = {
    "did": anything,
    "disposition_code_list": anything,
    "call_note_remark": anything,
    "pin_code": anything,
}


def check(given: Mapping[str, str], allowed: Mapping[str, Callable[[str], bool]]) -> None:
    """Refuse unknown and ill-formed parameters, naming each."""
    unknown = [{"field": name, "valid_msg": "unknown parameter"} for name in given if name not in allowed]
    if unknown:
        raise Refused(40002, "PARAMETER ERROR", invalid_param_list=unknown)
    wrong = [
        {"value": value[:80], "validation_type": name}
        for name, value in given.items()
        if not allowed[name](value)
    ]
    if wrong:
        raise Refused(40001, "PARAMETER SYNTAX ERROR", invalid_param_list=wrong)
