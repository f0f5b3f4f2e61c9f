"""What the administrator has set up, as the lists tell it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from asking import running

from bot.simulator import OFFICE, Office, SettableClock, Settings, Simulator
from bot.simulator.office import Extension, Place, Trunk


async def test_an_extension_is_told_with_what_is_set_and_nothing_else() -> None:
    async with running() as (_, asker):
        rows = {row["number"]: row for row in await asker.rows("extension/list")}
    assert len(rows) == 12
    assert rows["4002"] == {
        "id": 101,
        "online_status": {
            "fxs_phone": {"status": 0},
            "sip_phone": {"status": 0},
            "linkus_desktop": {"status": 0},
            "linkus_mobile": {"status": 0},
            "linkus_web": {"status": 1},
        },
        "presence_status": "available",
        "number": "4002",
        "caller_id_name": "Jonas Weber",
        "role_name": "Employee",
        "email_addr": "jonas@example.com",
        "mobile_number": "07700900901",
        "timezone": "Global Time Zone[0 United Kingdom (London)]",
        "custom_presence_status": "available",
    }
    assert {"email_addr", "mobile_number"}.isdisjoint(rows["4010"])


@pytest.mark.parametrize("settings", [{"extensions_tell_zone": False}, {"timezone": "Asia/Kolkata"}])
async def test_the_zone_label_may_be_missing(settings: dict[str, Any]) -> None:
    async with running(**settings) as (_, asker):
        assert not any("timezone" in row for row in await asker.rows("extension/list"))


async def test_extensions_are_searched_by_number_name_and_mail() -> None:
    async with running() as (_, asker):
        for wanted, numbers in {
            "osei": ["4005"],
            "4001": ["4001"],
            "LUCÍA": ["4006"],
            "dmitri@": ["4008"],
            "nobody": [],
        }.items():
            rows = await asker.rows("extension/search", search_value=wanted)
            assert [row["number"] for row in rows] == numbers
        assert (await asker.get("extension/list", search_value="osei"))["errcode"] == 40002


async def test_lists_are_sorted_and_paged() -> None:
    async with running() as (_, asker):
        names = [
            row["caller_id_name"] for row in await asker.rows("extension/list", sort_by="caller_id_name")
        ]
        assert names == sorted(names)
        body = await asker.get("extension/list", page="2", page_size="5", sort_by="number", order_by="desc")
        assert [row["number"] for row in body["data"]] == ["4007", "4006", "4005", "4004", "4003"]
        assert body["total_number"] == 12
        assert [row["id"] for row in await asker.rows("extension/list")][:3] == [100, 101, 102]


async def test_groups_and_their_members() -> None:
    async with running() as (_, asker):
        groups = await asker.rows("extensiongroup/list")
        assert groups == [
            {"id": 1, "name": "Sales"},
            {"id": 2, "name": "Support"},
            {"id": 3, "name": "Head Office"},
        ]
        body = await asker.get("extensiongroup/get", id="3")
        assert body["data"]["name"] == "Head Office"
        assert [member["text2"] for member in body["data"]["member_list"]] == ["4001", "4004", "4010", "4011"]
        assert body["data"]["member_list"][1] == {
            "text": "Tom Ashdown",
            "text2": "4004",
            "value": "103",
            "type": "extension",
        }
        assert (await asker.get("extensiongroup/get", id="9"))["errcode"] == 60001
        assert (await asker.get("extensiongroup/get"))["errcode"] == 40002


async def test_the_array_of_queues_is_named_otherwise() -> None:
    async with running() as (_, asker):
        body = await asker.get("queue/list")
    assert "data" not in body
    assert body["total_number"] == 2
    sales = body["queue_list"][0]
    assert (sales["id"], sales["number"], sales["name"]) == (1, "6400", "Sales")
    assert [agent["text2"] for agent in sales["static_agent_list"]] == ["4005", "4002", "4003"]
    assert (sales["dynamic_agent_list"], sales["manager_list"]) == (None, [])


async def test_ring_groups_menus_and_lines() -> None:
    async with running() as (_, asker):
        assert await asker.rows("ringgroup/list") == [
            {"id": 1, "number": "6300", "name": "Reception", "ring_strategy": "ring_all", "member_count": 3}
        ]
        assert [(row["number"], row["name"]) for row in await asker.rows("ivr/list")] == [
            ("6200", "Welcome"),
            ("6201", "Main"),
            ("6203", "Orders"),
        ]
        assert [row["name"] for row in await asker.rows("trunk/list")] == [
            "SIP-Main",
            "SIP-Orders",
            "SIP-Berlin",
        ]


async def test_contacts_name_callers() -> None:
    async with running() as (_, asker):
        contacts = await asker.rows("company_contact/list")
        assert {row["business"]: row["contact_name"] for row in contacts}["07700900011"] == "Harriet Cole"
        assert (await asker.rows("phonebook/list"))[0]["total"] == len(contacts) == 6


@pytest.mark.parametrize(
    ("menu", "options"),
    [
        ("ext_group", [("Sales", "1"), ("Support", "2"), ("Head Office", "3")]),
        ("queue", [("Sales", "1"), ("Support", "2")]),
        ("ring_group", [("Reception", "1")]),
        ("ivr", [("Welcome", "1"), ("Main", "2"), ("Orders", "3")]),
        ("IVR", [("Welcome", "1"), ("Main", "2"), ("Orders", "3")]),
        ("conference", [("Monday round", "1")]),
        ("trunk", [("SIP-Main", "1"), ("SIP-Orders", "2"), ("SIP-Berlin", "3")]),
    ],
)
async def test_menu_options_have_ids_as_strings(menu: str, options: list[tuple[str, str]]) -> None:
    async with running() as (_, asker):
        rows = await asker.rows("system/get_menuoptions", menu=menu)
    assert [(row["text"], row["value"]) for row in rows] == options
    assert {row["type"] for row in rows} == {menu.lower()}


async def test_an_unknown_menu_is_refused() -> None:
    async with running() as (_, asker):
        assert (await asker.get("system/get_menuoptions"))["errcode"] == 40002
        assert (await asker.get("system/get_menuoptions", menu="colour"))["errcode"] == 40001


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({"extensions": OFFICE.extensions[:1]}, "two extensions"),
        ({"trunks": ()}, "line"),
        ({"queues": (Place(1, "600", "Ghosts", ("999",)),)}, "Ghosts.*999"),
    ],
)
def test_an_office_in_which_nobody_can_be_called_is_refused(change: dict[str, Any], named: str) -> None:
    with pytest.raises(ValueError, match=named):
        replace(OFFICE, **change)


async def test_another_office_can_be_simulated() -> None:
    office = Office(
        extensions=(Extension(1, "201", "Only One"), Extension(2, "202", "And Another")),
        queues=(Place(1, "600", "All", ("201",)),),
        ring_groups=(Place(1, "601", "Both", ("201", "202")),),
        ivrs=(Place(1, "602", "Menu"),),
        conferences=(Place(1, "603", "Room"),),
        extension_groups=(),
        trunks=(Trunk(1, "Line", "+442079460199"),),
    )
    async with Simulator(Settings(days=6), SettableClock(1_792_009_897), office) as pbx:
        assert pbx.office is office
        assert OFFICE.extensions[0].number == "4001"
        assert len(pbx.calls) > 300
        reached = {number for call in pbx.calls if call.direction == "inbound" for number in call.reached}
        assert {"201", "202", "600", "601"} <= reached
        assert not reached & {extension.number for extension in OFFICE.extensions}
