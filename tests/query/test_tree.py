"""Which words became what: every word of a question stands in its tree once, in order."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.query.tree import tree_json, tree_of
from query.languages.table import rows
from query.time.given import asker, asker_of

if TYPE_CHECKING:
    from bot.query.tree import Branch


def lines(branch: Branch, depth: int = 0) -> list[str]:
    told = [
        f"{'  ' * depth}{branch.said} = {branch.became}" if branch.became else f"{'  ' * depth}{branch.said}"
    ]
    return told + [line for part in branch.parts for line in lines(part, depth + 1)]


def leaves(branch: Branch) -> list[str]:
    return [leaf for part in branch.parts for leaf in leaves(part)] if branch.parts else [branch.said]


def test_filters_time_and_filler_stand_apart() -> None:
    assert lines(tree_of("how many calls did Sales answer yesterday from 9 to 11:30", asker())) == [
        "how many calls did Sales answer yesterday from 9 to 11:30",
        "  how many calls = changes nothing",
        "  did Sales answer = to Sales, outcome answered",
        "  yesterday from 9 to 11:30 = the time",
        "    yesterday = Tuesday 14 June 2022",
        "    from 9 to 11:30 = 09:00\u201311:30",
        "      from",
        "      9 = 09:00",
        "      to",
        "      11:30 = 11:30",
    ]


def test_a_set_tells_its_days_its_stretch_and_its_time() -> None:
    assert lines(tree_of("missed weekdays last month after 6pm", asker())) == [
        "missed weekdays last month after 6pm",
        "  missed = missed callers",
        "  weekdays last month after 6pm = the time",
        "    weekdays = Monday, Tuesday, Wednesday, Thursday, Friday",
        "    last month = Sun 1 \u2013 Tue 31 May 2022",
        "      last",
        "      month = month",
        "    after 6pm = 18:00\u201324:00",
        "      after",
        "      6pm = 18:00",
        "        6",
        "        pm",
    ]


def test_words_without_spaces_are_told_one_by_one() -> None:
    assert lines(tree_of("昨天下午3点到5点", asker_of("zh")))[1:] == [
        "  昨天下午3点到5点 = the time",
        "    昨天 = Tuesday 14 June 2022",
        "    下午3点到5点 = 15:00\u201317:00",
        "      下午 = 12:00\u201318:00",
        "      3点到5点 = 03:00\u201305:00",
        "        3点 = 03:00",
        "        到",
        "        5点 = 05:00",
    ]


def test_a_question_without_a_time_has_none_in_its_tree() -> None:
    assert lines(tree_of("from 2005", asker())) == ["from 2005", "  from 2005 = from 2005"]


PHRASES = [
    row.phrase
    for row in rows("en")
    if row.expect not in {"refuse", "future"}
    and row.kind != "slip"
    and row.phrase
    not in {"2020 to 2021", "mised last Friday", "calls monday to firday", "who called yesteday"}
    and row.phrase not in {"calls from Anna yesteday", "calls in Sales yseterday afternoon"}
]
"""Without those whose words are not what was typed, and two bare numbers, which may be extensions in a question."""


@pytest.mark.parametrize("phrase", PHRASES)
def test_every_word_of_a_phrase_stands_in_its_tree_once_and_in_order(phrase: str) -> None:
    told = "".join("".join(leaves(tree_of(phrase, asker()))).casefold().split())
    assert told.rstrip(".") == "".join(phrase.casefold().split()).rstrip(".")


def test_the_tree_is_json_too() -> None:
    assert tree_json(tree_of("yesterday", asker())) == {
        "said": "yesterday",
        "became": "",
        "parts": [
            {
                "said": "yesterday",
                "became": "the time",
                "parts": [{"said": "yesterday", "became": "Tuesday 14 June 2022"}],
            }
        ],
    }
