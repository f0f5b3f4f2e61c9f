"""What is refused in a language besides English says what to write instead."""

from __future__ import annotations

import pytest

from bot.query.read import read_request
from bot.query.time_trouble import NotUnderstood
from query.time.given import asker_of

FROM_OR_TO = "Write from for who called, to for who was called."
EXTENSION_OR_TIME = (
    "A number alone may be an extension or a time. "
    "Write with 2005 for an extension or in 2005 for a year or 20:05 for a time."
)
NAME_OR_TIME = "It can be a name or a time. Write {} for the name, or {} for the time."
EXTENSION_OR_SINCE = (
    "It may be an extension or a year. Write from 2005 for an extension or since 2005 for a year."
)


@pytest.mark.parametrize(
    ("language", "text", "words", "hint"),
    [
        ("it", "chiamate ricevute da Mario Rossi ieri", "da Mario Rossi", FROM_OR_TO),
        ("it", "perse ricevute ieri da Anna", "da Anna", FROM_OR_TO),
        *(
            (language, text, "2005", EXTENSION_OR_TIME)
            for language, text in (
                ("pt", "ontem, 2005, perdidas"),
                ("es", "perdidas ayer 2005"),
                ("fr", "hier, 2005, manqués"),
                ("it", "perse ieri 2005"),
                ("gb", "missed yesterday 2005"),
            )
        ),
        ("es", "perdidas de Julio", "de Julio", NAME_OR_TIME.format('de "Julio"', "de julio")),
        ("fr", "appels d'Avril", "d'Avril", NAME_OR_TIME.format('d\'"Avril"', "d'avril")),
        ("it", "perse dal 2005", "dal 2005", EXTENSION_OR_SINCE),
        ("it", "perse dal 2005 a oggi", "dal 2005", EXTENSION_OR_SINCE),
    ],
)
def test_what_may_be_either_is_refused_with_both_ways_to_write_it(
    language: str, text: str, words: str, hint: str
) -> None:
    with pytest.raises(NotUnderstood) as caught:
        read_request(text, asker_of(language))
    assert (caught.value.facts["words"], caught.value.facts["hint"]) == (words, hint)
