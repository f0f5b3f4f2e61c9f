"""The vault: secrets sealed for one place each, with keys that are not in the database."""

from __future__ import annotations

import base64
import json
import os
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from cryptography.exceptions import InvalidTag, UnsupportedAlgorithm
from cryptography.hazmat.primitives.ciphers.aead import AESGCMSIV

from bot.workspace.store_trouble import KeysBad, KeysMissing, KeysWrong, StoreTrouble

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from bot.workspace.workspace import Workspace

    Chance = Callable[[int], bytes]
    """That many bytes which nobody can foresee."""

_NAME = re.compile(r"[A-Za-z0-9_.-]{1,32}")
_KEY = re.compile(r"[A-Za-z0-9_-]{43}=?")
_KEY_BYTES = 32
_NONCE_BYTES = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Vault:
    """Seals with the first key of its ring and opens with each; without a key it does neither."""

    _ring: Mapping[str, AESGCMSIV] = field(default_factory=dict, repr=False)
    _chance: Chance = field(default=os.urandom, repr=False)

    @classmethod
    def read(cls, text: str, *, chance: Chance = os.urandom) -> Vault:
        """The vault of the keys in ``RINGBACK_KEYS``: ``name:key``, several separated by commas.

        Raises:
            KeysBad: naming the fault and never the key.
            StoreTrouble: the cipher is not to be had here.
        """
        return cls(_ring=dict(_keys(text)) if text.strip() else {}, _chance=chance)

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the keys, the one that seals first."""
        return tuple(self._ring)

    def seal(
        self, text: str, *, table: str, workspace: Workspace, field: str, row: tuple[str, ...] = ()
    ) -> str:
        """The text sealed for this place, and readable nowhere else.

        Raises:
            KeysMissing: the ring is empty.
        """
        for name, cipher in self._ring.items():
            nonce = self._chance(_NONCE_BYTES)
            place = _place(table, workspace, field, row)
            return f"{name}:{_to_text(nonce + cipher.encrypt(nonce, text.encode(), place))}"
        raise KeysMissing

    def open(
        self, sealed: str, *, table: str, workspace: Workspace, field: str, row: tuple[str, ...] = ()
    ) -> str:
        """The text that was sealed for this place.

        Raises:
            KeysMissing: the ring is empty.
            KeysWrong: it was sealed with another key or for another place, or is damaged.
        """
        if not self._ring:
            raise KeysMissing
        name, _, body = sealed.partition(":")
        cipher = self._ring.get(name)
        if cipher is None:
            raise KeysWrong(sealed=name)
        try:
            raw = _from_text(body)
            place = _place(table, workspace, field, row)
            return cipher.decrypt(raw[:_NONCE_BYTES], raw[_NONCE_BYTES:], place).decode()
        except (InvalidTag, ValueError):
            raise KeysWrong(sealed=name) from None


def new_key(chance: Chance = os.urandom) -> str:
    """A new key, as it goes into ``RINGBACK_KEYS``."""
    return f"k{chance(4).hex()}:{_to_text(chance(_KEY_BYTES))}"


def key_name(sealed: str) -> str:
    """The name of the key that a text was sealed with."""
    return sealed.partition(":")[0]


def _keys(text: str) -> Iterator[tuple[str, AESGCMSIV]]:
    """Each key under its name. A fault is told by the entry's number: what is misplaced may be a key."""
    seen: set[str] = set()
    for number, entry in enumerate(text.split(","), start=1):
        name, colon, key = (part.strip() for part in entry.partition(":"))
        if not colon or not _NAME.fullmatch(name):
            raise KeysBad(fault=f"entry {number} has no name and colon before its key")
        if not _KEY.fullmatch(key):
            raise KeysBad(fault=f"the key of entry {number} is not 32 bytes in base64url")
        if name in seen:
            raise KeysBad(fault=f"entry {number} has the name of an earlier one")
        seen.add(name)
        yield name, _cipher(_from_text(key.rstrip("=")))


def _cipher(key: bytes) -> AESGCMSIV:
    try:
        return AESGCMSIV(key)
    except UnsupportedAlgorithm:
        raise StoreTrouble(reason="secrets are sealed with AES-GCM-SIV, which needs OpenSSL 3.2") from None


def _place(table: str, workspace: Workspace, field: str, row: tuple[str, ...]) -> bytes:
    """The place a secret belongs to; a list, so that no two places read alike."""
    return json.dumps([table, workspace.enterprise, workspace.team, field, *row]).encode()


def _to_text(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


def _from_text(text: str) -> bytes:
    return base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
