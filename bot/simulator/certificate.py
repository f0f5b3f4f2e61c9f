"""A self-signed certificate, made anew for each run, as an appliance's own is."""

from __future__ import annotations

import ssl
import tempfile
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from ipaddress import ip_address
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Certificate:
    """PEM texts, and the SHA-256 fingerprint of the certificate as lower-case hexadecimal."""

    pem: str
    key_pem: str
    fingerprint: str

    def server_context(self) -> ssl.SSLContext:
        """What a server needs to show it. The key passes through a file that is gone at once."""
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        with tempfile.TemporaryDirectory() as folder:
            both = Path(folder, "both.pem")
            both.touch(mode=0o600)
            both.write_text(self.pem + self.key_pem, encoding="ascii")
            context.load_cert_chain(both)
        return context


def self_signed(host: str, *, state: str = "valid") -> Certificate:
    """A certificate for an address; ``state`` is ``valid`` (for a day), ``expired`` or ``other name``."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Simulated PBX")])
    until = datetime.now(UTC) + (-_DAY if state == "expired" else _DAY)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(until - 3 * _DAY)
        .not_valid_after(until)
        .add_extension(x509.SubjectAlternativeName(_names(host, state)), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    return Certificate(
        certificate.public_bytes(serialization.Encoding.PEM).decode(),
        key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        ).decode(),
        sha256(certificate.public_bytes(serialization.Encoding.DER)).hexdigest(),
    )


def _names(host: str, state: str) -> list[x509.GeneralName]:
    if state == "other name":
        return [x509.DNSName("other-pbx.example.com")]
    addresses = {"127.0.0.1", "::1"}
    names: list[x509.GeneralName] = [x509.DNSName("localhost")]
    try:
        addresses.add(str(ip_address(host)))
    except ValueError:
        names.append(x509.DNSName(host))
    return names + [x509.IPAddress(ip_address(address)) for address in sorted(addresses)]
