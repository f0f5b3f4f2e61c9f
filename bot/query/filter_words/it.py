"""Italian."""

from __future__ import annotations

from bot.cdr.leg import Direction
from bot.cdr.outcome import Outcome
from bot.query.filter_words.lexicon import FilterLexicon

LEXICON = FilterLexicon(
    missed=frozenset({
        "perse", "persa", "persi", "non risposte", "non risposta", "senza risposta nostra", "mancate", "abbiamo perso",
        "che abbiamo perso",
    }),
    outcomes={
        "risposte": Outcome.ANSWERED, "risposta": Outcome.ANSWERED, "con risposta": Outcome.ANSWERED,
        "gestite": Outcome.ANSWERED, "senza risposta": Outcome.NO_ANSWER, "nessuna risposta": Outcome.NO_ANSWER,
        "occupato": Outcome.BUSY, "occupate": Outcome.BUSY, "fallite": Outcome.FAILED, "fallita": Outcome.FAILED,
        "non riuscite": Outcome.FAILED, "segreteria": Outcome.VOICEMAIL, "in segreteria": Outcome.VOICEMAIL,
        "segreteria telefonica": Outcome.VOICEMAIL, "casella vocale": Outcome.VOICEMAIL,
        "messaggi vocali": Outcome.VOICEMAIL, "messaggio vocale": Outcome.VOICEMAIL, "voicemail": Outcome.VOICEMAIL,
        "solo menu": Outcome.MENU_ONLY, "solo menù": Outcome.MENU_ONLY,
    },
    directions={
        "in entrata": Direction.INBOUND, "entranti": Direction.INBOUND, "entrante": Direction.INBOUND,
        "ricevute": Direction.INBOUND, "in arrivo": Direction.INBOUND, "in uscita": Direction.OUTBOUND,
        "uscenti": Direction.OUTBOUND, "effettuate": Direction.OUTBOUND, "fatte": Direction.OUTBOUND,
        "interne": Direction.INTERNAL, "interna": Direction.INTERNAL, "ci ha chiamato": Direction.INBOUND,
        "ci hanno chiamato": Direction.INBOUND, "abbiamo chiamato": Direction.OUTBOUND,
    },
    parties={
        "da": "caller", "dal": "caller", "dalla": "caller", "di": "caller", "dall'interno": "caller",
        "da parte di": "caller", "dal numero": "caller", "a": "callee", "al": "callee", "alla": "callee",
        "verso": "callee", "per": "callee", "all'interno": "callee", "al numero": "callee", "con": "either",
        "con l'interno": "either", "con il": "either",
    },
    done_by={
        "risposte da": "answered", "gestite da": "answered", "non risposte da": "missed",
    },
    places=frozenset({
        "in", "nella coda", "coda", "in coda", "della coda", "nel gruppo", "gruppo", "del gruppo", "nel reparto",
        "reparto", "all'ufficio", "nell'ufficio", "ufficio",
    }),
    extensions=frozenset({"interno", "l'interno", "int.", "numero", "il numero"}),
    texts={
        "did": "did", "numero chiamato": "did", "pin": "pin_code", "codice pin": "pin_code", "nota": "note",
        "con nota": "note", "con la nota": "note", "codice": "disposition_codes", "codici": "disposition_codes",
        "con codice": "disposition_codes",
    },
    longer=frozenset({"più di", "di più di", "oltre", "più lunghe di", "superiori a", "durate più di", "di oltre"}),
    shorter=frozenset({"meno di", "di meno di", "più brevi di", "più corte di", "inferiori a", "durate meno di"}),
    at_least=frozenset({"almeno", "di almeno", "come minimo", "minimo"}),
    at_most=frozenset({"al massimo", "massimo", "non più di"}),
    lengths={
        "s": 1, "sec": 1, "secondo": 1, "secondi": 1, "m": 60, "min": 60, "minuto": 60, "minuti": 60, "h": 3600,
        "ora": 3600, "ore": 3600,
    },
    length_suffixes=frozenset({"di conversazione", "di durata"}),
    fuzzy=frozenset({"simili", "simile a"}),
    called=frozenset({"ha chiamato", "hanno chiamato", "ha chiamato il", "ha chiamato l'interno"}),
    returned=frozenset({"richiamate", "richiamato", "richiamati"}),
    unsettled=frozenset({"aperte", "in sospeso", "da richiamare"}),
    having=frozenset({"con", "con un", "con una"}),
    either=frozenset({"o"}),
    no_names=frozenset({
        "o", "noi", "loro", "prima", "dopo", "tra", "fra", "durante", "fino", "inizio", "fine", "metà", "scorso",
        "scorsa",
        "ultimo", "ultima", "ultimi", "ultime", "prossimo", "prossima", "partire", "poi", "meno", "più", "alle",
        "dalle",
    }),
    name_links=frozenset({"di", "del", "della", "de", "e", "lo", "la", "d'"}),
    subjects=frozenset({"chiamate", "chiamata", "telefonate", "telefonata", "chiamato", "chiamanti", "registro",
                        "messaggi"}),
    filler=frozenset({
        "mostra", "mostrami", "fammi", "vedere", "dammi", "elenca", "elenco", "lista", "cerca", "le", "la", "i",
        "gli", "il",
        "lo", "tutte", "tutti", "quante", "quanti", "chi", "quali", "quale", "che", "chiamate", "chiamata",
        "telefonate",
        "telefonata", "telefoniche", "ci", "sono", "state", "stato", "stati", "è", "erano", "abbiamo", "ha", "hanno",
        "avuto", "e", "un", "una", "nostre", "mie", "ciao", "grazie", "per favore", "?", "!", ".", ",", "chiamato",
        "chiamanti", "registro", "messaggi", "numeri", "durate", "mi", "ricevuto", "delle", "di",
    }),
)  # fmt: skip
