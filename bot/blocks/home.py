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
from bot.blocks.lists import callers
from bot.cdr.seen import clean
from bot.workspace.settings import Masking

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import tzinfo

    from bot.answers.doctor import Finding
    from bot.answers.values import Answer
    from bot.blocks.message import Block
    from bot.workspace.audit import AuditEntry
    from bot.workspace.pbx import WorkspacePbx
    from bot.workspace.settings import Settings

REFRESH, REMOVE, DEFAULT, EDIT_SETTINGS = "home:refresh", "pbx:remove", "pbx:default", "settings"
_AUDIT_SHOWN = 10
_QUICK = (
    ("Missed today", "missed today"),
    ("Missed yesterday", "missed yesterday"),
    ("All calls today", "calls today"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class HomePage:
    """What Home shows to one person.

    Attributes:
        connection: the state of the PBX in a sentence; ``trouble`` whether it is broken.
        extension: theirs, in words; empty where it is not known.
        mine: their missed calls of today; None where there are none to ask for, or not yet.
        pbxs, settings, audit, findings: for admins; empty for others.
        zone: in which moments are shown.
    """

    connection: str
    extension: str = ""
    mine: Answer | None = None
    admin: bool = False
    pbxs: Sequence[WorkspacePbx] = ()
    settings: Settings | None = None
    audit: Sequence[AuditEntry] = ()
    findings: Sequence[Finding] = ()
    zone: tzinfo = UTC


def home_view(page: HomePage) -> Block:
    """The tab."""
    blocks = [
        header("Ringback"),
        section(page.connection),
        *_mine(page),
        actions(
            [*(ask_button(label, text, f"quick_{at}") for at, (label, text) in enumerate(_QUICK)), _refresh()]
        ),
        context(
            "Ask with /missed or /calls anywhere, or write to me directly: missed yesterday afternoon in Sales."
        ),
        *(_admin(page) if page.admin else []),
    ]
    return view("home", blocks)


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
    blocks: list[Block] = [DIVIDER, header("Set-up")]
    for at, pbx in enumerate(page.pbxs):
        blocks += _pbx(pbx, at, default=page.settings is not None and page.settings.default_pbx == pbx.id)
    row = [setup_button(place="add", label="Connect another PBX") if page.pbxs else setup_button()]
    row.append(button("Settings", EDIT_SETTINGS, "edit"))
    blocks += [actions(row), *_settings(page), *_audit(page)]
    return blocks


def _pbx(pbx: WorkspacePbx, at: int, *, default: bool) -> list[Block]:
    state = " refuses its secret: reconnect it." if pbx.refused else ""
    said = f"  {pbx.base_url}{' · asked by default' if default else ''}{state}"
    row = [
        setup_button(pbx.id, "Reconnect" if pbx.refused else "Change", f"change_{at}"),
        *([] if default else [button("Ask it by default", f"{DEFAULT}_{at}", pbx.id)]),
        button(
            "Disconnect",
            f"{REMOVE}_{at}",
            pbx.id,
            style="danger",
            confirm=confirm(
                "Disconnect it?", "Its secret, tokens and settings are deleted here.", "Disconnect"
            ),
        ),
    ]
    return [rich(line(span(clean(pbx.name), "bold"), span(clean(said)))), actions(row)]


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
    return [context(said)]


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
