"""What is not Slack's is refused before anything of it is read as text; what is no delivery is refused after that."""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING

import pytest
from fakes.slack.wire import form_of, signed

from bot.slack.by_http import EVENTS
from bot.slack.door import Door
from slack_edge.test_reception import COMMAND, SECRET, delivered, door

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

Headers = dict[bytes, bytes]

FORM = {b"Content-Type": b"application/x-www-form-urlencoded"}
JSON = {b"Content-Type": b"application/json"}

BODIES: dict[str, tuple[Headers, bytes]] = {
    "no JSON": (JSON, b"{nope"),
    "deep JSON": (JSON, b"[" * 400_000),
    "a list": (JSON, b"[1,2]"),
    "a payload that is none": (FORM, b"payload={nope"),
    "a deep payload": (FORM, b"payload=" + b"[" * 400_000),
    "a payload of null": (FORM, b"payload=null"),
    "no text": (JSON, b"\xff\xfe"),
}
HARMLESS: dict[str, tuple[Headers, bytes]] = {
    "many fields": (FORM, b"a=&" * 330_000),
    "Slack's look at the certificate": (FORM, b"ssl_check=1&token=x"),
    "nothing": (JSON, b""),
}


def headers(stamp: bytes | None, signature: bytes | None = b"v0=00") -> Headers:
    told = {b"x-slack-request-timestamp": stamp, b"x-slack-signature": signature}
    return {name: value for name, value in told.items() if value is not None}


def now() -> bytes:
    return str(int(time.time())).encode()


def right(body: bytes, at: float) -> Headers:
    return {name.encode(): value.encode() for name, value in signed(SECRET, body, at).items()}


STRANGERS = {
    "unsigned": lambda: headers(None, None),
    "without a moment": lambda: headers(None),
    "without a signature": lambda: headers(now(), None),
    "guessed": lambda: headers(now()),
    "not ASCII": lambda: headers(now(), b"v0=\xe9"),
    "an odd moment": lambda: headers(b"1e9"),
    "a moment of other digits": lambda: headers(b"\xb2\xb3"),
    "an endless moment": lambda: headers(b"9" * 5000),
    "a moment in the past": lambda: headers(b"-1"),
}


@pytest.mark.parametrize("stranger", STRANGERS)
@pytest.mark.parametrize("body", [*BODIES, *HARMLESS])
async def test_what_is_not_signed_is_refused_whatever_it_holds(stranger: str, body: str) -> None:
    kind, content = (BODIES | HARMLESS)[body]
    async with door() as (client, store, _, health), asyncio.timeout(3):
        answer = await client.post(EVENTS, content=content, headers=kind | STRANGERS[stranger]())
        assert (answer.status_code, health.deliveries) == (401, 0)
        assert not store.asked.is_set()


async def test_a_large_body_without_a_signature_costs_no_time() -> None:
    kind, content = HARMLESS["many fields"]
    async with door() as (client, _, _, _), asyncio.timeout(3):
        began = time.process_time()
        for _ in range(10):
            await client.post(EVENTS, content=content, headers=kind | headers(now()))
        assert time.process_time() - began < 1  # to parse them takes three


@pytest.mark.parametrize("body", BODIES)
async def test_what_is_signed_and_no_delivery_is_refused(body: str) -> None:
    kind, content = BODIES[body]
    async with door() as (client, _, _, health), asyncio.timeout(3):
        answer = await client.post(EVENTS, content=content, headers=kind | right(content, time.time()))
        assert (answer.status_code, health.deliveries) == (400, 0)


@pytest.mark.parametrize(("age", "status"), [(-290, 200), (290, 200), (-310, 401), (310, 401)])
async def test_a_signature_is_good_for_five_minutes(age: int, status: int) -> None:
    async with door() as (client, _, _, _), asyncio.timeout(3):
        kind, body = form_of("slash_commands", COMMAND)
        told = {"Content-Type": kind, **signed(SECRET, body, time.time() + age)}
        assert (await client.post(EVENTS, content=body, headers=told)).status_code == status


async def test_a_signature_of_one_moment_is_none_of_another() -> None:
    async with door() as (client, _, _, _), asyncio.timeout(3):
        kind, body = form_of("slash_commands", COMMAND)
        told = {"Content-Type": kind, **signed(SECRET, body, time.time() - 290)}
        told["X-Slack-Request-Timestamp"] = now().decode()
        assert (await client.post(EVENTS, content=body, headers=told)).status_code == 401


async def test_what_was_let_in_is_not_checked_again_when_its_turn_comes() -> None:
    """It may have waited for longer than a signature is good."""
    earlier = time.time() - 1000
    async with door(Door(secret=SECRET, now=lambda: earlier)) as (client, store, _, _), asyncio.timeout(3):
        kind, body = form_of("slash_commands", COMMAND)
        told = {"Content-Type": kind, **signed(SECRET, body, earlier)}
        assert (await client.post(EVENTS, content=body, headers=told)).status_code == 200
        await store.asked.wait()


async def test_without_a_signing_secret_nothing_is_let_in() -> None:
    async with door(Door(secret="")) as (client, _, _, _):
        assert (await delivered(client, "slash_commands", COMMAND, "")).status_code == 401


async def test_a_body_that_comes_too_slowly_is_refused_and_its_connection_closed() -> None:
    async def dribbling() -> AsyncIterator[bytes]:
        for _ in range(20):
            yield b"a"
            await asyncio.sleep(0.05)

    async with door(Door(secret=SECRET, seconds=0.1)) as (client, _, _, health), asyncio.timeout(3):
        answer = await client.post(EVENTS, content=dribbling(), headers=headers(now()))
        assert (answer.status_code, answer.headers["connection"]) == (408, "close")
        assert health.deliveries == 0


@pytest.mark.parametrize("told", [headers(now()), {}], ids=["guessed", "unsigned"])
async def test_a_body_that_says_it_is_too_large_is_not_read(told: Headers) -> None:
    read: list[int] = []

    async def unread() -> AsyncIterator[bytes]:
        read.append(1)
        yield b"a"

    async with door() as (client, _, _, _), asyncio.timeout(3):
        length = {b"Content-Length": b"1000001"}
        answer = await client.post(EVENTS, content=unread(), headers={**told, **length})
        assert (answer.status_code, answer.headers["connection"], read) == (413, "close", [])


async def test_a_body_that_says_nothing_of_its_length_is_read_no_further_than_it_may_be() -> None:
    read: list[int] = []

    async def endless() -> AsyncIterator[bytes]:
        while len(read) < 100:
            read.append(1)
            yield b"a" * 100_000

    async with door() as (client, _, _, _), asyncio.timeout(3):
        answer = await client.post(EVENTS, content=endless(), headers=headers(now()))
        assert answer.status_code == 413
        assert len(read) == 11
