"""How Chinese names begin and end, by which one is known where no filter word is beside it."""

from __future__ import annotations

from bot.query.filter_words.name_signs import NameSigns

_SURNAMES = frozenset(
    "王李张刘陈杨赵黄周吴徐孙朱马胡郭林梁郑罗宋谢唐韩曹许邓萧冯曾程蔡彭潘袁董苏叶吕魏蒋田杜丁沈姜范江傅钟卢汪戴"
    "崔陆廖姚邱夏谭韦贾邹石熊孟秦阎薛侯雷郝孔邵毛钱洪龚"
    "張劉陳楊趙黃吳孫馬鄭羅謝韓許鄧蕭馮蔣呂葉蘇盧陸鍾譚韋賈鄒閻錢龔"
) | {"欧阳", "歐陽", "司马", "司馬", "上官", "诸葛", "諸葛", "夏侯", "皇甫", "尉迟", "东方", "慕容"}
"""The commonest, but for those that begin everyday words as well: 高, 何, 任, 方."""

_PLACES = frozenset({
    "江苏", "江蘇", "江西", "江门", "江門", "江阴", "江陰", "武汉", "武漢", "苏州", "蘇州", "徐州", "郑州", "鄭州",
    "黄山", "黃山", "黄石", "黃石", "黄冈", "唐山", "石家庄", "石家莊", "马鞍山", "馬鞍山", "秦皇岛", "秦皇島",
    "韩国", "韓國", "马来西亚", "馬來西亞", "沈阳", "瀋陽", "徐汇", "黄浦", "杨浦", "江北", "江宁", "萧山", "罗湖",
    "吴江", "张家口", "张家港", "张家界", "孟加拉",
})  # fmt: skip
_EVERYDAY = frozenset({
    "许多", "許多", "曾经", "曾經", "马上", "馬上", "周边", "周期", "周围", "程序", "程控", "谢谢", "谢绝", "许可",
    "罗马", "夏季", "夏天", "秋天", "范围", "毛利", "钱款", "钟点", "黄金", "黃金", "黄色", "黃色", "王牌", "江湖",
    "陈旧", "胡乱", "石油", "林业", "江边", "雷同", "杜绝", "张贴", "马路", "罗列", "丁点", "洪水", "姜汤", "孔子",
    "宋体", "董事", "董事会", "董事长",
})  # fmt: skip
"""Words and places that begin like a name, and are none."""

_TITLES = (
    "先生", "女士", "小姐", "太太", "经理", "經理", "总监", "總監", "主任", "主管", "老师", "老師", "医生", "醫生",
    "律师", "律師", "师傅", "師傅", "老板", "老闆", "总", "總", "工", "姐", "哥",
)  # fmt: skip

_STARTS = frozenset({
    "和平", "和谐", "和諧", "和美", "和睦", "和记", "和記", "和信", "和泰", "和顺", "和順", "和兴", "和興", "和丰",
    "和豐", "和硕", "和碩", "和合", "和悦", "和悅", "和盛", "和利", "和光", "和风", "和風", "和源", "和润", "和潤",
    "和瑞", "和田", "给力", "給力", "从化", "從化", "从江", "從江", "从容", "從容", "与众", "與眾",
})  # fmt: skip
"""Beginnings of names whose first sign is a connecting word by itself: 和平饭店."""

NAME_SIGNS = NameSigns(
    surnames=_SURNAMES, titles=_TITLES, groups=("部", "组", "組"), none=_PLACES | _EVERYDAY, starts=_STARTS
)
