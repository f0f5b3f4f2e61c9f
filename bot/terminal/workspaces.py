"""What is kept of workspaces as terminal text."""

from __future__ import annotations

from calendar import month_name
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from bot.answers.kept import Installed
from bot.answers.moments import clock, full_date
from bot.cdr.seen import clean
from bot.terminal.cells import padded, width_of
from bot.terminal.flow import items, paragraph
from bot.terminal.ink import BLANK, Ink, Piece, rendered
from bot.workspace.hours import hours_told
from bot.workspace.pbx import Checking
from bot.workspace.settings import Masking

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from bot.answers.kept import KeptWorkspace, ListedWorkspace
    from bot.terminal.ink import Line
    from bot.workspace.audit import AuditEntry
    from bot.workspace.pbx import WorkspacePbx
    from bot.workspace.settings import Settings

NO_WORKSPACE = "No workspace is kept in {path} yet. “ringback workspace add” connects a PBX to one."
REFUSES = "refuses its secret"

_INDENT = 2
_INSTALLED = {
    Installed.OWN: "its own",
    Installed.ORGANISATION: "the one of its organisation",
    Installed.ENVIRONMENT: "none is kept; SLACK_BOT_TOKEN speaks for it",
    Installed.NONE: "none",
    Installed.UNREADABLE: "its token is damaged; install the app again",
}
_CHECKING = {
    Checking.SYSTEM: "certificate signed by an authority this machine trusts",
    Checking.PIN: "exactly the certificate with SHA-256 {pin}",
    Checking.OFF: "certificate not checked",
}
_MASKING = {
    Masking.OFF: "shown whole",
    Masking.CHANNELS: "masked in channels",
    Masking.EVERYWHERE: "masked everywhere",
}


def workspaces_page(listed: Sequence[ListedWorkspace], path: str, *, width: int, colour: bool) -> str:
    """One line for each workspace; where it is kept in, if there is none."""
    if not listed:
        return rendered(paragraph(NO_WORKSPACE.format(path=path), width), colour=colour)
    widest = max(width_of(str(each.workspace)) for each in listed)
    return rendered([_line(each, widest) for each in listed], colour=colour)


def _line(listed: ListedWorkspace, widest: int) -> Line:
    lead = Piece(padded(str(listed.workspace), widest), Ink.STRONG)
    if listed.unreadable:
        return (lead, Piece("  "), Piece(listed.unreadable, Ink.BAD))
    pieces: list[Piece] = []
    for pbx in listed.pbxs:
        pieces += [Piece(", " if pieces else "  "), Piece(clean(pbx.name))]
        if pbx.refused is not None:
            pieces.append(Piece(f" {REFUSES}", Ink.BAD))
    return (lead, *(pieces or [Piece("  "), Piece("no PBX", Ink.FAINT)]))


def found_page(name: str, facts: Mapping[str, str], *, width: int, colour: bool) -> str:
    """What was found of a PBX that is about to be saved."""
    lines = [line for title, words in facts.items() for line in _fact(title, words, width)]
    return rendered([*paragraph(f"{name} answers.", width, ink=Ink.GOOD), *lines], colour=colour)


def workspace_page(kept: KeptWorkspace, *, width: int, colour: bool) -> str:
    """PBXs, installation, settings in words, the newest lines of the audit trail in UTC."""
    lines = [
        *paragraph(f"Workspace {kept.workspace}", width, ink=Ink.STRONG),
        *_fact("Installation", _INSTALLED[kept.installed], width),
        *(line for title, words in _settings(kept.settings) for line in _fact(title, words, width)),
        BLANK,
        *_pbxs(kept, width),
        BLANK,
        *_audit(kept.audit, width),
    ]
    return rendered(lines, colour=colour)


def _fact(title: str, words: str, width: int) -> list[Line]:
    return paragraph(words, width, first=" " * _INDENT + padded(title, 14), indent=_INDENT + 14)


def _settings(settings: Settings) -> Iterator[tuple[str, str]]:
    exports = "masked where they are" if settings.mask_exports else "never masked"
    masked = "" if settings.masking is Masking.OFF else f"; CSV files {exports}"
    yield "Numbers", f"{_MASKING[settings.masking]}{masked}"
    yield "May ask", ", ".join(_askers(settings))
    people = sorted(settings.set_up_people)
    yield "May set up", ", ".join(["admins and owners", *people])
    yield "Short ring", f"under {settings.short_ring} s"
    yield "Hours", f"business {hours_told(settings.business_hours)}, lunch {hours_told(settings.lunch)}"
    if settings.fiscal_month > 1:
        yield "Fiscal year", f"from {month_name[settings.fiscal_month]}"


def _askers(settings: Settings) -> Iterator[str]:
    if settings.everybody_asks:
        yield "everybody"
    else:
        yield "admins and owners"
        yield from (f"channel {each}" for each in sorted(settings.ask_channels))
        yield from (f"user group {each}" for each in sorted(settings.ask_groups))
    if settings.guests_ask:
        yield "guests"
    if settings.strangers_ask:
        yield "people of other organisations"


def _pbxs(kept: KeptWorkspace, width: int) -> Iterator[Line]:
    if kept.unreadable:
        yield from paragraph(kept.unreadable, width, ink=Ink.BAD)
    elif not kept.pbxs:
        yield from paragraph("No PBX is connected.", width)
    for pbx in kept.pbxs:
        yield from _pbx(pbx, width, default=pbx.id == kept.default)


def _pbx(pbx: WorkspacePbx, width: int, *, default: bool) -> Iterator[Line]:
    yield (Piece("PBX "), Piece(clean(pbx.name), Ink.STRONG), Piece(" · asked by default" if default else ""))
    facts = [
        pbx.base_url,
        f"Client ID {clean(pbx.client_id)}",
        _checked(pbx),
        f"zone {clean(pbx.timezone)}, as given here" if pbx.timezone else "zone as it says",
    ]
    indent = " " * _INDENT
    yield from items([Piece(clean(fact)) for fact in facts], width, first=indent, indent=_INDENT)
    if pbx.refused is not None:
        said = f"{REFUSES} since {_moment(pbx.refused)}: connect it anew with “ringback workspace add”"
        yield from paragraph(said, width, first=indent, indent=_INDENT, ink=Ink.BAD)


def _checked(pbx: WorkspacePbx) -> str:
    if pbx.base_url.startswith("http:"):
        return "not encrypted"
    return _CHECKING[pbx.checking].format(pin=pbx.pin)


def _audit(entries: Sequence[AuditEntry], width: int) -> Iterator[Line]:
    yield from paragraph(
        "Audit trail (UTC)" if entries else "The audit trail is empty.", width, ink=Ink.STRONG
    )
    for entry in entries:
        what = f": {clean(entry.what)}" if entry.what else ""
        said = f"{_moment(entry.at)}  {entry.user or 'Ringback'} {entry.deed.value}{what}"
        yield from paragraph(said, width, first=" " * _INDENT, indent=_INDENT + 2)


def _moment(epoch: int) -> str:
    at = datetime.fromtimestamp(epoch, UTC)
    return f"{full_date(at)}, {clock(at)}"
