"""What a form of settings that was sent changes: only what differs from what it showed, on what is kept by then. Pure.

So a form that was open for long undoes nothing of what others changed meanwhile. It remembers a mark of each field.
"""

from __future__ import annotations

import hashlib
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import msgspec

from bot.blocks import settings as form
from bot.workspace.hours import hours_of
from bot.workspace.settings import Masking

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.workspace.settings import Settings

FIELDS: Mapping[str, str] = {
    "masking": form.MASKING,
    "mask_exports": form.EXPORTS,
    "everybody_asks": form.ASKERS,
    "ask_channels": form.CHANNELS,
    "ask_groups": form.GROUPS,
    "guests_ask": form.ALSO,
    "strangers_ask": form.ALSO,
    "set_up_people": form.ADMINS,
    "short_ring": form.SHORT_RING,
    "business_hours": form.BUSINESS_HOURS,
    "lunch": form.LUNCH,
    "fiscal_month": form.FISCAL_MONTH,
}
"""Each setting that the form has, and in which field."""


def marks(settings: Settings) -> Mapping[str, str]:
    """A mark of each setting as the form shows it: two that differ have different ones."""
    return {name: _mark(value) for name, value in _shown(settings).items()}


def written(settings: Settings) -> str:
    """The marks as ``private_metadata``."""
    return msgspec.json.encode(marks(settings)).decode()


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingsSent:
    """What was sent.

    Attributes:
        said: each setting as it stands in the form; without those that the form did not have.
        shown: the mark of each as it was shown; empty where the form does not say.
    """

    said: Mapping[str, Any]
    shown: Mapping[str, str]

    @classmethod
    def read(cls, view: Mapping[str, Any]) -> SettingsSent:
        """What a form says."""
        return cls(said=dict(_said(view)), shown=_marks_of(view))

    @property
    def changed(self) -> Mapping[str, Any]:
        """Each setting that is another one than was shown."""
        return {name: value for name, value in self.said.items() if _mark(value) != self.shown.get(name)}

    def meanwhile(self, kept: Settings) -> form.Meanwhile:
        """What of the form somebody else has changed in what is kept."""
        now = marks(kept)
        others = {name for name, mark in now.items() if mark != self.shown.get(name)}
        both = {name for name in others & self.changed.keys() if _mark(self.changed[name]) != now[name]}
        return form.Meanwhile(
            fields=frozenset(FIELDS[name] for name in others),
            both=frozenset(FIELDS[name] for name in both),
            mark=_mark(written(kept)),
        )

    def applied_to(self, kept: Settings) -> Settings:
        """What is kept, with what was changed; as it is where somebody else has changed the same."""
        return kept if self.meanwhile(kept).both else _with(kept, self.changed)

    def once_more(self, kept: Settings) -> Settings:
        """What is kept, with what was changed besides: for the form that is shown anew."""
        both = self.meanwhile(kept).both
        return _with(kept, {name: value for name, value in self.changed.items() if FIELDS[name] not in both})


def _shown(settings: Settings) -> dict[str, Any]:
    shown = {name: getattr(settings, name) for name in FIELDS}
    return {**shown, "ask_groups": frozenset(form.ticked_at_first(settings))}


def _with(kept: Settings, changed: Mapping[str, Any]) -> Settings:
    """What is kept with these in place; groups that the form had no room for stay."""
    if "ask_groups" in changed:
        beyond = kept.ask_groups.difference(form.ticked_at_first(kept))
        changed = {**changed, "ask_groups": changed["ask_groups"] | beyond}
    return replace(kept, **changed)


def _mark(value: object) -> str:
    plain = sorted(value) if isinstance(value, frozenset) else value
    return hashlib.sha256(msgspec.json.encode(plain)).hexdigest()[:12]


def _marks_of(view: Mapping[str, Any]) -> Mapping[str, str]:
    with suppress(msgspec.DecodeError):
        return msgspec.json.decode(str(view.get("private_metadata") or ""), type=dict[str, str])
    return {}


def _said(view: Mapping[str, Any]) -> Mapping[str, Any]:
    elements = _elements(view)
    masking, seconds = _one(elements, form.MASKING), seconds_of(view)
    also = _ticked(elements, form.ALSO)
    said = {
        "masking": Masking(masking) if masking in {*Masking} else None,
        "mask_exports": form.MASKED in _ticked(elements, form.EXPORTS),
        "everybody_asks": _one(elements, form.ASKERS) == form.EVERYBODY,
        "ask_channels": frozenset(elements.get(form.CHANNELS, {}).get("selected_conversations") or ()),
        "ask_groups": frozenset(_ticked(elements, form.GROUPS)) if form.GROUPS in elements else None,
        "guests_ask": form.GUESTS in also,
        "strangers_ask": form.STRANGERS in also,
        "set_up_people": frozenset(elements.get(form.ADMINS, {}).get("selected_users") or ()),
        "short_ring": seconds,
        "business_hours": hours_in(view, form.BUSINESS_HOURS),
        "lunch": hours_in(view, form.LUNCH),
        "fiscal_month": int(month) if (month := _one(elements, form.FISCAL_MONTH)) in form.MONTHS else None,
    }
    return {name: value for name, value in said.items() if value is not None}


def _elements(view: Mapping[str, Any]) -> Mapping[str, Mapping[str, Any]]:
    """What stands in each field, by the field's name, which is its element's whatever its block is called."""
    return {name: element for block in _blocks(view).values() for name, element in block.items()}


def _blocks(view: Mapping[str, Any]) -> Mapping[str, Mapping[str, Mapping[str, Any]]]:
    found: Mapping[str, Mapping[str, Mapping[str, Any]]] = view.get("state", {}).get("values", {})
    return found


def block_of(view: Mapping[str, Any], name: str) -> str:
    """The id of the block in which a field stands."""
    return next((block for block, elements in _blocks(view).items() if name in elements), name)


def _ticked(elements: Mapping[str, Mapping[str, Any]], name: str) -> set[str]:
    return {str(each["value"]) for each in elements.get(name, {}).get("selected_options") or ()}


def _one(elements: Mapping[str, Mapping[str, Any]], name: str) -> str:
    return str((elements.get(name, {}).get("selected_option") or {}).get("value") or "")


def hours_in(view: Mapping[str, Any], name: str) -> tuple[int, int] | None:
    """The hours that stand in a field; None where they are none."""
    return hours_of(str(_elements(view).get(name, {}).get("value") or ""))


def seconds_of(view: Mapping[str, Any]) -> int | None:
    """The short ring as it was typed; None where it is no number of seconds that makes sense."""
    text = str(_elements(view).get(form.SHORT_RING, {}).get("value") or "").strip()
    if not (text.isascii() and text.isdigit() and len(text) <= len(str(form.LONGEST_SHORT_RING))):
        return None
    return int(text) if int(text) <= form.LONGEST_SHORT_RING else None
