"""Who wrote an article, as signatures in newspapers tell it."""

import pytest

from layout.export.authors import authors
from layout.sheet import Article


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
