"""Troubles: errors with a cause, a sentence for the person and a next step.

The one place for their words. A subclass states its two sentences as templates over the facts it
is raised with; ``sentence`` and ``next_step`` are what a person reads. Facts that come from
outside are cleaned of control characters and clipped before they are shown.
"""

from __future__ import annotations

import re
from typing import ClassVar

_UNSAFE = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]+")
_LONGEST_FACT = 160


def shown(fact: object) -> str:
    """A fact as it may stand in a sentence: one line, no control characters, at most 160 characters.

    A tuple is a list of facts: each is shown so, and none is left out.
    """
    if isinstance(fact, tuple):
        return "; ".join(map(shown, fact))
    text = _UNSAFE.sub(" ", str(fact)).strip()
    return text if len(text) <= _LONGEST_FACT else text[: _LONGEST_FACT - 1] + "…"


class Trouble(Exception):  # noqa: N818 - the field's word, DESIGN section 2
    """An error that a person can act on.

    Keyword arguments are facts: they fill the templates and stay readable on ``facts``.
    """

    code: ClassVar[str] = "trouble"
    words: ClassVar[tuple[str, str]] = ("Something went wrong.", "Try again.")
    usage: ClassVar[bool] = False
    """True where the question or the command is at fault: exit code 2."""

    def __init__(self, **facts: object) -> None:
        self.facts = facts
        super().__init__(self.code)

    @property
    def sentence(self) -> str:
        """One sentence that names the cause."""
        return self.filled(self.words[0])

    @property
    def next_step(self) -> str:
        """One sentence that names what to do at a terminal; in Slack ``bot.workspace.steps_in_slack`` has it."""
        return self.filled(self.words[1])

    def filled(self, template: str) -> str:
        """A template with the facts in it, as they may be shown."""
        return template.format_map({name: shown(fact) for name, fact in self.facts.items()})

    def __str__(self) -> str:
        return f"{self.sentence} {self.next_step}"


class QuestionTrouble(Trouble):
    """The person who asks must act: the words of the question."""


class SetupTrouble(Trouble):
    """The admin must act: address, certificate, secret, rights."""


class PbxTrouble(Trouble):
    """The PBX or the way to it: waiting may help."""
