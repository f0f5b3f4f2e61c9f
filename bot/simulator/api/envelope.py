"""What every answer is wrapped in: ``errcode``, ``errmsg``, and what was asked for.

Numbers and words are the vendor's (developer guide, Error Code and Error Message).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

Body = dict[str, Any]
Item = TypeVar("Item")

SUCCESS = 0
INTERNAL = -2
NO_INTERFACE, UNSUPPORTED, TOKEN_EXPIRED, ACCESS_DENIED = 10001, 10003, 10004, 10005
SYNTAX, PARAMETER, DUPLICATE = 40001, 40002, 40003
NOT_FOUND, LIMIT = 60001, 60002
BLOCKED, OVERLOAD, FORBIDDEN, IP_FORBIDDEN, API_OFF = 70004, 70082, 70084, 70087, 70123

WORDS = {
    SUCCESS: "SUCCESS",
    -1: "FAILURE",
    INTERNAL: "INTERNAL SERVER ERROR",
    NO_INTERFACE: "INTERFACE NOT EXISTED",
    10002: "API VERSION OUT OF MAINTENANCE",
    UNSUPPORTED: "API VERSION UNSUPPORTED",
    TOKEN_EXPIRED: "TOKEN EXPIRED",
    ACCESS_DENIED: "ACCESS DENIED",
    SYNTAX: "PARAMETER SYNTAX ERROR",
    PARAMETER: "PARAMETER ERROR",
    DUPLICATE: "DUPLICATE KEY VALUE",
    NOT_FOUND: "DATA NOT FOUND",
    LIMIT: "MAX LIMITATION EXCEEDED",
    BLOCKED: "ACCOUNT IP BLOCKED",
    OVERLOAD: "OVERLOAD_TASK_RUNNING",
    FORBIDDEN: "ACTION FORBIDDEN",
    IP_FORBIDDEN: "IP FORBIDDEN",
    API_OFF: "API DISABLED",
}


class Refused(Exception):  # noqa: N818 - it is what the PBX does
    """An errcode instead of an answer; ``more`` stands beside it in the envelope."""

    def __init__(self, errcode: int, **more: Any) -> None:  # noqa: ANN401 - JSON
        self.body: Body = {"errcode": errcode, "errmsg": WORDS.get(errcode, "FAILURE"), **more}
        super().__init__(self.body["errmsg"])


def success(**more: Any) -> Body:  # noqa: ANN401 - JSON
    """A good answer."""
    return {"errcode": SUCCESS, "errmsg": WORDS[SUCCESS], **more}


def page_of(rows: Sequence[Item], query: Mapping[str, str], *, most: int) -> Sequence[Item]:
    """The rows of the page that is asked for; pages count from 1."""
    size = int(query.get("page_size", most))
    first = (int(query.get("page", 1)) - 1) * size
    return rows[first : first + size]


def listing(rows: Sequence[Body], total: int, *, empty: str, name: str = "data") -> Body:
    """Rows with their total; ``empty`` says how the lack of any is written."""
    if rows or empty == "list":
        return success(total_number=total, **{name: rows})
    return success(total_number=total, **({name: None} if empty == "null" else {}))
