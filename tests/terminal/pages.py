"""Answers whose pages are looked at: each made of hand-written legs by the same way as a real one."""

from __future__ import annotations

import asyncio
import re
from typing import TYPE_CHECKING

from answers.fake_pbx import FakePbx
from answers.scene import (
    AMARA,
    AMARAS_BOX,
    BUSY,
    FRONT_DESK,
    JONAS,
    NO_ANSWER,
    PRIYA,
    ROSTER,
    SALES,
    SUPPORT,
    VOICEMAIL,
    WELCOME,
    asked,
    leg,
    missed,
    out,
    outside,
    taken,
    window,
)
from msgspec import structs

from bot.answers.asking import answer
from bot.cdr.leg import Direction
from bot.cdr.party import Party, PartyKind
from bot.cdr.search import Gap
from bot.query.request import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bot.answers.values import Answer
    from bot.cdr.leg import Leg
    from bot.query.request import Request

WIDTHS = (60, 100, 160)

_ESCAPE = re.compile(r"\x1b\[[0-9;]+m")

EARLIER = taken("earlier", "2026-11-01 12:00")


def told(request: Request, legs: Iterable[Leg], *, gaps: Sequence[Gap] = (), proved: bool = True) -> Answer:
    pbx = FakePbx([*EARLIER, *legs], ROSTER, gaps=gaps, proved=proved, page=1000)
    return asyncio.run(answer(request, pbx))


def uncoloured(page: str) -> str:
    return _ESCAPE.sub("", page)


def day(date: str = "2026-11-22") -> list[Leg]:
    """Calls of every direction and outcome, from half past eight on."""
    harriet = outside("07700900011", "Harriet Cole")
    return [
        *taken("a1", f"{date} 08:30", "07700900011"),
        *taken("a2", f"{date} 09:05", "07700900012", by=JONAS, talk=305),
        *taken("a3", f"{date} 09:40", "02079460555", by=PRIYA, talk=3725),
        leg("a4", f"{date} 11:00", FRONT_DESK, NO_ANSWER, caller=harriet, ring=12),
        leg("a4", f"{date} 11:00:12", AMARA, caller=harriet, ring=3, talk=66),
        missed("m1", f"{date} 11:10", "07700900001", ring=81),
        missed("m2", f"{date} 11:20", "07700900001", SUPPORT, ring=3),
        leg("m3", f"{date} 12:00", JONAS, BUSY, caller="07700900002"),
        leg("m4", f"{date} 15:00", AMARA, NO_ANSWER, caller=harriet, ring=20),
        leg("m4", f"{date} 15:00:20", AMARAS_BOX, VOICEMAIL, caller=harriet, talk=31),
        leg("m5", f"{date} 16:00", SALES, caller=outside("anonymous"), ring=47),
        leg("n1", f"{date} 15:30", WELCOME, talk=8, caller="07700900005"),
        out("o1", f"{date} 13:00", "07700900001", by=JONAS, talk=0),
        out("o2", f"{date} 13:30", "07700900009", by=JONAS, talk=130),
        leg("i1", f"{date} 14:00", PRIYA, caller=AMARA, ring=4, talk=40, direction=Direction.INTERNAL),
    ]


def busy() -> Answer:
    return told(asked(), day())


def states() -> Answer:
    """A missed caller in every state; one tried twice, one reached the day after, one who left a message."""
    return told(
        asked(Kind.MISSED),
        [
            *day(),
            missed("m6", "2026-11-22 17:00", "07700900006"),
            missed("m7", "2026-11-22 17:10", "07700900007", to=SUPPORT),
            out("t1", "2026-11-22 17:30", "07700900001", by=PRIYA, talk=0),
            out("r1", "2026-11-23 09:12", "07700900006", by=JONAS, talk=50),
            *taken("g1", "2026-11-22 17:55", "07700900007", by=PRIYA),
            out("r2", "2026-11-22 12:30", "07700900002", by=AMARA),
        ],
    )


def week() -> Answer:
    """Six such days, all their calls with Sales."""
    last_week = window("2026-11-16 00:00", "2026-11-23 00:00")
    legs = [
        structs.replace(leg, call_key=f"{date}/{leg.call_key}")
        for date in (16, 17, 18, 19, 20, 22)
        for leg in day(f"2026-11-{date}")
    ]
    words = "Last week, 16 to 22 November 2026"
    return told(asked(Kind.MISSED, last_week, words=words, either="sales"), legs)


def one() -> Answer:
    return told(asked(), taken("a1", "2026-11-22 12:00"))


def many(kind: Kind = Kind.MISSED) -> Answer:
    """5,000 calls of 5,000 callers, every second one missed."""
    legs: list[Leg] = []
    for n in range(5000):
        time = f"2026-11-22 {n // 360:02}:{n // 6 % 60:02}:{n % 6 * 10:02}"
        caller = f"0770090{n:04}"
        legs += [missed(f"c{n:04}", time, caller)] if n % 2 else taken(f"c{n:04}", time, caller)
    return told(asked(kind), legs)


SCRIPTS = (
    "李小龙李小龙李小龙",
    "شركة الاتصالات",
    "🦀🎉🚀🦀🎉🚀",
    "Ze\u0301lie\u0308 O\u0308\u0304\u0323sei",
    "\uff21\uff22\uff23 wide",
    "한국전화",
)
HOSTILE = (
    "<!channel> *bold*",
    "[red]markup[/red] {0} %s",
    "\x1b[31mred\x1b[0m\x1b]0;title\x07",
    "\u202ereversed\u202c \u2066isolate\u2069",
    "line\nbreak\r\n\ttab\x00\x7f\x9b",
    "A" * 10_000,
    "`code` ~~x~~ | cell",
)


def named(names: Sequence[str], kind: Kind = Kind.MISSED) -> Answer:
    """A missed call and an answered one of each name, on both sides of the line."""
    legs: list[Leg] = []
    for n, name in enumerate(names):
        caller, ours = outside(f"0770090{n:04}", name), Party("4005", name, PartyKind.EXTENSION)
        legs += [
            leg(f"m{n}", f"2026-11-22 {n % 20:02}:00", ours, NO_ANSWER, caller=caller, ring=40),
            leg(f"a{n}", f"2026-11-22 {n % 20:02}:20", ours, caller=caller, ring=4, talk=5),
        ]
    return told(asked(kind), legs)


def gap(start: str, end: str) -> Gap:
    return Gap(window=window(start, end), reason="The PBX gave 10,000 of 12,000 records and cut the rest.")


def incomplete() -> Answer:
    """The busy day, its evening missing."""
    return told(asked(), day(), gaps=[gap("2026-11-22 18:00", "2026-11-23 00:00")])


def in_pieces() -> Answer:
    """A day of which eight quarters of an hour are missing."""
    gaps = [gap(f"2026-11-22 {hour}:00", f"2026-11-22 {hour}:15") for hour in range(10, 18)]
    return told(asked(Kind.MISSED), day(), gaps=gaps)


def none_answered_away() -> Answer:
    """No missed calls, because every call was answered."""
    return told(asked(Kind.MISSED), taken("a1", "2026-11-22 12:00"))


def none_proved_by_records(kind: Kind = Kind.CALLS) -> Answer:
    """Records were read around the window, none of them fits."""
    return told(asked(kind, group="Support"), taken("a1", "2026-11-22 12:00"))


def none_proved_by_canary(kind: Kind = Kind.CALLS) -> Answer:
    return told(asked(kind), [])


def none_so_old(kind: Kind = Kind.CALLS) -> Answer:
    october = window("2026-10-01 00:00", "2026-11-01 00:00")
    return told(asked(kind, october, words="October 2026"), [])


def none_at_all(kind: Kind = Kind.CALLS) -> Answer:
    return asyncio.run(answer(asked(kind), FakePbx([], ROSTER)))


def not_known(kind: Kind = Kind.CALLS) -> Answer:
    return told(asked(kind), [], gaps=[gap("2026-11-22 09:00", "2026-11-22 10:00")])


def not_known_with_figures() -> Answer:
    """Answered calls were read, but an hour is missing in which somebody may have been missed."""
    legs = taken("a1", "2026-11-22 12:00")
    return told(asked(Kind.MISSED), legs, gaps=[gap("2026-11-22 09:00", "2026-11-22 10:00")])
