"""Connecting: resolve once, allow every address, connect to that very address, check the certificate first.

Resolving and connecting are one step, so that a name cannot lead to another address between the two.
"""

from __future__ import annotations

import asyncio
import errno
import hmac
import socket
import ssl
from concurrent.futures import Future
from ipaddress import ip_address
from threading import Thread
from typing import TYPE_CHECKING, Any

import httpcore2

from bot.cdr.link_trouble import (
    CertificateExpired,
    ConnectionRefused,
    HostnameMismatch,
    NameNotFound,
    PbxUnreachable,
    PinMismatch,
    TimedOut,
    TlsFailed,
    TlsNotTrusted,
)
from bot.pbx.guard import check
from bot.pbx.paced import PacedStream
from bot.pbx.trust import Trust, TrustMode, context_for, fingerprint_of

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterable, Iterator, Sequence

    from bot.cdr.trouble import Trouble
    from bot.pbx.guard import PrivateAddresses
    from bot.pbx.logins import Gate

    Lookup = Callable[[str, int], Awaitable[Sequence[str]]]
    """Host and port -> addresses, each once."""

_OPEN_WORDS = {
    errno.ENETUNREACH: "there is no way to its network",
    errno.EHOSTUNREACH: "there is no way to its host",
    errno.EACCES: "this machine's firewall forbids it",
    errno.EPERM: "this machine's firewall forbids it",
    errno.ECONNRESET: "it ends the connection at once",
}
_TLS_WORDS = {
    "WRONG_VERSION_NUMBER": "what answers there does not speak TLS",
    "HTTP_REQUEST": "what answers there does not speak TLS",
    "UNSUPPORTED_PROTOCOL": "it offers only TLS older than 1.2",
    "TLSV1_ALERT_PROTOCOL_VERSION": "it offers only TLS older than 1.2",
}
_NOT_YET_VALID, _EXPIRED = 9, 10
_HOSTNAME, _IP_ADDRESS = 62, 64
_BY_VERIFY_CODE = {
    _NOT_YET_VALID: CertificateExpired,
    _EXPIRED: CertificateExpired,
    _HOSTNAME: HostnameMismatch,
    _IP_ADDRESS: HostnameMismatch,
}


async def system_lookup(
    host: str, port: int, resolve: Callable[..., Iterable[Any]] = socket.getaddrinfo
) -> Sequence[str]:
    """What this machine's resolver says, in its order.

    A resolver cannot be stopped and may take half a minute. So it runs on a thread that nobody waits for: the loop's
    own threads would hold up the end of the program. What is an address already needs neither.

    Raises:
        OSError, UnicodeError: it knows no such name.
    """
    if literal := _literal(host):
        return [literal]
    answer: Future[list[str]] = Future()
    answer.set_running_or_notify_cancel()

    def run() -> None:
        try:
            found = resolve(host, port, type=socket.SOCK_STREAM)
            answer.set_result(list(dict.fromkeys(str(entry[4][0]) for entry in found)))
        except (OSError, UnicodeError) as error:
            answer.set_exception(error)

    Thread(target=run, name=f"resolve {host}", daemon=True).start()
    return await asyncio.wrap_future(answer)


def _literal(host: str) -> str:
    """An address in its one form; empty for a name, and for odd forms of which only the resolver knows the meaning."""
    try:
        address = ip_address(host)
    except ValueError:
        return ""
    # What follows a % names one of this machine's networks, and is the resolver's to read.
    return "" if "%" in host else str(address)


class GuardedBackend(httpcore2.AsyncNetworkBackend):
    """Connects to one PBX as its trust and the address policy allow. All its errors are troubles."""

    def __init__(
        self,
        *,
        where: str,
        trust: Trust,
        private: PrivateAddresses,
        lookup: Lookup = system_lookup,
        gate: Gate | None = None,
    ) -> None:
        self._where, self._trust, self._private, self._lookup = where, trust, private, lookup
        self._gate = gate
        self._network = httpcore2.AnyIOBackend()
        self._answered = ""

    async def addresses(self, host: str, port: int, timeout: float | None) -> Sequence[str]:  # noqa: ASYNC109 - httpcore's word
        """The addresses of a name, every one of them allowed.

        Raises:
            NameNotFound, AddressNotAllowed, TimedOut.
        """
        try:
            async with asyncio.timeout(timeout):
                found = await self._lookup(host, port)
        except TimeoutError:
            raise TimedOut(where=self._where, step="get an address from DNS", seconds=timeout) from None
        except (OSError, UnicodeError):
            found = []
        if not found:
            raise NameNotFound(host=host)
        for address in found:
            check(host, address, self._private)
        return found

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ASYNC109 - httpcore's signature
        local_address: str | None = None,
        socket_options: Iterable[httpcore2.SOCKET_OPTION] | None = None,
    ) -> httpcore2.AsyncNetworkStream:
        """Connect to the address that answered last, else to the first that does; each has an equal share of time."""
        found = sorted(
            await self.addresses(host, port, timeout), key=lambda address: address != self._answered
        )
        share = None if timeout is None else timeout / len(found)
        failures: list[Trouble] = []
        for address in found:
            if self._gate is not None:
                await self._gate(address)
            try:
                stream = await self._network.connect_tcp(address, port, share, local_address, socket_options)
            except httpcore2.ConnectTimeout:
                failures.append(TimedOut(where=self._where, step="accept a connection", seconds=timeout))
            except (httpcore2.ConnectError, OSError) as error:
                failures.append(_not_opened(self._where, error))
            else:
                self._answered = address
                return _CheckedStream(stream, self._where, self._trust, (address, port))
        # A machine without IPv6 has no way to half of the addresses, which says nothing of the PBX.
        raise next((each for each in failures if isinstance(each, ConnectionRefused | TimedOut)), failures[0])


def _chain(error: BaseException) -> Iterator[BaseException]:
    """An error and what it came from."""
    seen: BaseException | None = error
    while seen is not None:
        yield seen
        seen = seen.__cause__ or seen.__context__


def _not_opened(where: str, error: Exception) -> Trouble:
    numbers = [each.errno for each in _chain(error) if isinstance(each, OSError) and each.errno]
    if errno.ECONNREFUSED in numbers:
        return ConnectionRefused(where=where)
    words = next((_OPEN_WORDS[number] for number in numbers if number in _OPEN_WORDS), "")
    return PbxUnreachable(where=where, reason=words or "no connection comes about")


class _CheckedStream(PacedStream):
    """A fresh connection; what ``start_tls`` gives has passed the certificate check."""

    def __init__(
        self, stream: httpcore2.AsyncNetworkStream, where: str, trust: Trust, peer: tuple[str, int]
    ) -> None:
        super().__init__(stream, where)
        self._trust, self._peer = trust, peer

    async def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,  # noqa: ASYNC109 - httpcore's signature
    ) -> httpcore2.AsyncNetworkStream:
        """Shake hands and compare the pin, before the first byte of a request."""
        try:
            stream = await _shaken(self.stream, ssl_context, server_hostname, timeout)
        except httpcore2.ConnectTimeout:
            raise TimedOut(where=self.where, step="complete the TLS handshake", seconds=timeout) from None
        except (httpcore2.ConnectError, OSError) as error:
            raise await self._not_trusted(error, server_hostname) from None
        if self._trust.mode is TrustMode.PIN:
            certificate = _certificate(stream)
            if not hmac.compare_digest(_plain(fingerprint_of(certificate)), self._trust.pin):
                await stream.aclose()
                raise PinMismatch(where=self.where, fingerprint=fingerprint_of(certificate))
        return PacedStream(stream, self.where)

    async def _not_trusted(self, error: Exception, server_hostname: str | None) -> Trouble:
        tls = next((each for each in _chain(error) if isinstance(each, ssl.SSLError)), None)
        if isinstance(tls, ssl.SSLCertVerificationError):
            kind = _BY_VERIFY_CODE.get(tls.verify_code, TlsNotTrusted)
            shown = await self._presented(server_hostname)
            return kind(where=self.where, reason=tls.verify_message.rstrip("."), fingerprint=shown)
        reason = (tls.reason if tls is not None else "") or "the connection ended in the handshake"
        return TlsFailed(where=self.where, reason=_TLS_WORDS.get(reason, reason.replace("_", " ").lower()))

    async def _presented(self, server_hostname: str | None) -> str:
        """The fingerprint of the refused certificate, from a second handshake that trusts and sends nothing."""
        try:
            stream = await httpcore2.AnyIOBackend().connect_tcp(*self._peer, timeout=5)
            stream = await _shaken(stream, context_for(Trust.off()), server_hostname, 5)
        except (httpcore2.NetworkError, httpcore2.TimeoutException, OSError):
            return "(it could not be read)"
        shown = fingerprint_of(_certificate(stream))
        await stream.aclose()
        return shown


async def _shaken(
    stream: httpcore2.AsyncNetworkStream,
    context: ssl.SSLContext,
    server_hostname: str | None,
    timeout: float | None,  # noqa: ASYNC109 - httpcore's word
) -> httpcore2.AsyncNetworkStream:
    """TLS over a connection, which is closed if none comes about."""
    try:
        return await stream.start_tls(context, server_hostname, timeout)
    except asyncio.CancelledError:
        await stream.aclose()  # the library does so after errors only
        raise


def _certificate(stream: httpcore2.AsyncNetworkStream) -> bytes:
    certificate: bytes = stream.get_extra_info("ssl_object").getpeercert(binary_form=True)
    return certificate


def _plain(fingerprint: str) -> str:
    return fingerprint.replace(":", "").lower()
