"""What a real PBX refuses, the simulated one refuses."""

from __future__ import annotations

from typing import Any

import pytest
from asking import running

LISTS = (
    "cdr/list",
    "extension/list",
    "extensiongroup/list",
    "queue/list",
    "ringgroup/list",
    "ivr/list",
    "trunk/list",
    "company_contact/list",
    "phonebook/list",
    "recording/list",
)


async def test_a_request_needs_a_user_agent() -> None:
    async with running() as (pbx, asker):
        asker.http.headers["User-Agent"] = ""
        assert (await asker.get("system/information"))["errcode"] == 70084
        del asker.http.headers["User-Agent"]
        assert (await asker.get("system/information"))["errcode"] == 70084
        assert (await asker.log_in(pbx))["errcode"] == 70084


async def test_an_address_outside_the_allow_list_is_refused() -> None:
    async with running(log_in=False, allowed=("192.0.2.1",)) as (pbx, asker):
        assert (await asker.log_in(pbx))["errcode"] == 70087
    async with running(log_in=False, allowed=("192.0.2.1", "127.0.0.1")) as (pbx, asker):
        assert (await asker.log_in(pbx))["errcode"] == 0


async def test_an_api_that_is_off_says_so() -> None:
    async with running(log_in=False, api_enabled=False) as (pbx, asker):
        assert (await asker.log_in(pbx))["errcode"] == 70123


@pytest.mark.parametrize("token", ["", "never given"])
async def test_a_request_needs_a_token(token: str) -> None:
    async with running() as (_, asker):
        asker.token = token
        assert (await asker.get("cdr/list"))["errcode"] == 10004
        assert (await asker.get("cdr/list"))["errmsg"] == "TOKEN EXPIRED"


@pytest.mark.parametrize("path", ["", "cdr", "cdr/lists", "queue/agent_status", "subscribe", "webhook/query"])
async def test_an_interface_that_is_not_there_is_refused_by_number(path: str) -> None:
    async with running() as (_, asker):
        assert (await asker.get(path))["errcode"] == 10001


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "get_token"),
        ("GET", "refresh_token"),
        ("POST", "del_token"),
        ("POST", "cdr/search"),
        ("PUT", "cdr/list"),
        ("DELETE", "extension/list"),
        ("OPTIONS", "extension/list"),
        ("GET", "call/dial"),
    ],
)
async def test_the_wrong_method_is_refused(method: str, path: str) -> None:
    async with running() as (_, asker):
        response = await asker.http.request(
            method, f"/openapi/v1.0/{path}", params={"access_token": asker.token}
        )
        assert (response.status_code, response.json()["errcode"]) == (200, 10001)


@pytest.mark.parametrize("path", LISTS)
async def test_paging_is_checked_on_every_list(path: str) -> None:
    async with running() as (_, asker):
        for wrong in (
            {"page": "0"},
            {"page_size": "10001"},
            {"page_size": "-1"},
            {"page": "1.5"},
            {"page": "x"},
        ):
            body = await asker.get(path, **wrong)
            assert body["errcode"] == 40001
            assert body["invalid_param_list"] == [
                {"value": next(iter(wrong.values())), "validation_type": "integer"}
            ]
        for wrong in ({"order_by": "up"}, {"sort_by": "colour"}):
            assert (await asker.get(path, **wrong))["errcode"] == 40001
        body = await asker.get(path, page_number="1")
        assert (body["errcode"], body["errmsg"]) == (40002, "PARAMETER ERROR")
        assert body["invalid_param_list"] == [{"field": "page_number", "valid_msg": "unknown parameter"}]
        assert (await asker.get(path, page="1", page_size="10000"))["errcode"] == 0


@pytest.mark.parametrize(
    ("wrong", "errcode"),
    [
        ({"status": "NOANSWER"}, 40001),
        ({"status": "answered"}, 40001),
        ({"extension_group": "Sales"}, 40001),
        ({"extension_group": "0"}, 40001),
        ({"call_from": "0" * 256}, 40001),
        ({"page": "9" * 5000}, 40001),
        ({"page": "\u0661"}, 40001),
        ({"disposition_code_list": "1;2"}, 40001),
        ({"did": "+442079460100"}, 40001),
        ({"enable_fuzzy_search": "1"}, 40002),
        ({"begin_time": "now"}, 40002),
        ({"from": "new"}, 40002),
    ],
)
async def test_a_search_is_checked_word_by_word(wrong: dict[str, str], errcode: int) -> None:
    async with running(firmware="mid") as (_, asker):
        body = await asker.get("cdr/search", **wrong)
        assert body["errcode"] == errcode
        assert len(body["invalid_param_list"]) == 1
        assert "data" not in body


async def test_a_parameter_given_twice_is_refused() -> None:
    async with running() as (_, asker):
        for twice in ([("page", "1"), ("page", "2")], [("access_token", asker.token)]):
            params: Any = [("access_token", asker.token), *twice]
            response = await asker.http.get("/openapi/v1.0/cdr/list", params=params)
            assert response.json()["errcode"] == 40003


async def test_each_fault_of_a_request_is_named() -> None:
    async with running() as (_, asker):
        body = await asker.get("cdr/list", page="x", page_size="y")
        assert [each["value"] for each in body["invalid_param_list"]] == ["x", "y"]


@pytest.mark.parametrize(("firmware", "errcode"), [("legacy", 10001), ("mid", -2), ("current", 0)])
async def test_the_second_cdr_interface_is_there_from_its_firmware_on(firmware: str, errcode: int) -> None:
    async with running(firmware=firmware) as (_, asker):
        for path in ("cdr/list", "cdr/search"):
            assert (await asker.get(path, api="v2.0"))["errcode"] == errcode
        assert (await asker.get("extension/list", api="v2.0"))["errcode"] == 10001
        assert (await asker.get("cdr/list", api="v3.0"))["errcode"] == 10003


async def test_options_of_the_new_store_are_not_on_old_firmware() -> None:
    async with running(firmware="legacy") as (_, asker):
        assert (await asker.get("cdr/getoption"))["errcode"] == 10001
        assert (await asker.get("cdr/list", **{"from": "new"}))["errcode"] == 40002
        for newer in ("did", "disposition_code_list", "call_note_remark", "pin_code"):
            assert (await asker.get("cdr/search", **{newer: "1:1"}))["errcode"] == 40002


async def test_pages_on_old_firmware_are_ignored_or_refused() -> None:
    async with running(firmware="legacy") as (pbx, asker):
        pbx.fill(30, 1_792_000_000, 1_792_001_000)
        assert len(await asker.rows("cdr/search", page="2", page_size="10")) == 30
    async with running(firmware="legacy", legacy_page="refuse") as (_, asker):
        assert (await asker.get("cdr/search", page="1"))["errcode"] == 40002


@pytest.mark.parametrize("path", ["/", "/index.html", "/openapi", "/openapi/v1.0", "/api/v1.1.0/login"])
async def test_other_paths_are_the_web_portal(path: str) -> None:
    async with running() as (_, asker):
        response = await asker.http.get(path)
        assert response.status_code == 200
        assert response.headers["content-type"].startswith("text/html")


@pytest.mark.parametrize(
    ("settings", "named"),
    [
        ({"firmware": "newest"}, "firmware"),
        ({"date_format": "DD-MM-YYYY"}, "date_format"),
        ({"clock": 13}, "clock"),
        ({"timezone": "Europe/Atlantis"}, "timezone"),
        ({"timezone": "/etc/passwd"}, "timezone"),
        ({"empty": "nothing"}, "empty"),
        ({"days": -1}, "days"),
    ],
)
async def test_a_pbx_that_cannot_be_is_refused_by_name(settings: dict[str, Any], named: str) -> None:
    with pytest.raises(ValueError, match=named):
        async with running(**settings):
            pass
