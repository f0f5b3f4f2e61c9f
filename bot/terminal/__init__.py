"""Answers as terminal text. Pure: a value and a width in, a string out.

Each page is imported when it is first asked for: ``ringback explain`` starts without those of answers.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.terminal.answer import page
    from bot.terminal.digest import digest_page
    from bot.terminal.doctor import doctor_page
    from bot.terminal.explain import explain_page
    from bot.terminal.trouble import trouble_page

__all__ = ["digest_page", "doctor_page", "explain_page", "page", "trouble_page"]

_PLACES = {
    "page": "bot.terminal.answer",
    "digest_page": "bot.terminal.digest",
    "doctor_page": "bot.terminal.doctor",
    "explain_page": "bot.terminal.explain",
    "trouble_page": "bot.terminal.trouble",
}


def __getattr__(name: str) -> object:
    if name in _PLACES:
        return getattr(import_module(_PLACES[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
