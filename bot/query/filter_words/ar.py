"""Arabic."""

from __future__ import annotations

from bot.cdr.leg import Direction
from bot.cdr.outcome import Outcome
from bot.query.filter_words.lexicon import FilterLexicon

LEXICON = FilterLexicon(
    missed=frozenset({"فائتة", "الفائتة", "لم يرد عليها", "لم نرد عليها", "مكالمات فائتة", "المكالمات الفائتة",
                      "ضائعة"}),
    outcomes={
        "مجابة": Outcome.ANSWERED, "المجابة": Outcome.ANSWERED, "تم الرد عليها": Outcome.ANSWERED,
        "مستلمة": Outcome.ANSWERED, "بدون رد": Outcome.NO_ANSWER, "بلا رد": Outcome.NO_ANSWER, "مشغول": Outcome.BUSY,
        "مشغولة": Outcome.BUSY, "فاشلة": Outcome.FAILED, "الفاشلة": Outcome.FAILED, "البريد الصوتي": Outcome.VOICEMAIL,
        "بريد صوتي": Outcome.VOICEMAIL, "رسائل صوتية": Outcome.VOICEMAIL, "رسالة صوتية": Outcome.VOICEMAIL,
    },
    directions={
        "واردة": Direction.INBOUND, "الواردة": Direction.INBOUND, "صادرة": Direction.OUTBOUND,
        "الصادرة": Direction.OUTBOUND, "داخلية": Direction.INTERNAL, "الداخلية": Direction.INTERNAL,
    },
    parties={
        "من": "caller", "من رقم": "caller", "من التحويلة": "caller", "إلى": "callee", "الى": "callee",
        "إلى رقم": "callee", "مع": "either",
    },
    places=frozenset({"في قسم", "قسم", "في مجموعة", "مجموعة", "في طابور", "طابور"}),
    extensions=frozenset({"تحويلة", "التحويلة", "رقم", "الرقم"}),
    texts={"did": "did", "pin": "pin_code", "ملاحظة": "note", "رمز": "disposition_codes"},
    longer=frozenset({"أطول من", "أكثر من", "أكبر من"}),
    shorter=frozenset({"أقصر من", "أقل من"}),
    at_least=frozenset({"على الأقل"}),
    at_most=frozenset({"على الأكثر"}),
    lengths={
        "ث": 1, "ثانية": 1, "ثواني": 1, "ثوان": 1, "د": 60, "دقيقة": 60, "دقائق": 60, "س": 3600, "ساعة": 3600,
        "ساعات": 3600,
    },
    fuzzy=frozenset({"تقريبي"}),
    either=frozenset({"أو"}),
    no_names=frozenset({"أو", "نحن", "هم"}),
    subjects=frozenset({"مكالمات", "المكالمات", "مكالمة", "اتصالات", "الاتصالات", "اتصال", "اتصل"}),
    filler=frozenset({
        "أظهر", "اعرض", "لي", "قائمة", "كل", "جميع", "كم", "عدد", "من اتصل", "مكالمات", "المكالمات", "مكالمة",
        "اتصالات",
        "الاتصالات", "اتصال", "هاتفية", "الهاتفية", "ما", "هي", "التي", "مرحبا", "؟", "?", "!", ".", ",", "اتصل",
    }),
)  # fmt: skip
