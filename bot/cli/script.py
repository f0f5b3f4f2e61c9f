"""What the demo asks and says, in one table."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """One question of the conversation.

    Attributes:
        question: as it is typed.
        about: what the narrator says first; what it shows.
        new_format: date format and clock that the admin sets right before it, if any.
    """

    question: str
    about: str
    new_format: tuple[str, int] | None = None


SCENES = (
    Scene(
        question="missed yesterday",
        about=(
            "Who was missed, and has anyone called them back? The PBX stores legs: a menu, a queue and three agents "
            "make five rows of one call. What is counted here is calls."
        ),
    ),
    Scene(
        question="missed yesterday afternoon in Sales",
        about="A time and filters, in any order. Names of queues, groups and people come from the PBX.",
    ),
    Scene(
        question='answered from "Amara Osei" since Monday longer than 2m',
        about="One person's calls.",
    ),
    Scene(
        question="voicemail on 3/11",
        about="3 November, or 11 March? It is read as the person writes dates, and the other reading is offered.",
    ),
    Scene(
        question="mised last Friday",
        about="A slip of the finger is set right, and said. A word that nobody knows is refused, never left out.",
    ),
    Scene(
        question="missed yesterday afternoon in Sales",
        about=(
            "Now the admin sets the PBX to MM/DD/YYYY and a 24-hour clock, and tells nobody. To the PBX, 10/11/2026 "
            "is the 11th of October from this moment on. It answers SUCCESS with no record, and a program that "
            "believes that reports an afternoon without missed calls. The second question again:"
        ),
        new_format=("MM/DD/YYYY", 24),
    ),
)

OPENING = (
    "A simulated Yeastar P-Series PBX now answers at {url}: {days} days of an office's calls, in London, where it is "
    "{now}. Ringback knows its address, Client ID and Secret, and nothing else."
)
DISCOVERED = (
    "Discovered in {seconds}: {machine}; it writes dates as {form} with a {clock}-hour clock, in {zone}. "
    "Proved by finding a record that is known to be there."
)
UNDERSTOOD = "understood"
SENT = "sent"
TOOK = "Answered in {seconds}."
SAME = "The same calls as when it was asked before, although the PBX writes dates in another way now."

PROMPT = "ask> "
YOUR_TURN = "Your turn: ask this office anything. “help” shows what can be asked, “quit” ends."
HELP = (
    "missed yesterday · calls today · missed last week in Support · from 4005 this week · to Warehouse yesterday",
    "with 07700900011 last week · answered outbound since Monday longer than 5m · voicemail last Friday afternoon",
    "Extensions 4001 to 4012, the queues Sales and Support, the ring group Reception, the group “Head Office”.",
    "quit, Ctrl-D or Ctrl-C ends.",
)
THE_END = "Ask your own PBX: {ringback} doctor --help, then {ringback} ask --help."
