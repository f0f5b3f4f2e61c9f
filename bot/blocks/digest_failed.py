"""What is posted where there is no digest: that it could not be made, and that it may have been posted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.answers import digest_failing as failing
from bot.blocks.digest_buttons import AGAIN, LEAVE, Repost
from bot.blocks.digest_words import FOOTER, LEAVE_IT, POST_AGAIN, POST_AGAIN_SURE
from bot.blocks.elements import actions, button, confirm, context, escaped
from bot.blocks.message import Message
from bot.blocks.trouble import told

if TYPE_CHECKING:
    from bot.cdr.trouble import Trouble
    from bot.digest.delivery import Delivery
    from bot.digest.digest import Digest


def failed_message(digest: Digest, slot: str, trouble: Trouble, following: str | None) -> Message:
    """That a slot's digest could not be made, why, and when the next one comes.

    Both slots are wall clocks such as ``2026-11-26T08:30``; ``following`` is None where the digest is paused.
    A channel is told the kind of the trouble; the owner, in a direct message, its own two sentences.
    """
    made = told(failing.because(digest, slot, trouble), failing.next_try(digest, following))
    return Message(text=made.text, blocks=(*made.blocks, _footer(digest)))


def unknown_message(digest: Digest, delivery: Delivery, mark: str) -> Message:
    """To the owner: that nobody knows whether a slot was posted, with a button that posts it again."""
    repost = Repost(mark=mark, digest=digest.id, slot=delivery.slot).written()
    sure = confirm(POST_AGAIN, POST_AGAIN_SURE, POST_AGAIN)
    made = told(failing.maybe_posted(delivery.slot), failing.look_there(digest))
    blocks = [*made.blocks]
    if digest.channel:
        blocks.append(_channel(digest.channel))
    row = actions(
        [
            button(POST_AGAIN, AGAIN, repost, style="primary", confirm=sure),
            button(LEAVE_IT, LEAVE, repost),
        ]
    )
    return Message(text=made.text, blocks=(*blocks, row, _footer(digest)))


def _channel(channel: str) -> dict[str, object]:
    """The channel's name as Slack shows it to who may see it; the id is Slack's, and still escaped."""
    return {"type": "context", "elements": [{"type": "mrkdwn", "text": f"<#{escaped(channel)}>"}]}


def _footer(digest: Digest) -> dict[str, object]:
    return context(FOOTER.format(number=digest.number))
