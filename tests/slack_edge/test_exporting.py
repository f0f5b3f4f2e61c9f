from __future__ import annotations

import csv
import io
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from bot.workspace.audit import Deed
from bot.workspace.settings import Masking, Settings
from slack_edge.given import answer_to, pressed, text_of
from slack_edge.office import ACME, office

if TYPE_CHECKING:
    from fakes.slack import FakeSlack


def rows(slack: FakeSlack, name: str) -> list[dict[str, str]]:
    (file,) = [file for file in slack.files if file.name.startswith(name)]
    return list(csv.DictReader(io.StringIO(file.content.decode("utf-8-sig"))))


async def test_every_call_and_caller_comes_as_files_in_a_direct_message() -> None:
    async with office() as (slack, _, desk):
        press = await pressed(slack, desk, await answer_to(slack, desk), "csv")
        assert {file.channel for file in slack.files} == {slack.direct("T1", "U1").id}
        assert [row["outcome"] for row in rows(slack, "calls-2026-11-22.csv")] == [
            "no answer",
            "no answer",
            "voicemail",
        ]
        assert len(rows(slack, "missed-callers-2026-11-22.csv")) == 2
        assert "Sent to you directly" in text_of(slack.shown(press)[-1])
        assert [(entry.deed, entry.user, entry.what) for entry in await desk.store.audit(ACME, 9)] == [
            (Deed.EXPORTED, "U1", "3 calls")
        ]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("yesterday", "2026-11-22"),
        ("yesterday 9am to 5pm", "2026-11-22"),
        ("20 Nov to 22 Nov", "2026-11-20-to-2026-11-22"),
        ("since Saturday", "2026-11-21-to-2026-11-23"),
        ("until 22 Nov", "to-2026-11-22"),
    ],
)
async def test_a_file_is_named_by_the_days_asked_about(text: str, days: str) -> None:
    async with office() as (slack, _, desk):
        await pressed(slack, desk, await answer_to(slack, desk, text), "csv")
        assert [file.name for file in slack.files] == [f"calls-{days}.csv", f"missed-callers-{days}.csv"]


@pytest.mark.parametrize(
    ("masking", "exports", "hidden"),
    [
        (Masking.OFF, True, False),
        (Masking.CHANNELS, True, True),
        (Masking.CHANNELS, False, False),
        (Masking.EVERYWHERE, True, True),
        (Masking.EVERYWHERE, False, False),
    ],
)
async def test_exports_are_masked_as_settings_say(masking: Masking, exports: bool, hidden: bool) -> None:  # noqa: FBT001 - a table
    async with office() as (slack, _, desk):
        await desk.store.save_settings(ACME, Settings(masking=masking, mask_exports=exports))
        await pressed(slack, desk, await answer_to(slack, desk), "csv")
        text = b"".join(file.content for file in slack.files).decode()
        assert ("900146" not in text) is hidden


@pytest.mark.parametrize(
    ("method", "how"),
    [
        ("files.getUploadURLExternal", {"error": "file_uploads_disabled"}),
        ("files.completeUploadExternal", {"error": "internal_error"}),
        ("conversations.open", {"error": "user_disabled"}),
    ],
)
async def test_an_upload_that_fails_is_told(method: str, how: dict[str, str]) -> None:
    async with office() as (slack, _, desk):
        shown = await answer_to(slack, desk)
        slack.fail(method, error=how["error"])
        press = await pressed(slack, desk, shown, "csv")
        assert f"Slack refuses files.upload: {how['error']}" in text_of(slack.shown(press)[-1])
        assert await desk.store.audit(ACME, 9) == ()


async def test_who_may_not_ask_any_more_exports_nothing() -> None:
    async with office() as (slack, _, desk):
        shown = await answer_to(slack, desk)
        slack.users["U1"] = replace(slack.users["U1"], deleted=True)
        press = await pressed(slack, desk, shown, "csv")
        assert "your account is deactivated" in text_of(slack.shown(press)[-1])
        assert slack.files == []
