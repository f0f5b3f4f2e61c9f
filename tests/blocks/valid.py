"""Parts of Block Kit that Slack takes, to be spoilt in one place each."""

from __future__ import annotations

from typing import Any

Part = dict[str, Any]


def plain(text: str = "Text") -> Part:
    return {"type": "plain_text", "text": text, "emoji": False}


def marked(text: str = "*Text*") -> Part:
    return {"type": "mrkdwn", "text": text}


def section(**parts: Any) -> Part:  # noqa: ANN401 - any JSON
    return {"type": "section", **(parts or {"text": plain()})}


def button(**parts: Any) -> Part:  # noqa: ANN401 - any JSON
    return {"type": "button", "text": plain(), "action_id": "press", **parts}


def actions(*elements: Part) -> Part:
    return {"type": "actions", "elements": list(elements)}


def option(text: str = "One", value: str = "1", **parts: Any) -> Part:  # noqa: ANN401 - any JSON
    return {"text": plain(text), "value": value, **parts}


def options(count: int) -> list[Part]:
    return [option(str(number), str(number)) for number in range(count)]


def menu(kind: str = "static_select", **parts: Any) -> Part:  # noqa: ANN401 - any JSON
    offered = {} if "option_groups" in parts else {"options": options(3)}
    return {"type": kind, "action_id": "choose", **offered, **parts}


def confirm(**parts: Any) -> Part:  # noqa: ANN401 - any JSON
    return {"title": plain(), "text": plain(), "confirm": plain(), "deny": plain(), **parts}


def line(**parts: Any) -> Part:  # noqa: ANN401 - any JSON
    return {"type": "plain_text_input", "action_id": "type", **parts}


def field(element: Part | None = None, **parts: Any) -> Part:  # noqa: ANN401 - any JSON
    return {"type": "input", "label": plain(), "element": element or line(), **parts}


def spans(*elements: Part) -> Part:
    return {"type": "rich_text_section", "elements": list(elements) or [{"type": "text", "text": "Text"}]}


def rich(*parts: Part) -> Part:
    return {"type": "rich_text", "elements": list(parts) or [spans()]}


def bullets(*items: Part, **parts: Any) -> Part:  # noqa: ANN401 - any JSON
    return {"type": "rich_text_list", "style": "bullet", "elements": list(items) or [spans()], **parts}


def cell(text: str = "x") -> Part:
    return {"type": "raw_text", "text": text}


def table(rows: int = 2, columns: int = 2, **parts: Any) -> Part:  # noqa: ANN401 - any JSON
    return {"type": "table", "rows": [[cell() for _ in range(columns)] for _ in range(rows)], **parts}


def data_table(rows: int = 2, columns: int = 2, **parts: Any) -> Part:  # noqa: ANN401 - any JSON
    return {**table(rows, columns), "type": "data_table", "caption": "Calls", **parts}


def series(name: str = "Missed", count: int = 3) -> Part:
    return {"name": name, "data": [{"label": label, "value": 1} for label in labels(count)]}


def labels(count: int) -> list[str]:
    return [f"{number:02}" for number in range(count)]


def bars(count: int = 3, *shown: Part, **axes: Any) -> Part:  # noqa: ANN401 - any JSON
    """A bar chart of so many categories."""
    chart = {
        "type": "bar",
        "series": list(shown) or [series(count=count)],
        "axis_config": {"categories": labels(count), **axes},
    }
    return {"type": "data_visualization", "title": "Calls", "chart": chart}


def pie(count: int = 2, value: float = 1, label: str = "Missed") -> Part:
    segments = [{"label": label, "value": value} for _ in range(count)]
    return {"type": "data_visualization", "title": "Calls", "chart": {"type": "pie", "segments": segments}}


def modal(*blocks: Part, **parts: Any) -> Part:  # noqa: ANN401 - any JSON
    return {
        "type": "modal",
        "title": plain(),
        "blocks": list(blocks) or [section()],
        "callback_id": "form",
        **parts,
    }


def home(*blocks: Part, **parts: Any) -> Part:  # noqa: ANN401 - any JSON
    return {"type": "home", "blocks": list(blocks) or [section()], **parts}
