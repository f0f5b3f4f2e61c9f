"""``ringback doctor``: every link with its verdict, wherever the chain is broken."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from cli.commands import Pbx, Ran

LINKS = [
    "Address", "Certificate", "Client ID and Secret", "Access token",
    "Connection", "Login", "Extensions and queues", "Date and time format", "Call records",
]  # fmt: skip


def verdicts(ran: Ran) -> dict[str, str]:
    """The verdict of each link, as the page's lines begin."""
    lines = [line for line in ran.out.splitlines() if line[:6] in ("pass  ", "skip  ", "fail  ")]
    return {name: line[:4] for line in lines for name in LINKS if line[6:].startswith(name)}


def test_a_whole_chain_passes_link_by_link(ringback: Callable[..., Ran], pbx: Pbx) -> None:
    ran = ringback("doctor", *pbx.options)
    assert (ran.code, ran.err) == (0, "")
    assert verdicts(ran) == dict.fromkeys(LINKS, "pass")
    assert "Every link from here to the records holds." in ran.out
    assert "DD/MM/YYYY with a 12-hour clock in Europe/London" in " ".join(ran.out.split())


@pytest.mark.parametrize(
    ("options", "broken", "mend"),
    [
        (["--pbx-url", "pbx.example.com"], "Address", "Write it like https://pbx.example.com."),
        (
            ["--ca-file", "no-such.pem", "--pbx-url", "https://127.0.0.1:9"],
            "Certificate",
            "Name the PEM file",
        ),
        (["--client-secret-file", "no-such-file"], "Client ID and Secret", "- reads standard input"),
        (["--pbx-url", "http://127.0.0.1:9"], "Connection", "Check the port"),
    ],
    ids=["address", "certificate", "secret", "port"],
)
def test_what_is_broken_on_this_side_is_a_finding_like_any_other(
    ringback: Callable[..., Ran], pbx: Pbx, options: list[str], broken: str, mend: str
) -> None:
    ran = ringback("doctor", *pbx.options, *options)
    assert (ran.code, ran.err) == (1, "")
    at = LINKS.index(broken)
    expected = ["pass"] * at + ["fail"] + ["skip"] * (len(LINKS) - at - 1)
    assert verdicts(ran) == dict(zip(LINKS, expected, strict=True))
    assert mend in " ".join(ran.out.split())


def test_a_refused_login_breaks_the_chain_there_and_the_rest_is_skipped(
    ringback: Callable[..., Ran], pbx: Pbx, tmp_path: Path
) -> None:
    (tmp_path / "wrong").write_text("guessed")
    before = pbx.logins
    ran = ringback("doctor", "--json", "--no-keep-token", *pbx.with_secret(tmp_path / "wrong"))
    assert (ran.code, ran.err) == (1, "")
    assert '"ok":false' in ran.out
    assert '"code":"bad_credentials"' in ran.out
    assert ran.out.count('"skip"') == 3
    assert pbx.logins == before + 1


def test_a_cache_folder_that_cannot_be_is_found(
    ringback: Callable[..., Ran], pbx: Pbx, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("")
    nowhere = {"XDG_CACHE_HOME": str(tmp_path / "file")}
    ran = ringback("doctor", *pbx.options, environment=nowhere)
    assert ran.code == 1
    assert verdicts(ran)["Access token"] == "fail"
    assert "--no-keep-token" in ran.out
    ran = ringback("ask", "calls", *pbx.options, environment=nowhere)
    assert ran.code == 1
    assert "The access token cannot be kept in" in ran.said
    assert ringback("ask", "calls", "--no-keep-token", *pbx.options, environment=nowhere).code == 0
