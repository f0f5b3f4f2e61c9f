"""The doctor's round: first what the options say, then the PBX's own links."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.answers.doctor import NOT_PROBED, Finding, Verdict, examine, healthy
from bot.assemble import links
from bot.cli.connecting import client_id_of, connection_of, opened, prove_tokens_can_be_kept, trust_of
from bot.cli.progress import progress
from bot.cli.secret import read_secret
from bot.pbx.connection import PbxAddress
from bot.pbx.token_files import cache_folder
from bot.pbx.trust import TrustMode

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    from bot.cli.options import PbxChoice
    from bot.config import Config
    from bot.pbx.connection import Connection
    from bot.ports import Probe, Progress

_CHECKED = {
    TrustMode.SYSTEM: "It must be signed by an authority that this machine trusts.",
    TrustMode.CA_FILE: "It must be signed by an authority in {ca_file}.",
    TrustMode.PIN: "It must be the pinned one.",
    TrustMode.OFF: "Any is taken: whoever stands between can read and answer. For tests only.",
}
_NOT_ENCRYPTED = "There is none: over http:// whoever stands between can read the secret and the records."


@dataclass(frozen=True, slots=True)
class Link:
    """One link, as the port ``Probe`` says."""

    name: str
    run: Callable[[], Awaitable[str]]


async def examined(choice: PbxChoice, config: Config) -> tuple[Finding, ...]:
    """Every link's finding. The PBX is contacted only where everything on this side is in order."""
    side = ThisSide(choice, config)
    ours = await examine(side.links())
    if not healthy(ours):
        skipped = [Finding(name=name, verdict=Verdict.SKIP, sentence=NOT_PROBED) for name in links()]
        return (*ours, *skipped)
    async with opened(choice, side.connection()) as pbx:
        with progress("Looking at the PBX") as told:
            return (*ours, *await examine(_watched(pbx.probes(), told)))


class ThisSide:
    """The links that are not the PBX's: what the options, the secret's file and this machine give."""

    def __init__(self, choice: PbxChoice, config: Config) -> None:
        self._choice, self._config = choice, config
        self._secret = ""

    def links(self) -> Sequence[Link]:
        """In the order they depend on each other."""
        return (
            Link("Address", self._address),
            Link("Certificate", self._certificate),
            Link("Client ID and Secret", self._credentials),
            Link("Access token", self._token),
        )

    def connection(self) -> Connection:
        """What all of them make; read after they have been probed."""
        return connection_of(self._choice, self._config, self._secret)

    async def _address(self) -> str:
        return f"{PbxAddress.read(self._choice.pbx_url).base_url} is an address that a PBX can have."

    async def _certificate(self) -> str:
        trust = trust_of(self._choice)
        if PbxAddress.read(self._choice.pbx_url).scheme == "http":
            return _NOT_ENCRYPTED
        return _CHECKED[trust.mode].format(ca_file=self._choice.ca_file)

    async def _credentials(self) -> str:
        self._secret = read_secret(self._choice.client_secret_file, client_id_of(self._choice))
        self.connection()
        return "Both are given."

    async def _token(self) -> str:
        if not self._choice.keep_token:
            return "It is given back at the end."
        await prove_tokens_can_be_kept(self.connection())
        return f"It is kept in {cache_folder()} for the next run, readable by its owner alone."


def _watched(probes: Sequence[Probe], told: Progress) -> Sequence[Probe]:
    """The probes, each of which says that it begins."""

    def watched(number: int, probe: Probe) -> Probe:
        async def run() -> str:
            told(done=number, total=len(probes), doing=probe.name)
            return await probe.run()

        return Link(probe.name, run)

    return [watched(number, probe) for number, probe in enumerate(probes)]
