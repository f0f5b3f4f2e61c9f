"""Settings: of a workspace, of a channel in it, of a person in it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from bot.cdr.grouping import SHORT_RING


class Masking(StrEnum):
    """Where the last four digits of outside numbers are hidden."""

    OFF = "off"
    CHANNELS = "channels"
    EVERYWHERE = "everywhere"


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What admins decide for their workspace.

    Attributes:
        default_pbx: id of the PBX that is asked where nobody says which; empty for the first one.
        masking: where numbers are masked.
        mask_exports: whether CSV files are masked as well, where masking is not off.
        everybody_asks: whether every member may ask, or only in ``ask_channels`` and members of ``ask_groups``.
        ask_channels: ids of channels in which everybody may ask.
        ask_groups: ids of user groups whose members may ask anywhere.
        guests_ask: guests may ask, too.
        strangers_ask: people of other organisations may press buttons, too.
        set_up_people: ids of people who may set up besides admins and owners.
        short_ring: seconds; a missed call that rang less is counted apart.
        business_hours: first and last minute of the day that ``business hours`` means.
        lunch: of the day that ``lunch`` means.
        fiscal_month: the month in which the fiscal year begins, 1 to 12.
    """

    default_pbx: str = ""
    masking: Masking = Masking.OFF
    mask_exports: bool = True
    everybody_asks: bool = True
    ask_channels: frozenset[str] = frozenset()
    ask_groups: frozenset[str] = frozenset()
    guests_ask: bool = False
    strangers_ask: bool = False
    set_up_people: frozenset[str] = frozenset()
    short_ring: int = SHORT_RING
    business_hours: tuple[int, int] = (540, 1020)
    lunch: tuple[int, int] = (720, 840)
    fiscal_month: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonSettings:
    """What a person decides for themselves in one workspace. Empty means: as Slack or the workspace says.

    Attributes:
        extension: their extension's number, by the id of the PBX it belongs to, as pairs.
        default_pbx: id of the PBX they mean where they say none.
        timezone: IANA name.
        language: ISO 639-1, or a tag such as ``en-US``.
    """

    extensions: tuple[tuple[str, str], ...] = ()
    default_pbx: str = ""
    timezone: str = ""
    language: str = ""

    def extension(self, pbx: str) -> str:
        """Their extension at a PBX; empty where they have none."""
        return dict(self.extensions).get(pbx, "")

    def with_extension(self, pbx: str, number: str) -> tuple[tuple[str, str], ...]:
        """The pairs with this one in place; an empty number takes it out."""
        pairs = {**dict(self.extensions), pbx: number}
        return tuple(sorted((key, value) for key, value in pairs.items() if value))


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelSettings:
    """What is decided for a channel: ``default_pbx`` is the id of the PBX that is meant there."""

    default_pbx: str = ""
