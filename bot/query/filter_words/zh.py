"""Chinese, simplified and traditional."""

from __future__ import annotations

from bot.cdr.leg import Direction
from bot.cdr.outcome import Outcome
from bot.query.filter_words.lexicon import FilterLexicon

LEXICON = FilterLexicon(
    missed=frozenset({
        "未接", "未接来电", "未接來電", "未接电话", "未接電話", "漏接", "漏接的", "未接听", "未接聽", "没接", "沒接",
        "没接到",
        "没有接", "未接的", "未接通",
    }),
    outcomes={
        "已接": Outcome.ANSWERED, "已接听": Outcome.ANSWERED, "已接聽": Outcome.ANSWERED, "接通": Outcome.ANSWERED,
        "接听的": Outcome.ANSWERED, "已接来电": Outcome.ANSWERED, "无应答": Outcome.NO_ANSWER,
        "無應答": Outcome.NO_ANSWER,
        "无人接听": Outcome.NO_ANSWER, "無人接聽": Outcome.NO_ANSWER, "占线": Outcome.BUSY, "佔線": Outcome.BUSY,
        "忙线": Outcome.BUSY, "失败": Outcome.FAILED, "失敗": Outcome.FAILED, "语音信箱": Outcome.VOICEMAIL,
        "語音信箱": Outcome.VOICEMAIL, "语音留言": Outcome.VOICEMAIL, "語音留言": Outcome.VOICEMAIL,
        "留言": Outcome.VOICEMAIL,
    },
    directions={
        "呼入": Direction.INBOUND, "来电": Direction.INBOUND, "來電": Direction.INBOUND, "打进来的": Direction.INBOUND,
        "打进来": Direction.INBOUND, "呼出": Direction.OUTBOUND, "去电": Direction.OUTBOUND, "拨出": Direction.OUTBOUND,
        "撥出": Direction.OUTBOUND, "打出去的": Direction.OUTBOUND, "内部": Direction.INTERNAL,
        "內部": Direction.INTERNAL,
    },
    parties={
        "来自": "caller", "來自": "caller", "从": "caller", "從": "caller", "打给": "callee", "打給": "callee",
        "拨给": "callee", "给": "callee", "与": "either", "與": "either", "和": "either", "跟": "either",
    },
    places=frozenset({"队列", "在队列", "隊列", "组", "在组", "分组", "部门", "在部门"}),
    extensions=frozenset({"分机", "分機", "号码", "號碼"}),
    texts={
        "did": "did", "pin": "pin_code", "pin码": "pin_code", "备注": "note", "備註": "note",
        "代码": "disposition_codes",
    },
    longer=frozenset({"超过", "超過", "长于", "大于", "多于"}),
    shorter=frozenset({"少于", "少於", "短于", "小于", "不到"}),
    at_least=frozenset({"至少", "不少于"}),
    at_most=frozenset({"最多", "不超过", "不超過"}),
    lengths={
        "秒": 1, "秒钟": 1, "分": 60, "分钟": 60, "分鐘": 60, "小时": 3600, "小時": 3600, "s": 1, "m": 60, "h": 3600,
        "min": 60,
    },
    fuzzy=frozenset({"模糊", "类似"}),
    either=frozenset({"或", "或者"}),
    no_names=frozenset({"或", "我们", "他们"}),
    returned=frozenset({"已回拨", "回拨", "回撥"}),
    unsettled=frozenset({"未处理", "待回拨"}),
    subjects=frozenset({"电话", "電話", "通话", "通話", "通话记录", "呼叫", "记录"}),
    filler=frozenset({
        "电话", "電話", "通话", "通話", "通话记录", "通話記錄", "呼叫", "的", "打来的", "打來的", "打来", "所有",
        "全部", "谁",
        "誰", "多少", "多少个", "几个", "有", "是", "请", "請", "显示", "顯示", "查看", "查询", "列出", "给我", "我",
        "我们", "我們",
        "了", "吗", "?", "!", ".", ",", "个", "通", "记录", "在",
    }),
)  # fmt: skip
