"""From a PBX as a workspace has set it up to how it is reached; what was typed is checked here."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot.cdr.link_trouble import BadTrust, BadZone
from bot.pbx.connection import Connection, PbxAddress, read_client_id
from bot.pbx.trust import Trust
from bot.workspace.pbx import Checking

if TYPE_CHECKING:
    from bot.pbx.guard import PrivateAddresses
    from bot.workspace.pbx import WorkspacePbx


def connection_to(pbx: WorkspacePbx, *, hosted: bool, private: PrivateAddresses) -> Connection:
    """How it is reached.

    Args:
        pbx: as it was typed.
        hosted: refuse a certificate that is not checked.
        private: whether it may have a private address.

    Raises:
        BadAddress, BadClientId, BadTrust, BadZone: naming what is wrong.
    """
    if hosted and pbx.checking is Checking.OFF:
        raise BadTrust(
            fault="without a check is only for an installation of one's own",
            mend="Pin the certificate instead",
        )
    return Connection(
        address=PbxAddress.read(pbx.base_url),
        client_id=read_client_id(pbx.client_id),
        client_secret=pbx.client_secret,
        trust=_trust_of(pbx),
        private=private,
        pbx_timezone=_zone_of(pbx),
    )


def _trust_of(pbx: WorkspacePbx) -> Trust:
    if pbx.checking is Checking.PIN:
        return Trust.pinned(pbx.pin)
    return Trust.off() if pbx.checking is Checking.OFF else Trust.system()


def _zone_of(pbx: WorkspacePbx) -> ZoneInfo | None:
    name = pbx.timezone.strip()
    if not name:
        return None
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):  # what zoneinfo raises for unknown, absolute and folder names
        raise BadZone(zone=name) from None
