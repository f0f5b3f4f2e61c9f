"""Refused logins are counted for the whole process: five make a PBX block our address for everybody here."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from bot.cdr.pbx_trouble import BadCredentials, IpBlocked, LoginsHeld, NotJson
from bot.pbx.logins import Logins
from bot.simulator import faults
from bot.workspace.workspace import Workspace
from pbx.pooling import ACME, GLOBEX, office
from pbx.yeastar.given import NOW

if TYPE_CHECKING:
    from pathlib import Path

    from bot.cdr.trouble import Trouble
    from pbx.pooling import Office

MINUTE = 60
WAIT = (
    "3 logins to the PBX at this address were refused within 10 minutes; some more, and it blocks Ringback, so none "
    "is tried with another secret until 20:41 UTC (10 min)."
)
"""It is 20:31:37 UTC."""


async def ask(here: Office, workspace: Workspace = ACME, **changes: str) -> str:
    async with here.pool.lease(workspace, here.pbx(**changes)) as asked:
        return (await asked.profile()).firmware


async def refused(here: Office, times: int) -> None:
    """So many wrong secrets, each from a workspace of its own."""
    for number in range(times):
        with pytest.raises(BadCredentials):
            await ask(here, Workspace(team=f"W{number}"), client_secret=f"wrong-{number}")


async def test_many_wrong_secrets_at_once_make_three_logins_and_no_block(tmp_path: Path) -> None:
    async with office(tmp_path, latency=0.002) as here:
        asked = (ask(here, Workspace(team=f"W{n}"), client_secret=f"wrong-{n}") for n in range(12))
        ends = await asyncio.gather(*asked, return_exceptions=True)
        kinds = [type(end) for end in ends]
        assert (kinds.count(BadCredentials), kinds.count(LoginsHeld)) == (3, 9)
        assert here.simulated.requests.logins == 3
        here.simulated.clock.advance(10 * MINUTE)
        assert await ask(here) == "37.23.0.123"


async def test_drafts_of_one_workspace_and_another_workspace_share_the_count(tmp_path: Path) -> None:
    async with office(tmp_path) as here:
        for number in range(2):
            with pytest.raises(BadCredentials):
                await ask(here, id=f"draft-{number}", client_secret="wrong")
        with pytest.raises(BadCredentials):
            await ask(here, GLOBEX, client_id="another")
        before = len(here.simulated.requests)
        for workspace in (ACME, GLOBEX):
            with pytest.raises(LoginsHeld) as raised:
                await ask(here, workspace, id="draft-3")
            assert raised.value.sentence == WAIT
        assert len(here.simulated.requests) == before  # the PBX heard nothing of it


async def test_another_name_for_the_same_address_is_the_same_pbx(tmp_path: Path) -> None:
    async with office(tmp_path) as here:
        await refused(here, 2)
        port = here.simulated.base_url.rpartition(":")[2]
        named = f"http://localhost:{port}"
        with pytest.raises(BadCredentials):
            await ask(here, base_url=named, client_secret="wrong")
        for base_url in (named, here.simulated.base_url):
            with pytest.raises(LoginsHeld):
                await ask(here, GLOBEX, base_url=base_url, client_secret="another")
        assert here.simulated.requests.logins == 3


async def test_another_pbx_is_not_held_up_for_it_unless_it_is_at_the_same_address(tmp_path: Path) -> None:
    async with office(tmp_path) as here:
        await refused(here, 3)
        (tmp_path / "other").mkdir()
        async with office(tmp_path / "other", host="127.0.0.2") as other:
            with pytest.raises(LoginsHeld):
                await ask(here)
            async with here.pool.lease(GLOBEX, other.pbx()) as asked:
                assert (await asked.profile()).format_proved


async def test_who_was_logged_in_before_goes_on_with_the_token_and_with_a_new_login(tmp_path: Path) -> None:
    async with office(tmp_path, {"idle": 0}) as here:
        await ask(here)
        await refused(here, 3)
        await here.pool.sweep()
        assert await ask(here) == "37.23.0.123"
        assert here.simulated.requests.logins == 4
        await here.pool.forget(ACME, here.pbx())
        assert await ask(here) == "37.23.0.123"
        assert here.simulated.requests.logins == 5


async def test_what_is_no_refusal_of_the_secret_is_not_counted(tmp_path: Path) -> None:
    async with office(tmp_path) as here:
        for number in range(4):
            fault = (
                faults.WebPage(path="get_token")
                if number % 2
                else faults.Refuse(path="get_token", errcode=70004)
            )
            here.simulated.faults.add(fault)
            with pytest.raises((NotJson, IpBlocked)):
                await ask(here, Workspace(team=f"W{number}"))
        assert await ask(here) == "37.23.0.123"


@dataclass
class Here:
    """The count itself, on a clock that is told the time."""

    seconds: float = NOW

    def __post_init__(self) -> None:
        self.logins = Logins(self)

    def now(self) -> datetime:
        return datetime.fromtimestamp(self.seconds, UTC)

    async def log_in(
        self, key: str, end: BaseException | None = None, *, address: str = "192.0.2.1", place: str = ""
    ) -> None:
        async with self.logins.attempt(key, place) as attempt:
            await attempt.gate(address)
            if end is not None:
                raise end

    async def wrong(self, key: str, **where: str) -> None:
        with pytest.raises(BadCredentials):
            await self.log_in(key, BadCredentials(number=1, message=""), **where)


async def test_a_login_that_is_taken_clears_its_own_refusals_and_nobody_elses() -> None:
    here = Here()
    await here.wrong("a")
    await here.wrong("b")
    await here.log_in("a")
    await here.wrong("c")  # of a, b and c only b and c count
    await here.log_in("d")
    await here.wrong("e")
    with pytest.raises(LoginsHeld):
        await here.log_in("f")
    await here.log_in("a")


async def test_a_secret_that_was_taken_and_is_refused_now_is_a_new_one_again() -> None:
    here = Here()
    await here.log_in("a")
    for key in "abc":
        await here.wrong(key)
    with pytest.raises(LoginsHeld):
        await here.log_in("a")


async def test_what_was_taken_at_one_address_was_not_taken_at_another() -> None:
    """A name may lead to one that takes everything first, and elsewhere afterwards."""
    here = Here()
    await here.log_in("a", address="198.51.100.1")
    for key in "bcd":
        await here.wrong(key)
    with pytest.raises(LoginsHeld):
        await here.log_in("a")


async def test_refusals_count_for_ten_minutes_each() -> None:
    here = Here()
    for key in "abc":
        await here.wrong(key)
        here.seconds += MINUTE
    here.seconds += 7 * MINUTE - 1
    with pytest.raises(LoginsHeld) as raised:
        await here.log_in("d")
    assert "until 20:41 UTC (1 min)" in raised.value.sentence
    here.seconds += 1
    await here.wrong("d")
    with pytest.raises(LoginsHeld):
        await here.log_in("e")
    here.seconds -= 60 * MINUTE  # a clock that is set back holds nobody up for longer
    await here.log_in("e")


@pytest.mark.parametrize("same", ["::ffff:192.0.2.1", "::ffff:c000:201"])
async def test_an_address_is_the_same_however_it_is_written(same: str) -> None:
    here = Here()
    for key in "abc":
        await here.wrong(key, address=same)
    with pytest.raises(LoginsHeld):
        await here.log_in("d")


async def test_behind_a_gateway_each_name_is_a_pbx_of_its_own() -> None:
    here = Here()
    for key in "abc":
        await here.wrong(key, place="one.ras.yeastar.com")
    await here.log_in("d", place="other.ras.yeastar.com")
    with pytest.raises(LoginsHeld):
        await here.log_in("e", place="one.ras.yeastar.com")


@pytest.mark.parametrize(
    ("end", "counts"),
    [(asyncio.CancelledError(), True), (RuntimeError(), True), (NotJson(where="", finding=""), False)],
    ids=["called off", "broken", "trouble"],
)
async def test_a_login_that_is_called_off_may_have_been_refused(end: BaseException, *, counts: bool) -> None:
    here = Here()
    for key in "abc":
        with pytest.raises(type(end)):
            await here.log_in(key, end)
    held: Trouble | None = None
    try:
        await here.log_in("d")
    except LoginsHeld as trouble:
        held = trouble
    assert (held is not None) is counts


async def test_no_more_logins_are_under_way_to_an_address_than_may_be_refused() -> None:
    here = Here()
    await here.log_in("known")
    await here.wrong("a")
    async with here.logins.attempt("b") as one, here.logins.attempt("c") as two:
        await one.gate("192.0.2.1")
        await two.gate("192.0.2.1")
        waiting = asyncio.create_task(here.log_in("d"))
        await here.log_in("e", address="192.0.2.2")
        await here.log_in("known")
        assert not waiting.done()
        await two.gate("192.0.2.2")  # the first address did not answer
        await waiting


async def test_who_waits_for_logins_that_are_refused_is_not_let_through() -> None:
    here, refusal = Here(), BadCredentials(number=1, message="")
    ended = asyncio.Event()

    async def slow(key: str) -> None:
        async with here.logins.attempt(key) as attempt:
            await attempt.gate("192.0.2.1")
            await ended.wait()
            raise refusal

    tasks = [asyncio.create_task(slow(key)) for key in "abcdef"]
    await asyncio.sleep(0)
    ended.set()
    ends = [type(end) for end in await asyncio.gather(*tasks, return_exceptions=True)]
    assert ends == [BadCredentials] * 3 + [LoginsHeld] * 3
