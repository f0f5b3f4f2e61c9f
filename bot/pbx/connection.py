"""How a PBX is reached: its address, what logs in, and how far its certificate is trusted."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import httpx

from bot.cdr.link_trouble import BadAddress, BadClientId, BadTrust
from bot.pbx.guard import PrivateAddresses
from bot.pbx.trust import Trust, TrustMode
from bot.workspace.pbx import YEASTAR

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

_EXAMPLE = "https://pbx.example.com:8088"
_DEFAULT_PORTS = {"https": 443, "http": 80}
_PORTS = 65536
_HOST = re.compile(r"[a-z0-9._-]{1,253}|[0-9a-f:.]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class PbxAddress:
    """Where a PBX answers. ``scheme`` is http or https; ``host`` as the wire wants it (IDNA, no brackets)."""

    scheme: str
    host: str
    port: int
    port_given: bool

    @classmethod
    def read(cls, text: str) -> PbxAddress:
        """Read what a person typed; one trailing slash is forgiven, everything else is said.

        Raises:
            BadAddress: naming the fault, and the same address without it.
        """
        text = text.strip()
        url = _url(text)
        if url is None:
            raise _bad(text, "it cannot be read", _EXAMPLE)
        if url.scheme not in _DEFAULT_PORTS:
            fault = "it must begin with https:// or http://"
            raise _bad(text, fault, _with_scheme(text))
        address = cls(
            scheme=url.scheme,
            host=url.raw_host.decode("ascii"),
            port=_DEFAULT_PORTS[url.scheme] if url.port is None else url.port,
            port_given=url.port is not None,
        )
        if not _HOST.fullmatch(address.host):
            raise _bad(text, "it names no host", _EXAMPLE)
        if fault := _surplus(url):
            raise _bad(address.base_url, fault, address.base_url)
        if not 0 < address.port < _PORTS:
            raise _bad(text, f"{address.port} is no port", _EXAMPLE)
        return address

    @property
    def authority(self) -> str:
        """``host:port``, for sentences."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{host}:{self.port}"

    @property
    def base_url(self) -> str:
        """Scheme, host and port, without a slash at the end."""
        return f"{self.scheme}://{self.authority}"


def _url(text: str) -> httpx.URL | None:
    """A text as a URL whose host can also be shown; None when it is none."""
    try:
        url = httpx.URL(text)
        _ = url.host  # decodes IDNA, which may fail
    except (httpx.InvalidURL, ValueError):
        return None
    return url


def _surplus(url: httpx.URL) -> str:
    """What a base address must not have: a login would end in logs, a path is not the API's."""
    if url.userinfo:
        return "it held a login, which belongs into Client ID and Client Secret"
    if url.query or url.fragment:
        return "it went on after the port"
    return "" if url.path in ("", "/") else "it had a path, and the API has its own"


def _with_scheme(text: str) -> str:
    """A bare ``host:port`` as a full address, else the example."""
    url = _url(f"https://{text}")
    plain = url is not None and "." in url.host and not _surplus(url)
    return f"https://{text.rstrip('/')}" if plain else _EXAMPLE


def _bad(text: str, fault: str, example: str) -> BadAddress:
    """The trouble, without what may be a login or a token."""
    shown = re.split(r"[?#]", text.rpartition("@")[2])[0]
    return BadAddress(address=shown or "(empty)", fault=fault, example=example)


def read_client_id(text: str) -> str:
    """The Client ID that somebody typed, without spaces around it.

    Raises:
        BadClientId: it is empty, or of several words.
    """
    text = text.strip()
    if not text:
        raise BadClientId(fault="it is empty")
    if len(text.split()) > 1 or not text.isprintable():
        raise BadClientId(fault="it holds spaces or control characters")
    return text


@dataclass(frozen=True, slots=True, kw_only=True)
class Connection:
    """Everything needed to reach one PBX.

    Attributes:
        trust: how its certificate is checked.
        private: whether it may have a private address.
        checks_certificates: the installation demands that the certificate is checked.
        pbx_timezone: the zone the PBX's clock shows, where what it says of it is wrong or missing.
        vendor: whose PBX it is: a row's name in the table of vendors.

    Raises:
        BadTrust: the certificate check is off where it is demanded; or the address has no certificate that could be
            checked.
    """

    address: PbxAddress
    client_id: str
    client_secret: str = field(repr=False)
    trust: Trust = field(default_factory=Trust.system)
    private: PrivateAddresses = PrivateAddresses.ALLOW
    checks_certificates: bool = False
    pbx_timezone: ZoneInfo | None = None
    vendor: str = YEASTAR

    def __post_init__(self) -> None:
        if self.trust.mode is TrustMode.OFF and self.checks_certificates:
            raise BadTrust(
                fault="without a check is only for an installation of one's own",
                mend="Pin the certificate instead",
            )
        if self.trust.mode in (TrustMode.PIN, TrustMode.CA_FILE) and self.address.scheme == "http":
            raise BadTrust(
                fault="an http:// address has no certificate", mend="Write the address with https://"
            )

    @property
    def key(self) -> str:
        """Names this PBX and login in a token store; tells neither.

        The secret is a part of it: who gives a wrong one must not be answered with the token of the right one.
        """
        text = f"{self.address.base_url}\n{self.client_id}\n{self.client_secret}"
        return hashlib.sha256(text.encode()).hexdigest()[:32]
