"""Figures of this process for Prometheus, where the extra ``metrics`` is installed."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from prometheus_client import Metric

    from bot.slack.health import Health


_DIGESTS = {
    "planned": "Slots of digests that came into the ledger.",
    "posted": "Digests that were posted.",
    "excused": "Digests of which it was posted that they could not be made.",
    "skipped": "Digests that were not to be posted.",
    "retried": "Tries of digests that are to be made again.",
    "failed": "Digests that were given up.",
    "unknown": "Digests of which nobody knows whether they were posted.",
    "paused": "Digests that were paused because they could not be posted or made any more.",
}
"""Figures of the rounds, by their names."""


class _Figures:
    """Reads the health when it is asked; nothing is counted twice."""

    def __init__(self, health: Health) -> None:
        self._health = health

    def collect(self) -> Iterable[Metric]:
        """The figures; none has a label, so none can name a workspace or a person."""
        from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily  # noqa: PLC0415 - an extra

        health = self._health
        gauges = (
            ("ringback_slack_connected", "Whether Slack reaches this process.", float(health.connected)),
            ("ringback_underway", "What was acked and is not answered yet.", float(health.underway())),
            ("ringback_open_pbxs", "PBXs that are open.", float(health.pbxs())),
        )
        yield CounterMetricFamily(
            "ringback_deliveries", "What Slack delivered.", value=float(health.deliveries)
        )
        for name, told in _DIGESTS.items():
            value = float(getattr(health.digests, name))
            yield CounterMetricFamily(f"ringback_digests_{name}", told, value=value)
        for name, told, value in gauges:
            yield GaugeMetricFamily(name, told, value=value)
        if health.silence is not None:
            told = "Seconds since Slack delivered something."
            yield GaugeMetricFamily("ringback_seconds_since_delivery", told, value=health.silence)


def exposition(health: Health) -> tuple[bytes, str] | None:
    """The figures as text, with its content type; None where the extra is not installed."""
    try:
        from prometheus_client import (  # noqa: PLC0415 - an extra
            CONTENT_TYPE_LATEST,
            CollectorRegistry,
            GCCollector,
            PlatformCollector,
            ProcessCollector,
            generate_latest,
        )
    except ImportError:
        return None
    registry = CollectorRegistry()
    registry.register(_Figures(health))
    for collector in (ProcessCollector, PlatformCollector, GCCollector):
        collector(registry=registry)
    return generate_latest(registry), CONTENT_TYPE_LATEST
