"""``ringback explain``: how a question is understood, without any PBX."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from bot.cli.helping import helped
from bot.cli.options import examples, person_options

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.cli.options import Person


@click.command(
    epilog=examples(
        "ringback explain missed yesterday to 2005",
        "ringback explain 5/6 --locale en-US --json",
        "ringback explain --batch < questions.jsonl",
    )
)
@click.argument("question", nargs=-1, callback=helped, is_eager=True)
@person_options
@click.option("--json", "as_json", is_flag=True, help="Print windows, filters and kind as JSON.")
@click.option(
    "--batch", is_flag=True, help="Read JSON lines from standard input, write one JSON line for each."
)
@click.option("--verbose", "-v", is_flag=True, help="Show which words became what, as a tree.")
def explain(*, question: tuple[str, ...], person: Person, as_json: bool, batch: bool, verbose: bool) -> None:
    """Show how a QUESTION, in one word or several, is understood; asks no PBX.

    With --batch each line of standard input is an object with "text" and, if wanted, "now", "timezone", "locale",
    "date_order", "week_start"; "phrase_only": true reads a time phrase alone.
    """
    if batch:
        if question or as_json or verbose:
            raise click.UsageError("--batch takes its questions from standard input, and answers in JSON.")
        _stream()
        return
    if not question:
        raise click.UsageError("Write a question, such as: ringback explain missed yesterday")
    _one(" ".join(question), person, as_json=as_json, verbose=verbose)


def _one(text: str, person: Person, *, as_json: bool, verbose: bool) -> None:
    from bot.cli.asked import refuse_own
    from bot.cli.options import asker
    from bot.cli.screen import stdout_screen, write, write_json
    from bot.clock import SystemClock
    from bot.query.explain import request_json
    from bot.query.read import read_request
    from bot.query.tree import tree_json, tree_of
    from bot.terminal import explain_page

    asks = asker(person, SystemClock().now())
    refuse_own(text, asks.language)
    request = read_request(text, asks)
    parsed = tree_of(text, asks) if verbose else None
    if as_json:
        told = request_json(request)
        write_json(told if parsed is None else {**told, "tree": tree_json(parsed)})
        return
    shown = stdout_screen()
    write(explain_page(request, width=shown.width, colour=shown.colour, parsed=parsed))


def _stream() -> None:
    """One line out for every line in, at once: whoever writes the other end may wait for it."""
    import msgspec

    from bot.clock import SystemClock
    from bot.query.explain import explained

    clock, encode = SystemClock(), msgspec.json.encode
    for line in _lines():
        click.echo(encode(explained(line, clock.now())))


def _lines() -> Iterator[str]:
    """The lines of standard input as UTF-8, whatever the locale; an empty one is left out."""
    for line in sys.stdin.buffer:
        text = line.decode("utf-8", "replace").strip()
        if text:
            yield text
