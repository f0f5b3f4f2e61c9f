from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from answers.fake_pbx import PROFILE
from answers.scene import ROSTER
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.answers.doctor import Finding, Verdict
from bot.blocks import setup
from bot.blocks.home import HomePage, connected, home_notice, home_view
from bot.blocks.pbx_choice import Choice, choice_message
from bot.blocks.settings import settings_form
from bot.blocks.status import status_message
from bot.blocks.validate import message_faults, view_faults
from bot.workspace.audit import AuditEntry, Deed
from bot.workspace.pbx import Checking, WorkspacePbx
from bot.workspace.settings import Masking, Settings

if TYPE_CHECKING:
    from bot.blocks.message import Block

SECRET = "hunter2-hunter2"
BERLIN = WorkspacePbx(
    id="p1",
    name="Berlin",
    base_url="https://pbx.example.com:8088",
    client_id="client",
    client_secret=SECRET,
    checking=Checking.PIN,
    pin="AB:CD",
    timezone="Europe/Berlin",
)
FIELDS = {"base_url", "client_id", "client_secret", "checking", "pin", "name", "timezone"}


def texts(part: object) -> list[str]:
    """Every text in blocks, in order."""
    if isinstance(part, list):
        return [text for each in part for text in texts(each)]
    if isinstance(part, dict):
        own = [part["text"]] if isinstance(part.get("text"), str) else []
        return own + [text for key, each in part.items() if key != "text" or not own for text in texts(each)]
    return []


def field(view: Block, name: str) -> dict[str, Any]:
    (block,) = (each for each in view["blocks"] if each.get("block_id") == name)
    return dict(block)


anything = st.text(max_size=500)
pbxs = st.builds(
    WorkspacePbx,
    id=st.text(min_size=1, max_size=40),
    name=anything,
    base_url=anything,
    client_id=anything,
    client_secret=st.just(SECRET),
    checking=st.sampled_from(Checking),
    pin=anything,
    timezone=anything,
    refused=st.none() | st.integers(0, 1 << 32),
)


@settings(max_examples=60, deadline=None)
@given(
    pbx=pbxs,
    where=st.sampled_from([*sorted(FIELDS), ""]),
    said=st.text(min_size=1, max_size=900),
    checked=st.booleans(),
)
def test_the_form_of_whatever_was_typed_is_valid_and_without_its_secret(
    pbx: WorkspacePbx, where: str, said: str, *, checked: bool
) -> None:
    view = setup.form(pbx, "state", {where: said}, checks_certificates=checked)
    assert view_faults(view) == ()
    assert SECRET not in str(view)


def test_the_form_asks_for_everything_and_explains_it() -> None:
    view = setup.form(None, "state", {}, checks_certificates=False)
    assert {block["block_id"] for block in view["blocks"]} == FIELDS
    assert [name for name in sorted(FIELDS) if field(view, name)["optional"]] == ["pin", "timezone"]
    assert view["private_metadata"] == "state"
    assert [option["value"] for option in field(view, "checking")["element"]["options"]] == [
        "system",
        "pin",
        "off",
    ]


def test_a_kept_secret_need_not_be_typed_again() -> None:
    assert field(setup.form(BERLIN, "", {}, checks_certificates=False), "client_secret")["optional"] is True
    without = replace(BERLIN, client_secret="")
    assert field(setup.form(without, "", {}, checks_certificates=False), "client_secret")["optional"] is False


def test_a_fault_stands_right_under_its_field_and_one_of_none_first() -> None:
    view = setup.form(BERLIN, "", {"pin": "wrong pin", "": "no room"}, checks_certificates=False)
    names = [block.get("block_id") or texts(block)[1] for block in view["blocks"]]
    assert names[0] == "no room"
    assert names[names.index("pin") + 1] == "wrong pin"


def test_what_was_found_names_all_of_it() -> None:
    said = " ".join(texts(setup.found(BERLIN, PROFILE, ROSTER, "")["blocks"]))
    for words in (
        "Berlin answers.",
        "Yeastar P570, firmware 37.23.0.83",
        "DD/MM/YYYY, 12-hour, proved",
        "Europe/London (from its extension list)",
        "4 extensions, 2 queues",
    ):
        assert words in said


def test_what_is_not_known_of_a_pbx_is_said_and_not_made_up() -> None:
    bare = replace(PROFILE, model="", firmware="", format_proved=False, skew_seconds=-600)
    said = " ".join(texts(setup.found(BERLIN, bare, replace(ROSTER, known=False), "")["blocks"]))
    assert "not told, firmware not told" in said
    assert "not proved yet: it holds no record to look for" in said
    assert "off by 10 minutes" in said
    assert "classified by prefix and number length" in said


@pytest.mark.parametrize(("skew", "told"), [(119, False), (120, True), (-119, False), (-120, True)])
def test_a_clock_is_told_of_from_two_minutes_on(skew: int, *, told: bool) -> None:
    found = setup.found(BERLIN, replace(PROFILE, skew_seconds=skew), ROSTER, "")
    assert ("Clock: " in texts(found["blocks"])) is told


@pytest.mark.parametrize(
    "view", [setup.looking(), setup.notice("x"), setup.notice("x" * 4000, "y", "t" * 60)]
)
def test_the_views_that_only_say_something_are_valid(view: Block) -> None:
    assert view_faults(view) == ()


def page(**more: Any) -> HomePage:  # noqa: ANN401 - whatever a page takes
    return HomePage(
        **{"connection": "Asking Berlin …", "asks": True, "admin": True, "settings": Settings(), **more}
    )


@settings(max_examples=40, deadline=None)
@given(
    known=st.lists(pbxs, max_size=30),
    connection=st.text(min_size=1, max_size=4000),
    extension=anything,
    what=anything,
    chosen=st.builds(Settings, masking=st.sampled_from(Masking), short_ring=st.integers(0, 600)),
)
def test_home_is_valid_whatever_is_in_it(
    known: list[WorkspacePbx], connection: str, extension: str, what: str, chosen: Settings
) -> None:
    trail = [AuditEntry(at=at, user="U1" if at % 2 else "", deed=Deed.POSTED, what=what) for at in range(12)]
    shown = home_view(
        page(connection=connection, extension=extension, pbxs=known, audit=trail, settings=chosen)
    )
    assert view_faults(shown) == ()
    assert SECRET not in str(shown)


def test_a_thousand_pbxs_do_not_take_the_settings_or_the_trail_out_of_home() -> None:
    known = [replace(BERLIN, id=f"p{at}", name=f"Branch {at}") for at in range(1000)]
    trail = [AuditEntry(at=1, user="U1", deed=Deed.POSTED, what="C1")]
    shown = home_view(page(pbxs=known, audit=trail))
    assert view_faults(shown) == ()
    said = texts(shown["blocks"])
    assert "… and 980 more. /calls setup and a name opens one of them." in said
    assert "Settings" in said
    assert "Audit trail" in said


def test_the_first_pbx_is_the_default_until_another_is_chosen() -> None:
    paris = replace(BERLIN, id="p2", name="Paris")
    for chosen, expected in (("", "Berlin"), ("p2", "Paris"), ("gone", "Berlin")):
        said = texts(home_view(page(pbxs=(BERLIN, paris), settings=Settings(default_pbx=chosen)))["blocks"])
        (marked,) = (at for at, text in enumerate(said) if "asked by default" in text)
        assert said[marked - 1] == expected


def test_a_page_for_nobody_has_nothing_to_press_but_refresh() -> None:
    for shown in (home_notice("No."), home_view(HomePage(connection="No."))):
        assert view_faults(shown) == ()
        assert [each["action_id"] for block in shown["blocks"] for each in block.get("elements", ())] == [
            "home:refresh"
        ]


def test_a_pbx_whose_format_is_not_proved_is_told_as_such() -> None:
    assert connected("Berlin", PROFILE) == "Berlin answers: Yeastar P570, date format proved."
    assert connected("Berlin", replace(PROFILE, format_proved=False, model="")) == (
        "Berlin answers: PBX, no record yet to prove its date format on."
    )


@pytest.mark.parametrize("count", [0, 1, 99, 100, 101, 250, 1000, 1001, 10_500])
def test_the_settings_form_is_valid_with_so_many_user_groups(count: int) -> None:
    groups = {f"S{at}": f"Group {at}" for at in range(count)}
    chosen = Settings(ask_groups=frozenset(list(groups)[:150]))
    view = settings_form(chosen, groups, "state")
    assert view_faults(view) == ()
    assert len(json.dumps(view)) < 250_000  # Slack takes no more
    label = [text for text in texts(view["blocks"]) if text.startswith("User groups")]
    assert label == (
        [] if not count else ["User groups" if count <= 1000 else f"User groups (1,000 of {count:,})"]
    )


@settings(max_examples=40, deadline=None)
@given(groups=st.dictionaries(st.text(min_size=1, max_size=20), anything, max_size=120))
def test_the_settings_form_is_valid_whatever_groups_are_called(groups: dict[str, str]) -> None:
    assert view_faults(settings_form(Settings(ask_groups=frozenset(list(groups)[:3])), groups, "state")) == ()


@settings(max_examples=40, deadline=None)
@given(known=st.lists(pbxs, min_size=1, max_size=60), here=st.booleans())
def test_the_list_of_pbxs_is_valid_whatever_they_are_called(known: list[WorkspacePbx], *, here: bool) -> None:
    choice = Choice(pbxs=known, asked=known[0].id, own=known[-1].id, here=known[0].id, may_choose_here=here)
    message = choice_message(choice)
    assert message_faults({"text": message.text, "blocks": list(message.blocks)}) == ()


@settings(max_examples=40, deadline=None)
@given(name=anything, sentence=anything, mend=anything, count=st.integers(1, 70))
def test_findings_are_valid_whatever_they_say(name: str, sentence: str, mend: str, count: int) -> None:
    findings = (
        Finding(name="Login", verdict=Verdict.FAIL, sentence=sentence, mend=mend, code="x"),
        Finding(name="Records", verdict=Verdict.SKIP, sentence="Not probed."),
    )
    message = status_message([(name, findings)] * count)
    assert message_faults({"text": message.text, "blocks": list(message.blocks)}) == ()
