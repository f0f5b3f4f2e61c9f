"""The table of vendors: whose PBXs can be asked, and what opens one. A new vendor is a folder and a row."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from bot.cdr.link_trouble import UnknownVendor
from bot.pbx.yeastar.client import YeastarPbx
from bot.pbx.yeastar.probes import LINKS as YEASTAR_LINKS
from bot.ports import Pbx
from bot.workspace.pbx import YEASTAR

if TYPE_CHECKING:
    from bot.pbx.connection import Connection
    from bot.pbx.logins import Logins
    from bot.ports import Clock
    from bot.workspace.tokens import TokenStore


class OpenPbx(Pbx, Protocol):
    """A PBX whose connections somebody has to close."""

    async def close(self, *, revoke: bool = False) -> None:
        """Close every connection; with ``revoke`` the access token is given back first."""


class Opens(Protocol):
    """Makes a PBX of how it is reached; contacts nobody yet."""

    def __call__(
        self,
        connection: Connection,
        *,
        tokens: TokenStore,
        clock: Clock,
        time_limit: float,
        logins: Logins | None = None,
    ) -> OpenPbx:
        """The PBX. ``time_limit`` is in seconds, for each question; ``logins`` is shared with other PBXs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Vendor:
    """One row.

    Attributes:
        opens: makes a PBX.
        links: names of its probes in their order, known before there is a PBX.
    """

    opens: Opens
    links: tuple[str, ...]


VENDORS: dict[str, Vendor] = {
    YEASTAR: Vendor(opens=YeastarPbx, links=YEASTAR_LINKS),
}
"""By the name that a PBX is kept with."""


def open_by_vendor(
    connection: Connection,
    *,
    tokens: TokenStore,
    clock: Clock,
    time_limit: float,
    logins: Logins | None = None,
) -> OpenPbx:
    """As ``Opens``, for a PBX of any vendor.

    Raises:
        UnknownVendor: it is none of the table's: a newer Ringback has set it up.
    """
    vendor = VENDORS.get(connection.vendor)
    if vendor is None:
        raise UnknownVendor(vendor=connection.vendor)
    return vendor.opens(connection, tokens=tokens, clock=clock, time_limit=time_limit, logins=logins)
