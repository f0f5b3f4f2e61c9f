"""Options that several subcommands share: how to reach a PBX, and who asks."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields
from datetime import datetime
from functools import wraps
from math import isnan
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import click

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import tzinfo

    from bot.query.asker import Asker

DEFAULT_LOCALE = "en-GB"
_LOCALE = re.compile(r"[A-Za-z]{2,3}([-_][A-Za-z]{4})?([-_]([A-Za-z]{2}|[0-9]{3}))?(\.[\w-]+)?")


class Zone(click.ParamType[ZoneInfo]):
    """An IANA zone name."""

    name = "IANA"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> ZoneInfo:  # noqa: ANN401 - click's signature
        """The zone, or a usage error that shows the form."""
        if isinstance(value, ZoneInfo):
            return value
        try:
            return ZoneInfo(str(value))
        except (KeyError, ValueError, OSError):  # what zoneinfo raises for unknown, absolute and folder names
            self.fail(f"{value!r} is no IANA zone. Write it like Europe/London.", param, ctx)


class Locale(click.ParamType[str]):
    """A language with or without a region, as ``en-US`` or as the system writes it: ``en_US.UTF-8``."""

    name = "LOCALE"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:  # noqa: ANN401 - click's signature
        """The tag as it was typed, or a usage error that shows the form."""
        if not _LOCALE.fullmatch(str(value)):
            self.fail(f"{value!r} is no language and region. Write it like en-US, en-GB or de.", param, ctx)
        return str(value)


class Hours(click.ParamType[tuple[int, int]]):
    """Two times of a day, as ``9:00-17:00``; first and last minute."""

    name = "HOURS"

    def convert(
        self,
        value: Any,  # noqa: ANN401 - click's signature
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> tuple[int, int]:
        """The minutes, or a usage error that shows the form."""
        from bot.workspace.hours import hours_of

        found = hours_of(str(value))
        if found is None:
            self.fail(f"{value!r} is no stretch of a day. Write it like 9:00-17:00.", param, ctx)
        return found


class Moment(click.ParamType[datetime]):
    """An ISO 8601 moment; without an offset it is local time in the person's zone."""

    name = "ISO"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> datetime:  # noqa: ANN401 - click's signature
        """The moment, or a usage error that shows the form."""
        if isinstance(value, datetime):
            return value
        try:
            return datetime.fromisoformat(str(value))
        except ValueError:
            self.fail(f"{value!r} is no ISO 8601 moment. Write it like 2026-11-23T14:20.", param, ctx)


class Seconds(click.FloatRange):
    """A stretch of time from a second up to a day."""

    name = "SECONDS"

    def __init__(self) -> None:
        super().__init__(min=1, max=86_400)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> float:  # noqa: ANN401 - click's signature
        """The seconds, or a usage error; what is no number is in every range, as ranges are compared."""
        seconds = float(super().convert(value, param, ctx))
        if isnan(seconds):
            self.fail(f"{value!r} is no number of seconds.", param, ctx)
        return seconds


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Who asks, as far as the options say."""

    now: datetime | None
    timezone: ZoneInfo | None
    locale: str
    date_order: str | None
    week_start: str | None
    business_hours: tuple[int, int] | None = None
    lunch: tuple[int, int] | None = None
    fiscal_month: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class PbxChoice:
    """Which PBX, and how to reach it."""

    pbx_url: str
    client_id: str
    client_secret_file: str
    pbx_timezone: ZoneInfo | None
    ca_file: str | None
    pin: str | None
    no_verify: bool
    keep_token: bool
    time_limit: float


def examples(*lines: str) -> str:
    """The end of a help text: command lines that stay whole, so that they can be copied."""
    return "\n".join(["\b", "Examples:", *(f"  {line}" for line in lines)])


def gathering(kind: type[Any], argument: str, *options: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """A decorator that adds ``options`` and hands their values over as one ``kind`` named ``argument``."""
    names = [each.name for each in fields(kind)]

    def decorate(command: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(command)
        def gathered(**given: Any) -> Any:  # noqa: ANN401 - whatever the command takes
            value = kind(**{name: given.pop(name) for name in names})
            return command(**{argument: value}, **given)

        for option in reversed(options):
            gathered = option(gathered)
        return gathered

    return decorate


person_options = gathering(
    Person,
    "person",
    click.option("--now", type=Moment(), help="The moment the question is asked. Default: now."),
    click.option(
        "--timezone",
        type=Zone(),
        help="The zone times are meant and shown in. Default: the PBX's; UTC where none is asked.",
    ),
    click.option(
        "--locale",
        type=Locale(),
        default=DEFAULT_LOCALE,
        show_default=True,
        help="Language, region: en-US.",
    ),
    click.option(
        "--date-order",
        type=click.Choice(["DMY", "MDY", "YMD"], case_sensitive=False),
        help="How 5/6 is read. Default: by locale.",
    ),
    click.option(
        "--week-start",
        type=click.Choice(["mon", "sun"], case_sensitive=False),
        help="The first day of a week. Default: by locale.",
    ),
    click.option("--business-hours", type=Hours(), help="What these words mean. Default: 9:00-17:00."),
    click.option("--lunch", type=Hours(), help="What lunch means. Default: 12:00-14:00."),
    click.option(
        "--fiscal-month",
        type=click.IntRange(1, 12),
        default=1,
        show_default=True,
        help="The month a fiscal year begins in.",
    ),
)

LOGIN = (
    click.option("--pbx-url", required=True, metavar="URL", help="Such as https://pbx.example.com:8088."),
    click.option("--client-id", required=True, metavar="ID", help="From the PBX: Integrations > API."),
    click.option(
        "--client-secret-file",
        required=True,
        metavar="FILE",
        help="A file that holds the Client Secret alone; - reads standard input.",
    ),
)
"""Where a PBX is, and what logs in."""

TRUST = (
    click.option("--pin", metavar="SHA256", help="Trust exactly the certificate with this fingerprint."),
    click.option("--no-verify", is_flag=True, help="Trust any certificate; for tests only."),
)
"""How a certificate is checked, as it can also be kept."""

TIME_LIMIT = click.option(
    "--time-limit",
    type=Seconds(),
    default=300,
    show_default=True,
    metavar="SECONDS",
    help="Give up after this long.",
)

pbx_options = gathering(
    PbxChoice,
    "choice",
    *LOGIN,
    click.option("--pbx-timezone", type=Zone(), help="The PBX's zone, where what it says is wrong."),
    click.option("--ca-file", metavar="FILE", help="Trust the certificates signed by this CA (PEM)."),
    *TRUST,
    click.option(
        "--keep-token/--no-keep-token",
        default=True,
        show_default=True,
        help="Keep the access token for the next run (a 0600 file), or revoke it at the end.",
    ),
    TIME_LIMIT,
)


def asker(person: Person, now: datetime, zone: tzinfo | None = None) -> Asker:
    """Who asks, as the request language needs it; ``zone`` stands in where the person named none."""
    from bot.query.asker import LUNCH, OFFICE, Asker, Habits

    return Asker.of(
        now=person.now or now,
        zone=person.timezone or zone or ZoneInfo("UTC"),
        locale=person.locale,
        date_order=person.date_order,
        week_start=person.week_start,
        habits=Habits(
            office=person.business_hours or OFFICE,
            lunch=person.lunch or LUNCH,
            fiscal_month=person.fiscal_month,
        ),
    )
