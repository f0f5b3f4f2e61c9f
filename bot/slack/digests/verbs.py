"""``digest``: digests as they are typed, and what is pressed under what is told of them."""

from __future__ import annotations

import hashlib
import re
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.blocks import digest_actions as acts
from bot.blocks import digest_list, limits
from bot.blocks import digest_told as words
from bot.blocks.digest_actions import DigestButton, read_digest_button
from bot.blocks.home_digests import coming
from bot.blocks.trouble import told, trouble_message
from bot.cdr.trouble import QuestionTrouble
from bot.digest.digest_trouble import DigestTooLong, DigestUnclear
from bot.digest.words import told as in_words
from bot.query.time_trouble import NotUnderstood
from bot.slack.delivering import patiently
from bot.slack.digests import keeping
from bot.slack.digests.choosing import pbx_of
from bot.slack.digests.digest_edge_trouble import ChannelShared, DigestNumberNeeded
from bot.slack.digests.form import open_form
from bot.slack.digests.previewing import may_preview, previewed
from bot.slack.digests.running_trouble import DigestPbxGone
from bot.slack.slack_trouble import ForeignButton

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from bot.blocks.message import Message
    from bot.digest.digest import Digest
    from bot.slack.desk import Desk
    from bot.slack.occasion import Occasion
    from bot.slack.order import Order
    from bot.slack.outlets import Outlet
    from bot.slack.press import Press

    Deed = Callable[[Desk, Occasion, Outlet, Digest], Awaitable[None]]

_FROM = re.compile(r"(?:#?\d{1,9})?", re.ASCII)
"""After ``list``: the number that it begins with."""
_RUNS = 8
"""Last runs that are shown of a digest."""


async def run(order: Order) -> None:
    """``digest``: how, and which there are; a verb and a number; everything else is a new digest as it is typed.

    Raises:
        Trouble: as ``bot.slack.digests.keeping``.
    """
    verb, rest = _split(order.rest)
    verb = verb.lower()
    if not verb or (verb == "list" and _FROM.fullmatch(rest)):
        await _list(order, rest, usage=not verb)
    elif verb == "edit":
        await _edit(order, rest)
    elif verb in _VERBS:
        await _VERBS[verb](order.desk, order.occasion, order.outlet, await _numbered(order, verb, rest))
    else:
        wish = DigestButton(mark=order.occasion.mark, text=order.rest, once=_once(order.trigger))
        await _made(order.desk, order.occasion, order.outlet, wish)


def _split(text: str) -> tuple[str, str]:
    """The first word, and the rest."""
    first, *rest = text.split(maxsplit=1) or [""]
    return first, "".join(rest).strip()


async def _numbered(order: Order, verb: str, typed: str) -> Digest:
    if len(typed.split()) != 1:
        raise DigestNumberNeeded(verb=verb)
    return await keeping.numbered(order.desk, order.occasion, typed)


async def _list(order: Order, start: str, *, usage: bool) -> None:
    """Those from a number on, as many as one list has."""
    first = int(start.strip("#") or 0)
    digests = [each for each in await keeping.visible(order.desk, order.occasion) if each.number >= first]
    fits, more = digests[: digest_list.MOST], digests[digest_list.MOST :]
    shown = [await keeping.status(order.desk, order.occasion, digest) for digest in fits]
    message = digest_list.usage_message if usage else digest_list.list_message
    await order.outlet.answer(message(shown, user=order.occasion.user, more=more))


async def _edit(order: Order, rest: str) -> None:
    """``edit 3`` opens the form; with words after it they say the digest anew."""
    number, text = _split(rest)
    digest = await _numbered(order, "edit", number)
    if text:
        wish = DigestButton(mark=order.occasion.mark, digest=digest.id, text=text)
        await _made(order.desk, order.occasion, order.outlet, wish)
    elif order.trigger:
        await open_form(order.desk, order.occasion, order.trigger, order.outlet, digest=digest)
    else:
        await order.outlet.answer(words.form_message(digest, order.occasion.mark))


async def _made(
    desk: Desk, occasion: Occasion, outlet: Outlet, wish: DigestButton, *, agreed: bool = False
) -> None:
    """Make a digest of what was typed, or change one; asked first where people of another organisation read it."""
    try:
        async with patiently(outlet, desk.patience):
            digest = await _kept(desk, occasion, wish, agreed=agreed)
    except ChannelShared:
        await outlet.answer(words.shared_message(_remembered(desk, occasion, wish)))
        return
    except QuestionTrouble as trouble:
        if isinstance(trouble, DigestUnclear | NotUnderstood):
            await outlet.answer(digest_list.misread_message(trouble))
        elif trouble.usage:  # not that of a question
            await outlet.answer(trouble_message(trouble))
        else:
            raise
        return
    status = await keeping.status(desk, occasion, digest)
    pbx = await _pbx_name(desk, occasion, digest)
    changed = bool(wish.digest)
    message = words.made_message(status, occasion.mark, user=occasion.user, pbx=pbx, changed=changed)
    await outlet.answer(message)


async def _kept(desk: Desk, occasion: Occasion, wish: DigestButton, *, agreed: bool) -> Digest:
    digest = await keeping.known(desk, occasion, wish.digest) if wish.digest else None
    draft = await keeping.drafted(desk, occasion, wish.text, digest=digest)
    if digest is None:
        return await keeping.create(desk, occasion, draft, draft.channel, strangers=agreed, once=wish.once)
    return await keeping.change(desk, occasion, digest, draft, draft.channel, strangers=agreed or None)


def _remembered(desk: Desk, occasion: Occasion, wish: DigestButton) -> str:
    """All that is needed to make it by a press, also after a restart.

    Raises:
        DigestTooLong: it does not fit into a button.
    """
    once = wish.once or ("" if wish.digest else desk.new_id())
    button = DigestButton(
        mark=wish.mark, digest=wish.digest, text=wish.text, channel=occasion.channel, once=once
    )
    value = button.written()
    if len(value) > limits.BUTTON_VALUE:
        raise DigestTooLong(length=len(wish.text), most=len(wish.text) - (len(value) - limits.BUTTON_VALUE))
    return value


def _once(trigger: str) -> str:
    """Names a command: however often it is delivered, it makes one digest."""
    return hashlib.sha256(trigger.encode()).hexdigest()[:32] if trigger else ""


async def _pbx_name(desk: Desk, occasion: Occasion, digest: Digest) -> str:
    """The PBX that it tells of, where there are several; empty where that one is gone, which its runs say."""
    if len(await desk.store.pbxs(occasion.workspace)) <= 1:
        return ""
    try:
        return (await pbx_of(desk, occasion.workspace, digest)).name
    except DigestPbxGone:
        return ""


async def _show(desk: Desk, occasion: Occasion, outlet: Outlet, digest: Digest) -> None:
    await outlet.answer(await _shown(desk, occasion, digest))


async def _shown(desk: Desk, occasion: Occasion, digest: Digest) -> Message:
    may_change = digest.owner == occasion.user or await keeping.may_see_all(desk, occasion)
    return words.shown_message(
        await keeping.status(desk, occasion, digest),
        await desk.digests.deliveries(occasion.workspace, digest.id, _RUNS),
        occasion.mark,
        user=occasion.user,
        may_change=may_change,
        may_preview=may_preview(occasion, digest),
        pbx=await _pbx_name(desk, occasion, digest),
    )


async def _pause(desk: Desk, occasion: Occasion, outlet: Outlet, digest: Digest) -> None:
    await keeping.pause(desk, occasion, digest)
    number = digest.number
    await outlet.answer(told(words.PAUSED.format(number=number), words.PAUSED_NEXT.format(number=number)))


async def _resume(desk: Desk, occasion: Occasion, outlet: Outlet, digest: Digest) -> None:
    resumed = await keeping.resume(desk, occasion, digest)
    status = await keeping.status(desk, occasion, resumed)
    await outlet.answer(told(words.RESUMED.format(number=digest.number), coming(status)))


async def _now(desk: Desk, occasion: Occasion, outlet: Outlet, digest: Digest) -> None:
    begun = await keeping.run_now(desk, occasion, digest)
    said = words.ASKED if begun else words.ASKED_ALREADY
    await outlet.answer(told(said.format(number=digest.number)))


async def _remove(desk: Desk, occasion: Occasion, outlet: Outlet, digest: Digest) -> None:
    await keeping.remove(desk, occasion, digest)
    was = words.REMOVED_WAS.format(told=in_words(digest))
    await outlet.answer(told(words.REMOVED.format(number=digest.number), was))


_VERBS: dict[str, Deed] = {
    "show": _show,
    "pause": _pause,
    "resume": _resume,
    "now": _now,
    "preview": previewed,
    "remove": _remove,
}
_DEEDS = {acts.PAUSE: _pause, acts.RESUME: _resume, acts.NOW: _now, acts.REMOVE: _remove}


async def _pressed(desk: Desk, press: Press) -> None:
    digest = await keeping.pressed(desk, press)
    deed = next(deed for action, deed in _DEEDS.items() if press.action.startswith(action))
    await deed(desk, press.occasion, press.outlet, digest)


async def _preview_pressed(desk: Desk, press: Press) -> None:
    await previewed(desk, press.occasion, press.aside, await keeping.pressed(desk, press))


async def _agreed(desk: Desk, press: Press) -> None:
    """People of another organisation may read it: make it where it was typed, wherever the question was shown."""
    wish = read_digest_button(press.value, press.occasion.mark)
    if wish is None:
        raise ForeignButton
    occasion = replace(press.occasion, channel=wish.channel)
    await _made(desk, occasion, press.outlet, wish, agreed=True)


async def _cancelled(desk: Desk, press: Press) -> None:  # noqa: ARG001 - as every press
    await press.outlet.answer(told(words.NOT_MADE))


ACTIONS = {
    **dict.fromkeys(_DEEDS, _pressed),
    acts.PREVIEW: _preview_pressed,
    acts.MAKE_SHARED: _agreed,
    acts.CANCEL: _cancelled,
}
"""What can be pressed."""
