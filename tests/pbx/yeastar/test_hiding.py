"""What a PBX says is shown, but never what logs in to it, whatever it echoes."""

from __future__ import annotations

import json
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlsplit

import msgspec
import pytest

from bot.cdr.pbx_trouble import AccessDenied, BadCredentials, PbxRefused
from bot.pbx.connection import Connection, PbxAddress
from bot.pbx.tokens import MemoryTokenStore
from bot.pbx.yeastar.client import YeastarPbx
from bot.pbx.yeastar.envelope import Envelope
from bot.pbx.yeastar.hiding import fit_to_show
from bot.pbx.yeastar.shape import Shape
from bot.simulator import SettableClock
from bot.workspace.tokens import Tokens
from pbx.wire import serving
from pbx.yeastar.given import PbxClock

if TYPE_CHECKING:
    import asyncio
    from collections.abc import AsyncIterator, Callable

    from bot.cdr.trouble import Trouble

CLIENT_ID = "client-7f3a"
SECRET = 'Pa55 w/rd+"&%ö'
ACCESS, REFRESH = "acc/ess+token=1", "refresh-token-2"
NEVER = (CLIENT_ID, SECRET, ACCESS, REFRESH, "Pa55", "acc%2Fess", "refresh-token")


@asynccontextmanager
async def echoing(
    errcode: int, words: Callable[[str, str], str], *, token: bool = True, until: float = 2e9
) -> AsyncIterator[YeastarPbx]:
    """A PBX that refuses everything in words made of what it was asked: the request's line and body."""

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = (await reader.readuntil(b"\r\n\r\n")).decode()
        length = next(
            (int(line[15:]) for line in head.split("\r\n") if line.lower().startswith("content-l")), 0
        )
        body = (await reader.readexactly(length)).decode()
        answer = json.dumps({"errcode": errcode, "errmsg": words(head.split("\r\n")[0], body)}).encode()
        writer.write(
            b"HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: %d\r\n\r\n" % len(answer) + answer
        )
        await writer.drain()

    async with serving(serve) as port:
        connection = Connection(
            address=PbxAddress.read(f"http://127.0.0.1:{port}"), client_id=CLIENT_ID, client_secret=SECRET
        )
        store = MemoryTokenStore()
        if token:
            kept = Tokens(access=ACCESS, access_until=until, refresh=REFRESH, refresh_until=2e9)
            store.save(connection.key, kept)
        pbx = YeastarPbx(connection, tokens=store, clock=PbxClock(SettableClock(1_792_009_897)))
        yield pbx
        await pbx.close()


def whole(line: str, body: str) -> str:
    query = dict(parse_qsl(urlsplit(line.split(" ")[1]).query))
    given = json.loads(body) if body else {}
    return f"you sent {line} {body} {query} {given} {SECRET} {SECRET.lower()} by {CLIENT_ID}"


def whole_and_before(line: str, body: str) -> str:
    """Also what an earlier request told."""
    return f"{whole(line, body)} {REFRESH} {ACCESS}"


def assert_silent(trouble: Trouble) -> None:
    for text in (str(trouble), repr(trouble.facts)):
        assert not [each for each in NEVER if each.lower() in text.lower()]
    assert "you sent" in str(trouble)
    assert "[hidden]" in str(trouble.facts["message"])


async def test_a_login_that_is_echoed_shows_neither_secret_nor_client_id() -> None:
    async with echoing(10000, whole, token=False) as pbx:
        with pytest.raises(BadCredentials) as raised:
            await pbx.profile()
        assert_silent(raised.value)


@pytest.mark.parametrize(("errcode", "trouble"), [(10005, AccessDenied), (-1, PbxRefused)])
async def test_a_request_that_is_echoed_does_not_show_its_token(errcode: int, trouble: type[Trouble]) -> None:
    async with echoing(errcode, whole_and_before) as pbx:
        with pytest.raises(trouble) as raised:
            await pbx.api.get("cdr/list", {}, Shape(_envelope), lambda: None)
        assert_silent(raised.value)


async def test_a_refresh_token_that_is_echoed_is_not_shown() -> None:
    """It is refused, then the login is as well: the words are those of the login."""
    async with echoing(10000, whole_and_before, until=0) as pbx:
        with pytest.raises(BadCredentials) as raised:
            await pbx.profile()
        assert_silent(raised.value)


async def test_the_doctor_shows_no_secret_either() -> None:
    async with echoing(10004, whole_and_before) as pbx:
        await pbx.api.session.token()
        finding = await pbx.probes()[0].run()
        assert "you sent" in finding
        assert not [each for each in NEVER if each.lower() in finding.lower()]


async def test_what_no_secret_is_in_is_shown_as_it_came() -> None:
    async with echoing(10005, lambda *_: "ACCESS DENIED: ask your admin") as pbx:
        with pytest.raises(AccessDenied) as raised:
            await pbx.api.get("cdr/list", {}, Shape(_envelope), lambda: None)
        assert raised.value.sentence == (
            "The PBX denies access to cdr/list (error 10005: ACCESS DENIED: ask your admin)."
        )


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("one\r\ntwo\x00\x1b[31m\u202ethree", "one two[31mthree"),
        ("token s3cret-1!", "token [hidden]!"),
        ("token S3CRET-1", "token [hidden]"),
        ("an id is invalid: id", "an [hidden] is invalid: [hidden]"),
        ("x" * 5_000 + "s3cret-1", "more words than can be shown"),
        ("", ""),
        (None, None),
    ],
)
def test_words_become_one_line_that_hides_what_must_be(words: str | None, shown: str | None) -> None:
    assert fit_to_show(words, ("s3cret-1", "id", "", " ")) == shown


@pytest.mark.parametrize(
    "form", ['a b/c"9&', "a%20b%2Fc%229%26", "a+b%2Fc%229%26", 'a b/c\\"9&', "a b/c&quot;9&amp;"]
)
def test_a_secret_is_found_however_it_is_written(form: str) -> None:
    assert fit_to_show(f"password={form}.", ('a b/c"9&',)) == "password=[hidden]."


def test_a_secret_at_the_end_of_what_is_shown_leaves_no_first_half() -> None:
    for length in range(380, 410):
        shown = fit_to_show("." * length + "s3cret-1", ("s3cret-1",))
        assert shown is not None
        assert "s3" not in shown


def _envelope(body: bytes) -> Envelope:
    return msgspec.json.decode(body, type=Envelope)
