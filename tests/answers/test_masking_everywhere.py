"""Outside numbers drawn by chance, in every spelling and every place of an answer."""

from __future__ import annotations

import csv
import io
import unicodedata
from dataclasses import fields, is_dataclass, replace
from enum import Enum
from typing import TYPE_CHECKING, Any

import msgspec
from cdr.drawn import BEFORE_THE_CHANGE, legs_of_a_day
from hypothesis import given, settings
from hypothesis import strategies as st

from answers.day import LEGS
from answers.fake_pbx import FakePbx
from answers.scene import AMARA, ROSTER, SALES, VOICEMAIL, asked, leg, out, outside, window
from bot.answers.as_csv import callers_csv, calls_csv
from bot.answers.as_json import answer_json
from bot.answers.asking import answer
from bot.answers.masking import HIDDEN, masked
from bot.cdr.missed import CallerState, MissedCaller
from bot.cdr.party import Party, PartyKind
from bot.cdr.search import Gap
from bot.query.request import Kind, Reading

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from bot.answers.values import Answer

BETWEEN = [
    "",
    "",
    " ",
    "-",
    ".",
    "/",
    " / ",
    ") (",
    "\u00a0",
    "\u202f",
    "\u2009",
    "\u200b",
    "\u2060",
    "_",
    "\u2013",
    "\n",
]
SCRIPTS = ["0123456789", "\uff10\uff11\uff12\uff13\uff14\uff15\uff16\uff17\uff18\uff19", "٠١٢٣٤٥٦٧٨٩"]
AROUND = [
    "{}",
    "Bob {}",
    "{} Bob",
    "tel:{}",
    "{}@sip.example.com",
    "Bob ({})",
    "{};x=1",
    "{} / 4005",
    "{}, {}",
    "20261122100000-{}-4005-Inbound.wav",
]
NATIONAL = st.from_regex(r"[78][1-9][0-9]{7,8}", fullmatch=True)
"""No time of an answer has such digits in it."""


@st.composite
def spelled(draw: st.DrawFn, national: str) -> str:
    """A national number as somebody may write it: with a prefix, in groups, in another script, in a sentence."""
    whole = draw(st.sampled_from(["0", "+44", "0044", "44", ""])) + national
    cuts = sorted(draw(st.sets(st.integers(2, len(whole) - 2), max_size=4)))
    between = draw(st.sampled_from(BETWEEN))
    groups = [whole[start:end] for start, end in zip([0, *cuts], [*cuts, None], strict=True)]
    written = between.join(groups).translate(str.maketrans("0123456789", draw(st.sampled_from(SCRIPTS))))
    around: str = draw(st.sampled_from(AROUND))
    return around.format(*[written] * around.count("{}"))


def told(value: object, path: str = "", kept: frozenset[str] = frozenset()) -> Iterator[tuple[str, str]]:
    """Every text in a value, with the way to it; lists and maps are no part of the way."""
    if path in kept or isinstance(value, Enum):
        return
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, msgspec.Struct) or is_dataclass(value):
        names = (
            value.__struct_fields__
            if isinstance(value, msgspec.Struct)
            else [each.name for each in fields(value)]
        )
        for name in names:
            yield from told(getattr(value, name), f"{path}.{name}".lstrip("."), kept)
    elif isinstance(value, dict):
        for each in value.values():
            yield from told(each, path, kept)
    elif isinstance(value, list | tuple | set | frozenset):
        for each in value:
            yield from told(each, path, kept)


def normal(text: str) -> str:
    """The digits of a text and those that are hidden, whatever the script and whatever stands between them."""
    digits = (sign if sign == HIDDEN else unicodedata.digit(sign, "") for sign in text)
    return "".join(map(str, digits))


def cells(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text[1:], newline="")))


def everything(got: Answer) -> list[str]:
    """All that anybody can read of an answer."""
    return [
        *(text for _, text in told(got, kept=frozenset({"request.typed", "request.readings.text"}))),
        *(text for _, text in told(answer_json(got))),
        *(text for _, text in told(cells(calls_csv(got)))),
        *(text for _, text in told(cells(callers_csv(got)))),
    ]


@settings(max_examples=60, deadline=None)
@given(st.data())
async def test_no_outside_number_can_be_read_in_any_spelling_at_any_place(data: st.DataObject) -> None:
    national = data.draw(NATIONAL)
    write: Callable[[], str] = lambda: data.draw(spelled(national))  # noqa: E731 - a name for what is drawn often
    caller = outside(write(), write())
    legs = [
        leg("m", "2026-11-22 10:00", SALES, caller=caller, ring=41, note=write(), recording=write()),
        leg("v", "2026-11-22 10:30", SALES, VOICEMAIL, caller=outside(write(), write()), ring=9),
        leg("f", "2026-11-22 11:00", outside(write(), write()), caller=outside("07700900266"), talk=30),
        leg(
            f"{write()}/{write()}",
            "2026-11-22 11:30",
            AMARA,
            caller=outside(write()),
            talk=30,
            pin_code=write(),
        ),
        leg("o", "2026-11-22 12:00", Party("6400", write(), PartyKind.QUEUE), caller="07700900266", ring=9),
        out("b", "2026-11-22 13:00", write()),
    ]
    gap = Gap(window=window("2026-11-22 19:00", "2026-11-22 20:00"), reason=write())
    request = replace(asked(data.draw(st.sampled_from(Kind))), notes=(write(),))
    got = await answer(request, FakePbx(legs, ROSTER, gaps=[gap], notes=(write(),)))
    hidden = masked(got)
    assert any(national in normal(text) for text in everything(got))
    assert [text for text in everything(hidden) if national in normal(text)] == []
    assert masked(hidden) == hidden
    assert (hidden.totals, hidden.nothing) == (got.totals, got.nothing)
    assert [each.state for each in hidden.missed_callers] == [each.state for each in got.missed_callers]


@settings(max_examples=60, deadline=None)
@given(st.data())
async def test_no_number_that_only_a_text_holds_can_be_read(data: st.DataObject) -> None:
    national = data.draw(NATIONAL)
    name, note, recording = (data.draw(spelled(national)) for _ in range(3))
    made = leg(
        "m", "2026-11-22 10:00", SALES, caller=outside("anonymous", name), note=note, recording=recording
    )
    hidden = masked(await answer(asked(Kind.MISSED), FakePbx([made], ROSTER)))
    assert [text for text in everything(hidden) if national in normal(text)] == []
    assert masked(hidden) == hidden


@settings(max_examples=60, deadline=None)
@given(st.data())
async def test_a_number_that_is_asked_for_can_be_read_only_by_buttons(data: st.DataObject) -> None:
    national = data.draw(NATIONAL)
    typed = data.draw(spelled(national).filter(lambda text: not any(map(str.isalpha, text))))
    field = data.draw(st.sampled_from(["caller", "callee", "either", "note", "pin_code"]))
    filters: dict[str, Any] = {field: typed, "fuzzy": data.draw(st.booleans())}
    request = replace(
        asked(Kind.CALLS, **filters),
        typed=f"with {typed}",
        readings=(Reading(text=f"with {typed} 2026-06-05", windows=()),),
    )
    got = masked(await answer(request, FakePbx(LEGS, ROSTER)))
    assert (got.request.typed, got.request.readings) == (request.typed, request.readings)
    assert [text for text in everything(got) if national in normal(text)] == []
    assert masked(got) == got


@settings(max_examples=60, deadline=None)
@given(st.data())
async def test_where_no_number_is_outside_nothing_changes(data: st.DataObject) -> None:
    own = {"07700900146": "anonymous", "+447700900146": "000000000", "07700900266": "anonymous"}
    legs = [
        msgspec.structs.replace(
            each,
            caller=msgspec.structs.replace(
                each.caller, number=own.get(each.caller.number, each.caller.number)
            ),
            callee=msgspec.structs.replace(
                each.callee, number=own.get(each.callee.number, each.callee.number)
            ),
        )
        for each in data.draw(legs_of_a_day())
    ]
    windows = window("2026-10-24 00:00", "2026-10-27 00:00")
    assert windows.holds(BEFORE_THE_CHANGE)
    notes = ("200,000 of the PBX's records show another time than their timestamp, which is used.",)
    got = await answer(asked(data.draw(st.sampled_from(Kind)), windows), FakePbx(legs, ROSTER, notes=notes))
    assert masked(got) == got


@settings(max_examples=60, deadline=None)
@given(st.data())
async def test_figures_states_and_order_of_any_day_stay(data: st.DataObject) -> None:
    windows = window("2026-10-24 00:00", "2026-10-27 00:00")
    got = await answer(asked(Kind.MISSED, windows), FakePbx(data.draw(legs_of_a_day()), ROSTER))
    hidden = masked(got)
    for name in ("totals", "by_hour", "by_day", "by_extension", "profile"):
        assert getattr(hidden, name) == getattr(got, name)
    for before, after in zip(got.missed_callers, hidden.missed_callers, strict=True):
        assert replace(after, number="", name="", rang=(), by=None) == replace(
            before, number="", name="", rang=(), by=None
        )
    for call, seen in zip(got.calls, hidden.calls, strict=True):
        assert (seen.key, seen.start, seen.outcome, seen.talk) == (
            call.key,
            call.start,
            call.outcome,
            call.talk,
        )
        assert sum(talk for _, talk in seen.talk_by_party()) == sum(talk for _, talk in call.talk_by_party())
    assert [text for text in everything(hidden) if "700900146" in text or "700900266" in text] == []


READABLE = {
    "request.words",
    "request.filters.did",
    "request.typed",
    "request.readings.text",
    "calls.did",
    "calls.key",
    "missed_callers.did",
    "by_extension.number",
    "coverage.sent.start",
    "coverage.sent.end",
}
"""Made by us (as is the profile), our own, or of buttons alone; a key holds no number but those of its parties."""


async def test_every_text_of_an_answer_is_hidden_or_stands_in_a_short_list() -> None:
    number = "07700900555"
    request = replace(asked(), notes=("Note.",), readings=(Reading(text="5/6", windows=()),), typed="calls")
    gap = Gap(window=window("2026-11-22 19:00", "2026-11-22 20:00"), reason="It broke.")
    made = [leg("a", "2026-11-22 10:00", outside("07700900266", "Bob"), recording="a.wav", note="a", talk=5)]
    got = await answer(request, FakePbx(made, ROSTER, gaps=[gap], notes=("Note.",)))
    by = MissedCaller(
        who=0, number="07700900146", name="Bob", did="", count=1, first=0, last=0, rang=("Sales",), waiting=1,
        short_rings=0, voicemail=False, state=CallerState.OPEN, by=outside("07700900146", "Bob"),
    )  # fmt: skip
    load = (await answer(asked(), FakePbx(LEGS, ROSTER))).by_extension
    got = replace(
        got,
        missed_callers=(by,),
        by_extension=load,
        request=replace(got.request, filters=replace(got.request.filters, disposition_codes=("sale",))),
    )
    places = {path for path, _ in told(got)}
    assert {"calls.caller.name", "coverage.gaps.reason", "understood", "top_callers.number"} <= places
    readable = {
        path
        for path in places
        if any(number in text for at, text in told(masked(_with(got, path, number))) if at == path)
    }
    assert {path for path in readable if not path.startswith("profile.")} == READABLE


def _with(value: Any, wanted: str, text: str, path: str = "") -> Any:  # noqa: ANN401 - any part of an answer
    """The value with each text at a place replaced."""
    if isinstance(value, str) and not isinstance(value, Enum):
        return (
            f"{text}/{value}" if path == wanted and path == "calls.key" else text if path == wanted else value
        )
    if isinstance(value, tuple):
        return tuple(_with(each, wanted, text, path) for each in value)
    if isinstance(value, msgspec.Struct) or (is_dataclass(value) and wanted.startswith(path)):
        names = (
            value.__struct_fields__
            if isinstance(value, msgspec.Struct)
            else [each.name for each in fields(value)]
        )
        made = {
            name: _with(getattr(value, name), wanted, text, f"{path}.{name}".lstrip(".")) for name in names
        }
        made_of: Callable[..., Any] = type(value)
        return made_of(**made)
    return value
