"""German."""

from __future__ import annotations

from bot.cdr.leg import Direction
from bot.cdr.outcome import Outcome
from bot.query.filter_words.lexicon import FilterLexicon

LEXICON = FilterLexicon(
    missed=frozenset({
        "verpasst", "verpasste", "verpassten", "verpasster", "verpassen", "haben wir verpasst", "entgangen",
        "entgangene",
        "entgangenen", "unbeantwortet", "unbeantwortete", "unbeantworteten", "nicht angenommen", "nicht angenommene",
        "nicht angenommenen", "nicht beantwortet", "nicht beantwortete", "nicht beantworteten",
    }),
    outcomes={
        "angenommen": Outcome.ANSWERED, "angenommene": Outcome.ANSWERED, "angenommenen": Outcome.ANSWERED,
        "beantwortet": Outcome.ANSWERED, "beantwortete": Outcome.ANSWERED, "beantworteten": Outcome.ANSWERED,
        "entgegengenommen": Outcome.ANSWERED, "entgegengenommene": Outcome.ANSWERED, "keine antwort": Outcome.NO_ANSWER,
        "ohne antwort": Outcome.NO_ANSWER, "besetzt": Outcome.BUSY, "besetzte": Outcome.BUSY,
        "fehlgeschlagen": Outcome.FAILED, "fehlgeschlagene": Outcome.FAILED, "fehlgeschlagenen": Outcome.FAILED,
        "gescheitert": Outcome.FAILED, "voicemail": Outcome.VOICEMAIL, "voicemails": Outcome.VOICEMAIL,
        "mailbox": Outcome.VOICEMAIL, "auf der mailbox": Outcome.VOICEMAIL, "auf die mailbox": Outcome.VOICEMAIL,
        "anrufbeantworter": Outcome.VOICEMAIL, "auf dem anrufbeantworter": Outcome.VOICEMAIL,
        "sprachnachricht": Outcome.VOICEMAIL, "sprachnachrichten": Outcome.VOICEMAIL, "nur menü": Outcome.MENU_ONLY,
        "nur im menü": Outcome.MENU_ONLY,
    },
    directions={
        "eingehend": Direction.INBOUND, "eingehende": Direction.INBOUND, "eingehenden": Direction.INBOUND,
        "ankommend": Direction.INBOUND, "ankommende": Direction.INBOUND, "ankommenden": Direction.INBOUND,
        "reinkommende": Direction.INBOUND, "hereinkommende": Direction.INBOUND, "ausgehend": Direction.OUTBOUND,
        "ausgehende": Direction.OUTBOUND, "ausgehenden": Direction.OUTBOUND, "abgehend": Direction.OUTBOUND,
        "abgehende": Direction.OUTBOUND, "abgehenden": Direction.OUTBOUND, "intern": Direction.INTERNAL,
        "interne": Direction.INTERNAL, "internen": Direction.INTERNAL, "hat uns angerufen": Direction.INBOUND,
        "haben uns angerufen": Direction.INBOUND, "haben wir angerufen": Direction.OUTBOUND,
        "wir angerufen haben": Direction.OUTBOUND,
    },
    parties={
        "von": "caller", "vom": "caller", "von der": "caller", "von nebenstelle": "caller", "anrufer": "caller",
        "an": "callee", "zu": "callee", "nach": "callee", "an die": "callee", "an nebenstelle": "callee",
        "für": "callee", "mit": "either", "mit der": "either", "mit nebenstelle": "either",
    },
    done_by={
        "angenommen von": "answered", "beantwortet von": "answered", "entgegengenommen von": "answered",
        "verpasst von": "missed", "nicht angenommen von": "missed", "nicht beantwortet von": "missed",
    },
    by=frozenset({"durch"}),
    places=frozenset({
        "in", "im", "in der", "queue", "in queue", "in der queue", "warteschlange", "in der warteschlange",
        "in warteschlange",
        "gruppe", "in der gruppe", "in gruppe", "rufgruppe", "in der rufgruppe", "abteilung", "in der abteilung",
    }),
    extensions=frozenset({"nebenstelle", "durchwahl", "nst", "nst.", "apparat", "nummer", "der nummer"}),
    texts={
        "did": "did", "gewählte nummer": "did", "pin": "pin_code", "mit pin": "pin_code", "notiz": "note",
        "mit notiz": "note", "mit der notiz": "note", "code": "disposition_codes", "codes": "disposition_codes",
        "mit code": "disposition_codes",
    },
    longer=frozenset({"länger als", "über", "mehr als"}),
    shorter=frozenset({"kürzer als", "unter", "weniger als"}),
    at_least=frozenset({"mindestens", "wenigstens", "min"}),
    at_most=frozenset({"höchstens", "maximal", "max"}),
    lengths={
        "s": 1, "sek": 1, "sekunde": 1, "sekunden": 1, "m": 60, "min": 60, "minute": 60, "minuten": 60, "h": 3600,
        "std": 3600, "stunde": 3600, "stunden": 3600,
    },
    length_suffixes=frozenset({"lang", "gesprächszeit", "gespräch", "dauer"}),
    fuzzy=frozenset({"ungefähr", "ähnlich"}),
    having=frozenset({"mit"}),
    either=frozenset({"oder"}),
    no_names=frozenset({"oder", "uns", "wir", "sie", "ihn"}),
    returned=frozenset({"zurückgerufen", "rückruf", "rückrufe"}),
    unsettled=frozenset({"offen", "offene", "offenen"}),
    subjects=frozenset({"anrufe", "anruf", "anrufen", "gespräche", "gespräch", "telefonate", "anrufer", "angerufen"}),
    filler=frozenset({
        "zeig", "zeige", "zeigen", "mir", "bitte", "liste", "gib", "finde", "alle", "die", "der", "das", "den", "dem",
        "wie",
        "viele", "anrufe", "anruf", "anrufen", "gespräche", "gespräch", "gesprächen", "telefonate", "telefonaten",
        "wer",
        "wen", "welche", "welcher", "was", "waren", "war", "gab", "es", "sind", "ist", "hat", "haben", "wir", "ich",
        "uns",
        "unsere", "unser", "und", "?", "!", ".", ",", "hallo", "ein", "eine", "einen", "jemand", "angerufen",
        "telefoniert",
        "anrufer", "anrufern", "dauerten", "gedauert", "wurden", "wurde",
    }),
)  # fmt: skip
