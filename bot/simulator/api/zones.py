"""The zone labels that ``extension/list`` shows: ``Global Time Zone[3 Saudi Arabia (Riyadh)]`` (seen in a capture)."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

_PLACES = {
    "Africa/Cairo": "Egypt (Cairo)",
    "Africa/Johannesburg": "South Africa (Johannesburg)",
    "Africa/Lagos": "Nigeria (Lagos)",
    "Africa/Nairobi": "Kenya (Nairobi)",
    "America/Argentina/Buenos_Aires": "Argentina (Buenos Aires)",
    "America/Bogota": "Colombia (Bogota)",
    "America/Chicago": "United States (Chicago)",
    "America/Denver": "United States (Denver)",
    "America/Los_Angeles": "United States (Los Angeles)",
    "America/Mexico_City": "Mexico (Mexico City)",
    "America/New_York": "United States (New York)",
    "America/Sao_Paulo": "Brazil (Sao Paulo)",
    "America/Toronto": "Canada (Toronto)",
    "Asia/Bangkok": "Thailand (Bangkok)",
    "Asia/Dubai": "United Arab Emirates (Dubai)",
    "Asia/Hong_Kong": "Hong Kong (Hong Kong)",
    "Asia/Jakarta": "Indonesia (Jakarta)",
    "Asia/Jerusalem": "Israel (Jerusalem)",
    "Asia/Karachi": "Pakistan (Karachi)",
    "Asia/Manila": "Philippines (Manila)",
    "Asia/Riyadh": "Saudi Arabia (Riyadh)",
    "Asia/Seoul": "Korea (Seoul)",
    "Asia/Shanghai": "China (Shanghai)",
    "Asia/Singapore": "Singapore (Singapore)",
    "Asia/Tokyo": "Japan (Tokyo)",
    "Australia/Brisbane": "Australia (Brisbane)",
    "Australia/Sydney": "Australia (Sydney)",
    "Europe/Amsterdam": "Netherlands (Amsterdam)",
    "Europe/Athens": "Greece (Athens)",
    "Europe/Berlin": "Germany (Berlin)",
    "Europe/Dublin": "Ireland (Dublin)",
    "Europe/Istanbul": "Turkey (Istanbul)",
    "Europe/Lisbon": "Portugal (Lisbon)",
    "Europe/London": "United Kingdom (London)",
    "Europe/Madrid": "Spain (Madrid)",
    "Europe/Moscow": "Russia (Moscow)",
    "Europe/Paris": "France (Paris)",
    "Europe/Rome": "Italy (Rome)",
    "Europe/Stockholm": "Sweden (Stockholm)",
    "Europe/Warsaw": "Poland (Warsaw)",
    "Europe/Zurich": "Switzerland (Zurich)",
    "Pacific/Auckland": "New Zealand (Auckland)",
}
"""Zones of whole hours. How a label writes half an hour is not known, so those zones have none here."""


def zone_label(timezone: str, epoch: float) -> str | None:
    """The label of a zone: hours of its standard time, country, city; None where it is not known."""
    place = _PLACES.get(timezone)
    if place is None:
        return None
    zone, year = ZoneInfo(timezone), datetime.fromtimestamp(epoch, ZoneInfo("UTC")).year
    offsets = (datetime(year, month, 1, tzinfo=zone).utcoffset() or timedelta() for month in (1, 7))
    return f"Global Time Zone[{min(offsets) // timedelta(hours=1)} {place}]"
