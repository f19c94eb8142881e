"""公众号: every story whole, as the editor takes it: no class, no script, styles inside, fields within their limits."""

from __future__ import annotations

import json
import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html
from PIL import Image

from layout.export.web import WebSettings, write_web
from layout.export.web.feeds import plain_text
from layout.export.web.outline import outline_of
from layout.export.web.wechat.write import _author, shortened


@pytest.fixture(scope="module")
def made(specimen, tmp_path_factory):
    """The specimen's stories for 公众号, with an address."""
    home = tmp_path_factory.mktemp("wechat")
    (home / "web").mkdir()
    settings = WebSettings("https://news.example.cn/paper/")
    done = write_web(specimen.edition, specimen.case, specimen.images, specimen.pdfs, home / "web", settings,
                     wechat=home / "wechat")  # fmt: skip
    assert done.value
    return home / "wechat"


def told(made) -> list[dict]:
    return json.loads((made / "stories.json").read_text("utf-8"))["stories"]


def test_every_story_is_there_whole(made, specimen):
    outline = outline_of(specimen.edition, specimen.images, WebSettings("https://news.example.cn/paper/"))
    stories = told(made)
    assert [one["name"] for one in stories] == [article.name for article in outline.articles]
    for one, article in zip(stories, outline.articles, strict=True):
        content = html.fromstring((made / one["content"]).read_text("utf-8"))
        words = re.sub(r"\s", "", content.text_content())
        for paragraph in article.article.paragraphs:
            assert re.sub(r"\s", "", paragraph.text) in words
        assert (made / one["text"]).read_text("utf-8") == plain_text(outline, article)


def test_the_markup_has_what_the_editor_keeps_and_nothing_else(made):
    for one in told(made):
        markup = (made / one["content"]).read_text("utf-8")
        for element in html.fromstring(markup).iter():
            assert element.tag in {"section", "p", "br", "img", "table", "tbody", "tr", "td"}
            assert set(element.attrib) <= {"style", "src", "alt"}, element.attrib
            source = element.get("src")
            assert source is None or source.startswith("https://news.example.cn/paper/9999/web/pictures/")
        assert one["markup"] == len(markup) - 1


def test_fields_keep_their_limits_and_covers_their_shape(made):
    for one in told(made):
        assert 0 < len(one["title"]) <= 64
        assert len(one["author"]) <= 8
        assert 0 < len(one["digest"]) <= 120
        with Image.open(made / one["cover"]) as cover, Image.open(made / one["square"]) as square:
            assert abs(cover.width / cover.height - 2.35) < 0.01
            assert square.width == square.height
        for picture in one["pictures"]:
            assert (made / picture["file"]).is_file()


def test_a_digest_says_nothing_twice(made):
    """A short first paragraph was said, then the copy with it once more."""
    for one in told(made):
        first = one["digest"].partition("　")[0]
        assert one["digest"].count(first[:20]) == 1, one["digest"]


def test_every_file_that_the_page_names_is_there(made):
    page = (made / "index.html").read_text("utf-8")
    for address in re.findall(r'(?:href|src)="([^"]+)"', page):
        assert address.startswith("https://") or (made / address).is_file(), address


@given(st.text(alphabet="字词，。；：　—a ", min_size=1, max_size=200), st.integers(4, 120))
def test_what_is_shortened_fits_and_begins_the_same(words, most):
    short = shortened(words, most)
    assert len(short) <= most
    assert words.startswith(short.removesuffix("…")) or short == words
    assert (short == words) == (len(words) <= most) or words.endswith("…")


@pytest.mark.parametrize(
    ("byline", "author"),
    [
        ("本报记者 张三", "张三"),
        ("本报记者 张三 通讯员 李四", "张三、李四"),
        ("记者 欧阳明月 上官清风 诸葛小亮", "欧阳明月等"),
        ("县委宣传部、县融媒体中心联合采访组", "县委宣传部等"),
        ("", ""),
    ],
)
def test_the_author_is_as_many_names_as_the_field_holds(real, byline, author):
    copy = replace(real.edition.articles[0], byline=byline, sign="")
    assert _author(copy) == author
