"""From a name to a connection: every address allowed, and none connected to but one that was looked at."""

from __future__ import annotations

import asyncio
import socket
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from bot.cdr.link_trouble import (
    AddressNotAllowed,
    BadAddress,
    ConnectionRefused,
    NameNotFound,
    PrivateNotAllowed,
    TimedOut,
)
from bot.pbx.guard import PrivateAddresses
from bot.pbx.network import system_lookup
from bot.pbx.transport import open_client
from pbx.wire import GOOD, TIMEOUTS, answering, asked, names, reaching, serving, silent

if TYPE_CHECKING:
    from collections.abc import Sequence


@pytest.fixture
def closed_port() -> int:
    """A port of this machine at which nothing listens."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port: int = taken.getsockname()[1]
    return port


async def test_every_address_of_a_name_must_be_allowed() -> None:
    seen: list[bytes] = []
    async with serving(answering(GOOD, seen)) as port:
        url = f"http://pbx.example.com:{port}"
        for addresses in (
            ("127.0.0.1", "169.254.169.254"),
            ("169.254.169.254", "127.0.0.1"),
            ("::", "127.0.0.1"),
        ):
            with pytest.raises(AddressNotAllowed):
                await asked(reaching(url), names(*addresses))
        for addresses in (("127.0.0.1", "127.0.0.1"), ("8.8.8.8", "127.0.0.1"), ("127.0.0.1", "8.8.8.8")):
            with pytest.raises(PrivateNotAllowed):
                await asked(reaching(url, private=PrivateAddresses.DENY), names(*addresses))
        assert seen == []
        assert await asked(reaching(url), names("127.0.0.1")) == b"{}"


async def test_a_name_is_resolved_once_so_it_cannot_lead_elsewhere_between_check_and_connect() -> None:
    answers = iter([["127.0.0.1"], ["169.254.169.254"]])
    asked_for: list[str] = []

    async def lookup(host: str, port: int) -> Sequence[str]:  # noqa: ARG001 - a lookup's signature
        asked_for.append(host)
        return next(answers)

    async with serving(answering(GOOD)) as port:
        await asked(reaching(f"http://pbx.example.com:{port}"), lookup)
        assert asked_for == ["pbx.example.com"]
        with pytest.raises(AddressNotAllowed):  # each connection is looked at anew
            await asked(reaching(f"http://pbx.example.com:{port}"), lookup)


async def test_the_next_address_is_tried_when_one_does_not_answer_and_remembered() -> None:
    seen: list[bytes] = []
    async with serving(answering(GOOD, seen)) as port:
        connection = reaching(f"http://pbx.example.com:{port}")
        async with open_client(connection, TIMEOUTS, names("127.0.0.2", "127.0.0.1")) as client:
            await client.get("/x")
            async with await asyncio.start_server(silent, "127.0.0.2", port):
                await client.get("/x")
    assert len(seen) == 2


async def test_an_address_that_this_machine_has_no_way_to_does_not_speak_for_the_others(
    closed_port: int,
) -> None:
    url = f"http://pbx.example.com:{closed_port}"
    with pytest.raises(ConnectionRefused):
        await asked(reaching(url), names("127.255.255.255", "127.0.0.1"))  # the first is loopback's broadcast


@pytest.mark.parametrize(
    "host", ["2130706433", "0x7f.1", "0177.0.0.1", "localhost.", "127.1", "[::ffff:127.0.0.1]"]
)
async def test_odd_forms_of_loopback_are_loopback_or_no_address_at_all(host: str) -> None:
    with pytest.raises((PrivateNotAllowed, NameNotFound, BadAddress)):
        await asked(reaching(f"http://{host}:9", private=PrivateAddresses.DENY))


@pytest.mark.parametrize(
    "host", ["0", "0x0", "2852039166", "0xa9fea9fe", "169.254.43518", "[::ffff:a9fe:a9fe]"]
)
async def test_odd_forms_of_a_metadata_address_are_never_connected_to(host: str) -> None:
    with pytest.raises((AddressNotAllowed, NameNotFound, BadAddress)):
        await asked(reaching(f"http://{host}:9"))


async def test_a_name_without_address_and_a_port_without_server_are_told_apart(closed_port: int) -> None:
    with pytest.raises(NameNotFound) as unknown:
        await asked(reaching("http://pbx.example.com"), names())
    assert unknown.value.sentence == "The name pbx.example.com has no address here."
    with pytest.raises(ConnectionRefused) as refused:
        await asked(reaching(f"http://127.0.0.1:{closed_port}"))
    assert refused.value.sentence == f"Nothing answers at 127.0.0.1:{closed_port}."


@pytest.mark.parametrize("error", [socket.gaierror(-3, "try again"), UnicodeError("label too long")])
async def test_whatever_a_name_server_fails_with_the_name_has_no_address(error: Exception) -> None:
    async def lookup(host: str, port: int) -> Sequence[str]:  # noqa: ARG001 - a lookup's signature
        raise error

    with pytest.raises(NameNotFound):
        await asked(reaching("http://pbx.example.com"), lookup)


async def test_a_name_with_an_empty_part_has_no_address() -> None:
    with pytest.raises(NameNotFound):
        await asked(reaching("http://pbx..example"))


async def test_a_slow_name_server_is_given_up() -> None:
    async def lookup(host: str, port: int) -> Sequence[str]:  # noqa: ARG001 - a lookup's signature
        await asyncio.sleep(10)
        return []

    with pytest.raises(TimedOut) as raised:
        await asked(reaching("http://pbx.example.com"), lookup)
    assert (
        raised.value.sentence == "The PBX at pbx.example.com:80 did not get an address from DNS within 2 s."
    )


async def test_the_machines_own_names_are_known() -> None:
    assert set(await system_lookup("localhost", 80)) & {"127.0.0.1", "::1"}
    assert await system_lookup("192.0.2.7", 80) == ["192.0.2.7"]


def _unasked(*_: object, **__: object) -> list[tuple[object, ...]]:
    raise OSError("the resolver was asked for what is an address already")


@pytest.mark.parametrize(
    ("host", "address"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("10.0.0.1", "10.0.0.1"),
        ("2001:db8:0:0::7", "2001:db8::7"),
        ("::ffff:10.0.0.1", "::ffff:a00:1"),
    ],
)
async def test_an_address_is_not_asked_of_the_resolver(host: str, address: str) -> None:
    assert await system_lookup(host, 80, _unasked) == [address]


@pytest.mark.parametrize(
    "host", ["localhost", "0177.0.0.1", "127.1", "0x7f.0.0.1", "2130706433", "fe80::1%1"]
)
async def test_whatever_is_no_plain_address_is_for_the_resolver_to_read(host: str) -> None:
    asked_for: list[str] = []

    def resolve(name: str, *_: object, **__: object) -> list[tuple[object, ...]]:
        asked_for.append(name)
        return [(2, 1, 6, "", ("192.0.2.1", 80))]

    assert await system_lookup(host, 80, resolve) == ["192.0.2.1"]
    assert asked_for == [host]


@pytest.mark.parametrize("host", ["10.0.0.1", "127.0.0.1", "[::1]", "[fc00::1]"])
async def test_an_address_that_needs_no_resolver_is_refused_all_the_same(host: str) -> None:
    with pytest.raises(PrivateNotAllowed):
        await asked(reaching(f"http://{host}:9", private=PrivateAddresses.DENY))
    with pytest.raises(AddressNotAllowed):
        await asked(reaching("http://169.254.169.254:9"))


def test_a_name_server_that_does_not_answer_holds_up_no_end() -> None:
    program = (
        "import asyncio, time\nfrom bot.pbx.network import system_lookup\n"
        "def stuck(*asked, **more): time.sleep(60)\n"
        "asyncio.run(asyncio.wait_for(system_lookup('pbx.example', 1, stuck), 0.1))\n"
    )
    ended = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-c", program], capture_output=True, text=True, timeout=20, check=False
    )
    assert ended.stderr.rstrip().endswith("TimeoutError")


async def test_an_answer_that_comes_after_it_was_given_up_disturbs_nobody(
    recwarn: pytest.WarningsRecorder,
) -> None:
    late = asyncio.Event()
    loop = asyncio.get_running_loop()

    def slow(*_: object, **__: object) -> list[tuple[object, ...]]:
        loop.call_soon_threadsafe(late.set)
        return [(2, 1, 6, "", ("127.0.0.1", 80))]

    task = asyncio.create_task(system_lookup("pbx.example", 80, slow))
    await asyncio.sleep(0)
    task.cancel()
    await asyncio.wait_for(late.wait(), 5)
    await asyncio.sleep(0.01)
    assert task.cancelled()
    assert not recwarn.list
