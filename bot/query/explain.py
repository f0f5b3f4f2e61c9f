"""How a question is understood, as JSON: one object, or a line of a stream."""

from __future__ import annotations

import json
from datetime import datetime
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from bot.cdr.trouble import Trouble
from bot.query.asker import Asker
from bot.query.read import read_request
from bot.query.when import read_time

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from bot.cdr.window import Window
    from bot.query.request import Filters, Request

    Reader = Callable[[dict[str, Any], Asker], dict[str, Any]]

BAD_LINE = "bad_line"
"""The ``error`` of a line that is no question at all; ``message`` says why."""

INTERNAL = "internal"
"""The ``error`` of a line that is right and was not answered: a fault of the program."""

_LONGEST_LINE = 100_000


def filters_json(filters: Filters) -> dict[str, Any]:
    """The filters that are set, by the words they are asked with."""
    every: dict[str, Any] = {
        "from": filters.caller,
        "to": filters.callee,
        "with": filters.either,
        "in": filters.group,
        "outcomes": sorted(outcome.value for outcome in filters.outcomes),
        "direction": None if filters.direction is None else filters.direction.word,
        "longer_than": filters.longer_than,
        "shorter_than": filters.shorter_than,
        "fuzzy": filters.fuzzy,
        "did": filters.did,
        "pin": filters.pin_code,
        "note": filters.note,
        "codes": list(filters.disposition_codes),
    }
    return {name: value for name, value in every.items() if value or (value == 0 and value is not False)}


def request_json(request: Request) -> dict[str, Any]:
    """A request: what others rely on first, then the words of it."""
    return {
        "ok": True,
        "kind": request.kind.value,
        "windows": _windows(request.windows),
        "filters": filters_json(request.filters),
        "words": request.words,
        "readings": [{"text": each.text, "windows": _windows(each.windows)} for each in request.readings],
        "notes": list(request.notes),
    }


def trouble_json(trouble: Trouble) -> dict[str, Any]:
    """Why a question is not understood."""
    return {"ok": False, "error": trouble.code, "message": str(trouble)}


def _windows(windows: Iterable[Window]) -> list[list[str | None]]:
    """Start and end in ISO 8601 with offset; an open start is null."""
    return [
        [None if window.start is None else window.start.isoformat(), window.end.isoformat()]
        for window in windows
    ]


def explained(line: str, now: datetime, read: Reader | None = None) -> dict[str, Any]:
    """The answer to one line of a stream: ``{"text", "now", "timezone", "locale", "date_order", "week_start"}``.

    All but ``text`` may be left out; ``"phrase_only": true`` reads a time phrase alone. Never raises: a line that
    cannot be read says so. ``read`` takes the place of what reads the others.
    """
    try:
        given, asker = _line(line, now)
    except Trouble as trouble:
        return trouble_json(trouble)
    except (ValueError, KeyError, TypeError, OverflowError, OSError, RecursionError) as fault:
        return {"ok": False, "error": BAD_LINE, "message": f"This line is no question: {_fault(fault)}."}
    try:
        return (read or _read)(given, asker)
    except Trouble as trouble:
        return trouble_json(trouble)
    except Exception as fault:  # noqa: BLE001 - a fault of ours in one line must not take the lines after it
        return {"ok": False, "error": INTERNAL, "message": f"This question met a fault: {_fault(fault)}."}


def _read(given: dict[str, Any], asker: Asker) -> dict[str, Any]:
    if given.get("phrase_only") is not True:
        return request_json(read_request(given["text"], asker))
    time = read_time(given["text"], asker)
    return {
        "ok": True,
        "kind": None,
        "windows": _windows(time.windows),
        "filters": {},
        "words": time.words,
        "notes": list(time.notes),
    }


def _line(line: str, now: datetime) -> tuple[dict[str, Any], Asker]:
    given = _given(line)
    return given, _asker(given, now)


def _given(line: str) -> dict[str, Any]:
    if len(line) > _LONGEST_LINE:
        raise ValueError("it is too long")
    given = json.loads(line)
    if not isinstance(given, dict):
        raise TypeError("it is no JSON object")
    if not isinstance(given.get("text"), str):
        raise TypeError("text is missing or no string")
    for name in ("now", "timezone", "locale", "date_order", "week_start"):
        if given.get(name) is not None and not isinstance(given[name], str):
            raise TypeError(f"{name} is no string")
    return given


def _asker(given: dict[str, Any], now: datetime) -> Asker:
    try:
        zone = ZoneInfo(given.get("timezone") or "UTC")
    except (KeyError, ValueError, OSError):  # what zoneinfo raises for unknown, absolute and folder names
        raise ValueError(f"timezone {given['timezone']!r} is no IANA zone") from None
    return Asker.of(
        now=datetime.fromisoformat(given["now"]) if given.get("now") else now,
        zone=zone,
        locale=given.get("locale") or "en-GB",
        date_order=given.get("date_order"),
        week_start=given.get("week_start"),
    )


def _fault(fault: Exception) -> str:
    return str(fault).partition("\n")[0].rstrip(".") or type(fault).__name__
