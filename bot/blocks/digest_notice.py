"""What a person is told of a digest that is not posted any more, and of those that go on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.answers.digest_failing import next_try
from bot.answers.digest_reasons import cause, mend
from bot.answers.digest_telling import slot_told
from bot.blocks.buttons import reconnect_button
from bot.blocks.elements import actions, escaped
from bot.blocks.message import Message
from bot.blocks.trouble import told
from bot.cdr.seen import clean
from bot.workspace.steps_in_slack import step_in_slack

if TYPE_CHECKING:
    from bot.blocks.message import Block
    from bot.cdr.trouble import Trouble
    from bot.digest.delivery import Delivery
    from bot.digest.digest import Digest

PAUSED = "Digest {number} is paused: {cause}."
NOT_POSTED = "Digest {number} of {slot} could not be posted: {cause}."
NOT_MADE = "Digest {number} of {slot} could not be made. {sentence}"
PBX_REFUSES, PBX_REFUSES_NEXT = (
    "{name} refused its Client ID or Client Secret again and again, so the digests about its calls are paused.",
    "Reconnect it: they go on by themselves then.",
)
NAMELESS = "A PBX"
GO_ON_ONE, GO_ON = (
    "A digest that was paused because of the refusal goes on.",
    "{count:,} digests that were paused because of the refusal go on.",
)
_OF, _IN = "It is a digest of <@{owner}>, who cannot be told.", "Its channel: <#{channel}>"


def paused_message(digest: Digest, code: str, *, to_owner: bool) -> Message:
    """That a digest is paused since Slack refuses it for good, why, and what helps."""
    made = told(PAUSED.format(number=digest.number, cause=cause(code)), mend(code, digest.number))
    return with_whose(made, digest, to_owner=to_owner)


def not_posted_message(
    digest: Digest, delivery: Delivery, following: str | None, *, to_owner: bool
) -> Message:
    """That a slot was given up since Slack did not take it for hours; ``following`` as ``failed_message`` has it."""
    sentence = NOT_POSTED.format(
        number=digest.number, slot=slot_told(delivery.slot), cause=cause(delivery.why)
    )
    return with_whose(told(sentence, next_try(digest, following)), digest, to_owner=to_owner)


def not_made_message(digest: Digest, slot: str, trouble: Trouble) -> Message:
    """To who asked for it at once: that it could not be made, why, and what helps."""
    sentence = NOT_MADE.format(number=digest.number, slot=slot_told(slot), sentence=trouble.sentence)
    return with_whose(told(sentence, step_in_slack(trouble)), digest, to_owner=True)


def pbx_refuses_message(name: str, pbx: str) -> Message:
    """To who set up: that a PBX's digests are paused, with the button that mends it; an empty name is not known."""
    made = told(PBX_REFUSES.format(name=clean(name) or NAMELESS), PBX_REFUSES_NEXT)
    return Message(text=made.text, blocks=(*made.blocks, actions([reconnect_button(pbx)])))


def with_whose(made: Message, digest: Digest, *, to_owner: bool) -> Message:
    """The message, and which digest it is about: its channel, and its owner where somebody else is told instead."""
    lines = [_IN.format(channel=escaped(digest.channel))] if digest.channel else []
    if not to_owner:
        lines.append(_OF.format(owner=escaped(digest.owner)))
    return Message(text=made.text, blocks=(*made.blocks, *_marked_up(lines)))


def _marked_up(lines: list[str]) -> list[Block]:
    """Names as Slack shows them to who may see them; the ids are Slack's, and still escaped."""
    elements = [{"type": "mrkdwn", "text": line} for line in lines]
    return [{"type": "context", "elements": elements}] if elements else []


def go_on_told(count: int) -> str:
    """How many digests go on; empty for none."""
    if not count:
        return ""
    return GO_ON_ONE if count == 1 else GO_ON.format(count=count)
