"""Five Wednesdays written by hand, and the digest of the last one. London keeps winter time in all of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import time
from typing import TYPE_CHECKING, Any

from answers.fake_pbx import FakePbx
from answers.scene import (
    AMARA,
    AMARAS_BOX,
    JONAS,
    NO_ANSWER,
    PRIYA,
    ROSTER,
    SUPPORT,
    VOICEMAIL,
    WELCOME,
    at,
    leg,
    missed,
    out,
    outside,
    taken,
    window,
)
from bot.answers.digest_making import DigestAsk, make_digest
from bot.cdr.search import Gap
from bot.digest.digest import Digest
from bot.digest.recurrence import Every, Recurrence
from bot.query.request import Filters

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.answers.digest import DigestAnswer
    from bot.cdr.leg import Leg
    from bot.cdr.window import Window

WEDNESDAY = window("2026-11-25 00:00", "2026-11-26 00:00")
SLOT, NOW = "2026-11-26T08:30", "2026-11-26 08:30"

DIGEST = Digest(
    id="d1",
    number=3,
    owner="U1",
    channel="C1",
    own=False,
    recurrence=Recurrence(every=Every.DAILY, at=time(8, 30), days=frozenset(range(5))),
    zone="Europe/London",
    locale="en-GB",
    created=0,
)
OWN = replace(DIGEST, channel="", own=True)


def day(date: str, *, answered: int, missed_calls: int) -> list[Leg]:
    """An earlier day: so many calls answered by Amara after 11 s, so many that rang out after 41 s."""
    return [
        *(
            row
            for n in range(answered)
            for row in taken(f"{date}/a{n}", f"{date} 09:{n:02}", f"0770091{n:04}")
        ),
        *(
            missed(f"{date}/m{n}", f"{date} 14:{n:02}", f"0770092{n:04}", to=SUPPORT)
            for n in range(missed_calls)
        ),
    ]


EARLIER = [
    *day("2026-10-27", answered=1, missed_calls=0),  # the oldest records; the Wednesday after was a holiday
    *day("2026-11-18", answered=9, missed_calls=2),
    *day("2026-11-11", answered=10, missed_calls=4),
    *day("2026-11-04", answered=11, missed_calls=6),
    *day("2026-11-19", answered=50, missed_calls=30),  # a Thursday
    *day("2026-11-24", answered=50, missed_calls=30),  # the Tuesday before
]

THE_DAY = [
    *taken("a1", "2026-11-25 09:10", "07700900011"),
    *taken("a2", "2026-11-25 09:20", "07700900012"),
    *taken("a3", "2026-11-25 09:30", "07700900013"),
    *taken("a4", "2026-11-25 10:05", "07700900014", by=JONAS),
    *taken("a5", "2026-11-25 10:15", "07700900015", by=JONAS),
    *taken("a6", "2026-11-25 11:00", "07700900016", by=PRIYA),
    missed("m1", "2026-11-25 10:20", "07700900001"),
    missed("m2", "2026-11-25 10:30", "07700900002"),
    missed("m3", "2026-11-25 10:40", "07700900003"),
    leg("v1", "2026-11-25 14:00", PRIYA, NO_ANSWER, caller=outside("07700900004", "Harriet Cole"), ring=20),
    leg("v1", "2026-11-25 14:00:20", AMARAS_BOX, VOICEMAIL, caller=outside("07700900004"), talk=12),
    missed("m5", "2026-11-25 15:00", "07700900005", to=SUPPORT, ring=3),
    leg("menu", "2026-11-25 12:00", WELCOME, talk=8, caller="07700900006"),
    out("o1", "2026-11-25 16:00", "07700900099", by=JONAS, talk=130),
]
"""Six answered, five missed, one of them a voicemail and one a short ring; one menu only, one outbound."""

NEXT_MORNING = [
    out("back", "2026-11-26 08:05", "07700900001", by=AMARA),
    out("tried", "2026-11-26 08:10", "07700900002", by=JONAS, talk=0),
    out("too late", "2026-11-26 09:00", "07700900003", by=AMARA),
]

MONTH = [*EARLIER, *THE_DAY, *NEXT_MORNING]


def ask(of: Window = WEDNESDAY, digest: Digest = DIGEST, *, typed: str = "", **rest: Any) -> DigestAsk:  # noqa: ANN401 - late, skipped and the fields of Filters
    known = {name: rest.pop(name) for name in ("late", "skipped", "slot") if name in rest}
    return DigestAsk(
        digest=digest, slot=known.pop("slot", SLOT), window=of, filters=Filters(**rest), typed=typed, **known
    )


async def made(
    legs: Sequence[Leg] = MONTH,
    asked: DigestAsk | None = None,
    *,
    now: str = NOW,
    **pbx: Any,  # noqa: ANN401 - the fields of FakePbx
) -> DigestAnswer:
    return await make_digest(asked or ask(), FakePbx(legs, pbx.pop("known", ROSTER), **pbx), at(now))


def gap(start: str, end: str) -> Gap:
    return Gap(window=window(start, end), reason="The PBX did not answer.")
