"""The set-up of a PBX: its form, what is shown while Ringback looks, what it found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.answers.known import known_facts
from bot.blocks.elements import bullets, context, line, modal, rich, section, span
from bot.blocks.inputs import choice, field, text_input, with_faults
from bot.cdr.seen import clean
from bot.workspace.pbx import LONGEST_NAME, Checking

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.blocks.message import Block
    from bot.cdr.profile import PbxProfile
    from bot.cdr.roster import Roster
    from bot.workspace.pbx import WorkspacePbx

FORM, FOUND, NOTICE = "setup", "setup:found", "notice"
"""Names of the modals."""
NAME, URL, CLIENT_ID, SECRET, CHECKING, PIN, ZONE = (
    "name",
    "base_url",
    "client_id",
    "client_secret",
    "checking",
    "pin",
    "timezone",
)
TITLE = "Connect a PBX"
MOMENT, SAVING = "One moment …", "Saving …"
NOT_SHOWN, NOT_SHOWN_WHY = (
    "This cannot be shown.",
    "Slack would not take it. Whoever runs Ringback finds the place in its log.",
)
NONE_REFUSED, TOO_OLD = (
    ("No PBX refuses its secret any more.", "There is nothing to reconnect."),
    ("This form is too old, or was saved already.", "Nothing was changed now."),
)
SAVED = ("{name} is connected.", "Ask with /missed or /calls, or write to Ringback directly.")
_CHECKING = {
    Checking.SYSTEM.value: "Signed by an authority (Cloud, remote access)",
    Checking.PIN.value: "Exactly this certificate (appliances)",
    Checking.OFF.value: "Do not check (tests in your own network)",
}


def form(
    pbx: WorkspacePbx | None, state: str, faults: Mapping[str, str], *, checks_certificates: bool
) -> Block:
    """The form, with what is known of the PBX; its secret is never sent back to Slack.

    With ``checks_certificates`` there is no choice to leave that out.
    """
    fields = [*_login(pbx), *_certificate(pbx, always=checks_certificates), *_rest(pbx)]
    return modal(
        TITLE, with_faults(fields, faults), name=FORM, submit="Look at it", close="Cancel", state=state
    )


def _login(pbx: WorkspacePbx | None) -> list[Block]:
    kept = pbx is not None and bool(pbx.client_secret)
    return [
        field(URL, "Address", text_input(pbx.base_url if pbx else "", "https://pbx.example.com:8088")),
        field(
            CLIENT_ID,
            "Client ID",
            text_input(pbx.client_id if pbx else ""),
            hint="On the PBX: Integrations > API. Switch the API on there.",
        ),
        field(
            SECRET,
            "Client Secret",
            text_input(example="Leave empty to keep it" if kept else ""),
            hint="Sealed where it is kept; it goes to the PBX only.",
            optional=kept,
        ),
    ]


def _certificate(pbx: WorkspacePbx | None, *, always: bool) -> list[Block]:
    checking = {value: words for value, words in _CHECKING.items() if not (always and value == Checking.OFF)}
    return [
        field(CHECKING, "Certificate", choice(checking, pbx.checking if pbx else Checking.SYSTEM)),
        field(
            PIN,
            "Its SHA-256 fingerprint",
            text_input(pbx.pin if pbx else "", "AB:CD:…", 128),
            hint="Only for “exactly this certificate”. Your browser shows it.",
            optional=True,
        ),
    ]


def _rest(pbx: WorkspacePbx | None) -> list[Block]:
    return [
        field(
            NAME,
            "Name",
            text_input(pbx.name if pbx else "Office", most=LONGEST_NAME),
            hint="For questions: at Berlin.",
        ),
        field(
            ZONE,
            "Zone of the PBX's clock",
            text_input(pbx.timezone if pbx else "", "Europe/London", 64),
            hint="Only where what the PBX says of it is wrong.",
            optional=True,
        ),
    ]


def notice(sentence: str, second: str = "", title: str = TITLE) -> Block:
    """A modal that only says something."""
    lines = [line(span(sentence, "bold")), *([line(span(second))] if second else [])]
    return modal(title, [rich(*lines)], name=NOTICE)


def looking() -> Block:
    """While the PBX is looked at."""
    return notice(
        "Looking at the PBX …", "It may take half a minute: its date format is proved on its own records."
    )


def found(pbx: WorkspacePbx, profile: PbxProfile, roster: Roster, state: str) -> Block:
    """What was found, before it is saved."""
    facts = known_facts(profile, roster)
    lines = [line(span(f"{name}: ", "bold"), span(clean(words))) for name, words in facts.items()]
    blocks = [
        section(f"{pbx.name} answers."),
        rich(bullets(lines)),
        context("Save it, and everybody who may ask can ask."),
    ]
    return modal(TITLE, blocks, name=FOUND, submit="Save", close="Cancel", state=state)
