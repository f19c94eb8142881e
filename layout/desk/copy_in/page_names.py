"""Which page a folder of copy is for, by its name: 一版, 第2版, A02, 二版 要闻, or the section's name alone."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping

from layout.ground.expression import expression
from layout.makeup.page.numbers import in_words

_NUMBER = r"(?P<number>[0-9]{1,2}|[零一二三四五六七八九十]{1,4}|头)"
_CHINESE = expression(rf"第?{_NUMBER}版(?P<rest>.*)")
_LATIN = expression(r"(?i)(?:a|p|page)?[ _.-]?(?P<number>[0-9]{1,2})(?P<rest>(?:[ _.·、-].*)?)")
_APART = " _.·、-—:"
_WORDS = {in_words(number): number for number in range(1, 100)} | {"头": 1}


def page_of(name: str, sections: Mapping[str, int]) -> int:
    """Return the page that a folder's name says, 0 where it says none; `sections` are the issue's pages by 版名.

    Behind the number may stand what is set off from it, or that page's own section: `二版 备稿`, `2-要闻`, `一版要闻`.
    """
    plain = unicodedata.normalize("NFKC", name).strip()
    if plain in sections:
        return sections[plain]
    for shape in (_CHINESE, _LATIN):
        match = shape.fullmatch(plain)
        if match is None:
            continue
        written, rest = match["number"], match["rest"]
        page = int(written) if written.isdecimal() else _WORDS.get(written, 0)
        if page and (not rest or rest[0] in _APART or sections.get(rest) == page):
            return page
    return 0


def sections_of(pages: object) -> dict[str, int]:
    """Return the pages of an issue by their section's name, those without one and those that share one left out."""
    named: list[tuple[str, int]] = []
    if isinstance(pages, list):
        rows = [one for one in pages if isinstance(one, dict) and str(one.get("no", "")).isdecimal()]
        named = [(str(one.get("name") or ""), int(str(one["no"]))) for one in rows]
    elif isinstance(pages, dict) and isinstance(pages.get("names"), list):
        named = [(str(name or ""), nth) for nth, name in enumerate(pages["names"], 1)]
    names = [name for name, _ in named]
    return {name: page for name, page in named if name and names.count(name) == 1}
