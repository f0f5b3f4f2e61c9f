"""Setting a PBX up: the form, and the look at the PBX. Saving what was found is in ``bot.slack.connecting``."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from bot.blocks import buttons, setup
from bot.cdr.link_trouble import BadZone
from bot.cdr.seen import clean
from bot.cdr.trouble import Trouble
from bot.cdr.zone_names import zone_named
from bot.query.naming import reads_as_question
from bot.slack import drafts
from bot.slack.admitting import demand_admin
from bot.slack.drafts import Draft, State, state_of
from bot.slack.letting_go import let_go
from bot.slack.page import Shown
from bot.slack.setup_trouble import BadPbxName, PinNeeded, SecretNeeded
from bot.slack.slack_trouble import PbxGone
from bot.slack.standing import named
from bot.slack.views import Form, show_form
from bot.slack.wording import typed
from bot.workspace.pbx import RESERVED, Checking, WorkspacePbx
from bot.workspace.steps_in_slack import step_in_slack
from bot.workspace.store_trouble import PbxNameTaken, StoreTrouble

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from bot.blocks.message import Block
    from bot.slack.desk import Desk
    from bot.slack.occasion import Occasion
    from bot.slack.order import Order
    from bot.slack.outlets import Outlet
    from bot.slack.press import Press

    Choose = Callable[[Sequence[WorkspacePbx]], WorkspacePbx | None]

_FIELDS = {
    "bad_credentials": setup.SECRET,
    "logins_held": setup.SECRET,
    "secret_needed": setup.SECRET,
    "bad_client_id": setup.CLIENT_ID,
    "tls_not_trusted": setup.CHECKING,
    "hostname_mismatch": setup.CHECKING,
    "certificate_expired": setup.CHECKING,
    "bad_trust": setup.PIN,
    "pin_mismatch": setup.PIN,
    "pin_needed": setup.PIN,
    "date_format_mismatch": setup.ZONE,
    "bad_zone": setup.ZONE,
    "pbx_name_taken": setup.NAME,
    "bad_pbx_name": setup.NAME,
}
"""Where a trouble stands in the form; every other one is of the address, but those of the store, which stand first."""


async def run(order: Order) -> None:
    """``setup``: the form, empty; ``setup Berlin``: the form of that PBX.

    Raises:
        SlackRefused: no form can be opened.
    """
    name = typed(order.rest).text

    def choose(pbxs: Sequence[WorkspacePbx]) -> WorkspacePbx | None:
        return named(pbxs, name) if name else None

    await _open(order.desk, order.occasion, order.trigger, order.outlet, choose)


async def _pressed(desk: Desk, press: Press) -> None:
    """``new``, the id of a PBX, or ``refused`` for one that refuses its secret."""

    def choose(pbxs: Sequence[WorkspacePbx]) -> WorkspacePbx | None:
        if press.value == "new":
            return None
        for pbx in pbxs:
            if pbx.id == press.value or (press.value == "refused" and pbx.refused is not None):
                return pbx
        raise PbxGone

    await _open(desk, press.occasion, press.trigger, press.aside, choose, press.value)


async def _open(  # noqa: PLR0913, PLR0917 - where it is opened, and what for
    desk: Desk, occasion: Occasion, trigger: str, outlet: Outlet, choose: Choose, wanted: str = "new"
) -> None:
    async def fill() -> Block:
        await demand_admin(desk, occasion)
        pbxs = await desk.store.pbxs(occasion.workspace)
        if wanted == "refused" and all(pbx.refused is None for pbx in pbxs):
            return setup.notice(*setup.NONE_REFUSED)
        pbx = choose(pbxs)
        state = State(pbx=pbx.id if pbx else "")
        return setup.form(pbx, state.written(), {}, checks_certificates=desk.pbxs.checks_certificates)

    again = buttons.setup_button(label="Open the form", pbx="" if wanted == "new" else wanted)
    await show_form(occasion, trigger, outlet, Form(title=setup.TITLE, again=again, fill=fill))


def faults(view: Mapping[str, Any]) -> dict[str, str]:
    """What can be seen to be wrong without asking anybody, by field."""
    pbx = _typed(view)
    wrong: list[Trouble] = []
    if not clean(pbx.name) or pbx.name.casefold() in RESERVED or reads_as_question(pbx.name):
        wrong.append(BadPbxName(name=pbx.name))
    if pbx.timezone and not zone_named(pbx.timezone):
        wrong.append(BadZone(zone=pbx.timezone))
    if pbx.checking is Checking.PIN and not pbx.pin:
        wrong.append(PinNeeded())
    return {_FIELDS[each.code]: f"{each.sentence} {step_in_slack(each)}" for each in wrong}


async def submitted(desk: Desk, occasion: Occasion, view: Mapping[str, Any]) -> Shown:
    """The form was sent: look at the PBX, then show what was found, or the form with the fault at its field.

    Raises:
        Trouble: it is not theirs to send, or its PBX is gone; nothing was done.
    """
    await demand_admin(desk, occasion)
    state = state_of(view)
    draft = await _filled(desk, occasion, view, state)
    state = State(pbx=state.pbx, draft=state.draft or desk.new_id())
    await drafts.keep(desk, occasion, state, draft)
    # Under an id of its own, so that a wrong secret spoils nothing that works.
    candidate = replace(draft.pbx, id=f"draft-{state.draft}")

    async def after(*, seen: bool) -> None:
        if not seen:
            await drafts.drop(desk, occasion, state)
        await let_go(desk, occasion.workspace, candidate)

    try:
        return Shown(view=await _looked_at(desk, occasion, draft.pbx, candidate, state), after=after)
    except BaseException:  # also a cancellation: its access token is given back whatever happens
        await let_go(desk, occasion.workspace, candidate)
        raise


async def _looked_at(
    desk: Desk, occasion: Occasion, pbx: WorkspacePbx, candidate: WorkspacePbx, state: State
) -> Block:
    try:
        pbxs = await desk.store.pbxs(occasion.workspace)
        if any(each.name.casefold() == pbx.name.casefold() and each.id != pbx.id for each in pbxs):
            raise PbxNameTaken(name=pbx.name)
        if not pbx.client_secret:
            raise SecretNeeded
        async with desk.pbxs.lease(occasion.workspace, candidate) as opened:
            roster = await opened.roster()
            profile = await opened.profile()
    except Trouble as trouble:
        return with_fault(desk, pbx, state, trouble)
    return setup.found(pbx, profile, roster, state.written())


def with_fault(desk: Desk, pbx: WorkspacePbx, state: State, trouble: Trouble) -> Block:
    """The form as it was filled in, with what is wrong at its field."""
    where = _FIELDS.get(trouble.code, "" if isinstance(trouble, StoreTrouble) else setup.URL)
    said = f"{trouble.sentence} {step_in_slack(trouble)}"
    return setup.form(pbx, state.written(), {where: said}, checks_certificates=desk.pbxs.checks_certificates)


async def _filled(desk: Desk, occasion: Occasion, view: Mapping[str, Any], state: State) -> Draft:
    """What the form holds; an empty secret is the one typed before, else the saved one if it stays in the same hands.

    Raises:
        PbxGone: the PBX that it changes is not connected any more.
    """
    pbx, saved = _typed(view), await _saved(desk, occasion, state)
    before = await drafts.kept(desk, occasion, state)
    pbx = replace(
        pbx,
        id=saved.id if saved else before.pbx.id if before else desk.new_id(),
        vendor=saved.vendor if saved else pbx.vendor,
    )
    if pbx.client_secret:
        return Draft(pbx=pbx, typed=True)
    if before is not None and before.typed:
        return Draft(pbx=replace(pbx, client_secret=before.pbx.client_secret), typed=True)
    # Who may set up need not know the secret: it must not be sent to an address, or to who shows a certificate, of
    # their choice.
    if saved is None or desk.pbxs.leads_elsewhere(saved, pbx):
        return Draft(pbx=pbx, typed=False)
    return Draft(pbx=replace(pbx, client_secret=saved.client_secret), typed=False)


async def _saved(desk: Desk, occasion: Occasion, state: State) -> WorkspacePbx | None:
    if not state.pbx:
        return None
    for pbx in await desk.store.pbxs(occasion.workspace):
        if pbx.id == state.pbx:
            return pbx
    raise PbxGone


def _typed(view: Mapping[str, Any]) -> WorkspacePbx:
    """What the form holds, without an id; a zone is written as it is known."""
    values = view.get("state", {}).get("values", {})

    def of(name: str) -> str:
        element = values.get(name, {}).get(name, {})
        chosen = element.get("selected_option") or {}
        return str(element.get("value") or chosen.get("value") or "").strip()

    checking = of(setup.CHECKING)
    return WorkspacePbx(
        id="",
        name=" ".join(of(setup.NAME).split()),
        base_url=of(setup.URL),
        client_id=of(setup.CLIENT_ID),
        client_secret=of(setup.SECRET),
        checking=Checking(checking) if checking in {*Checking} else Checking.SYSTEM,
        pin=of(setup.PIN),
        timezone=zone_named(of(setup.ZONE)) or of(setup.ZONE),
    )


ACTIONS = {buttons.SETUP: _pressed}
"""What can be pressed."""
