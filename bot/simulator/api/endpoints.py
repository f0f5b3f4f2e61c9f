"""The table of endpoints: what is asked, by which method, and who answers. What is not here answers 10001."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from bot.simulator.api import calls, cdr, information, live, places, recordings

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from bot.simulator.api.envelope import Body
    from bot.simulator.machine import Machine

    AnswerTo = Callable[[Machine, Mapping[str, str]], Body]


@dataclass(frozen=True, slots=True)
class Endpoint:
    """One row of the table; ``newer`` ones came with firmware x.21.0.117."""

    path: str
    answer: AnswerTo
    method: Literal["GET", "POST"] = "GET"
    api: Literal["v1.0", "v2.0"] = "v1.0"
    newer: bool = False


ENDPOINTS: dict[tuple[str, str], Endpoint] = {
    (endpoint.api, endpoint.path): endpoint
    for endpoint in (
        Endpoint("system/information", information.information),
        Endpoint("system/get_menuoptions", places.menu_options),
        Endpoint("extension/list", places.extensions),
        Endpoint("extension/search", places.extension_search),
        Endpoint("extensiongroup/list", places.extension_groups),
        Endpoint("extensiongroup/get", places.extension_group),
        Endpoint("queue/list", places.queues),
        Endpoint("queue/call_status", live.queue_now),
        Endpoint("ringgroup/list", places.ring_groups),
        Endpoint("ivr/list", places.ivrs),
        Endpoint("trunk/list", places.trunks),
        Endpoint("company_contact/list", places.contacts),
        Endpoint("phonebook/list", places.phonebooks),
        Endpoint("cdr/list", cdr.cdr_list),
        Endpoint("cdr/search", cdr.cdr_search),
        Endpoint("cdr/download", cdr.cdr_download),
        Endpoint("cdr/getoption", cdr.cdr_options, newer=True),
        Endpoint("recording/list", recordings.recording_list),
        Endpoint("recording/download", recordings.recording_download),
        Endpoint("call/query", live.calls_now),
        Endpoint("call/dial", live.dial, "POST"),
        Endpoint("cdr/list", calls.call_list, api="v2.0", newer=True),
        Endpoint("cdr/search", calls.call_search, api="v2.0", newer=True),
        Endpoint("cdr/detail", calls.call_detail, api="v2.0", newer=True),
    )
}
"""By API version and path."""
