"""Rules of tables."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.blocks import limits
from bot.blocks.rules.grammar import fields, flag, many, number, one_of, typed, words
from bot.blocks.rules.rich import RICH

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bot.blocks.rules.grammar import Rule

_CELLS: Mapping[str, Rule] = {"raw_text": fields({"text": words()}), "rich_text": fields(RICH)}
_CELL = typed(_CELLS, "cell of a table")
_DATA_CELL = typed(
    {**_CELLS, "raw_number": fields({"value": number(), "text": words()})}, "cell of a data_table"
)
_COLUMN = fields({}, {"align": one_of("left", "center", "right"), "is_wrapped": flag})


def _even(value: Any, path: str) -> Iterator[str]:  # noqa: ANN401 - any JSON
    wide = len(value["rows"][0])
    for at, row in enumerate(value["rows"]):
        if len(row) != wide:
            yield f"{path}.rows[{at}]: {len(row):,} cells, the first row has {wide:,}"


def _short(value: Any, path: str) -> Iterator[str]:  # noqa: ANN401 - any JSON
    count = _characters(value["rows"])
    if count > limits.TABLE_CHARACTERS:
        yield f"{path}.rows: {count:,} characters, at most {limits.TABLE_CHARACTERS:,}"


def _characters(part: Any) -> int:  # noqa: ANN401 - any JSON
    """Of every text in it, however deep."""
    if isinstance(part, dict):
        text = part.get("text")
        own = len(text) if isinstance(text, str) else 0
        return own + sum(_characters(one) for one in part.values() if isinstance(one, list | tuple | dict))
    return sum(map(_characters, part)) if isinstance(part, list | tuple) else 0


def _header(value: Any, path: str) -> Iterator[str]:  # noqa: ANN401 - any JSON
    for at, cell in enumerate(value["rows"][0]):
        if cell["type"] == "rich_text":
            yield f"{path}.rows[0][{at}]: a header cell is no rich_text"
    column = value.get("row_header_column_index", 0)
    if column >= len(value["rows"][0]):
        yield f"{path}.row_header_column_index: there is no column {column}"


TABLE = (
    {"rows": many(many(_CELL, limits.TABLE_COLUMNS), limits.TABLE_ROWS)},
    {"column_settings": many(_COLUMN, limits.TABLE_COLUMNS)},
    (_even, _short),
)
DATA_TABLE = (
    {
        "caption": words(),
        "rows": many(many(_DATA_CELL, limits.TABLE_COLUMNS), limits.DATA_TABLE_ROWS, limits.TABLE_LEAST_ROWS),
    },
    {
        "page_size": number(1, limits.PAGE_SIZE, whole=True),
        "row_header_column_index": number(0, whole=True),
    },
    (_even, _short, _header),
)
