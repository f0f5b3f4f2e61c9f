from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING

import pytest
from slack_sdk.http_retry.request import HttpRequest
from slack_sdk.http_retry.response import HttpResponse
from slack_sdk.http_retry.state import RetryState

from bot.blocks.elements import section
from bot.blocks.message import Message
from bot.slack.people import reason
from bot.slack.retrying import retrying, retrying_once_said
from bot.slack.sending import BlocksRefused, in_ways
from bot.slack.slack_trouble import SlackRefused

if TYPE_CHECKING:
    from slack_sdk.http_retry.async_handler import AsyncRetryHandler

FAULTY = Message(
    text="07700900146 rang",
    blocks=({"type": "section", "text": {"type": "plain_text", "text": "07700900146" * 400}},),
)
PLAIN = Message(text="plainer", blocks=(section("plainer"),))


class Slack:
    """Takes messages; refuses the blocks of those whose text is among ``refuses``."""

    def __init__(self, *refuses: str) -> None:
        self.refuses, self.sent = refuses, list[Message]()

    async def __call__(self, message: Message) -> None:
        self.sent.append(message)
        if message.blocks and message.text in self.refuses:
            raise BlocksRefused
        if not message.blocks and "text" in self.refuses:
            raise BlocksRefused


async def plainer() -> Message:
    return PLAIN


async def test_a_faulty_message_is_never_sent_and_its_fault_logged_without_what_it_holds(
    caplog: pytest.LogCaptureFixture,
) -> None:
    slack = Slack()
    with caplog.at_level(logging.WARNING):
        await in_ways(slack, FAULTY, plainer)
    assert slack.sent == [PLAIN]
    assert "blocks[…].text: … characters, at most …" in caplog.text
    assert "07700900146" not in caplog.text


async def test_where_plainer_blocks_are_refused_too_the_text_is_sent_alone() -> None:
    slack = Slack("plainer")
    await in_ways(slack, FAULTY, plainer)
    assert slack.sent == [PLAIN, Message(text="07700900146 rang", blocks=())]


async def test_where_even_text_is_refused_that_is_a_trouble() -> None:
    with pytest.raises(SlackRefused):
        await in_ways(Slack("text"), FAULTY)


def can_retry(handlers: list[AsyncRetryHandler], status: int, **headers: str) -> bool:
    request = HttpRequest(method="POST", url="https://example.com", headers={})
    response = HttpResponse(status_code=status, headers=dict(headers))

    async def any_of_them() -> bool:
        tries = [
            each.can_retry_async(state=RetryState(), request=request, response=response) for each in handlers
        ]
        return any([await each for each in tries])

    return asyncio.run(any_of_them())


@pytest.mark.parametrize(
    ("status", "after", "again", "again_once_said"),
    [
        (200, "", False, False),
        (400, "", False, False),
        (404, "", False, False),
        (429, "1", True, True),
        (429, "60", True, True),
        (429, "61", False, False),
        (429, "soon", True, True),
        (500, "", True, False),
        (502, "", True, False),
        (504, "", True, False),
    ],
)
def test_what_may_be_said_twice_is_tried_again_more_often(
    status: int,
    after: str,
    again: bool,  # noqa: FBT001 - a table
    again_once_said: bool,  # noqa: FBT001 - a table
) -> None:
    headers = {"retry-after": after} if after else {}
    assert can_retry(retrying(), status, **headers) is again
    assert can_retry(retrying_once_said(), status, **headers) is again_once_said


@pytest.mark.parametrize("error", [TimeoutError(), ConnectionError(), BlocksRefused()])
def test_an_error_without_an_answer_has_a_reason_all_the_same(error: Exception) -> None:
    assert reason(error) == "no answer"
