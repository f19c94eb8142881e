"""Writing `wechat/`: for each story what is pasted and uploaded, a page to copy from, the same for other clients."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from layout.export.authors import authors
from layout.export.raster import take
from layout.export.web.feeds import plain_text
from layout.export.web.files import put_text
from layout.export.web.markup import tag, text, void
from layout.export.web.summary import summary
from layout.export.web.wechat.cover import write_covers
from layout.export.web.wechat.markup import story_markup
from layout.ground.json_text import json_text
from layout.rules.readers import WECHAT_AUTHOR, WECHAT_CONTENT, WECHAT_DIGEST, WECHAT_TITLE

if TYPE_CHECKING:
    from layout.export.web.outline import Outline, WebArticle
    from layout.export.web.pictures import Shown
    from layout.sheet import Article

_ASSETS = Path(__file__).parent.parent / "assets"
_STEPS = "每篇三步：复制标题和摘要，复制正文贴进编辑器，封面和图片从本文件夹上传。"
_CLAUSE = re.compile(r"[，。；：！？、 　—]")


def write_wechat(outline: Outline, shown: dict[str, tuple[Shown, ...]], web: Path, to: Path) -> None:
    """Write the stories of an edition whose web pages stand in `web` into the empty folder `to`.

    Each has a folder with `content.html`, `text.txt`, `cover.jpg`, `square.jpg` and its pictures; `stories.json` tells
    programs title, author, digest and files of each, in reading order; `index.html` is the page to copy from.
    """
    common = to / "cover"
    common.mkdir(parents=True)
    write_covers(web / "share.jpg", common)
    told = [_story(outline, article, shown[article.name], web, to / article.name) for article in outline.articles]
    shutil.rmtree(common)
    put_text(to / "stories.json", json_text(_issue(outline, told)))
    put_text(to / "index.html", _index(outline, told, to))
    for kind in ("js", "css"):
        (to / f"copy.{kind}").write_bytes((_ASSETS / f"wechat-copy.{kind}").read_bytes())


def shortened(words: str, most: int) -> str:
    """Return words that fit a field: whole clauses where they say enough, with an ellipsis for what is left out."""
    if len(words) <= most:
        return words
    ends = [match.start() for match in _CLAUSE.finditer(words, most // 2, most)]
    return words[: ends[-1] if ends else most - 1].rstrip("，。；：！？、 　—") + "…"


def _story(
    outline: Outline, article: WebArticle, pictures: tuple[Shown, ...], web: Path, to: Path
) -> dict[str, Any]:  # fmt: skip
    """Write a story's files; return what is told of it."""
    to.mkdir(parents=True)
    for shown in pictures:
        if shown.file:
            target = to / shown.file
            target.parent.mkdir(exist_ok=True)
            shutil.copyfile(web / shown.file, target)
    first = next((shown.file for shown in pictures if shown.file), "")
    if first:
        write_covers(web / first, to)
    else:  # the head of the front page, made once for all
        for cover in (to.parent / "cover").iterdir():
            take(cover, to / cover.name)
    content = story_markup(outline, article, pictures)
    put_text(to / "content.html", content + "\n")
    put_text(to / "text.txt", plain_text(outline, article))
    copy = article.article
    return {
        "name": article.name,
        "title": shortened(article.title, WECHAT_TITLE),
        "whole_title": article.title,
        "author": _author(copy),
        "digest": shortened(_digest(article), WECHAT_DIGEST),
        "section": copy.section,
        "pages": list(copy.pages),
        "characters": sum(len(paragraph.text) for paragraph in copy.paragraphs),
        "markup": len(content),
        "address": outline.settings.address(outline.edition.number, article.file),
        "content": f"{article.name}/content.html",
        "text": f"{article.name}/text.txt",
        "cover": f"{article.name}/cover.jpg",
        "square": f"{article.name}/square.jpg",
        "pictures": [
            {"file": f"{article.name}/{shown.file}", "caption": shown.caption, "credit": shown.credit}
            for shown in pictures
            if shown.file
        ],
    }


def _author(copy: Article) -> str:
    """Return who signs, as many names as the field holds; the whole byline stands in the content."""
    names = authors(copy) or (copy.byline,)
    for count in range(len(names), 0, -1):
        words = "、".join(names[:count]) + ("等" if count < len(names) else "")
        if len(words) <= WECHAT_AUTHOR:
            return words
    return shortened(names[0], WECHAT_AUTHOR)


def _digest(article: WebArticle) -> str:
    """Return what the digest is made of: the deck where there is one, and the copy's beginning as far as needed.

    A short first paragraph stands at the head of the copy already and is not said twice.
    """
    words = summary(article, longest=10_000) or article.title
    body = "".join(paragraph.text for paragraph in article.article.paragraphs if paragraph.kind == "body")
    if len(words) >= WECHAT_DIGEST // 2:
        return words
    return body if body.startswith(words) else f"{words}　{body}".strip("　")


def _issue(outline: Outline, told: list[dict[str, Any]]) -> dict[str, Any]:
    edition = outline.edition
    return {"paper": edition.name, "issue": edition.number, "date": edition.date.isoformat(), "draft": edition.draft,
            "stories": told}  # fmt: skip


def _index(outline: Outline, told: Iterable[dict[str, Any]], to: Path) -> str:
    """Return the page to copy from: every story as it will look, with the fields of the editor beside it."""
    rows = [_card(one, (to / one["content"]).read_text("utf-8")) for one in told]
    draft = tag("p", "草样：尚未付印，不要发出", class_="draft") if outline.edition.draft else ""
    title = f"{outline.edition.name} {outline.issue} 公众号稿"
    return "".join(
        (
            '<!DOCTYPE html>\n<html lang="zh-Hans-CN">\n<head>\n<meta charset="utf-8">\n',
            '<meta name="viewport" content="width=device-width, initial-scale=1">\n',
            void("meta", name="robots", content="noindex"),
            tag("title", text(title)),
            void("link", rel="stylesheet", href="copy.css"),
            tag("script", src="copy.js", defer=True),
            "\n</head>\n<body>\n",
            tag("main", tag("h1", text(title)), draft, tag("p", _STEPS), *rows),
            "\n</body>\n</html>\n",
        )
    )


def _card(one: dict[str, Any], content: str) -> str:
    """Return a story's fields, each with a button, its warnings, and its content."""
    fields = [("标题", one["title"], WECHAT_TITLE), ("作者", one["author"], WECHAT_AUTHOR),
              ("摘要", one["digest"], WECHAT_DIGEST)]  # fmt: skip
    rows = [
        tag("tr", tag("th", f"{label} {len(value)}/{most}", scope="row"), tag("td", text(value), class_="value"),
            tag("td", tag("button", "复制", type="button", class_="copy-field")))
        for label, value, most in fields
        if value
    ]  # fmt: skip
    told = []
    if one["title"] != one["whole_title"]:
        told.append(f"标题超过{WECHAT_TITLE}字，已截短；全题：{one['whole_title']}")
    if one["markup"] > WECHAT_CONTENT:
        told.append(f"正文代码{one['markup']}字符，超过{WECHAT_CONTENT}，请分成几篇")
    name = one["name"]
    uploads = [f"{name}/cover.jpg", *(picture["file"] for picture in one["pictures"])]
    copy = tag("button", "复制正文", type="button", class_="copy-content")
    # Relative pictures are looked up from this page.
    shown = content.replace('src="pictures/', f'src="{name}/pictures/')
    return tag(
        "article",
        tag("h2", text(one["whole_title"])),
        *(tag("p", text(words), class_="warning") for words in told),
        tag("div", tag("table", tag("tbody", *rows)),
            void("img", src=f"{name}/cover.jpg", alt="封面", width=450, height=192, loading="lazy"), class_="fields"),
        tag("p", "要上传：", *(tag("a", text(file), href=file) for file in uploads), class_="uploads"),
        tag("p", copy, tag("span", class_="told", role="status")),
        tag("div", shown, class_="content"),
        id=f"story-{name}",
    )  # fmt: skip
