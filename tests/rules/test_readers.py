"""Chapter 8 of the book: what readers' platforms take in, just inside and just outside."""

from __future__ import annotations

from types import SimpleNamespace

from layout.export.web.wechat.write import _card, _digest, shortened
from layout.rules.readers import WECHAT_AUTHOR, WECHAT_CONTENT, WECHAT_DIGEST, WECHAT_TITLE
from layout.sheet.edition import Article, ArticleParagraph


def cut(most: int) -> bool:
    """Tell whether a field takes so many characters whole and shortens one more to fit."""
    assert shortened("字" * most, most) == "字" * most
    longer = shortened("字" * (most + 1), most)
    return longer.endswith("…") and len(longer) <= most


def card(**told: object) -> str:
    story = {"name": "a1", "title": "题", "whole_title": "题", "author": "", "digest": "", "markup": 9, "pictures": []}
    return _card(story | told, "<section></section>")


def test_wechat_title() -> None:
    assert WECHAT_TITLE == 64
    assert cut(WECHAT_TITLE)
    assert "已截短" not in card()
    assert "已截短" in card(whole_title="题" * 65, title=shortened("题" * 65, WECHAT_TITLE))


def test_wechat_author() -> None:
    assert WECHAT_AUTHOR == 8
    assert cut(WECHAT_AUTHOR)


def digest(deck: int) -> str:
    """Return what the digest of a story is made of whose deck has so many characters."""
    copy = Article(
        "a1", "news", "题", "", ("题",), "副" * deck, "", "", (ArticleParagraph("body", "正文写在这里。"),), (), (1,)
    )
    return _digest(SimpleNamespace(article=copy, title="题"))  # type: ignore[arg-type]


def test_wechat_digest() -> None:
    assert WECHAT_DIGEST == 120
    assert cut(WECHAT_DIGEST)
    assert digest(60) == "副" * 60
    assert digest(59) == "副" * 59 + "　正文写在这里。"


def test_wechat_content() -> None:
    assert WECHAT_CONTENT == 19_999
    assert "请分成几篇" not in card(markup=WECHAT_CONTENT)
    assert "请分成几篇" in card(markup=WECHAT_CONTENT + 1)
