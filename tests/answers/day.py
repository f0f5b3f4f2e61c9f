"""A hand-written day of calls, and its answer as a script reads it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from answers.fake_pbx import FakePbx
from answers.scene import (
    AMARA,
    AMARAS_BOX,
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
)
from bot.answers.as_json import answer_json
from bot.answers.asking import answer

if TYPE_CHECKING:
    from bot.query.request import Request

HARRIET = outside("07700900011", "Harriet Cole")
LEGS = [
    leg("a1", "2026-11-22 09:00", WELCOME, caller=HARRIET, talk=10),
    leg("a1", "2026-11-22 09:00:10", SALES, caller=HARRIET, ring=11, talk=74),
    leg("a1", "2026-11-22 09:00:10", AMARA, caller=HARRIET, ring=11, talk=74, recording="a1.wav"),
    missed("m1", "2026-11-22 10:00", "07700900146"),
    missed("m1b", "2026-11-22 10:30", "+447700900146", SUPPORT, ring=4),
    leg("v1", "2026-11-22 11:00", PRIYA, NO_ANSWER, caller="anonymous", ring=20),
    leg("v1", "2026-11-22 11:00:20", AMARAS_BOX, VOICEMAIL, caller="anonymous", talk=12),
    leg("menu", "2026-11-22 12:00", WELCOME, talk=8, caller="07700900005"),
    out("try", "2026-11-22 13:00", "07700900146", by=JONAS, talk=0),
    out("back", "2026-11-22 14:00", "07700900146", talk=30),
]


async def told(request: Request | None = None, pbx: FakePbx | None = None) -> dict[str, Any]:
    """The answer that ``ask --json`` prints; about all calls of that day unless another request is given."""
    got = await answer(request or asked(), pbx or FakePbx(LEGS, ROSTER))
    read: dict[str, Any] = json.loads(json.dumps(answer_json(got), allow_nan=False))
    return read
