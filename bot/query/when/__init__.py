"""The time grammar: a phrase wholly understood, or refused."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.query.asker import DateOrder
from bot.query.request import Reading
from bot.query.text import normalised
from bot.query.time_trouble import EndBeforeStart, InTheFuture, NeverWas, NotUnderstood, TooLong
from bot.query.when.describe import words_of
from bot.query.when.foreign import foreign_days
from bot.query.when.meaning import Meaning, pieces_of
from bot.query.when.moments import Moment
from bot.query.when.phrases import whole
from bot.query.when.span import a_day
from bot.query.when.tokens import Text, tokens_of
from bot.query.when.windows import clock_notes, has_begun, was_turned_round, windows_of
from bot.query.words import words_of_time

if TYPE_CHECKING:
    from bot.cdr.window import Window
    from bot.query.asker import Asker

MOST_CHARACTERS = 200
_READ = {DateOrder.DMY: "day first", DateOrder.MDY: "month first", DateOrder.YMD: "month before day"}
EXAMPLES = "Write it like yesterday afternoon, last week, since Monday, 30 May 9-11 or last 3 days."


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeReading:
    """A phrase about time, wholly understood.

    Attributes:
        windows: in order, disjoint, in the asker's zone.
        words: the windows as a person reads them.
        readings: other readings of the same phrase.
        notes: what was assumed, as sentences.
    """

    windows: tuple[Window, ...]
    words: str
    readings: tuple[Reading, ...] = ()
    notes: tuple[str, ...] = ()


def read_time(phrase: str, asker: Asker) -> TimeReading:
    """Read a phrase about time; every word of it counts.

    Raises:
        NotUnderstood: naming what is not understood.
        InTheFuture: nothing of it has begun.
        EndBeforeStart, NeverWas, TooLong.
    """
    plain = normalised(phrase)
    if len(plain) > MOST_CHARACTERS:
        raise TooLong(length=len(plain), most=MOST_CHARACTERS)
    text = _text(plain, asker)
    meaning = _meaning(text, plain)
    windows = windows_of(meaning, asker)
    if windows is None:
        raise EndBeforeStart(words=phrase) if was_turned_round(meaning) else NeverWas(words=phrase)
    words = words_of(windows, asker)
    if meaning.ahead or not has_begun(windows[0], asker):
        raise InTheFuture(words=phrase, window=words)
    reading = TimeReading(windows=windows, words=words, notes=clock_notes(meaning, asker.zone))
    return _with_other_order(reading, text, plain)


def today(asker: Asker) -> TimeReading:
    """The asker's day: what a question without a time is about."""
    windows = windows_of(Meaning(pieces_of(Moment(a_day(asker.now.date())), asker.now.date())), asker)
    assert windows is not None
    return TimeReading(windows=windows, words=words_of(windows, asker))


def _text(plain: str, asker: Asker) -> Text:
    table = words_of_time(asker.language) or words_of_time("en")
    assert table is not None
    return Text(tokens_of(plain), asker, table)


def _meaning(text: Text, plain: str) -> Meaning:
    if (days := foreign_days(plain, text.asker)) is not None:
        return Meaning(pieces_of(Moment(days), text.asker.now.date()))
    found = [meaning for meaning, end in whole(text, 0) if end == len(text)]
    if not found:
        raise NotUnderstood(words=_strange(text) or plain, hint=EXAMPLES)
    possible = [meaning for meaning in found if windows_of(meaning, text.asker) is not None]
    return (possible or found)[0]


def _strange(text: Text) -> str:
    """The words that are in no table, if any."""
    known = set(text.lexicon.known())
    return " ".join(
        token.text for token in text.tokens if token.text[:1].isalpha() and token.text not in known
    )


def _with_other_order(reading: TimeReading, text: Text, plain: str) -> TimeReading:
    """The reading with what another order of day and month makes of the same words."""
    if not text.numerics:
        return reading
    day_first = text.asker.date_order is DateOrder.DMY
    swapped = DateOrder.MDY if day_first else DateOrder.DMY
    other = _text(plain, replace(text.asker, date_order=swapped))
    meanings = [meaning for meaning, end in whole(other, 0) if end == len(other)]
    windows = windows_of(meanings[0], text.asker) if meanings else None
    if windows is None or windows == reading.windows or not has_begun(windows[0], text.asker):
        return reading
    typed = _spelled(plain, text)
    note = f"Numeric dates are read {_READ[text.asker.date_order]}."
    return replace(reading, readings=(Reading(text=typed, windows=windows),), notes=(*reading.notes, note))


def _spelled(plain: str, text: Text) -> str:
    """The phrase with each numeric date written in the way that is not ambiguous, as the other order reads it."""
    for (first, end), (year, month, day) in sorted(text.numerics.items(), reverse=True):
        start, last = text.tokens[first].start, text.tokens[end - 1].end
        plain = f"{plain[:start]}{year:04}-{month:02}-{day:02}{plain[last:]}"
    return plain
