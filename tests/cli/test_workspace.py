"""``ringback workspace``: PBXs connected, shown and removed, against simulated PBXs and real database files."""

from __future__ import annotations

import json
import os
import re
import socket
import time
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from bot.workspace.audit import AuditEntry, Deed
from bot.workspace.installation import Installation
from bot.workspace.pbx import LONGEST_NAME, RESERVED
from bot.workspace.settings import Masking, PersonSettings, Settings
from bot.workspace.workspace import Workspace
from cli.at_terminal import Terminal
from cli.keeping import K1, Keeping

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from bot.ports import Store
    from cli.commands import Pbx, Ran

T1 = Workspace(team="T1")
CLOSED = "http://127.0.0.1:9"
"""Nothing listens there."""


@pytest.fixture
def keeping(ringback: Callable[..., Ran], tmp_path: Path) -> Keeping:
    return Keeping(ringback, tmp_path / "ringback.db")


def kept(keeping: Keeping, team: str = "T1", enterprise: str = "") -> list[tuple[str, str, str]]:
    """Name, address and secret of each PBX as the Slack app finds them."""
    workspace = Workspace(enterprise=enterprise, team=team)
    pbxs = keeping.inside(lambda store: store.pbxs(workspace))
    return [(pbx.name, pbx.base_url, pbx.client_secret) for pbx in pbxs]


def show(keeping: Keeping, *options: str, team: str = "T1") -> dict[str, Any]:
    return keeping.run("workspace", "show", "--team", team, "--json", *options).json


def trail(keeping: Keeping, team: str = "T1") -> list[tuple[str, str, str]]:
    return [(line["user"], line["deed"], line["what"]) for line in show(keeping, team=team)["audit"]]


# Adding


def test_a_pbx_is_looked_at_shown_and_kept(keeping: Keeping, pbx: Pbx) -> None:
    before = pbx.look()["tokens"]
    ran = keeping.add(pbx)
    assert (ran.code, ran.err) == (0, "")
    told = " ".join(ran.out.split())
    assert f"It is kept in {keeping.path}." in told
    for words in ("Office answers.", "Model Yeastar P570, firmware 37.23.0.123", "Dates DD/MM/YYYY, 12-hour, proved",
                  "Zone Europe/London (from its extension list)", "12 extensions, 2 queues",
                  "Office is connected to workspace T1.", "No restart is needed."):  # fmt: skip
        assert words in told
    assert kept(keeping) == [("Office", pbx.url, pbx.secret)]
    assert trail(keeping) == [("", "pbx_added", "Office, from the terminal")]
    assert pbx.look()["tokens"] == before


def test_the_database_is_its_owners_alone_and_holds_no_secret(
    keeping: Keeping, pbx: Pbx, tmp_path: Path
) -> None:
    deep = replace(keeping, path=tmp_path / "not" / "there" / "ringback.db")
    assert deep.add(pbx).code == 0
    assert [file.stat().st_mode & 0o777 for file in deep.path.parent.iterdir()] == [0o600]
    assert deep.path.parent.stat().st_mode & 0o777 == 0o700
    assert pbx.secret.encode() not in deep.content
    assert pbx.client_id.encode() in deep.content
    for command in (("show", "--team", "T1"), ("show", "--team", "T1", "--json"), ("list", "--json")):
        assert pbx.secret not in deep.run("workspace", *command).out


def test_the_secret_may_come_from_standard_input(keeping: Keeping, pbx: Pbx) -> None:
    where = ("--team", "T1", *pbx.with_secret("-"))
    assert keeping.run("workspace", "add", *where, stdin=f"{pbx.secret}\n").code == 0
    assert kept(keeping) == [("Office", pbx.url, pbx.secret)]


def test_the_same_name_in_any_case_changes_the_pbx_that_has_it(keeping: Keeping, pbx: Pbx) -> None:
    keeping.add(pbx, "--name", "Berlin")
    first = show(keeping)["pbxs"]
    ran = keeping.add(pbx, "--name", " BERLIN ", "--timezone", "Europe/Lisbon")
    assert "BERLIN is changed in workspace T1." in ran.out
    [changed] = show(keeping)["pbxs"]
    assert (changed["id"], changed["name"], changed["timezone"]) == (
        first[0]["id"],
        "BERLIN",
        "Europe/Lisbon",
    )
    assert [deed for _, deed, _ in trail(keeping)] == ["pbx_changed", "pbx_added"]


def test_another_name_adds_another_one(keeping: Keeping, pbx: Pbx) -> None:
    for name in ("Berlin", "Paris"):
        assert keeping.add(pbx, "--no-check", "--name", name).code == 0
    assert [name for name, *_ in kept(keeping)] == ["Berlin", "Paris"]


def test_a_changed_login_gives_the_old_token_back_and_the_same_one_keeps_it(
    keeping: Keeping, pbx: Pbx, simulated: Callable[..., Pbx]
) -> None:
    other = simulated("--days", "1", "--seed", "8")
    keeping.seed(pbx)
    before = pbx.look()["tokens"]
    keeping.ask("T1", "Office")
    assert pbx.look()["tokens"] == before + 1
    assert keeping.add(pbx, "--name", "office").code == 0
    assert pbx.look()["tokens"] == before + 1
    assert keeping.rows("SELECT count(*) FROM pbx_token") == [(1,)]
    assert keeping.add(other).code == 0
    assert pbx.look()["tokens"] == before
    assert keeping.rows("SELECT count(*) FROM pbx_token") == [(0,)]


def test_without_a_check_nobody_is_asked(keeping: Keeping, pbx: Pbx) -> None:
    asked = pbx.look()["requests"]
    ran = keeping.add(pbx, "--no-check")
    assert "The PBX was not asked." in ran.out
    assert pbx.look()["requests"] == asked
    assert kept(keeping) == [("Office", pbx.url, pbx.secret)]


def test_two_workspaces_are_apart(keeping: Keeping, pbx: Pbx) -> None:
    keeping.seed(pbx)
    keeping.add(pbx, "--no-check", "--name", "Berlin", "--enterprise", "E1", team="T2")
    assert [name for name, *_ in kept(keeping, "T1")] == ["Office"]
    assert [name for name, *_ in kept(keeping, "T2", "E1")] == ["Berlin"]
    assert kept(keeping, "T2") == []
    assert keeping.run("workspace", "remove", "--team", "T1", "--yes").code == 0
    assert [name for name, *_ in kept(keeping, "T2", "E1")] == ["Berlin"]


def test_a_workspace_that_is_kept_under_its_organisation_is_not_kept_twice(
    keeping: Keeping, pbx: Pbx
) -> None:
    keeping.seed(pbx, enterprise="E1")
    ran = keeping.add(pbx, "--no-check")
    assert ran.code == 2
    assert ran.said == "Workspace T1 belongs to the organisation E1 here. Add --enterprise E1."


def test_what_the_pbx_refuses_is_not_kept(keeping: Keeping, pbx: Pbx, tmp_path: Path) -> None:
    keeping.seed(pbx)
    (tmp_path / "wrong").write_text("guessed")
    logins = pbx.logins
    ran = keeping.run("workspace", "add", "--team", "T1", *pbx.with_secret(tmp_path / "wrong"))
    assert ran.code == 1
    assert "The PBX refuses the Client ID or Client Secret" in ran.said
    assert "guessed" not in ran.said
    assert pbx.logins == logins + 1
    assert kept(keeping) == [("Office", pbx.url, pbx.secret)]


def test_a_pbx_that_is_down_is_not_kept(keeping: Keeping, pbx: Pbx) -> None:
    ran = keeping.add(pbx, "--pbx-url", CLOSED)
    assert ran.code == 1
    assert ran.said.startswith("Nothing answers at 127.0.0.1:9. Check the port:")
    assert kept(keeping) == []


def test_a_certificate_can_be_pinned_as_it_was_shown(keeping: Keeping, simulated: Callable[..., Pbx]) -> None:
    shielded = simulated("--tls", "--days", "1")
    refused = keeping.add(shielded)
    assert refused.code == 1
    assert "--ca-file" not in refused.said
    found = re.search(r"--pin ((?:[0-9A-F]{2}:){31}[0-9A-F]{2})", refused.said)
    assert found is not None
    assert keeping.add(shielded, "--pin", found[1]).code == 0
    [pbx] = show(keeping)["pbxs"]
    assert (pbx["checking"], pbx["pin"]) == ("pin", found[1].replace(":", "").lower())
    keeping.run("workspace", "remove", "--team", "T1", "--yes")
    assert keeping.add(shielded, "--no-verify").code == 0
    assert show(keeping)["pbxs"][0]["checking"] == "off"


@pytest.mark.parametrize(
    ("options", "code", "words"),
    [
        (("--pbx-url", "pbx.example.com"), 2, "it must begin with https:// or http://"),
        (("--client-id", "two words"), 2, "This cannot be a Client ID"),
        (("--client-secret-file", "no such file"), 2, "- reads standard input"),
        (("--pin", "a" * 64, "--no-verify"), 2, "exclude each other"),
        (("--ca-file", "ca.pem"), 2, "No such option"),
        (("--team", "acme"), 2, "is not the id of a workspace"),
        (("--enterprise", "T1"), 2, "is not the id of an organisation"),
        (("--timezone", "Mars/Olympus"), 2, "no IANA zone"),
        (("--name", " "), 2, "it is empty"),
        (("--name", "x" * 41), 2, "it has 41 characters"),
        (("--name", "a\x1bb"), 2, "control characters"),
        (("--name", "New"), 2, "means something else in Slack"),
        (("--name", "Today"), 2, "“Today” means something else in Slack"),
        (("--name", "missed"), 2, "“missed” means something else in Slack"),
    ],
)
def test_what_cannot_be_is_refused_before_anything_is_made(
    keeping: Keeping, pbx: Pbx, options: tuple[str, ...], code: int, words: str
) -> None:
    ran = keeping.add(pbx, *options)
    assert ran.code == code
    assert words in ran.said
    assert not keeping.path.exists()


def test_names_are_as_slacks_form_takes_them() -> None:
    assert (40, frozenset({"none", "here", "new"})) == (LONGEST_NAME, RESERVED)


HOSTED = {"SLACK_CLIENT_ID": "1.2", "SLACK_CLIENT_SECRET": "slack-secret"}


def test_a_hosted_installation_refuses_what_slacks_form_would(keeping: Keeping, pbx: Pbx) -> None:
    ran = keeping.add(pbx, **HOSTED)
    assert ran.code == 1
    assert "a loopback address, where this installation does not connect" in ran.said
    unchecked = ("--pbx-url", "https://pbx.example.com", "--no-verify", "--no-check")
    ran = keeping.add(pbx, *unchecked, **HOSTED)
    assert ran.code == 2
    assert "without a check is only for an installation of one's own" in ran.said
    ran = keeping.add(pbx, *unchecked, **HOSTED, RINGBACK_PRIVATE_PBX="allow")
    assert ran.code == 2
    assert kept(keeping) == []


@pytest.mark.parametrize("keys", ["", "broken"])
def test_without_keys_the_pbx_is_not_even_asked(keeping: Keeping, pbx: Pbx, keys: str) -> None:
    asked = pbx.look()["requests"]
    ran = keeping.add(pbx, keys=keys)
    assert ran.code == 1
    assert "RINGBACK_KEYS" in ran.said
    assert pbx.look()["requests"] == asked
    assert not keeping.path.exists()


def test_where_secrets_are_sealed_nobody_is_told_to_make_a_new_key(keeping: Keeping, pbx: Pbx) -> None:
    keeping.seed(pbx)
    for ran in (keeping.add(pbx, keys=""), keeping.run("workspace", "list", keys="")):
        assert ran.code == 1
        assert "RINGBACK_KEYS is not set, and the database holds sealed secrets." in ran.said
        assert "keys new" not in ran.said


def test_a_database_that_cannot_be_is_told(keeping: Keeping, pbx: Pbx, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    asked = pbx.look()["requests"]
    ran = replace(keeping, path=tmp_path / "file" / "ringback.db").add(pbx)
    assert ran.code == 1
    place = tmp_path / "file"
    assert f"The database {place / 'ringback.db'} cannot be used: {place}: Not a directory." in ran.said
    assert "name Ringback's own file with RINGBACK_DATABASE." in ran.said
    assert pbx.look()["requests"] == asked


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_may_not_be_written_to_is_told(keeping: Keeping, pbx: Pbx, tmp_path: Path) -> None:
    (tmp_path / "shut").mkdir(mode=0o500)
    ran = replace(keeping, path=tmp_path / "shut" / "ringback.db").add(pbx)
    assert ran.code == 1
    assert "Permission denied" in ran.said


def test_what_was_added_is_there_for_who_has_the_database_open(keeping: Keeping, pbx: Pbx) -> None:
    async def added(store: Store) -> list[str]:
        assert await store.pbxs(T1) == ()
        assert keeping.add(pbx, "--no-check").code == 0
        return [each.name for each in await store.pbxs(T1)]

    assert keeping.inside(added) == ["Office"]


# Listing and showing


async def filled(store: Store) -> None:
    [office] = await store.pbxs(T1)
    await store.save_pbx(T1, replace(office, refused=1_794_218_400))
    settings = Settings(
        masking=Masking.CHANNELS,
        everybody_asks=False,
        ask_channels=frozenset({"C9", "C1"}),
        guests_ask=True,
        set_up_people=frozenset({"U7"}),
        short_ring=8,
    )
    await store.save_settings(T1, settings)
    await store.save_installation(T1, Installation(bot_token="xoxb-WxYz", bot_user="U0"))
    for at in range(11):
        await store.note(T1, AuditEntry(at=1_794_218_400 + at, user="U1", deed=Deed.POSTED, what=f"C{at}"))


def test_show_tells_everything_but_secrets(keeping: Keeping, pbx: Pbx) -> None:
    keeping.seed(pbx)
    keeping.inside(filled)
    ran = keeping.run("workspace", "show", "--team", "T1")
    assert (ran.code, ran.err) == (0, "")
    told = " ".join(ran.out.split())
    for words in ("Workspace T1", "Installation its own", "masked in channels; CSV files masked where they are",
                  "May ask admins and owners, channel C1, channel C9, guests", "May set up admins and owners, U7",
                  "Short ring under 8 s", "PBX Office · asked by default", f"{pbx.url} · Client ID {pbx.client_id}",
                  "refuses its secret since Mon 9 Nov 2026, 10:00", "U1 posted to a channel: C10"):  # fmt: skip
        assert words in told
    assert pbx.secret not in told
    assert "WxYz" not in told


def test_show_as_json_holds_the_last_ten_lines_of_the_trail(keeping: Keeping, pbx: Pbx) -> None:
    keeping.seed(pbx)
    keeping.inside(filled)
    told = show(keeping)
    [shown] = told.pop("pbxs")
    assert shown.pop("id")
    assert shown == {
        "name": "Office", "base_url": pbx.url, "client_id": pbx.client_id, "checking": "system", "pin": "",
        "timezone": "", "default": True, "refused": "2026-11-09T10:00:00+00:00",
    }  # fmt: skip
    assert told["settings"]["ask_channels"] == ["C1", "C9"]
    assert (told["installation"], told["unreadable"]) == ("own", None)
    audit = told["audit"]
    assert len(audit) == 10
    assert all(audit[n]["at"] >= audit[n + 1]["at"] for n in range(9))


@pytest.mark.parametrize(
    ("token", "installed"), [("xoxb-WxYz", "environment"), ("", "none")], ids=["a token", "no token"]
)
def test_a_token_of_the_environment_is_no_installation(
    keeping: Keeping, pbx: Pbx, token: str, installed: str
) -> None:
    keeping.seed(pbx)
    ran = keeping.run("workspace", "show", "--team", "T1", "--json", SLACK_BOT_TOKEN=token)
    assert ran.json["installation"] == installed


def test_list_has_a_line_for_each_workspace(keeping: Keeping, pbx: Pbx) -> None:
    keeping.seed(pbx)
    keeping.seed(pbx, "Berlin", team="T2", enterprise="E1")
    keeping.seed(pbx, "Paris", team="T2", enterprise="E1")
    keeping.inside(filled)
    assert keeping.run("workspace", "list").out.splitlines() == [
        "T1     Office refuses its secret",
        "E1/T2  Berlin, Paris",
    ]
    assert keeping.run("workspace", "list", "--json").json["workspaces"] == [
        {"team": "T1", "enterprise": "", "unreadable": None, "pbxs": [{"name": "Office", "refused": True}]},
        {
            "team": "T2",
            "enterprise": "E1",
            "unreadable": None,
            "pbxs": [{"name": "Berlin", "refused": False}, {"name": "Paris", "refused": False}],
        },
    ]


def test_an_empty_list_says_where_it_looked_and_makes_nothing(keeping: Keeping) -> None:
    ran = keeping.run("workspace", "list")
    assert ran.code == 0
    assert f"No workspace is kept in {keeping.path} yet." in " ".join(ran.out.split())
    assert keeping.run("workspace", "list", "--json").json == {"workspaces": []}
    assert not keeping.path.exists()


def test_a_damaged_secret_hides_nobody_elses_pbxs(keeping: Keeping, pbx: Pbx) -> None:
    keeping.seed(pbx)
    keeping.seed(pbx, team="T2")
    keeping.rows("UPDATE pbx SET client_secret = 'k1:AAAA' WHERE team = 'T1'")
    first, second = keeping.run("workspace", "list").out.splitlines()
    assert first.startswith("T1  The PBXs of workspace T1 cannot be read")
    assert second == "T2  Office"
    assert show(keeping)["pbxs"] == []
    for command in (
        ["remove", "--team", "T1", "--pbx", "Office", "--yes"],
        ["add", "--team", "T1", *pbx.options],
    ):
        ran = keeping.run("workspace", *command)
        assert ran.code == 1
        assert "Run “ringback keys rotate”, which names it." in ran.said
    ran = keeping.run("workspace", "remove", "--team", "T1", "--yes")
    assert (ran.code, ran.err) == (0, "")
    assert "Access tokens were not given back" in ran.out
    assert keeping.add(pbx, "--no-check").code == 0


@pytest.mark.parametrize("command", [("show",), ("remove", "--yes")])
def test_an_unknown_workspace_is_told_with_the_known_ones(
    keeping: Keeping, pbx: Pbx, command: tuple[str, ...]
) -> None:
    ran = keeping.run("workspace", *command, "--team", "T9")
    assert ran.code == 1
    assert f"There is no database at {keeping.path}." in ran.said
    keeping.seed(pbx, enterprise="E1")
    ran = keeping.run("workspace", *command, "--team", "T1")
    assert ran.code == 2
    assert "Nothing is kept of workspace T1: known: E1/T1." in ran.said

    async def many(store: Store) -> None:
        for number in range(20):
            await store.save_settings(Workspace(team=f"T{number:03}"), Settings())

    keeping.inside(many)
    ran = keeping.run("workspace", *command, "--team", "T1")
    assert "there are 21 workspaces" in ran.said
    assert "T003" not in ran.said


# Removing


async def traces(store: Store) -> None:
    await store.save_person(T1, "U1", PersonSettings(timezone="Europe/London"))
    await store.save_settings(T1, Settings(default_pbx=(await store.pbxs(T1))[0].id))
    await store.save_installation(T1, Installation(bot_token="xoxb-WxYz", bot_user="U0"))


def test_removing_one_pbx_gives_its_token_back_and_leaves_the_others(keeping: Keeping, pbx: Pbx) -> None:
    keeping.seed(pbx)
    keeping.seed(pbx, "Berlin")
    keeping.inside(traces)
    before = pbx.look()["tokens"]
    keeping.ask("T1", "Office")
    ran = keeping.run("workspace", "remove", "--team", "T1", "--pbx", "OFFICE", "--yes")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == "Office is removed from workspace T1.\n"
    assert pbx.look()["tokens"] == before
    assert [name for name, *_ in kept(keeping)] == ["Berlin"]
    told = show(keeping)
    assert told["settings"]["default_pbx"] == ""
    assert (told["audit"][0]["deed"], told["audit"][0]["what"]) == (
        "pbx_removed",
        "Office, from the terminal",
    )
    ran = keeping.run("workspace", "remove", "--team", "T1", "--pbx", "Office", "--yes")
    assert ran.code == 2
    assert "Workspace T1 has no PBX named Office: known: Berlin." in ran.said


def test_removing_a_workspace_leaves_nothing_of_it(keeping: Keeping, pbx: Pbx) -> None:
    keeping.seed(pbx)
    keeping.inside(traces)
    before = pbx.look()["tokens"]
    keeping.ask("T1", "Office")
    ran = keeping.run("workspace", "remove", "--team", "T1", "--yes")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == (
        "Nothing of workspace T1 is kept any more.\nThe app itself stays in Slack until it is removed there.\n"
    )
    assert pbx.look()["tokens"] == before
    for table in ("pbx", "pbx_token", "settings", "audit", "installation"):
        assert keeping.rows(f"SELECT count(*) FROM {table}") == [(0,)], table  # noqa: S608 - our own words
    assert keeping.run("workspace", "show", "--team", "T1").code == 2


def test_a_workspace_with_an_installation_alone_can_be_shown_and_removed(keeping: Keeping) -> None:
    installed = Installation(bot_token="xoxb-WxYz", bot_user="U0")
    keeping.inside(lambda store: store.save_installation(T1, installed))
    assert show(keeping)["installation"] == "own"
    assert keeping.run("workspace", "remove", "--team", "T1", "--yes").code == 0
    assert keeping.rows("SELECT count(*) FROM installation") == [(0,)]


@pytest.mark.parametrize("fault", ["gateway", "slow"])
def test_a_pbx_that_is_down_does_not_stop_its_removal_and_it_is_said(
    keeping: Keeping, pbx: Pbx, fault: str
) -> None:
    keeping.seed(pbx)
    keeping.ask("T1", "Office")
    pbx.fault(fault, **({"seconds": 30} if fault == "slow" else {}))
    began = time.monotonic()
    ran = keeping.run("workspace", "remove", "--team", "T1", "--yes")
    assert time.monotonic() - began < 12
    assert (ran.code, ran.err) == (0, "")
    assert "The access token of Office was not given back, and ends by itself within half an hour:" in ran.out
    assert "Nothing of workspace T1 is kept any more." in ran.out
    assert kept(keeping) == []


def test_where_nobody_is_at_a_terminal_nothing_is_removed_unasked(keeping: Keeping, pbx: Pbx) -> None:
    keeping.seed(pbx)
    ran = keeping.run("workspace", "remove", "--team", "T1", stdin="y\n")
    assert ran.code == 2
    assert ran.said.endswith("Add --yes to remove without being asked.")
    assert len(kept(keeping)) == 1


def at_terminal(keeping: Keeping, *command: str) -> Terminal:
    given = {"RINGBACK_DATABASE": str(keeping.path), "RINGBACK_KEYS": K1}
    return Terminal(*command, environment=given)


@pytest.mark.parametrize(("typed", "code", "left"), [("y\n", 0, 0), ("n\n", 1, 1), ("\n", 1, 1)])
def test_a_person_is_asked_before_anything_is_removed(
    keeping: Keeping, pbx: Pbx, typed: str, code: int, left: int
) -> None:
    keeping.seed(pbx)
    terminal = at_terminal(keeping, "workspace", "remove", "--team", "T1")
    terminal.read_to("Remove everything of workspace T1: 1 PBX (Office), settings")
    terminal.read_to("[y/N]: ")
    terminal.type(typed)
    shown = terminal.read_all()
    assert ("Nothing was removed." in shown) == bool(left)
    assert terminal.process.returncode == code
    assert len(kept(keeping)) == left


# Together


@pytest.mark.parametrize("command", ["add", "show", "list", "remove"])
def test_every_help_has_examples(ringback: Callable[..., Ran], command: str) -> None:
    ran = ringback("workspace", command, "-h")
    assert (ran.code, ran.err) == (0, "")
    assert f"  ringback workspace {command}" in ran.out[ran.out.index("Examples:") :]


def test_what_asks_nothing_waits_for_nobody(keeping: Keeping, pbx: Pbx) -> None:
    """A token is given back only where there is one: a PBX that was never asked is not contacted."""
    keeping.seed(pbx)
    with socket.create_server(("127.0.0.1", 0)) as never_answers:
        port = never_answers.getsockname()[1]
        keeping.add(pbx, "--no-check", "--pbx-url", f"http://127.0.0.1:{port}")
        began = time.monotonic()
        assert keeping.run("workspace", "remove", "--team", "T1", "--yes").code == 0
        assert time.monotonic() - began < 4


def test_json_is_one_line_for_a_program(keeping: Keeping, pbx: Pbx) -> None:
    keeping.seed(pbx)
    for command in (("list",), ("show", "--team", "T1")):
        out = keeping.run("workspace", *command, "--json").out
        assert out.count("\n") == 1
        assert json.loads(out)
