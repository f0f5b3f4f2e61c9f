"""A word that is a month as well as a number, by its neighbours: the Portuguese dez is December, or ten."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from bot.query.tokens import Token
    from bot.query.words.lexicon import Lexicon

_NUMBERS = ("number", "day in words")


def month_or_hour(tokens: Sequence[Token], at: int, lexicon: Lexicon) -> tuple[str, ...]:
    """The tables in which such a word does not count here; none where it may be either.

    It is an hour behind a word that says so (``das dez``) and as the first of two numbers (``de dez a doze``), and a
    month as the last of two months (``de nov a dez``).
    """
    around = {place: _tables(tokens, at + place, lexicon) for place in (-2, -1, 1, 2)}
    last = _word(tokens, at + 2).isdigit() or ("number" in around[2] and "month" not in around[2])
    dated = _word(tokens, at - 2).isdigit()  # 5 de dez a 7
    first_of_two = last and "to" in around[1] and (at == 0 or ("from" in around[-1] and not dated))
    if "at a bare hour" in around[-1] or first_of_two:
        return ("month",)
    months = "month" in around[-2] and "number" not in around[-2] and "to" in around[-1]
    return _NUMBERS if months and "of" not in around[1] else ()


def _tables(tokens: Sequence[Token], at: int, lexicon: Lexicon) -> Collection[str]:
    return lexicon.singles.get(_word(tokens, at), {})


def _word(tokens: Sequence[Token], at: int) -> str:
    return tokens[at].text if 0 <= at < len(tokens) else ""
