"""A digest that cannot be made or posted is tried again, then said to be missing: never silence, never twice."""

from __future__ import annotations

import errno
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from fakes.digests import MORNING, MemoryDigestStore, delivery
from store.given import OURS, THEIRS

from bot.cdr.pbx_trouble import BadCredentials, CutShort
from bot.cdr.trouble import QuestionTrouble
from bot.digest.digest import About
from bot.ports_of_digests import Found, PostRefused
from digest_rounds.given import Clock, Maker, Scene, Text, moment, numbered, states

if TYPE_CHECKING:
    from datetime import date

    from bot.digest.digest import Digest

SLOT = "2026-11-26T08:30"
DOWN = CutShort(where="pbx:8088")
REFUSED = BadCredentials(number=10003, message="no")
MINUTES = (0, 1, 3, 8, 18, 38, 68, 98, 128, 158, 180)
"""After the slot; each is a try."""


def after(scene: Scene, minutes: float) -> None:
    scene.clock.at = moment("2026-11-26 08:30") + 60 * minutes


async def outage(scene: Scene, minutes: int) -> None:
    """Minute by minute, from the slot on."""
    for minute in range(minutes + 1):
        after(scene, minute)
        await scene.go()


async def test_a_pbx_that_is_down_for_three_hours_is_tried_again_ever_more_rarely_and_then_excused_once(
    scene: Scene,
) -> None:
    scene.maker.trouble = lambda _: DOWN
    await scene.set_up(OURS)
    tries = []
    for minute in range(300):
        after(scene, minute)
        count = len(scene.maker.made)
        await scene.go()
        tries += [minute] * (len(scene.maker.made) - count)
        if minute < 180:
            assert scene.poster.posts == []
    assert tuple(tries) == MINUTES
    assert scene.poster.texts == [Text(SLOT, excuse="cut_short", following="2026-11-27T08:30")]
    assert await states(scene.store) == [(SLOT, "failed", "cut_short")]
    assert scene.teller.told == []


async def test_a_pbx_that_comes_back_in_time_has_its_digest_posted_and_no_excuse(scene: Scene) -> None:
    scene.maker.trouble = lambda _: DOWN
    await scene.set_up(OURS)
    await outage(scene, 20)
    scene.maker.trouble = lambda _: None
    await outage(scene, 60)
    assert scene.poster.texts == [Text(SLOT, late=True)]


async def test_the_digest_after_an_outage_is_as_ever(scene: Scene) -> None:
    scene.maker.trouble = lambda _: DOWN
    await scene.set_up(OURS)
    await outage(scene, 181)
    scene.maker.trouble = lambda _: None
    await scene.at("2026-11-27 08:30")
    assert scene.poster.texts[1:] == [Text("2026-11-27T08:30")]


async def test_one_that_a_person_wants_again_is_posted_and_where_it_fails_that_person_alone_is_told_at_once(
    scene: Scene,
) -> None:
    scene.maker.trouble = lambda _: DOWN
    await scene.set_up(OURS)
    await outage(scene, 181)
    for why, told in (("again U7", "U7"), ("again", "U1")):
        await scene.store.again(OURS, "d1", SLOT, int(scene.clock.at), why)
        await scene.go()
        assert scene.teller.told.pop() == (told, "not_made", "cut_short")
        assert await states(scene.store) == [(SLOT, "failed", "cut_short")]
    assert [text.excuse for text in scene.poster.texts if isinstance(text, Text)] == ["cut_short"]
    scene.maker.trouble = lambda _: None
    await scene.store.again(OURS, "d1", SLOT, int(scene.clock.at))
    await scene.at("2026-11-26 23:10")
    assert scene.poster.texts[1:] == [Text(SLOT, late=True)]
    assert await states(scene.store) == [(SLOT, "posted", "")]


async def test_where_who_asked_cannot_be_told_the_place_it_was_to_go_to_is(scene: Scene) -> None:
    scene.maker.trouble = lambda _: DOWN
    scene.teller.deaf = True
    await scene.set_up(OURS)
    await scene.store.begin(OURS, delivery(int(scene.clock.at), why="again U7"))
    await scene.go()
    assert [text.excuse for text in scene.poster.texts if isinstance(text, Text)] == ["cut_short"]


async def test_who_asked_is_told_that_slack_did_not_take_it(scene: Scene) -> None:
    scene.poster.before = lambda _: PostRefused("fatal_error", permanent=False)
    await scene.set_up(OURS)
    await scene.store.begin(OURS, delivery(int(scene.clock.at), why="again U7"))
    await scene.go()
    assert scene.teller.told == [("U7", "not_posted", "fatal_error")]


async def test_one_that_surely_does_not_stand_in_slack_is_tried_as_often_as_any_other_and_its_channel_told(
    scene: Scene,
) -> None:
    """Nobody asked for it: it was posting when its process was killed, and Slack shows that it was not posted."""
    await scene.set_up(OURS)
    scene.poster.before = lambda _: ConnectionError()
    await scene.at("2026-11-26 08:30")
    assert await states(scene.store) == [(SLOT, "posting", "")]
    scene.poster.before = lambda _: None
    scene.poster.found = Found(sure=True)
    scene.maker.trouble = lambda _: DOWN
    await outage(scene, 200)
    assert scene.poster.texts == [Text(SLOT, excuse="cut_short", following="2026-11-27T08:30")]
    assert scene.teller.told == []
    assert len(scene.maker.made) > 5


async def test_a_digest_whose_zone_is_gone_pauses_and_its_owner_is_told_once_while_the_others_are_posted(
    scene: Scene,
) -> None:
    first, second = numbered(2)
    gone = replace(first, zone="Mars/Olympus_Mons")
    await scene.store.save_digest(OURS, gone, moment("2026-11-26 08:30"))
    await scene.set_up(OURS, second)
    for text in ("2026-11-26 08:30", "2026-11-26 09:31", "2026-11-27 08:30"):
        await scene.at(text)
    assert {digest for _, digest, _ in scene.poster.posts} == {"d2"}
    assert scene.teller.told == [("U1", "paused", "digest_zone_gone")]
    kept = await scene.store.digest(OURS, "d1")
    assert kept is not None
    assert kept.paused_because == "digest_zone_gone"


class UnreadableOnce(frozenset["date"]):
    """Stands for a machine that has no file to spare at that moment."""

    seen = 0

    def __contains__(self, day: object) -> bool:
        UnreadableOnce.seen += 1
        if UnreadableOnce.seen == 1:
            raise OSError(errno.EMFILE, "Too many open files")
        return False


async def test_a_slot_that_the_machine_keeps_from_being_worked_out_waits_for_the_next_turn() -> None:
    scene = Scene(MemoryDigestStore(), Clock("2026-11-26 08:00"))
    UnreadableOnce.seen = 0
    digest = replace(MORNING, skip_on=UnreadableOnce())
    await scene.store.save_digest(OURS, digest, moment("2026-11-26 08:30"))
    await scene.at("2026-11-26 08:30")
    assert scene.poster.texts == []
    await scene.at("2026-11-26 08:31")
    assert scene.poster.texts == [Text(SLOT)]


async def test_what_is_the_words_of_one_digest_does_not_stop_the_others(scene: Scene) -> None:
    first, second = numbered(2)
    scene.maker.trouble = lambda digest: QuestionTrouble() if digest.id == "d1" else None
    await scene.set_up(OURS, first)
    await scene.set_up(OURS, second)
    await scene.at("2026-11-26 08:30")
    assert [digest for _, digest, _ in scene.poster.posts] == ["d2"]
    assert await states(scene.store) == [(SLOT, "failed", "trouble")]


async def test_a_pbx_that_is_down_is_asked_once_for_all_that_it_would_have_served(scene: Scene) -> None:
    scene.maker.trouble = lambda _: DOWN
    for digest in numbered(20):
        await scene.set_up(OURS, digest)
    await scene.at("2026-11-26 08:30")
    assert len(scene.maker.made) == 1
    assert [await states(scene.store, f"d{n}") for n in range(1, 21)] == [
        [(SLOT, "failed", "cut_short")]
    ] * 20


async def test_a_fault_of_our_own_is_excused_like_any_other_and_stops_nobody_else(scene: Scene) -> None:
    first, second = numbered(2)
    scene.maker.trouble = lambda digest: ZeroDivisionError() if digest.id == "d1" else None
    await scene.set_up(OURS, first)
    await scene.set_up(OURS, second)
    await outage(scene, 181)
    assert [payload for _, digest, payload in scene.poster.posts if digest == "d1"] == [
        Text(SLOT, excuse="digest_unmade", following="2026-11-27T08:30")
    ]
    assert [payload for _, digest, payload in scene.poster.posts if digest == "d2"] == [Text(SLOT)]


async def test_one_that_takes_too_long_is_cut_off(scene: Scene) -> None:
    scene.maker.seconds = 5
    scene.limits = replace(scene.limits, make_seconds=0.05)
    await scene.set_up(OURS)
    await scene.at("2026-11-26 08:30", scene.started())
    assert await states(scene.store) == [(SLOT, "failed", "digest_took_too_long")]


async def test_one_that_kills_whoever_makes_it_is_given_up(scene: Scene) -> None:
    await scene.store.save_digest(OURS, MORNING, moment("2026-11-27 08:30"))
    due = moment("2026-11-26 08:30")
    assert await scene.store.begin(OURS, replace(delivery(due), slot=SLOT))
    for number in range(40):
        now = due + 180 * number
        assert len(await scene.store.claim(now, f"killed {number}", now + 120, 5)) == 1
    await scene.at("2026-11-26 11:00")
    assert [text.excuse for text in scene.poster.texts if isinstance(text, Text)] == ["digest_unmade"]
    assert scene.maker.made == []


@pytest.mark.parametrize("code", ["channel_not_found", "not_in_channel", "is_archived", "account_inactive"])
async def test_a_channel_that_is_gone_pauses_its_digest_and_its_owner_is_told_once(
    scene: Scene, code: str
) -> None:
    scene.poster.before = lambda _: PostRefused(code, permanent=True)
    await scene.set_up(OURS)
    await scene.at("2026-11-26 08:30")
    await scene.at("2026-11-26 08:40")
    await scene.at("2026-11-28 08:30", scene.started("w2"))
    assert scene.teller.told == [("U1", "paused", code)]
    digest = await scene.store.digest(OURS, "d1")
    assert digest is not None
    assert (digest.paused, digest.paused_because) == (moment("2026-11-26 08:30"), code)
    assert await states(scene.store) == [(SLOT, "failed", code)]
    assert scene.rounds.figures.paused == 1


async def test_a_paused_digest_whose_channel_is_back_goes_on_when_it_is_resumed(scene: Scene) -> None:
    scene.poster.before = lambda _: PostRefused("not_in_channel", permanent=True)
    await scene.set_up(OURS)
    await scene.at("2026-11-26 08:30")
    scene.poster.before = lambda _: None
    await scene.set_up(OURS, MORNING)
    await scene.at("2026-11-27 08:30")
    assert scene.poster.texts == [Text("2026-11-27T08:30")]


async def test_an_owner_who_cannot_be_told_stops_nothing(scene: Scene) -> None:
    scene.poster.before = lambda digest: PostRefused("x", permanent=True) if digest.id == "d1" else None
    scene.teller.deaf = True
    for digest in numbered(2):
        await scene.set_up(OURS, digest)
    await scene.at("2026-11-26 08:30")
    assert [digest for _, digest, _ in scene.poster.posts] == ["d2"]
    assert await states(scene.store) == [(SLOT, "failed", "x")]


async def test_a_slack_that_refuses_for_hours_is_given_up_and_the_owner_told_once(scene: Scene) -> None:
    scene.poster.before = lambda _: PostRefused("fatal_error", permanent=False)
    await scene.set_up(OURS)
    await outage(scene, 400)
    assert scene.teller.told == [("U1", "not_posted", "fatal_error")]
    assert await states(scene.store) == [(SLOT, "failed", "fatal_error")]


async def test_three_refusals_of_the_secret_pause_all_digests_of_the_pbx_and_tell_the_admins_once(
    scene: Scene,
) -> None:
    scene.maker.trouble = lambda digest: REFUSED if digest.pbx != "p2" else None
    digests = [
        *numbered(3),
        replace(MORNING, id="d8", number=8, pbx="p1"),
        replace(MORNING, id="d9", number=9, pbx="p2"),
    ]
    for digest in digests:
        await scene.set_up(OURS, digest)
    await scene.set_up(THEIRS, replace(MORNING, pbx="p2"))
    await scene.store.save_digest(OURS, replace(MORNING, id="d7", number=7), moment("2026-11-27 08:30"))
    await outage(scene, 30)
    assert scene.teller.told == [("", "pbx_refuses", "bad_credentials")]
    assert scene.teller.notices[0].pbx == "p1"
    paused = {
        each.id: each.paused_because for each in await scene.store.digests(OURS) if each.paused is not None
    }
    assert paused == dict.fromkeys(("d1", "d2", "d3", "d7", "d8"), "bad_credentials")
    excused = sorted(
        digest for _, digest, text in scene.poster.posts if text == Text(SLOT, excuse="bad_credentials")
    )
    assert excused == ["d1", "d2", "d3", "d8"]
    assert sorted(digest for _, digest, text in scene.poster.posts if text == Text(SLOT)) == ["d1", "d9"]
    assert (
        len(scene.maker.made) == 3 + 2
    )  # the refused PBX is asked three times for all, the other once for each


async def test_refusals_that_are_not_in_a_row_pause_nothing(scene: Scene) -> None:
    later = replace(MORNING.recurrence, at=MORNING.recurrence.at.replace(minute=45))
    await scene.set_up(OURS)
    await scene.set_up(OURS, replace(MORNING, id="d2", number=2, recurrence=later))
    for minute in (30, 45):
        scene.maker.trouble = lambda _: REFUSED
        await scene.at(f"2026-11-26 08:{minute}")
        await scene.at(f"2026-11-26 08:{minute + 1}")
        scene.maker.trouble = lambda _: None
        await scene.at(f"2026-11-26 08:{minute + 3}")
    assert scene.poster.texts == [Text(SLOT), Text("2026-11-26T08:45")]
    assert scene.teller.told == []


async def test_refusals_are_counted_across_restarts(scene: Scene) -> None:
    scene.maker.trouble = lambda _: REFUSED
    await scene.set_up(OURS)
    for number, minute in enumerate((30, 31, 33)):
        await scene.at(f"2026-11-26 08:{minute}", scene.started(f"w{number}"))
    assert scene.teller.told == [("", "pbx_refuses", "bad_credentials")]
    assert scene.poster.texts == [Text(SLOT, excuse="bad_credentials")]


async def test_where_there_is_no_pbx_that_is_excused_as_well(scene: Scene) -> None:
    class NoPbx(Maker):
        async def pbx(self, workspace: object, digest: Digest) -> str:  # noqa: ARG002 - there is none
            raise DOWN

    scene.maker = NoPbx()
    scene.rounds = scene.started()
    await scene.set_up(OURS)
    await outage(scene, 181)
    assert [text.excuse for text in scene.poster.texts if isinstance(text, Text)] == ["cut_short"]


async def test_an_owner_is_told_once_of_a_channel_that_is_gone_however_many_posts_it_refuses(
    scene: Scene,
) -> None:
    scene.poster.before = lambda _: PostRefused("is_archived", permanent=True)
    await scene.set_up(OURS)
    await scene.store.begin(OURS, replace(delivery(moment("2026-11-26 08:29")), slot="2026-11-26T08:29"))
    await scene.at("2026-11-26 08:30")
    assert scene.teller.told == [("U1", "paused", "is_archived")]


async def test_admins_are_told_once_of_a_pbx_that_refuses_however_many_windows_it_was_asked_for(
    scene: Scene,
) -> None:
    scene.maker.trouble = lambda _: REFUSED
    await scene.set_up(OURS)
    await scene.set_up(OURS, replace(MORNING, id="d2", number=2, about=About.TODAY))
    await outage(scene, 10)
    assert scene.teller.told == [("", "pbx_refuses", "bad_credentials")]
    assert scene.poster.texts == [Text(SLOT, excuse="bad_credentials")] * 2


async def test_a_pbx_that_was_mended_is_given_three_tries_again(scene: Scene) -> None:
    scene.maker.trouble = lambda _: REFUSED
    await scene.set_up(OURS)
    await outage(scene, 10)
    await scene.set_up(OURS)
    await scene.at("2026-11-27 08:30")
    await scene.at("2026-11-27 08:31")
    assert len(scene.teller.told) == 1
    await scene.at("2026-11-27 08:33")
    assert len(scene.teller.told) == 2


async def test_an_excuse_that_slack_refuses_is_not_made_again_and_the_owner_is_told(scene: Scene) -> None:
    scene.maker.trouble = lambda _: REFUSED
    scene.poster.before = lambda _: PostRefused("fatal_error", permanent=False)
    await scene.set_up(OURS)
    await outage(scene, 30)
    assert scene.teller.told == [
        ("", "pbx_refuses", "bad_credentials"),
        ("U1", "not_posted", "fatal_error"),
    ]
    assert len(scene.maker.made) == 3
    assert await states(scene.store) == [(SLOT, "failed", "bad_credentials")]
