"""Setting a PBX up: form, look, found, saved. The secret is kept sealed between the steps, never in Slack."""

from __future__ import annotations

import logging
from contextlib import suppress
from dataclasses import asdict, replace
from typing import TYPE_CHECKING, Any

import msgspec
from slack_sdk.errors import SlackApiError

from bot.blocks import setup
from bot.cdr.trouble import Trouble
from bot.slack.people import refused
from bot.slack.slack_trouble import NotAnAdmin, PbxGone
from bot.workspace.audit import AuditEntry, Deed
from bot.workspace.pbx import Checking, WorkspacePbx
from bot.workspace.permission import may_set_up
from bot.workspace.store_trouble import PbxNameTaken

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.blocks.message import Block
    from bot.slack.desk import Desk
    from bot.slack.occasion import Occasion
    from bot.slack.order import Order

_log = logging.getLogger(__name__)

_DRAFT_LASTS = 30 * 60

_FIELDS = {
    "bad_credentials": setup.SECRET,
    "bad_client_id": setup.CLIENT_ID,
    "tls_not_trusted": setup.CHECKING,
    "hostname_mismatch": setup.CHECKING,
    "certificate_expired": setup.CHECKING,
    "bad_trust": setup.PIN,
    "pin_mismatch": setup.PIN,
    "date_format_mismatch": setup.ZONE,
    "pbx_name_taken": setup.NAME,
    "bad_zone": setup.ZONE,
}
"""Where a trouble stands in the form; every other one is of the address."""


class _State(msgspec.Struct, frozen=True, kw_only=True):
    """What the form remembers: ids only, since everybody can read it."""

    pbx: str = ""
    draft: str = ""


async def run(order: Order) -> None:
    """``setup``: the form, empty or of the one PBX that there is to change.

    Raises:
        NotAnAdmin: setting up is not theirs.
    """
    await open_form(order.desk, order.occasion, order.trigger, "new")


async def demand_admin(desk: Desk, occasion: Occasion) -> None:
    """Go on only for who may set up.

    Raises:
        NotAnAdmin: they may not.
    """
    person = await desk.people.person(occasion)
    if not may_set_up(person.actor, await desk.store.settings(occasion.workspace)):
        raise NotAnAdmin


async def open_form(desk: Desk, occasion: Occasion, trigger: str, wanted: str) -> None:
    """Open the form of a PBX by its id; ``new`` for another one, ``refused`` for one that refuses its secret.

    The trigger lives three seconds: something is opened at once, the form comes into it.

    Raises:
        SlackRefused: no form can be opened.
    """
    try:
        opened = await occasion.client.views_open(trigger_id=trigger, view=setup.notice("One moment …"))
    except SlackApiError as error:
        raise refused("views.open", error) from None
    view = str(opened["view"]["id"])
    try:
        await demand_admin(desk, occasion)
        pbxs = await desk.store.pbxs(occasion.workspace)
        pbx = next(
            (each for each in pbxs if each.id == wanted or (wanted == "refused" and each.refused)), None
        )
        state = _State(pbx=pbx.id if pbx else "")
        shown = setup.form(pbx, _written(state), {}, hosted=desk.pbxs.hosted)
    except Trouble as trouble:
        shown = setup.notice(trouble.sentence, trouble.next_step)
    await _update(occasion, view, shown)


async def submitted(desk: Desk, occasion: Occasion, view: Mapping[str, Any]) -> None:
    """The form was sent: look at the PBX, then show what was found, or the form with the fault at its field."""
    state = _read(str(view.get("private_metadata") or ""))
    pbx: WorkspacePbx | None = None
    try:
        await demand_admin(desk, occasion)
        pbx = await _typed(desk, occasion, view, state)
        state = await _keep(desk, occasion, state, pbx)
        shown = await _looked_at(desk, occasion, pbx, state)
    except Trouble as trouble:
        shown = _with_fault(desk, trouble, pbx, state)
    await _update(occasion, str(view["id"]), shown)


def _with_fault(desk: Desk, trouble: Trouble, pbx: WorkspacePbx | None, state: _State) -> Block:
    if isinstance(trouble, NotAnAdmin | PbxGone) or pbx is None:
        return setup.notice(trouble.sentence, trouble.next_step)
    where = _FIELDS.get(trouble.code, setup.URL)
    said = f"{trouble.sentence} {trouble.next_step}"
    return setup.form(pbx, _written(state), {where: said}, hosted=desk.pbxs.hosted)


async def _typed(desk: Desk, occasion: Occasion, view: Mapping[str, Any], state: _State) -> WorkspacePbx:
    """What the form holds; an empty secret is the one known already."""
    values = view.get("state", {}).get("values", {})

    def of(name: str) -> str:
        element = values.get(name, {}).get(name, {})
        chosen = element.get("selected_option") or {}
        return str(element.get("value") or chosen.get("value") or "").strip()

    before = await _before(desk, occasion, state)
    return WorkspacePbx(
        id=state.pbx or desk.new_id(),
        name=of(setup.NAME),
        base_url=of(setup.URL),
        client_id=of(setup.CLIENT_ID),
        client_secret=of(setup.SECRET) or (before.client_secret if before else ""),
        checking=Checking(of(setup.CHECKING) or Checking.SYSTEM),
        pin=of(setup.PIN),
        timezone=of(setup.ZONE),
    )


async def _before(desk: Desk, occasion: Occasion, state: _State) -> WorkspacePbx | None:
    """What was typed before, else what is saved."""
    kept = await desk.store.draft(occasion.workspace, state.draft, desk.now()) if state.draft else None
    if kept is not None:
        return msgspec.json.decode(kept, type=WorkspacePbx)
    pbxs = await desk.store.pbxs(occasion.workspace)
    return next((pbx for pbx in pbxs if pbx.id == state.pbx), None)


async def _keep(desk: Desk, occasion: Occasion, state: _State, pbx: WorkspacePbx) -> _State:
    draft = state.draft or desk.new_id()
    text = msgspec.json.encode(asdict(pbx)).decode()
    await desk.store.keep_draft(occasion.workspace, draft, text, desk.now() + _DRAFT_LASTS)
    return _State(pbx=state.pbx, draft=draft)


async def _looked_at(desk: Desk, occasion: Occasion, pbx: WorkspacePbx, state: _State) -> Block:
    """What the PBX is, asked under an id of its own so that a wrong secret spoils nothing that works.

    Raises:
        Trouble: it cannot be used as it was typed.
    """
    pbxs = await desk.store.pbxs(occasion.workspace)
    if any(each.name.casefold() == pbx.name.casefold() and each.id != pbx.id for each in pbxs):
        raise PbxNameTaken(name=pbx.name)
    candidate = replace(pbx, id=f"draft-{state.draft}")
    try:
        async with desk.pbxs.lease(occasion.workspace, candidate) as opened:
            profile, roster = await opened.profile(), await opened.roster()
            profile = await opened.profile()
    finally:
        await desk.pbxs.forget(occasion.workspace, candidate)
    return setup.found(pbx, profile, roster, _written(state))


async def saved(desk: Desk, occasion: Occasion, view: Mapping[str, Any]) -> Block:
    """What was found is saved; what is to be shown then.

    Raises:
        Trouble: it cannot be saved.
    """
    state = _read(str(view.get("private_metadata") or ""))
    await demand_admin(desk, occasion)
    kept = await desk.store.draft(occasion.workspace, state.draft, desk.now())
    if kept is None:
        return setup.notice("This form is too old, or was saved already.", "Nothing was changed now.")
    pbx = msgspec.json.decode(kept, type=WorkspacePbx)
    old = next((each for each in await desk.store.pbxs(occasion.workspace) if each.id == pbx.id), None)
    await desk.store.save_pbx(occasion.workspace, pbx)
    await desk.store.drop_draft(occasion.workspace, state.draft)
    if old is not None:
        await desk.pbxs.forget(occasion.workspace, old)
    deed = Deed.PBX_ADDED if old is None else Deed.PBX_CHANGED
    await note(desk, occasion, deed, pbx.name)
    return setup.notice(
        f"{pbx.name} is connected.", "Ask with /missed or /calls, or write to Ringback directly."
    )


async def disconnect(desk: Desk, occasion: Occasion, wanted: str) -> str:
    """Delete a PBX, its secret and its tokens, which are given back to it; its name.

    Raises:
        NotAnAdmin, PbxGone: nothing was done.
    """
    await demand_admin(desk, occasion)
    pbxs = await desk.store.pbxs(occasion.workspace)
    pbx = next((each for each in pbxs if each.id == wanted), None)
    if pbx is None:
        raise PbxGone
    await desk.pbxs.forget(occasion.workspace, pbx)
    await desk.store.remove_pbx(occasion.workspace, pbx.id)
    await note(desk, occasion, Deed.PBX_REMOVED, pbx.name)
    return pbx.name


async def note(desk: Desk, occasion: Occasion, deed: Deed, what: str) -> None:
    """A line in the audit trail."""
    entry = AuditEntry(at=desk.now(), user=occasion.user, deed=deed, what=what)
    await desk.store.note(occasion.workspace, entry)


def _written(state: _State) -> str:
    return msgspec.json.encode(state).decode()


def _read(text: str) -> _State:
    with suppress(msgspec.DecodeError):
        return msgspec.json.decode(text, type=_State)
    return _State()


async def _update(occasion: Occasion, view: str, shown: Block) -> None:
    """Show another form in the place of one; who has closed it meanwhile sees nothing, and nothing was saved."""
    try:
        await occasion.client.views_update(view_id=view, view=shown)
    except SlackApiError as error:
        _log.warning("views.update: %s", error.response.get("error"))
