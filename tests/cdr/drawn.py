"""Legs drawn by chance: any party, word and length of a row, in an order that no PBX would write."""

from __future__ import annotations

from hypothesis import strategies as st

from bot.cdr.leg import Direction, Disposition, Leg
from cdr.by_hand import AMARA, AMARAS_BOX, FRONT_DESK, JONAS, PRIYA, SALES, WELCOME, external

BEFORE_THE_CHANGE = 1_792_886_400
"""25 October 2026, 00:00 UTC: London's clocks go back an hour later."""

_CALLEES = st.sampled_from(
    [AMARA, JONAS, PRIYA, WELCOME, SALES, FRONT_DESK, AMARAS_BOX, external("07700900266")]
)
_CALLERS = st.sampled_from(
    [external("07700900146"), external("+447700900146"), external("anonymous"), AMARA, JONAS]
)
_TEXTS = st.sampled_from(["", "", "one", "two"])


@st.composite
def legs_of_a_day(draw: st.DrawFn, *, within: int = 90_000) -> list[Leg]:
    """Legs of a dozen calls that start within so many seconds of the night when clocks go back."""
    return [
        Leg(
            call_key=str(draw(st.integers(0, 12))),
            row_key=str(number),
            start=BEFORE_THE_CHANGE + draw(st.integers(0, within)),
            caller=draw(_CALLERS),
            callee=draw(_CALLEES),
            direction=draw(st.sampled_from(list(Direction))),
            disposition=draw(st.sampled_from(list(Disposition))),
            duration=draw(st.integers(0, 900)),
            ring=draw(st.integers(0, 120)),
            talk=draw(st.integers(0, 900)),
            did=draw(_TEXTS),
            recording=draw(_TEXTS),
            note=draw(_TEXTS),
            pin_code=draw(_TEXTS),
        )
        for number in range(draw(st.integers(0, 40)))
    ]
