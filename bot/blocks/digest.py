"""A digest as a message."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.answers import digest_telling as telling
from bot.answers.moments import zone_name
from bot.answers.telling import missing_told, one_day, other_notes, windows_told
from bot.answers.words import WHY_NOTHING
from bot.blocks import digest_words as words
from bot.blocks import lists
from bot.blocks.charts import charts, text_bars
from bot.blocks.digest_buttons import buttons
from bot.blocks.elements import actions, bullets, clipped, context, header, line, rich, section, span
from bot.blocks.figures import BETWEEN
from bot.blocks.limits import SECTION_TEXT
from bot.blocks.message import Message
from bot.blocks.text import standing_in
from bot.blocks.words import MORE_MISSING
from bot.cdr.seen import clean

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.answers.digest import DigestAnswer
    from bot.answers.values import Answer
    from bot.blocks.message import Block

_NOTES_TOLD = 8
_LONGEST_TEXT = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class DigestLook:
    """How a digest is shown, and what its buttons need.

    Attributes:
        mark: of its workspace, so that no other one answers its buttons.
        pbx: the id of the PBX that was asked.
        rich: with charts; text bars where Slack has refused them.
        remembers: buttons may hold the filters: not where they hold a number that is hidden from its readers.
        preview: nobody is to press anything: it was not posted.
    """

    mark: str
    pbx: str
    rich: bool = True
    remembers: bool = True
    preview: bool = False


def digest_message(told: DigestAnswer, look: DigestLook) -> Message:
    """The message; of a day without calls one line, and why that can be believed."""
    if told.empty:
        return _empty(told)
    return _whole(told, look) if told.answer.totals.calls else _not_known(told)


def _whole(told: DigestAnswer, look: DigestLook) -> Message:
    answer = told.answer
    blocks = [
        header(telling.title(told)),
        *_late(told),
        *_missing(answer),
        _day(told),
        context(_when(answer)),
        *_compared(told),
        *_charts(answer, look),
        *lists.callers(replace(answer, missed_callers=told.still_open), 0),
        *_people(told),
        *_notes(answer),
        *_buttons(told, look),
        _footer(told),
    ]
    compared = telling.comparisons(told)[:1]
    return Message(
        text=_text(f"{answer.request.words}: {telling.day_line(told)}.", *compared), blocks=tuple(blocks)
    )


def _empty(told: DigestAnswer) -> Message:
    """One line; the small print says why it can be believed."""
    first = telling.no_calls(told)
    why = clean_long(telling.believed(told))
    blocks = [
        *_late(told),
        rich(line(span(first, "bold"))),
        context(_when(told.answer), why),
        *_notes(told.answer),
        _footer(told),
    ]
    return Message(text=_text(first), blocks=tuple(blocks))


def _not_known(told: DigestAnswer) -> Message:
    """No call was found, and whether there were any cannot be said, or the PBX holds no record of any time."""
    answer = told.answer
    why = "" if answer.nothing is None else WHY_NOTHING[answer.nothing]
    title = telling.title(told)
    blocks = [
        header(title),
        *_late(told),
        *_missing(answer),
        section(why),
        context(_when(answer)),
        *_notes(answer),
        _footer(told),
    ]
    return Message(text=_text(f"{title}. {why}"), blocks=tuple(blocks))


def clean_long(text: str) -> str:
    """A sentence without what cannot be seen, in one line."""
    return clipped(" ".join(map(clean, text.split())), SECTION_TEXT)


def _text(*sentences: str) -> str:
    """What a notification shows."""
    return standing_in(" ".join(sentences), _LONGEST_TEXT)


def _late(told: DigestAnswer) -> Iterator[Block]:
    if said := list(telling.late(told)):
        yield rich(*(line(span(each, "italic")) for each in said))


def _missing(answer: Answer) -> Iterator[Block]:
    """What could not be read, before any figure that lacks it."""
    if told := missing_told(answer, MORE_MISSING):
        yield rich(*(line(span(clean_long(each), "bold")) for each in told))


def _day(told: DigestAnswer) -> Block:
    rest = BETWEEN.join(telling.figures(told))
    return rich(line(span(telling.day_line(told), "bold"), span(f"{BETWEEN}{rest}" if rest else "")))


def _when(answer: Answer) -> str:
    """The exact window with its zone, and the filters."""
    request = answer.request
    when = f"{windows_told(request.windows, request.zone)} ({zone_name(request.zone)})"
    return BETWEEN.join([when, *(clean(each) for each in answer.understood[1:])])


def _compared(told: DigestAnswer) -> Iterator[Block]:
    if said := telling.comparisons(told):
        yield rich(bullets([line(span(each)) for each in said]))


def _charts(answer: Answer, look: DigestLook) -> list[Block]:
    """Per hour of the day; of several days also per day, before it."""
    drawn = charts if look.rich else text_bars
    per_hour = drawn(replace(answer, by_day={}))
    return per_hour if one_day(answer.request) else [*drawn(answer), *per_hour]


def _people(told: DigestAnswer) -> Iterator[Block]:
    if said := telling.people(told):
        yield rich(*(line(span(each)) for each in said))


def _notes(answer: Answer) -> Iterator[Block]:
    """What is not counted and why, and the rest of what one must know to read the figures."""
    told = [clean_long(note) for note in other_notes(answer)]
    if told:
        yield context(*told[:_NOTES_TOLD], " ".join(told[_NOTES_TOLD:]))


def _buttons(told: DigestAnswer, look: DigestLook) -> Iterator[Block]:
    if look.remembers and not look.preview and (row := buttons(told, look.mark, look.pbx)):
        yield actions(row)


def _footer(told: DigestAnswer) -> Block:
    return context(words.FOOTER.format(number=told.digest.number))
