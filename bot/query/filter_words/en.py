"""English."""

from __future__ import annotations

from bot.cdr.leg import Direction
from bot.cdr.outcome import Outcome
from bot.query.filter_words.lexicon import FilterLexicon

LEXICON = FilterLexicon(
    missed=frozenset({"missed", "unanswered", "not answered", "didn't answer", "we missed", "not picked up"}),
    outcomes={
        "answered": Outcome.ANSWERED, "picked up": Outcome.ANSWERED, "no answer": Outcome.NO_ANSWER,
        "no-answer": Outcome.NO_ANSWER, "noanswer": Outcome.NO_ANSWER, "busy": Outcome.BUSY, "engaged": Outcome.BUSY,
        "failed": Outcome.FAILED, "voicemail": Outcome.VOICEMAIL, "voicemails": Outcome.VOICEMAIL,
        "voice mail": Outcome.VOICEMAIL, "menu only": Outcome.MENU_ONLY, "menu-only": Outcome.MENU_ONLY,
        "only menu": Outcome.MENU_ONLY,
    },
    directions={
        "inbound": Direction.INBOUND, "incoming": Direction.INBOUND, "outbound": Direction.OUTBOUND,
        "outgoing": Direction.OUTBOUND, "internal": Direction.INTERNAL,
    },
    parties={
        "from": "caller", "by": "caller", "to": "callee", "with": "either", "between us and": "either",
    },
    places=frozenset({"in", "queue", "in queue", "in the queue", "ring group", "in ring group", "in the ring group",
                      "group", "in group", "in the group", "for queue", "for the queue"}),
    extensions=frozenset({"extension", "ext", "ext.", "of extension", "for extension"}),
    texts={
        "did": "did", "dialled": "did", "dialed": "did", "did number": "did", "pin": "pin_code", "pin code": "pin_code",
        "note": "note", "with note": "note", "with the note": "note", "noted": "note", "code": "disposition_codes",
        "codes": "disposition_codes", "disposition": "disposition_codes", "disposition code": "disposition_codes",
    },
    longer=frozenset({"longer than", "over", "more than", "above", "greater than"}),
    shorter=frozenset({"shorter than", "under", "less than", "below"}),
    at_least=frozenset({"at least", "min", "minimum"}),
    at_most=frozenset({"at most", "up to", "max", "maximum"}),
    lengths={
        "s": 1, "sec": 1, "secs": 1, "second": 1, "seconds": 1, "m": 60, "min": 60, "mins": 60, "minute": 60,
        "minutes": 60, "h": 3600, "hr": 3600, "hrs": 3600, "hour": 3600, "hours": 3600,
    },
    length_suffixes=frozenset({"long", "talk", "talk time", "of talk", "of talk time", "duration"}),
    fuzzy=frozenset({"fuzzy", "fuzzily", "like"}),
    asked=frozenset({"did", "has", "have", "does"}),
    answers=frozenset({"answer", "take", "get", "receive", "handle", "answered", "received", "taken", "handled"}),
    calls_out=frozenset({"call", "call back", "make", "dial", "ring", "ring back", "called", "called back", "phone",
                         "return"}),
    called=frozenset({"called", "rang", "phoned", "called back", "rang back"}),
    back=frozenset({"back"}),
    filler=frozenset({
        "show", "me", "please", "list", "give", "find", "get", "all", "the", "any", "how", "many", "calls", "call",
        "phone", "who", "whom", "what", "which", "were", "was", "there", "are", "is", "do", "did", "we", "i", "us",
        "our", "have", "has", "had", "been", "that", "of", "on", "for", "and", "or", "?", "!", ".", ",", "hi", "hello",
        "tell", "a", "an", "anyone", "anybody", "someone", "somebody", "everyone", "everybody", "back", "number",
        "numbers", "callers", "caller", "called", "rang", "ring", "out", "with", "talk", "time", "talked", "lasted",
        "lasting", "where", "history", "log", "records",
    }),
)  # fmt: skip
