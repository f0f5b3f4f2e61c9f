"""What kind of PBX is simulated. Every unknown of the real one is a switch here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args, get_origin, get_type_hints
from zoneinfo import ZoneInfo

Firmware = Literal["legacy", "mid", "current"]
VERSIONS: dict[Firmware, str] = {
    "legacy": "37.20.0.107",
    "mid": "37.23.0.83",
    "current": "37.23.0.123",
}
"""Profile -> firmware version, as ``system/information`` tells it."""

DATE_FORMATS = ("DD/MM/YYYY", "MM/DD/YYYY", "YYYY/MM/DD")


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """A simulated PBX. Raises ``ValueError`` that names what cannot be.

    Attributes:
        firmware: ``legacy`` (display format only, no paging on search), ``mid`` (paging, epoch and ISO 8601 too),
            ``current`` (also v2.0).
        date_format: ``DD/MM/YYYY``, ``MM/DD/YYYY`` or ``YYYY/MM/DD``.
        clock: 12 or 24.
        timezone: IANA name of the zone its clock shows.
        seed: the same seed makes the same calls.
        days: days of calls before the clock's present; the office works on as the clock goes on. 0: a PBX in which
            nobody has ever called.
        calls_per_day: calls that begin something new on a normal weekday; calls back come on top.
        retention: rows kept; the oldest go first.
        host, port: where it listens; port 0 takes a free one.
        tls: HTTPS with a self-signed certificate.
        certificate: what is wrong with that certificate, for tests of those who check it.
        latency: seconds each answer takes. At 0 answers are so quick that requests hardly ever overlap.
        api_enabled: off answers 70123.
        allowed: IP addresses that may call, others get 70087; empty allows all.
        bounds_inclusive: a row that starts exactly at ``start_time`` or ``end_time`` is found.
        compared_time: which moment of a leg ``cdr/search`` compares with the window.
        search_order: newest or oldest rows first.
        empty: how no rows are written: ``[]``, null or no key at all.
        omission: how a row says "nothing": as captured (some keys vanish, others are empty), all vanish, all empty.
        ring_group_rows: a NO ANSWER row for each extension rung besides the one that answered; None: as the
            firmware does it.
        legacy_page: what ``legacy`` does with ``page`` and ``page_size`` on search, which it does not know.
        total_of_cut: what ``total_number`` says when ``legacy`` cuts at 10,000 rows: all that matched, or those sent.
        information_tells_format: ``system/information`` has the two format fields (older firmware may lack them).
        extensions_tell_zone: ``extension/list`` rows carry the undocumented zone label.
        fuzzy_search: the PBX-wide option of newer firmware that took the place of ``enable_fuzzy_search``.
        refresh_frees_slot: a refreshed token gives its place among the eight back at once.
        block_expires: ``block_expire_time`` in seconds to go, or as epoch seconds.
        wrong_login: the errcode of wrong credentials; the real one is not known.
    """

    firmware: Firmware = "current"
    date_format: str = "DD/MM/YYYY"
    clock: int = 24
    timezone: str = "Europe/London"
    seed: int = 1
    days: int = 21
    calls_per_day: int = 90
    retention: int = 200_000
    client_id: str = "ringback-simulator"
    client_secret: str = "not-a-secret-only-simulated"  # noqa: S105 - it opens nothing
    host: str = "127.0.0.1"
    port: int = 0
    tls: bool = False
    certificate: Literal["valid", "expired", "other name"] = "valid"
    latency: float = 0
    api_enabled: bool = True
    allowed: tuple[str, ...] = ()
    bounds_inclusive: bool = True
    compared_time: Literal["start", "end"] = "start"
    search_order: Literal["newest", "oldest"] = "newest"
    empty: Literal["list", "null", "absent"] = "list"
    omission: Literal["captured", "absent", "blank"] = "captured"
    ring_group_rows: bool | None = None
    legacy_page: Literal["ignore", "refuse"] = "ignore"
    total_of_cut: Literal["all", "sent"] = "all"
    information_tells_format: bool = True
    extensions_tell_zone: bool = True
    fuzzy_search: bool = False
    refresh_frees_slot: bool = True
    block_expires: Literal["seconds", "epoch"] = "seconds"
    wrong_login: int = 10000

    def __post_init__(self) -> None:
        for name, kind in get_type_hints(Settings).items():
            if get_origin(kind) is Literal:
                _demand(name, getattr(self, name), get_args(kind))
        check_format(self.date_format, self.clock)
        try:
            ZoneInfo(self.timezone)
        except (
            KeyError,
            ValueError,
            OSError,
        ) as unknown:  # zoneinfo's for unknown, absolute and folder names
            raise ValueError(f"timezone: {self.timezone!r} is no IANA zone") from unknown
        for name in ("days", "calls_per_day", "retention", "latency"):
            if getattr(self, name) < 0:
                raise ValueError(f"{name} cannot be negative")

    @property
    def version(self) -> str:
        """The firmware's version."""
        return VERSIONS[self.firmware]

    @property
    def newer(self) -> bool:
        """Whether the CDR store is the one rebuilt in x.21.0.117."""
        return self.firmware != "legacy"

    @property
    def rings_each_member(self) -> bool:
        """Whether ring group members that did not answer leave a row."""
        return not self.newer if self.ring_group_rows is None else self.ring_group_rows


def check_format(date_format: str, clock: int) -> None:
    """Raise ``ValueError`` unless a PBX can have this display format."""
    _demand("date_format", date_format, DATE_FORMATS)
    _demand("clock", clock, (12, 24))


def _demand(name: str, value: object, known: tuple[object, ...]) -> None:
    if value not in known:
        raise ValueError(f"{name}: {value!r} is not one of {', '.join(map(str, known))}")
