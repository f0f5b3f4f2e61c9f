from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.blocks.elements import clipped, escaped, plain
from bot.blocks.text import literal, mrkdwn

TEXTS = st.text(st.sampled_from("ab1 <>&;*_~`:!@#|\n…é\u202e\u200b") | st.characters(), max_size=60)
ENTITY = re.compile(r"&(?:amp|lt|gt);")


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("<!channel>", "&lt;!channel&gt;"),
        ("<@U1>", "&lt;@U1&gt;"),
        ("<https://example.com|Bank>", "&lt;https\N{RATIO}//example.com|Bank&gt;"),
        ("*bold*", "\N{ASTERISK OPERATOR}bold\N{ASTERISK OPERATOR}"),
        ("_x_", "\N{FULLWIDTH LOW LINE}x\N{FULLWIDTH LOW LINE}"),
        ("~gone~", "\N{TILDE OPERATOR}gone\N{TILDE OPERATOR}"),
        ("`code`", "\N{MODIFIER LETTER GRAVE ACCENT}code\N{MODIFIER LETTER GRAVE ACCENT}"),
        (":tada:", "\N{RATIO}tada\N{RATIO}"),
        ("> quoted", "\N{SINGLE RIGHT-POINTING ANGLE QUOTATION MARK} quoted"),
        ("&lt;!here&gt;", "&amp;lt;!here&amp;gt;"),
        ("one\ntwo", "one two"),
        ("Am\u202eara\u200b", "Amara"),
        ("Smith & Sons", "Smith &amp; Sons"),
    ],
)
def test_text_from_outside_stays_text(typed: str, shown: str) -> None:
    assert literal(typed, 100) == shown


def test_ordinary_names_and_numbers_stay_as_they_are() -> None:
    for text in ("Zoë O'Brien-Müller (Sales)", "+44 7700 900146", "李小龍"):
        assert literal(text, 100) == text


def test_what_is_cut_ends_in_an_ellipsis_and_cuts_no_entity() -> None:
    assert literal("Smith & Sons", 11) == "Smith…"
    assert literal("Smith & Sons", 12) == "Smith &amp;…"
    assert literal("Smith & Sons", 16) == "Smith &amp; Sons"
    assert literal("Smith & Sons", 15) == "Smith &amp; So…"
    assert literal("Smith", 1) == "…"
    assert literal("Smith", 0) == ""


@given(TEXTS, st.integers(0, 40))
def test_a_literal_never_exceeds_its_limit_and_leaves_nothing_to_interpret(text: str, most: int) -> None:
    shown = literal(text, most)
    assert len(shown) <= most
    assert not set("<>*_~`:\n") & set(shown)
    assert "&" not in ENTITY.sub("", shown)
    assert not shown.startswith("&gt;")


@given(TEXTS)
def test_escaping_leaves_no_bracket_and_can_be_undone(text: str) -> None:
    shown = escaped(text)
    assert "<" not in shown
    assert ">" not in shown
    back = shown.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
    assert back == text


@given(TEXTS, st.integers(1, 40))
def test_a_clipped_text_never_exceeds_its_limit(text: str, most: int) -> None:
    shown = clipped(text, most)
    assert len(shown) <= most
    assert shown == text or shown.endswith("…")


@given(TEXTS, st.integers(1, 40))
def test_a_plain_text_is_never_empty_or_too_long(text: str, most: int) -> None:
    made = plain(text, most)
    assert (made["type"], made["emoji"]) == ("plain_text", False)
    assert 1 <= len(made["text"]) <= most


def test_slack_makes_no_links_of_marked_up_text_by_itself() -> None:
    assert mrkdwn("*Hi* #general") == {"type": "mrkdwn", "text": "*Hi* #general", "verbatim": True}
