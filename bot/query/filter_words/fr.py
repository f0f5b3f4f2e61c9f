"""French."""

from __future__ import annotations

from bot.cdr.leg import Direction
from bot.cdr.outcome import Outcome
from bot.query.filter_words.lexicon import FilterLexicon

LEXICON = FilterLexicon(
    missed=frozenset({
        "manqués", "manqué", "manquées", "manquée", "ratés", "raté", "perdus", "sans réponse de notre part",
        "non décrochés", "en absence", "non répondus", "non pris", "pas décrochés", "avons-nous manqués",
        "qu'on a manqués", "que nous avons manqués", "qu'on a ratés",
    }),
    outcomes={
        "répondus": Outcome.ANSWERED, "répondu": Outcome.ANSWERED, "décrochés": Outcome.ANSWERED,
        "décroché": Outcome.ANSWERED, "pris": Outcome.ANSWERED, "traités": Outcome.ANSWERED,
        "aboutis": Outcome.ANSWERED,
        "sans réponse": Outcome.NO_ANSWER, "pas de réponse": Outcome.NO_ANSWER, "occupé": Outcome.BUSY,
        "occupés": Outcome.BUSY, "échoués": Outcome.FAILED, "échoué": Outcome.FAILED, "en échec": Outcome.FAILED,
        "messagerie": Outcome.VOICEMAIL, "sur messagerie": Outcome.VOICEMAIL, "sur la messagerie": Outcome.VOICEMAIL,
        "messagerie vocale": Outcome.VOICEMAIL, "boîte vocale": Outcome.VOICEMAIL, "répondeur": Outcome.VOICEMAIL,
        "sur répondeur": Outcome.VOICEMAIL, "sur le répondeur": Outcome.VOICEMAIL,
        "messages vocaux": Outcome.VOICEMAIL, "message vocal": Outcome.VOICEMAIL, "menu seul": Outcome.MENU_ONLY,
        "menu seulement": Outcome.MENU_ONLY,
    },
    directions={
        "entrants": Direction.INBOUND, "entrant": Direction.INBOUND, "reçus": Direction.INBOUND,
        "reçu": Direction.INBOUND, "sortants": Direction.OUTBOUND, "sortant": Direction.OUTBOUND,
        "émis": Direction.OUTBOUND, "passés par nous": Direction.OUTBOUND, "internes": Direction.INTERNAL,
        "interne": Direction.INTERNAL, "nous a appelés": Direction.INBOUND, "nous ont appelés": Direction.INBOUND,
        "avons-nous appelé": Direction.OUTBOUND, "nous avons appelé": Direction.OUTBOUND,
    },
    parties={
        "de": "caller", "du": "caller", "d'": "caller", "depuis": "caller", "de la part de": "caller",
        "provenant de": "caller", "venant de": "caller", "du poste": "caller", "passés par": "caller",
        "vers": "callee", "vers le": "callee", "vers le numéro": "callee", "au numéro": "callee",
        "à": "callee", "au": "callee", "pour": "callee", "à destination de": "callee",
        "vers le poste": "callee", "au poste": "callee", "avec": "either", "avec le poste": "either",
        "avec le": "either",
    },
    done_by={
        "répondus par": "answered", "décrochés par": "answered", "pris par": "answered", "traités par": "answered",
        "reçus par": "", "manqués par": "missed", "ratés par": "missed", "non décrochés par": "missed",
    },
    by=frozenset({"par"}),
    places=frozenset({
        "dans", "dans la file", "dans la file d'attente", "file", "file d'attente", "dans le groupe", "groupe",
        "au service", "dans le service", "du service", "service", "dans la queue", "queue", "au sein de",
    }),
    extensions=frozenset({"poste", "le poste", "extension", "numéro", "le numéro", "ligne"}),
    texts={
        "did": "did", "sda": "did", "numéro composé": "did", "composé": "did", "pin": "pin_code",
        "code pin": "pin_code",
        "avec pin": "pin_code", "note": "note", "avec la note": "note", "avec note": "note",
        "code": "disposition_codes",
        "codes": "disposition_codes", "avec le code": "disposition_codes",
    },
    longer=frozenset({"plus de", "de plus de", "plus longs que", "plus longs de", "supérieurs à", "ayant duré plus de",
                      "qui ont duré plus de", "d'une durée supérieure à", "durée supérieure à"}),
    shorter=frozenset({"moins de", "de moins de", "plus courts que", "inférieurs à", "ayant duré moins de",
                       "qui ont duré moins de", "d'une durée inférieure à", "durée inférieure à"}),
    at_least=frozenset({"au moins", "d'au moins", "au minimum", "minimum"}),
    at_most=frozenset({"au plus", "d'au plus", "au maximum", "maximum"}),
    lengths={
        "s": 1, "sec": 1, "seconde": 1, "secondes": 1, "m": 60, "min": 60, "mn": 60, "minute": 60, "minutes": 60,
        "h": 3600, "heure": 3600, "heures": 3600,
    },
    length_suffixes=frozenset({"de conversation", "de durée", "de communication"}),
    fuzzy=frozenset({"approximativement", "ressemblant", "ressemblant à"}),
    called=frozenset({"a appelé", "ont appelé", "a appelé le", "appelant le", "a appelé le poste"}),
    returned=frozenset({"rappelés", "rappelé", "rappel", "rappels"}),
    unsettled=frozenset({"ouverts", "en attente", "à rappeler"}),
    having=frozenset({"avec", "avec un", "avec une"}),
    either=frozenset({"ou"}),
    no_names=frozenset({
        "ou", "eux", "nous", "avant", "après", "entre", "pendant", "durant", "jusqu'à", "jusqu'au", "début", "fin",
        "mi",
        "milieu", "moins", "plus", "vers", "partir", "cours", "dernier", "dernière", "derniers", "dernières", "passé",
        "passée", "précédent", "précédente", "prochain", "prochaine", "il", "y", "midi", "minuit",
    }),
    name_links=frozenset({"de", "du", "la", "le", "des", "d'", "et"}),
    asking=frozenset({"s'il te plaît", "s'il vous plaît", "est-ce que", "combien de"}),
    subjects=frozenset({"appels", "appel", "appelé", "appelés", "communications", "communication", "appelants",
                        "historique", "journal"}),
    filler=frozenset({
        "montre", "montre-moi", "montrez", "montrez-moi", "affiche", "afficher", "donne", "donne-moi", "donnez-moi",
        "liste",
        "lister", "voir", "cherche", "les", "le", "la", "l'", "des", "tous", "toutes", "tout", "combien", "qui",
        "quels",
        "quelles", "quel", "quelle", "appels", "appel", "d'appels", "téléphoniques", "téléphonique", "communications",
        "communication", "a", "ont", "y", "il", "eu", "avons", "nous", "on", "je", "me", "moi", "sont", "est",
        "étaient",
        "et", "un", "une", "nos", "notre", "mes", "bonjour", "merci", "?", "!", ".", ",", "appelé", "appelés",
        "appelants",
        "été", "historique", "journal", "numéro", "numéros", "que", "qu'il", "ayant", "duré", "veux", "svp",
    }),
)  # fmt: skip
