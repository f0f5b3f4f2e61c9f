"""Block Kit's limits, each once. Where Slack's pages disagree the smaller figure stands (late 2026)."""

from __future__ import annotations

MESSAGE_BLOCKS, VIEW_BLOCKS = 50, 100
MESSAGE_TEXT = 4000
"""Recommended; Slack cuts at 40,000."""
SECTION_TEXT, SECTION_FIELDS, FIELD_TEXT = 3000, 10, 2000
HEADER_TEXT = 150
CONTEXT_ELEMENTS = 10
ACTIONS = 25
BUTTON_TEXT, BUTTON_VALUE, BUTTON_URL = 75, 2000, 3000
OPTIONS, OPTION_TEXT, OPTION_VALUE = 100, 75, 150
VIEW_TITLE = 24
"""Also of a modal's submit and close."""
PRIVATE_METADATA, CALLBACK_ID = 3000, 255
IDENTIFIER = 255
"""An action_id or block_id."""
INPUT_LABEL, INPUT_HINT, PLACEHOLDER, INPUT_TEXT = 2000, 2000, 150, 3000
CONFIRM_TITLE, CONFIRM_TEXT, CONFIRM_BUTTON = 100, 300, 30
TABLES, TABLE_ROWS, TABLE_COLUMNS, TABLE_CHARACTERS = 1, 100, 20, 10_000
CHARTS, CHART_TITLE, CHART_LABEL, CHART_AXIS = 2, 50, 20, 50
CHART_SERIES, CHART_CATEGORIES, PIE_SEGMENTS = 6, 20, 6
TABLE_LEAST_ROWS, DATA_TABLE_ROWS, PAGE_SIZE = 2, 101, 100
"""Of a data_table, its header among the rows; a page has at least one row."""
TEXT_OBJECT = 3000
"""Any text object without a smaller limit of its own."""
IMAGE_URL, ALT_TEXT, IMAGE_TITLE = 3000, 2000, 2000
OVERFLOW_OPTIONS, CHECKED_OPTIONS = 5, 10
"""Of an overflow menu; of checkboxes and radio buttons."""
OPTION_GROUPS, GROUP_LABEL = 100, 75
LIST_INDENT = 8
"""Levels of a list in rich text."""
