"""The doctor: every link from here to the records probed in order, each with its finding and its mend."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from bot.cdr.trouble import Trouble

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bot.ports import Probe

NOT_PROBED = "Not probed, because of the link above."


class Verdict(StrEnum):
    """What a probe came to."""

    PASS = "pass"  # noqa: S105 - a verdict, not a password
    SKIP = "skip"
    FAIL = "fail"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What was found of one link.

    Attributes:
        name: what was probed, in the person's words.
        sentence: what was found.
        mend: what to do about it; only of a failure.
        code: the trouble's code; only of a failure.
        trouble: the trouble itself, for where its mend is another one; only of a failure.
    """

    name: str
    verdict: Verdict
    sentence: str
    mend: str = ""
    code: str = ""
    trouble: Trouble | None = field(default=None, repr=False, compare=False)


def failure(name: str, trouble: Trouble) -> Finding:
    """What was found of a link that is broken."""
    return Finding(
        name=name,
        verdict=Verdict.FAIL,
        sentence=trouble.sentence,
        mend=trouble.next_step,
        code=trouble.code,
        trouble=trouble,
    )


async def examine(probes: Sequence[Probe]) -> tuple[Finding, ...]:
    """Run the probes in order; each link depends on those before, so after a failure the rest are skipped."""
    findings: list[Finding] = []
    broken = False
    for probe in probes:
        if broken:
            findings.append(Finding(name=probe.name, verdict=Verdict.SKIP, sentence=NOT_PROBED))
        else:
            findings.append(await _examined(probe))
            broken = findings[-1].verdict is Verdict.FAIL
    return tuple(findings)


def healthy(findings: Iterable[Finding]) -> bool:
    """Whether every link holds."""
    return all(finding.verdict is Verdict.PASS for finding in findings)


def findings_json(findings: Sequence[Finding]) -> dict[str, Any]:
    """What ``doctor --json`` prints: ``ok``, and the findings in order with every key of each."""
    return {
        "ok": healthy(findings),
        "findings": [
            {
                "name": finding.name,
                "verdict": finding.verdict.value,
                "sentence": finding.sentence,
                "mend": finding.mend or None,
                "code": finding.code or None,
            }
            for finding in findings
        ],
    }


async def _examined(probe: Probe) -> Finding:
    try:
        sentence = await probe.run()
    except Trouble as trouble:
        return failure(probe.name, trouble)
    return Finding(name=probe.name, verdict=Verdict.PASS, sentence=sentence)
