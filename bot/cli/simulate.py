"""``ringback simulate``: a PBX to try things against."""

from __future__ import annotations

import errno
import os
from typing import TYPE_CHECKING, Any

import click

from bot.cli.called import called
from bot.cli.command_trouble import PortTaken
from bot.cli.environment import environment
from bot.cli.options import Moment, Zone, examples

if TYPE_CHECKING:
    from datetime import datetime
    from zoneinfo import ZoneInfo

    from bot.simulator import Firmware, SettableClock, Simulator

_NOT_TO_BE_HAD = frozenset({errno.EADDRINUSE, errno.EACCES, errno.EADDRNOTAVAIL})

ORDERS = {"DMY": "DD/MM/YYYY", "MDY": "MM/DD/YYYY", "YMD": "YYYY/MM/DD"}


class DateFormat(click.ParamType[str]):
    """A PBX's date format, as the PBX writes it or by its order."""

    name = "FORMAT"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:  # noqa: ANN401 - click's signature
        """The format as the PBX writes it, or a usage error."""
        upper = str(value).upper()
        form = ORDERS.get(upper, upper)
        if form not in ORDERS.values():
            self.fail(f"{value!r} is not one of {', '.join([*ORDERS.values(), *ORDERS])}.", param, ctx)
        return form


@click.command(
    epilog=examples(
        "ringback simulate --port 8088",
        "ringback simulate --firmware legacy --date-format MDY --clock 12 --timezone America/New_York --tls",
        "curl http://127.0.0.1:8088/_simulator/requests",
        """curl -d '{"kind": "gateway", "times": 3}' http://127.0.0.1:8088/_simulator/faults""",
    )
)
@click.option("--port", default=0, show_default="a free one", type=click.IntRange(0, 65535))
@click.option(
    "--firmware",
    default="current",
    show_default=True,
    type=click.Choice(["legacy", "mid", "current"]),
    help="37.20.0.107 without pages, 37.23.0.83 with, or 37.23.0.123.",
)
@click.option(
    "--date-format",
    default="DD/MM/YYYY",
    show_default=True,
    type=DateFormat(),
    help="How it writes a date, or DMY, MDY, YMD.",
)
@click.option("--clock", default="24", show_default=True, type=click.Choice(["12", "24"]))
@click.option("--timezone", default="Europe/London", show_default=True, type=Zone(), help="Its clock's zone.")
@click.option("--seed", default=1, show_default=True, help="The same seed makes the same calls.")
@click.option(
    "--days",
    default=21,
    show_default=True,
    type=click.IntRange(0, 800),
    help="Days of calls up to now; 0 for none.",
)
@click.option("--now", type=Moment(), help="Where its clock starts, in its zone. Default: now.")
@click.option("--tls", is_flag=True, help="HTTPS with a self-signed certificate, made anew for each run.")
def simulate(  # noqa: PLR0913 - one argument per option
    *,
    port: int,
    firmware: Firmware,
    date_format: str,
    clock: str,
    timezone: ZoneInfo,
    seed: int,
    days: int,
    now: datetime | None,
    tls: bool,
) -> None:
    """Run a simulated Yeastar P-Series PBX on this machine until Ctrl-C.

    It speaks the Open API over real HTTP and refuses what a real PBX refuses. Its office makes the same calls
    for the same seed and moment.

    At /_simulator another program can look (GET truth, requests, shapes) and act (POST clock, format, calls,
    purge, faults), as "python -m pydoc bot.simulator.control" tells. Faults are html, gateway, slow, cut,
    half_json, refuse, expire, format, arrive, purge, disagree and odd_rows.
    """
    from bot.simulator import Settings, run

    environment()
    settings = Settings(
        firmware=firmware,
        date_format=date_format,
        clock=int(clock),
        timezone=timezone.key,
        seed=seed,
        days=days,
        port=port,
        tls=tls,
    )
    try:
        run(settings, on_started=_introduce, clock=_clock(now, timezone))
    except OSError as error:
        if error.errno not in _NOT_TO_BE_HAD:
            raise
        # The error's own words show a tuple: where Python tried to listen.
        raise PortTaken(port=port, reason=os.strerror(error.errno).lower()) from None


def _clock(now: datetime | None, zone: ZoneInfo) -> SettableClock | None:
    from bot.simulator import SettableClock

    if now is None:
        return None
    clock = SettableClock()
    clock.set(now if now.tzinfo else now.replace(tzinfo=zone), running=True)
    return clock


def _introduce(pbx: Simulator) -> None:
    """Everything needed to ask it, ready to paste."""
    reached = f"--pbx-url {pbx.base_url} --client-id {pbx.client_id} --client-secret-file -"
    ask = f"{called()} ask missed today {reached}"
    click.echo(f"Simulated PBX at {pbx.base_url}")
    click.echo(f"Client ID {pbx.client_id}, Client Secret {pbx.client_secret}")
    if pbx.certificate is not None:
        click.echo(f"Certificate's SHA-256 fingerprint, for --pin: {pbx.fingerprint}")
        ask += f" --pin {pbx.fingerprint}"
    click.echo(f"Ask it: echo {pbx.client_secret} | {ask}")
    click.echo("Ctrl-C ends it.")
