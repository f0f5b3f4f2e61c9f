"""``ringback explain`` in real processes: one question, JSON, and a stream that is answered line by line."""

from __future__ import annotations

import json
import subprocess
from typing import TYPE_CHECKING, Any

import pytest
from readied import RINGBACK, ROOT

if TYPE_CHECKING:
    from collections.abc import Callable

    from cli.commands import Ran

AT = ("--now", "2022-06-15T14:20", "--timezone", "Europe/London")


def test_business_hours_lunch_and_the_fiscal_year_are_as_the_options_say(
    ringback: Callable[..., Ran],
) -> None:
    now = ("--now", "2022-06-15T14:20", "--json")
    habits = ("--business-hours", "8:00-18:30", "--lunch", "11:30-12:30", "--fiscal-month", "4")
    ends = {
        question: json.loads(ringback("explain", question, *now, *habits).out)["windows"][0]
        for question in ("yesterday in business hours", "yesterday over lunch", "FY22")
    }
    assert ends == {
        "yesterday in business hours": ["2022-06-14T08:00:00+00:00", "2022-06-14T18:30:00+00:00"],
        "yesterday over lunch": ["2022-06-14T11:30:00+00:00", "2022-06-14T12:30:00+00:00"],
        "FY22": ["2021-04-01T00:00:00+00:00", "2022-04-01T00:00:00+00:00"],
    }
    refused = ringback("explain", "yesterday", "--lunch", "noon")
    assert refused.code == 2
    assert "Write it like 9:00-17:00." in refused.err


def test_the_tree_tells_which_words_became_what(ringback: Callable[..., Ran]) -> None:
    ran = ringback(
        "explain", "missed", "yesterday", "from", "9", "to", "11", "--verbose", "--now", "2022-06-15T14:20"
    )
    rows = [line.split("  ", 1) for line in ran.out.splitlines()]
    told = {row[0].strip(): row[1].strip() for row in rows if len(row) == 2}
    assert told["\u251c\u2500 missed"] == "missed callers"
    assert ran.out.count("09:00\u201311:00") == 3
    tree = json.loads(ringback("explain", "missed", "yesterday", "--verbose", "--json").out)["tree"]
    assert [part["became"] for part in tree["parts"]] == ["missed callers", "the time"]


def test_a_question_is_explained_in_words(ringback: Callable[..., Ran]) -> None:
    done = ringback("explain", "missed", "yesterday", "from", "2005", *AT)
    assert (done.code, done.err) == (0, "")
    assert "Missed calls" in done.out
    assert "Yesterday, Tuesday 14 June 2022" in done.out
    assert "from 2005" in done.out


def test_json_holds_windows_filters_and_kind(ringback: Callable[..., Ran]) -> None:
    done = ringback("explain", "answered yesterday in Sales longer than 5m", "--json", *AT)
    told = json.loads(done.out)
    assert (told["ok"], told["kind"]) == (True, "calls")
    assert told["windows"] == [["2022-06-14T00:00:00+01:00", "2022-06-15T00:00:00+01:00"]]
    assert told["filters"] == {"in": "Sales", "outcomes": ["answered"], "longer_than": 300}


@pytest.mark.parametrize(
    ("options", "start"),
    [
        (("--locale", "en-US"), "2022-05-06"),
        (("--locale", "en-GB"), "2022-06-05"),
        (("--date-order", "MDY"), "2022-05-06"),
        (("--date-order", "mdy"), "2022-05-06"),
    ],
)
def test_the_order_of_a_date_follows_the_person(
    ringback: Callable[..., Ran], options: tuple[str, ...], start: str
) -> None:
    told = json.loads(ringback("explain", "5/6", "--json", *AT, *options).out)
    assert told["windows"][0][0].startswith(start)
    assert told["readings"]


@pytest.mark.parametrize(("options", "start"), [(("--week-start", "sun"), "2022-06-05"), ((), "2022-06-06")])
def test_a_week_starts_as_the_person_says(
    ringback: Callable[..., Ran], options: tuple[str, ...], start: str
) -> None:
    told = json.loads(ringback("explain", "last week", "--json", *AT, *options).out)
    assert told["windows"][0][0].startswith(start)


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("yeztedday", "Did you mean yesterday?"),
        ("tomorrow", "in the future"),
        ("yesterday 5pm to 9am", "ends before it starts"),
        ("from 2005 from 2006", "cannot be asked for together"),
        ("a" * 10_000, "10,000 characters long"),
        ("\x1b[31m\u202efoo<!channel>", "I do not understand"),
    ],
)
def test_what_is_not_understood_is_two_sentences_and_exit_2(
    ringback: Callable[..., Ran], question: str, words: str
) -> None:
    done = ringback("explain", question, *AT)
    assert (done.code, done.out) == (2, "")
    assert words in done.err
    assert "Traceback" not in done.err
    assert "\x1b" not in done.err
    assert "\u202e" not in done.err


@pytest.mark.parametrize("now", ["0001-01-01T00:00", "9999-12-31T23:59"])
def test_a_clock_that_is_centuries_off_is_said(ringback: Callable[..., Ran], now: str) -> None:
    done = ringback("explain", "last week", "--now", now)
    assert (done.code, done.out) == (2, "")
    assert "only the years 1990 to 2099 are known" in done.err
    assert "Traceback" not in done.err


@pytest.mark.parametrize(
    "arguments", [(), ("--batch", "yesterday"), ("--batch", "--json"), ("x", "--timezone", "Mars")]
)
def test_wrong_usage_is_exit_2(ringback: Callable[..., Ran], arguments: tuple[str, ...]) -> None:
    done = ringback("explain", *arguments)
    assert (done.code, done.out) == (2, "")
    assert "Usage: ringback explain" in done.err


GIVEN = {"now": "2022-06-15T14:20", "timezone": "Europe/London", "locale": "en-GB"}
LINES: tuple[tuple[str, dict[str, Any]], ...] = (
    (json.dumps({"text": "missed yesterday from 2005", **GIVEN}), {"ok": True, "kind": "missed"}),
    (json.dumps({"text": "before 30 May", "phrase_only": True, **GIVEN}),
     {"ok": True, "windows": [[None, "2022-05-30T00:00:00+01:00"]]}),
    (json.dumps({"text": "last 24 hours", "phrase_only": True, **GIVEN}),
     {"ok": True, "windows": [["2022-06-14T14:20:00+01:00", "2022-06-15T14:20:00+01:00"]]}),
    (json.dumps({"text": "5/6", "date_order": "MDY", **GIVEN}),
     {"ok": True, "windows": [["2022-05-06T00:00:00+01:00", "2022-05-07T00:00:00+01:00"]]}),
    (json.dumps({"text": "last week", "week_start": "sun", **GIVEN}),
     {"ok": True, "windows": [["2022-06-05T00:00:00+01:00", "2022-06-12T00:00:00+01:00"]]}),
    (json.dumps({"text": "banana", **GIVEN}), {"ok": False, "error": "not_understood"}),
    (json.dumps({"text": "next week", **GIVEN}), {"ok": False, "error": "future"}),
    (json.dumps({"text": "from 2005", "phrase_only": True, **GIVEN}), {"ok": False, "error": "not_understood"}),
    ("broken", {"ok": False, "error": "bad_line"}),
    ("[1]", {"ok": False, "error": "bad_line"}),
    ("{}", {"ok": False, "error": "bad_line"}),
    (json.dumps({"text": 5}), {"ok": False, "error": "bad_line"}),
    (json.dumps({"text": "today", "timezone": "Mars/Olympus"}), {"ok": False, "error": "bad_line"}),
    (json.dumps({"text": "today", "timezone": "/etc/passwd"}), {"ok": False, "error": "bad_line"}),
    (json.dumps({"text": "today", "now": "soon"}), {"ok": False, "error": "bad_line"}),
    (json.dumps({"text": "today", "date_order": "XYZ"}), {"ok": False, "error": "bad_line"}),
    (json.dumps({"text": "today", "week_start": 5}), {"ok": False, "error": "bad_line"}),
    (json.dumps({"text": "yesterday", "now": "0001-01-01T00:00"}), {"ok": False, "error": "out_of_calendar"}),
    (json.dumps({"text": "today", "now": "9999-12-31T23:59+14:00"}), {"ok": False, "error": "out_of_calendar"}),
    (json.dumps({"text": ""}), {"ok": False, "error": "no_question"}),
    ("[" * 5000, {"ok": False, "error": "bad_line"}),
    (json.dumps({"text": "yesterday", **GIVEN}), {"ok": True}),
)  # fmt: skip


def test_a_stream_is_answered_line_by_line_while_it_goes_on() -> None:
    """One line out for each line in, before the next is written: nothing waits for the end of the stream."""
    with subprocess.Popen(  # noqa: S603 - our own command
        [*RINGBACK, "explain", "--batch"], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        for line, expected in LINES:
            process.stdin.write(line + "\n")
            process.stdin.flush()
            told = json.loads(process.stdout.readline())
            assert {name: told[name] for name in expected} == expected, line[:80]
            assert told["ok"] or told["message"]
        process.stdin.close()
        assert process.wait(timeout=10) == 0
        assert process.stdout.read() == ""


def test_lines_of_bytes_that_are_no_text_are_answered_too() -> None:
    done = subprocess.run(  # noqa: S603 - our own command
        [*RINGBACK, "explain", "--batch"],
        cwd=ROOT, input=b'\xff\xfe\n\n{"text": "yesterday"}\n', capture_output=True, check=True, timeout=30,
    )  # fmt: skip
    assert [json.loads(line)["ok"] for line in done.stdout.splitlines()] == [False, True]


@pytest.mark.parametrize("command", ["explain", "ask"])
@pytest.mark.parametrize("word", ["help", "HELP"])
def test_help_is_no_question_but_says_where_it_stands(
    ringback: Callable[..., Ran], command: str, word: str
) -> None:
    done = ringback(command, word)
    assert done.code == 0
    assert f"Usage: ringback {command}" in done.out
    assert "ringback ask --help" in done.out
    assert "README, section “What you can ask”" in done.out


def test_help_names_the_zone_that_is_meant_where_none_is_named(ringback: Callable[..., Ran]) -> None:
    told = " ".join(ringback("explain", "--help").out.split())
    assert "The zone times are meant and shown in. Default: the PBX's; UTC where none is asked." in told
    assert '"2022-06-15T00:00:00+00:00"' in ringback("explain", "today", "--now", "2022-06-15", "--json").out
