"""Troubles on the way to a PBX: address, network, certificate.

``where`` is ``host:port``, never a URL: the token travels in the query.
"""

from __future__ import annotations

from bot.cdr.trouble import PbxTrouble, SetupTrouble


class BadAddress(SetupTrouble):
    """The address is not one a PBX can have."""

    code = "bad_address"
    words = ("This is not the address of a PBX, {address}: {fault}.", "Write it like {example}.")
    usage = True


class BadClientId(SetupTrouble):
    """No Client ID looks like this: not worth one of the five tries before the PBX blocks this machine."""

    code = "bad_client_id"
    words = (
        "This cannot be a Client ID: {fault}.",
        "Copy it from the PBX: Integrations > API.",
    )
    usage = True


class BadTrust(SetupTrouble):
    """The way a certificate is to be trusted cannot be used."""

    code = "bad_trust"
    words = ("The certificate cannot be checked that way: {fault}.", "{mend}.")
    usage = True


class BadZone(SetupTrouble):
    """The PBX's zone, as somebody gave it, does not exist."""

    code = "bad_zone"
    words = ("There is no zone {zone}.", "Write it like Europe/London, or leave it empty.")
    usage = True


class PbxClosed(PbxTrouble):
    """It was closed while it was being asked."""

    code = "pbx_closed"
    words = ("The PBX was let go while it was being asked: {reason}.", "Ask again in a minute.")


class NameNotFound(SetupTrouble):
    """The host name has no address."""

    code = "name_not_found"
    words = (
        "The name {host} has no address here.",
        "Check its spelling, and that this machine's DNS knows it.",
    )


class AddressNotAllowed(SetupTrouble):
    """The name leads to an address that must not be connected to."""

    code = "address_not_allowed"
    words = (
        "{host} is at {address}, {reason}, where Ringback does not connect.",
        "Use the PBX's own address.",
    )


class PrivateNotAllowed(AddressNotAllowed):
    """As above, where only the settings forbid it."""

    words = (
        "{host} is at {address}, {reason}, where this installation does not connect.",
        "Use a public address, or set RINGBACK_PRIVATE_PBX=allow if this installation is your own.",
    )


class PbxUnreachable(PbxTrouble):
    """No connection came about, or it broke."""

    code = "pbx_unreachable"
    words = (
        "The PBX at {where} cannot be reached: {reason}.",
        "Check that the PBX is on, that the address is right, and that this machine may reach it.",
    )


class ConnectionRefused(PbxUnreachable):
    """The machine is there, nothing listens at the port."""

    code = "connection_refused"
    words = (
        "Nothing answers at {where}.",
        (
            "Check the port: Appliance and Software usually have 8088, Cloud and *.ras.yeastar.com 443; and that the "
            "PBX has started."
        ),
    )


class TimedOut(PbxTrouble):
    """A step took too long."""

    code = "timed_out"
    words = (
        "The PBX at {where} did not {step} within {seconds} s.",
        "Check that the PBX is on, that the address is right, and that this machine may reach it.",
    )


class TlsFailed(SetupTrouble):
    """No encrypted connection came about, for another reason than the certificate."""

    code = "tls_failed"
    words = (
        "No encrypted connection to {where} came about: {reason}.",
        "Check the port, and whether the PBX serves http:// or https:// there.",
    )


class TlsNotTrusted(SetupTrouble):
    """Nobody we trust vouches for the certificate."""

    code = "tls_not_trusted"
    words = (
        "The certificate of {where} is not signed by anyone this machine trusts: {reason}.",
        (
            "If the PBX itself shows this SHA-256 fingerprint, pin it with --pin {fingerprint}; "
            "or name the CA that signed it with --ca-file."
        ),
    )


class HostnameMismatch(TlsNotTrusted):
    """The certificate is somebody else's, or the address is written otherwise than in it."""

    code = "hostname_mismatch"
    words = (
        "The certificate of {where} is for another name: {reason}.",
        "Use the name that is in the certificate, or pin the certificate with --pin {fingerprint}.",
    )


class CertificateExpired(TlsNotTrusted):
    """The certificate is past its time, or before it."""

    code = "certificate_expired"
    words = (
        "The certificate of {where} is not valid now: {reason}.",
        "Renew it on the PBX, check this machine's clock, or pin it with --pin {fingerprint}.",
    )


class PinMismatch(SetupTrouble):
    """The certificate is not the pinned one."""

    code = "pin_mismatch"
    words = (
        (
            "The certificate of {where} is not the pinned one: its SHA-256 fingerprint is {fingerprint}. "
            "Nothing was sent."
        ),
        "If it was replaced on the PBX, pin the new fingerprint; if not, somebody stands between.",
    )


class UnknownVendor(SetupTrouble):
    """A PBX that a newer Ringback has set up."""

    code = "unknown_vendor"
    words = (
        "This version of Ringback cannot ask a PBX of the vendor “{vendor}”.",
        "Run the version that set it up, or disconnect it.",
    )
