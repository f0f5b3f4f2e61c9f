"""The table of endpoints: path, method, firmware, and who answers. What is not here answers 10001."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bot.simulator import cdr, listings, newer_cdr

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from bot.simulator.machine import Machine

    Answer = Callable[[Machine, Mapping[str, str]], dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Endpoint:
    """One row of the table; all are GET."""

    path: str
    answer: Answer
    api: str = "v1.0"


ENDPOINTS = {
    (endpoint.api, endpoint.path): endpoint
    for endpoint in (
        Endpoint("system/information", listings.information),
        Endpoint("system/get_menuoptions", listings.menu_options),
        Endpoint("cdr/list", cdr.cdr_list),
        Endpoint("cdr/search", cdr.cdr_search),
        Endpoint("cdr/getoption", listings.cdr_options),
        Endpoint("extension/list", listings.extensions),
        Endpoint("extension/search", listings.extension_search),
        Endpoint("extensiongroup/list", listings.extension_groups),
        Endpoint("extensiongroup/get", listings.extension_group),
        Endpoint("queue/list", listings.queues),
        Endpoint("queue/call_status", listings.queue_status),
        Endpoint("ringgroup/list", listings.ring_groups),
        Endpoint("ivr/list", listings.ivrs),
        Endpoint("trunk/list", listings.trunks),
        Endpoint("cdr/list", newer_cdr.cdr_list, "v2.0"),
        Endpoint("cdr/search", newer_cdr.cdr_search, "v2.0"),
    )
}
