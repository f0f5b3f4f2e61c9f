"""``ringback manifest``: what is pasted at Slack to create the app, or to change it."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import click

from bot.cli.manifest_trouble import BadPublicUrl
from bot.cli.options import examples

if TYPE_CHECKING:
    from urllib.parse import SplitResult

    from bot.slack.manifest import Mode

_HERE = frozenset({"localhost", "127.0.0.1"})
_HOST = re.compile(r"(?=.{1,253}\Z)[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?")
_YAML_WIDTH = 110


@click.command(
    epilog=examples(
        "ringback manifest",
        "ringback manifest --mode http --url https://ringback.example.com",
        "ringback manifest --mode http --url https://ringback.example.com --json",
    )
)
@click.option(
    "--mode",
    default="socket",
    show_default=True,
    type=click.Choice(["socket", "http"]),
    help="How Slack reaches Ringback: by a socket that it opens itself, or by requests to --url.",
)
@click.option(
    "--url", metavar="URL", help="Where Slack reaches it with --mode http: https://, a host, no path."
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON instead of YAML.")
def manifest(*, mode: Mode, url: str | None, as_json: bool) -> None:
    """Print the manifest to paste at https://api.slack.com/apps: Create New App, From a manifest.

    An app that is there already takes it under App Manifest. Install it to the workspace again after scopes changed.
    """
    if mode == "socket" and url is not None:
        raise click.UsageError(
            "--url belongs to --mode http; over a socket nothing reaches Ringback from outside."
        )
    address = public_url(url or "") if mode == "http" else ""
    from bot.slack.manifest import manifest as made

    click.echo(_as_json(made(mode, address)) if as_json else as_yaml(made(mode, address)), nl=False)


def as_yaml(made: dict[str, Any]) -> str:
    """A manifest as YAML, in the order it was made in."""
    import yaml

    return yaml.safe_dump(made, sort_keys=False, allow_unicode=True, width=_YAML_WIDTH)


def _as_json(made: dict[str, Any]) -> str:
    return json.dumps(made, indent=2, ensure_ascii=False) + "\n"


def public_url(text: str) -> str:
    """The address without a slash at its end. Without TLS only on this machine, for trials.

    Raises:
        BadPublicUrl: naming what is wrong with it.
    """
    if not text.strip():
        raise BadPublicUrl(fault="--mode http needs --url")
    try:
        parts = urlsplit(text.strip())
        port = parts.port
    except ValueError:
        raise BadPublicUrl(fault="--url is no address") from None
    host = parts.hostname or ""
    fault = _fault(parts, host)
    if fault:
        raise BadPublicUrl(fault=fault)
    return f"{parts.scheme}://{host}{'' if port is None else f':{port}'}"


def _fault(parts: SplitResult, host: str) -> str:
    """What is wrong with an address in a few words; empty for nothing. Never the address: it may hold a password."""
    faults = {
        "--url does not begin with https://": parts.scheme not in ("https", "http"),
        "--url names no host": not _HOST.fullmatch(host),
        "--url begins with http://, and Slack sends to https:// only": parts.scheme == "http"
        and host not in _HERE,
        "--url holds a user name or a password": "@" in parts.netloc,
        "--url has a path": parts.path not in ("", "/"),
        "--url has a query or a fragment": bool(parts.query or parts.fragment),
    }
    return next((words for words, wrong in faults.items() if wrong), "")
