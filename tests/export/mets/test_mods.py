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
    ],
)
def test_authors_come_without_brackets_and_titles(byline, sign, found):
    article = Article("a", "news", "题", "", ("题",), "", byline, sign, (), (), (1,))
    assert authors(article) == found
