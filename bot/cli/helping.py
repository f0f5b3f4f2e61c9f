"""``help`` where a question is expected: what can be asked, as ``--help`` shows it, and where the rest stands."""

from __future__ import annotations

import click

WHERE = "ringback ask --help shows the options of a question; README, section “{section}”, what can be asked."
SECTION = "What you can ask"


def helped(ctx: click.Context, param: click.Parameter, question: tuple[str, ...]) -> tuple[str, ...]:
    """The question as it was typed; the word ``help`` alone is answered here, and the program ends."""
    del param
    if [word.casefold() for word in question] == ["help"]:
        click.echo(ctx.get_help())
        click.echo()
        click.echo(WHERE.format(section=SECTION))
        ctx.exit()
    return question
