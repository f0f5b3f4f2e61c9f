"""The doctor's findings as a message."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.answers.counts import counted
from bot.answers.doctor import Verdict, healthy
from bot.answers.words import BROKEN, HEALTHY
from bot.blocks import limits
from bot.blocks.elements import bullets, clipped, context, escaped, line, rich, span
from bot.blocks.message import Message
from bot.cdr.seen import clean
from bot.workspace.steps_in_slack import step_in_slack

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.answers.doctor import Finding
    from bot.blocks.message import Block

_SIGNS = {Verdict.PASS: "✓", Verdict.SKIP: "–", Verdict.FAIL: "✗"}  # noqa: RUF001 - the dash of a skipped line
_LONGEST = 600


def status_message(told: Sequence[tuple[str, Sequence[Finding]]]) -> Message:
    """Each PBX's links, what was found of each, and the mend of a broken one."""
    blocks = [block for name, findings in told for block in findings_blocks(name, findings)]
    if len(blocks) > limits.MESSAGE_BLOCKS:
        shown = limits.MESSAGE_BLOCKS - 1
        blocks = [*blocks[:shown], context(f"… and {len(blocks) - shown:,} more PBXs.")]
    broken = [name for name, findings in told if not healthy(findings)]
    text = f"Broken: {', '.join(broken)}" if broken else HEALTHY
    return Message(text=clipped(escaped(text), limits.MESSAGE_TEXT), blocks=tuple(blocks))


def findings_blocks(name: str, findings: Sequence[Finding]) -> list[Block]:
    """One PBX's."""
    broken = sum(each.verdict is Verdict.FAIL for each in findings)
    summary = BROKEN.format(count=counted(broken, "link")) if broken else HEALTHY
    return [
        rich(
            line(span(clean(name), "bold"), span(f": {summary}")),
            bullets([_finding(each) for each in findings]),
        )
    ]


def _finding(finding: Finding) -> Block:
    step = finding.mend if finding.trouble is None else step_in_slack(finding.trouble)
    mend = f" {clean(step)}" if step else ""
    said = clipped(f": {clean(finding.sentence)}{mend}", _LONGEST)
    return line(span(f"{_SIGNS[finding.verdict]} {finding.name}", "bold"), span(said))
