"""More than fits is paged, and costs no more than what is shown; the event loop goes on meanwhile."""

from __future__ import annotations

import asyncio
import json
import time
from collections import Counter
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

import msgspec
import pytest
from answers.day import LEGS
from answers.fake_pbx import FakePbx
from answers.scene import ROSTER, asked, at, outside

from blocks.test_answers_in_blocks import QUESTION, buttons
from bot.answers.as_csv import callers_csv, calls_csv
from bot.answers.asking import answer
from bot.answers.masking import masked
from bot.blocks.answer import Look, answer_message
from bot.blocks.validate import message_faults
from bot.cdr.missed import CallerState, MissedCaller
from bot.query.request import Kind

if TYPE_CHECKING:
    from bot.answers.values import Answer

MANY, CALLERS = 50_000, 2_000
FIRST = int(at("2026-11-22 00:00").timestamp())


@lru_cache(maxsize=1)
def large() -> Answer:
    """50,000 missed calls from 2,000 callers, made by hand: half of them open, half called back."""
    small = asyncio.run(answer(asked(Kind.MISSED), FakePbx(LEGS, ROSTER)))
    one = small.calls[0]
    calls = tuple(
        msgspec.structs.replace(
            one, key=f"k{n}", start=FIRST + n, end=FIRST + n + 40, caller=outside(f"0770090{n % CALLERS:04}")
        )
        for n in range(MANY)
    )
    callers = tuple(
        MissedCaller(
            who=n,
            number=f"0770090{n:04}",
            name=f"Caller {n}",
            did=one.did,
            count=MANY // CALLERS,
            first=FIRST + n,
            last=FIRST + MANY - CALLERS + n,
            rang=("Sales",),
            waiting=41,
            short_rings=0,
            voicemail=False,
            state=CallerState.OPEN if n % 2 else CallerState.RETURNED,
            by=None if n % 2 else one.to,
            at=None if n % 2 else FIRST + MANY,
        )
        for n in range(CALLERS)
    )
    totals = replace(small.totals, calls=MANY, inbound=MANY, missed=MANY, no_answer=MANY)
    return replace(small, calls=calls, missed_callers=callers, totals=totals)


def page(number: int, *, calls: bool = False, rich: bool = True) -> tuple[str, dict[str, str]]:
    """What is said on a page, and its buttons."""
    question = msgspec.structs.replace(QUESTION, page=number, calls=calls)
    message = answer_message(large(), question, Look(rich=rich))
    assert message_faults({"text": message.text, "blocks": list(message.blocks)}) == ()
    return json.dumps(message.blocks), buttons(message)


def test_every_caller_stands_on_exactly_one_page() -> None:
    seen: Counter[str] = Counter()
    for number in range(-(-CALLERS // 15)):
        said, _ = page(number)
        seen.update(word for word in said.split('"') if word.startswith("0770090"))
    assert seen == Counter({f"0770090{n:04}": 1 for n in range(CALLERS)})


def test_open_callers_come_first_with_how_many_there_are() -> None:
    said, shown = page(0)
    assert "Open, 1,000 callers" in said
    assert "Returned or got through" not in said
    assert "1 to 15 of 2,000 callers" in said
    assert "50,000 missed from 2,000 callers" in said
    assert ("ask:page_after" in shown, "ask:page_before" in shown) == (True, False)


@pytest.mark.parametrize("number", [133, 134, 2**62])
def test_the_last_page_leads_back_only_and_there_is_none_after_it(number: int) -> None:
    said, shown = page(number)
    assert "1,996 to 2,000 of 2,000 callers" in said
    assert ("ask:page_after" in shown, "ask:page_before" in shown) == (False, True)


@pytest.mark.parametrize("rich", [True, False])
def test_calls_are_paged_in_a_table_and_in_a_list(rich: bool) -> None:  # noqa: FBT001 - two ways
    said, shown = page(1, calls=True, rich=rich)
    assert "21 to 40 of 50,000 calls" in said
    assert {"ask:page_after", "ask:page_before", "ask:callers", "csv"} <= set(shown)


async def test_the_event_loop_goes_on_while_a_large_answer_is_masked_shown_and_written() -> None:
    whole, longest, over = await asyncio.to_thread(large), 0.0, asyncio.Event()

    async def beat() -> None:
        nonlocal longest
        while not over.is_set():
            before = time.perf_counter()
            await asyncio.sleep(0)
            longest = max(longest, time.perf_counter() - before)

    def work() -> None:
        hidden = masked(whole)
        answer_message(hidden, QUESTION, Look())
        calls_csv(hidden)
        callers_csv(hidden)

    beating = asyncio.ensure_future(beat())
    await asyncio.to_thread(work)
    over.set()
    await beating
    assert longest < 1


def test_a_page_of_a_large_answer_is_made_in_a_moment() -> None:
    large()
    before = time.perf_counter()
    page(5)
    assert time.perf_counter() - before < 0.5
