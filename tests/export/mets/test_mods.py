"""Who wrote an article, as signatures in newspapers tell it."""

import pytest

from layout.export.authors import authors, named_photographers
from layout.ground.dataclass import replace
from layout.sheet import Article, PictureCopy


@pytest.mark.parametrize(
    ("byline", "sign", "found"),
    [
        ("刘艳红", "", ("刘艳红",)),
        ("", "（张延伟）", ("张延伟",)),
        ("本报记者 王小明 通讯员 李四", "", ("王小明", "李四")),
        ("记者王小明、李四", "（组织部）", ("王小明", "李四", "组织部")),
        ("文天祥 图：图门", "", ("文天祥", "图门")),
        ("王小明", "（王小明）", ("王小明",)),
        ("", "", ()),
        ("本报记者", "", ()),
        ("", "（县林业局 供稿）", ("县林业局",)),
        ("李文", "（气象局供稿　王摄摄影）", ("李文", "气象局", "王摄")),
        ("张三/文 李四/摄", "", ("张三", "李四")),
        ("", "（摄影报道：杨晓惠）", ("杨晓惠",)),
    ],
)
def test_authors_come_without_brackets_and_titles(byline, sign, found):
    article = Article("a", "news", "题", "", ("题",), "", byline, sign, (), (), (1,))
    assert authors(article) == found


@pytest.mark.parametrize(
    ("credits", "found"),
    [
        (("何田 摄",), (("何田", "pht", "personal"),)),
        (("何田 摄", "何田/摄", "图：郭雨"), (("何田", "pht", "personal"), ("郭雨", "pht", "personal"))),
        (("县气象局供图",), (("县气象局", "pht", "corporate"),)),
        (("", "资料图片"), ()),
    ],
)
def test_photographers_are_those_whom_credits_name(credits, found):
    pictures = tuple(PictureCopy(None, "图说", credit) for credit in credits)
    article = replace(Article("a", "photo", "题", "", ("题",), "", "", "", (), (), (1,)), pictures=pictures)
    assert tuple((one.name, one.role, one.kind) for one in named_photographers(article)) == found
