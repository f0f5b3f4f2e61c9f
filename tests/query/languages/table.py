"""Phrases of a language in a text file, with the windows worked out by hand.

The person is the one of the phrase file's context of that language: it is Wednesday 15 June 2022, 14:20, there.

    # a comment: the convention that a phrase follows
    [day]
    vorgestern                  | 06-13 D
    gestern von 9 bis 11        | 06-14T09 .. 06-14T11
    30. Mai und 1. Juni         | 05-30 D, 06-01 D
    bis gestern                 | open .. 06-15
    31. Februar                 | refuse
    morgen                      | future
    [question]
    verpasst gestern von 2005   | 06-14 D | kind=missed; from=2005

``D`` is a whole day, ``..`` joins start and end, ``open`` is no start, ``now`` is now; a year is 2022 unless said. The
filters of a question are named as ``explain`` names them.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bot.query.explain import filters_json
from bot.query.read import read_request
from bot.query.when import read_time
from query.time.given import asker_of, expected, outcome

if TYPE_CHECKING:
    from bot.query.asker import Asker

_FOLDER = Path(__file__).parent
LANGUAGES = tuple(sorted(path.stem for path in _FOLDER.glob("*.txt")))
_MONTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_NUMBERS = frozenset(["longer_than", "shorter_than"])
_LISTS = frozenset(["outcomes", "codes"])


@dataclass(frozen=True, slots=True)
class Row:
    """A phrase, what it must give, and the filters where it is a question."""

    language: str
    kind: str
    phrase: str
    expect: str
    filters: str | None = None

    def __str__(self) -> str:
        return f"{self.language} {self.kind}: {self.phrase}"

    @property
    def asker(self) -> Asker:
        """Who asks."""
        return asker_of("gb" if self.language == "en" else self.language)

    @property
    def wanted(self) -> list[list[float | None]] | str:
        """The windows in epoch seconds, ``refuse`` or ``future``."""
        if self.expect in {"refuse", "future"}:
            return self.expect
        return expected(windows(self.expect), self.asker)

    @property
    def wanted_filters(self) -> dict[str, Any]:
        """The filters of a question, and its kind."""
        found: dict[str, Any] = {"kind": "calls"}
        for part in filter(None, map(str.strip, (self.filters or "").split(";"))):
            name, _, value = part.partition("=")
            found[name] = (
                int(value) if name in _NUMBERS else value.split(",") if name in _LISTS else value or True
            )
        return found

    def got(self) -> list[list[float | None]] | str:
        """What is read."""
        return outcome(self.phrase, self.asker, read_time if self.filters is None else read_request)

    def got_filters(self) -> dict[str, Any]:
        """The filters that are read, and the kind."""
        request = read_request(self.phrase, self.asker)
        return {"kind": request.kind.value, **filters_json(request.filters)}


def rows(language: str) -> list[Row]:
    """Every row of a language's file."""
    found, kind = list[Row](), ""
    for line in (_FOLDER / f"{language}.txt").read_text(encoding="utf-8").splitlines():
        text = line.strip()
        if not text or text.startswith("#"):
            continue
        if text.startswith("["):
            kind = text.strip("[]")
            continue
        phrase, expect, *filters = (part.strip() for part in text.split("|"))
        question = (filters or [""])[0] if kind == "question" else None
        found.append(Row(language, kind, phrase, expect, question))
    return found


def windows(text: str) -> list[list[str | None]]:
    """Windows as the file writes them, as the phrase file has them."""
    made: list[list[str | None]] = []
    for part in map(str.strip, text.split(",")):
        if part.endswith(" D"):
            day = _moment(part[:-2])
            made.append([day, _next_day(str(day))])
        else:
            first, last = part.split("..")
            made.append([_moment(first.strip()), _moment(last.strip())])
    return made


def _moment(text: str) -> str | None:
    if text in {"open", "now"}:
        return None if text == "open" else text
    day, _, clock = text.partition("T")
    day = day if len(day) == len("2022-05-30") else f"2022-{day}"
    return f"{day}T{clock or '00':0>2}" + ("" if ":" in clock else ":00")


def _next_day(moment: str) -> str:
    """The next day, by the calendar on the wall."""
    year, month, day = (int(part) for part in moment[:10].split("-"))
    length = 29 if month == 2 and year % 4 == 0 else _MONTHS[month - 1]
    if day < length:
        return f"{year}-{month:02}-{day + 1:02}T00:00"
    return f"{year}-{month + 1:02}-01T00:00" if month < 12 else f"{year + 1}-01-01T00:00"
