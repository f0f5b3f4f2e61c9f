"""The time grammar: a phrase wholly understood, or refused."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import chain
from typing import TYPE_CHECKING

from bot.query.asker import DateOrder
from bot.query.known import slip_of
from bot.query.request import Reading
from bot.query.text import normalised
from bot.query.time_trouble import EndBeforeStart, InTheFuture, NeverWas, NotUnderstood, TooLong
from bot.query.when.describe import words_of
from bot.query.when.fiscal import fiscal_notes
from bot.query.when.foreign import foreign_days
from bot.query.when.meaning import Meaning, pieces_of
from bot.query.when.moments import Moment
from bot.query.when.phrases import ALSO_READERS, readers_of, whole
from bot.query.when.sets import without_stretch
from bot.query.when.span import a_day
from bot.query.when.tokens import Text, tokens_in
from bot.query.when.tracing import Noted, Trace
from bot.query.when.typed import typed
from bot.query.when.windows import clock_notes, has_begun, left_out, was_turned_round, windows_of
from bot.query.words import words_of_time

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from bot.cdr.window import Window
    from bot.query.asker import Asker
    from bot.query.tokens import Token
    from bot.query.when.tracing import Step

    _Windows = tuple[Window, ...]

MOST_CHARACTERS = 200
_MOST_SLIPS = 2
SLIP = "“{typed}” is read as {meant}."
_READ = {
    DateOrder.DMY: "day first",
    DateOrder.MDY: "month first",
    DateOrder.YMD: "in the order year, month, day",
}
OF_WHEN = "It does not say of when. Write it like {said} last month or {said} since March."
EXAMPLES = "Write it like {first} or {last}."


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
    text, meaning, windows, others = _meaning(plain, asker)
    if windows is None:
        raise EndBeforeStart(words=phrase) if was_turned_round(meaning) else NeverWas(words=phrase)
    words = words_of(windows, asker)
    if meaning.ahead or not has_begun(windows[0], asker):
        raise InTheFuture(words=phrase, window=words)
    assumed = (meaning.assumed.format(said=phrase),) if meaning.assumed else ()
    notes = (*assumed, *fiscal_notes(text), *clock_notes(meaning, asker.zone), *left_out(meaning, asker))
    readings = tuple(_readings(others, windows, asker))
    reading = TimeReading(windows=windows, words=words, notes=notes, readings=readings)
    return _with_other_orders(reading, text)


def examples(asker: Asker) -> str:
    """How a time can be written, in the asker's language where it has a table."""
    tables = (words_of_time(language) for language in (asker.language, "en"))
    some = next(table.examples for table in tables if table is not None and table.examples)
    return EXAMPLES.format(first=", ".join(some[:-1]), last=some[-1])


def today(asker: Asker) -> TimeReading:
    """The asker's day: what a question without a time is about."""
    windows = windows_of(Meaning(pieces_of(Moment(a_day(asker.now.date())), asker.now.date())), asker)
    assert windows is not None
    return TimeReading(windows=windows, words=words_of(windows, asker))


def traced(phrase: str, asker: Asker) -> tuple[Sequence[Token], Step | None]:
    """The tokens of a phrase, and the steps by which it was read; None where dateparser read it, which tells none.

    Raises:
        NotUnderstood: as ``read_time``.
    """
    plain = normalised(phrase)
    likeliest, *_ = _meaning(plain, asker)
    text = Text(likeliest.tokens, asker, likeliest.lexicon, trace=Trace())
    found = [read for read in whole(text, 0) if isinstance(read, Noted) and read.step.end == len(text)]
    possible = [read for read in found if windows_of(read[0], asker) is not None]
    return text.tokens, (possible or found)[0].step if found else None


def _texts(plain: str, asker: Asker) -> Iterator[Text]:
    """The phrase as the asker's language has it, then as English has it."""
    for language in dict.fromkeys((asker.language, "en")):
        if (table := words_of_time(language)) is not None:
            yield Text(tokens_in(plain, table), asker, table)


def _meaning(plain: str, asker: Asker) -> tuple[Text, Meaning, _Windows | None, Sequence[_Windows]]:
    """The likeliest reading that the calendar has, its windows, and those that are offered beside them."""
    texts: list[Text] = []
    if (days := foreign_days(plain, asker)) is not None:
        meaning = Meaning(pieces_of(Moment(days), asker.now.date()))
        return next(_texts(plain, asker)), meaning, windows_of(meaning, asker), ()
    for text in chain(_texts(plain, asker), _mended(texts)):
        if not text.mended:
            texts.append(text)
        if found := _found(text):
            return text, *found
    if plain.endswith("."):  # of a sentence; that of German "am 3.6." was read as one of the date's
        return _meaning(plain.rstrip(" ."), asker)
    if any(without_stretch(text) for text in texts):
        raise NotUnderstood(words=plain, hint=OF_WHEN.format(said=plain))
    raise NotUnderstood(words=_strange(texts) or plain, hint=examples(asker))


def _found(text: Text) -> tuple[Meaning, _Windows | None, Sequence[_Windows]] | None:
    """The first reading, which leaves the rules that come after it unread but for what is offered beside it."""
    first: tuple[Meaning, _Windows] | None = None
    others: list[_Windows] = []
    impossible: list[Meaning] = []
    for read in readers_of(text):
        if first is not None and read not in ALSO_READERS:
            continue
        for meaning, end in read(text, 0):
            if end < len(text):
                continue
            windows = windows_of(meaning, text.asker)
            if windows is None:
                impossible.append(meaning)
            elif first is None or (meaning.earlier and _comes_sooner(windows, first[1], text.asker)):
                first = _assuming(text, meaning), windows
            elif meaning.also:
                others.append(windows)
    if first is not None:
        return *first, others
    return (impossible[0], None, others) if impossible else None


def _comes_sooner(windows: _Windows, first: _Windows, asker: Asker) -> bool:
    return has_begun(windows[0], asker) and not has_begun(first[0], asker)


def _assuming(text: Text, meaning: Meaning) -> Meaning:
    return replace(meaning, assumed=f"{text.mended} {meaning.assumed}".strip()) if text.mended else meaning


def _mended(texts: Sequence[Text]) -> Iterator[Text]:
    """The phrase with each unknown word as the one that it is a slip of, if every one is."""
    for text in texts:
        slips = {
            token.text: slip_of(token.text, text.lexicon.language)
            for token in text.tokens
            if token.text.isalpha() and not any(token.text in each.lexicon.known for each in texts)
        }
        if slips and len(slips) <= _MOST_SLIPS and all(slips.values()):
            tokens = tuple(token._replace(text=slips.get(token.text, token.text)) for token in text.tokens)
            yield Text(tokens, text.asker, text.lexicon, mended=slips_told(slips))


def slips_told(slips: Mapping[str, str]) -> str:
    """What was taken for what, as a sentence each."""
    return " ".join(SLIP.format(typed=typed, meant=meant) for typed, meant in slips.items())


def _readings(others: Sequence[_Windows], windows: _Windows, asker: Asker) -> Iterator[Reading]:
    """What else the words may mean, each once, nothing that has not begun."""
    told = [windows]
    for found in others:
        if found in told or not has_begun(found[0], asker):
            continue
        told.append(found)
        if text := typed(found, asker):
            yield Reading(text=text, windows=found)


def _strange(texts: Sequence[Text]) -> str:
    """The words that are in no table, if any."""
    return " ".join(
        token.text
        for token in texts[0].tokens
        if token.text[:1].isalpha() and not any(token.text in text.lexicon.known for text in texts)
    )


def _with_other_orders(reading: TimeReading, text: Text) -> TimeReading:
    """The reading with what the other orders of year, month and day make of the same words."""
    orders = sorted(text.orders - text.never - {text.asker.date_order})
    if not orders:
        return reading
    others = [windows for order in orders if (windows := _by_order(text, order)) is not None]
    readings = tuple(_readings(others, reading.windows, text.asker))
    if not readings:
        return reading
    note = f"Numeric dates are read {_READ[text.asker.date_order]}."
    return replace(reading, readings=(*reading.readings, *readings), notes=(*reading.notes, note))


def _by_order(text: Text, order: DateOrder) -> _Windows | None:
    other = Text(text.tokens, replace(text.asker, date_order=order), text.lexicon)
    meanings = (meaning for meaning, end in whole(other, 0) if end == len(other))
    found = next(meanings, None)
    return None if found is None else windows_of(found, text.asker)
