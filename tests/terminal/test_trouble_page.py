from __future__ import annotations

import pytest
from cdr.every_trouble import FACTS, an_example, every_trouble, facts_of

from bot.cdr.trouble import Trouble
from bot.terminal import trouble_page
from terminal.measure import cells, unseen
from terminal.pages import HOSTILE, WIDTHS, uncoloured

TROUBLES = every_trouble()


def test_there_are_troubles_of_questions_setup_and_pbx() -> None:
    assert len(TROUBLES) >= 30


@pytest.mark.parametrize("kind", TROUBLES, ids=lambda kind: kind.__name__)
def test_a_trouble_is_one_sentence_of_cause_and_one_of_next_step(kind: type[Trouble]) -> None:
    trouble = an_example(kind)
    for words, sentence in zip(kind.words, (trouble.sentence, trouble.next_step), strict=True):
        assert sentence.endswith(".")
        assert words.lstrip("“").startswith("{") or words[0].isupper()
        assert "{" not in sentence
        assert "  " not in sentence
        assert ".." not in sentence
    for width in WIDTHS:
        shown = trouble_page(trouble, width=width, colour=False)
        assert max(map(cells, shown.splitlines())) <= width
        assert "".join(shown.split()) == "".join(f"{trouble.sentence} {trouble.next_step}".split())


@pytest.mark.parametrize("hostile", HOSTILE, ids=range(len(HOSTILE)))
@pytest.mark.parametrize("colour", [False, True])
def test_hostile_facts_reach_no_terminal(hostile: str, colour: bool) -> None:  # noqa: FBT001 - parametrized
    for kind in TROUBLES:
        trouble = kind(**dict.fromkeys(facts_of(kind), hostile))
        shown = trouble_page(trouble, width=60, colour=colour)
        seen = uncoloured(shown) if colour else shown
        assert not unseen(seen)
        assert max(map(cells, seen.splitlines())) <= 60


def test_the_codes_of_troubles_that_are_no_kin_differ() -> None:
    by_code: dict[str, list[type[Trouble]]] = {}
    for kind in TROUBLES:
        by_code.setdefault(kind.code, []).append(kind)
    strangers = {
        code: kinds
        for code, kinds in by_code.items()
        if not any(all(issubclass(kind, root) for kind in kinds) for root in kinds)
    }
    assert strangers == {}


def test_the_cause_stands_out_and_the_next_step_follows() -> None:
    shown = trouble_page(Trouble(), width=60, colour=True)
    cause, step = shown.splitlines()
    assert "".join(uncoloured(shown).split()) == "Somethingwentwrong.Tryagain."
    assert cause.startswith("\x1b[1;31m")
    assert step == "Try again."


def test_a_fingerprint_can_be_copied_whole() -> None:
    kind = next(kind for kind in TROUBLES if kind.__name__ == "TlsNotTrusted")
    trouble = kind(where="192.0.2.1:8088", reason="self-signed certificate", fingerprint=FACTS["fingerprint"])
    shown = trouble_page(trouble, width=100, colour=False)
    assert any(FACTS["fingerprint"] in line for line in shown.splitlines())
