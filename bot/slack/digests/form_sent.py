"""The form of a digest that was sent: the digest is made or changed, once however often it is sent."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import msgspec

from bot.blocks import digest_form as form
from bot.blocks.digest_saved import Deed, saved
from bot.cdr.trouble import Trouble
from bot.slack.digests import filling, keeping
from bot.slack.digests.digest_edge_trouble import ChannelShared
from bot.slack.digests.finding import theirs_now
from bot.slack.digests.form_faults import field_of
from bot.slack.digests.pressing_trouble import DigestRemoved
from bot.slack.wording import pbx_named

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.blocks.digest_filled import Filled
    from bot.blocks.message import Block
    from bot.digest.digest import Digest
    from bot.digest.draft import Draft
    from bot.slack.desk import Desk
    from bot.slack.occasion import Occasion

_SAYS = ("recurrence", "zone", "own", "about", "text", "pbx", "skip_empty", "skip_on")
"""Fields of a draft that become the digest's."""


async def submitted(desk: Desk, occasion: Occasion, view: Mapping[str, Any]) -> Block:
    """What is shown then: what will happen and when next, or the form with what is wrong at its field.

    Raises:
        StoreTrouble: it is not known whether the form was sent before.
    """
    filled = filling.read_form(view)
    if not filling.follows(view):
        return form.digest_form(filled, {"": form.LOOK_AGAIN})
    name = str(view["id"])
    press = f"digest:{name}"
    if not await desk.store.claim(occasion.workspace, press, desk.now()):
        return form.sent_already()
    try:
        # Where the form was opened: the app itself has written that into it.
        return await _saved(desk, replace(occasion, channel=filled.kept.here), filled, name)
    except Trouble as trouble:
        await desk.store.unclaim(occasion.workspace, press)
        return _with_fault(filled, trouble)
    except BaseException:  # a form that came to nothing, for whatever reason, may be sent again
        await desk.store.unclaim(occasion.workspace, press)
        raise


def _with_fault(filled: Filled, trouble: Trouble) -> Block:
    if isinstance(trouble, ChannelShared):
        asked = msgspec.structs.replace(filled.kept, asked=filled.channel)
        filled = replace(filled, kept=asked, strangers=False)
        return form.digest_form(filled, {form.strangers(asked.asked): form.STRANGERS_ASKED})
    return form.digest_form(filled, {field_of(trouble, filled): filling.said(trouble)})


async def _saved(desk: Desk, occasion: Occasion, filled: Filled, once: str) -> Block:
    kept, draft = filled.kept, filling.draft_of(filled)
    if kept.digest:
        digest, deed = await _changed(desk, occasion, filled, draft)
    else:
        draft = await keeping.checked(desk, occasion, draft, draft.channel)
        digest = await keeping.create(
            desk, occasion, draft, draft.channel, strangers=bool(filled.agreed), once=once
        )
        deed = Deed.MADE
    status = await keeping.status(desk, occasion, digest)
    pbxs = await desk.store.pbxs(occasion.workspace)
    named = next((pbx.name for pbx in pbxs if pbx.id == digest.pbx), "") if len(pbxs) > 1 else ""
    return saved(status, deed, user=occasion.user, pbx=named)


async def _changed(desk: Desk, occasion: Occasion, filled: Filled, draft: Draft) -> tuple[Digest, Deed]:
    """The digest as it is then, and whether that is another one; one that stays as it is leaves no trace."""
    found = await desk.digests.digest(occasion.workspace, filled.kept.digest)
    if found is None:
        raise DigestRemoved
    current = await theirs_now(desk, occasion, found)
    checked = await keeping.checked(desk, occasion, draft, draft.channel, digest=current)
    if not current.pbx and draft.channel == current.channel and not await _names_pbx(desk, occasion, draft):
        # It goes on telling of the workspace's default, whatever its channel or its reader has chosen since.
        checked = replace(checked, pbx="")
    if _stays(current, checked, filled):
        return current, Deed.NOTHING
    changed = await keeping.change(desk, occasion, current, checked, draft.channel, strangers=filled.agreed)
    return changed, Deed.CHANGED


async def _names_pbx(desk: Desk, occasion: Occasion, draft: Draft) -> bool:
    pbxs = await desk.store.pbxs(occasion.workspace)
    return bool(pbx_named(draft.text, [pbx.name for pbx in pbxs])[1])


def _stays(digest: Digest, draft: Draft, filled: Filled) -> bool:
    says = all(getattr(digest, name) == getattr(draft, name) for name in _SAYS)
    return says and digest.channel == filled.channel and filled.agreed in {None, digest.strangers}
