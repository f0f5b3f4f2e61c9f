"""The control door: an integration's author turns the PBX's knobs from another process."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from asking import NOW, answered, running

if TYPE_CHECKING:
    from asking import Asker

START = NOW - 7200


async def turn(asker: Asker, knob: str, given: object) -> dict[str, Any]:
    response = await asker.http.post(f"/_simulator/{knob}", json=given)
    assert response.status_code == 200, response.text
    state: dict[str, Any] = response.json()
    return state


async def test_the_state_is_told() -> None:
    async with running(days=2) as (pbx, asker):
        state = (await asker.http.get("/_simulator")).json()
        assert (await asker.http.get("/_simulator/")).json() == state
        assert state["now"] == NOW
        assert state["system_time"] == "14/10/2026 21:31:37"
        assert (state["date_format"], state["clock"]) == ("DD/MM/YYYY", 24)
        assert (state["timezone"], state["firmware"]) == ("Europe/London", "37.23.0.123")
        assert state["calls"] == len(pbx.calls)
        assert (state["logins"], state["tokens"], state["requests"]) == (1, 1, 1)


async def test_the_clock_can_be_turned() -> None:
    async with running() as (pbx, asker):
        assert (await turn(asker, "clock", {"advance": 60}))["now"] == NOW + 60
        assert (await turn(asker, "clock", {"set": START}))["now"] == START
        assert (await turn(asker, "clock", {"set": NOW, "running": True}))["now"] >= NOW
        assert pbx.clock.now() > NOW


async def test_the_format_can_be_changed() -> None:
    async with running() as (_, asker):
        state = await turn(asker, "format", {"date_format": "MM/DD/YYYY", "clock": 12})
        assert state["system_time"] == "10/14/2026 09:31:37 PM"


async def test_faults_can_be_put_in_force_and_ended() -> None:
    async with running() as (_, asker):
        fault = {"kind": "refuse", "errcode": 70082, "path": "cdr/list", "times": None}
        assert (await turn(asker, "faults", fault))["faults"] == 1
        assert (await asker.get("cdr/list"))["errcode"] == 70082
        assert (await turn(asker, "faults", {"clear": True}))["faults"] == 0
        assert (await asker.get("cdr/list"))["errcode"] == 0


async def test_calls_can_be_made_and_the_truth_read() -> None:
    async with running() as (_, asker):
        await turn(
            asker, "calls", {"shape": "queue missed", "start": START, "number": "07700900146", "wait": 40}
        )
        (truth,) = (await asker.http.get("/_simulator/truth")).json()
        assert (truth["shape"], truth["outcome"], truth["waiting_seconds"]) == (
            "queue missed",
            "no_answer",
            40,
        )
        assert len(await asker.rows("cdr/search", call_from="07700900146")) == len(truth["legs"])
        state = await turn(asker, "calls", {"rows": 50, "start": START, "end": START + 100})
        assert state["calls"] == 51
        assert (await turn(asker, "purge", {"before": NOW}))["rows"] == 0
        assert "queue missed" in (await asker.http.get("/_simulator/shapes")).json()


async def test_requests_are_told_without_tokens() -> None:
    async with running() as (_, asker):
        await asker.get("cdr/search", call_from="4001")
        response = await asker.http.get("/_simulator/requests")
        assert asker.token not in response.text
        assert [(each["path"], each["query"]) for each in response.json()] == [
            ("get_token", {}),
            ("cdr/search", {"call_from": "4001"}),
        ]


@pytest.mark.parametrize(
    ("knob", "given"),
    [
        ("clock", {"set": "noon"}),
        ("clock", {"set": None}),
        ("clock", []),
        ("format", {"date_format": "MM/DD/YYYY"}),
        ("format", {"date_format": "M/D/Y", "clock": 12}),
        ("faults", {"kind": "sideways"}),
        ("faults", {"kind": "slow", "seconds": "long"}),
        ("calls", {"shape": "sideways", "start": START}),
        ("calls", {"shape": "queue missed"}),
        ("calls", {"rows": "many", "start": 1, "end": 2}),
        ("purge", {}),
    ],
)
async def test_what_is_not_understood_changes_nothing(knob: str, given: object) -> None:
    async with running() as (pbx, asker):
        response = await asker.http.post(f"/_simulator/{knob}", json=given)
        assert response.status_code == 400
        assert response.json()["error"].startswith("not understood")
        assert (len(pbx.faults), pbx.calls, pbx.clock.now()) == (0, [], NOW)
        assert pbx.display.write(NOW) == "14/10/2026 21:31:37"


async def test_an_unknown_knob_names_the_known_ones() -> None:
    async with running() as (_, asker):
        response = await asker.http.post("/_simulator/colour", json={})
        assert (response.status_code, "clock" in response.json()["error"]) == (404, True)
        assert (await asker.http.get("/_simulator/colour")).status_code == 404


async def test_the_knobs_are_no_api_requests() -> None:
    async with running(allowed=("192.0.2.1",), log_in=False) as (pbx, asker):
        assert (await asker.http.get("/_simulator")).status_code == 200
        assert len(pbx.requests) == 0
        assert answered(await asker.http.get("/openapi/v1.0/cdr/list"))["errcode"] == 70087
