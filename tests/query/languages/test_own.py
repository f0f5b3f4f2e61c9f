"""Words for one's own calls, with an extension in their place, ask for what the person means."""

from __future__ import annotations

import pytest

from bot.query.explain import filters_json
from bot.query.own import in_place_of_own, own_words
from bot.query.read import read_request
from query.time.given import asker_of


@pytest.mark.parametrize(
    ("language", "text", "kind", "filters"),
    [
        ("it", "chi ho chiamato ieri", "calls", {"from": "2005"}),
        ("it", "le chiamate che ho perso oggi", "missed", {"to": "2005"}),
        ("it", "chiamate a cui non ho risposto ieri", "missed", {"to": "2005"}),
        ("es", "llamadas que perdí hoy", "missed", {"to": "2005"}),
        ("es", "las que no cogí ayer", "missed", {"to": "2005"}),
        ("es", "las que no cogi ayer", "missed", {"to": "2005"}),
        ("es", "¿qué me he perdido hoy?", "missed", {"to": "2005"}),
        ("pt", "chamadas que perdi hoje", "missed", {"to": "2005"}),
        ("pt", "o que eu perdi ontem?", "missed", {"to": "2005"}),
        ("fr", "les appels que j'ai manqués", "missed", {"to": "2005"}),
        ("fr", "les appels que j\u2019ai manques hier", "missed", {"to": "2005"}),
        ("fr", "qui ai-je appelé hier", "calls", {"from": "2005"}),
    ],
)
def test_ones_own_calls_are_of_the_extension_put_in_place(
    language: str, text: str, kind: str, filters: dict[str, str]
) -> None:
    assert own_words(text, language)
    found = read_request(in_place_of_own(text, "2005", language), asker_of(language))
    told = {name: value for name, value in filters_json(found.filters).items() if value}
    assert (found.kind.value, told) == (kind, filters)
