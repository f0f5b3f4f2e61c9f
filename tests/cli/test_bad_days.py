"""What bad input and bad days get: the cause, the next step, exit code 1 (2 for usage), nothing else."""

from __future__ import annotations

import re
import ssl
from typing import TYPE_CHECKING

import pytest

from cli.commands import NOW

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from cli.commands import Pbx, Ran


def test_nobody_answers(ringback: Callable[..., Ran], pbx: Pbx) -> None:
    ran = ringback("ask", "calls", *pbx.options, "--pbx-url", "http://127.0.0.1:9")
    assert ran.code == 1
    assert ran.said.startswith("Nothing answers at 127.0.0.1:9. Check the port:")


def test_a_name_without_an_address(ringback: Callable[..., Ran], pbx: Pbx) -> None:
    ran = ringback("ask", "calls", *pbx.options, "--pbx-url", "http://no-such-pbx.invalid")
    assert ran.code == 1
    assert "no-such-pbx.invalid has no address here." in ran.said


def test_a_private_address_where_they_are_denied(ask: Callable[..., Ran]) -> None:
    ran = ask("calls", environment={"RINGBACK_PRIVATE_PBX": "deny"})
    assert ran.code == 1
    assert "a loopback address" in ran.said
    assert "RINGBACK_PRIVATE_PBX=allow" in ran.said


BAD_DAYS = {
    "html": ("answers with a web page instead of the Open API.", "Integrations > API"),
    "gateway": ("A gateway before the PBX at", "remote access service"),
    "cut": ("closed the connection in the middle of its answer.", "Try again in a minute"),
    "half_json": ("The answer of the PBX at", "Try again in a minute"),
    "refuse 70087": ("does not allow this machine's IP address.", "allowed IP addresses"),
    "refuse 70123": ("The API of the PBX is switched off.", "Switch it on"),
    "refuse 70082": ("The PBX is busy with a heavy task.", "in a few minutes"),
    "refuse 10001": ("This PBX does not know", "Update its firmware"),
    "refuse 10005": ("The PBX denies access to", "Give the API application this right"),
    "refuse -2": ("error -2, INTERNAL SERVER ERROR", "Open API guide"),
}


@pytest.mark.parametrize("fault", BAD_DAYS)
def test_a_bad_day_of_the_pbx_is_told_with_what_to_do(ask: Callable[..., Ran], pbx: Pbx, fault: str) -> None:
    kind, _, number = fault.partition(" ")
    pbx.fault(kind, path="cdr/search", **({"errcode": int(number)} if number else {}))
    ran = ask("calls yesterday")
    assert ran.code == 1
    assert all(words in ran.said for words in BAD_DAYS[fault])


def test_a_pbx_that_takes_too_long_is_given_up_in_time(ask: Callable[..., Ran], pbx: Pbx) -> None:
    pbx.fault("slow", seconds=30, path="cdr/search")
    ran = ask("calls yesterday", "--time-limit", "1")
    assert ran.code == 1
    assert "The PBX needed longer than 1 s: no record had arrived." in ran.said or "discovered" in ran.said
    assert "--time-limit" in ran.said


def test_a_blocked_address_is_told_until_when(ask: Callable[..., Ran], pbx: Pbx, tmp_path: Path) -> None:
    pbx.fault("refuse", errcode=70004, seconds=600)
    ran = ask("calls", environment={"XDG_CACHE_HOME": str(tmp_path)})
    assert ran.code == 1
    assert "blocks this machine's address after failed logins, until" in ran.said
    assert "Security Rules" in ran.said


def test_a_wrong_secret_is_tried_once(ringback: Callable[..., Ran], pbx: Pbx, tmp_path: Path) -> None:
    (tmp_path / "wrong").write_text("guessed")
    before = pbx.logins
    ran = ringback(
        "ask",
        "calls",
        *pbx.with_secret(tmp_path / "wrong"),
        environment={"XDG_CACHE_HOME": str(tmp_path / "cache")},
    )
    assert ran.code == 1
    assert "The PBX refuses the Client ID or Client Secret" in ran.said
    assert "Integrations > API" in ran.said
    assert "guessed" not in ran.said
    assert pbx.logins == before + 1


def test_all_tokens_are_taken(
    ringback: Callable[..., Ran], simulated: Callable[..., Pbx], tmp_path: Path
) -> None:
    full = simulated("--days", "0", "--seed", "8")
    full.fault("refuse", errcode=60002, path="get_token")
    ran = ringback("ask", "calls", *full.options, environment={"XDG_CACHE_HOME": str(tmp_path)})
    assert ran.code == 1
    assert "All access tokens of this Client ID are in use; the PBX gives no more than eight." in ran.said
    assert "30 minutes" in ran.said


def test_times_that_contradict_their_timestamps_are_no_ground_for_an_answer(
    ask: Callable[..., Ran], pbx: Pbx
) -> None:
    for path in ("cdr/search", "cdr/list"):
        pbx.fault("disagree", path=path, seconds=7 * 3600)
    ran = ask("calls yesterday")
    assert ran.code == 1
    assert "date and time format cannot be made sure of" in ran.said
    assert "System > Date and Time" in ran.said


def test_a_pbx_without_any_record_is_said_to_have_none(
    ringback: Callable[..., Ran], simulated: Callable[..., Pbx]
) -> None:
    empty = simulated("--now", NOW, "--days", "0")
    told = ringback("ask", "calls yesterday", "--json", "--now", NOW, *empty.options).json
    assert (told["calls"], told["nothing"], told["complete"]) == ([], "empty_pbx", True)
    assert (
        "holds no call record at all" in ringback("ask", "calls yesterday", "--now", NOW, *empty.options).out
    )


def test_a_zero_is_said_with_its_proof(ask: Callable[..., Ran]) -> None:
    ran = ask("calls on Sunday 25 October 03:00-03:01")
    assert ran.code == 0
    assert "No calls" in ran.out
    assert "proved" in ran.out


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("missed yesterday in Sles", "There is no group “Sles”."),
        ("from 4099 yesterday", "There is no extension 4099"),
        ('from "Amara Osie" yesterday', "Nobody called “Amara Osie” is in the PBX's lists"),
    ],
)
def test_a_name_the_pbx_does_not_know_is_refused_with_the_nearest(
    ask: Callable[..., Ran], question: str, words: str
) -> None:
    ran = ask(question)
    assert ran.code == 2
    assert words in ran.said
    assert any(near in ran.said for near in ("Sales", "4009", "Amara Osei"))


UNREACHABLE = ("--pbx-url", "http://127.0.0.1:9", "--client-id", "id", "--client-secret-file", "no such file")
"""No PBX, no secret: what is refused here was refused before either was wanted."""


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("tomorrow", "is in the future"),
        ("30 October to 20 October", "ends before it starts"),
        ("colourless green ideas", "I do not understand “colourless green ideas”"),
        ("mizzed yesterday", "Did you mean missed"),
        ("x" * 10_000, "This is 10,000 characters long."),
        ("missed \x07\x1b[31myesterdy", "I do not understand"),
        ("missed yesterday in \udcff\udcfe", "."),
    ],
    ids=["future", "backwards", "nonsense", "misspelt", "endless", "control", "no text"],
)
def test_what_cannot_be_understood_is_refused_before_anything_else(
    ringback: Callable[..., Ran], question: str, words: str
) -> None:
    ran = ringback("ask", question, "--now", NOW, *UNREACHABLE)
    assert ran.code == 2
    assert words in ran.said
    assert "\x1b" not in ran.err
    assert "\x07" not in ran.err
    assert len(ran.said) < 500


def test_a_day_that_has_begun_somewhere_is_not_refused_before_the_zone_is_known(
    ringback: Callable[..., Ran], simulated: Callable[..., Pbx]
) -> None:
    far = simulated("--timezone", "Pacific/Auckland", "--now", "2026-11-10T09:00", "--days", "2")
    asked = ("ask", "calls on 10 November 2026", "--json", "--now", "2026-11-09T20:00:00+00:00")
    assert ringback(*asked, *far.options).json["window"]["start"] == "2026-11-10T00:00:00+13:00"
    assert ringback(*asked, *far.options, "--timezone", "UTC").code == 2


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--pbx-url", "127.0.0.1:8088"), "it must begin with https:// or http://"),
        (("--pbx-url", "https://user:geheim@pbx.example.com"), "it held a login"),
        (("--pbx-url", "https://pbx.example.com/openapi"), "it had a path"),
        (("--pin", "12:34", "--pbx-url", "https://127.0.0.1:9"), "no SHA-256 fingerprint"),
        (("--pin", "a" * 64), "an http:// address has no certificate"),
        (("--pin", "a" * 64, "--no-verify"), "exclude each other"),
        (("--ca-file", "no-such.pem", "--pbx-url", "https://127.0.0.1:9"), "no-such.pem cannot be read"),
        (("--client-id", ""), "This cannot be a Client ID: it is empty."),
        (("--client-id", "two words"), "This cannot be a Client ID"),
        (("--timezone", "Mars/Olympus"), "no IANA zone"),
        (("--locale", "nonsense"), "'nonsense' is no language and region. Write it like en-US, en-GB or de."),
        (("--locale", "british english"), "Write it like en-US"),
        (("--now", "yesterday"), "no ISO 8601 moment"),
        (("--time-limit", "nan"), "nan"),
        (("--no-such-option",), "No such option"),
    ],
    ids=lambda value: " ".join(value)[:40] if isinstance(value, tuple) else "",
)
def test_options_that_cannot_be_are_refused_as_usage(
    ask: Callable[..., Ran], options: tuple[str, ...], words: str
) -> None:
    ran = ask("calls", *options)
    assert ran.code == 2
    assert words in ran.said
    assert "geheim" not in ran.said


@pytest.mark.parametrize("locale", ["de", "en-US", "de_DE.UTF-8", "zh-Hans-CN", "es-419"])
def test_languages_are_taken_as_slack_and_systems_write_them(
    ringback: Callable[..., Ran], locale: str
) -> None:
    assert ringback("explain", "missed", "today", "--locale", locale).code == 0


@pytest.mark.parametrize(
    ("question", "said", "example"),
    [
        ("who called me", "me", "who called with 2005"),
        ("missed mine today", "mine", "missed with 2005 today"),
        ("show me calls to me", "to me", "show me calls to 2005"),
    ],
)
def test_ones_own_calls_are_refused_where_nobody_knows_whose_they_are(
    ask: Callable[..., Ran], question: str, said: str, example: str
) -> None:
    ran = ask(question)
    assert ran.code == 2
    assert ran.said.startswith(f"“{said}” means your own calls")
    assert f"such as “{example}”." in ran.said


def test_me_that_filters_nothing_is_let_pass(ask: Callable[..., Ran]) -> None:
    assert ask("show me missed yesterday").code == 0


@pytest.mark.parametrize(
    ("typed", "meant"), [("aks", "ask"), ("worksapce", "workspace"), ("digst", "digest")]
)
def test_a_misspelt_command_is_told_with_the_one_it_looks_like(
    ringback: Callable[..., Ran], typed: str, meant: str
) -> None:
    ran = ringback(typed)
    assert ran.code == 2
    assert ran.said.endswith(f"No such command '{typed}'. Did you mean '{meant}'?")


@pytest.mark.parametrize("command", ["ask", "doctor"])
def test_without_options_comes_the_usage(ringback: Callable[..., Ran], command: str) -> None:
    ran = ringback(command)
    assert ran.code == 2
    assert ran.said.startswith(f"Usage: ringback {command}")


def test_a_wrong_environment_is_told_at_once_and_all_of_it(ask: Callable[..., Ran]) -> None:
    ran = ask("calls", environment={"RINGBACK_LOG": "loud", "RINGBACK_PRIVATE_PBX": "perhaps"})
    assert ran.code == 1
    assert "RINGBACK_LOG is 'loud'" in ran.said
    assert "RINGBACK_PRIVATE_PBX is 'perhaps'" in ran.said


@pytest.fixture
def shielded(simulated: Callable[..., Pbx]) -> Pbx:
    return simulated("--tls", "--days", "1")


def test_a_certificate_nobody_vouches_for_is_refused_and_can_be_pinned_as_it_was_shown(
    ringback: Callable[..., Ran], shielded: Pbx
) -> None:
    refused = ringback("ask", "calls", *shielded.options)
    assert refused.code == 1
    assert "is not signed by anyone this machine trusts" in refused.said
    shown = re.search(r"--pin ((?:[0-9A-F]{2}:){31}[0-9A-F]{2})", refused.said)
    assert shown is not None
    assert shown[1].replace(":", "").lower() in shielded.told
    assert ringback("ask", "calls", *shielded.options, "--pin", shown[1]).code == 0


def test_another_certificate_than_the_pinned_one_gets_nothing(
    ringback: Callable[..., Ran], shielded: Pbx
) -> None:
    before = shielded.look()["requests"]
    ran = ringback("ask", "calls", *shielded.options, "--pin", "ab" * 32)
    assert ran.code == 1
    assert "is not the pinned one" in ran.said
    assert shielded.look()["requests"] == before


def test_an_authority_of_ones_own_can_be_trusted(
    ringback: Callable[..., Ran], shielded: Pbx, tmp_path: Path
) -> None:
    port = int(shielded.url.rpartition(":")[2])
    (tmp_path / "ca.pem").write_text(ssl.get_server_certificate(("127.0.0.1", port)))
    assert ringback("ask", "calls", *shielded.options, "--ca-file", str(tmp_path / "ca.pem")).code == 0
