"""The lists: extensions, groups, queues, ring groups, menus, trunks, and what the PBX says of itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.simulator.office import BY_NUMBER, EXTENSION_GROUPS, EXTENSIONS, IVRS, QUEUES, RING_GROUPS, TRUNKS
from bot.simulator.parameters import ORDER_BY, PAGING, anything, check, one_of, whole
from bot.simulator.tokens import Refused

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.simulator.machine import Machine
    from bot.simulator.office import Place

_LISTING = {**PAGING, **ORDER_BY, "sort_by": anything}
# Zone labels as extension/list shows them (seen: "Global Time Zone[3 Saudi Arabia (Riyadh)]"): the standard offset in
# hours, country, city. Zones without an entry have no label here, which real rows may lack as well.
_ZONE_LABELS = {
    "Europe/London": "0 United Kingdom (London)",
    "Europe/Berlin": "1 Germany (Berlin)",
    "Europe/Paris": "1 France (Paris)",
    "Europe/Madrid": "1 Spain (Madrid)",
    "Asia/Riyadh": "3 Saudi Arabia (Riyadh)",
    "Asia/Dubai": "4 United Arab Emirates (Dubai)",
    "Asia/Shanghai": "8 China (Shanghai)",
    "Asia/Tokyo": "9 Japan (Tokyo)",
    "Australia/Sydney": "10 Australia (Sydney)",
    "America/New_York": "-5 United States (New York)",
    "America/Chicago": "-6 United States (Chicago)",
    "America/Los_Angeles": "-8 United States (Los Angeles)",
    "America/Sao_Paulo": "-3 Brazil (Sao Paulo)",
}


def information(machine: Machine, query: Mapping[str, str]) -> dict[str, Any]:
    """``system/information``."""
    check(query, {})
    now = machine.clock.now()
    told: dict[str, Any] = {
        "device_name": "Simulated_PBX",
        "model_name": "Yeastar P570",
        "sn": "363300000000",
        "hardware_version": "V2.00 0000-0000",
        "firmware_version": machine.settings.version,
        "system_time": machine.display.write(now),
        "up_time": 405080,
        "timestamp": int(now),
    }
    if machine.settings.information_tells_format:
        told |= {
            "system_date_format": machine.display.date_format,
            "system_time_format": machine.display.time_format(now),
        }
    return {"errcode": 0, "errmsg": "SUCCESS", "data": told}


def extensions(machine: Machine, query: Mapping[str, str]) -> dict[str, Any]:
    """``extension/list``; keys are absent when unset."""
    check(query, _LISTING)
    label = _ZONE_LABELS.get(machine.settings.timezone) if machine.settings.extensions_tell_zone else None
    rows = []
    for index, extension in enumerate(EXTENSIONS):
        row: dict[str, Any] = {
            "id": 100 + index,
            "online_status": {"sip_phone": {"status": index % 2}, "linkus_web": {"status": 1}},
            "presence_status": "available",
            "number": extension.number,
            "caller_id_name": extension.name,
            "role_name": "Employee",
        }
        row |= {"email_addr": extension.email} if extension.email else {}
        row |= {"timezone": f"Global Time Zone[{label}]"} if label else {}
        rows.append(row)
    return _page(rows, query)


def extension_search(machine: Machine, query: Mapping[str, str]) -> dict[str, Any]:
    """``extension/search``: by a part of number or name."""
    check(query, {**_LISTING, "search_value": anything})
    wanted = query.get("search_value", "").lower()
    found = extensions(machine, {})["data"]
    return _page(
        [row for row in found if wanted in f"{row['number']} {row['caller_id_name']}".lower()], query
    )


def extension_groups(machine: Machine, query: Mapping[str, str]) -> dict[str, Any]:  # noqa: ARG001 - one signature for all
    """``extensiongroup/list``."""
    check(query, _LISTING)
    return _page([{"id": group.id, "name": group.name} for group in EXTENSION_GROUPS], query)


def extension_group(machine: Machine, query: Mapping[str, str]) -> dict[str, Any]:  # noqa: ARG001 - as above
    """``extensiongroup/get``: one group with its members."""
    check(query, {"id": whole(1, 10**9)})
    for group in EXTENSION_GROUPS:
        if str(group.id) == query.get("id"):
            row = {"id": group.id, "name": group.name, "member_list": _agents(group.members)}
            return {"errcode": 0, "errmsg": "SUCCESS", "data": row}
    raise Refused(60001, "DATA NOT FOUND")


def queues(machine: Machine, query: Mapping[str, str]) -> dict[str, Any]:  # noqa: ARG001 - as above
    """``queue/list``: its array is named ``queue_list``."""
    check(query, _LISTING)
    rows = [
        {
            **_place(queue),
            "ring_strategy": "rrmemory",
            "dynamic_agent_list": None,
            "static_agent_list": _agents(queue.members),
            "manager_list": [],
        }
        for queue in QUEUES
    ]
    page = _page(rows, query)
    page["queue_list"] = page.pop("data")
    return page


def ring_groups(machine: Machine, query: Mapping[str, str]) -> dict[str, Any]:  # noqa: ARG001 - as above
    """``ringgroup/list``."""
    check(query, _LISTING)
    return _page([{**_place(group), "member_list": _agents(group.members)} for group in RING_GROUPS], query)


def ivrs(machine: Machine, query: Mapping[str, str]) -> dict[str, Any]:  # noqa: ARG001 - as above
    """``ivr/list``."""
    check(query, _LISTING)
    return _page([_place(ivr) for ivr in IVRS], query)


def trunks(machine: Machine, query: Mapping[str, str]) -> dict[str, Any]:  # noqa: ARG001 - as above
    """``trunk/list``."""
    check(query, _LISTING)
    return _page(
        [{"id": n, "name": name, "type": "register", "status": 1} for n, name in enumerate(TRUNKS, 1)], query
    )


def menu_options(machine: Machine, query: Mapping[str, str]) -> dict[str, Any]:  # noqa: ARG001 - as above
    """``system/get_menuoptions``: values are ids as strings."""
    places: dict[str, Sequence[Place]] = {
        "ext_group": EXTENSION_GROUPS,
        "queue": QUEUES,
        "ring_group": RING_GROUPS,
        "ivr": IVRS,
    }
    check(query, {"menu": one_of(*places)})
    menu = query.get("menu", "")
    rows = [{"text": each.name, "value": str(each.id), "type": menu} for each in places.get(menu, ())]
    return {"errcode": 0, "errmsg": "SUCCESS", "total_number": len(rows), "data": rows}


def queue_status(machine: Machine, query: Mapping[str, str]) -> dict[str, Any]:  # noqa: ARG001 - as above
    """``queue/call_status``: rows appear when a call has ended, so a queue here is always idle: 60001."""
    check(query, {"queue_id": whole(1, 10**9)})
    raise Refused(60001, "DATA NOT FOUND")


def cdr_options(machine: Machine, query: Mapping[str, str]) -> dict[str, Any]:
    """``cdr/getoption``: the PBX-wide fuzzy search of newer firmware; switched off here."""
    check(query, {})
    if not machine.newer:
        raise Refused(10001, "INTERFACE NOT EXISTED")
    return {"errcode": 0, "errmsg": "SUCCESS", "data": {"enb_fuzzy_search": 0, "enb_new_cdr_fuzzy_search": 0}}


def _place(place: Place) -> dict[str, Any]:
    return {"id": place.id, "number": place.number, "name": place.name}


def _agents(numbers: Sequence[str]) -> list[dict[str, str]]:
    return [
        {
            "text": BY_NUMBER[n].name,
            "text2": n,
            "value": str(100 + EXTENSIONS.index(BY_NUMBER[n])),
            "type": "extension",
        }
        for n in numbers
    ]


def _page(rows: list[dict[str, Any]], query: Mapping[str, str]) -> dict[str, Any]:
    size = int(query.get("page_size", 10_000))
    first = (int(query.get("page", 1)) - 1) * size
    return {"errcode": 0, "errmsg": "SUCCESS", "total_number": len(rows), "data": rows[first : first + size]}
