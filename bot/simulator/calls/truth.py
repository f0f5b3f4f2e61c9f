"""What really happened in the simulated office: calls and their legs, as the script meant them."""

from __future__ import annotations

import msgspec

# None of these can be part of a circle, and a busy year is a million of them: the collector need not look at them.


class Who(msgspec.Struct, frozen=True, gc=False):
    """A party: ``IVR Main<6201>`` has prefix IVR, name Main, number 6201. Any of them may be empty."""

    number: str = ""
    name: str = ""
    prefix: str = ""

    @property
    def text(self) -> str:
        """As a row writes it: ``Name<number>`` or what there is of it."""
        label = f"{self.prefix} {self.name}".strip()
        return f"{label}<{self.number}>" if label and self.number else label or self.number

    @property
    def split_number(self) -> str:
        """The number by itself; a party without one, such as a survey, gives its text."""
        return self.number or self.text


class TrueLeg(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One row to be. Times in epoch seconds, durations in seconds.

    ``number_shown`` is the caller ID shown outside (``dod_number``); ``reason`` is who or what ended the leg.
    """

    start: int
    caller: Who
    callee: Who
    disposition: str
    call_type: str = "Outbound"
    ring: int = 0
    talk: int = 0
    src_trunk: str = ""
    dst_trunk: str = ""
    did: str = ""
    number_shown: str = ""
    recorded: bool = False
    reason: str = "dst hangup"

    @property
    def end(self) -> int:
        """When it was over."""
        return self.start + self.ring + self.talk


class TrueCall(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One call as it was meant. Tests count with these figures, which are never read off the rows.

    Attributes:
        uid: the same on all its rows.
        sequence: the second half of the rows' ``call_id``.
        shape: the course it took, a key of ``bot.simulator.calls.shapes.SHAPES``.
        start, end: epoch seconds; its rows appear at the end, all together.
        direction: ``inbound``, ``outbound``, ``internal``.
        outcome: ``answered``, ``no_answer``, ``busy``, ``failed``, ``voicemail``, ``menu_only``.
        caller: the number that called; empty or a word such as ``anonymous`` when it is withheld.
        did: the number of ours that was dialled from outside.
        talk_seconds: each second once.
        waiting_seconds: from the first person, queue or ring group to the answer or the end of the ringing.
        answered_by: numbers of those who talked, in order.
        reached: numbers of the people, queues, ring groups, conferences and voicemail boxes it came to.
        follows: uid of the missed call that it is the consequence of.
        note, disposition_code, pin_code: what an agent noted, or typed to dial out.
    """

    start: int
    end: int
    uid: str = ""
    sequence: int = 0
    shape: str = ""
    direction: str
    outcome: str
    caller: str
    caller_name: str = ""
    did: str = ""
    talk_seconds: int = 0
    waiting_seconds: int = 0
    answered_by: tuple[str, ...] = ()
    reached: tuple[str, ...] = ()
    legs: tuple[TrueLeg, ...]
    follows: str = ""
    note: str = ""
    disposition_code: str = ""
    pin_code: str = ""

    @property
    def missed(self) -> bool:
        """Inbound, not answered, and it reached somebody."""
        return self.direction == "inbound" and self.outcome not in ("answered", "menu_only")

    @property
    def call_id(self) -> str:
        """As newer rows and events name the call."""
        return f"{self.start}.{self.sequence}"
