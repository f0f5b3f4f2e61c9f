"""Every kind of trouble in the product, and facts that fill its words."""

from __future__ import annotations

import importlib
import pkgutil
from string import Formatter
from typing import TYPE_CHECKING

import bot
from bot.cdr.trouble import Trouble

if TYPE_CHECKING:
    from collections.abc import Iterator

FACTS = {
    "hint": "Did you mean Sales? Groups: Sales and Support.",
    "mend": "Give the path of a certificate file",
    "fingerprint": ":".join(["AB"] * 32),
    "until": "until 14:20",
}


def every_trouble() -> list[type[Trouble]]:
    """Every kind of trouble in the product; the modules that name them are called ``..._trouble``."""
    for module in pkgutil.walk_packages(bot.__path__, "bot."):
        if module.name.endswith("trouble"):
            importlib.import_module(module.name)
    return sorted(below(Trouble), key=lambda kind: kind.__qualname__)


def below(kind: type[Trouble]) -> Iterator[type[Trouble]]:
    for each in kind.__subclasses__():
        if "words" in vars(each):
            yield each
        yield from below(each)


def facts_of(kind: type[Trouble]) -> set[str]:
    return {name for words in kind.words for _, name, _, _ in Formatter().parse(words) if name}


def an_example(kind: type[Trouble]) -> Trouble:
    """One of this kind, every fact of which is there."""
    return kind(**{name: FACTS.get(name, "something") for name in facts_of(kind)})
