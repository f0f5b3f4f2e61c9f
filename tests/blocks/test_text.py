from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.blocks.elements import clipped, escaped, plain
from bot.blocks.text import standing_in

TEXTS = st.text(st.sampled_from("ab1 <>&;*_~`:!@#|\n…é\u202e\u200b") | st.characters(), max_size=60)
ENTITY = re.compile(r"&(?:amp|lt|gt);")


@pytest.mark.parametrize(
    ("typed", "sent"),
    [
        ("<!channel>", "&lt;!channel&gt;"),
        ("<@U1>", "&lt;@U1&gt;"),
        ("<https://example.com|Bank>", "&lt;https://example.com|Bank&gt;"),
        ("&lt;!here&gt;", "&amp;lt;!here&amp;gt;"),
        ("one\ntwo", "one two"),
        ("Smith & Sons", "Smith &amp; Sons"),
        ("RINGBACK_DATABASE at 14:20", "RINGBACK_DATABASE at 14:20"),
    ],
)
def test_the_text_that_stands_in_for_blocks_calls_nobody(typed: str, sent: str) -> None:
    assert standing_in(typed) == sent


def test_what_is_cut_ends_in_an_ellipsis_and_cuts_no_entity() -> None:
    assert standing_in("Smith & Sons", 11) == "Smith…"
    assert standing_in("Smith & Sons", 12) == "Smith &amp;…"
    assert standing_in("Smith & Sons", 16) == "Smith &amp; Sons"
    assert standing_in("Smith & Sons", 15) == "Smith &amp; So…"
    assert standing_in("Smith", 1) == "…"
    assert standing_in("Smith", 0) == ""


@given(TEXTS, st.integers(0, 40))
def test_it_never_exceeds_its_limit_and_leaves_no_mention(text: str, most: int) -> None:
    sent = standing_in(text, most)
    assert len(sent) <= most
    assert not set("<>\n") & set(sent)
    assert "&" not in ENTITY.sub("", sent)


@given(TEXTS)
def test_escaping_leaves_no_bracket_and_can_be_undone(text: str) -> None:
    shown = escaped(text)
    assert "<" not in shown
    assert ">" not in shown
    back = shown.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
    assert back == text


@given(TEXTS, st.integers(0, 40))
def test_a_clipped_text_never_exceeds_its_limit(text: str, most: int) -> None:
    shown = clipped(text, most)
    assert len(shown) <= most
    assert shown == text or shown.endswith("…") or most == 0


@given(TEXTS, st.integers(1, 40))
def test_a_plain_text_is_never_empty_or_too_long(text: str, most: int) -> None:
    made = plain(text, most)
    assert (made["type"], made["emoji"]) == ("plain_text", False)
    assert 1 <= len(made["text"]) <= most
