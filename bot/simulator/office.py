"""The simulated office: who works there and how calls are routed. Invented names, reserved numbers."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Extension:
    """One person's telephone."""

    number: str
    name: str
    email: str = ""

    @property
    def party(self) -> str:
        """As a row writes it."""
        return f"{self.name}<{self.number}>"


@dataclass(frozen=True, slots=True)
class Place:
    """A queue, ring group or menu; ``members`` are extension numbers."""

    id: int
    number: str
    name: str
    members: tuple[str, ...] = ()


EXTENSIONS = (
    Extension("4001", "Ingrid Solberg", "ingrid@example.com"),
    Extension("4002", "Jonas Weber", "jonas@example.com"),
    Extension("4003", "Priya Raman", "priya@example.com"),
    Extension("4004", "Tom Ashdown", "tom@example.com"),
    Extension("4005", "Amara Osei", "amara@example.com"),
    Extension("4006", "Lucía Ferrer", "lucia@example.com"),
    Extension("4007", "Mei Tanaka", "mei@example.com"),
    Extension("4008", "Dmitri Volkov", "dmitri@example.com"),
    Extension("4009", "April Hughes", "april@example.com"),
    Extension("4010", "4010"),
    Extension("4011", "Front Desk", "desk@example.com"),
    Extension("4012", "Warehouse"),
)
BY_NUMBER = {extension.number: extension for extension in EXTENSIONS}
QUEUES = (
    Place(1, "6400", "Sales", ("4005", "4002", "4003")),
    Place(2, "6401", "Support", ("4006", "4007", "4008", "4009")),
)
RING_GROUPS = (Place(1, "6300", "Reception", ("4001", "4011", "4004")),)
IVRS = (Place(1, "6200", "Welcome"), Place(2, "6201", "Main"), Place(3, "6203", "Orders"))
EXTENSION_GROUPS = (
    Place(1, "", "Head Office", ("4001", "4004", "4010", "4011")),
    Place(2, "", "Field Team", ("4002", "4008", "4012")),
)
TRUNKS = ("SIP-Main", "SIP-Backup")
DIDS = ("+442079460100", "+442079460101", "+442079460102")
HOSTILE_NAMES = ("<!channel> *bold*", "[red]Alert[/red]", "\x1b[31mRed\x1b[0m\u202ecod", "=HYPERLINK(1)")


def outside_number(index: int) -> str:
    """A number of the range reserved for fiction: 07700 900000 to 900999, then 020 7946 0000 to 0999."""
    return f"07700900{index % 1000:03}" if index < 1000 else f"02079460{index % 1000:03}"
