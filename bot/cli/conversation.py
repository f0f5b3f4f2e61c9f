"""The demo's conversation: questions with everything that leads to their answers, then the person's own."""

from __future__ import annotations

import asyncio
import contextlib
from time import perf_counter
from typing import TYPE_CHECKING

from bot.answers.asking import answer
from bot.assemble import open_pbx
from bot.cdr.trouble import Trouble
from bot.cli import playbill, script
from bot.cli.asked import Asked
from bot.cli.called import called
from bot.cli.options import DEFAULT_LOCALE, Person
from bot.cli.screen import stdout_screen, write
from bot.cli.stage import StageClock, on_stage
from bot.pbx.connection import Connection, PbxAddress
from bot.pbx.tokens import MemoryTokenStore

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.answers.values import Answer
    from bot.ports import Clock, Pbx
    from bot.simulator import Simulator

ANYBODY = Person(now=None, timezone=None, locale=DEFAULT_LOCALE, date_order=None, week_start=None)

_ENDS = frozenset({"quit", "exit", "q"})


def converse(*, interactive: bool) -> None:
    """Play the whole conversation; with somebody at the terminal, take their questions afterwards."""
    with on_stage() as simulated, asyncio.Runner() as runner, contextlib.ExitStack() as ending:
        clock, opening = StageClock(simulated.clock), contextlib.AsyncExitStack()
        ending.callback(lambda: runner.run(opening.aclose()))
        pbx = runner.run(
            opening.enter_async_context(
                open_pbx(_connection(simulated), tokens=MemoryTokenStore(), clock=clock, keep_token=False)
            )
        )
        runner.run(_discover(pbx, simulated, clock))
        conversation = Conversation(pbx, clock)
        for scene in script.SCENES:
            write(playbill.narrated(scene.about, stdout_screen()))
            if scene.new_format is not None:
                simulated.change_format(*scene.new_format)
            write(playbill.typed(scene.question, stdout_screen()))
            runner.run(conversation.ask(scene.question))
        end = script.YOUR_TURN if interactive else script.THE_END.format(ringback=called())
        write(playbill.ended(end, stdout_screen()))
        for question in _typed() if interactive else ():
            runner.run(conversation.ask(question))


def _connection(simulated: Simulator) -> Connection:
    return Connection(
        address=PbxAddress.read(simulated.base_url),
        client_id=simulated.client_id,
        client_secret=simulated.client_secret,
    )


async def _discover(pbx: Pbx, simulated: Simulator, clock: Clock) -> None:
    now = clock.now().astimezone(simulated.zone)
    write(playbill.opened(simulated.base_url, simulated.settings.days, now, stdout_screen()))
    began = perf_counter()
    profile = await pbx.profile()
    write(playbill.discovered(profile, perf_counter() - began, stdout_screen()))


class Conversation:
    """Asks one PBX, and remembers what it has answered."""

    def __init__(self, pbx: Pbx, clock: Clock) -> None:
        self._pbx, self._clock = pbx, clock
        self._answered: dict[str, Answer] = {}

    async def ask(self, question: str) -> None:
        """Print how a question comes to its answer, or its trouble; the conversation goes on after both."""
        asked = Asked(text=question, person=ANYBODY, now=self._clock.now())
        began = perf_counter()
        try:
            found = await answer(asked.read((await self._pbx.profile()).timezone), self._pbx)
        except Trouble as trouble:
            write(playbill.refused(trouble, stdout_screen()))
            return
        write(playbill.answered(found, perf_counter() - began, stdout_screen()))
        before = self._answered.setdefault(question, found)
        if before.calls == found.calls and _form(before) != _form(found):
            write(playbill.remarked(script.SAME, stdout_screen()))


def _form(answer: Answer) -> tuple[str, int]:
    return answer.profile.date_format, answer.profile.clock


def _typed() -> Iterator[str]:
    """What the person types, until they have had enough; with the keys of readline where it is at hand."""
    with contextlib.suppress(ImportError):
        import readline  # noqa: F401 - input() uses it once it is imported
    while True:
        try:
            text = input(f"\n{script.PROMPT}").strip()
        except EOFError:
            write("\n")
            return
        if text.lower() in _ENDS:
            return
        if text.lower() in ("help", "?"):
            write(playbill.helped(stdout_screen()))
        elif text:
            yield text
