"""The few pages a browser sees: an installation that was done, and what can be wrong with one. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

_STYLE = (
    "body{font:18px/1.5 system-ui,sans-serif;max-width:34em;margin:15vh auto;padding:0 1em;color:#1d1c1d}"
    "a{color:#1264a3}"
)
POLICY = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'"
"""The pages' Content-Security-Policy: nothing is loaded, nobody frames them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What a page says: a title, what happened, and what to do next; ``link`` with its words, or none."""

    title: str
    said: str
    next_step: str
    link: tuple[str, str] | None = None


INSTALL_AGAIN = ("/slack/install", "Install again")

CANCELLED = Page(
    title="Not installed",
    said="The installation was cancelled in Slack; nothing was changed.",
    next_step="Start it again whenever you like.",
    link=INSTALL_AGAIN,
)
TOO_OLD = Page(
    title="Not installed",
    said="This installation was begun elsewhere, more than ten minutes ago, or finished already.",
    next_step="Start it again in this browser.",
    link=INSTALL_AGAIN,
)
ROTATING = Page(
    title="Not installed",
    said="This app's tokens expire after some hours: token rotation is switched on in its settings at Slack.",
    next_step="Whoever runs Ringback creates the app anew from its manifest, without token rotation.",
)


UNANSWERED = Page(
    title="Not installed",
    said="Slack's answer to the installation did not come, or could not be read.",
    next_step="Start it again in a minute; if it stays, whoever runs Ringback checks that it reaches Slack.",
    link=INSTALL_AGAIN,
)


def refused(code: str) -> Page:
    """Slack refuses the installation's code."""
    return Page(
        title="Not installed",
        said=f"Slack refused the installation: {code}.",
        next_step="Start it again; if it stays, whoever runs Ringback checks its Client ID and Client Secret.",
        link=INSTALL_AGAIN,
    )


def troubled(sentence: str, next_step: str) -> Page:
    """A trouble of ours."""
    return Page(title="Not installed", said=sentence, next_step=next_step)


def installed(team: str, address: str) -> Page:
    """It worked; ``address`` opens the app in Slack."""
    return Page(
        title="Installed",
        said=f"Ringback is installed in {team}.",
        next_step="Type /calls setup in any channel to connect your PBX, then ask: /missed yesterday.",
        link=(address, "Open Ringback in Slack"),
    )


def html(page: Page) -> str:
    """The page."""
    link = ""
    if page.link is not None:
        address, words = page.link
        link = f'<p><a href="{escape(address)}">{escape(words)}</a></p>'
    return (
        f'<!doctype html><html lang="en"><meta charset="utf-8"><title>{escape(page.title)} · Ringback</title>'
        f'<meta name="viewport" content="width=device-width"><style>{_STYLE}</style>'
        f"<h1>{escape(page.title)}</h1><p>{escape(page.said)}</p><p>{escape(page.next_step)}</p>{link}</html>"
    )
