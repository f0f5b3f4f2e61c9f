"""Questions as people type them: what is asked for, which filters, and nothing dropped."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.cdr.trouble import Trouble
from bot.query.explain import filters_json
from bot.query.naming import reads_as_question
from bot.query.nearest import nearest_questions
from bot.query.read import read_request
from bot.query.request import Kind
from bot.query.when import read_time
from query.time.given import PHRASES, asker, asker_of, expected

YESTERDAY, LAST_WEEK, TODAY = "yesterday", "last week", "today"

QUESTIONS: tuple[tuple[str, str, dict[str, Any]], ...] = (
    ("calls", TODAY, {}),
    ("show me all calls please", TODAY, {}),
    ("calls from 2005 last week", LAST_WEEK, {"from": "2005"}),
    ("from:2005 last week", LAST_WEEK, {"from": "2005"}),
    ("calls by 101 yesterday", YESTERDAY, {"from": "101"}),
    ("to +44 20 7946 0100 since Monday", "since Monday", {"to": "+44 20 7946 0100"}),
    ("with 07700900146", TODAY, {"with": "07700900146"}),
    ("07700 900146 yesterday", YESTERDAY, {"with": "07700 900146"}),
    ("(020) 7946-0100 yesterday", YESTERDAY, {"with": "(020) 7946-0100"}),
    ("from 01 23 45 67 89 today", TODAY, {"from": "01 23 45 67 89"}),
    ("from 123-45", TODAY, {"from": "123-45"}),
    ("from 55-123 today", TODAY, {"from": "55-123"}),
    ("with *97 today", TODAY, {"with": "*97"}),
    ("answered outbound this month longer than 5m", "this month",
     {"outcomes": ["answered"], "direction": "outbound", "longer_than": 300}),
    ("in Sales today", TODAY, {"in": "Sales"}),
    ('in:"Head Office"', TODAY, {"in": "Head Office"}),
    ("in the queue Sales yesterday", YESTERDAY, {"in": "Sales"}),
    ("queue 6400 yesterday", YESTERDAY, {"in": "6400"}),
    ("ring group 6300 last week", LAST_WEEK, {"in": "6300"}),
    ("extension 1015 yesterday", YESTERDAY, {"with": "1015"}),
    ("in Front Desk yesterday", YESTERDAY, {"in": "Front Desk"}),
    ("in Sales and Support today", TODAY, {"in": "Sales and Support"}),
    ("voicemail last Friday afternoon", "last Friday afternoon", {"outcomes": ["voicemail"]}),
    ("fuzzy from 0794", TODAY, {"from": "0794", "fuzzy": True}),
    ("calls from 1001 to 2002 since Monday", "since Monday", {"from": "1001", "to": "2002"}),
    ("from 2005 to 2010 yesterday", YESTERDAY, {"from": "2005", "to": "2010"}),
    ("from 2005 30 May", "30 May", {"from": "2005"}),
    ("from 2005 30 May 9-11", "30 May 9-11", {"from": "2005"}),
    ("from 020 7946 0100 30 May", "30 May", {"from": "020 7946 0100"}),
    ("from 2005 2022-05-30", "2022-05-30", {"from": "2005"}),
    ("from Amara Osei yesterday", YESTERDAY, {"from": "Amara Osei"}),
    ("to Amara Osei yesterday afternoon", "yesterday afternoon", {"to": "Amara Osei"}),
    ("from O'Neill yesterday", YESTERDAY, {"from": "O'Neill"}),
    ('from "O\'Neill, Sean" last week', LAST_WEEK, {"from": "O'Neill, Sean"}),
    ("from Zieliński this month", "this month", {"from": "Zieliński"}),
    ("from 李小龙 yesterday", YESTERDAY, {"from": "李小龙"}),
    ('from "yesterday" today', TODAY, {"from": "yesterday"}),
    ("*inbound* calls from _Anna Roe_ `yesterday`", YESTERDAY, {"direction": "inbound", "from": "Anna Roe"}),
    ("*_answered_ calls* ~yesterday~", YESTERDAY, {"outcomes": ["answered"]}),
    ("calls from 'Anna' yesterday", YESTERDAY, {"from": "Anna"}),
    ("calls from (Anna) to [Tom]", TODAY, {"from": "Anna", "to": "Tom"}),
    ("yesterday, calls from Anna.", YESTERDAY, {"from": "Anna"}),
    ("calls from Anna; yesterday", YESTERDAY, {"from": "Anna"}),
    ("calls from Acme Inc. yesterday", YESTERDAY, {"from": "Acme Inc."}),
    ("calls from Anna (Sales) yesterday", YESTERDAY, {"from": "Anna (Sales)"}),
    ("from *97 to *98 today", TODAY, {"from": "*97", "to": "*98"}),
    ('to "*Anna*" today', TODAY, {"to": "*Anna*"}),
    ("calls from Jones' yesterday", YESTERDAY, {"from": "Jones'"}),
    ('"Anna" yesterday', YESTERDAY, {"with": "Anna"}),
    ('from "two" yesterday', YESTERDAY, {"from": "two"}),
    ('from "April" to "March"', TODAY, {"from": "April", "to": "March"}),
    ("from Cole & Daughters yesterday", YESTERDAY, {"from": "Cole & Daughters"}),
    ("calls from April in support last week", LAST_WEEK, {"from": "April", "in": "support"}),
    ("from April Hughes yesterday", YESTERDAY, {"from": "April Hughes"}),
    ("to May yesterday", YESTERDAY, {"to": "May"}),
    ("did May call back yesterday", YESTERDAY, {"from": "May"}),
    ("how many calls did Sales answer last month", "last month", {"to": "Sales", "outcomes": ["answered"]}),
    ("who called 2005 yesterday", YESTERDAY, {"to": "2005"}),
    ("has anyone called 07700900146 back", TODAY, {"to": "07700900146"}),
    ("did anyone call yesterday", YESTERDAY, {}),
    ("who called yesterday", YESTERDAY, {}),
    ("calls longer than 10 minutes today", TODAY, {"longer_than": 600}),
    ("calls by 101 over 2 hours long this month", "this month", {"from": "101", "longer_than": 7200}),
    ("calls under 30s on Monday", "Monday", {"shorter_than": 30}),
    ("more than 1h30m yesterday", YESTERDAY, {"longer_than": 5400}),
    ("longer than 1 hour 30 minutes yesterday", YESTERDAY, {"longer_than": 5400}),
    ("at least 5 minutes yesterday", YESTERDAY, {"longer_than": 299}),
    ("at most 30 seconds yesterday", YESTERDAY, {"shorter_than": 31}),
    ("longer than 5m and shorter than 10m yesterday", YESTERDAY, {"longer_than": 300, "shorter_than": 600}),
    ("over the weekend", "the weekend", {}),
    ("calls over the weekend longer than 30s", "the weekend", {"longer_than": 30}),
    ("busy or failed today", TODAY, {"outcomes": ["busy", "failed"]}),
    ("no answer outbound yesterday", YESTERDAY, {"outcomes": ["no_answer"], "direction": "outbound"}),
    ("menu only today", TODAY, {"outcomes": ["menu_only"]}),
    ("incoming calls to Jonas Weber this week", "this week", {"direction": "inbound", "to": "Jonas Weber"}),
    ("outgoing by Jonas this week", "this week", {"direction": "outbound", "from": "Jonas"}),
    ("internal calls today", TODAY, {"direction": "internal"}),
    ("did +442079460100 yesterday", YESTERDAY, {"did": "+442079460100"}),
    ("dialled 020 7946 0100 yesterday", YESTERDAY, {"did": "020 7946 0100"}),
    ("pin 4711 yesterday", YESTERDAY, {"pin": "4711"}),
    ('note "wants a quote" this week', "this week", {"note": "wants a quote"}),
    ("note quote this week", "this week", {"note": "quote"}),
    ("code 7 last month", "last month", {"codes": ["7"]}),
    ("codes 1,7 last month", "last month", {"codes": ["1", "7"]}),
    ("codes 1, 7 last month", "last month", {"codes": ["1", "7"]}),
    ("calls in May", "May", {}),
    ("calls in Sales in May", "May", {"in": "Sales"}),
    ("in May in Sales", "May", {"in": "Sales"}),
    ("calls in the last 3 days", "last 3 days", {}),
    ("calls in 2021", "2021", {}),
    ("calls May 2021", "May 2021", {}),
    ("calls since 2021", "since 2021", {}),
    ("calls 4001", TODAY, {"with": "4001"}),
    ("yesterday from 0900 to 1700", "yesterday 9:00 to 17:00", {}),
    ("from 0900 to 1700 yesterday in Sales", "yesterday 9:00 to 17:00", {"in": "Sales"}),
    ("calls between 0830 and 1200 on Monday", "Monday 8:30 to 12:00", {}),
    ('from "0900" to "1700" yesterday', YESTERDAY, {"from": "0900", "to": "1700"}),
    ("calls from May in May", "May", {"from": "May"}),
    ("calls from May in June", "June", {"from": "May"}),
    ('from "Mark Noon" today', TODAY, {"from": "Mark Noon"}),
    ("from Mark at noon yesterday", "noon yesterday", {"from": "Mark"}),
    ("answered by 2005", TODAY, {"outcomes": ["answered"], "to": "2005"}),
    ("calls picked up by Amara Osei yesterday", YESTERDAY, {"outcomes": ["answered"], "to": "Amara Osei"}),
    ("taken by Amara yesterday", YESTERDAY, {"outcomes": ["answered"], "to": "Amara"}),
    ("received by Sales yesterday", YESTERDAY, {"to": "Sales"}),
    ("calls by 2005", TODAY, {"from": "2005"}),
    ("calls by 101 that were answered", TODAY, {"from": "101", "outcomes": ["answered"]}),
    ("calls out today", TODAY, {"direction": "outbound"}),
    ("calls in today", TODAY, {"direction": "inbound"}),
    ("calls in on Monday", "Monday", {"direction": "inbound"}),
    ("from Sales calls out yesterday", YESTERDAY, {"from": "Sales", "direction": "outbound"}),
    ("who called us yesterday", YESTERDAY, {"direction": "inbound"}),
    ("who did we call yesterday", YESTERDAY, {"direction": "outbound"}),
    ("did we call 2005 yesterday", YESTERDAY, {"to": "2005"}),
    ("calls with voicemail yesterday", YESTERDAY, {"outcomes": ["voicemail"]}),
    ("calls with talk time over 5m yesterday", YESTERDAY, {"longer_than": 300}),
    ("did Sales get calls yesterday", YESTERDAY, {"to": "Sales"}),
    ("how many calls did Sales receive last week", LAST_WEEK, {"to": "Sales"}),
    ("number of calls yesterday", YESTERDAY, {}),
    ("in Back Office yesterday", YESTERDAY, {"in": "Back Office"}),
    ("who called back Amara yesterday", YESTERDAY, {"to": "Amara"}),
    ("did Amara call 2005 yesterday", YESTERDAY, {"from": "Amara", "to": "2005"}),
    ("how many calls did we answer yesterday", YESTERDAY, {"outcomes": ["answered"]}),
    ("calls during 2021", "2021", {}),
    ("busy, failed or no answer yesterday", YESTERDAY, {"outcomes": ["busy", "failed", "no_answer"]}),
    ("extension number 2005 yesterday", YESTERDAY, {"with": "2005"}),
    ("calls last 120 minutes", "last 120 minutes", {}),
    ("calls from Monday to Friday", "Monday to Friday", {}),
    ("calls from 9am to 11am yesterday", "9am to 11am yesterday", {}),
    ("from 9 to 11 yesterday", "9 to 11 yesterday", {}),
    ("calls between 9 and 11 yesterday", "between 9 and 11 yesterday", {}),
    ("calls from 30 May onwards", "since 30 May", {}),
    ("calls from yesterday", YESTERDAY, {}),
    ("calls from Monday", "Monday", {}),
    ("calls from May", "May", {}),
    ("yesterday in Sales from 07700900146", YESTERDAY, {"in": "Sales", "from": "07700900146"}),
    ("yesterday from 2005 after 6pm", "yesterday after 6pm", {"from": "2005"}),
    ("CALLS FROM 2005 YESTERDAY", YESTERDAY, {"from": "2005"}),
    ("calls  from\t2005\u00a0yesterday ?", YESTERDAY, {"from": "2005"}),
)  # fmt: skip


@pytest.mark.parametrize(("text", "time", "filters"), QUESTIONS, ids=[row[0] for row in QUESTIONS])
def test_a_question_is_understood(text: str, time: str, filters: dict[str, Any]) -> None:
    request = read_request(text, asker())
    assert request.kind is Kind.CALLS
    assert filters_json(request.filters) == filters
    assert request.windows == read_time(time, asker()).windows


@pytest.mark.parametrize(("text", "time", "filters"), QUESTIONS, ids=[row[0] for row in QUESTIONS])
def test_missed_may_stand_before_any_question_that_fits_it(
    text: str, time: str, filters: dict[str, Any]
) -> None:
    if text.startswith(("calls by", "outgoing by")):
        return  # whoever missed them, or whoever called: refused
    outcomes = set(filters.get("outcomes", []))
    talk = {"longer_than", "shorter_than"} & set(filters)
    if talk or filters.get("direction") in ("outbound", "internal") or outcomes & {"answered", "menu_only"}:
        with pytest.raises(Trouble) as raised:
            read_request(f"missed {text}", asker())
        assert raised.value.code == "contradiction"
        return
    request = read_request(f"missed {text}", asker())
    assert request.kind is Kind.MISSED
    assert filters_json(request.filters) == filters
    assert request.windows == read_time(time, asker()).windows


@pytest.mark.parametrize("word", ["missed", "unanswered", "not answered", "Missed"])
def test_missed_calls_are_asked_for_in_several_words(word: str) -> None:
    assert read_request(f"{word} calls yesterday", asker()).kind is Kind.MISSED


EMBEDDED = [case for case in PHRASES["cases"] if case["kind"] == "embedded"]


@pytest.mark.parametrize("case", EMBEDDED, ids=[case["phrase"] for case in EMBEDDED])
def test_the_times_in_whole_questions_are_those_of_the_phrase_file(case: dict[str, Any]) -> None:
    who = asker_of(str(case["context"]))
    windows = [
        [None if window.start is None else window.start.timestamp(), window.end.timestamp()]
        for window in read_request(str(case["phrase"]), who).windows
    ]
    assert windows == expected(case["expect"], who)


REFUSED: tuple[tuple[str, str, str], ...] = (
    ('missed calls "yesterday"', "not_understood", "yesterday"),
    ('"missed calls yesterday"', "not_understood", "missed calls yesterday"),
    ('calls "last week" from Anna', "not_understood", "last week"),
    ("missed yeztedday", "not_understood", "Did you mean yesterday?"),
    ("mxzsed yesterday", "not_understood", "Did you mean missed"),
    ("mizzed", "not_understood", "Did you mean missed? A name"),
    ("my", "not_understood", "“my”. It means your own calls: write the number of your extension"),
    ("asdf qwer", "not_understood", "“asdf qwer”. A name goes"),
    ("thanks", "not_understood", "“thanks”. A name goes"),
    ("zu gestern", "not_understood", "“zu gestern”. A name goes"),
    ("hlep", "not_understood", "Did you mean help?"),
    ("Oliver today", "not_understood", "“Oliver”. A name goes"),
    ("Amara Osei yesterday", "not_understood", "such as with Amara Osei or in Amara Osei."),
    ("open", "not_understood", "“open”. Ask for missed: its list begins with who is still open."),
    ("missed still open today", "not_understood", "“still open”. Ask for missed"),
    ("missed 31st of Feb", "not_understood", "“31st of Feb”. February has no 31st."),
    ("missed 2022-02-30", "not_understood", "“2022-02-30”. February has no 30th."),
    ("missed 29/02/2021", "not_understood", "“29/02/2021”. February 2021 has no 29th."),
    ("missed 31.11.", "not_understood", "“31.11.”. November has no 31st."),
    ("missed 02/30", "not_understood", "“02/30”. February has no 30th."),
    ("Feb 30, 2024", "not_understood", "February has no 30th."),
    ("week 60", "not_understood", "“week 60”. Weeks go to 53."),
    ("missed banana", "not_understood", "“banana”"),
    ("banana split from 2005", "not_understood", "“banana split”"),
    ("answered missed", "contradiction", "“missed” and “answered”"),
    ("missed outbound", "contradiction", "“missed” and “outbound”"),
    ("inbound outbound", "contradiction", "“inbound” and “outbound”"),
    ("from 2005 from 2006", "contradiction", "“from 2005” and “from 2006”"),
    ("in Sales in Support", "contradiction", "“in Sales” and “in Support”"),
    ("longer than 5m shorter than 2m", "contradiction", "talk over 5 min"),
    ("at least 5m at most 2m", "contradiction", "“talk of at least 5 min” and “talk of at most 2 min”"),
    (
        "missed longer than 5m",
        "contradiction",
        "“missed” and “talk over 5 min” cannot be asked for together: a call that",
    ),
    ("missed under 30s yesterday", "contradiction", "“missed” and “talk under 30 s”"),
    ("busy at least 1m", "contradiction", "“busy” and “talk of at least 1 min”"),
    ("menu only over 30s", "contradiction", "“menu only” and “talk over 30 s”"),
    ("missed tomorrow", "future", "in the future: Tomorrow, Thursday 16 June 2022"),
    ("from 2005 next week", "future", "in the future"),
    ("missed 30 May to 20 May", "end_before_start", "ends before it starts"),
    ("calls yesterday 5pm to 9am", "end_before_start", "ends before it starts"),
    ("missed 32 May", "not_understood", "“32 May”. May has no 32nd."),
    ("from", "incomplete_filter", "“from” needs something after it. Write it like from 2005."),
    ("calls with yesterday", "incomplete_filter", "“with”"),
    ("calls from", "incomplete_filter", "“from”"),
    ("calls by", "incomplete_filter", "“by”"),
    ("calls in", "incomplete_filter", "“in”"),
    ("queue yesterday", "incomplete_filter", "“queue” needs something after it. Write it like queue Sales."),
    ("extension yesterday", "incomplete_filter", "“extension”"),
    ("pin yesterday", "incomplete_filter", "“pin” needs something after it. Write it like pin 4711."),
    ("fuzzy yesterday", "incomplete_filter", "“fuzzy”"),
    ("fuzzy from Amara", "incomplete_filter", "“fuzzy”"),
    ("", "no_question", "Nothing is asked."),
    (" ", "no_question", "Nothing is asked."),
    ("?!", "no_question", "Nothing is asked."),
    ('""', "no_question", "Nothing is asked."),
    ("\u202e", "no_question", "Nothing is asked."),
    ("hello", "no_question", "Nothing is asked."),
    ("show me all please", "no_question", "Nothing is asked."),
    (
        "missed calls by Sales",
        "not_understood",
        "“by Sales”. Write from for who called, to for who was called.",
    ),
    ("voicemails by Amara", "not_understood", "“by Amara”"),
    (
        "from 07700 900123 07700 900124",
        "not_understood",
        "“07700 900123 07700 900124”. It may be one number or",
    ),
    (
        "missed 05/22",
        "not_understood",
        "“05/22”. It may be a month or a day. Write 05/2022 for the month, or 22/05",
    ),
    (
        "who called back yesterday",
        "not_understood",
        "“called back”. Calls cannot be filtered by who was called back.",
    ),
    ("did we call back", "not_understood", "“call back”"),
    ("called them back", "not_understood", "“called them back”"),
    ("missed yesterday, not called back", "not_understood", "“called back”"),
    ("who has been called back today", "not_understood", "“called back”"),
    ("missed and returned", "not_understood", "“returned”"),
    ("callbacks yesterday", "not_understood", "“callbacks”"),
    ("called them", "not_understood", "“them”"),
    ("did yesterday", "incomplete_filter", "“did”"),
    (
        "from 2005 or to 2006",
        "not_understood",
        "“from 2005 or to 2006”. Or is understood between outcomes alone",
    ),
    ("from 2005 or from 2006", "not_understood", "“from 2005 or from 2006”"),
    ("from Amara or Tom", "not_understood", "“from Amara or Tom”"),
    ("in Sales or in Support today", "not_understood", "“in Sales or in Support”"),
    ("inbound or outbound", "not_understood", "“inbound or outbound”"),
    ("missed or answered yesterday", "not_understood", "“missed or answered”"),
    ("from 2005 or yesterday", "not_understood", "or"),
    ("missed in Sales 2025", "not_understood", "“2025”. A number alone may be an extension or a time."),
    ("calls 2021", "not_understood", "“2021”"),
    ("calls 2005-2010", "not_understood", 'Write with "2005-2010" for a number or in 2005-2010 for years'),
    ("from 1015-1030 yesterday", "not_understood", "10:15-10:30 for a time"),
    ("non answered yesterday", "not_understood", "“non”"),
    ("bus calls today", "not_understood", "“bus”"),
    ("calls though Monday", "not_understood", "“though”. Did you mean through?"),
    ("missed 1430 yesterday", "not_understood", "1430"),
    ("calls on 10.11", "not_understood", "10.11"),
    ("March 2021 to 2022", "not_understood", "“to 2022”"),
    ("from June to 2005", "not_understood", "“to 2005”"),
    ("between 2005 and 2006", "not_understood", "“between 2005 and 2006”"),
    ("not from 2005", "not_understood", "“not”"),
    ("for 2005", "not_understood", "“for 2005”"),
    ("on 2005", "not_understood", "“on 2005”"),
    ("yesterday from 0900", "not_understood", "0900"),
    ("from 9:00 to 1700 yesterday", "not_understood", "“to 1700”"),
    ("from Mark Noon today", "not_understood", "“Mark Noon”"),
    ("calls from Theresa May", "not_understood", "“Theresa May”"),
    ("calls from 4005 and 4006 yesterday", "not_understood", "4006"),
    ('from "Amara Osei" or "Tom Ashdown"', "not_understood", "I do not understand"),
    ("29 Feb 2025", "not_understood", "“29 Feb 2025”. February 2025 has no 29th."),
    ("past 1000 hours", "not_understood", "past 1000 hours"),
    ("yesterday 1430", "not_understood", "1430"),
    ("today 0900-1700", "not_understood", "0900-1700"),
    ("after 1800 yesterday", "not_understood", "1800"),
    ("in", "incomplete_filter", "“in” needs something after it. Write it like in Sales."),
    ("to yesterday", "not_understood", "“to yesterday”"),
    ("calls to Sunday yesterday", "not_understood", "“to Sunday yesterday”"),
    ("calls between 2005 and 2006 yesterday", "not_understood", "between 2005 and 2006"),
    (
        "longer than yesterday",
        "incomplete_filter",
        "“longer than” needs something after it. Write it like longer than 5m.",
    ),
    ("x" * 501, "too_long", "501 characters"),
    ("yesterday " * 1000, "too_long", "10,000 characters"),
)


@pytest.mark.parametrize(
    ("text", "code", "words"), REFUSED, ids=[row[0][:40] or "nothing" for row in REFUSED]
)
def test_what_is_not_understood_is_refused_by_name(text: str, code: str, words: str) -> None:
    with pytest.raises(Trouble) as raised:
        read_request(text, asker())
    assert raised.value.code == code
    assert words in str(raised.value)
    assert raised.value.usage


def test_an_ambiguous_date_offers_the_whole_question_in_the_other_reading() -> None:
    request = read_request("missed from 2005 5/6", asker())
    (other,) = request.readings
    assert other.text == "missed from 2005 2022-05-06"
    again = read_request(other.text, asker())
    assert (again.windows, again.filters, again.kind) == (other.windows, request.filters, request.kind)


@pytest.mark.parametrize("text", ["missed by Sales yesterday", "calls did Sales miss yesterday"])
def test_who_missed_a_call_is_whom_it_reached(text: str) -> None:
    request = read_request(text, asker())
    assert (request.kind, filters_json(request.filters)) == (Kind.MISSED, {"to": "Sales"})


def test_the_words_that_are_not_about_time_are_kept_as_they_were_typed() -> None:
    assert read_request('Missed yesterday from "Amara Osei" in Sales', asker()).typed == (
        'Missed from "Amara Osei" in Sales'
    )
    assert read_request("calls from Monday", asker()).typed == "calls"
    assert read_request("last week", asker()).typed == ""


@pytest.mark.parametrize("text", [row[0] for row in QUESTIONS])
def test_the_words_that_are_not_about_time_ask_the_same_of_another_time(text: str) -> None:
    request = read_request(text, asker())
    again = read_request(f"{request.typed} 2022-06-07", asker())
    assert (again.kind, again.filters) == (request.kind, request.filters)
    assert again.windows == read_time("2022-06-07", asker()).windows


def test_four_digits_that_are_read_as_times_are_said() -> None:
    (note,) = read_request("yesterday from 0900 to 1700", asker()).notes
    assert note == (
        "“from 0900 to 1700” is read as a time of the day; put a number in quotes where an extension is meant."
    )


def test_from_a_day_says_that_it_is_not_since() -> None:
    (note,) = read_request("calls from Monday", asker()).notes
    assert note == "“from Monday” is read as that time alone; for everything from then on write since."


named = st.sampled_from(["2005", "07700 900146", "+44 20 7946 0100", '"Amara Osei"', "Jonas", "April Hughes"])
timed = st.sampled_from(
    ["yesterday", "last week", "30 May 9-11", "since Monday", "last 90 minutes", "Mondays in May"]
)


@given(
    parts=st.permutations(["answered", "inbound", "longer than 5m"]),
    who=named,
    where=st.sampled_from(["Sales", "6400", '"Head Office"']),
    when=timed,
    at=st.integers(0, 5),
)
@settings(max_examples=200, deadline=None)
def test_filters_and_time_may_come_in_any_order(
    parts: list[str], who: str, where: str, when: str, at: int
) -> None:
    every = [*parts, f"from {who}", f"in {where}"]
    every.insert(at, when)
    request = read_request(" ".join(every), asker())
    assert request.kind is Kind.CALLS
    assert request.windows == read_time(when, asker()).windows
    assert filters_json(request.filters) == {
        "from": who.strip('"'),
        "in": where.strip('"'),
        "outcomes": ["answered"],
        "direction": "inbound",
        "longer_than": 300,
    }


@given(text=st.text(max_size=500) | st.lists(st.sampled_from(
    ["from", "to", "in", "with", "did", "missed", "2005", "yesterday", "the", "and", "9", "may", "over", "5m", '"', "'",
     "<!channel>", "*bold*", "\u202e", "\x1b[31m", "before", "-", "between", "call", "queue", ","]), max_size=40,
).map(" ".join))  # fmt: skip
@settings(max_examples=400, deadline=None)
def test_any_text_is_understood_or_refused_in_words_that_can_be_shown(text: str) -> None:
    try:
        request = read_request(text, asker())
    except Trouble as trouble:
        shown = str(trouble)
    else:
        shown = request.words + " ".join(request.notes) + str(filters_json(request.filters))
    assert not any(ord(sign) < 32 or sign in "\u202e\u2066\u200b" for sign in shown)


@pytest.mark.parametrize(
    ("text", "offered"),
    [
        ("mizzed yesterday", ("missed yesterday",)),
        ("Yezterdey", ("yesterday",)),
        ("Amara yesterday", ("with Amara yesterday", "in Amara yesterday")),
        ("missed Sales yezterdey", ("missed with Sales yesterday", "missed in Sales yesterday")),
        ("amara yesterday", ()),
        ("my", ()),
        ("hlep", ()),
        ("missed 31st of Feb", ()),
    ],
)
def test_questions_are_offered_that_drop_no_word(text: str, offered: tuple[str, ...]) -> None:
    assert nearest_questions(text, asker()) == offered


@pytest.mark.parametrize(
    ("name", "otherwise"),
    [
        ("today", True),
        ("Today", True),
        ("tomorrow", True),
        ("9am", True),
        ("May", True),
        ("missed", True),
        ("from", True),
        ("in Sales", True),
        ("07700900146", True),
        ("5", True),
        ("Berlin", False),
        ("Office", False),
        ("New York", False),
        ("Head Office", False),
        ("R&D", False),
        ("A.B (1)", False),
        ("Telefonanlage 2", False),
    ],
)
def test_a_name_that_reads_as_a_time_or_a_filter_is_known(name: str, *, otherwise: bool) -> None:
    assert reads_as_question(name) is otherwise


@pytest.mark.parametrize(("language", "text", "said"), [
    ("de", "Anrufe von Jan", "von Jan"), ("de", "Anrufe an Jan", "an Jan"), ("nl", "oproepen van Jan", "van Jan"),
])  # fmt: skip
def test_a_month_that_may_be_a_name_says_how_it_is_read(language: str, text: str, said: str) -> None:
    notes = read_request(text, asker_of(language)).notes
    assert notes == (f"“{said}” is read as that month; put a name in quotes.",)


@pytest.mark.parametrize("text", ["im Mai", "von Jan bis März", "von Mai 2022", "von Jan gestern"])
def test_a_month_that_is_surely_one_says_nothing(text: str) -> None:
    assert read_request(f"Anrufe {text}", asker_of("de")).notes == ()
