"""The phrase file: each phrase gives its window."""

from __future__ import annotations

from typing import Any

import pytest

from bot.query.words import languages
from query.time.given import ENGLISH, PHRASES, asker_of, expected, outcome

CASES = [case for case in PHRASES["cases"] if case["kind"] != "embedded"]


def wanted(case: dict[str, Any]) -> list[list[float | None]] | str:
    who, expect = asker_of(case["context"]), case["expect"]
    return expect if isinstance(expect, str) else expected(expect, who)


def name(case: dict[str, Any]) -> str:
    return f"{case['context']}: {case['phrase']}"


READ = (*ENGLISH, *languages(), "despring", "defall")
"""Contexts whose language has tables."""


@pytest.mark.parametrize(
    "case", [case for case in CASES if case["context"] in READ and " 2005 " not in case["phrase"]], ids=name
)
def test_a_phrase_of_a_language_with_tables_gives_exactly_what_it_must(case: dict[str, Any]) -> None:
    assert outcome(case["phrase"], asker_of(case["context"])) == wanted(case)


def test_every_context_of_the_file_is_of_a_language_with_tables() -> None:
    assert PHRASES["contexts"].keys() <= set(READ)
    assert {case["context"] for case in PHRASES["cases"]} <= set(READ)
