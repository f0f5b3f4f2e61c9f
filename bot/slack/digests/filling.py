"""The form of a digest: filled with what a digest says, and read as it comes back. Pure."""

from __future__ import annotations

import re
from datetime import date, time
from typing import TYPE_CHECKING, Any

import msgspec

from bot.answers.digest_reasons import SHARED
from bot.blocks import digest_form as form
from bot.blocks.digest_filled import Filled, Kept, Where, read_kept
from bot.cdr.zone_names import city_zone_named, zone_named
from bot.digest.digest import About
from bot.digest.digest_trouble import NoDate, NothingOfToday
from bot.digest.draft import Draft
from bot.digest.recurrence import Every, MonthDay, Recurrence
from bot.digest.zone_names import unknown_zone
from bot.workspace.steps_in_slack import step_in_slack

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.cdr.trouble import Trouble
    from bot.digest.digest import Digest

    Values = Mapping[str, Any]

_BETWEEN_DATES = re.compile(r"[\s,;]+")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_DAYS_OF = {Every.DAILY: form.DAYS, Every.WEEKLY: form.WEEK_DAYS, Every.MONTHLY: form.MONTH_DAY}


def filled_with(digest: Digest, *, user: str, here: str, text: str) -> Filled:
    """The form of a digest that is there.

    Args:
        digest: what it says.
        user: who changes it.
        here: the channel in which the form is opened.
        text: its filters, with the PBX they are asked of where it names one.
    """
    recurrence = digest.recurrence
    kept = Kept(
        digest=digest.id,
        theirs=digest.owner != user,
        here=here,
        channel=digest.channel,
        was=digest.channel,
        zone=digest.zone,
        asked=digest.channel if digest.strangers or digest.paused_because == SHARED else "",
    )
    days = {Every.DAILY: "days", Every.WEEKLY: "week_days"}.get(recurrence.every)
    if days is not None:
        kept = msgspec.structs.replace(kept, **{days: recurrence.days})
    if recurrence.month_day is not None:
        kept = msgspec.structs.replace(kept, month_day=recurrence.month_day)
    return Filled(
        kept=kept,
        every=recurrence.every,
        at=f"{recurrence.at:%H:%M}",
        zone=digest.zone,
        where=_place(digest, here),
        about=digest.about,
        text=text,
        skip_empty=digest.skip_empty,
        skip_on=", ".join(day.isoformat() for day in sorted(digest.skip_on)),
        strangers=digest.strangers,
    )


def _place(digest: Digest, here: str) -> Where:
    if digest.channel:
        return Where.HERE if digest.channel == here else Where.CHANNEL
    return Where.OWN if digest.own else Where.DIRECT


def read_form(view: Mapping[str, Any]) -> Filled:
    """The form as it was filled in; what was out of sight as it was before."""
    values = _values(view)
    kept = _kept(read_kept(str(view.get("private_metadata") or "")), values)
    every, where, about = _one(values, form.EVERY), _one(values, form.WHERE), _one(values, form.ABOUT)
    return Filled(
        kept=kept,
        every=Every(every) if every in {*Every} else Every.DAILY,
        at=str(_element(values, form.AT).get("selected_time") or ""),
        zone=_text(values, form.ZONE),
        where=Where(where) if where in {*Where} else Where.CHANNEL,
        about=About(about) if about in {*About} else About.AUTO,
        text=_text(values, form.FILTERS),
        skip_empty=form.YES in _ticked(values, form.SKIP_EMPTY),
        skip_on=_text(values, form.SKIP_ON),
        strangers=bool(kept.asked) and form.YES in _ticked(values, form.strangers(kept.asked)),
    )


def _kept(before: Kept, values: Values) -> Kept:
    month_day = _one(values, form.MONTH_DAY)
    return msgspec.structs.replace(
        before,
        days=_days(values, form.DAYS, before.days),
        week_days=_days(values, form.WEEK_DAYS, before.week_days),
        month_day=MonthDay(month_day) if month_day in {*MonthDay} else before.month_day,
        channel=str(_element(values, form.CHANNEL).get("selected_conversation") or "")
        if form.CHANNEL in values
        else before.channel,
    )


def follows(view: Mapping[str, Any]) -> bool:
    """Whether the fields that are shown are those that fit: the form may have been sent before they followed."""
    values, filled = _values(view), read_form(view)
    wanted = {_DAYS_OF[filled.every]}
    if filled.where is Where.CHANNEL:
        wanted.add(form.CHANNEL)
    if filled.agreed is not None:  # no tick where none was asked for is no answer
        wanted.add(form.strangers(filled.kept.asked))
    return wanted <= values.keys()


def faults(view: Mapping[str, Any]) -> dict[str, str]:
    """What can be seen to be wrong without asking anybody, by field."""
    if not follows(view):
        return {}
    filled = read_form(view)
    wrong = _faults(filled)
    # Where the digest goes already, no tick is an answer: it pauses then.
    if filled.agreed is False and filled.channel != filled.kept.was:
        wrong[form.strangers(filled.kept.asked)] = form.NOT_AGREED
    return wrong


def _faults(filled: Filled) -> dict[str, str]:
    wrong = {}
    if filled.every is not Every.MONTHLY and not _days_of(filled):
        wrong[_DAYS_OF[filled.every]] = form.NO_DAY
    if not filled.at:
        wrong[form.AT] = form.NO_TIME
    if fault := zone_fault(filled):
        wrong[form.ZONE] = fault
    if filled.where is Where.CHANNEL and not filled.channel:
        wrong[form.CHANNEL] = form.NO_CHANNEL
    if filled.about is About.TODAY and filled.at == "00:00":
        wrong[form.ABOUT] = said(NothingOfToday())
    try:
        _dates(filled.skip_on)
    except NoDate as no_date:
        wrong[form.SKIP_ON] = said(no_date)
    return wrong


def zone_fault(filled: Filled) -> str:
    """What is wrong with the zone; nothing where it is a city's, or the one that the form was opened with."""
    return "" if _zone(filled) else said(unknown_zone(filled.zone))


def _zone(filled: Filled) -> str:
    typed = zone_named(filled.zone)
    return typed if typed and typed == filled.kept.zone else city_zone_named(filled.zone)


def said(trouble: Trouble) -> str:
    """A trouble under a field."""
    return f"{trouble.sentence} {step_in_slack(trouble)}"


def draft_of(filled: Filled) -> Draft:
    """What the form says, where it has no faults."""
    return Draft(
        recurrence=Recurrence(
            every=filled.every,
            at=time.fromisoformat(filled.at),
            days=_days_of(filled),
            month_day=filled.kept.month_day if filled.every is Every.MONTHLY else None,
        ),
        zone=_zone(filled),
        channel=filled.channel,
        own=filled.where is Where.OWN,
        about=filled.about,
        text=filled.text,
        skip_empty=filled.skip_empty,
        skip_on=_dates(filled.skip_on),
    )


def _days_of(filled: Filled) -> frozenset[int]:
    kept = filled.kept
    return {Every.DAILY: kept.days, Every.WEEKLY: kept.week_days}.get(filled.every, frozenset())


def _dates(text: str) -> frozenset[date]:
    """Days as they are typed: with commas, spaces or ``and`` between them.

    Raises:
        NoDate: one of them is none.
    """
    words = [word for word in _BETWEEN_DATES.split(text) if word and word.casefold() != "and"]
    return frozenset(map(_date, words))


def _date(word: str) -> date:
    if _DATE.fullmatch(word):
        try:
            return date.fromisoformat(word)
        except ValueError:
            pass
    raise NoDate(typed=word)


def _values(view: Mapping[str, Any]) -> Values:
    found: Values = (view.get("state") or {}).get("values") or {}
    return found


def _element(values: Values, name: str) -> Values:
    found: Values = (values.get(name) or {}).get(name) or {}
    return found


def _text(values: Values, name: str) -> str:
    return " ".join(str(_element(values, name).get("value") or "").split())


def _one(values: Values, name: str) -> str:
    return str((_element(values, name).get("selected_option") or {}).get("value") or "")


def _ticked(values: Values, name: str) -> set[str]:
    return {str(each["value"]) for each in _element(values, name).get("selected_options") or ()}


def _days(values: Values, name: str, before: frozenset[int]) -> frozenset[int]:
    if name not in values:
        return before
    return frozenset(int(day) for day in _ticked(values, name))
