"""English."""

from __future__ import annotations

from bot.cdr.leg import Direction
from bot.cdr.outcome import Outcome
from bot.query.filter_words.lexicon import FilterLexicon

LEXICON = FilterLexicon(
    missed=frozenset({"missed", "miss", "unanswered", "not answered", "didn't answer", "we missed", "not picked up"}),
    outcomes={
        "answered": Outcome.ANSWERED, "picked up": Outcome.ANSWERED, "did we answer": Outcome.ANSWERED,
        "taken": Outcome.ANSWERED,
        "handled": Outcome.ANSWERED, "no answer": Outcome.NO_ANSWER, "no-answer": Outcome.NO_ANSWER,
        "noanswer": Outcome.NO_ANSWER, "busy": Outcome.BUSY, "engaged": Outcome.BUSY,
        "failed": Outcome.FAILED, "voicemail": Outcome.VOICEMAIL, "voicemails": Outcome.VOICEMAIL,
        "voice mail": Outcome.VOICEMAIL, "menu only": Outcome.MENU_ONLY, "menu-only": Outcome.MENU_ONLY,
        "only menu": Outcome.MENU_ONLY,
    },
    directions={
        "inbound": Direction.INBOUND, "incoming": Direction.INBOUND, "outbound": Direction.OUTBOUND,
        "outgoing": Direction.OUTBOUND, "internal": Direction.INTERNAL, "called us": Direction.INBOUND,
        "rang us": Direction.INBOUND, "phoned us": Direction.INBOUND, "call us": Direction.INBOUND,
        "ring us": Direction.INBOUND, "phone us": Direction.INBOUND, "we called": Direction.OUTBOUND,
        "we rang": Direction.OUTBOUND, "we phoned": Direction.OUTBOUND, "we made": Direction.OUTBOUND,
        "did we call": Direction.OUTBOUND, "did we ring": Direction.OUTBOUND, "did we phone": Direction.OUTBOUND,
        "did we make": Direction.OUTBOUND,
    },
    outwards=frozenset({"calls out", "call out", "going out", "went out"}),
    inwards=frozenset({"calls in", "call in", "coming in", "came in"}),
    not_after_outwards=frozenset({"of"}),
    after_inwards=frozenset({"today", "yesterday", "on", "at", "from", "to", "since", "between", "before", "after",
                             "and"}),
    parties={
        "from": "caller", "by": "caller", "to": "callee", "with": "either", "between us and": "either",
        "caller": "caller",
    },
    done_by={
        "answered by": "answered", "picked up by": "answered", "taken by": "answered", "handled by": "answered",
        "received by": "", "missed by": "missed", "not answered by": "missed", "unanswered by": "missed",
        "not picked up by": "missed",
    },
    by=frozenset({"by"}),
    places=frozenset({"in", "queue", "in queue", "in the queue", "ring group", "in ring group", "in the ring group",
                      "group", "in group", "in the group", "for queue", "for the queue"}),
    extensions=frozenset({"extension", "ext", "ext.", "of extension", "for extension", "extension number",
                          "number"}),
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
    answers=frozenset({"answer", "take", "handle", "pick up", "answered", "taken", "handled", "picked up"}),
    misses=frozenset({"miss", "missed"}),
    receives=frozenset({"get", "receive", "got", "received"}),
    calls_out=frozenset({"call", "call back", "make", "dial", "ring", "ring back", "called", "called back", "phone",
                         "return"}),
    called=frozenset({"called", "rang", "phoned", "called back", "rang back", "we called", "we rang", "we phoned",
                      "did we call", "did we ring", "did we phone"}),
    back=frozenset({"back"}),
    returned=frozenset({"back", "returned", "callback", "callbacks", "call-back", "call-backs"}),
    unsettled=frozenset({"open", "still open", "tried", "unreturned"}),
    having=frozenset({"with", "with a", "with an", "with talk", "with talk time", "with a talk time"}),
    either=frozenset({"or"}),
    no_names=frozenset({"me", "my", "mine", "out", "back", "them", "him", "her", "they", "it", "or"}),
    asking=frozenset({"did we", "did i", "did anyone", "did anybody", "did someone", "did somebody", "did everyone",
                      "did everybody"}),
    own={
        "me": "with", "mine": "with", "my": "with", "from me": "from", "from mine": "from", "to me": "to",
        "to mine": "to", "with me": "with", "with mine": "with", "by me": "by", "for me": "with",
    },
    own_asking=frozenset({"show me", "give me", "tell me", "send me", "get me", "find me", "let me"}),
    subjects=frozenset({"calls", "call", "callers", "caller", "called", "rang", "history", "log", "records"}),
    filler=frozenset({
        "show", "me", "please", "list", "give", "find", "get", "all", "the", "any", "how", "many", "calls", "call",
        "phone", "who", "whom", "what", "which", "were", "was", "there", "are", "is", "do", "we", "i", "us", "our",
        "have", "has", "had", "been", "that", "of", "on", "for", "and", "?", "!", ".", ",", "hi", "hello", "tell", "a",
        "an", "anyone", "anybody", "someone", "somebody", "everyone", "everybody", "number", "numbers", "caller",
        "callers", "called", "rang", "ring", "talk", "time", "talked", "lasted", "lasting", "where", "history", "log",
        "records",
    }),
)  # fmt: skip
