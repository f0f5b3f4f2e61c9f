"""From a PBX as a workspace has set it up to how it is reached; what was typed is checked here."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot.cdr.link_trouble import BadZone
from bot.cdr.trouble import SetupTrouble
from bot.pbx.connection import Connection, PbxAddress, read_client_id
from bot.pbx.trust import Trust
from bot.workspace.pbx import Checking

if TYPE_CHECKING:
    from bot.pbx.guard import PrivateAddresses
    from bot.workspace.pbx import WorkspacePbx


def connection_to(pbx: WorkspacePbx, *, private: PrivateAddresses, checks_certificates: bool) -> Connection:
    """How it is reached.

    Args:
        pbx: as it was typed.
        private: whether it may have a private address.
        checks_certificates: refuse a certificate that is not checked.

    Raises:
        BadAddress, BadClientId, BadTrust, BadZone: naming what is wrong.
    """
    return Connection(
        address=PbxAddress.read(pbx.base_url),
        client_id=read_client_id(pbx.client_id),
        client_secret=pbx.client_secret,
        trust=_trust_of(pbx),
        private=private,
        checks_certificates=checks_certificates,
        pbx_timezone=_zone_of(pbx),
        vendor=pbx.vendor,
    )


def leads_elsewhere(kept: WorkspacePbx, wanted: WorkspacePbx) -> bool:
    """Whether the secret kept of a PBX could come into other hands under another set-up of it.

    Names are compared as the wire has them: ``strasse.example`` and ``straße.example`` are two hosts. Where no
    certificate was checked, checking one is no risk; any other change lets one in that was not let in before.
    """
    try:
        there, trusted = PbxAddress.read(kept.base_url), _trust_of(kept)
        here, trusting = PbxAddress.read(wanted.base_url), _trust_of(wanted)
    except SetupTrouble:  # what cannot be read is another
        return True
    return there.base_url != here.base_url or (trusted != Trust.off() and trusted != trusting)


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
