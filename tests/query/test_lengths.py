"""Bounds of talk in words: as they were asked for, or the same bound in a rounder number."""

from __future__ import annotations

import pytest

from bot.query.lengths import longer_words, shorter_words


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (300, "talk over 5 min"),
        (299, "talk of at least 5 min"),
        (29, "talk of at least 30 s"),
        (59, "talk of at least 1 min"),
        (5399, "talk of at least 1 h 30 min"),
        (41, "talk over 41 s"),
        (0, "talk over 0 s"),
    ],
)
def test_more_than_some_seconds_is_said(seconds: int, words: str) -> None:
    assert longer_words(seconds) == words


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (30, "talk under 30 s"),
        (31, "talk of at most 30 s"),
        (601, "talk of at most 10 min"),
        (42, "talk under 42 s"),
        (1, "talk under 1 s"),
    ],
)
def test_fewer_than_some_seconds_is_said(seconds: int, words: str) -> None:
    assert shorter_words(seconds) == words
