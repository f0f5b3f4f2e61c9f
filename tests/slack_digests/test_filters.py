"""The filters of a question, for a digest."""

from __future__ import annotations

import pytest
from answers.fake_pbx import LONDON
from answers.scene import NOW, at

from bot.query.asker import Asker
from bot.query.read import read_request
from bot.slack.digests.filters import filters_alone

ASKER = Asker.of(now=at(NOW), zone=LONDON, locale="en-GB")


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("", ""),
        ("missed", ""),
        ("show me missed calls", ""),
        ("missed in Sales", "in Sales"),
        ("in Sales missed", "in Sales"),
        ("who did we miss in Sales", "in Sales"),
        ("calls from 2005 longer than 5m", "from 2005 longer than 5m"),
        ("missed with 4005", "with 4005"),
        ("voicemail", "voicemail"),
        ('answered inbound in "Big Sales"', 'answered inbound in "Big Sales"'),
    ],
)
def test_words_that_only_ask_are_left_out(typed: str, expected: str) -> None:
    assert filters_alone(typed, ASKER) == expected
    if expected:
        assert read_request(expected, ASKER).filters == read_request(typed, ASKER).filters


@pytest.mark.parametrize("typed", ["gibberish", "in", "missed answered"])
def test_what_is_not_understood_stays_for_a_person_to_mend(typed: str) -> None:
    assert filters_alone(typed, ASKER) == typed
