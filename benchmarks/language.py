"""``make language``: how well time and filters are read, by language and by kind of phrase, with every miss.

The phrases are those of the phrase file and of ``tests/query/languages``, their windows worked out by hand. ``exact``
is the very windows, ``fair`` another reading that does no harm, ``wrong`` any other answer, ``no answer`` a refusal of
what has one. Of nonsense a refusal is exact, of the future that it is said to be one; anything else there is wrong.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bot.query.read import read_request
from bot.query.when import read_time

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from query.languages.table import LANGUAGES, rows
from query.time.given import PHRASES, asker_of, expected, outcome

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from query.languages.table import Row

_VERDICTS = ("exact", "fair", "wrong", "no answer")


@dataclass(frozen=True, slots=True)
class Scored:
    """A phrase and how it was read."""

    language: str
    kind: str
    phrase: str
    verdict: str
    got: object
    wanted: object


def _verdict(got: object, wanted: object, others: Iterable[object] = ()) -> str:
    if got == wanted:
        return "exact"
    if got in list(others):
        return "fair"
    return "no answer" if got == "refuse" else "wrong"


def of_the_phrase_file() -> Iterator[Scored]:
    """Every phrase of the file; the embedded ones as questions."""
    for case in PHRASES["cases"]:
        who, expect = asker_of(case["context"]), case["expect"]
        wanted = expect if isinstance(expect, str) else expected(expect, who)
        others = [
            each if isinstance(each, str) else expected(each, who) for each in case.get("also_defensible", [])
        ]
        got = outcome(case["phrase"], who, read_request if _whole_question(case) else read_time)
        verdict = _verdict(got, wanted, others)
        yield Scored(who.language, case["kind"], case["phrase"], verdict, got, wanted)


def _whole_question(case: dict[str, Any]) -> bool:
    """Whether a phrase has filters: those of the other languages are told by their extension."""
    return case["kind"] == "embedded" or (case["kind"].startswith("lang-") and " 2005 " in case["phrase"])


def of_our_own() -> Iterator[Scored]:
    """Every row of the languages' files; a question is exact with its filters alone."""
    for row in (row for language in LANGUAGES for row in rows(language)):
        got: object = row.got()
        verdict = _verdict(got, row.wanted)
        if verdict == "exact" and row.filters is not None and row.expect not in {"refuse", "future"}:
            verdict, got = _filters(row)
        yield Scored(row.language, row.kind, row.phrase, verdict, got, row.wanted)


def _filters(row: Row) -> tuple[str, object]:
    found = row.got_filters()
    return ("exact" if found == row.wanted_filters else "wrong"), found


def _told(name: str, found: Iterable[Scored]) -> None:
    """One table: a line per kind and one for all."""
    by_kind: dict[str, list[str]] = defaultdict(list)
    for each in found:
        by_kind[each.kind].append(each.verdict)
    every = [verdict for verdicts in by_kind.values() for verdict in verdicts]
    print(f"\n{name}: {len(every)} phrases")
    for kind, verdicts in (*sorted(by_kind.items()), ("all", every)):
        shares = "  ".join(
            f"{verdict} {verdicts.count(verdict) / len(verdicts):6.1%}" for verdict in _VERDICTS
        )
        print(f"  {kind:14}{len(verdicts):5}   {shares}")


def _read(found: object) -> str:
    """Epoch seconds as UTC, which is enough to see what is wrong."""
    if not isinstance(found, list):
        return str(found)
    return ", ".join(" .. ".join(map(_moment, window)) for window in found)


def _moment(at: float | None) -> str:
    return f"{datetime.fromtimestamp(at, UTC):%Y-%m-%dT%H:%M}Z" if at is not None else "open"


def main() -> None:
    """Tables by language, then every phrase that was not read exactly."""
    for title, scored in (
        ("Phrase file", list(of_the_phrase_file())),
        ("Our own phrases", list(of_our_own())),
    ):
        print(f"\n== {title} ==")
        for language in dict.fromkeys(each.language for each in scored):
            _told(language, [each for each in scored if each.language == language])
        _told("all languages", scored)
        for each in scored:
            if each.verdict != "exact":
                print(f"  {each.verdict:9} {each.language} {each.kind}: {each.phrase!r}")
                print(f"            gave {_read(each.got)}, not {_read(each.wanted)}")


if __name__ == "__main__":
    main()
