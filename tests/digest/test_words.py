"""A digest in words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.cdr.trouble import Trouble
from bot.digest.digest import About
from bot.digest.draft import Draft
from bot.digest.reading import read_digest
from bot.digest.slots import next_slot
from bot.digest.words import told, told_next, typed
from digest.given import ZONES, daily, days_of_years, local, recurrences, unhurried


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("daily 8", "Every day at 08:00 (Europe/London), about the day before."),
        (
            "daily 08:30 weekdays in Sales skip empty",
            (
                "Every weekday at 08:30 (Europe/London), about the day before (Monday: Friday to Sunday), in Sales; "
                "nothing on days without calls."
            ),
        ),
        (
            "daily 8 weekdays about yesterday zone Europe/Berlin",
            "Every weekday at 08:00 (Europe/Berlin), about the day before.",
        ),
        (
            "daily 8 mon,wed,fri me",
            (
                "Every Monday, Wednesday and Friday at 08:00 (Europe/London), about the days since the one before, "
                "own calls only."
            ),
        ),
        ("daily 18:00 about today", "Every day at 18:00 (Europe/London), about the day so far."),
        ("weekly monday 9", "Every Monday at 09:00 (Europe/London), about the seven days before."),
        (
            "weekly fri 9 about last week skip empty",
            (
                "Every Friday at 09:00 (Europe/London), about the week before, Monday to Sunday; "
                "nothing if there were no calls."
            ),
        ),
        (
            "monthly first workday 8",
            "On the first workday of each month at 08:00 (Europe/London), about the calendar month before.",
        ),
        (
            "monthly last 8 about last month skip on 2026-12-31",
            (
                "On the last day of each month at 08:00 (Europe/London), about the calendar month before; "
                "not on Thursday 31 December 2026."
            ),
        ),
        (
            "daily 8 skip empty skip on 2026-12-26, 2026-12-25",
            (
                "Every day at 08:00 (Europe/London), about the day before; nothing on days without calls; "
                "not on Friday 25 December 2026 and Saturday 26 December 2026, made up for by the next one."
            ),
        ),
        (
            "daily 8 about yesterday skip on 2026-12-24, 2026-12-25, 2026-12-26, 2027-01-01",
            (
                "Every day at 08:00 (Europe/London), about the day before; not on Thursday 24 December 2026, "
                "Friday 25 December 2026 and 2 more days up to Friday 1 January 2027."
            ),
        ),
    ],
)
def test_a_digest_is_told_in_a_sentence(text: str, expected: str) -> None:
    assert told(read_digest(text, zone="Europe/London")) == expected


def test_a_digest_that_is_kept_is_told_as_its_draft() -> None:
    assert (
        told(daily(text="in Sales")) == "Every day at 08:30 (Europe/London), about the day before, in Sales."
    )


def test_what_was_kept_in_a_text_stays_one_line_without_signs_that_cannot_be_seen() -> None:
    told_ = told(daily(text="in Sa\u202eles\nand\x00 more"))
    assert told_ == "Every day at 08:30 (Europe/London), about the day before, in Sales and more."


def test_the_next_slot_is_told_with_its_day_and_zone() -> None:
    found = next_slot(daily(), local("2026-11-26 09:00"))
    assert found is not None
    assert told_next(found, "Europe/London") == "Next: Friday 27 November 2026, 08:30 (Europe/London)."
    moved = next_slot(daily("02:30", zone="Europe/Berlin"), local("2026-03-28 09:00"))
    assert moved is not None
    assert told_next(moved, "Europe/Berlin") == "Next: Sunday 29 March 2026, 03:00 (Europe/Berlin)."


def test_a_digest_is_typed_as_it_is_read() -> None:
    text = "monthly last workday 20:15 about today skip empty skip on 2026-12-25 zone Asia/Seoul me in Sales"
    assert typed(read_digest(text, zone="UTC")) == text
    assert typed(daily(text="in Sales")) == "daily 08:30 zone Europe/London in-channel <#C1> in Sales"


filters = st.sampled_from(
    ["", "in Sales", "from 2005", 'in "Skip Empty"', "missed, from Mon Abri", "longer than 5:00"]
)


@st.composite
def drafts(draw: st.DrawFn) -> Draft:
    own = draw(st.booleans())
    recurrence = draw(recurrences())
    midnight = (recurrence.at.hour, recurrence.at.minute) == (0, 0)
    abouts = [about for about in About if not (midnight and about is About.TODAY)]
    return Draft(
        recurrence=recurrence,
        zone=draw(st.sampled_from(ZONES)),
        channel="" if own else draw(st.sampled_from(["", "C123", "G9"])),
        own=own,
        about=draw(st.sampled_from(abouts)),
        text=draw(filters),
        skip_empty=draw(st.booleans()),
        skip_on=draw(st.frozensets(days_of_years, max_size=8)),
    )


@unhurried
@given(drafts())
def test_a_digest_that_is_typed_and_read_is_the_same(draft: Draft) -> None:
    assert read_digest(typed(draft), zone="Asia/Tokyo") == draft


@unhurried
@given(drafts())
def test_what_is_told_names_all_that_was_chosen(draft: Draft) -> None:
    sentence = told(draft)
    assert sentence.count("\n") == 0
    assert sentence.endswith(".")
    for word in (f"{draft.recurrence.at:%H:%M}", f"({draft.zone})", draft.text):
        assert word in sentence
    assert ("nothing" in sentence) == draft.skip_empty
    assert ("not on" in sentence) == bool(draft.skip_on)
    assert ("own calls" in sentence) == draft.own


@unhurried
@given(drafts(), drafts())
def test_digests_that_come_at_other_times_are_told_otherwise(one: Draft, other: Draft) -> None:
    if one.recurrence.month_day != other.recurrence.month_day or one.recurrence.at != other.recurrence.at:
        assert told(one) != told(other)


_TYPED = """
daily weekly monthly every each 8 08:30 8.30 25:00 am pm at noon on the first last 1st day workday weekdays mon mon-fri
fri- , and to about yesterday today week month skip empty 2026-12-25 2026-99-99 25.12 zone UTC Europe/Berlin berlin
in-channel in channel <#C1|x> <#C1 #sales me from Sales "Skip" " < 99999999999999999999 0 of
"""
words_typed = st.sampled_from([*_TYPED.split(), "\u201c", "\x00", "\ud800", "\u0663", "\u00b2", "\u202e"])
lines = st.lists(words_typed, max_size=14).map(" ".join)
texts = st.text(max_size=60)


@unhurried
@given(lines | lines.map("daily 8 {}".format) | texts | texts.map("daily 8 {}".format))
def test_whatever_is_typed_is_read_and_told_or_a_trouble(text: str) -> None:
    try:
        draft = read_digest(text, zone="Europe/London")
    except Trouble as trouble:
        said = str(trouble)
    else:
        said = told(draft)
        assert bool(draft.recurrence.days) != bool(draft.recurrence.month_day)
        assert not (draft.own and draft.channel)
    assert said.endswith((".", "?"))


_PARTS = ("weekdays", "9:15", "skip empty", "skip on 2026-12-25", "zone UTC", "about today", "me")


@unhurried
@given(st.permutations(_PARTS), st.lists(st.integers(0, len(_PARTS)), max_size=6))
def test_words_among_the_parts_of_a_digest_are_left_in_their_order(
    parts: list[str], places: list[int]
) -> None:
    strangers = {f"w{number}x": place for number, place in enumerate(sorted(places))}
    line = ["daily"]
    for at in range(len(parts) + 1):
        line += [word for word, place in strangers.items() if place == at] + parts[at : at + 1]
    draft = read_digest(" ".join(line), zone="Europe/London")
    assert draft.text == " ".join(strangers)
    assert told(draft).startswith("Every weekday at 09:15 (UTC), about the day so far, own calls only")
