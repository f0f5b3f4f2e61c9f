"""Whether a digest can be as somebody wants it: who may ask there, whether the app can post there, what is filtered."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.answers.resolving import by_roster, check_numbers
from bot.answers.unguessed import refuse_guessing
from bot.blocks.state import Question
from bot.query.asker import language_of
from bot.query.read import read_request
from bot.query.request import Kind
from bot.query.time_trouble import NotUnderstood
from bot.query.words_of_question import words_of
from bot.slack.asking import asker_of, bot_user, extension_of, locale_of, with_numbers
from bot.slack.digests.digest_edge_trouble import ChannelArchived, NotInvited, TimeAmongFilters
from bot.slack.digests.filters import filters_alone
from bot.slack.leasing import leased
from bot.slack.people import SLACK_FAILS, reason, refused
from bot.slack.slack_trouble import NotLinked, PersonNotLinked
from bot.slack.standing import meant, named, standing
from bot.slack.wording import pbx_named, pbx_unknown, typed
from bot.workspace.settings import Masking

if TYPE_CHECKING:
    from bot.cdr.roster import Roster
    from bot.digest.digest import Digest
    from bot.digest.draft import Draft
    from bot.ports import Pbx
    from bot.query.asker import Asker
    from bot.slack.desk import Desk
    from bot.slack.occasion import Occasion
    from bot.slack.standing import Standing
    from bot.slack.wording import Typed
    from bot.workspace.pbx import WorkspacePbx

_CALLS = frozenset({"calls", "call"})


@dataclass(frozen=True, slots=True, kw_only=True)
class _Wish:
    """What is to be checked, for whom.

    Attributes:
        said: the filters, without the PBX.
        pbx: the PBX they are asked of.
        owner: whose digest it is, or will be.
    """

    who: Standing
    draft: Draft
    said: Typed
    pbx: WorkspacePbx
    owner: str


async def standing_at(
    desk: Desk, occasion: Occasion, channel: str, digest: Digest | None = None, *, anew: bool = False
) -> Standing:
    """Who acts, and that they may ask in the channel that a digest goes to; empty for a direct message.

    That everybody may ask in a channel counts for whoever acts in it, since then they are in it, and for who has a
    digest there already: naming a channel is not being in it.

    Raises:
        NotAllowed, NotSetUp, SlackRefused: as ``standing``.
    """
    there = channel == occasion.channel or (digest is not None and digest.channel == channel)
    return await standing(desk, replace(occasion, channel=channel if there else ""), anew=anew)


async def checked(
    desk: Desk, occasion: Occasion, draft: Draft, channel: str, *, digest: Digest | None = None
) -> Draft:
    """A draft that can be kept: numbers stand in its text in place of people, and the PBX is taken out of it.

    Args:
        desk: what every listener works with.
        occasion: who wants it, where.
        draft: what they want.
        channel: where it goes; empty for a direct message.
        digest: the one that it changes.

    Raises:
        NotAllowed: they may not ask there.
        NotInvited, ChannelArchived: the app cannot post there.
        TimeAmongFilters: its text says a time.
        NoSuchPbx: its text names a PBX that there is not.
        NotLinked, PersonNotLinked: it is of the calls of somebody whose extension nobody knows.
        Trouble: as a question with these filters.
    """
    who = await standing_at(desk, occasion, channel, digest)
    if channel:
        await demand_place(occasion, channel)
    said = typed(draft.text, await bot_user(desk, occasion), language_of(locale_of(who)))
    text, name = pbx_named(said.text, [pbx.name for pbx in who.pbxs])
    pinned = await _pinned(desk, occasion, who, name, channel)
    wish = _Wish(
        who=who,
        draft=draft,
        said=replace(said, text=text),
        pbx=meant(who.pbxs, (pinned, who.settings.default_pbx)),
        owner=digest.owner if digest else occasion.user,
    )
    try:
        return replace(draft, text=await _filters(desk, occasion, wish), pbx=pinned)
    except NotUnderstood as trouble:
        if not name and (unknown := pbx_unknown(text, str(trouble.facts["words"]))):
            named(who.pbxs, unknown)
        raise


async def demand_place(occasion: Occasion, channel: str) -> None:
    """Go on only where the app can post.

    Raises:
        NotInvited, ChannelArchived: it cannot.
        SlackRefused: Slack does not tell.
    """
    try:
        answer = await occasion.client.conversations_info(channel=channel)
    except SLACK_FAILS as error:
        if reason(error) == "channel_not_found":
            raise NotInvited from None
        raise refused("conversations.info", error) from None
    found = answer.get("channel") or {}
    if found.get("is_archived"):
        raise ChannelArchived
    if not found.get("is_member"):
        raise NotInvited


async def _pinned(desk: Desk, occasion: Occasion, who: Standing, name: str, channel: str) -> str:
    """The id of the PBX it is asked of: by name, else as the channel or its one reader chose; empty for the default."""
    if name:
        return next(pbx.id for pbx in who.pbxs if pbx.name == name)
    wish = who.own.default_pbx
    if channel:
        wish = (await desk.store.channel(occasion.workspace, channel)).default_pbx
    return wish if any(pbx.id == wish for pbx in who.pbxs) else ""


async def _filters(desk: Desk, occasion: Occasion, wish: _Wish) -> str:
    """The text as it is kept; a digest of all calls needs no PBX for that."""
    if not wish.said.text and not wish.draft.own:
        return ""
    async with leased(desk, occasion, wish.pbx) as opened:
        roster = await opened.roster()
        if wish.draft.own:
            await _demand_extension(desk, occasion, wish, roster)
        if not wish.said.text:
            return ""
        question = Question(
            mark=occasion.mark,
            text=wish.said.text,
            now=desk.now(),
            zone=wish.draft.zone,
            locale=locale_of(wish.who),
            pbx=wish.pbx.id,
        )
        text = await _spelled(desk, occasion, wish, question, opened)
        masked = wish.who.settings.masking is Masking.EVERYWHERE
        return await asyncio.to_thread(filters_of, text, asker_of(question), roster, masked=masked)


async def _spelled(desk: Desk, occasion: Occasion, wish: _Wish, question: Question, opened: Pbx) -> str:
    said = wish.said
    if said.own or said.people:
        return await with_numbers(desk, occasion, wish.who, said, question, opened)
    return said.text


async def _demand_extension(desk: Desk, occasion: Occasion, wish: _Wish, roster: Roster) -> None:
    """Own calls need the owner's extension.

    Raises:
        NotLinked, PersonNotLinked: nobody knows it.
    """
    try:
        await extension_of(desk, occasion, wish.owner, wish.pbx.id, roster.emails)
    except PersonNotLinked:
        if wish.owner == occasion.user:
            raise NotLinked from None
        raise


def filters_of(text: str, asker: Asker, roster: Roster, *, masked: bool) -> str:
    """A text that says filters and nothing else; words that only ask are left out. Pure.

    Raises:
        PartsMasked: with ``masked``, where a masked number could be guessed part by part.
        TimeAmongFilters: it says a time.
        QuestionTrouble: it is not understood, or means nobody and nothing that this PBX knows.
    """
    request = read_request(text, asker)
    words = words_of(text)
    time = _missing([word.written for word in words], request.typed)
    if time:
        raise TimeAmongFilters(typed=time)
    if masked:
        refuse_guessing(request.filters, roster)
    by_roster(request.filters, roster)
    check_numbers(request.filters, (), roster)
    asks = request.kind is Kind.MISSED or any(word.plain in _CALLS for word in words if not word.quoted)
    return filters_alone(text, asker) if asks else text


def _missing(words: list[str], typed_without: str) -> str:
    """The words that are left out in a text that has the others in the same order."""
    left, rest = [], f"{typed_without} "
    for word in words:
        if rest.startswith(f"{word} "):
            rest = rest[len(word) + 1 :]
        else:
            left.append(word)
    return " ".join(left)
