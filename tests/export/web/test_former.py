"""What earlier releases said stays readable: a story changed twice, one withdrawn, and the ways between them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from layout.export.web import WebSettings, write_web
from layout.sheet import Release

FIRST, SECOND, THIRD = "头一次付印的话。", "第二次付印的话。", "第三次付印的话。"


def said(edition, words, *, release, reason=""):
    """Return an edition whose first article says other words, as a release."""
    article = edition.articles[0]
    changed = replace(article, paragraphs=(replace(article.paragraphs[0], text=words), *article.paragraphs[1:]))
    return replace(
        edition, articles=(changed, *edition.articles[1:]), release=Release(release, reason=reason, day=edition.date)
    )


@pytest.fixture(scope="module")
def releases(real, tmp_path_factory):
    """Three releases of 2346: the first story changed in each, the last story gone from the second on."""
    root = tmp_path_factory.mktemp("releases")
    made = []
    for number, words in enumerate((FIRST, SECOND, THIRD), 1):
        edition = said(real.edition, words, release=number, reason="" if number == 1 else f"第{number}次")
        if number > 1:
            edition = replace(edition, articles=edition.articles[:-1])
        web = root / f"r{number}"
        web.mkdir()
        done = write_web(edition, real.case, real.images, real.pdfs, web, WebSettings(), tuple(made))
        assert done.value, done.remarks
        made.append(web)
    return made


def read(web, name):
    return (web / name).read_text("utf-8")


def test_a_story_changed_twice_has_both_its_former_states_linked_both_ways(real, releases):
    file = f"article-{real.edition.articles[0].id.lower()}.html"
    first, second = (file.replace("article-", "before-").replace(".html", end) for end in (".html", "-2.html"))
    page = read(releases[2], file)
    assert THIRD in page and f'href="{first}"' in page and f'href="{second}"' in page and "第3次" in page
    for name, words, release in ((first, FIRST, "第 1 次付印"), (second, SECOND, "第 2 次付印")):
        before = read(releases[2], name)
        assert words in before and release in before and f'href="{file}"' in before and THIRD not in before
    assert read(releases[1], first) and not (releases[1] / second).exists()
    assert not list(releases[0].glob("before-*"))


def test_a_withdrawn_story_stays_at_its_address_and_is_named_nowhere_else(real, releases):
    gone = real.edition.articles[-1]
    file = f"article-{gone.id.lower()}.html"
    title = next(one.title for one in real.edition.articles if one.id == gone.id)
    for web in releases[1:]:
        page = read(web, file)
        assert "撤下" in page and 'href="index.html"' in page and "第 1 次付印" in page
        assert title in page or not title
        assert file not in read(web, "issue.json") and file not in read(web, "feed.xml")
        assert "noindex" not in page
    assert "撤下" not in read(releases[0], file)


def test_what_did_not_change_has_no_former_state(real, releases):
    for article in real.edition.articles[1:-1]:
        assert not (releases[2] / f"before-{article.id.lower()}.html").exists()
        assert (
            "更正"
            not in read(releases[2], f"article-{article.id.lower()}.html").partition("<main")[2].partition("</main")[0]
        )
