"""What a digest says in sentences, the same in Slack and in the terminal."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from bot.answers import digest_words as words
from bot.answers.callers import became
from bot.answers.counts import counted
from bot.answers.digest import Measure
from bot.answers.moments import TO, clock, day_date
from bot.answers.names import listed
from bot.answers.telling import one_day, proof
from bot.cdr.durations import duration
from bot.cdr.seen import clean

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.answers.digest import Compared, DigestAnswer
    from bot.cdr.totals import Totals

_DAY = timedelta(days=1)
_SAME = 0.15
"""Counts that differ by less than this part of them, or by what chance does, are about as many."""
_SAME_WAIT, _SAME_WAIT_PART = 5, 0.25
"""Seconds, and the part of the longer wait, that make a difference worth telling."""
_MEASURES = (Measure.MISSED, Measure.ANSWERED, Measure.VOICEMAIL)


def title(told: DigestAnswer) -> str:
    """``Calls, Wednesday 25 November 2026``."""
    return words.TITLE.format(what=what(told), when=told.answer.request.words)


def what(told: DigestAnswer) -> str:
    """Whose calls are told."""
    return words.OWN_CALLS if told.digest.own else words.CALLS


def day_line(told: DigestAnswer) -> str:
    """The whole day in one line: ``5 missed of 42 inbound calls, 2 callers open, 1 tried``."""
    answer, totals = told.answer, told.answer.totals
    if not totals.inbound:
        line = words.NO_INBOUND.format(calls=counted(totals.calls, "call"))
    else:
        inbound = counted(totals.inbound, "inbound call")
        form = words.MISSED if totals.missed else words.NONE_MISSED
        line = form.format(missed=f"{totals.missed:,}", inbound=inbound)
    if answer.missed_callers:
        line = f"{line}, {_left(told) or words.NONE_OPEN}"
    return line if answer.calls_complete else f"{line}, {words.IN_PART}"


def _left(told: DigestAnswer) -> str:
    """Whom nobody has reached yet, by the words that stand over their list: ``2 callers open, 1 tried``."""
    return ", ".join(
        f"{f'{count:,}' if at else counted(count, 'caller')} {state.words}"
        for at, (state, count) in enumerate(became(told.still_open))
    )


def figures(told: DigestAnswer) -> tuple[str, ...]:
    """The other figures: answered, voicemail, waiting, and the calls that did not come from outside."""
    return tuple(_figures(told.answer.totals))


def _figures(totals: Totals) -> Iterator[str]:
    if totals.inbound:
        yield words.ANSWERED.format(count=f"{totals.inbound_answered:,}")
    if totals.voicemail:
        yield words.VOICEMAIL.format(count=f"{totals.voicemail:,}")
    half, most = totals.waiting_p50, totals.waiting_p90
    if half is not None and most is not None:
        if totals.inbound - totals.menu_only == 1:
            yield words.WAITED_ONE.format(half=duration(half))
        else:
            yield words.WAITED.format(half=duration(half))
            yield words.WAITED_MOST.format(most=duration(most))
    for count, word in ((totals.outbound, "outbound"), (totals.internal, "internal")):
        if count:
            yield f"{count:,} {word}"


def no_calls(told: DigestAnswer) -> str:
    """The one line of an empty day, such as ``No calls, Wednesday 25 November 2026.``, and how many are usual."""
    form = words.NO_OWN_CALLS if told.digest.own else words.NO_CALLS
    line = form.format(when=told.answer.request.words)
    usual = next((each.usual for each in told.compared if each.measure is Measure.INBOUND), None)
    return line if usual is None else f"{line} {words.USUALLY.format(usual=f'{usual:,.0f} inbound')}"


def believed(told: DigestAnswer) -> str:
    """Why no calls can be believed."""
    legs = told.answer.coverage.legs
    return words.PROVED_BY_ROWS.format(records=counted(legs, "record")) if legs else proof(told.answer)


def late(told: DigestAnswer) -> Iterator[str]:
    """That it comes late, and which ones before it were left out."""
    if told.late:
        due = datetime.fromisoformat(told.slot)
        today = told.answer.request.now.astimezone(told.answer.request.zone).date()
        day = "" if due.date() == today else f"on {day_date(due)} "
        yield words.LATE.format(due=f"{day}at {clock(due)}")
    if told.skipped:
        yield words.LEFT_OUT.format(slots=listed(map(slot_told, told.skipped)))


def slot_told(wall: str) -> str:
    """``Thu 26 Nov 08:30``, of a slot's wall clock."""
    moment = datetime.fromisoformat(wall)
    return f"{day_date(moment)} {clock(moment)}"


def comparisons(told: DigestAnswer) -> tuple[str, ...]:
    """Each figure beside those of the weeks before, a sentence each."""
    before = _before(told)
    by_measure = {each.measure: each for each in told.compared}
    every = [_counts(by_measure[measure], before) for measure in _MEASURES if measure in by_measure]
    waits = _waits(by_measure[Measure.WAITING], before) if Measure.WAITING in by_measure else ""
    return tuple(filter(None, [*every, waits]))


def _before(told: DigestAnswer) -> str:
    """What is compared with: ``the Wednesday before``."""
    request = told.answer.request
    window = request.windows[0]
    assert window.start is not None
    first, last = window.start.astimezone(request.zone), window.end.astimezone(request.zone)
    if one_day(request):
        return words.DAY_BEFORE.format(weekday=words.WEEKDAYS[first.weekday()])
    week = (last.date() - first.date()).days == 7
    return words.WEEK_BEFORE if week else words.DAYS_BEFORE


def _counts(each: Compared, before: str) -> str:
    """Such as ``3 more missed than the Wednesday before; about as many as usual``."""
    one, several = words.COUNTED[each.measure]
    told = []
    if each.before is not None:
        more = each.now - int(each.before)
        form = words.AS_MANY if not more else words.MORE if more > 0 else words.FEWER
        what = one if abs(more) == 1 else several
        told.append(form.format(count=f"{abs(more):,}", what=what, before=before))
    if each.usual is not None:
        told.append(_usual(each.now, each.usual, "" if told else f" {several}"))
    return _sentence(told)


def _usual(now: int, usual: float, what: str) -> str:
    if abs(now - usual) <= max(1.0, usual**0.5, usual * _SAME):
        return words.AS_USUAL.format(what=what)
    form = words.MORE_THAN_USUAL if now > usual else words.FEWER_THAN_USUAL
    return form.format(what=what, usual=f"{usual:,.0f}")


def _waits(each: Compared, before: str) -> str:
    """Such as ``Half of the callers waited up to 24 s: longer than the Wednesday before (11 s)``; empty where not."""
    than = []
    if each.before is not None:
        than.append(_wait(each.now, each.before, before, duration(int(each.before))))
    if each.usual is not None:
        about = words.ABOUT.format(length=duration(round(each.usual)))
        than.append(_wait(each.now, each.usual, words.USUAL, about))
    told = ", ".join(filter(None, than))
    return _sentence([f"{words.HALF_WAITED.format(now=duration(each.now))}: {told}"]) if told else ""


def _wait(now: int, then: float, before: str, told: str) -> str:
    """How another wait compares; empty where nobody would feel it."""
    if abs(now - then) < max(_SAME_WAIT, _SAME_WAIT_PART * max(now, then)):
        return ""
    return (words.LONGER if now > then else words.SHORTER).format(before=before, then=told)


def _sentence(parts: list[str]) -> str:
    text = "; ".join(parts)
    return f"{text[:1].upper()}{text[1:]}."


def people(told: DigestAnswer) -> tuple[str, ...]:
    """The busiest hour, and who answered most."""
    return tuple(_people(told))


def _people(told: DigestAnswer) -> Iterator[str]:
    if (busiest := told.busiest_hour) is not None:
        hour, load = busiest
        form = words.BUSIEST if load.missed else words.BUSIEST_ALL_ANSWERED
        stretch = f"{hour:02}:00{TO}{hour + 1:02}:00"
        yield form.format(hour=stretch, calls=counted(load.calls, "inbound call"), missed=f"{load.missed:,}")
    if most := told.answered_most:
        names = listed(f"{clean(load.name) or clean(load.number)} {load.answered:,}" for load in most)
        yield words.ANSWERED_MOST.format(names=names)
