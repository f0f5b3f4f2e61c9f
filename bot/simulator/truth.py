"""What really happened in the simulated office: calls and their legs, as the script meant them."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class TrueLeg:
    """One row to be: texts as the PBX writes them, times in epoch seconds, durations in seconds."""

    start: int
    call_from: str
    call_to: str
    disposition: str
    call_type: str
    ring: int = 0
    talk: int = 0
    duration: int | None = None
    src_trunk: str = ""
    dst_trunk: str = ""
    did: str = ""
    dod: str = ""
    recorded: bool = False

    @property
    def seconds(self) -> int:
        """The whole length of the leg."""
        return self.ring + self.talk if self.duration is None else self.duration


@dataclass(frozen=True, slots=True, kw_only=True)
class TrueCall:
    """One call as it was meant. Tests count with these figures, which no code of the product has computed.

    Attributes:
        shape: the kind of course it took, such as ``queue answered``.
        reached: numbers of the people, queues, ring groups and voicemail boxes it reached.
        answered_by: numbers of who answered.
        end: when it was over; its rows appear then, all together.
    """

    uid: str
    shape: str
    start: int
    end: int
    direction: str
    outcome: str
    caller: str
    did: str = ""
    talk_seconds: int = 0
    waiting_seconds: int = 0
    answered_by: tuple[str, ...] = ()
    reached: tuple[str, ...] = ()
    legs: tuple[TrueLeg, ...] = field(default=())
