"""The simulated office: who works there and how calls are routed. Invented names, reserved numbers."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property


@dataclass(frozen=True, slots=True)
class Extension:
    """One person's telephone; ``mobile`` is where it forwards to."""

    id: int
    number: str
    name: str
    email: str = ""
    mobile: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """A queue, ring group, menu, conference or extension group; ``members`` are extension numbers."""

    id: int
    number: str
    name: str
    members: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Trunk:
    """A line to the outside."""

    id: int
    name: str
    number: str


@dataclass(frozen=True, slots=True)
class Contact:
    """Somebody the company knows by name."""

    id: int
    name: str
    company: str
    number: str


@dataclass(frozen=True, kw_only=True)
class Office:
    """Everything the PBX's administrator has set up. Raises ``ValueError`` for one in which nobody could be called.

    ``hostile_names`` are what some callers have their carrier show; ``disposition_codes`` and ``pin_codes`` are what
    agents note on calls and type to dial out.
    """

    extensions: tuple[Extension, ...]
    queues: tuple[Place, ...]
    ring_groups: tuple[Place, ...]
    ivrs: tuple[Place, ...]
    conferences: tuple[Place, ...]
    extension_groups: tuple[Place, ...]
    trunks: tuple[Trunk, ...]
    contacts: tuple[Contact, ...] = ()
    hostile_names: tuple[str, ...] = ()
    pin_codes: tuple[str, ...] = ()
    disposition_codes: tuple[str, ...] = ()
    notes: tuple[str, ...] = field(default=())

    def __post_init__(self) -> None:
        if len(self.extensions) < 2 or not all(
            (self.queues, self.ring_groups, self.ivrs, self.conferences, self.trunks)
        ):
            raise ValueError(
                "an office needs two extensions, and a queue, ring group, menu, conference and line"
            )
        for place in (*self.queues, *self.ring_groups, *self.extension_groups):
            if unknown := set(place.members) - set(self.by_number):
                raise ValueError(f"{place.name}: no extension has the number {', '.join(sorted(unknown))}")

    @cached_property
    def by_number(self) -> dict[str, Extension]:
        """Extensions by their number."""
        return {extension.number: extension for extension in self.extensions}

    @cached_property
    def names(self) -> dict[str, str]:
        """Names of the people outside that the company knows, by number."""
        return {contact.number: contact.name for contact in self.contacts}


OFFICE = Office(
    extensions=(
        Extension(100, "4001", "Ingrid Solberg", "ingrid@example.com"),
        Extension(101, "4002", "Jonas Weber", "jonas@example.com", "07700900901"),
        Extension(102, "4003", "Priya Raman", "priya@example.com"),
        Extension(103, "4004", "Tom Ashdown", "tom@example.com", "07700900902"),
        Extension(104, "4005", "Amara Osei", "amara@example.com"),
        Extension(105, "4006", "Lucía Ferrer", "lucia@example.com"),
        Extension(106, "4007", "Mei Tanaka", "mei@example.com"),
        Extension(107, "4008", "Dmitri Volkov", "dmitri@example.com", "07700900903"),
        Extension(108, "4009", "April Hughes", "april@example.com"),
        Extension(109, "4010", "4010"),
        Extension(110, "4011", "Front Desk", "desk@example.com"),
        Extension(111, "4012", "Warehouse"),
    ),
    queues=(
        Place(1, "6400", "Sales", ("4005", "4002", "4003")),
        Place(2, "6401", "Support", ("4006", "4007", "4008", "4009")),
    ),
    ring_groups=(Place(1, "6300", "Reception", ("4001", "4011", "4004")),),
    ivrs=(Place(1, "6200", "Welcome"), Place(2, "6201", "Main"), Place(3, "6203", "Orders")),
    conferences=(Place(1, "6500", "Monday round"),),
    extension_groups=(
        # The queue Sales has other members: a question "in Sales" can mean either.
        Place(1, "", "Sales", ("4002", "4003", "4005", "4012")),
        Place(2, "", "Support", ("4006", "4007", "4008", "4009")),
        Place(3, "", "Head Office", ("4001", "4004", "4010", "4011")),
    ),
    trunks=(
        Trunk(1, "SIP-Main", "+442079460100"),
        Trunk(2, "SIP-Orders", "+442079460101"),
        Trunk(3, "SIP-Berlin", "+442079460102"),
    ),
    contacts=(
        Contact(1, "Harriet Cole", "Cole & Daughters", "07700900011"),
        Contact(2, "Tomasz Zieliński", "Zieliński Logistics", "07700900017"),
        Contact(3, "O'Neill, Sean", "", "07700900023"),
        Contact(4, "Bäckerei Süß", "Bäckerei Süß", "07700900031"),
        Contact(5, "李小龙", "", "07700900042"),
        Contact(6, "Acme Supplies", "Acme Supplies", "02079460555"),
    ),
    hostile_names=(
        "<!channel> *bold*",
        "[red]Alert[/red]",
        "\x1b[31mRed\x1b[0m\u202ecod",
        "=HYPERLINK(1)",
        "Line\nbreak\ttab",
        "A" * 300,
    ),
    pin_codes=("4711", "0815"),
    disposition_codes=("1", "2", "7"),
    notes=("Wants a quote", "Complaint: late parcel", "Call again on Friday"),
)
"""The office that is simulated unless another one is given."""


def outside_number(index: int) -> str:
    """A number reserved for fiction: 07700 900000 to 900899, then 020 7946 0200 to 0999, then 555-0100 to 0199."""
    if index < 900:
        return f"07700900{index:03}"
    if index < 1700:
        return f"02079460{index - 700:03}"
    return f"555{100 + index % 100:04}"
