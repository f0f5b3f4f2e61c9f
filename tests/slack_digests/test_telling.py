"""Telling people what became of a digest."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from answers.digest_month import DIGEST
from fakes.store import MemoryStore
from slack_edge.given import buttons_of, text_of
from slack_edge.office import ACME, OFFICE

from bot.cdr.link_trouble import ConnectionRefused
from bot.digest.delivery import State
from bot.ports_of_digests import News, Notice
from bot.slack.connecting import saved
from bot.slack.digests.telling import NobodyTold
from bot.slack.drafts import Draft, keep
from bot.slack.drafts import State as Form
from bot.workspace.settings import Settings
from bot.workspace.workspace import Workspace
from slack_digests.given_rounds import DUE, side

if TYPE_CHECKING:
    from bot.digest.digest import Digest
    from slack_digests.given_rounds import Side

OURS = replace(DIGEST, owner="U3")
"""A digest of a member who is nothing else."""


def notice(news: News, why: str = "", digest: Digest = OURS, pbx: str = "") -> Notice:
    return Notice(news=news, digest=digest, delivery=replace(DUE, why=why), pbx=pbx)


async def set_up_by(here: Side, user: str) -> None:
    await here.desk.store.save_pbx(ACME, replace(OFFICE, set_up_by=user))


async def test_an_owner_is_asked_about_an_unknown_one_with_a_button_that_posts_it_again() -> None:
    async with side() as here:
        await here.teller.tell(ACME, "U3", notice(News.UNKNOWN))
        (told,) = here.direct("U3")
        assert "may have been posted, or not" in text_of(told)
        assert set(buttons_of(told)) == {"digest:again", "digest:leave"}
        assert here.slack.messages("C1") == []


@pytest.mark.parametrize(
    ("why", "words"),
    [
        ("not_in_channel", ["Ringback is not in its channel any more", "/invite @Ringback", "resume 3"]),
        ("is_archived", ["its channel is archived", "/calls digest edit 3"]),
        ("channel_shared", ["people of another organisation can read its channel", "/calls digest edit 3"]),
        ("a_new_code", ["the answer was “a_new_code”", "resume 3"]),
    ],
)
async def test_an_owner_is_told_why_a_digest_is_paused_and_what_helps(why: str, words: list[str]) -> None:
    async with side() as here:
        await here.teller.tell(ACME, "U3", notice(News.PAUSED, why))
        (told,) = here.direct("U3")
        assert "Digest 3 is paused" in text_of(told)
        for each in (*words, "<#C1>"):
            assert each in text_of(told)


async def test_an_owner_is_told_that_a_slot_was_given_up_and_when_the_next_one_comes() -> None:
    async with side() as here:
        await here.teller.tell(ACME, "U3", notice(News.NOT_POSTED, "ratelimited"))
        (told,) = here.direct("U3")
        assert "Digest 3 of Thu 26 Nov 08:30" in text_of(told)
        assert "Slack wanted to be left alone" in text_of(told)
        assert "Fri 27 Nov 08:30" in text_of(told)


async def test_who_asked_for_one_at_once_is_told_why_there_is_none_and_what_helps_and_nobody_else_is() -> (
    None
):
    async with side() as here:
        trouble = ConnectionRefused(where="pbx:8088")
        asked = replace(notice(News.NOT_MADE, trouble.code), trouble=trouble)
        await here.teller.tell(ACME, "U1", asked)
        (told,) = here.direct("U1")
        assert "Digest 3 of Thu 26 Nov 08:30 could not be made. Nothing answers at pbx:8088." in text_of(told)
        assert "Check the port" in text_of(told)
        assert "<#C1>" in text_of(told)
        assert here.direct("U3") == here.slack.messages("C1") == []


async def test_who_set_a_pbx_up_is_told_that_its_digests_are_paused_with_the_button_that_mends_it() -> None:
    async with side() as here:
        await set_up_by(here, "U1")
        await here.teller.tell(ACME, "", notice(News.PBX_REFUSES, pbx="p1"))
        (told,) = here.direct("U1")
        assert "Office refused its Client ID or Client Secret" in text_of(told)
        assert buttons_of(told) == {"setup:reconnect": "p1"}
        assert here.direct("U3") == []


@pytest.mark.parametrize("news", [News.UNKNOWN, News.PAUSED, News.NOT_POSTED])
async def test_of_a_deactivated_owners_digest_who_may_mend_it_is_told_and_whose_it_is(news: News) -> None:
    async with side() as here:
        await set_up_by(here, "U1")
        here.slack.users["U3"].deleted = True
        await here.teller.tell(ACME, "U3", notice(news, "account_inactive"))
        (told,) = here.direct("U1")
        assert "a digest of <@U3>, who cannot be told" in text_of(told)
        opened = [call.arguments["users"] for call in here.slack.calls if call.method == "conversations.open"]
        assert opened == ["U1"], "Slack may take a message that a deactivated account never reads"


async def test_an_owner_whom_slack_lets_nobody_write_to_is_one_who_cannot_be_told() -> None:
    async with side() as here:
        await here.desk.store.save_settings(ACME, Settings(set_up_people=frozenset({"U1"})))
        here.slack.fail("conversations.open", error="user_not_found")
        await here.teller.tell(ACME, "U3", notice(News.UNKNOWN))
        assert here.direct("U3") == []
        assert len(here.direct("U1")) == 1


async def test_where_nobody_could_be_told_that_is_said_to_the_rounds() -> None:
    async with side() as here:
        here.slack.users["U3"].deleted = True
        with pytest.raises(NobodyTold):
            await here.teller.tell(ACME, "U3", notice(News.UNKNOWN))


async def test_no_message_calls_anybody_whatever_a_pbx_is_called() -> None:
    async with side(store=MemoryStore()) as here:
        await here.desk.store.save_pbx(ACME, replace(OFFICE, name="<!channel>"))
        await here.desk.store.save_settings(ACME, Settings(set_up_people=frozenset({"U1"})))
        await here.teller.tell(ACME, "", notice(News.PBX_REFUSES, pbx="p1"))
        assert "<!channel>" not in here.direct("U1")[0].text


# Connected again


async def paused(here: Side, number: int, **how: Any) -> None:  # noqa: ANN401 - fields of a digest
    more = {"paused": here.desk.now() - 9, "paused_because": "bad_credentials", **how}
    digest = replace(DIGEST, id=f"d{number}", number=number, **more)
    await here.desk.digests.save_digest(ACME, digest, None)


async def connected_again(here: Side) -> str:
    """The form's last step is sent; what it shows then."""
    occasion = await here.speaking.occasion(ACME, "U1")
    state = Form(pbx="p1", draft="draft-1")
    await keep(here.desk, occasion, state, Draft(pbx=OFFICE, typed=True))
    view = {"private_metadata": state.written()}
    return str(await saved(here.desk, occasion, view))


async def test_a_pbx_that_is_connected_again_has_its_digests_go_on() -> None:
    async with side() as here:
        await here.desk.store.save_pbx(ACME, replace(OFFICE, refused=here.desk.now() - 9))
        await here.desk.store.save_pbx(ACME, replace(OFFICE, id="p2", name="Berlin"))
        await paused(here, 1)
        await paused(here, 2, pbx="p1")
        await paused(here, 3, pbx="p2")
        await paused(here, 4, paused_because="")
        await paused(here, 5, paused_because="channel_not_found")
        await paused(here, 6, pbx="p9")
        assert "2 digests that were paused because of the refusal go on." in await connected_again(here)
        digests = await here.desk.digests.digests(ACME)
        assert [each.number for each in digests if each.paused is None] == [1, 2]
        assert await here.desk.digests.next_moment() == DUE.due + 86_400


async def test_one_that_told_of_that_time_already_does_not_tell_of_it_again() -> None:
    async with side() as here:
        here.clock.moment = "2026-11-26 08:00"
        await paused(here, 1, paused=None, paused_because="")
        told = replace(DUE, state=State.POSTED)
        await here.desk.digests.begin(ACME, told)
        await paused(here, 1)
        assert "A digest that was paused because of the refusal goes on." in await connected_again(here)
        assert await here.desk.digests.next_moment() == DUE.due + 86_400


async def test_a_connection_that_has_no_paused_digests_says_nothing_of_them() -> None:
    async with side() as here:
        assert "digest" not in await connected_again(here)
        assert await here.desk.digests.digests(Workspace(team="T2")) == ()
