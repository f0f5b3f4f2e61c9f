"""Opening the form of a digest: empty, with filters, or with what a digest says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.blocks import digest_actions as acts
from bot.blocks import digest_form as form
from bot.blocks.digest_actions import DigestButton
from bot.blocks.digest_filled import Filled, Kept, Where
from bot.blocks.elements import button
from bot.slack.digests import filling, keeping
from bot.slack.digests.finding import theirs_now
from bot.slack.standing import standing
from bot.slack.views import Form, show_form

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.blocks.message import Block
    from bot.digest.digest import Digest
    from bot.slack.desk import Desk
    from bot.slack.occasion import Occasion
    from bot.slack.outlets import Outlet
    from bot.workspace.pbx import WorkspacePbx


async def open_form(  # noqa: PLR0913 - where it is opened, and what for
    desk: Desk, occasion: Occasion, trigger: str, outlet: Outlet, *, digest: Digest | None, text: str = ""
) -> None:
    """Open the form, of a digest that is there or of a new one; who may not is told so in it.

    Args:
        desk: what every listener works with.
        occasion: who opens it, where.
        trigger: of the press or the command, three seconds long.
        outlet: where it is told that it was too late.
        digest: the one to change.
        text: the filters of a new one, which may name a PBX.

    Raises:
        SlackRefused: it cannot be opened.
    """

    async def fill() -> Block:
        return await (new_form(desk, occasion, text) if digest is None else _of(desk, occasion, digest))

    value = DigestButton(mark=occasion.mark, digest=digest.id if digest else "", text=text)
    again = button("Open the form", acts.EDIT if digest else acts.NEW, value.written())
    await show_form(occasion, trigger, outlet, Form(title=form.TITLE, again=again, fill=fill))


async def new_form(desk: Desk, occasion: Occasion, text: str) -> Block:
    """The form of a new digest, for where it is opened.

    Raises:
        NotAllowed, NotSetUp: they may not ask there, or there is no PBX to ask.
        Trouble: nobody but the PBX knows the zone, and it does not tell.
    """
    who = await standing(desk, occasion)
    here = occasion.channel if occasion.postable else ""
    elsewhere = Where.DIRECT if occasion.direct else Where.CHANNEL
    zone = await keeping.zone_of(desk, occasion, who)
    filled = Filled(
        kept=Kept(here=here, zone=zone),
        zone=zone,
        where=Where.HERE if here else elsewhere,
        text=text,
    )
    return form.digest_form(filled)


async def _of(desk: Desk, occasion: Occasion, digest: Digest) -> Block:
    current = await theirs_now(desk, occasion, digest)
    text = with_pbx(current.text, current.pbx, await desk.store.pbxs(occasion.workspace))
    here = occasion.channel if occasion.postable else ""
    filled = filling.filled_with(current, user=occasion.user, here=here, text=text or current.text)
    return form.digest_form(filled, {} if text is not None else {form.FILTERS: form.PBX_GONE})


def with_pbx(text: str, pbx: str, pbxs: Sequence[WorkspacePbx]) -> str | None:
    """Filters with the PBX they are asked of, as one would type it; None where that PBX is not connected any more."""
    if not pbx:
        return text
    name = next((each.name for each in pbxs if each.id == pbx), None)
    return None if name is None else f"{text} at {name}".strip()
