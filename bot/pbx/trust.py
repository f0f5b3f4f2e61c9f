"""How a PBX's certificate is trusted: system CAs, an own CA file, a pinned fingerprint, or not at all."""

from __future__ import annotations

import hashlib
import platform
import re
import ssl
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from pathlib import Path

import truststore

from bot.cdr.link_trouble import BadTrust

_FINGERPRINT = re.compile(r"[0-9a-f]{64}")

# Where systems keep their authorities when OpenSSL was built for another place (wheels, slim images).
_USUAL_FILES = (
    "/etc/ssl/certs/ca-certificates.crt",
    "/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem",
    "/etc/pki/tls/cert.pem",
    "/etc/ssl/cert.pem",
    "/etc/ssl/ca-bundle.pem",
)


class TrustMode(Enum):
    """What a certificate is checked against."""

    SYSTEM = "system"
    CA_FILE = "CA file"
    PIN = "pin"
    OFF = "off"


@dataclass(frozen=True, slots=True, kw_only=True)
class Trust:
    """How to check a certificate. Make it with one of the class methods.

    A pin takes the place of every other check: name, date and signer do not matter then.
    """

    mode: TrustMode
    ca_file: str = ""
    pin: str = ""
    """SHA-256 of the certificate (DER), 64 lower-case hex digits."""

    @classmethod
    def system(cls) -> Trust:
        """The authorities that this machine trusts."""
        return cls(mode=TrustMode.SYSTEM)

    @classmethod
    def authority(cls, ca_file: str) -> Trust:
        """The authorities in a PEM file, and no others."""
        return cls(mode=TrustMode.CA_FILE, ca_file=ca_file)

    @classmethod
    def pinned(cls, fingerprint: str) -> Trust:
        """Exactly one certificate; colons, spaces, case and a leading ``sha256 Fingerprint=`` do not matter.

        Raises:
            BadTrust: this is no SHA-256 fingerprint.
        """
        plain = re.sub(r"^sha-?256[\s:=/]*(fingerprint[\s:=]*)?|[:\s]", "", fingerprint.strip().lower())
        if not _FINGERPRINT.fullmatch(plain):
            raise BadTrust(
                fault="the pin is no SHA-256 fingerprint",
                mend="Give its 64 hexadecimal digits, with or without colons",
            )
        return cls(mode=TrustMode.PIN, pin=plain)

    @classmethod
    def off(cls) -> Trust:
        """Any certificate: whoever stands between can read and answer. For tests in one's own network."""
        return cls(mode=TrustMode.OFF)


def fingerprint_of(certificate: bytes) -> str:
    """SHA-256 of a DER certificate, as browsers and ``openssl`` show it: ``AB:CD:...``."""
    return hashlib.sha256(certificate).digest().hex(":").upper()


def context_for(trust: Trust) -> ssl.SSLContext:
    """The TLS settings of a client with this trust. A pin is compared by who shakes hands.

    Raises:
        BadTrust: the CA file cannot be read or holds no certificate.
    """
    if trust.mode is TrustMode.SYSTEM:
        return _system_context()
    if trust.mode is TrustMode.CA_FILE:
        return _file_context(trust.ca_file)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    return context


def _system_context() -> ssl.SSLContext:
    """The system's authorities, whatever ``SSL_CERT_FILE`` says: our environment has its own list."""
    if platform.system() in ("Darwin", "Windows"):
        return truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    paths = ssl.get_default_verify_paths()
    files = [name for name in (paths.openssl_cafile, *_USUAL_FILES) if Path(name).is_file()]
    folder = paths.openssl_capath if Path(paths.openssl_capath).is_dir() else None
    file = files[0] if files else None
    return _authorities(file, folder, tuple(Path(each).stat().st_mtime_ns for each in (file, folder) if each))


@lru_cache(maxsize=1)
def _authorities(file: str | None, folder: str | None, changed: tuple[int, ...]) -> ssl.SSLContext:  # noqa: ARG001 - a part of the key
    """One for all PBXs until the system's authorities change."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    if file or folder:
        context.load_verify_locations(file, folder)
    return context


def _file_context(ca_file: str) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    try:
        context.load_verify_locations(ca_file)
    except ssl.SSLError:
        fault = f"{ca_file} holds no certificate in PEM form"
    except (OSError, ValueError):
        fault = f"{ca_file} cannot be read"
    else:
        return context
    raise BadTrust(fault=fault, mend="Name the PEM file of the authority that signed the PBX's certificate")
