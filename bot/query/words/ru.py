"""Russian."""
# ruff: noqa: RUF001 - Cyrillic letters that look Latin are what these words are written in

from __future__ import annotations

from bot.query.words.lexicon import Habit, Lexicon, Unit


def _words(text: str) -> list[str]:
    """Words, as they are told apart by spaces."""
    return text.split()


_HARD = _words("ый ий ая яя ое ее ого его ому ему ым им ом ем ую юю ой ей ые ие ых их ыми ими")


def _inflected(*stems: str) -> frozenset[str]:
    """Every form of adjectives."""
    return frozenset(stem + ending for stem in stems for ending in _HARD)


_LAST = _inflected("прошл", "предыдущ", "минувш", "истекш")
# What is last by «прошлый» is the calendar's, by «последний» it rolls.
_ROLLING = _inflected("последн", "прошедш", "крайн") | frozenset({"предыдущие", "предыдущих"})
_THIS = _inflected("текущ", "нынешн") | {*_words("этот эта это эту этой этого этому этим этом эти этих")}
_EVERY = _inflected("кажд")

_NTH = (
    "перв втор трет четвёрт пят шест седьм восьм девят десят одиннадцат двенадцат тринадцат четырнадцат пятнадцат "
    "шестнадцат семнадцат восемнадцат девятнадцат двадцат"
)
_ONES = {number: _words(forms) for number, forms in enumerate((
    "один одна одно одну одного одной", "два две двух двум двумя", "три трёх трём тремя", "четыре четырёх четырьмя",
    "пять пяти пятью", "шесть шести шестью", "семь семи семью", "восемь восьми восемью", "девять девяти девятью",
), 1)}  # fmt: skip
_ROUND = {word: 10 * number for number, forms in enumerate((
    "двадцать двадцати", "тридцать тридцати", "сорок сорока", "пятьдесят пятидесяти", "шестьдесят шестидесяти",
    "семьдесят семидесяти", "восемьдесят восьмидесяти", "девяносто",
), 2) for word in _words(forms)}  # fmt: skip
_FEW = {"пара": 2, "пару": 2, "парочку": 2, "пары": 2, "несколько": 3, "нескольких": 3}
_NUMBERS = {
    **{word: number for number, words in _ONES.items() for word in words},
    **_ROUND,
    **{f"{ten} {word}": tens + number
       for ten, tens in _ROUND.items() for number, words in _ONES.items() for word in words},
    **{stem + end: number for number, stem in enumerate(_words(_NTH)[9:19], 10) for end in ("ь", "и", "ью")},
    "сто": 100, "ста": 100, "двое": 2, "двоих": 2, "трое": 3, "троих": 3, "четверо": 4,
    **_FEW,
}  # fmt: skip

_ORDINALS = {
    **{form: number for number, stem in enumerate(_words(_NTH), 1) for form in _inflected(stem)},
    "третья": 3, "третье": 3, "третьего": 3, "третьему": 3, "третьим": 3, "третьем": 3, "третью": 3, "третьей": 3,
    **{f"двадцать {form}": 20 + number for number, stem in enumerate(_words(_NTH)[:9], 1) for form in _inflected(stem)},
    "двадцать третье": 23, "двадцать третьего": 23, "двадцать третьему": 23, "двадцать третьим": 23,
    **dict.fromkeys(_inflected("тридцат"), 30),
    **{f"тридцать {form}": 31 for form in _inflected("перв")},
    "i": 1, "ii": 2, "iii": 3, "iv": 4,
}  # fmt: skip

_HOURS = {word: number for word, number in _ORDINALS.items() if number <= 12 and word.endswith("ого")}
_HOURS["третьего"] = 3
_HOURS_TO = {word: number for word, number in _NUMBERS.items() if number <= 12 and word not in _FEW}
_MINUTES_TO = {"пяти": 5, "десяти": 10, "пятнадцати": 15, "двадцати": 20, "двадцати пяти": 25}
_MINUTES_PAST = {"пять": 5, "десять": 10, "пятнадцать": 15, "двадцать": 20, "двадцать пять": 25}
_IN_DIGITS = {str(minutes): minutes for minutes in (5, 10, 15, 20, 25)}
_HALVES = ("половина {}", "половину {}", "половине {}", "половины {}", "пол {}", "пол{}", "пол-{}")
_SPOKEN = {
    **{half.format(hour): number * 60 - 30 for hour, number in _HOURS.items() for half in _HALVES},
    **{f"четверть {hour}": number * 60 - 45 for hour, number in _HOURS.items()},
    **{f"{said} минут {hour}": number * 60 - 60 + minutes
       for hour, number in _HOURS.items() for said, minutes in (_MINUTES_PAST | _IN_DIGITS).items()},
    **{f"без {said}{word} {hour}": number * 60 - minutes for word in ("", " минут")
       for said, minutes in (_MINUTES_TO | _IN_DIGITS).items() for hour, number in _HOURS_TO.items()},
    **{f"без четверти {hour}": number * 60 - 15 for hour, number in _HOURS_TO.items()},
}  # fmt: skip

# "Двух дня" counts no days: those are "двух дней"; "2 дня" may.
_AFTERNOON = {f"{said} дня": 720 + 60 * hour for hour in range(2, 7) for said in (
    *(word for word in _ONES[hour] if hour > 4 or word[-1] == "х"), str(hour) if hour > 4 else f"в {hour}",
    f"в {_ONES[hour][0]}",
)}  # fmt: skip

LEXICON = Lexicon(
    language="ru", day_first=True, genitive=True, points=True,
    examples=("вчера днём", "на прошлой неделе", "с понедельника", "30 мая с 9 до 11", "последние 3 дня"),
    weekdays={form: number for number, forms in enumerate((
        "понедельник понедельника понедельнику понедельником понедельнике пн пн. пон. пнд",
        "вторник вторника вторнику вторником вторнике вт вт. втр", "среда среды среде среду средой ср ср.",
        "четверг четверга четвергу четвергом четверге чт чт. чтв",
        "пятница пятницы пятнице пятницу пятницей пт пт. птн", "суббота субботы субботе субботу субботой сб сб. суб",
        "воскресенье воскресенья воскресенью воскресеньем воскресение воскресения вс вс. вск",
    )) for form in _words(forms)},
    weekday_sets={form: number for number, forms in enumerate((
        "понедельники понедельников понедельникам понедельниках", "вторники вторников вторникам вторниках",
        "среды сред средам средах", "четверги четвергов четвергам четвергах", "пятницы пятниц пятницам пятницах",
        "субботы суббот субботам субботах", "воскресенья воскресений воскресеньям воскресениям воскресеньях",
    )) for word in _words(forms) for form in (word, *((f"по {word}",) if word.endswith("м") else ()))},
    months={
        **{stem + end: number for number, stem in {
            1: "январ", 2: "феврал", 4: "апрел", 6: "июн", 7: "июл", 9: "сентябр", 10: "октябр", 11: "ноябр",
            12: "декабр"}.items() for end in ("ь", "я", "ю", "ем", "ём", "е")},
        **{stem + end: month for stem, month in (("март", 3), ("август", 8)) for end in ("", *"ауе", "ом")},
        "май": 5, "мая": 5, "маю": 5, "маем": 5, "мае": 5,
        "янв": 1, "фев": 2, "февр": 2, "мар": 3, "апр": 4, "июн": 6, "июл": 7, "авг": 8, "сен": 9, "сент": 9,
        "окт": 10, "ноя": 11, "нояб": 11, "дек": 12,
    },
    units={
        **dict.fromkeys(_words("минута минуты минут минуту минутой минуте мин мин. минуток"), Unit.MINUTE),
        **dict.fromkeys(_words("час часа часов часу часом часе часы часам ч ч. часик часика"), Unit.HOUR),
        **dict.fromkeys(_words("день дня дней дню дни дням дн дн. суток сутки"), Unit.DAY),
        **dict.fromkeys(_words("неделя недели неделе неделю неделей недель неделям нед нед. недельку"), Unit.WEEK),
        **dict.fromkeys(_words("месяц месяца месяцу месяцем месяце месяцы месяцев мес мес."), Unit.MONTH),
        **dict.fromkeys(_words("квартал квартала кварталу кварталом квартале кварталы кварталов кв кв."), Unit.QUARTER),
        **dict.fromkeys(_words("полугодие полугодия полугодии полугодию полугодий"), Unit.HALF),
        **dict.fromkeys(_words("год года году годом годе годы лет"), Unit.YEAR),
    },
    # "Недели" are several too, but not beside these.
    turned={
        f"{last} {week}": (Unit.WEEK, turn) for week in ("недели", "неделе") for last, turn in {
            "прошлой": -1, "предыдущей": -1, "минувшей": -1, "позапрошлой": -2, "этой": 0, "текущей": 0,
            "следующей": 1, "той": -1}.items() if (last, week) != ("той", "недели")
    },
    counted={
        **dict.fromkeys(("полчаса", "получаса", "пол-часа", "пол часа"), (30, Unit.MINUTE)),
        **dict.fromkeys(("полтора часа", "полутора часов", "1,5 часа"), (90, Unit.MINUTE)),
        **dict.fromkeys(("час", "часик", "прошлый час"), (1, Unit.HOUR)),
        **dict.fromkeys(("минуту", "минутку"), (1, Unit.MINUTE)), "полдня": (12, Unit.HOUR), "сутки": (24, Unit.HOUR),
        "полмесяца": (15, Unit.DAY), "полгода": (6, Unit.MONTH), "полугода": (6, Unit.MONTH),
        "полтора года": (18, Unit.MONTH), "день": (1, Unit.DAY), "неделю": (1, Unit.WEEK), "недельку": (1, Unit.WEEK),
        "месяц": (1, Unit.MONTH), "квартал": (1, Unit.QUARTER), "полугодие": (6, Unit.MONTH), "год": (1, Unit.YEAR),
    },
    numbers=_NUMBERS,
    ordinals=_ORDINALS,
    days={
        **dict.fromkeys((*_words("сегодня сёдня нынче"), *_inflected("сегодняшн")), 0), "завтра": 1, "послезавтра": 2,
        **dict.fromkeys(("вчера", *_inflected("вчерашн")), -1), "позапозавчера": -3,
        **dict.fromkeys(("позавчера", "третьего дня", *_inflected("позавчерашн")), -2), "позавчерашний день": -2,
        **{f"{stem}{end}": offset for stem, offset in {"сегодняшн": 0, "вчерашн": -1, "завтрашн": 1}.items()
           for end in ("ий день", "его дня", "им днём")},
    },
    day_sets={
        **dict.fromkeys((
            "будни", "будням", "по будням", "в будни", "будних", "будние дни", "будним дням", "по будним дням",
            "будних дней", "рабочие дни", "рабочим дням", "по рабочим дням", "рабочих дня", "рабочих дней", "будня",
        ), frozenset(range(5))),
        **dict.fromkeys(("выходные", "выходным", "по выходным", "выходные дни", "выходных"), frozenset({5, 6})),
        "дни": frozenset(range(7)), "дням": frozenset(range(7)), "ежедневно": frozenset(range(7)),
    },
    every_day_sets={
        **dict.fromkeys(("будний день", "рабочий день", "рабочего дня"), frozenset(range(5))),
        "день": frozenset(range(7)), "дня": frozenset(range(7)), "выходной": frozenset({5, 6}),
        "выходной день": frozenset({5, 6}),
    },
    parts={
        **dict.fromkeys((
            *_words("утро утром утра утру утре поутру утрам утренние утренних утренний"), "с утра", "по утрам",
            "первая половина дня", "первой половине дня", "первую половину дня",
        ), (360, 720)),
        **dict.fromkeys((
            "днём", "дневные", "дневных", "после обеда", "после полудня", "послеобеденное время",
            "вторая половина дня", "второй половине дня", "вторую половину дня", "второй половины дня",
        ), (720, 1080)),
        **dict.fromkeys((
            *_words("вечер вечером вечера вечеру вечерам вечерком вечерние вечерних вечерний"), "по вечерам",
            "под вечер",
        ), (1080, 1440)),
        **dict.fromkeys((*_words("ночь ночью ночи ночам ночные ночных ночной"), "по ночам"), (1200, 1800)),
        **dict.fromkeys(("полдень", "полудень", "около полудня", "ближе к полудню", "к полудню"), (720, 840)),
        **dict.fromkeys(("обед", "обеда", "обедом", "обеденный перерыв", "обеденное время", "обеду"), Habit.LUNCH),
        **dict.fromkeys((
            "рабочее время", "рабочего времени", "рабочие часы", "рабочих часов", "часы работы", "офисные часы",
            "работы"), Habit.OFFICE),
    },
    # "Дня" counts days too, so it is a part only behind the word for hours.
    hour_parts={
        **{f"{hour}{part}": span
           for part, span in {"утра": (0, 720), "вечера": (960, 1440), "ночи": (0, 360), "дня": (720, 1080)}.items()
           for hour in ("", "час ", "часа ", "часов ", "часам ", "ч ", "ч. ") if hour or part != "дня"},
        "утром": (0, 720), "вечером": (960, 1440), "пополудни": (720, 1440),
    },
    # Asked of calls, tonight is the night that is over.
    near_parts={
        "сегодня ночью": (-1, 1200, 1800), "этой ночью": (-1, 1200, 1800), "ночью": (-1, 1200, 1800),
        "сегодняшней ночью": (-1, 1200, 1800), "эта ночь": (-1, 1200, 1800), "эту ночь": (-1, 1200, 1800),
        **dict.fromkeys(("за эту ночь", "за ночь", "за прошлую ночь", "ночные", "ночных"), (-1, 1200, 1800)),
    },
    noons={
        **dict.fromkeys(("полночь", "полуночи", "полночи", "12 ночи", "12 часов ночи", "двенадцать ночи"), 0),
        **dict.fromkeys(("полдень", "полудня", "полудню"), 720), "двенадцати ночи": 0, "час ночи": 60,
        **_AFTERNOON, "час дня": 780, "часу": 780, "часу дня": 780, "часа дня": 780,
    },
    halves={"am": 0, "pm": 1},
    spoken_times=_SPOKEN,
    words={
        "several": frozenset({"дни", "дней", "дня", "недели", "недель", "месяцев", "часы", "часов", "минуты"}),
        "this": _THIS,
        "last": _LAST,
        "last of": _inflected("последн", "крайн"),
        "past": _inflected("последн", "прошедш", "крайн") | frozenset({"за", "в течение"}),
        "rolling": _ROLLING | frozenset({"за", "за последние", "за последних", "в течение", "на протяжении"}),
        "rolling within": _ROLLING,
        "before last first": _inflected("позапрошл", "предпоследн"),
        "next": _inflected("следующ", "будущ", "ближайш", "предстоящ", "грядущ"),
        "ago": frozenset({"назад", "тому назад"}),
        "from now": frozenset({"спустя", "вперёд"}),
        "in": frozenset({"через", "спустя"}),
        "few": frozenset(_FEW),
        "and a half": frozenset({"с половиной"}),
        "half an": frozenset({"пол", "пол -", "половину"}),
        "quarter of an hour": frozenset({"четверть часа", "четверти часа"}),
        "since": frozenset({"с", "со", "начиная с", "начиная со", "от", "считая с", "не раньше", "не ранее"}),
        "since or from": frozenset({"с", "со", "начиная с", "начиная со", "от", "считая с"}),
        "onwards": frozenset({
            "и далее", "и позже", "и дальше", "и до сих пор", "до сих пор", "по сей день", "и по сей день", "до сейчас",
            "по настоящее время", "до настоящего времени", "по сейчас", "до текущего момента", "по текущий момент",
            "до этого момента", "до данного момента", "по сегодняшний день", "и до сегодняшнего дня",
        }),
        "until": frozenset({"до", "по", "вплоть до", "вплоть по", "до конца", "всё до", "не позднее", "не позже"}),
        "before": frozenset({"перед", "раньше", "ранее", "прежде", "до начала", "до наступления", "раньше чем"}),
        "after": frozenset({"после", "позже", "позднее", "позже чем"}),
        "from": frozenset({"с", "со", "от", "начиная с", "начиная со"}),
        "to": frozenset({"до", "по", "-", ". .", ". . .", "и до", "и по", "вплоть до"}),
        "to the day": frozenset({"по"}), "between": frozenset({"между"}), "and": frozenset({"и", "&"}),
        "closing": frozenset({"включительно"}),
        "now": frozenset({"сейчас", "настоящее время", "настоящего времени", "настоящий момент", "данный момент",
                          "текущий момент", "текущего момента", "этого момента", "нынешнего момента"}),
        "so far": frozenset({"до сих пор", "на данный момент", "на текущий момент", "к этому моменту", "пока",
                             "на сегодня", "на сегодняшний день", "до настоящего момента", "к настоящему времени"}),
        "to date first": frozenset({"от начала", *(f"с начала {this}".strip() for this in (
            "", "этой", "этого", "текущей", "текущего"))}),
        "on": frozenset({"в", "во", "на", "за", "в течение", "на протяжении", "во время", "в период", "за период",
                         ",", "ещё", "в день", "за весь", "за всю", "в ходе", "для"}),
        "of": frozenset({"в", "во", "за", "на", "из", "от"}),
        "about": frozenset({"около", "примерно в", "в районе"}),
        "at": frozenset({"около", "примерно в", "ровно в", "где-то в", "@", ",", "в районе"}),
        "at a bare hour": frozenset({"в", "во", "около", "к", "ровно в", "примерно в", "в районе", "часов в",
                                     "часа в"}),
        "or": frozenset({"и", ",", "или", "+", "&", ", и", "а также", "и в", "и ещё"}),
        "comma": frozenset({",", "в", "во"}), "dash": frozenset({"-"}), "slash": frozenset({"/"}),
        "whole": frozenset({"весь", "всю", "всё", "целый", "целую", "за весь", "за всю", "за целый", "весь день"}),
        "night to": frozenset({"в ночь на", "ночь на", "ночью на", "ночи на"}),
        "night": frozenset({"в ночь", "ночь", "ночью"}),
        "to the next day": frozenset({"на"}),
        "all day": frozenset({"весь день", "целый день", "за весь день", "в течение дня", "в течение всего дня"}),
        "no hour": frozenset({"одна", "одну", "две", "двое", "трое", *_FEW}),
        "clock": frozenset({"час", "часа", "часов", "часам", "ч", "ч."}),
        "hour sign before minutes": frozenset({"час", "часа", "часов", "ч", "ч."}),
        "minute sign": frozenset({"минут", "минуты", "минута", "мин", "мин.", "м"}),
        "minutes glued": frozenset({"м", "мин"}),
        "year sign": frozenset({"год", "года", "году", "годом", "г", "г.", "гг", "гг."}),
        "day sign": frozenset({"числа", "число", "числу", "числом", "числе"}),
        "ordinal suffix": frozenset({
            *(f"{dash}{end}" for dash in ("", "- ") for end in _words("го ое е й ый ий ая я ю му м ом ей ому ого")),
            *(f"{dash}{end} {day}" for dash in ("", "- ") for end in ("го", "е", "ое", "му")
              for day in ("числа", "число", "числу")),
        }),
        "year first": frozenset({"год", "года"}),
        "month of": frozenset({"месяц", "месяца", "месяце"}),
        "weekend": frozenset({"выходные", "последние выходные", "последних выходных", "выходных", "выходным",
                              "выходными", "выходные дни", "уик-энд", "уикенд", "уикенда", "уик-энда", "викенд"}),
        "week": frozenset(_words("неделя недели неделе неделю неделей нед нед. недель w кн")),
        "commencing": frozenset({"с", "от", "начиная с", "начинающаяся", "начавшаяся", "начинающаяся с"}),
        "quarter": frozenset(_words("квартал квартала квартале кварталом кварталу кв кв. q к")),
        "half": frozenset(_words("полугодие полугодия полугодии полугодию h")),
        "half of": frozenset({"половина", "половины", "половине", "половину"}),
        "first half": frozenset({"первая половина года", "первой половине года", "первую половину года"}),
        "second half": frozenset({"вторая половина года", "второй половине года", "вторую половину года"}),
        "start of": frozenset({
            *_words("начало начала начале началу"), "в начале", "в самом начале", "с начала", "первая декада",
            "первой декаде", "первую декаду", "первые числа", "первых числах", "в первых числах",
        }),
        "middle of": frozenset({*_words("середина середины середине середину"), "в середине", "вторая декада",
                                "второй декаде", "вторую декаду"}),
        "end of": frozenset({
            *_words("конец конца конце концу"), "в конце", "в самом конце", "под конец", "третья декада",
            "третьей декаде", "третью декаду", "последние числа", "последних числах", "в последних числах",
        }),
        "out of hours": frozenset({"нерабочее время", "в нерабочее время", "вне рабочего времени", "вне работы"}),
        "every": _EVERY | frozenset({"все", "всех"}),
        "part set": frozenset({"по утрам", "утрам", "по вечерам", "вечерам", "по ночам", "ночам"}),
        "from the end": frozenset({"с конца"}),
        "joining": frozenset({"и", "или", ",", "&", "+", "-"}),
        "link": frozenset({",", "-"}),
        "before a year": frozenset({"в", "за", "до", "после", "по"}),
        "leads a time": _THIS | _LAST | _ROLLING | frozenset({"весь", "всю", "за", "в"}),
        "before a number alone": frozenset({"в", "на", "за", "до", "после", "между", "с", "от", "по", "к"}),
        "surname": frozenset(_words("суббота субботы субботой субботе среда средой пятница пятницы пятницей пятнице")),
    },
    holidays={
        **dict.fromkeys(("рождество", "рождества", "рождество христово"), "Christmas Day"),
        **dict.fromkeys(("новый год", "нового года"), "New Year Holidays"),
        **dict.fromkeys(("день победы", "дня победы"), "Victory Day"),
        **dict.fromkeys(("день россии", "дня россии"), "Russia Day"),
        **dict.fromkeys(("день народного единства", "дня народного единства"), "Unity Day"),
        **dict.fromkeys(("женский день", "международный женский день", "женского дня"), "International Women's Day"),
        **dict.fromkeys(("день защитника отечества", "дня защитника отечества"), "Defender of the Fatherland Day"),
        **dict.fromkeys(("первомай", "праздник весны и труда"), "Holiday of Spring and Labor"),
    },
)  # fmt: skip
