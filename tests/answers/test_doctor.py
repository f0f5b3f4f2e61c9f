from __future__ import annotations

import json

from answers.fake_pbx import FakePbx, FakeProbe
from bot.answers.doctor import Verdict, examine, findings_json, healthy
from bot.cdr.pbx_trouble import ApiOff


async def holds() -> str:
    return "It holds."


async def breaks() -> str:
    raise ApiOff


PROBES = (
    FakeProbe("Address", holds),
    FakeProbe("API", breaks),
    FakeProbe("Login", holds),
    FakeProbe("CDR", breaks),
)


async def test_every_link_that_holds_passes_with_its_finding() -> None:
    findings = await examine(FakePbx().probes())
    assert [(each.name, each.verdict, each.sentence) for each in findings] == [
        ("Address", Verdict.PASS, "It holds."),
        ("Records", Verdict.PASS, "It holds."),
    ]
    assert healthy(findings)


async def test_a_broken_link_fails_with_its_cause_and_mend_and_what_follows_is_skipped() -> None:
    findings = await examine(PROBES)
    assert [each.verdict.value for each in findings] == ["pass", "fail", "skip", "skip"]
    broken = findings[1]
    assert broken.sentence == "The API of the PBX is switched off."
    assert broken.mend == "Switch it on: Integrations > API."
    assert broken.code == "api_off"
    assert not healthy(findings)


async def test_what_is_skipped_is_not_probed() -> None:
    probed: list[str] = []

    async def counting() -> str:
        probed.append("once")
        return "It holds."

    await examine([FakeProbe("API", breaks), FakeProbe("Login", counting)])
    assert probed == []


async def test_the_findings_as_json() -> None:
    told = json.loads(json.dumps(findings_json(await examine(PROBES[:3]))))
    assert told == {
        "ok": False,
        "findings": [
            {"name": "Address", "verdict": "pass", "sentence": "It holds.", "mend": None, "code": None},
            {
                "name": "API",
                "verdict": "fail",
                "sentence": "The API of the PBX is switched off.",
                "mend": "Switch it on: Integrations > API.",
                "code": "api_off",
            },
            {
                "name": "Login",
                "verdict": "skip",
                "sentence": "Not probed, because of the link above.",
                "mend": None,
                "code": None,
            },
        ],
    }


async def test_a_healthy_chain_is_ok() -> None:
    assert findings_json(await examine(PROBES[:1]))["ok"] is True
