"""Lines of a stream, each answered whatever the others are."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest

from bot.query.explain import explained

if TYPE_CHECKING:
    from bot.query.asker import Asker

NOW = datetime(2022, 6, 15, 14, 20, tzinfo=UTC)


def test_a_fault_of_the_program_in_a_line_is_told_as_such() -> None:
    def faulty(given: dict[str, Any], asker: Asker) -> dict[str, Any]:
        raise LookupError(f"{given['text']} {asker.language}")

    told = explained(json.dumps({"text": "yesterday"}), NOW, faulty)
    assert told == {"ok": False, "error": "internal", "message": "This question met a fault: yesterday en."}


@pytest.mark.parametrize(
    "now", ["0001-01-01T00:00", "0001-01-01T00:00+14:00", "9999-12-31T23:59-12:00", "1989-12-31"]
)
@pytest.mark.parametrize("text", ["yesterday", "since 2021", "last 999 years", "calls"])
@pytest.mark.parametrize("phrase_only", [True, False])
def test_a_moment_of_asking_outside_the_calendar_is_refused(now: str, text: str, phrase_only: bool) -> None:  # noqa: FBT001 - a parameter
    told = explained(json.dumps({"text": text, "now": now, "phrase_only": phrase_only}), NOW)
    assert (told["ok"], told["error"]) == (False, "out_of_calendar")


@pytest.mark.parametrize("now", ["1990-01-01T00:00", "2099-12-31T23:59:59", "2099-12-31T23:59:59-12:00"])
@pytest.mark.parametrize("timezone", ["Pacific/Kiritimati", "Etc/GMT+12", "Europe/London"])
@pytest.mark.parametrize(
    "text",
    ["yesterday", "last week", "since 2021", "last 999 years", "999 years ago", "29 Feb", "Mondays in May",
     "in 999 weeks", "before 30 May", "5/6", "week 53", "last quarter", "the 31st", "until 2099", "last June",
     "Friday the 13th"],
)  # fmt: skip
def test_the_edges_of_the_calendar_are_understood_or_refused(now: str, timezone: str, text: str) -> None:
    told = explained(json.dumps({"text": text, "now": now, "timezone": timezone}), NOW)
    assert told["ok"] or told["error"] not in ("internal", "bad_line")
