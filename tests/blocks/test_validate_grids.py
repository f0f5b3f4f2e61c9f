from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from blocks.valid import bars, cell, data_table, pie, rich, section, series, spans, table
from bot.blocks.validate import Surface, faults

if TYPE_CHECKING:
    from blocks.valid import Part


def message(*blocks: Part) -> tuple[str, ...]:
    return faults(blocks, Surface.MESSAGE)


def test_a_table_has_so_many_rows_and_columns() -> None:
    assert message(table(rows=100, columns=20)) == ()
    assert message(table(rows=101)) == ("blocks[0].rows: 101 entries, at most 100",)
    assert message(table(1, 21)) == ("blocks[0].rows[0]: 21 entries, at most 20",)


def test_a_message_has_one_table() -> None:
    assert message(table(), table()) == ("blocks: 2 of type 'table', at most 1",)


@pytest.mark.parametrize("build", [table, data_table])
def test_a_table_has_so_many_characters(build: Any) -> None:  # noqa: ANN401 - a builder
    rows = [[cell("x" * 5000), cell("x" * 4998)], [cell("x"), rich(spans({"type": "text", "text": "x"}))]]
    assert message(build(rows=2) | {"rows": rows}) == ()
    rows[1][0] = cell("xx")
    assert message(build(rows=2) | {"rows": rows}) == ("blocks[0].rows: 10,001 characters, at most 10,000",)


@pytest.mark.parametrize("build", [table, data_table])
def test_no_cell_is_empty_and_no_row_is_short(build: Any) -> None:  # noqa: ANN401 - a builder
    rows = [[cell(), cell()], [cell(), cell("")]]
    assert message(build() | {"rows": rows}) == ("blocks[0].rows[1][1].text: empty",)
    rows = [[cell(), cell()], [cell()]]
    assert message(build() | {"rows": rows}) == ("blocks[0].rows[1]: 1 cells, the first row has 2",)


def test_a_table_stands_in_messages_alone_a_data_table_in_home_too() -> None:
    assert faults([table()], Surface.HOME) == ("blocks[0]: type 'table' is no block of a home",)
    assert faults([data_table()], Surface.HOME) == ()
    assert faults([data_table()], Surface.MODAL) == ("blocks[0]: type 'data_table' is no block of a modal",)


def test_a_number_stands_in_a_data_table_alone() -> None:
    number = {"type": "raw_number", "value": 3, "text": "3"}
    assert message(data_table() | {"rows": [[cell("Calls")], [number]]}) == ()
    told = message(table() | {"rows": [[cell("Calls")], [number]]})
    assert told == ("blocks[0].rows[1][0]: type 'raw_number' is no cell of a table",)


def test_a_data_table_has_a_header_and_a_hundred_rows_under_it() -> None:
    assert message(data_table(rows=101, columns=20)) == ()
    assert message(data_table(rows=102)) == ("blocks[0].rows: 102 entries, at most 101",)
    assert message(data_table(rows=1)) == ("blocks[0].rows: 1 entries, at least 2",)
    told = message(data_table() | {"rows": [[rich()], [cell()]]})
    assert told == ("blocks[0].rows[0][0]: a header cell is no rich_text",)


def test_a_data_table_has_a_caption_pages_and_a_column_of_names() -> None:
    assert message(data_table(page_size=100, row_header_column_index=1)) == ()
    assert message(data_table(page_size=101)) == ("blocks[0].page_size: 101, at most 100",)
    assert message(data_table(page_size=0)) == ("blocks[0].page_size: 0, at least 1",)
    told = message(data_table(row_header_column_index=2))
    assert told == ("blocks[0].row_header_column_index: there is no column 2",)
    assert message(data_table(caption="")) == ("blocks[0].caption: empty",)


def test_columns_are_set_by_known_words() -> None:
    assert message(table(column_settings=[{"align": "right", "is_wrapped": True}])) == ()
    told = message(table(column_settings=[{"align": "middle"}]))
    assert told == ("blocks[0].column_settings[0].align: 'middle' instead of left or center or right",)


def test_a_chart_stands_in_messages_alone_and_twice_at_most() -> None:
    assert message(bars(), pie()) == ()
    assert message(bars(), bars(), pie()) == ("blocks: 3 of type 'data_visualization', at most 2",)
    told = faults([bars()], Surface.HOME)
    assert told == ("blocks[0]: type 'data_visualization' is no block of a home",)


def test_a_chart_has_so_many_series_and_categories() -> None:
    assert message(bars(20, *(series(str(number), 20) for number in range(6)))) == ()
    told = message(bars(3, *(series(str(number)) for number in range(7))))
    assert told == ("blocks[0].chart.series: 7 entries, at most 6",)
    assert "blocks[0].chart.axis_config.categories: 21 entries, at most 20" in message(bars(21))


def test_labels_of_a_chart_are_short() -> None:
    assert message(bars(3, series("x" * 20), x_label="x" * 50, y_label="x" * 50) | {"title": "x" * 50}) == ()
    assert message(bars() | {"title": "x" * 51}) == ("blocks[0].title: 51 characters, at most 50",)
    assert message(bars(3, series("x" * 21))) == (
        "blocks[0].chart.series[0].name: 21 characters, at most 20",
    )
    assert message(bars(x_label="x" * 51)) == (
        "blocks[0].chart.axis_config.x_label: 51 characters, at most 50",
    )
    assert message(pie(1, label="x" * 20)) == ()
    assert message(pie(1, label="x" * 21)) == (
        "blocks[0].chart.segments[0].label: 21 characters, at most 20",
    )


def test_a_series_has_one_value_for_each_category_and_a_name_of_its_own() -> None:
    needs = "blocks[0].chart.series[0].data: needs one value for each category"
    assert message(bars(3, series(count=2))) == (needs,)
    assert message(bars(2, series(count=3))) == (needs,)
    assert message(bars(3, series(), series())) == ("blocks[0].chart.series: the name 'Missed' twice",)
    told = message(bars(1, series(count=1), categories=["00", "00"]))
    assert told == ("blocks[0].chart.axis_config.categories: '00' twice", needs)


def test_a_pie_has_up_to_six_segments_above_zero() -> None:
    assert message(pie(6, 0.5)) == ()
    assert message(pie(7)) == ("blocks[0].chart.segments: 7 entries, at most 6",)
    assert message(pie(0)) == ("blocks[0].chart.segments: 0 entries, at least 1",)
    assert message(pie(1, 0)) == ("blocks[0].chart.segments[0].value: 0, must be above 0",)


@pytest.mark.parametrize("value", [float("nan"), float("inf")])
def test_a_value_is_a_finite_number(value: float) -> None:
    assert message(pie(1, value)) == (f"blocks[0].chart.segments[0].value: {value} is no finite number",)


def test_an_unknown_chart_is_told() -> None:
    block = {"type": "data_visualization", "title": "Calls", "chart": {"type": "radar"}}
    assert message(section(), block) == ("blocks[1].chart: type 'radar' is no chart",)
