"""From the options to a PBX that can be asked."""

from __future__ import annotations

from contextlib import asynccontextmanager, contextmanager
from typing import TYPE_CHECKING

from bot.assemble import open_pbx, token_files
from bot.cdr.link_trouble import BadTrust
from bot.cli.command_trouble import TokenNotKept
from bot.clock import SystemClock
from bot.pbx.connection import Connection, PbxAddress, read_client_id
from bot.pbx.token_files import cache_folder
from bot.pbx.tokens import MemoryTokenStore
from bot.pbx.trust import Trust, context_for

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator

    from bot.cli.options import PbxChoice
    from bot.config import Config
    from bot.ports import Pbx


def connection_of(choice: PbxChoice, config: Config, secret: str) -> Connection:
    """How the chosen PBX is reached.

    Raises:
        BadAddress, BadTrust, BadClientId: naming what is wrong with an option.
    """
    return Connection(
        address=PbxAddress.read(choice.pbx_url),
        client_id=client_id_of(choice),
        client_secret=secret,
        trust=trust_of(choice),
        private=config.private_pbx,
        checks_certificates=config.checks_certificates,
        pbx_timezone=choice.pbx_timezone,
    )


def client_id_of(choice: PbxChoice) -> str:
    """The Client ID as typed, without spaces around it.

    Raises:
        BadClientId: it is empty, or of several words.
    """
    return read_client_id(choice.client_id)


def trust_of(choice: PbxChoice) -> Trust:
    """How the certificate is checked.

    Raises:
        BadTrust: the options contradict each other, the pin is no fingerprint, the CA file is none, or there is no
            certificate to check: whoever pins must not be left to believe that it holds.
    """
    named = [
        name
        for name, given in (
            ("--pin", choice.pin is not None),
            ("--ca-file", choice.ca_file is not None),
            ("--no-verify", choice.no_verify),
        )
        if given
    ]
    if len(named) > 1:
        raise BadTrust(fault=f"{' and '.join(named)} exclude each other", mend="Leave out all but one")
    if named and PbxAddress.read(choice.pbx_url).scheme == "http":
        raise BadTrust(
            fault=f"{named[0]} is given, but an http:// address has no certificate",
            mend=f"Write the address with https://, or leave out {named[0]}",
        )
    trust = _trust(choice)
    context_for(trust)  # reads the CA file now, so that a wrong one is said before anything else happens
    return trust


def _trust(choice: PbxChoice) -> Trust:
    if choice.no_verify:
        return Trust.off()
    if choice.pin is not None:
        return Trust.pinned(choice.pin)
    return Trust.system() if choice.ca_file is None else Trust.authority(choice.ca_file)


@asynccontextmanager
async def opened(choice: PbxChoice, connection: Connection) -> AsyncIterator[Pbx]:
    """The chosen PBX, and its access token kept or given back as chosen.

    Raises:
        TokenNotKept: the token's file cannot be written.
    """
    with _as_trouble():
        async with open_pbx(
            connection,
            tokens=token_files() if choice.keep_token else MemoryTokenStore(),
            clock=SystemClock(),
            keep_token=choice.keep_token,
            time_limit=choice.time_limit,
        ) as pbx:
            yield pbx


async def prove_tokens_can_be_kept(connection: Connection) -> None:
    """Lay hold of the token's file for a moment.

    Raises:
        TokenNotKept: there is no way to.
    """
    with _as_trouble():
        async with token_files().exclusive(connection.key):
            pass


@contextmanager
def _as_trouble() -> Iterator[None]:
    """An error of the system is one of the token's file: those of the network are troubles already."""
    try:
        yield
    except OSError as error:
        raise TokenNotKept(folder=cache_folder(), reason=(error.strerror or str(error)).lower()) from None
