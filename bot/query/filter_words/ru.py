"""Russian."""
# ruff: noqa: RUF001 - Cyrillic letters that look Latin are what these words are written in

from __future__ import annotations

from bot.cdr.leg import Direction
from bot.cdr.outcome import Outcome
from bot.query.filter_words.lexicon import FilterLexicon

LEXICON = FilterLexicon(
    missed=frozenset({
        "пропущенные", "пропущенных", "пропущенный", "пропущено", "пропущены", "пропустили", "мы пропустили",
        "неотвеченные", "неотвеченных", "не отвечены", "непринятые", "непринятых", "не приняты", "без ответа с нашей",
        "не ответили", "мы не ответили",
    }),
    outcomes={
        "отвеченные": Outcome.ANSWERED, "отвеченных": Outcome.ANSWERED, "отвечено": Outcome.ANSWERED,
        "отвечены": Outcome.ANSWERED, "принятые": Outcome.ANSWERED, "принятых": Outcome.ANSWERED,
        "приняты": Outcome.ANSWERED, "состоявшиеся": Outcome.ANSWERED, "без ответа": Outcome.NO_ANSWER,
        "нет ответа": Outcome.NO_ANSWER, "занято": Outcome.BUSY, "занятые": Outcome.BUSY, "неудачные": Outcome.FAILED,
        "неудачных": Outcome.FAILED, "неуспешные": Outcome.FAILED, "сбойные": Outcome.FAILED,
        "голосовая почта": Outcome.VOICEMAIL, "голосовой почты": Outcome.VOICEMAIL,
        "на голосовую почту": Outcome.VOICEMAIL, "в голосовую почту": Outcome.VOICEMAIL,
        "голосовые сообщения": Outcome.VOICEMAIL, "автоответчик": Outcome.VOICEMAIL,
        "на автоответчик": Outcome.VOICEMAIL, "только меню": Outcome.MENU_ONLY, "только в меню": Outcome.MENU_ONLY,
    },
    directions={
        "входящие": Direction.INBOUND, "входящих": Direction.INBOUND, "входящий": Direction.INBOUND,
        "исходящие": Direction.OUTBOUND, "исходящих": Direction.OUTBOUND, "исходящий": Direction.OUTBOUND,
        "внутренние": Direction.INTERNAL, "внутренних": Direction.INTERNAL, "нам звонили": Direction.INBOUND,
        "звонили нам": Direction.INBOUND, "мы звонили": Direction.OUTBOUND, "мы позвонили": Direction.OUTBOUND,
    },
    parties={
        "от": "caller", "с номера": "caller", "с добавочного": "caller", "от номера": "caller", "на": "callee",
        "на номер": "callee", "на добавочный": "callee", "к": "callee", "ко": "callee", "для": "callee",
        "с номером": "either", "с добавочным": "either", "между нами и": "either",
    },
    done_by={
        "принятые номером": "answered", "отвеченные номером": "answered", "пропущенные номером": "missed",
    },
    places=frozenset({
        "в очереди", "очередь", "в группе", "группа", "в отделе", "отдел", "по отделу", "по очереди", "по группе",
        "в группе вызова",
    }),
    extensions=frozenset({"добавочный", "доб", "доб.", "внутренний номер", "номер"}),
    texts={
        "did": "did", "набранный номер": "did", "пин": "pin_code", "пин-код": "pin_code", "с пином": "pin_code",
        "заметка": "note", "с заметкой": "note", "код": "disposition_codes", "коды": "disposition_codes",
        "с кодом": "disposition_codes",
    },
    longer=frozenset({"дольше", "длиннее", "более", "больше", "длительностью более", "длительностью больше", "свыше"}),
    shorter=frozenset({"короче", "менее", "меньше", "длительностью менее", "длительностью меньше"}),
    at_least=frozenset({"не менее", "не меньше", "минимум", "как минимум"}),
    at_most=frozenset({"не более", "не больше", "максимум"}),
    lengths={
        "с": 1, "сек": 1, "секунда": 1, "секунды": 1, "секунд": 1, "секунду": 1, "м": 60, "мин": 60, "минута": 60,
        "минуты": 60, "минут": 60, "минуту": 60, "ч": 3600, "час": 3600, "часа": 3600, "часов": 3600,
    },
    length_suffixes=frozenset({"разговора", "длительности"}),
    fuzzy=frozenset({"примерно", "похожие", "похожие на"}),
    returned=frozenset({"перезвонили", "перезвонил", "перезвон"}),
    unsettled=frozenset({"открытые", "необработанные"}),
    either=frozenset({"или"}),
    no_names=frozenset({"или", "нам", "нас", "мы", "они", "между", "до", "после", "за", "прошлой", "прошлом",
                        "прошлую"}),
    subjects=frozenset({"звонки", "звонков", "звонок", "звонил", "звонили", "вызовы", "вызовов", "журнал", "история"}),
    filler=frozenset({
        "покажи", "покажите", "показать", "мне", "нам", "пожалуйста", "список", "дай", "найди", "все", "всех",
        "сколько",
        "кто", "кому", "какие", "какой", "что", "были", "было", "был", "есть", "звонки", "звонков", "звонок", "звонил",
        "звонила", "звонили", "вызовы", "вызовов", "телефонные", "телефонных", "и", "мы", "я", "нас", "наши", "?", "!",
        ".", ",", "привет", "здравствуйте", "журнал", "история", "номера", "абоненты", "длились", "были ли",
    }),
)  # fmt: skip
