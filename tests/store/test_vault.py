from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.store.vault import Vault, key_name, new_key
from bot.workspace.store_trouble import KeysBad, KeysMissing, KeysWrong
from bot.workspace.workspace import Workspace
from store.given import K1, K2, OTHER_K1, OURS, SECRET, THEIRS

WORDS = st.text(st.sampled_from('ab[",/\\'), max_size=3)
PLACES = st.tuples(WORDS, WORDS, WORDS, WORDS, st.lists(WORDS, max_size=2).map(tuple))

Place = tuple[str, str, str, str, tuple[str, ...]]


def sealed_at(vault: Vault, place: Place, text: str = SECRET) -> str:
    table, enterprise, team, field, row = place
    workspace = Workspace(enterprise=enterprise, team=team)
    return vault.seal(text, table=table, workspace=workspace, field=field, row=row)


def opened_at(vault: Vault, place: Place, sealed: str) -> str:
    table, enterprise, team, field, row = place
    workspace = Workspace(enterprise=enterprise, team=team)
    return vault.open(sealed, table=table, workspace=workspace, field=field, row=row)


@given(text=st.text(), place=PLACES)
def test_what_is_sealed_opens_at_its_place(text: str, place: Place) -> None:
    vault = Vault.read(K1)
    assert opened_at(vault, place, sealed_at(vault, place, text)) == text


@given(place=PLACES, other=PLACES)
def test_what_is_sealed_for_one_place_opens_at_no_other(place: Place, other: Place) -> None:
    vault = Vault.read(K1)
    sealed = sealed_at(vault, place)
    if place != other:
        with pytest.raises(KeysWrong):
            opened_at(vault, other, sealed)


def test_the_same_secret_is_never_sealed_alike() -> None:
    vault = Vault.read(K1)
    first, second = (vault.seal(SECRET, table="t", workspace=OURS, field="f") for _ in range(2))
    assert first != second
    assert SECRET not in first


def test_the_first_key_seals_and_every_key_opens() -> None:
    old, both, new = Vault.read(K1), Vault.read(f" {K2} , {K1}\n"), Vault.read(K2)
    before = old.seal(SECRET, table="t", workspace=OURS, field="f")
    after = both.seal(SECRET, table="t", workspace=OURS, field="f")
    assert (key_name(before), key_name(after), both.names) == ("k1", "k2", ("k2", "k1"))
    for vault, sealed in ((both, before), (both, after), (new, after)):
        assert vault.open(sealed, table="t", workspace=OURS, field="f") == SECRET


@pytest.mark.parametrize("keys", [K2, OTHER_K1])
def test_a_wrong_key_is_told_by_the_name_of_the_right_one(keys: str) -> None:
    sealed = Vault.read(K1).seal(SECRET, table="t", workspace=OURS, field="f")
    with pytest.raises(KeysWrong) as raised:
        Vault.read(keys).open(sealed, table="t", workspace=OURS, field="f")
    assert raised.value.facts == {"sealed": "k1"}


def test_without_a_key_nothing_is_sealed_or_opened() -> None:
    vault = Vault.read("  ")
    with pytest.raises(KeysMissing):
        vault.seal(SECRET, table="t", workspace=OURS, field="f")
    with pytest.raises(KeysMissing):
        vault.open("k1:AAAA", table="t", workspace=OURS, field="f")


@given(at=st.integers(0, 200), to=st.sampled_from("AZaz09-_=:é\n"))
def test_a_sealed_text_that_was_touched_does_not_open(at: int, to: str) -> None:
    vault = Vault.read(K1)
    sealed = vault.seal("exactly 26 bytes are whole", table="t", workspace=OURS, field="f")
    at %= len(sealed)
    touched = sealed[:at] + to + sealed[at + 1 :]
    if touched != sealed:
        with pytest.raises(KeysWrong):
            vault.open(touched, table="t", workspace=OURS, field="f")


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("A" * 43, "entry 1 has no name and colon before its key"),
        (f"{'A' * 43}:k1", "entry 1 has no name and colon before its key"),
        (f"{K1},", "entry 2 has no name and colon before its key"),
        (f":{'A' * 43}", "entry 1 has no name and colon before its key"),
        (f"k 1:{'A' * 43}", "entry 1 has no name and colon before its key"),
        (f"{K2},k1:{'A' * 42}", "the key of entry 2 is not 32 bytes in base64url"),
        (f"k1:{'A' * 42}+", "the key of entry 1 is not 32 bytes in base64url"),
        (f"{K1},{OTHER_K1}", "entry 2 has the name of an earlier one"),
    ],
)
def test_keys_that_cannot_be_read_are_told_without_showing_them(text: str, fault: str) -> None:
    with pytest.raises(KeysBad) as raised:
        Vault.read(text)
    assert raised.value.facts == {"fault": fault}


def test_a_new_key_can_be_used_as_it_is_printed() -> None:
    keys = [new_key() for _ in range(20)]
    assert all(len(key) == len("k") + 8 + len(":") + 43 for key in keys)
    for one, other in pairwise(keys):
        vault = Vault.read(f"{one},{other}")
        assert vault.names == (one.partition(":")[0], other.partition(":")[0])
        sealed = vault.seal(SECRET, table="t", workspace=THEIRS, field="f")
        assert vault.open(sealed, table="t", workspace=THEIRS, field="f") == SECRET


def test_chance_is_an_argument() -> None:
    assert new_key(lambda count: b"\xab" * count) == "kabababab:" + "q6ur" * 10 + "q6s"
    vault = Vault.read(K1, chance=lambda count: b"\0" * count)
    sealed = vault.seal(SECRET, table="t", workspace=OURS, field="f")
    assert sealed.startswith("k1:AAAAAAAAAAAAAAAA")


def test_a_vault_shows_no_key() -> None:
    vault = Vault.read(K1)
    assert repr(vault) == str(vault) == "Vault()"
