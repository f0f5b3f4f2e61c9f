"""Rules of charts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.blocks import limits
from bot.blocks.rules.grammar import fields, many, number, twice, typed, words

if TYPE_CHECKING:
    from collections.abc import Iterator

_LABEL = words(limits.CHART_LABEL)


def _above_zero(value: Any, path: str) -> Iterator[str]:  # noqa: ANN401 - any JSON
    for at, segment in enumerate(value["segments"]):
        if segment["value"] <= 0:
            yield f"{path}.segments[{at}].value: {segment['value']:,}, must be above 0"


def _agreeing(value: Any, path: str) -> Iterator[str]:  # noqa: ANN401 - any JSON
    """Series of different names, each with one value for every category."""
    categories = value["axis_config"]["categories"]
    for name in twice(categories):
        yield f"{path}.axis_config.categories: {name!r} twice"
    for name in twice(series["name"] for series in value["series"]):
        yield f"{path}.series: the name {name!r} twice"
    for at, series in enumerate(value["series"]):
        if sorted(point["label"] for point in series["data"]) != sorted(categories):
            yield f"{path}.series[{at}].data: needs one value for each category"


_PIE = fields(
    {"segments": many(fields({"label": _LABEL, "value": number()}), limits.PIE_SEGMENTS)},
    also=(_above_zero,),
)
_SERIES = fields(
    {
        "name": _LABEL,
        "data": many(fields({"label": _LABEL, "value": number()}), limits.CHART_CATEGORIES),
    }
)
_AXES = fields(
    {
        "series": many(_SERIES, limits.CHART_SERIES),
        "axis_config": fields(
            {"categories": many(_LABEL, limits.CHART_CATEGORIES)},
            {"x_label": words(limits.CHART_AXIS), "y_label": words(limits.CHART_AXIS)},
        ),
    },
    also=(_agreeing,),
)

CHART = {
    "title": words(limits.CHART_TITLE),
    "chart": typed({"bar": _AXES, "area": _AXES, "line": _AXES, "pie": _PIE}, "chart"),
}
"""The keys of a data_visualization."""
