"""Reading time in every language: milliseconds when warm, against dateparser alone on the same phrases, and memory.

dateparser is given each phrase's language and locale order, as its own documentation advises, and reads the whole
phrase; most of them it cannot read, which costs it time too. Jumbled: words of the language in any order, up to 200
characters, as a time and as a question. Cold: the first phrase of a new process, with what is imported for it. Memory:
what loading every language's tables adds to a process that has read one English phrase.
"""

from __future__ import annotations

import contextlib
import random
import subprocess
import sys
import time
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any

from bot.cdr.trouble import Trouble
from bot.query.read import read_request
from bot.query.tokens import spaceless
from bot.query.when import MOST_CHARACTERS, read_time

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from query.languages.table import LANGUAGES, rows

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from bot.query.asker import Asker

ROUNDS = 15
COLD_RUNS = 9
JUMBLED, JUMBLED_ROUNDS = 200, 3
_PHRASES = {"en": "yesterday afternoon", "de": "gestern Nachmittag", "zh": "昨天下午", "ar": "أمس بعد الظهر"}
_COLD = """
import time
began = time.perf_counter()
from datetime import UTC, datetime
from bot.query.asker import Asker
from bot.query.when import read_time
read_time({phrase!r}, Asker.of(now=datetime(2022, 6, 15, 14, tzinfo=UTC), zone=UTC, locale={locale!r}))
print(time.perf_counter() - began)
"""
_COLD_DATEPARSER = """
import time
began = time.perf_counter()
from dateparser.date import DateDataParser
DateDataParser(languages=["en"]).get_date_data("yesterday")
print(time.perf_counter() - began)
"""
_MEMORY = """
from datetime import UTC, datetime
from pathlib import Path
from bot.query.asker import Asker
from bot.query.read import read_request
now = datetime(2022, 6, 15, tzinfo=UTC)
asked = lambda locale: read_request("yesterday", Asker.of(now=now, zone=UTC, locale=locale))
held = lambda: int(Path("/proc/self/statm").read_text().split()[1]) * 4096
asked("en-GB")
before = held()
for language in {languages!r}:
    asked(language)
print((held() - before) / 1e6)
"""


def ours(phrase: str, asker: Asker) -> None:
    """Read one; a refusal is an answer too."""
    with contextlib.suppress(Trouble):
        read_time(phrase, asker)


def dateparsers(language: str) -> Callable[[str, Asker], None]:
    """What reads one with dateparser alone."""
    from dateparser.date import DateDataParser  # noqa: PLC0415 - what it costs is measured apart

    def reader(asker: Asker) -> Any:  # noqa: ANN401 - dateparser is not typed
        settings = {
            "RELATIVE_BASE": asker.now.replace(tzinfo=None),
            "RETURN_AS_TIMEZONE_AWARE": False,
            "PREFER_DATES_FROM": "past",
            "PREFER_LOCALE_DATE_ORDER": False,
            "DATE_ORDER": asker.date_order.value,
            "PARSERS": ["relative-time", "absolute-time"],
        }
        return DateDataParser(languages=[language], settings=settings)

    made: dict[str, Any] = {}

    def read(phrase: str, asker: Asker) -> None:
        if language not in made:
            made[language] = reader(asker)
        made[language].get_date_data(phrase)

    return read


def warm(phrases: Sequence[tuple[str, Asker]], read: Callable[[str, Asker], None]) -> list[float]:
    """Milliseconds of each phrase, the median of its rounds, in order."""
    took: list[list[float]] = [[] for _ in phrases]
    for _ in range(ROUNDS):
        for times, (phrase, asker) in zip(took, phrases, strict=True):
            began = time.perf_counter()
            read(phrase, asker)
            times.append((time.perf_counter() - began) * 1000)
    return sorted(median(times) for times in took)


def report(language: str) -> None:
    """One language's lines."""
    phrases = [(row.phrase, row.asker) for row in rows(language) if row.filters is None]
    theirs = dateparsers(language)
    for phrase, asker in phrases:
        ours(phrase, asker)
        theirs(phrase, asker)
    mine, other = warm(phrases, ours), warm(phrases, theirs)
    p99 = mine[min(len(mine) - 1, int(len(mine) * 0.99))]
    print(f"reading, {language}, warm median ms: {median(mine):.3f}")
    print(f"reading, {language}, warm p99 ms: {p99:.3f}")
    print(f"reading, {language}, warm median / dateparser alone: {median(mine) / median(other):.2f}")


def jumbled(language: str) -> None:
    """The slowest of many texts that say nothing, each the best of its rounds."""
    chance = random.Random(language)
    asked = list(rows(language))
    words = [word for row in asked for word in (row.phrase if spaceless(row.phrase) else row.phrase.split())]
    texts = [_some(words, chance) for _ in range(JUMBLED)]
    for kind, read in (("time", read_time), ("question", read_request)):
        took = sorted(min(_took(read, text, asked[0].asker) for _ in range(JUMBLED_ROUNDS)) for text in texts)
        print(f"reading, {language}, jumbled {kind}, p99 ms: {took[int(JUMBLED * 0.99) - 1]:.1f}")
        print(f"reading, {language}, jumbled {kind}, slowest ms: {took[-1]:.1f}")


def _some(words: Sequence[str], chance: random.Random) -> str:
    text = ""
    while len(text) < MOST_CHARACTERS:
        word = chance.choice(words)
        text += word if spaceless(word) else f" {word}"
    return text[:MOST_CHARACTERS]


def _took(read: Callable[[str, Asker], object], text: str, asker: Asker) -> float:
    began = time.perf_counter()
    with contextlib.suppress(Trouble):
        read(text, asker)
    return (time.perf_counter() - began) * 1000


def _seconds(code: str) -> float:
    ran = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)  # noqa: S603 - our own
    return float(ran.stdout)


def cold() -> None:
    """The first phrase of a process, in turn with dateparser's."""
    codes = {language: _COLD.format(phrase=phrase, locale=language) for language, phrase in _PHRASES.items()}
    took: dict[str, list[float]] = {name: [] for name in (*codes, "dateparser")}
    for _ in range(COLD_RUNS):
        for name, code in (*codes.items(), ("dateparser", _COLD_DATEPARSER)):
            took[name].append(_seconds(code))
    for name in codes:
        ratio = median(took[name]) / median(took["dateparser"])
        print(f"reading, {name}, first phrase / dateparser's first: {ratio:.2f}")


def main() -> None:
    """Every language, a cold start, and memory."""
    for language in LANGUAGES:
        report(language)
        jumbled(language)
    cold()
    more = _seconds(_MEMORY.format(languages=LANGUAGES))
    print(f"reading, all languages' tables, MB more than English alone: {more:.1f}")


if __name__ == "__main__":
    main()
