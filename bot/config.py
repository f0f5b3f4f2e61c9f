"""The environment, read once into one frozen value; all faults reported together."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, TypeVar

from bot.cdr.trouble import SetupTrouble

if TYPE_CHECKING:
    from collections.abc import Mapping


class PrivatePbx(StrEnum):
    """Whether a PBX may have a private address. Link-local and metadata addresses never."""

    ALLOW = "allow"
    DENY = "deny"


class LogLevel(StrEnum):
    """How much goes to the log on standard error."""

    DEBUG = "debug"
    INFO = "info"
    WARNING = "warning"
    ERROR = "error"


class BadEnvironment(SetupTrouble):
    """One or more environment variables hold what they cannot hold."""

    code = "bad_environment"
    words = ("The environment is not right: {faults}.", "Correct or unset it; README lists every variable.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """Everything the environment may say. Nothing else in it changes what Ringback does."""

    private_pbx: PrivatePbx = PrivatePbx.ALLOW
    log: LogLevel = LogLevel.WARNING


VARIABLES = ("RINGBACK_PRIVATE_PBX", "RINGBACK_LOG")

_Choice = TypeVar("_Choice", bound=StrEnum)


def read_config(environment: Mapping[str, str]) -> Config:
    """Read ``RINGBACK_*``; an empty value counts as unset.

    Raises:
        BadEnvironment: naming every fault at once.
    """
    faults: list[str] = []

    def choice(name: str, default: _Choice) -> _Choice:
        value = environment.get(name, "").strip().lower() or default.value
        kind = type(default)
        try:
            return kind(value)
        except ValueError:
            faults.append(f"{name} is {value!r}, not {' or '.join(each.value for each in kind)}")
            return default

    config = Config(
        private_pbx=choice("RINGBACK_PRIVATE_PBX", PrivatePbx.ALLOW),
        log=choice("RINGBACK_LOG", LogLevel.WARNING),
    )
    if faults:
        raise BadEnvironment(faults="; ".join(faults))
    return config
