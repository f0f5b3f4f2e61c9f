"""The sockets: TLS, several addresses, coming up and going down cleanly, alone in a process."""

from __future__ import annotations

import asyncio
import gc
import hashlib
import os
import re
import signal
import socket
import ssl
import subprocess
import sys
from pathlib import Path

import httpx
import pytest
from asking import NOW, client, running

from bot.simulator import SettableClock, Settings, Simulator

ROOT = Path(__file__).parents[2]


async def test_tls_shows_a_certificate_of_its_own() -> None:
    async with running(tls=True) as (pbx, asker):
        assert pbx.base_url.startswith("https://127.0.0.1:")
        assert (await asker.get("system/information"))["errcode"] == 0
        der = ssl.PEM_cert_to_DER_cert(pbx.certificate_pem)
        assert hashlib.sha256(der).hexdigest() == pbx.fingerprint
        port = int(pbx.base_url.rpartition(":")[2])
        served = await asyncio.to_thread(ssl.get_server_certificate, ("127.0.0.1", port))
        assert ssl.PEM_cert_to_DER_cert(served) == der


async def test_nobody_trusts_the_certificate_by_itself() -> None:
    async with running(tls=True) as (pbx, _), httpx.AsyncClient(trust_env=False) as stranger:
        with pytest.raises(httpx.ConnectError, match="CERTIFICATE_VERIFY_FAILED"):
            await stranger.get(pbx.base_url)


@pytest.mark.parametrize(("certificate", "fault"), [("expired", "expired"), ("other name", "mismatch")])
async def test_a_certificate_can_be_wrong(certificate: str, fault: str) -> None:
    async with running(tls=True, certificate=certificate, log_in=False) as (pbx, asker):
        with pytest.raises(httpx.ConnectError, match=fault):
            await asker.log_in(pbx)


async def test_tls_survives_who_speaks_plainly_and_who_leaves() -> None:
    async with running(tls=True) as (pbx, asker):
        port = httpx.URL(pbx.base_url).port
        for greeting in (b"GET / HTTP/1.1\r\n\r\n", b""):
            _, writer = await asyncio.open_connection("127.0.0.1", port)
            writer.write(greeting)
            await writer.drain()
            writer.close()
            await writer.wait_closed()
        assert (await asker.get("system/information"))["errcode"] == 0


async def test_without_tls_there_is_no_certificate() -> None:
    async with running() as (pbx, _):
        assert (pbx.certificate, pbx.certificate_pem, pbx.fingerprint) == (None, "", "")
        assert pbx.base_url.startswith("http://127.0.0.1:")


async def test_the_next_version_of_the_address_works_too() -> None:
    if not socket.has_ipv6:
        pytest.skip("this machine has no IPv6")
    async with running(host="::1", tls=True) as (pbx, asker):
        assert pbx.base_url.startswith("https://[::1]:")
        assert (await asker.get("system/information"))["errcode"] == 0


async def test_the_port_is_taken_and_given_back() -> None:
    async with running(log_in=False) as (pbx, _):
        port = httpx.URL(pbx.base_url).port
        with pytest.raises(OSError, match=r"[Aa]ddress|in use"):
            await Simulator(Settings(days=0, port=port or 0)).__aenter__()
    for _ in range(3):
        async with running(log_in=False, port=port) as (pbx, _):
            assert httpx.URL(pbx.base_url).port == port


async def test_nothing_is_left_when_it_goes_down() -> None:
    before = asyncio.all_tasks()
    async with running() as (pbx, asker):
        await asyncio.gather(*(asker.get("cdr/list") for _ in range(20)))
        reader, writer = await asyncio.open_connection("127.0.0.1", httpx.URL(pbx.base_url).port)
        writer.write(b"GET /openapi/v1.0/cdr/list HTTP/1.1\r\nHost: half a request")
        await writer.drain()
        await asyncio.sleep(0.05)
    assert await reader.read() == b""
    writer.close()
    await writer.wait_closed()
    assert asyncio.all_tasks() == before
    gc.collect()  # a socket left open would warn here, and warnings are errors


async def test_two_hundred_requests_at_once_are_answered() -> None:
    async with running(days=2, latency=0.02) as (pbx, asker):
        bodies = await asyncio.gather(*(asker.get("cdr/search", page_size="5") for _ in range(200)))
        assert {body["errcode"] for body in bodies} == {0}
        assert pbx.requests.most_at_once > 10
        assert pbx.requests.at_once == 0


async def test_it_knows_its_address_once_it_has_run() -> None:
    pbx = Simulator(Settings(days=0))
    with pytest.raises(RuntimeError, match="not been started"):
        assert pbx.base_url
    async with pbx:
        address = pbx.base_url
    assert pbx.base_url == address
    async with httpx.AsyncClient(trust_env=False) as stranger:
        with pytest.raises(httpx.ConnectError):
            await stranger.get(address)
        async with pbx:
            assert (await stranger.get(pbx.base_url)).status_code == 200


async def test_the_clock_is_real_unless_it_is_set() -> None:
    async with Simulator(Settings(days=1)) as pbx, client(pbx) as http:
        credentials = {"username": pbx.client_id, "password": pbx.client_secret}
        token = (await http.post("/openapi/v1.0/get_token", json=credentials)).json()["access_token"]
        params = {"access_token": token}
        told = (await http.get("/openapi/v1.0/system/information", params=params)).json()["data"]["timestamp"]
        assert abs(told - pbx.clock.now()) < 5
        pbx.clock.set(NOW, running=True)
        assert NOW <= pbx.clock.now() < NOW + 5


def test_a_clock_stands_runs_and_leaps() -> None:
    clock = SettableClock(100)
    clock.advance(5)
    assert clock.now() == 105
    clock.set(200, running=True)
    clock.advance(50)
    assert 250 <= clock.now() < 255


PROGRAM = """
from bot.simulator import Settings, run
run(Settings(days=1), on_started=lambda pbx: print(pbx.base_url, flush=True))
print("ended", flush=True)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_alone_it_runs_until_it_is_told_to_stop(number: signal.Signals) -> None:
    command = [sys.executable, "-X", "dev", "-W", "error", "-c", PROGRAM]
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(  # noqa: S603 - our own program
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment
    ) as process:
        assert process.stdout is not None
        url = process.stdout.readline().strip()
        assert httpx.get(url, trust_env=False).status_code == 200
        process.send_signal(number)
        out, err = process.communicate(timeout=20)
    # That a step took 0.1 s is the machine's doing; -X dev has it said all the same.
    told = [line for line in err.splitlines() if not re.match(r"Executing <.* took \d", line)]
    assert (process.returncode, out, told) == (0, "ended\n", [])


def test_importing_the_settings_imports_no_server() -> None:
    heavy = {"uvicorn", "starlette", "cryptography", "httpx"}
    program = f"import sys, bot.simulator; print(sorted({heavy} & set(sys.modules)))"
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT)}
    done = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, env=environment
    )
    assert done.stdout == "[]\n"
