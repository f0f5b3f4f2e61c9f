"""The budgets of the house: how long files and functions may grow, and what may not be written."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ROOT = Path(__file__).parents[2]
FILES = sorted((ROOT / "bot").rglob("*.py"))
TESTS = sorted((ROOT / "tests").rglob("*.py"))


def share(values: list[int], part: float) -> int:
    """The value that ``part`` of all values do not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * part))]


def body_lines(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Lines from the first to the last statement of a function's body, its docstring not counted."""
    body = function.body
    if isinstance(body[0], ast.Expr) and isinstance(body[0].value, ast.Constant):
        body = body[1:]
    return (body[-1].end_lineno or 0) - body[0].lineno + 1 if body else 0


def functions() -> Iterator[tuple[str, int]]:
    for path in FILES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                yield f"{path.relative_to(ROOT)}:{node.lineno} {node.name}", body_lines(node)


def test_files_stay_within_their_budget(record_property: Callable[[str, object], None]) -> None:
    # A package's __init__ that only states what the room is would flatter the median.
    lines = {
        str(path.relative_to(ROOT)): text.count("\n")
        for path in FILES
        if (text := path.read_text(encoding="utf-8")).count("\n") > 3
    }
    figures = {
        "files": len(lines),
        "median": median(lines.values()),
        "90 %": share(list(lines.values()), 0.9),
        "longest": max(lines.values()),
    }
    record_property("files", str(figures))
    print(figures)
    assert {name: count for name, count in lines.items() if count > 300} == {}
    assert figures["90 %"] <= 200, sorted(lines.items(), key=lambda item: -item[1])[:20]
    assert figures["median"] <= 110


def test_functions_stay_within_their_budget(record_property: Callable[[str, object], None]) -> None:
    lengths = dict(functions())
    figures = {
        "functions": len(lengths),
        "median": median(lengths.values()),
        "90 %": share(list(lengths.values()), 0.9),
        "longest": max(lengths.values()),
    }
    record_property("functions", str(figures))
    print(figures)
    assert {name: count for name, count in lengths.items() if count > 40} == {}
    assert figures["90 %"] <= 24
    assert figures["median"] <= 8


def test_every_broad_except_names_its_reason() -> None:
    bare = re.compile(r"except( (Base)?Exception\b[^:#]*)?:(?!.*# \S)")
    offenders = [
        f"{path.relative_to(ROOT)}:{number}"
        for path in FILES
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if bare.search(line)
    ]
    assert offenders == []


def test_every_silenced_rule_names_its_reason() -> None:
    unexplained = re.compile(r"#\s*(noqa|type:\s*ignore)(?!:?\s*\[?[A-Za-z0-9, -]+\]?\s+-\s+\S)")
    offenders = [
        f"{path.relative_to(ROOT)}:{number}: {line.strip()}"
        for path in [*FILES, *TESTS]
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if unexplained.search(line) and path != Path(__file__)
    ]
    assert offenders == []


def test_no_test_patches_the_code_under_test() -> None:
    forbidden = ("unittest" + ".mock", "Magic" + "Mock", "monkeypatch.set" + "attr", "patch" + "(")
    offenders = [
        f"{path.relative_to(ROOT)}: {word}"
        for path in TESTS
        for word in forbidden
        if word in path.read_text(encoding="utf-8")
    ]
    assert offenders == []


@pytest.mark.parametrize("word", ["manager", "helper", "utils", "processor"])
def test_no_name_says_nothing(word: str) -> None:
    named = re.compile(rf"\b(class|def)\s+\w*{word}", re.IGNORECASE)
    offenders = [
        str(path.relative_to(ROOT))
        for path in FILES
        if word in path.stem.lower() or named.search(path.read_text(encoding="utf-8"))
    ]
    assert offenders == []


def test_requirements_are_hashed_and_name_no_index() -> None:
    for name in ("requirements.txt", "requirements-dev.txt"):
        text = (ROOT / name).read_text(encoding="utf-8")
        pins = re.findall(r"^\S+==", text, re.MULTILINE)
        assert len(pins) > 20
        assert text.count("--hash=sha256:") >= len(pins)
        assert "://" not in text
        assert "index-url" not in text
