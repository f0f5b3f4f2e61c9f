"""Faults on demand: what a real PBX and the way to it do on a bad day."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal[
    "html",
    "gateway",
    "slow",
    "cut",
    "half_json",
    "errcode",
    "arrive",
    "purge",
    "format",
    "disagree",
    "odd_rows",
    "expire",
]
KINDS: tuple[Kind, ...] = (
    "html",
    "gateway",
    "slow",
    "cut",
    "half_json",
    "errcode",
    "arrive",
    "purge",
    "format",
    "disagree",
    "odd_rows",
    "expire",
)


@dataclass(slots=True, kw_only=True)
class Fault:
    """One fault.

    Attributes:
        kind: ``html`` a web page, ``gateway`` HTTP 502, ``slow`` a late answer, ``cut`` the connection ends amid the
            body, ``half_json`` the body does, ``errcode`` a refusal, ``arrive`` new rows after the answer, ``purge``
            retention after the answer, ``format`` the admin changes the display format before the answer,
            ``disagree`` a row whose time is not its timestamp, ``odd_rows`` rows full of nonsense, ``expire`` all
            access tokens end before the answer.
        path: only for this endpoint, such as ``cdr/search``; empty for all.
        times: how often; None for ever.
        after: let this many matching requests pass first.
        value: seconds, errcode or number of rows, as the kind needs.
        text: ``errmsg``, or the new format as ``MM/DD/YYYY 12``.
    """

    kind: Kind
    path: str = ""
    times: int | None = 1
    after: int = 0
    value: float = 0
    text: str = ""


class Faults:
    """The faults in force."""

    def __init__(self) -> None:
        self._faults: list[Fault] = []

    def add(self, fault: Fault) -> None:
        """Put one in force."""
        if fault.kind not in KINDS:
            raise ValueError(f"no such fault: {fault.kind}")
        self._faults.append(fault)

    def clear(self) -> None:
        """End all faults."""
        self._faults.clear()

    def due(self, path: str) -> list[Fault]:
        """The faults that strike this request; counted down."""
        struck = []
        for fault in list(self._faults):
            if fault.path not in ("", path):
                continue
            if fault.after > 0:
                fault.after -= 1
                continue
            struck.append(fault)
            if fault.times is not None:
                fault.times -= 1
                if fault.times <= 0:
                    self._faults.remove(fault)
        return struck
