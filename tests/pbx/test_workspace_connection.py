from __future__ import annotations

from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import pytest

from bot.cdr.link_trouble import BadAddress, BadClientId, BadTrust, BadZone
from bot.pbx.guard import PrivateAddresses
from bot.pbx.trust import Trust
from bot.pbx.workspace_connection import connection_to
from bot.workspace.pbx import Checking
from pbx.pooling import invented

if TYPE_CHECKING:
    from bot.cdr.trouble import Trouble
    from bot.pbx.connection import Connection

PIN = "AB:" * 31 + "AB"


def connection(*, hosted: bool = False, **changes: Any) -> Connection:  # noqa: ANN401 - whatever a WorkspacePbx takes
    return connection_to(invented(**changes), hosted=hosted, private=PrivateAddresses.ALLOW)


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


def test_no_zone_means_the_one_that_is_discovered() -> None:
    assert connection(timezone=" ").pbx_timezone is None


def test_each_way_of_checking_is_a_trust() -> None:
    assert connection().trust == Trust.system()
    assert connection(checking=Checking.PIN, pin=PIN).trust == Trust.pinned("ab" * 32)
    assert connection(checking=Checking.OFF).trust == Trust.off()
    assert connection(pin="a pin that is not used").trust == Trust.system()


def test_a_private_address_is_refused_where_the_policy_says_so() -> None:
    made = connection_to(invented(), hosted=True, private=PrivateAddresses.DENY)
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


def test_where_it_is_hosted_a_certificate_that_is_not_checked_is_refused() -> None:
    with pytest.raises(BadTrust):
        connection(hosted=True, checking=Checking.OFF)
    assert connection(hosted=True).trust == Trust.system()
