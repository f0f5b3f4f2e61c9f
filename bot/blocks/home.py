"""The Home tab: whether it works, my extension and open callers; for admins the settings and the trail."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from bot.answers.moments import clock, full_date
from bot.blocks.buttons import ask_button, link_button, setup_button
from bot.blocks.elements import (
    DIVIDER,
    actions,
    bullets,
    button,
    confirm,
    context,
    header,
    line,
    rich,
    section,
    span,
    view,
)
from bot.blocks.home_digests import digest_blocks
from bot.blocks.limits import VIEW_BLOCKS
from bot.blocks.lists import callers
from bot.cdr.seen import clean
from bot.workspace.hours import hours_told
from bot.workspace.settings import Masking

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import tzinfo

    from bot.answers.values import Answer
    from bot.blocks.home_digests import HomeDigests
    from bot.blocks.message import Block
    from bot.cdr.profile import PbxProfile
    from bot.workspace.audit import AuditEntry
    from bot.workspace.pbx import WorkspacePbx
    from bot.workspace.settings import Settings

REFRESH, STATUS, REMOVE, DEFAULT, EDIT_SETTINGS = (
    "home:refresh",
    "home:status",
    "remove_pbx",
    "default_pbx",
    "settings",
)
"""Action ids; those of a PBX go on after a colon, since there is one of each for every PBX."""
NO_PBX = "No PBX is connected yet."
NO_PBX_NEXT = "A workspace admin connects one here, or with /calls setup."
ASKING = "Asking {name} …"
REFUSED = "{name} refuses its Client ID or Client Secret. It is not asked until an admin reconnects it."
REMOVED = "{name} is disconnected: its secret, tokens and settings are deleted."
BY_DEFAULT = "{name} is asked by default"
_AUDIT_SHOWN, _PBXS_SHOWN = 10, 20
_QUICK = (
    ("Missed today", "missed today"),
    ("Missed yesterday", "missed yesterday"),
    ("All calls today", "calls today"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class HomePage:
    """What Home shows to one person.

    Attributes:
        connection: the state of the PBX in a sentence or two.
        asks: whether there is a PBX that they may ask; else there is nothing to press for them.
        extension: theirs, in words; empty where it is not known.
        mine: their missed calls of today; None where there are none to ask for, or not yet.
        digests: theirs, and for admins those of others that need somebody; None where they are not known.
        pbxs, settings, audit: for admins; empty for others.
        zone: in which moments are shown.
    """

    connection: str
    asks: bool = False
    extension: str = ""
    mine: Answer | None = None
    digests: HomeDigests | None = None
    admin: bool = False
    pbxs: Sequence[WorkspacePbx] = ()
    settings: Settings | None = None
    audit: Sequence[AuditEntry] = ()
    zone: tzinfo = UTC


def connected(name: str, profile: PbxProfile) -> str:
    """The state of a PBX that answers."""
    proved = "date format proved" if profile.format_proved else "no record yet to prove its date format on"
    return f"{clean(name)} answers: {profile.model or 'PBX'}, {proved}."


def home_view(page: HomePage) -> Block:
    """The tab."""
    blocks = [
        header("Ringback"),
        section(page.connection),
        *(_asking(page) if page.asks else [actions([_refresh()])]),
    ]
    below = _admin(page) if page.admin else []
    room = VIEW_BLOCKS - len(blocks) - len(below)
    digests = digest_blocks(page.digests, room) if page.digests else []
    return view("home", [*blocks, *digests, *below])


def home_notice(sentence: str = "", second: str = "", blocks: Sequence[Block] = ()) -> Block:
    """A tab that only says something; ``blocks`` where it is said already."""
    said = [section(f"{sentence} {second}".strip())] if sentence else list(blocks)
    return view("home", [header("Ringback"), *said, actions([_refresh()])])


def _asking(page: HomePage) -> list[Block]:
    return [
        *_mine(page),
        actions(
            [*(ask_button(label, text, f"quick_{at}") for at, (label, text) in enumerate(_QUICK)), _refresh()]
        ),
        context(
            "Ask with /missed or /calls anywhere, or write to me directly: missed yesterday afternoon in Sales."
        ),
    ]


def _refresh() -> Block:
    return button("Refresh", REFRESH, "home")


def _mine(page: HomePage) -> list[Block]:
    if not page.extension:
        return [
            rich(line(span("My extension: ", "bold"), span("not known yet"))),
            actions([link_button()]),
        ]
    blocks = [rich(line(span("My extension: ", "bold"), span(clean(page.extension))))]
    if page.mine is None:
        return blocks
    if not page.mine.missed_callers:
        return [*blocks, section("No missed caller of mine today is still open.")]
    return [*blocks, rich(line(span("My missed callers today", "bold"))), *callers(page.mine, 0)]


def _admin(page: HomePage) -> list[Block]:
    row = [setup_button(place="add", label="Connect another PBX") if page.pbxs else setup_button()]
    row.append(button("Settings", EDIT_SETTINGS, "edit"))
    if page.pbxs:
        row.append(button("Check every link", STATUS, "status"))
    default = _default(page)
    blocks: list[Block] = [DIVIDER, header("Set-up"), actions(row), *_settings(page)]
    for at, pbx in enumerate(page.pbxs[:_PBXS_SHOWN]):
        blocks += _pbx(pbx, at, default=pbx.id == default)
    if (more := len(page.pbxs) - _PBXS_SHOWN) > 0:
        blocks.append(context(f"… and {more:,} more. /calls setup and a name opens one of them."))
    return [*blocks, *_audit(page)]


def _default(page: HomePage) -> str:
    """Id of the PBX that is asked where nobody says which: the one chosen, else the first."""
    known = [pbx.id for pbx in page.pbxs]
    chosen = page.settings.default_pbx if page.settings else ""
    return chosen if chosen in known else next(iter(known), "")


def _pbx(pbx: WorkspacePbx, at: int, *, default: bool) -> list[Block]:
    state = " refuses its secret: reconnect it." if pbx.refused is not None else ""
    said = f"  {clean(pbx.base_url)}{' · asked by default' if default else ''}{state}"
    row = [
        setup_button(pbx.id, "Reconnect" if pbx.refused is not None else "Change", f"change_{at}"),
        *([] if default else [button("Ask it by default", f"{DEFAULT}:{at}", pbx.id)]),
        button(
            "Disconnect",
            f"{REMOVE}:{at}",
            pbx.id,
            style="danger",
            confirm=confirm(
                f"Disconnect {clean(pbx.name)}?",
                "Its secret, tokens and settings are deleted here, and its access token is given back.",
                "Disconnect",
            ),
        ),
    ]
    return [rich(line(span(clean(pbx.name), "bold"), span(said))), actions(row)]


def _settings(page: HomePage) -> list[Block]:
    settings = page.settings
    if settings is None:
        return []
    masking = {
        Masking.OFF: "shown whole",
        Masking.CHANNELS: "masked in channels",
        Masking.EVERYWHERE: "masked everywhere",
    }[settings.masking]
    askers = "everybody" if settings.everybody_asks else "named channels and user groups"
    also = [
        word
        for word, on in (("guests", settings.guests_ask), ("other organisations", settings.strangers_ask))
        if on
    ]
    said = f"Numbers are {masking}. Who may ask: {', '.join([askers, *also])}. Short ring: {settings.short_ring} s."
    hours = f"Business hours {hours_told(settings.business_hours)}, lunch {hours_told(settings.lunch)}."
    return [context(f"{said} {hours}")]


def _audit(page: HomePage) -> list[Block]:
    if not page.audit:
        return []
    lines = []
    for entry in page.audit[:_AUDIT_SHOWN]:
        at = datetime.fromtimestamp(entry.at, page.zone)
        who = {"type": "user", "user_id": entry.user} if entry.user else span("Ringback")
        said = f" {entry.deed.value}{f': {clean(entry.what)}' if entry.what else ''}"
        lines.append(
            {
                "type": "rich_text_section",
                "elements": [span(f"{full_date(at)}, {clock(at)}  "), who, span(said)],
            }
        )
    return [rich(line(span("Audit trail", "bold")), bullets(lines))]
