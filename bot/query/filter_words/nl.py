"""Dutch."""

from __future__ import annotations

from bot.cdr.leg import Direction
from bot.cdr.outcome import Outcome
from bot.query.filter_words.lexicon import FilterLexicon

LEXICON = FilterLexicon(
    missed=frozenset({
        "gemist", "gemiste", "onbeantwoord", "onbeantwoorde", "niet beantwoord", "niet beantwoorde", "niet opgenomen",
        "niet aangenomen",
    }),
    outcomes={
        "beantwoord": Outcome.ANSWERED, "beantwoorde": Outcome.ANSWERED, "opgenomen": Outcome.ANSWERED,
        "aangenomen": Outcome.ANSWERED, "geen antwoord": Outcome.NO_ANSWER, "geen gehoor": Outcome.NO_ANSWER,
        "bezet": Outcome.BUSY, "in gesprek": Outcome.BUSY, "mislukt": Outcome.FAILED, "mislukte": Outcome.FAILED,
        "voicemail": Outcome.VOICEMAIL, "voicemails": Outcome.VOICEMAIL, "antwoordapparaat": Outcome.VOICEMAIL,
        "op de voicemail": Outcome.VOICEMAIL, "naar de voicemail": Outcome.VOICEMAIL, "alleen menu": Outcome.MENU_ONLY,
        "alleen keuzemenu": Outcome.MENU_ONLY,
    },
    directions={
        "inkomend": Direction.INBOUND, "inkomende": Direction.INBOUND, "binnenkomend": Direction.INBOUND,
        "binnenkomende": Direction.INBOUND, "uitgaand": Direction.OUTBOUND, "uitgaande": Direction.OUTBOUND,
        "intern": Direction.INTERNAL, "interne": Direction.INTERNAL, "belde ons": Direction.INBOUND,
        "belden ons": Direction.INBOUND, "hebben wij gebeld": Direction.OUTBOUND, "wij gebeld": Direction.OUTBOUND,
    },
    parties={
        "van": "caller", "van toestel": "caller", "vanaf": "caller", "naar": "callee", "aan": "callee",
        "naar toestel": "callee", "voor": "callee", "met": "either", "met toestel": "either",
    },
    done_by={
        "beantwoord door": "answered", "opgenomen door": "answered", "aangenomen door": "answered",
        "gemist door": "missed", "niet beantwoord door": "missed", "niet opgenomen door": "missed",
    },
    by=frozenset({"door"}),
    places=frozenset({
        "in", "bij", "wachtrij", "in wachtrij", "in de wachtrij", "groep", "in groep", "in de groep", "belgroep",
        "in de belgroep", "afdeling", "op de afdeling", "bij de afdeling", "queue", "in de queue",
    }),
    extensions=frozenset({"toestel", "toestelnummer", "extensie", "nummer"}),
    texts={
        "did": "did", "gekozen nummer": "did", "pin": "pin_code", "pincode": "pin_code", "notitie": "note",
        "met notitie": "note", "code": "disposition_codes", "codes": "disposition_codes",
    },
    longer=frozenset({"langer dan", "meer dan"}),
    shorter=frozenset({"korter dan", "minder dan"}),
    at_least=frozenset({"minstens", "ten minste", "minimaal"}),
    at_most=frozenset({"hoogstens", "ten hoogste", "maximaal"}),
    lengths={
        "s": 1, "sec": 1, "seconde": 1, "seconden": 1, "m": 60, "min": 60, "minuut": 60, "minuten": 60, "u": 3600,
        "h": 3600, "uur": 3600,
    },
    length_suffixes=frozenset({"lang", "gesprekstijd", "gesprek"}),
    fuzzy=frozenset({"ongeveer"}),
    called=frozenset({"belde", "belden", "heeft gebeld naar"}),
    returned=frozenset({"teruggebeld", "terugbelverzoeken"}),
    unsettled=frozenset({"openstaand", "openstaande"}),
    having=frozenset({"met", "met een"}),
    either=frozenset({"of"}),
    no_names=frozenset({"of", "ons", "wij", "zij", "hem", "haar", "tussen", "tot", "na", "sinds", "vorige",
                        "afgelopen"}),
    name_links=frozenset({"van", "de", "der", "den", "ter", "ten"}),
    subjects=frozenset({"oproepen", "oproep", "gesprekken", "gesprek", "telefoontjes", "bellers", "gebeld", "belde"}),
    filler=frozenset({
        "toon", "laat", "zien", "mij", "me", "alstublieft", "lijst", "geef", "zoek", "alle", "de", "het", "hoeveel",
        "wie",
        "welke", "wat", "waren", "was", "zijn", "is", "er", "hebben", "heeft", "we", "wij", "ik", "ons", "onze", "en",
        "?",
        "!", ".", ",", "hallo", "een", "iemand", "oproepen", "oproep", "gesprekken", "telefoongesprekken",
        "telefoontjes",
        "bellers", "gebeld", "duurden", "duurde", "werden", "werd", "overzicht",
    }),
)  # fmt: skip
