"""One's own calls are those of one's extension, in the words of each language."""

from __future__ import annotations

import pytest

from bot.query.own import in_place_of_own, own_words
from bot.query.read import read_request
from query.time.given import asker_of

MISSED = {"callee": "2005"}


@pytest.mark.parametrize(
    ("language", "text", "parties", "missed"),
    [
        ("ru", "что я пропустил вчера", MISSED, True),
        ("ru", "на какие звонки я не ответил вчера", MISSED, True),
        ("ru", "сколько звонков я приняла вчера", MISSED, False),
        ("ar", "شو فاتني", MISSED, True),
        ("ar", "المكالمات اللي ما رديت عليها أمس", MISSED, True),
        ("zh", "我昨天漏接了哪些电话", MISSED, True),
        ("zh", "我上周接了多少电话", MISSED, False),
        ("zh", "我昨天的未接", {"either": "2005"}, True),
        ("zh", "我昨天打的电话", {"caller": "2005"}, False),
        ("ja", "私の昨日の不在着信", {"either": "2005"}, True),
        ("ja", "私が昨日かけた電話", {"caller": "2005"}, False),
        ("ja", "私は昨日何回電話した", {"caller": "2005"}, False),
    ],
)
def test_ones_own_calls_are_those_of_ones_extension(
    language: str, text: str, parties: dict[str, str], *, missed: bool
) -> None:
    request = read_request(in_place_of_own(text, "2005", language), asker_of(language))
    assert (request.kind.value == "missed") is missed
    for party in ("caller", "callee", "either"):
        assert getattr(request.filters, party) == parties.get(party, "")


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("zh", "给我昨天的未接来电"),
        ("zh", "告诉我昨天的来电"),
        ("zh", "我们昨天的来电"),
        ("ru", "покажи мне звонки"),
    ],
)
def test_who_asks_to_be_shown_means_everybodys(language: str, text: str) -> None:
    assert not own_words(text, language)
