"""Japanese."""

from __future__ import annotations

from bot.cdr.leg import Direction
from bot.cdr.outcome import Outcome
from bot.query.filter_words.lexicon import FilterLexicon

LEXICON = FilterLexicon(
    missed=frozenset({"不在着信", "不在", "未応答", "取り逃した", "出なかった", "応答しなかった", "逃した"}),
    outcomes={
        "応答済み": Outcome.ANSWERED, "応答した": Outcome.ANSWERED, "応答": Outcome.ANSWERED,
        "受けた": Outcome.ANSWERED,
        "無応答": Outcome.NO_ANSWER, "応答なし": Outcome.NO_ANSWER, "話中": Outcome.BUSY, "通話中": Outcome.BUSY,
        "失敗": Outcome.FAILED, "留守番電話": Outcome.VOICEMAIL, "留守電": Outcome.VOICEMAIL,
        "ボイスメール": Outcome.VOICEMAIL, "伝言": Outcome.VOICEMAIL,
    },
    directions={
        "着信": Direction.INBOUND, "受信": Direction.INBOUND, "発信": Direction.OUTBOUND,
        "内線通話": Direction.INTERNAL,
        "内線同士": Direction.INTERNAL,
    },
    parties={},
    parties_behind={
        "から": "caller", "からの": "caller", "へ": "callee", "への": "callee", "宛": "callee", "宛て": "callee",
        "宛の": "callee", "と": "either", "との": "either",
    },
    places=frozenset({"キュー", "グループ", "部署"}),
    places_behind=frozenset({"キュー", "キューの", "グループ", "グループの", "部", "部の"}),
    extensions=frozenset({"内線", "内線番号", "番号"}),
    texts={"did": "did", "pin": "pin_code", "メモ": "note", "コード": "disposition_codes"},
    longer=frozenset(),
    shorter=frozenset(),
    longer_behind=frozenset({"より長い", "を超える", "超"}),
    shorter_behind=frozenset({"より短い", "未満"}),
    at_least_behind=frozenset({"以上", "以上の"}),
    at_most_behind=frozenset({"以下", "以内"}),
    at_least=frozenset(),
    at_most=frozenset({"最大"}),
    lengths={"秒": 1, "分": 60, "分間": 60, "時間": 3600, "s": 1, "m": 60, "h": 3600, "min": 60},
    fuzzy=frozenset({"あいまい", "部分一致"}),
    either=frozenset({"または"}),
    no_names=frozenset({"または", "私たち"}),
    subjects=frozenset({"電話", "通話", "通話履歴", "履歴", "コール"}),
    filler=frozenset({
        "電話", "通話", "通話履歴", "コール", "履歴", "の", "を", "は", "が", "に", "見せて", "表示", "表示して",
        "教えて", "ください",
        "一覧", "すべて", "全て", "全部", "何件", "いくつ", "誰", "件", "数", "あった", "ありました", "ある", "した",
        "?", "!", ".", ",",
        "か",
    }),
)  # fmt: skip
