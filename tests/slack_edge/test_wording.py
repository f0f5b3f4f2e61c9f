from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.query.time_trouble import TooLong
from bot.slack.wording import pbx_named, readable, spelled, typed, without_mention


@pytest.mark.parametrize(
    ("delivered", "read"),
    [
        ("missed &lt;5m from R&amp;D", "missed <5m from R&D"),
        ("in <#C012|sales> today", "in sales today"),
        ("from <tel:+442079460100|+44 20 7946 0100>", "from +44 20 7946 0100"),
        ("from <mailto:a@b.example|a@b.example>", "from a@b.example"),
        ("<https://example.com|example.com> today", "example.com today"),
        ("<!subteam^S1|@support> today", "@support today"),
        ("<@UBOT> missed  \n today", "missed today"),
        ("<@UBOT|ringback>missed today", "missed today"),
        ("&amp;lt;", "&lt;"),
        ("from \ue000U2\ue001 today", "from U2 today"),
        ("missed\x00\x1ftoday", "missed today"),
        ("", ""),
    ],
)
def test_what_slack_delivers_is_read_as_it_was_typed(delivered: str, read: str) -> None:
    assert typed(delivered, "UBOT").text == read


@pytest.mark.parametrize(
    ("delivered", "question"),
    [
        ("mine yesterday", "with 2005 yesterday"),
        ("missed mine since Monday", "missed with 2005 since Monday"),
        ("from me today", "from 2005 today"),
        ("calls to me", "calls to 2005"),
        ("missed by me", "missed by 2005"),
        ("missed calls for me", "missed calls with 2005"),
        ("Who called ME yesterday", "Who called with 2005 yesterday"),
        ("show me missed calls", "show me missed calls"),
        ("please give me calls to me", "please give me calls to 2005"),
        ('from "Mine & Me" today', 'from "Mine & Me" today'),
        ("from “call me” today", "from “call me” today"),
        ("from mine-craft", "from mine-craft"),
        ("from Menno", "from Menno"),
        ("from <@U2|bob> today", "from 4002 today"),
        ("<@U2> yesterday", "with 4002 yesterday"),
        ("missed by <@U2|bob>", "missed by 4002"),
        ("from <@U2|bob> to <@W3>", "from 4002 to 4010"),
        ("from<@U2>today", "from 4002 today"),
    ],
)
def test_extensions_stand_in_for_people(delivered: str, question: str) -> None:
    said = typed(delivered)
    people = {"U2": "4002", "W3": "4010"}
    assert spelled(said, "2005" if said.own else "", {each: people[each] for each in said.people}) == question


@pytest.mark.parametrize(
    ("text", "left", "name"),
    [
        ("missed today at Berlin", "missed today", "Berlin"),
        ("at berlin missed today", "missed today", "Berlin"),
        ("missed at “New York” today", "missed today", "New York"),
        ("missed at New  York today", "missed today", "New York"),
        ("missed at Berlin Mitte", "missed", "Berlin Mitte"),
        ("missed at Berliner", "missed at Berliner", ""),
        ("missed at 17:00", "missed at 17:00", ""),
        ("missed format Berlin", "missed format Berlin", ""),
        ("missed at A.B (1)", "missed", "A.B (1)"),
    ],
)
def test_a_pbx_is_named_after_at(text: str, left: str, name: str) -> None:
    assert pbx_named(text, ["Berlin", "Berlin Mitte", "New York", "A.B (1)", " "]) == (left, name)


def test_a_question_on_a_button_is_readable() -> None:
    assert readable("missed from <@U2|bob> &amp; <@U3> in <#C1|sales>") == "missed from @bob & @U3 in sales"


def test_without_the_mention_everything_else_stays_as_slack_delivered_it() -> None:
    assert without_mention("<@UBOT> from <@U2|bob> R&amp;D", "UBOT") == "from <@U2|bob> R&amp;D"
    assert without_mention("<@UBOT> from", "") == "<@UBOT> from"


@pytest.mark.parametrize(
    "piece",
    [
        "<#",
        "<@U1|",
        "<!",
        "<https://",
        "<@U1> ",
        "<@UBOT|",
        '"',
        "\u201c",
        "from ",
        "show me ",
        "at: ",
        "&amp;",
    ],
)
def test_no_text_takes_long_to_read(piece: str) -> None:
    text = (piece * 8000)[:8000]
    began = time.process_time()
    said = typed(text, "UBOT")
    spelled(said, "1000", dict.fromkeys(said.people, "1000"))
    pbx_named(said.text, ["Berlin"])
    readable(text)
    assert time.process_time() - began < 0.3


@pytest.mark.parametrize("piece", ["<#", "<@U1|", "a", " "])
def test_what_is_longer_than_anybody_asks_is_refused_unread(piece: str) -> None:
    began = time.process_time()
    with pytest.raises(TooLong) as raised:
        typed((piece * 40_000)[:40_000], "UBOT")
    assert time.process_time() - began < 0.05
    assert raised.value.sentence == "This is 40,000 characters long."


@given(st.text(st.sampled_from('<>@#!|&;\ue000\ue001U2 meine"“”at:'), max_size=40))
def test_whatever_is_typed_no_sign_of_ours_is_left_in_the_question(text: str) -> None:
    said = typed(text, "UBOT")
    question = spelled(said, "1000", dict.fromkeys(said.people, "1000"))
    assert not {"\ue000", "\ue001"} & set(question)
