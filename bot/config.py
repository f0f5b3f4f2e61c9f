"""The environment, read once into one frozen value; all faults reported together."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar
from urllib.parse import urlsplit

from bot.cdr.trouble import SetupTrouble
from bot.pbx.guard import PrivateAddresses
from bot.workspace.access import APP_SETTINGS, PLACES, SLACK_API, SlackAccess
from bot.workspace.store_trouble import KeysMissing, KeysUnset

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

DATABASE = "./data/ringback.db"
PORT = 3000
_PORTS = 65536


class LogLevel(StrEnum):
    """How much goes to the log on standard error."""

    DEBUG = "debug"
    INFO = "info"
    WARNING = "warning"
    ERROR = "error"


class Mode(StrEnum):
    """How Slack reaches Ringback: over a socket that Ringback opens, or by HTTP requests to it."""

    SOCKET = "socket"
    HTTP = "http"


class BadEnvironment(SetupTrouble):
    """One or more environment variables hold what they cannot hold."""

    code = "bad_environment"
    words = ("The environment is not right: {faults}.", "Correct or unset it; README lists every variable.")


class Incomplete(BadEnvironment):
    """The Slack app needs more than the environment holds."""

    code = "incomplete_environment"
    words = (
        "Not set in the environment: {missing}.",
        f"Set what is missing; in brackets is where it stands in the app's settings, at {APP_SETTINGS}.",
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """Everything the environment may say. Nothing else in it changes what Ringback does.

    Attributes:
        slack: what Slack gave the app.
        mode: how Slack reaches it.
        undecided: whether nothing says which way that is to be.
        port: where it listens for HTTP, TCP.
        database: the file that everything is kept in.
        keys: the keys that seal secrets, as ``RINGBACK_KEYS`` has them.
        private_pbx: unless said otherwise, refused where other people's workspaces may install the app.
        log: how much goes to standard error.
    """

    slack: SlackAccess = field(default_factory=SlackAccess)
    mode: Mode = Mode.HTTP
    undecided: bool = False
    port: int = PORT
    database: Path = Path(DATABASE)
    keys: str = field(default="", repr=False)
    private_pbx: PrivateAddresses = PrivateAddresses.ALLOW
    log: LogLevel = LogLevel.WARNING

    @property
    def checks_certificates(self) -> bool:
        """Whether a PBX's certificate must be checked: wherever others' PBXs may be asked, or private ones may not."""
        return self.slack.hosted or self.private_pbx is PrivateAddresses.DENY


VARIABLES = (
    "SLACK_BOT_TOKEN",
    "SLACK_APP_TOKEN",
    "SLACK_SIGNING_SECRET",
    "SLACK_CLIENT_ID",
    "SLACK_CLIENT_SECRET",
    "SLACK_API_URL",
    "PORT",
    "RINGBACK_DATABASE",
    "RINGBACK_KEYS",
    "RINGBACK_MODE",
    "RINGBACK_PRIVATE_PBX",
    "RINGBACK_LOG",
)

_Choice = TypeVar("_Choice", bound=StrEnum)


class _Reader:
    """Reads values, and gathers what is wrong with them."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        self._environment = environment
        self.faults: list[str] = []

    def text(self, name: str, default: str = "") -> str:
        """The value without spaces around it; an empty one counts as unset."""
        return self._environment.get(name, "").strip() or default

    def choice(self, name: str, default: _Choice) -> _Choice:
        value = self.text(name).lower() or default.value
        kind = type(default)
        try:
            return kind(value)
        except ValueError:
            self.faults.append(f"{name} is {value!r}, not {' or '.join(each.value for each in kind)}")
            return default

    def port(self, name: str, default: int) -> int:
        text = self.text(name, str(default))
        if text.isascii() and text.isdecimal() and 0 <= int(text) < _PORTS:
            return int(text)
        self.faults.append(f"{name} is {text!r}, not a number up to {_PORTS - 1}")
        return default

    def prefixed(self, name: str, prefix: str) -> str:
        """A token that Slack begins in one way. What is misplaced may be a secret, so it is not shown."""
        text = self.text(name)
        if text and not text.startswith(prefix):
            self.faults.append(f"{name} does not begin with {prefix} (in the app's settings: {PLACES[name]})")
        return text

    def base_url(self, name: str, default: str) -> str:
        text = self.text(name, default)
        try:
            parts = urlsplit(text)
            good = parts.scheme in ("http", "https") and bool(parts.hostname) and not parts.query
        except ValueError:
            good = False
        if not good:
            self.faults.append(f"{name} is no http:// or https:// address")
            return default
        return text if text.endswith("/") else f"{text}/"


def read_config(environment: Mapping[str, str]) -> Config:
    """Read the variables of ``VARIABLES``.

    Raises:
        BadEnvironment: naming every fault at once.
    """
    reader = _Reader(environment)
    slack = _slack(reader)
    config = Config(
        slack=slack,
        mode=reader.choice("RINGBACK_MODE", Mode.SOCKET if slack.app_token else Mode.HTTP),
        undecided=not (
            reader.text("RINGBACK_MODE") or slack.app_token or slack.signing_secret or slack.hosted
        ),
        port=reader.port("PORT", PORT),
        database=Path(reader.text("RINGBACK_DATABASE", DATABASE)),
        keys=reader.text("RINGBACK_KEYS"),
        private_pbx=reader.choice(
            "RINGBACK_PRIVATE_PBX", PrivateAddresses.DENY if slack.hosted else PrivateAddresses.ALLOW
        ),
        log=reader.choice("RINGBACK_LOG", LogLevel.WARNING),
    )
    if reader.faults:
        raise BadEnvironment(faults=tuple(reader.faults))
    return config


def _slack(reader: _Reader) -> SlackAccess:
    access = SlackAccess(
        bot_token=reader.prefixed("SLACK_BOT_TOKEN", "xoxb-"),
        app_token=reader.prefixed("SLACK_APP_TOKEN", "xapp-"),
        signing_secret=reader.text("SLACK_SIGNING_SECRET"),
        client_id=reader.text("SLACK_CLIENT_ID"),
        client_secret=reader.text("SLACK_CLIENT_SECRET"),
        api_url=reader.base_url("SLACK_API_URL", SLACK_API),
    )
    if bool(access.client_id) != bool(access.client_secret):
        one, other = "SLACK_CLIENT_ID", "SLACK_CLIENT_SECRET"
        there, missing = (one, other) if access.client_id else (other, one)
        reader.faults.append(f"{there} is set without {missing} (in the app's settings: {PLACES[missing]})")
    if access.hosted and access.bot_token:
        reader.faults.append(
            "SLACK_BOT_TOKEN is for one workspace and SLACK_CLIENT_ID for many: set one of the two"
        )
    return access


def demand_service(config: Config, *, sealed: bool = False) -> None:
    """Go on only if the Slack app can run with this; ``sealed`` where the database holds what needs its own key.

    Raises:
        Incomplete: naming every variable that is missing.
        KeysMissing: only the key is.
    """
    missing = list(_missing_of_slack(config))
    if not config.keys and not missing:
        raise KeysUnset if sealed else KeysMissing
    if not config.keys:
        own = "the value that the secrets in the database were sealed with"
        missing.append(f"RINGBACK_KEYS: {own if sealed else 'what “ringback keys new” prints'}")
    if missing:
        raise Incomplete(missing=tuple(missing))


def _missing_of_slack(config: Config) -> Iterator[str]:
    slack = config.slack
    if not slack.bot_token and not slack.hosted:
        yield _placed("SLACK_BOT_TOKEN")
    by_socket, by_http = (_placed(name) for name in ("SLACK_APP_TOKEN", "SLACK_SIGNING_SECRET"))
    if config.undecided:
        yield f"{by_socket} for Socket Mode, or {by_http} for HTTP"
    elif config.mode is Mode.SOCKET and not slack.app_token:
        yield f"{by_socket} for Socket Mode"
    elif config.mode is Mode.HTTP and not slack.signing_secret:
        yield f"{by_http} for HTTP"


def _placed(name: str) -> str:
    return f"{name} ({PLACES[name]})"
