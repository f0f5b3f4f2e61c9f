"""The options of ``ringback workspace``: which workspace, and how the PBX to be kept is reached."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import click

from bot.cli.options import LOGIN, TIME_LIMIT, TRUST, PbxChoice, Zone, gathering
from bot.cli.workspace_trouble import UnusableName
from bot.workspace.pbx import LONGEST_NAME, RESERVED
from bot.workspace.workspace import Workspace

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo


class SlackId(click.ParamType[str]):
    """An id of Slack's that begins with one letter."""

    def __init__(self, letter: str, of: str) -> None:
        self.name = f"{letter}…"
        self._letter, self._of = letter, of

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:  # noqa: ANN401 - click's signature
        """The id as Slack writes it, or a usage error that says where it stands."""
        text = str(value).strip().upper()
        if not re.fullmatch(rf"{self._letter}[A-Z0-9]{{1,30}}", text):
            self.fail(
                f"{value!r} is not the id of {self._of}. It begins with {self._letter} and stands in the address that "
                f"Slack shows in a browser: https://app.slack.com/client/{self._letter}…",
                param,
                ctx,
            )
        return text


@dataclass(frozen=True, slots=True, kw_only=True)
class Which:
    """Which workspace, as the options say."""

    team: str
    enterprise: str | None

    @property
    def workspace(self) -> Workspace:
        """Its name in the store."""
        return Workspace(enterprise=self.enterprise or "", team=self.team)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """How the PBX is reached, as far as that can be kept."""

    pbx_url: str
    client_id: str
    client_secret_file: str
    timezone: ZoneInfo | None
    pin: str | None
    no_verify: bool
    time_limit: float

    @property
    def choice(self) -> PbxChoice:
        """As the commands that ask a PBX have it: asked once, so its token is given back."""
        return PbxChoice(
            pbx_url=self.pbx_url,
            client_id=self.client_id,
            client_secret_file=self.client_secret_file,
            pbx_timezone=self.timezone,
            ca_file=None,
            pin=self.pin,
            no_verify=self.no_verify,
            keep_token=False,
            time_limit=self.time_limit,
        )


workspace_options = gathering(
    Which,
    "which",
    click.option("--team", required=True, type=SlackId("T", "a workspace"), help="The workspace's id."),
    click.option(
        "--enterprise",
        type=SlackId("E", "an organisation"),
        help="The id of its Enterprise organisation, if it is in one.",
    ),
)

reach_options = gathering(
    Reach,
    "reach",
    *LOGIN,
    # Both names: the troubles of a PBX speak of --pbx-timezone.
    click.option(
        "--timezone",
        "--pbx-timezone",
        "timezone",
        type=Zone(),
        help="The zone the PBX's clock shows, where what it says of it is wrong.",
    ),
    *TRUST,
    TIME_LIMIT,
)


def name_of(typed: str) -> str:
    """A PBX's name as typed, with single spaces.

    Raises:
        UnusableName: it is empty, too long, means something else, or holds what cannot be seen.
    """
    from bot.query.naming import reads_as_question

    name = " ".join(typed.split())
    if not name:
        raise UnusableName(fault="it is empty")
    if len(name) > LONGEST_NAME:
        raise UnusableName(fault=f"it has {len(name)} characters")
    if not name.isprintable():
        raise UnusableName(fault="it holds control characters")
    if name.casefold() in RESERVED or reads_as_question(name):
        raise UnusableName(fault=f"“{name}” means something else in Slack")
    return name
