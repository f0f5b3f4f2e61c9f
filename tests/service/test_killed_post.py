"""A process that is killed while it posts an answer leaves nothing untrue behind."""

from __future__ import annotations

import signal
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

from readied import RINGBACK

from bot.simulator import Simulator
from bot.simulator.faults import Slow
from service.running import place
from service.test_asking import A_WEEK, answered

if TYPE_CHECKING:
    from pathlib import Path

LEASE = 240


def held(path: Path) -> int:
    with closing(sqlite3.connect(path)) as connection:
        return int(connection.execute("SELECT count(*) FROM hold WHERE done = ''").fetchone()[0])


def time_passes(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE hold SET ends = ends - ?", (LEASE,))


async def test_a_post_whose_process_was_killed_is_told_as_interrupted_and_posted_by_a_press(
    tmp_path: Path,
) -> None:
    async with place(tmp_path) as here, Simulator(A_WEEK) as pbx:
        slack, here.ringback = here.slack, RINGBACK
        await here.connect(pbx)
        async with here.running() as serving:
            given = await slack.command("/calls", "yesterday", user="U1", channel="C1")
            await answered(slack, given, "Understood as")
            answer = slack.shown(given)[-1]
            pbx.faults.add(Slow(seconds=20, path="cdr/search"))
            await slack.press(answer, "post", user="U1", team="T1")
            await slack.until(lambda: held(here.database) == 1, 10)
            assert await serving.stop(signal.SIGKILL) == -signal.SIGKILL
        # The hold is taken before the PBX is asked: the kill may leave the fault unmet.
        pbx.faults.clear()
        assert slack.messages("C1") == []
        async with here.running():
            soon = await slack.press(answer, "post", user="U1", team="T1")
            await answered(slack, soon, "is being posted")
            time_passes(here.database)
            later = await slack.press(answer, "post", user="U1", team="T1")
            await answered(slack, later, "it may have been posted or not")
            assert slack.messages("C1") == []
            again = await slack.press(slack.shown(later)[-1], "post:again", user="U1", team="T1")
            await answered(slack, again, "Posted.")
            assert len(slack.messages("C1")) == 1
