"""Names as people type them: which of the known ones is meant, and which are near."""

from __future__ import annotations

import unicodedata
from difflib import get_close_matches
from functools import lru_cache
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable

T = TypeVar("T")

_NO_ACCENT = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "\u0131": "i", "æ": "ae", "œ": "oe", "þ": "th"}
)
"""Letters that people type plainly though Unicode does not take them apart."""

_NEAR = 3
_LIKE_A_NAME = 0.6
"""``difflib`` then finds Sales for ``Salse`` (0.8), and nothing for ``Zebra``."""
_LIKE_A_WORD = 0.75
"""One word of a name is short, so it must be nearer: Osei for ``Osie``."""

_LISTED = 8


@lru_cache(maxsize=1 << 14)
def folded(name: str) -> str:
    """What two writings of a name have in common: case, accents and spacing do not count."""
    letters = unicodedata.normalize("NFKD", name).casefold()
    plain = unicodedata.normalize("NFKD", letters).translate(_NO_ACCENT)
    return " ".join("".join(sign for sign in plain if not unicodedata.combining(sign)).split())


def meant(typed: str, named: Iterable[tuple[str, T]]) -> list[T]:
    """The things a typed name means: those of that whole name, else those with a word that begins so.

    ``osei`` and ``amara o`` mean Amara Osei; ``sei`` means nobody.
    """
    wanted = folded(typed)
    if not wanted:
        return []
    folds = [(folded(name), thing) for name, thing in named]
    whole = [thing for name, thing in folds if name == wanted]
    return whole or [thing for name, thing in folds if f" {wanted}" in f" {name}"]


def near(typed: str, names: Iterable[str]) -> tuple[str, ...]:
    """The names most like a typed one, at most three, the likest first."""
    by_fold = {folded(name): name for name in names}
    wanted = folded(typed)
    whole = get_close_matches(wanted, by_fold, n=_NEAR, cutoff=_LIKE_A_NAME)
    by_word = {word: fold for fold in by_fold for word in fold.split()}
    parts = get_close_matches(wanted, by_word, n=_NEAR, cutoff=_LIKE_A_WORD)
    likest = dict.fromkeys((*whole, *(by_word[word] for word in parts)))
    return tuple(by_fold[fold] for fold in likest)[:_NEAR]


def listed(names: Iterable[str], *, last: str = "and") -> str:
    """Names as a list that is read: ``Sales, Support and Billing``; of many the first eight."""
    every = list(names)
    if len(every) > _LISTED:
        return f"{', '.join(every[:_LISTED])} {last} {len(every) - _LISTED} more"
    if len(every) < 2:
        return "".join(every)
    return f"{', '.join(every[:-1])} {last} {every[-1]}"


def hint(nearest: Iterable[str], known: Iterable[str], kind: str) -> str:
    """The next step after an unknown name: the near ones, then what there is. ``kind``: ``Groups``."""
    near_ones, all_names = listed(nearest, last="or"), listed(known)
    asked = f"Did you mean {near_ones}? " if near_ones else ""
    return asked + (f"{kind}: {all_names}." if all_names else f"This PBX has no {kind.casefold()}.")
