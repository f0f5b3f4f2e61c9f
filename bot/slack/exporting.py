"""An answer as CSV files, sent to the person directly."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.answers.as_csv import callers_csv, calls_csv
from bot.answers.counts import counted
from bot.answers.masking import masked
from bot.blocks.trouble import told
from bot.blocks.words import EXPORT_COMMENT, EXPORTED
from bot.query.request import Kind
from bot.slack.asking import ask_again
from bot.slack.delivering import patiently
from bot.slack.people import SLACK_FAILS, refused
from bot.slack.slack_trouble import ListIsEmpty
from bot.slack.trail import note
from bot.workspace.audit import Deed
from bot.workspace.settings import Masking

if TYPE_CHECKING:
    from bot.answers.values import Answer
    from bot.blocks.message import Message
    from bot.blocks.state import Question
    from bot.ports import Progress
    from bot.query.request import Request
    from bot.slack.asking import Asked
    from bot.slack.desk import Desk
    from bot.slack.occasion import Occasion
    from bot.slack.press import Press

_MOMENT = timedelta(microseconds=1)
"""A window's end is outside of it."""


async def exported(desk: Desk, press: Press, question: Question) -> None:
    """A press that exports: what was pressed on stays as it is.

    Raises:
        Trouble: as ``export``.
    """
    async with patiently(press.aside, desk.patience) as progress:
        message = await export(desk, press.occasion, question, progress)
    await press.aside.answer(message)


async def export(desk: Desk, occasion: Occasion, question: Question, progress: Progress) -> Message:
    """Send every call, and every missed caller, as files in a direct message; what the person is told.

    Raises:
        ListIsEmpty: there is no call.
        Trouble: it cannot be answered any more, or Slack refuses.
    """
    asked = await ask_again(desk, occasion, question, progress, anew=True)
    if not asked.whole.calls:
        raise ListIsEmpty
    files = await asyncio.to_thread(lambda: _files(_masked(asked)))
    try:
        opened = await occasion.client.conversations_open(users=occasion.user)
        await occasion.client.files_upload_v2(
            channel=opened["channel"]["id"],
            file_uploads=files,
            initial_comment=EXPORT_COMMENT,
        )
    except SLACK_FAILS as error:
        raise refused("files.upload", error) from None
    await note(desk, occasion, Deed.EXPORTED, counted(len(asked.whole.calls), "call"))
    return told(EXPORTED)


def _masked(asked: Asked) -> Answer:
    settings = asked.settings
    hidden = settings.mask_exports and settings.masking is not Masking.OFF
    return masked(asked.whole) if hidden else asked.whole


def _files(answer: Answer) -> list[dict[str, str]]:
    stamp = _days(answer.request)
    files = [_file(f"calls-{stamp}.csv", "Calls", calls_csv(answer))]
    if answer.kind is Kind.MISSED and answer.missed_callers:
        files.append(_file(f"missed-callers-{stamp}.csv", "Missed callers", callers_csv(answer)))
    return files


def _days(request: Request) -> str:
    """The days asked about, in the window's zone: ``2026-11-20-to-2026-11-26``, of one day its date alone."""
    first, last = request.windows[0].start, request.windows[-1].end - _MOMENT
    dates = [moment.astimezone(request.zone).date().isoformat() for moment in (first, last) if moment]
    return "-to-".join(dict.fromkeys(dates)) if first else f"to-{dates[-1]}"


def _file(name: str, title: str, text: str) -> dict[str, str]:
    return {"filename": name, "title": title, "content": text}
