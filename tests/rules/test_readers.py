"""Chapter 8 of the book: what readers' platforms take in, just inside and just outside."""

from __future__ import annotations

from layout.export.web.wechat.write import _card, shortened
from layout.rules.readers import WECHAT_AUTHOR, WECHAT_CONTENT, WECHAT_DIGEST, WECHAT_TITLE


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


def test_wechat_digest() -> None:
    assert WECHAT_DIGEST == 120
    assert cut(WECHAT_DIGEST)


def test_wechat_content() -> None:
    assert "请分成几篇" not in card(markup=WECHAT_CONTENT)
    assert "请分成几篇" in card(markup=WECHAT_CONTENT + 1)
