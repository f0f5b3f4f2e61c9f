"""The Client Secret's file: what is taken, what is refused before a login is wasted on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from cli.commands import Pbx, Ran


@pytest.mark.parametrize("form", ["{}", "{}\n", "  {}\r\n\r\n", "\ufeff{}\n"])
def test_what_an_editor_leaves_around_the_secret_is_not_part_of_it(
    ringback: Callable[..., Ran], pbx: Pbx, tmp_path: Path, form: str
) -> None:
    (tmp_path / "secret").write_text(form.format(pbx.secret), encoding="utf-8")
    ran = ringback("doctor", "--json", "--no-keep-token", *pbx.with_secret(tmp_path / "secret"))
    assert ran.json["ok"]


def test_a_dash_reads_standard_input(ringback: Callable[..., Ran], pbx: Pbx) -> None:
    ran = ringback("doctor", "--json", "--no-keep-token", *pbx.with_secret("-"), stdin=pbx.secret + "\n")
    assert ran.json["ok"]


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        ("", "it is empty"),
        (" \n", "it is empty"),
        ("id geheim", "it holds more than the secret alone"),
        ("geheim\nanders", "it holds more than the secret alone"),
        ("geheim\x00", "it holds control characters"),
        ("geheim" * 1000, "it is too long for a secret"),
        ("ringback-simulator", "it holds the Client ID, not the secret"),
    ],
    ids=["empty", "blank", "two words", "two lines", "control", "long", "client id"],
)
def test_what_is_no_secret_is_not_tried(
    ringback: Callable[..., Ran], pbx: Pbx, tmp_path: Path, content: str, fault: str
) -> None:
    (tmp_path / "secret").write_text(content)
    before = pbx.look()["requests"]
    ran = ringback("ask", "calls", *pbx.with_secret(tmp_path / "secret"))
    assert ran.code == 2
    assert fault in ran.said
    assert "geheim" not in ran.said
    assert pbx.look()["requests"] == before


def test_what_cannot_be_read_is_named(ringback: Callable[..., Ran], pbx: Pbx, tmp_path: Path) -> None:
    (tmp_path / "binary").write_bytes(b"\xff\xfe\x00")
    for name, fault in (("missing", "no such file"), ("", "is a directory"), ("binary", "it is no text")):
        ran = ringback("ask", "calls", *pbx.with_secret(tmp_path / name))
        assert ran.code == 2
        assert fault in ran.said
        assert "- reads standard input" in ran.said


def test_nothing_on_standard_input_is_said(ringback: Callable[..., Ran], pbx: Pbx) -> None:
    ran = ringback("ask", "calls", *pbx.with_secret("-"))
    assert ran.code == 2
    assert "from standard input: it is empty." in ran.said
