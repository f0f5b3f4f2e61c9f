"""Nothing that is done or asked under one workspace is seen or changed under another."""

from __future__ import annotations

import asyncio
from contextlib import AsyncExitStack
from dataclasses import replace
from itertools import permutations
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import pytest
from fakes.store import MemoryStore
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.ports import InstallationStore, WorkspaceStore
from bot.workspace.audit import AuditEntry, Deed
from bot.workspace.hold import Hold
from bot.workspace.settings import ChannelSettings, PersonSettings, Settings
from bot.workspace.store_trouble import PbxNameTaken
from bot.workspace.workspace import Workspace
from store.given import BERLIN, INSTALLED, OURS, THEIRS, US, opened

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    from bot.ports import Store


Act = tuple[Workspace, str, str, int]
"""Who, which method, a word that names things, a number that makes values differ."""

WORDS = ("a", "b")

DEEDS: dict[str, Callable[[Store, Workspace, str, int], Awaitable[object]]] = {
    "pbxs": lambda s, w, _x, _n: s.pbxs(w),
    "save_pbx": lambda s, w, x, n: s.save_pbx(w, replace(BERLIN, id=x, name=f"{x}{n % 2}", refused=n)),
    "update_pbx": lambda s, w, x, n: s.update_pbx(
        w, replace(BERLIN, id=x, name=f"{x}{n % 2}", set_up_by=f"U{n}")
    ),
    "mark_refused": lambda s, w, x, n: s.mark_refused(w, x, n or None),
    "remove_pbx": lambda s, w, x, _n: s.remove_pbx(w, x),
    "settings": lambda s, w, _x, _n: s.settings(w),
    "save_settings": lambda s, w, x, n: s.save_settings(
        w, Settings(default_pbx=x, short_ring=n, ask_channels=frozenset({x}))
    ),
    "change_settings": lambda s, w, x, n: s.change_settings(
        w, lambda kept: replace(kept, short_ring=kept.short_ring + n, default_pbx=x)
    ),
    "change_person": lambda s, w, x, n: s.change_person(
        w, x, lambda kept: replace(kept, language=f"{kept.language}{n}"[-3:])
    ),
    "person": lambda s, w, x, _n: s.person(w, x),
    "save_person": lambda s, w, x, n: s.save_person(
        w, x, PersonSettings(default_pbx=x, extensions=((x, str(n)),))
    ),
    "channel": lambda s, w, x, _n: s.channel(w, x),
    "save_channel": lambda s, w, x, n: s.save_channel(w, x, ChannelSettings(default_pbx=WORDS[n % 2])),
    "rename_channel": lambda s, w, x, n: s.rename_channel(w, x, WORDS[n % 2]),
    "note": lambda s, w, x, n: s.note(w, AuditEntry(at=n, user=x, deed=Deed.POSTED)),
    "audit": lambda s, w, _x, n: s.audit(w, n),
    "claim": lambda s, w, x, n: s.claim(w, x, n),
    "unclaim": lambda s, w, x, _n: s.unclaim(w, x),
    "hold": lambda s, w, x, n: s.hold(w, x, Hold(holder=f"{x}{n}", until=n + 2), n, anew=n % 2 == 1),
    "confirm": lambda s, w, x, n: s.confirm(w, x, f"{n}", n),
    "release": lambda s, w, x, n: s.release(w, x, f"{x}{n}"),
    "keep_draft": lambda s, w, x, n: s.keep_draft(w, x, f"text {n}", until=n),
    "draft": lambda s, w, x, _n: s.draft(w, x, now=2),
    "drop_draft": lambda s, w, x, _n: s.drop_draft(w, x),
    "workspaces_of": lambda s, w, _x, _n: known_of(s, w),
    "forget": lambda s, w, _x, n: s.forget(w, n or None),
    "save_installation": lambda s, w, x, n: s.save_installation(
        w, replace(INSTALLED, bot_token=f"{x}{n}", installed_at=n)
    ),
    "installation": lambda s, w, _x, _n: s.installation(w),
    "workspaces": lambda s, w, _x, _n: known(s, w),
    # A state is random and of nobody.
    "use_state": lambda s, w, x, n: s.use_state(f"{w}{x}", n),
}

EVERYBODY = (
    US,
    OURS,
    THEIRS,
    Workspace(enterprise="E1", team="T2"),
    Workspace(team=""),
    Workspace(team="E1"),
)

ASKED_LAST = [
    (name, word, 5)
    for name in (
        "pbxs",
        "settings",
        "person",
        "channel",
        "audit",
        "draft",
        "installation",
        "workspaces",
        "workspaces_of",
        "claim",
        "hold",
    )
    for word in WORDS
]


async def known(store: Store, workspace: Workspace) -> bool:
    return workspace in await store.workspaces()


async def known_of(store: Store, workspace: Workspace) -> bool:
    return workspace in await store.workspaces_of(workspace)


async def answers(store: Store, acts: Sequence[Act]) -> dict[Workspace, list[object]]:
    """What each workspace was answered, act by act."""
    got: dict[Workspace, list[object]] = {workspace: [] for workspace, *_ in acts}
    for workspace, name, word, number in acts:
        try:
            got[workspace].append(await DEEDS[name](store, workspace, word, number))
        except PbxNameTaken as trouble:
            got[workspace].append(str(trouble))
    return got


async def answered_apart(kind: str, acts: Sequence[Act]) -> None:
    """Both in one store get what each gets in a store of its own."""
    async with AsyncExitStack() as stack:
        folder = Path(stack.enter_context(TemporaryDirectory()))

        async def fresh(name: str) -> Store:
            if kind == "memory":
                return MemoryStore()
            return await stack.enter_async_context(opened(folder / name))

        together = await answers(await fresh("together"), acts)
        for workspace, got in together.items():
            alone = await answers(await fresh(repr(workspace)), [act for act in acts if act[0] == workspace])
            assert got == alone[workspace]


def test_every_method_of_both_ports_is_among_the_deeds() -> None:
    public = {
        name
        for port in (WorkspaceStore, InstallationStore)
        for name in vars(port)
        if not name.startswith("_")
    }
    assert set(DEEDS) == public


@pytest.mark.parametrize("kind", ["sqlite", "memory"])
@settings(max_examples=40, deadline=None)
@given(
    pair=st.sampled_from(list(permutations(EVERYBODY, 2))),
    deeds=st.lists(
        st.tuples(st.booleans(), st.sampled_from(sorted(DEEDS)), st.sampled_from(WORDS), st.integers(0, 5)),
        min_size=10,
        max_size=40,
    ),
)
def test_two_workspaces_in_one_store_get_what_each_gets_alone(
    kind: str, pair: tuple[Workspace, Workspace], deeds: list[tuple[bool, str, str, int]]
) -> None:
    acts = [(pair[second], name, word, number) for second, name, word, number in deeds]
    acts += [(workspace, *asked) for workspace in pair for asked in ASKED_LAST]
    asyncio.run(answered_apart(kind, acts))


@pytest.mark.parametrize("name", sorted(DEEDS))
@pytest.mark.parametrize("pair", [(US, OURS), (OURS, THEIRS), (THEIRS, US)])
async def test_no_single_deed_reaches_over(name: str, pair: tuple[Workspace, Workspace]) -> None:
    us, them = pair
    saves = [deed for deed in DEEDS if deed.startswith(("save", "keep", "note", "claim", "hold"))]
    theirs = [(them, deed, word, 4) for deed in saves for word in WORDS]
    ours = [(us, deed, word, 3) for deed in saves for word in WORDS]
    deeds = [(us, name, word, 1) for word in WORDS]
    last = [(workspace, *asked) for workspace in pair for asked in ASKED_LAST]
    await answered_apart("sqlite", [*theirs, *ours, *deeds, *last])
