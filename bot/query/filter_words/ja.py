"""Japanese."""

from __future__ import annotations

from bot.cdr.leg import Direction
from bot.cdr.outcome import Outcome
from bot.query.filter_words.lexicon import FilterLexicon
from bot.query.filter_words.name_signs import NameSigns

_TITLES = ("", "さん", "様", "さま", "氏", "番")
_COMINGS = (
    "着信", "入電", "受電", "着信した", "かかってきた", "掛かってきた", "かかって来た", "かけてきた", "掛けてきた",
    "来た", "来ました", "電話してきた", "電話をくれた", "かかってきて", "着信して", "かけてきた人", "電話してきた人",
    "電話がきた", "かかってきました",
)  # fmt: skip
_GOINGS = ("かけた", "掛けた", "かけました", "電話をかけた")
"""What a call of somebody does, and a direction where nobody is named."""
_ANSWERED = (
    "が電話に出た", "が電話を取った", "が電話を受けた", "が出た", "が取った", "がとった",
    "が受けた", "が応答した", "が対応した", "が出ました", "が取りました",
)  # fmt: skip
_MISSED = (
    "が出なかった", "が出られなかった", "が取れなかった", "が取らなかった", "が取り損ねた", "が応答しなかった",
    "が受けられなかった", "が出ていない", "が逃した", "が電話に出なかった", "が電話に出られなかった",
)  # fmt: skip
"""Verbs after the party that was rung."""
_CALLED = (
    "がかけた", "が掛けた", "がかけました", "が電話した", "が電話しました", "が電話をかけた", "が発信した",
    "が架電した", "がかけてきた", "が掛けてきた", "が電話してきた", "が電話をくれた",
)  # fmt: skip
"""Verbs after who called."""

_DEPARTMENTS = frozenset({
    "サポート", "カスタマーサポート", "テクニカルサポート", "カスタマーサービス", "ヘルプデスク", "営業", "総務",
    "経理", "受付", "人事", "財務", "法務", "広報", "開発", "購買", "物流", "技術", "フロント", "代表", "窓口",
    "お客様窓口",
})  # fmt: skip

LEXICON = FilterLexicon(
    missed=frozenset({"不在着信", "不在", "未応答", "取り逃した", "出なかった", "応答しなかった", "逃した",
                      "不在着信の", "不在の", "不在だった", "不在通話", "不在電話", "出られなかった", "出れなかった",
                      "出られない", "出ていない", "電話に出なかった", "電話に出られなかった", "着信に出られなかった",
                      "取れなかった", "取らなかった", "取り損ねた", "取りそこねた", "取り損なった", "取りこぼした",
                      "取りこぼし", "取り逃がした", "受けられなかった", "受けなかった", "誰も出なかった", "誰も出ない",
                      "誰も出られなかった", "誰も出ていない", "誰も取らなかった", "誰も取れなかった",
                      "誰も応答しなかった", "誰も応答していない", "誰も受けなかった", "誰も電話に出なかった",
                      "応答できなかった", "応答されなかった", "応答していない", "応答されていない", "応答がなかった",
                      "応答がない", "応答のない", "取られなかった", "受け損ねた", "受けそこねた", "取り損ね",
                      "出ませんでした", "出られませんでした", "取れませんでした", "取りませんでした",
                      "応答しませんでした", "誰も出ませんでした", "応答がありませんでした", "不在着信リスト",
                      "応答のなかった"}),
    outcomes={
        "誰が出た": Outcome.ANSWERED, "誰が取った": Outcome.ANSWERED, "誰が受けた": Outcome.ANSWERED,
        "応答済み": Outcome.ANSWERED, "応答した": Outcome.ANSWERED, "応答": Outcome.ANSWERED,
        "受けた": Outcome.ANSWERED, "出た": Outcome.ANSWERED, "電話に出た": Outcome.ANSWERED,
        "取った": Outcome.ANSWERED, "つながった": Outcome.ANSWERED, "繋がった": Outcome.ANSWERED,
        "話した": Outcome.ANSWERED, "話せた": Outcome.ANSWERED, "応答された": Outcome.ANSWERED,
        "応答できた": Outcome.ANSWERED, "出られた": Outcome.ANSWERED, "受けました": Outcome.ANSWERED,
        "取りました": Outcome.ANSWERED, "出ました": Outcome.ANSWERED, "応答しました": Outcome.ANSWERED,
        "取れた": Outcome.ANSWERED,
        "無応答": Outcome.NO_ANSWER, "応答なし": Outcome.NO_ANSWER, "話中": Outcome.BUSY, "話し中": Outcome.BUSY,
        "話し中だった": Outcome.BUSY, "通話中": Outcome.BUSY,
        "失敗": Outcome.FAILED, "留守番電話": Outcome.VOICEMAIL, "留守電": Outcome.VOICEMAIL,
        "ボイスメール": Outcome.VOICEMAIL, "伝言": Outcome.VOICEMAIL, "留守録": Outcome.VOICEMAIL,
        "留守電メッセージ": Outcome.VOICEMAIL, "留守番電話メッセージ": Outcome.VOICEMAIL,
        "音声メッセージ": Outcome.VOICEMAIL, "伝言メッセージ": Outcome.VOICEMAIL, "留守電に入った": Outcome.VOICEMAIL,
        "留守番電話に入った": Outcome.VOICEMAIL, "留守電に残された": Outcome.VOICEMAIL,
        "留守電になった": Outcome.VOICEMAIL,
    },
    directions={
        **dict.fromkeys((
            *_COMINGS,
            "全着信", "お客様から", "お客様からの", "お客さんから", "お客さんからの", "顧客から", "顧客からの",
            "取引先から", "取引先からの", "受信", "着信リスト", "にかかってきた", "に来た", "社外から", "社外からの",
            "外線から", "外線からの", "外部から", "外部からの", "外線着信",
        ), Direction.INBOUND),
        **dict.fromkeys((
            *_GOINGS, "全発信", "発信", "外線発信", "架電", "にかけた", "に電話した",
            "に発信した", "こちらからかけた",
        ), Direction.OUTBOUND),
        **dict.fromkeys((
            "内線通話", "内線同士", "内線同士の", "内線間", "内線の通話", "社内通話", "内線電話",
        ), Direction.INTERNAL),
    },
    comings=dict.fromkeys(_COMINGS + _GOINGS, "caller"),
    parties={},
    parties_behind={
        "さんより": "caller", "様より": "caller", "さんよりの": "caller", "様よりの": "caller", "さまより": "caller",
        "から": "caller", "からの": "caller", "さんから": "caller", "さんからの": "caller", "様から": "caller",
        "様からの": "caller", "さまから": "caller", "さまからの": "caller", "氏から": "caller", "氏からの": "caller",
        "番から": "caller", "番からの": "caller", "へ": "callee",
        **{title + verb: "caller" for title in _TITLES for verb in _CALLED},
        "への": "callee", "宛": "callee", "宛て": "callee", "宛の": "callee", "宛ての": "callee", "あての": "callee",
        "さんへ": "callee", "さんへの": "callee", "様へ": "callee", "様への": "callee", "さん宛": "callee",
        "さん宛て": "callee", "さん宛の": "callee", "さん宛ての": "callee", "様宛": "callee", "様宛の": "callee",
        "番へ": "callee", "番への": "callee", "番宛": "callee", "番宛の": "callee", "へかけた": "callee",
        "へ電話した": "callee", "へ発信した": "callee", "にかけた": "callee", "に電話した": "callee",
        "に発信した": "callee", "に電話をかけた": "callee", "さんにかけた": "callee", "にかかってきた": "callee",
        "さんにかかってきた": "callee", "様にかかってきた": "callee", "番にかかってきた": "callee", "に来た": "callee",
        "さんに来た": "callee", "さんに電話した": "callee",
        "さんに発信した": "callee", "さんに電話をかけた": "callee", "様にかけた": "callee", "様に電話した": "callee",
        "さんの": "either", "様の": "either", "さまの": "either", "氏の": "either", "番の": "either",
        "さんは": "either", "様は": "either", "さんに電話しました": "callee", "様に電話しました": "callee",
        "に電話しました": "callee", "さんにかけました": "callee", "様にかけました": "callee", "にかけました": "callee",
        "番にかけた": "callee", "番に電話した": "callee", "との": "either",
        "さんとの": "either", "様との": "either", "番との": "either",
        "と話した": "either", "さんと話した": "either", "様と話した": "either", "と通話した": "either",
        "さんと通話した": "either", "と電話した": "either", "さんと電話した": "either",
    },
    done_by_behind={
        title + verb: how
        for title in _TITLES
        for how, verbs in (("answered", _ANSWERED), ("missed", _MISSED))
        for verb in verbs
    },
    subject_marks={title + particle: "が" for title in _TITLES for particle in ("が", "は")},
    places=frozenset({"キュー", "グループ", "部署"}),
    places_behind=frozenset({"キュー", "キューの", "グループ", "グループの", "部", "部の", "キューで",
                             "キューに", "キューへの", "グループで", "グループに", "グループへの", "部で", "部への",
                             "部署の", "部署で", "チーム", "チームの", "チームで"}),
    group_marks=frozenset({"で", "での", "に", "への", "宛の"}),
    name_signs=NameSigns(departments=_DEPARTMENTS),
    extensions=frozenset({"内線", "内線番号", "番号"}),
    texts={"did": "did", "pin": "pin_code", "メモ": "note", "コード": "disposition_codes"},
    longer=frozenset(),
    shorter=frozenset(),
    longer_behind=frozenset({"より長い", "を超える", "超", "超の", "を超えた", "を超え", "以上超えた", "より長く"}),
    shorter_behind=frozenset({"より短い", "未満", "未満の", "足らずの"}),
    at_least_behind=frozenset({"以上", "以上の", "以上続いた", "以上かかった"}),
    at_most_behind=frozenset({"以下", "以内", "以下の", "以内の"}),
    at_least=frozenset(),
    at_most=frozenset({"最大"}),
    lengths={"秒": 1, "秒間": 1, "分": 60, "分間": 60, "時間": 3600, "s": 1, "m": 60, "h": 3600, "min": 60},
    spans={
        "半時間": 1800, "1分半": 90, "一分半": 90, "2分半": 150, "二分半": 150, "1時間半": 5400, "一時間半": 5400,
        "2時間半": 9000, "二時間半": 9000,
    },
    fuzzy=frozenset({"あいまい", "部分一致"}),
    either=frozenset({"または", "さんと", "様と", "さんか", "様か", "さまと", "番と"}),
    name_tails=frozenset({"コールセンター", "電話受付", "電話営業"}),
    no_names=frozenset({"全員", "本人", "お客", "担当", "担当者", "社員", "スタッフ", "皆", "何度も", "再度",
                        "私の", "自分の", "僕の", "俺の", "わたしの", "または", "私たち", "私", "僕", "俺", "自分",
                        "こちら",
                        "相手", "先方", "弊社", "当社", "誰か",
                        "誰も", "誰", "だれ", "だれか", "どなた", "どなたか", "どこ", "どこか", "みんな", "皆さん",
                        "一部", "本部", "外部", "以外", "ませんでした", "ではない", "じゃない", "なかった", "ない"}),
    returned=frozenset({"折り返した", "折り返し", "折返し", "かけ直した", "折り返し済み"}),
    unsettled=frozenset({"未対応", "未処理", "折り返していない", "かけ直していない", "対応していない"}),
    ranked=frozenset({"最近", "最近の", "直近", "直近の", "最新", "最新の", "最後の", "一番長い", "最も長い", "最長の",
                      "一番短い", "最短の", "一番新しい", "いちばん長い"}),
    own={
        "私の": "with", "私との": "with", "自分の": "with", "僕の": "with", "俺の": "with", "わたしの": "with",
        "私から": "from", "私からの": "from", "自分から": "from", "自分からの": "from", "私がかけた": "from",
        "自分がかけた": "from", "僕がかけた": "from", "私が掛けた": "from", "私が発信した": "from",
        "私が電話した": "from",
        "自分でかけた": "from", "私の発信": "from", "自分の発信": "from", "私へ": "to", "私への": "to", "私宛": "to",
        "私宛て": "to", "私宛の": "to", "私宛ての": "to", "私あての": "to", "自分宛": "to", "自分宛の": "to",
        "自分宛ての": "to", "自分への": "to", "自分あての": "to", "僕への": "to", "僕宛の": "to", "俺への": "to",
        "私にかけた": "to", "私にかかってきた": "to", "私にかけてきた": "to", "自分にかかってきた": "to",
        "私に来た": "to",
        "自分に来た": "to", "私に電話した": "to", "私に電話してきた": "to", "私が出た": "answered by",
        "私が取った": "answered by", "私が受けた": "answered by", "自分が出た": "answered by",
        "自分が取った": "answered by", "自分が受けた": "answered by", "私が応答した": "answered by",
        "私が出なかった": "missed by", "私が出られなかった": "missed by", "私が取れなかった": "missed by",
        "私が取り損ねた": "missed by", "自分が出られなかった": "missed by", "自分が取れなかった": "missed by",
        "自分が出なかった": "missed by",
    },
    own_before_times={
        me + particle: particle for me in ("私", "わたし", "自分", "僕", "俺") for particle in ("が", "は", "の")
    },
    own_asking=frozenset({"私に見せて", "私に教えて"}),
    subjects=frozenset({"件の電話", "件の通話", "件の着信", "件の履歴", "本の電話", "電話", "通話", "通話履歴", "履歴",
                        "コール", "通話記録", "記録"}),
    filler=frozenset({
        "電話", "通話", "通話履歴", "コール", "履歴", "の", "を", "は", "が", "に", "で", "での", "見せて", "表示",
        "表示して", "教えて", "ください",
        "一覧", "すべて", "全て", "全部", "何件", "いくつ", "誰", "件", "数", "あった", "ありました", "ある", "した",
        "?", "!", ".", ",",
        "か", "誰から", "誰からの", "だれから", "どなたから", "どこから", "どこからの", "全通話", "全件", "全部で",
        "全ての", "すべての", "通話記録", "記録", "通話時間", "通話時間が", "通話数", "件数", "回数", "何回", "何本",
        "どの", "どんな", "です", "ですか", "でした", "でしたか", "あります", "ありますか", "聞かせて",
        "聞かせてください", "見せてください", "見たい", "見たいです", "知りたい", "知りたいです", "確認", "確認したい",
        "確認して", "調べて", "検索", "検索して", "出して", "一覧表示", "お願いします", "お願い", "下さい",
        "こんにちは", "お電話", "お電話が",  "電話しました", "電話しましたか", "電話した",
    }),
)  # fmt: skip
