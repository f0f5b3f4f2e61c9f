"""The form of a digest: only the fields that fit what is chosen are shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.blocks import limits
from bot.blocks.digest_filled import Where
from bot.blocks.elements import modal, option
from bot.blocks.inputs import checks, choice, field, text_input, with_faults
from bot.blocks.setup import notice
from bot.cdr.zone_names import zone_named
from bot.digest.digest import About
from bot.digest.recurrence import Every, MonthDay

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.blocks.digest_filled import Filled
    from bot.blocks.message import Block

FORM, TITLE = "digest", "Digest"
(
    EVERY,
    DAYS,
    WEEK_DAYS,
    MONTH_DAY,
    AT,
    ZONE,
    WHERE,
    CHANNEL,
    ABOUT,
    FILTERS,
    SKIP_EMPTY,
    SKIP_ON,
    STRANGERS,
) = (
    "digest_every",
    "digest_days",
    "digest_week_days",
    "digest_month_day",
    "digest_at",
    "digest_zone",
    "digest_where",
    "digest_channel",
    "digest_about",
    "digest_filters",
    "digest_skip_empty",
    "digest_skip_on",
    "digest_strangers",
)
"""Fields. A daily and a weekly digest have days of their own, so that what was ticked for the one stays with it;
``STRANGERS`` goes on after a colon with the channel, so that what was agreed for one channel counts for no other."""
TELLING = (EVERY, WHERE, ZONE, CHANNEL)
"""Fields that tell at once of a change, so that the form can follow."""
YES, AUTO = "yes", "auto"

_EVERY = {
    Every.DAILY.value: "Daily, or on some days of the week",
    Every.WEEKLY.value: "Weekly, about a whole week",
    Every.MONTHLY.value: "Monthly",
}
_DAYS = {
    str(at): day
    for at, day in enumerate(
        ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    )
}
_MONTH_DAY = {each.value: f"The {each.value} of the month" for each in MonthDay}
_ABOUT = {
    AUTO: "What fits how often it comes",
    About.YESTERDAY.value: "The day before",
    About.TODAY.value: "The day so far",
    About.LAST_WEEK.value: "The week before, Monday to Sunday",
    About.LAST_MONTH.value: "The calendar month before",
}
_FITS = {
    Every.DAILY: "What fits: all days since the one before, so that Monday tells of the weekend, too.",
    Every.WEEKLY: "What fits: the seven days before.",
    Every.MONTHLY: "What fits: the calendar month before.",
}
_HERE, _CHANNEL = "This channel", "A channel"
_ANOTHER = "Another channel"
_MINE = ("Me alone, with all calls", "Me alone, with my own calls")
_THEIRS = ("Its owner alone, with all calls", "Its owner alone, with their own calls")
_FILTERS_HINT = "In Sales, with 2005, longer than 5m; nothing for all calls. The time is what it is about."
_INVITED = "Ringback must be in it: /invite @Ringback."
_STRANGERS_LABEL = "People of another organisation can read this channel"
_STRANGERS_HINT = "Without the tick the digest pauses as long as they can read the channel."
_STRANGERS_AGREED = "They may read this digest, with its numbers and names"

NO_DAY, NO_TIME, NO_CHANNEL = "Tick at least one day.", "Choose a time.", "Choose a channel."
LOOK_AGAIN = "The fields below have changed with your choice. Look at them, then send the form once more."
STRANGERS_ASKED = (
    "People of another organisation can read this channel. Tick it if they may read the digest, else choose "
    "another channel."
)
NOT_AGREED = "Tick it, or choose another channel."
PBX_GONE = (
    "The PBX that it tells of is not connected any more: saved so, it tells of the workspace's default."
)
SENT_ALREADY = (
    "This form was sent already.",
    "Home and /calls digest list show what came of it.",
)
SAVING = "Saving …"
_LONGEST = limits.INPUT_TEXT
"""Characters of what is typed. What there is of a digest must fit, or it would be cut when it is opened and saved."""


def digest_form(filled: Filled, faults: Mapping[str, str] | None = None) -> Block:
    """The form as it is filled in, with what is wrong under its fields."""
    fields = [*_when(filled), *_where(filled), *_what(filled)]
    return modal(
        TITLE,
        with_faults(fields, faults or {}),
        name=FORM,
        submit="Save" if filled.kept.digest else "Set it up",
        close="Cancel",
        state=filled.kept.written(),
    )


def _when(filled: Filled) -> list[Block]:
    zone = zone_named(filled.zone)
    clock: Block = {"type": "timepicker"}
    if filled.at:
        clock["initial_time"] = filled.at
    if zone:
        clock["timezone"] = zone
    return [
        _telling(field(EVERY, "How often", choice(_EVERY, filled.every))),
        _days(filled),
        field(AT, "At", clock),
        _telling(
            field(
                ZONE,
                "Zone of that time",
                text_input(filled.zone, "Europe/London", _LONGEST),
                hint="Summer time is followed: 08:30 stays 08:30.",
            )
        ),
    ]


def _days(filled: Filled) -> Block:
    kept = filled.kept
    if filled.every is Every.MONTHLY:
        return field(MONTH_DAY, "On", choice(_MONTH_DAY, kept.month_day), hint="Workdays: Monday to Friday.")
    name, days = (DAYS, kept.days) if filled.every is Every.DAILY else (WEEK_DAYS, kept.week_days)
    return field(name, "On", checks(_DAYS, map(str, sorted(days))))


def _where(filled: Filled) -> list[Block]:
    kept = filled.kept
    here = {Where.HERE.value: _HERE, Where.CHANNEL.value: _ANOTHER}
    places = here if kept.here else {Where.CHANNEL.value: _CHANNEL}
    direct, own = _THEIRS if kept.theirs else _MINE
    places = {**places, Where.DIRECT.value: direct, Where.OWN.value: own}
    fields = [_telling(field(WHERE, "Where", choice(places, filled.where)))]
    if filled.where is Where.CHANNEL:
        menu: Block = {"type": "conversations_select", "filter": {"include": ["public", "private"]}}
        if kept.channel:
            menu["initial_conversation"] = kept.channel
        fields.append(_telling(field(CHANNEL, "Channel", menu, hint=_INVITED)))
    if filled.agreed is not None:
        agreed = checks({YES: _STRANGERS_AGREED}, [YES] if filled.strangers else [])
        hint = _STRANGERS_HINT if kept.was == kept.asked else ""
        fields.append(field(strangers(kept.asked), _STRANGERS_LABEL, agreed, hint=hint, optional=True))
    return fields


def strangers(channel: str) -> str:
    """The field that asks whether people of another organisation may read it in a channel."""
    return f"{STRANGERS}:{channel}"


def _what(filled: Filled) -> list[Block]:
    options = [option(words, value) for value, words in _ABOUT.items()]
    about: Block = {"type": "static_select", "options": options}
    about["initial_option"] = option(_ABOUT[filled.about or AUTO], filled.about or AUTO)
    return [
        field(ABOUT, "About", about, hint=_FITS[filled.every]),
        field(
            FILTERS,
            "Which calls",
            text_input(filled.text, "in Sales", _LONGEST),
            hint=_FILTERS_HINT,
            optional=True,
        ),
        field(
            SKIP_EMPTY,
            "Without calls",
            checks({YES: "Post nothing; Home shows that it ran"}, [YES] if filled.skip_empty else []),
            optional=True,
        ),
        field(
            SKIP_ON,
            "Not on",
            text_input(filled.skip_on, "2026-12-25, 2026-12-26", _LONGEST),
            hint="Holidays: dates, with commas between them.",
            optional=True,
        ),
    ]


def _telling(made: Block) -> Block:
    """The field, which tells at once of a change."""
    return {**made, "dispatch_action": True}


def saving() -> Block:
    """While a digest is saved."""
    return notice(SAVING, title=TITLE)


def sent_already() -> Block:
    """A form that is sent a second time."""
    return notice(*SENT_ALREADY, TITLE)
