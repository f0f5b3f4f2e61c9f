"""What the administrator has set up: extensions, groups, queues, ring groups, menus, lines, contacts.

Fields and sort columns as in the vendor's developer guide.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.simulator.api.envelope import NOT_FOUND, Refused, listing, page_of, success
from bot.simulator.api.parameters import ANYTHING, ID, MOST_ROWS, check, one_of, sorting
from bot.simulator.api.zones import zone_label

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.simulator.api.envelope import Body
    from bot.simulator.machine import Machine
    from bot.simulator.office import Extension, Office, Place

    Query = Mapping[str, str]

_PLACE = ("id", "number", "name")
_EXTENSION = ("id", "number", "caller_id_name", "role_name", "email_addr", "mobile_number", "presence_status")
_DEVICES = ("fxs_phone", "sip_phone", "linkus_desktop", "linkus_mobile", "linkus_web")


def extensions(machine: Machine, query: Query) -> Body:
    """``extension/list``. E-mail and mobile number are absent when unset."""
    return _listed(machine, query, _extension_rows(machine), _EXTENSION)


def extension_search(machine: Machine, query: Query) -> Body:
    """``extension/search``: by a part of number, name or e-mail address."""
    return _listed(machine, query, _extension_rows(machine), _EXTENSION, searchable=True)


def extension_groups(machine: Machine, query: Query) -> Body:
    """``extensiongroup/list``."""
    rows = [{"id": group.id, "name": group.name} for group in machine.office.extension_groups]
    return _listed(machine, query, rows, ("id", "name"))


def extension_group(machine: Machine, query: Query) -> Body:
    """``extensiongroup/get``: one group with its members."""
    check(query, {"id": ID}, "id")
    for group in machine.office.extension_groups:
        if group.id == int(query["id"]):
            members = _members(machine.office, group)
            return success(data={"id": group.id, "name": group.name, "member_list": members})
    raise Refused(NOT_FOUND)


def queues(machine: Machine, query: Query) -> Body:
    """``queue/list``: its array is named ``queue_list``."""
    rows = [
        {
            **_place(queue),
            "ring_strategy": "rrmemory",
            "client_unique_ringtone": "",
            "dynamic_agent_list": None,
            "static_agent_list": _members(machine.office, queue),
            "manager_list": [],
        }
        for queue in machine.office.queues
    ]
    return _listed(machine, query, rows, (*_PLACE, "ring_strategy"), name="queue_list")


def ring_groups(machine: Machine, query: Query) -> Body:
    """``ringgroup/list``: says how many members there are, not who."""
    rows = [
        {**_place(group), "ring_strategy": "ring_all", "member_count": len(group.members)}
        for group in machine.office.ring_groups
    ]
    return _listed(machine, query, rows, (*_PLACE, "ring_strategy"))


def ivrs(machine: Machine, query: Query) -> Body:
    """``ivr/list``."""
    options = {"dial_ext_option": "all", "enb_dial_outb_routes": 0, "client_unique_ringtone": ""}
    return _listed(machine, query, [_place(ivr) | options for ivr in machine.office.ivrs], _PLACE)


def trunks(machine: Machine, query: Query) -> Body:
    """``trunk/list``."""
    rows = [
        {
            "id": trunk.id,
            "status": 1,
            "name": trunk.name,
            "type": "peer",
            "host_port": "sip.example.com:5060",
            "def_outbound_cid": trunk.number,
        }
        for trunk in machine.office.trunks
    ]
    return _listed(machine, query, rows, ("id", "name", "type", "host_port", "def_outbound_cid", "username"))


def contacts(machine: Machine, query: Query) -> Body:
    """``company_contact/list``: names for callers."""
    rows = [
        {
            "id": contact.id,
            "contact_name": contact.name,
            "company": contact.company,
            "email": "",
            "phonebook_list": [{"id": 1, "name": "Customers"}],
            "remark": "",
            "business": contact.number,
            **dict.fromkeys(("business2", "mobile", "mobile2", "home", "home2"), ""),
            **dict.fromkeys(("business_fax", "home_fax", "other"), ""),
        }
        for contact in machine.office.contacts
    ]
    return _listed(machine, query, rows, ("id", "contact_name", "company", "email"))


def phonebooks(machine: Machine, query: Query) -> Body:
    """``phonebook/list``: one book of all contacts."""
    total = len(machine.office.contacts)
    rows = [{"id": 1, "name": "Customers", "member_select": "sel_all", "total": total}]
    return _listed(machine, query, rows, ("id", "name"))


def menu_options(machine: Machine, query: Query) -> Body:
    """``system/get_menuoptions``: what can be chosen, with ids as strings."""
    office = machine.office
    menus: dict[str, Sequence[Any]] = {
        "extension": office.extensions,
        "ext_group": office.extension_groups,
        "queue": office.queues,
        "ring_group": office.ring_groups,
        "ivr": office.ivrs,
        "IVR": office.ivrs,
        "trunk": office.trunks,
        "conference": office.conferences,
    }
    check(query, {"menu": one_of(*menus)}, "menu")
    kind = query["menu"].lower()
    rows = [{"text": each.name, "value": str(each.id), "type": kind} for each in menus[query["menu"]]]
    return listing(rows, len(rows), empty=machine.settings.empty)


def _listed(  # noqa: PLR0913 - what a list is made of
    machine: Machine,
    query: Query,
    rows: list[Body],
    columns: Sequence[str],
    *,
    name: str = "data",
    searchable: bool = False,
) -> Body:
    """Rows searched, sorted and paged as asked."""
    check(query, sorting(*columns) | ({"search_value": ANYTHING} if searchable else {}))
    if wanted := query.get("search_value", "").casefold():
        texts = ("number", "caller_id_name", "email_addr")
        rows = [row for row in rows if any(wanted in str(row.get(text, "")).casefold() for text in texts)]
    column = query.get("sort_by", columns[0])
    rows.sort(key=lambda row: str(row.get(column, "")) if column != "id" else f"{row['id']:09}")
    if query.get("order_by") == "desc":
        rows.reverse()
    return listing(page_of(rows, query, most=MOST_ROWS), len(rows), empty=machine.settings.empty, name=name)


def _extension_rows(machine: Machine) -> list[Body]:
    told = machine.settings.extensions_tell_zone
    label = zone_label(machine.settings.timezone, machine.clock.now()) if told else None
    return [_extension(extension, label) for extension in machine.office.extensions]


def _extension(extension: Extension, label: str | None) -> Body:
    online = "linkus_web" if extension.email else "sip_phone"
    row = {
        "id": extension.id,
        "online_status": {device: {"status": int(device == online)} for device in _DEVICES},
        "presence_status": "available",
        "number": extension.number,
        "caller_id_name": extension.name,
        "role_name": "Employee",
        "email_addr": extension.email,
        "mobile_number": extension.mobile,
        "timezone": label,
        "custom_presence_status": "available",
    }
    return {key: value for key, value in row.items() if value}


def _place(place: Place) -> Body:
    return {"id": place.id, "number": place.number, "name": place.name}


def _members(office: Office, place: Place) -> list[Body]:
    people = [office.by_number[number] for number in place.members]
    return [
        {"text": each.name, "text2": each.number, "value": str(each.id), "type": "extension"}
        for each in people
    ]
