"""An answer as a message."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import msgspec

from bot.answers.moments import zone_name
from bot.answers.telling import headline, missing_told, other_notes, proof, windows_told
from bot.answers.values import Nothing
from bot.answers.words import WHY_NOTHING
from bot.blocks import lists, words
from bot.blocks.charts import charts, text_bars
from bot.blocks.digest_actions import EVERY_MORNING
from bot.blocks.elements import (
    actions,
    button,
    confirm,
    context,
    header,
    line,
    rich,
    section,
    span,
)
from bot.blocks.figures import BETWEEN, figures
from bot.blocks.message import Message
from bot.blocks.text import standing_in
from bot.cdr.seen import clean
from bot.query.request import Kind
from bot.query.shifting import shifted, single_day

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.answers.values import Answer
    from bot.blocks.message import Block
    from bot.blocks.state import Question

ASK = "ask:"
"""Action ids of buttons that ask again begin so; their value is the question."""
CSV, POST, POST_SHARED, DISMISS = "csv", "post", "post:shared", "dismiss"
POST_AGAIN, POST_SHARED_AGAIN = "post:again", "post:shared:again"

_NOTES_TOLD, _READINGS_TOLD = 8, 3
_LONGEST_TEXT = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """How an answer is shown.

    Attributes:
        public: in a channel, for everybody: who asked stands in it, and only buttons that show more.
        asked_by: the id of who had it posted.
        postable: there is a channel to post it to.
        rich: with chart and table; without where Slack has refused them.
        remembers: buttons may hold the question: not where it holds a number that the answer hides from its readers.
    """

    public: bool = False
    asked_by: str = ""
    postable: bool = True
    rich: bool = True
    remembers: bool = True


def answer_message(answer: Answer, question: Question, look: Look) -> Message:
    """The message: what is missing, the figures, the chart, a page of the list, notes, buttons, the understanding."""
    title = f"{headline(answer)}{BETWEEN}{clean(answer.request.words)}"
    blocks = [
        header(title),
        context(_when(answer)),
        *_missing(answer),
        *_nothing(answer),
        *_figures(answer),
        *_chart(answer, look),
        *_list(answer, question, look),
        *_notes(answer),
        *_buttons(answer, question, look),
        *_understood(answer, question, look),
    ]
    first = figures(answer)[0] if answer.totals.calls else ""
    return Message(text=standing_in(f"{title}. {first}", _LONGEST_TEXT), blocks=tuple(blocks))


def _when(answer: Answer) -> str:
    """The exact window with its zone, and the filters."""
    request = answer.request
    when = f"{windows_told(request.windows, request.zone)} ({zone_name(request.zone)})"
    return BETWEEN.join([when, *(clean(each) for each in answer.understood[1:])])


def _missing(answer: Answer) -> Iterator[Block]:
    """What could not be read, before any figure that lacks it."""
    if told := missing_told(answer, words.MORE_MISSING):
        yield rich(*(line(span(f"{clean(text)}", "bold")) for text in told))


def _nothing(answer: Answer) -> Iterator[Block]:
    """Why there is no call, and why that can be believed."""
    nothing = answer.nothing
    if nothing in WHY_NOTHING:
        yield section(WHY_NOTHING[nothing])
    elif nothing is Nothing.NO_CALLS and not answer.totals.calls:
        yield section(clean(proof(answer)))


def _figures(answer: Answer) -> Iterator[Block]:
    if answer.totals.calls:
        first, rest = figures(answer)
        yield rich(line(span(first, "bold"), span(f"{BETWEEN}{rest}" if rest else "")))


def _chart(answer: Answer, look: Look) -> list[Block]:
    return charts(answer) if look.rich else text_bars(answer)


def _list(answer: Answer, question: Question, look: Look) -> list[Block]:
    page = min(question.page, lists.pages(answer, calls=question.calls) - 1)
    if not question.calls:
        return lists.callers(answer, page)
    return lists.calls(answer, page) if look.rich else lists.plain_calls(answer, page)


def _notes(answer: Answer) -> Iterator[Block]:
    told = [clean(note) for note in other_notes(answer)]
    if told:
        yield context(*told[:_NOTES_TOLD], " ".join(told[_NOTES_TOLD:]))


def _buttons(answer: Answer, question: Question, look: Look) -> Iterator[Block]:
    if look.public:
        buttons = [*_views(answer, question)] if look.remembers else []
    else:
        buttons = [*_paging(answer, question), *_neighbours(answer, question), *_views(answer, question)]
        if look.postable:
            sure = confirm(words.POST_TITLE, words.POST_TEXT, words.POST)
            buttons.append(button(words.POST, POST, question.written(), confirm=sure))
        buttons.append(_every_morning(answer, question))
    if buttons:
        yield actions(buttons)


def _paging(answer: Answer, question: Question) -> Iterator[Block]:
    last = lists.pages(answer, calls=question.calls) - 1
    page = min(question.page, last)
    if page > 0:
        yield _ask("page_before", words.PAGE_BEFORE, msgspec.structs.replace(question, page=page - 1))
    if page < last:
        yield _ask("page_after", words.PAGE_AFTER, msgspec.structs.replace(question, page=page + 1))


def _neighbours(answer: Answer, question: Question) -> Iterator[Block]:
    days = single_day(answer.request)
    for steps, name, label in (
        (-1, "before", words.DAY_BEFORE if days else words.STRETCH_BEFORE),
        (1, "after", words.DAY_AFTER if days else words.STRETCH_AFTER),
    ):
        if text := shifted(answer.request, steps):
            yield _ask(name, label, msgspec.structs.replace(question, text=text, page=0))


def _views(answer: Answer, question: Question) -> Iterator[Block]:
    if question.calls and answer.kind is Kind.MISSED:
        yield _ask("callers", words.SHOW_CALLERS, msgspec.structs.replace(question, calls=False, page=0))
    elif answer.calls and not question.calls:
        yield _ask("calls", words.SHOW_CALLS, msgspec.structs.replace(question, calls=True, page=0))
    if answer.calls:
        yield button(words.CSV, CSV, question.written())


def _every_morning(answer: Answer, question: Question) -> Block:
    """Makes a digest of it: the question without its time."""
    without = msgspec.structs.replace(question, text=answer.request.typed, page=0)
    return button(words.EVERY_MORNING, EVERY_MORNING, without.written())


def _understood(answer: Answer, question: Question, look: Look) -> Iterator[Block]:
    """How the question was read, and every other way to read it as a button."""
    understood = words.UNDERSTOOD.format(words=", ".join(clean(each) for each in answer.understood))
    small = context(understood)
    if look.public:
        asked = {"type": "mrkdwn", "text": words.POSTED_BY.format(user=look.asked_by)}
        small = {**small, "elements": [asked, *small["elements"]]}
    yield small
    readings = answer.request.readings[:_READINGS_TOLD]
    if readings and not look.public:
        zone = answer.request.zone
        yield actions(
            _ask(
                f"reading_{number}",
                words.READ_AS.format(words=windows_told(reading.windows, zone)),
                msgspec.structs.replace(question, text=reading.text, page=0),
            )
            for number, reading in enumerate(readings)
        )


def _ask(name: str, label: str, question: Question) -> Block:
    return button(label, f"{ASK}{name}", question.written())


def plainly(look: Look) -> Look:
    """The same look without what Slack has refused."""
    return replace(look, rich=False)
