from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.answers.doctor import Finding, Verdict
from bot.terminal import doctor_page
from terminal.measure import cells, unseen
from terminal.pages import HOSTILE, SCRIPTS, WIDTHS, uncoloured

if TYPE_CHECKING:
    from syrupy.assertion import SnapshotAssertion

HEALTHY = (
    Finding(name="Address", verdict=Verdict.PASS, sentence="192.0.2.10:8088 answers in 12 ms."),
    Finding(
        name="Certificate", verdict=Verdict.PASS, sentence="It is the pinned one, valid until 1 May 2028."
    ),
    Finding(
        name="Date format",
        verdict=Verdict.PASS,
        sentence="DD/MM/YYYY, 12-hour, proved by a search that found the record of Sun 22 Nov 2026, 14:03.",
    ),
)
BROKEN = (
    HEALTHY[0],
    Finding(
        name="Certificate",
        verdict=Verdict.FAIL,
        sentence="The certificate of 192.0.2.10:8088 is not signed by anyone this machine trusts: self-signed.",
        mend="If the PBX itself shows this SHA-256 fingerprint, pin it with --pin "
        + ":".join(["AB"] * 32)
        + ".",
        code="tls_not_trusted",
    ),
    Finding(name="Login", verdict=Verdict.SKIP, sentence="Not probed, because of the link above."),
)


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("findings", [HEALTHY, BROKEN], ids=["healthy", "broken"])
def test_the_page_is_as_it_was_looked_at(
    findings: tuple[Finding, ...], width: int, snapshot: SnapshotAssertion
) -> None:
    shown = doctor_page(findings, width=width, colour=False)
    assert shown == snapshot
    assert max(map(cells, shown.splitlines())) <= width
    assert uncoloured(doctor_page(findings, width=width, colour=True)) == shown


def test_every_link_stands_there_with_its_verdict_finding_and_mend() -> None:
    flat = " ".join(doctor_page(BROKEN, width=160, colour=False).split())
    assert flat == (
        f"pass Address {BROKEN[0].sentence} fail Certificate {BROKEN[1].sentence} {BROKEN[1].mend} "
        f"skip Login {BROKEN[2].sentence} 1 link broken; what comes after it was not probed."
    )


def test_a_fingerprint_can_be_copied_whole() -> None:
    shown = doctor_page(BROKEN, width=100, colour=False)
    assert any(":".join(["AB"] * 32) in line for line in shown.splitlines())


def test_a_chain_without_a_broken_link_says_so() -> None:
    last = doctor_page(HEALTHY, width=100, colour=False).splitlines()[-1]
    assert last == "Every link from here to the records holds."


def test_verdicts_have_their_colours() -> None:
    shown = doctor_page(BROKEN, width=100, colour=True)
    assert "\x1b[32mpass\x1b[0m" in shown
    assert "\x1b[1;31mfail\x1b[0m" in shown
    assert "\x1b[2mskip\x1b[0m" in shown


@pytest.mark.parametrize("text", [*HOSTILE, *SCRIPTS], ids=range(len(HOSTILE) + len(SCRIPTS)))
def test_whatever_a_finding_says_fits_the_page(text: str) -> None:
    finding = Finding(name=text, verdict=Verdict.FAIL, sentence=f"{text}.", mend=f"{text}.", code="x")
    shown = doctor_page([finding, *HEALTHY], width=60, colour=False)
    assert not unseen(shown)
    assert max(map(cells, shown.splitlines())) <= 60
