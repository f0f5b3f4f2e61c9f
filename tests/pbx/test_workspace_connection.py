from __future__ import annotations

from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import pytest

from bot.cdr.link_trouble import BadAddress, BadClientId, BadTrust, BadZone, UnknownVendor
from bot.pbx.guard import PrivateAddresses
from bot.pbx.tokens import MemoryTokenStore
from bot.pbx.trust import Trust
from bot.pbx.vendors import open_by_vendor
from bot.pbx.workspace_connection import connection_to, leads_elsewhere
from bot.pbx.yeastar.client import YeastarPbx
from bot.workspace.pbx import Checking
from pbx.pooling import Scene, invented

if TYPE_CHECKING:
    from bot.cdr.trouble import Trouble
    from bot.pbx.connection import Connection

PIN = "AB:" * 31 + "AB"


def connection(*, checked: bool = False, **changes: Any) -> Connection:  # noqa: ANN401 - whatever a WorkspacePbx takes
    return connection_to(invented(**changes), private=PrivateAddresses.ALLOW, checks_certificates=checked)


def test_what_was_typed_becomes_the_way_there() -> None:
    made = connection(
        base_url=" https://pbx.example.com:8088/ ",
        client_id=" id-1 ",
        client_secret="s",
        timezone="Asia/Riyadh",
    )
    assert made.address.base_url == "https://pbx.example.com:8088"
    assert (made.client_id, made.client_secret) == ("id-1", "s")
    assert (made.pbx_timezone, made.private) == (ZoneInfo("Asia/Riyadh"), PrivateAddresses.ALLOW)


def test_a_pbx_of_a_vendor_that_is_not_known_here_is_opened_by_nobody() -> None:
    scene = Scene()
    with pytest.raises(UnknownVendor, match="cannot ask a PBX of the vendor “later”"):
        open_by_vendor(connection(vendor="later"), tokens=MemoryTokenStore(), clock=scene, time_limit=1)
    assert connection(vendor="later") != connection()


async def test_a_pbx_is_opened_as_its_vendors_are() -> None:
    opened = open_by_vendor(connection(), tokens=MemoryTokenStore(), clock=Scene(), time_limit=1)
    assert isinstance(opened, YeastarPbx)
    await opened.close()


@pytest.mark.parametrize(
    ("kept", "wanted", "elsewhere"),
    [
        ({}, {"client_id": "another", "name": "Berlin", "timezone": "Asia/Tokyo"}, False),
        ({"base_url": "https://straße.example"}, {"base_url": "https://STRASSE.example"}, True),
        ({"base_url": "https://straße.example"}, {"base_url": "https://xn--strae-oqa.example/"}, False),
        ({"base_url": "https://a.example"}, {"base_url": "http://a.example:443"}, True),
        ({"base_url": "https://a.example"}, {"base_url": "https://a.example:443"}, False),
        ({"base_url": "https://a.example"}, {"base_url": "https://a.example.evil.example"}, True),
        ({"base_url": "nothing"}, {"base_url": "nothing"}, True),
        ({}, {"checking": Checking.OFF}, True),
        ({}, {"checking": Checking.PIN, "pin": PIN}, True),
        (
            {"checking": Checking.PIN, "pin": PIN},
            {"checking": Checking.PIN, "pin": PIN.replace("AB", "CD")},
            True,
        ),
        ({"checking": Checking.PIN, "pin": PIN}, {"checking": Checking.PIN, "pin": "ab" * 32}, False),
        ({"checking": Checking.PIN, "pin": PIN}, {}, True),
        ({"checking": Checking.OFF}, {}, False),
        ({"checking": Checking.OFF}, {"checking": Checking.PIN, "pin": PIN}, False),
    ],
)
def test_a_secret_stays_at_its_address_and_with_its_certificate(
    *, kept: dict[str, Any], wanted: dict[str, Any], elsewhere: bool
) -> None:
    assert leads_elsewhere(invented(**kept), invented(**wanted)) is elsewhere


def test_no_zone_means_the_one_that_is_discovered() -> None:
    assert connection(timezone=" ").pbx_timezone is None


def test_each_way_of_checking_is_a_trust() -> None:
    assert connection().trust == Trust.system()
    assert connection(checking=Checking.PIN, pin=PIN).trust == Trust.pinned("ab" * 32)
    assert connection(checking=Checking.OFF).trust == Trust.off()
    assert connection(pin="a pin that is not used").trust == Trust.system()


def test_a_private_address_is_refused_where_the_policy_says_so() -> None:
    made = connection_to(invented(), private=PrivateAddresses.DENY, checks_certificates=True)
    assert made.private is PrivateAddresses.DENY


@pytest.mark.parametrize(
    ("changes", "trouble", "code"),
    [
        ({"base_url": "pbx"}, BadAddress, "bad_address"),
        ({"client_id": ""}, BadClientId, "bad_client_id"),
        ({"client_id": "two words"}, BadClientId, "bad_client_id"),
        ({"client_id": "a\x00b"}, BadClientId, "bad_client_id"),
        ({"checking": Checking.PIN, "pin": ""}, BadTrust, "bad_trust"),
        ({"checking": Checking.PIN, "pin": PIN, "base_url": "http://pbx.example.com"}, BadTrust, "bad_trust"),
        ({"timezone": "Mars/Olympus"}, BadZone, "bad_zone"),
        ({"timezone": "/etc/passwd"}, BadZone, "bad_zone"),
        ({"timezone": "../../etc/passwd"}, BadZone, "bad_zone"),
        ({"timezone": "Europe"}, BadZone, "bad_zone"),
        ({"timezone": "x" * 5000}, BadZone, "bad_zone"),
        ({"timezone": "Europe/L\x00ndon"}, BadZone, "bad_zone"),
        ({"timezone": "Europe/Lond\udc80n"}, BadZone, "bad_zone"),
    ],
    ids=str,
)
def test_what_cannot_be_is_said_with_its_code(
    changes: dict[str, Any], trouble: type[Trouble], code: str
) -> None:
    with pytest.raises(trouble) as raised:
        connection(**changes)
    assert raised.value.code == code
    assert len(str(raised.value)) < 300


def test_where_certificates_are_checked_one_that_is_not_is_refused() -> None:
    with pytest.raises(BadTrust):
        connection(checked=True, checking=Checking.OFF)
    assert connection(checked=True).trust == Trust.system()
