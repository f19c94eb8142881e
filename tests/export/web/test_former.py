"""What earlier releases said stays readable: a story changed twice, one withdrawn, and the ways between them."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, timedelta

import pytest

from layout.export.web import WebSettings, write_web
from layout.export.web.former import former_of, former_pages
from layout.export.web.outline import Amendment, outline_of
from layout.sheet import Correction, Release

FIRST, SECOND, THIRD = "头一次付印的话。", "第二次付印的话。", "第三次付印的话。"


def said(edition, words, *, release, reason=""):
    """Return an edition whose first article says other words, as a release."""
    article = edition.articles[0]
    changed = replace(article, paragraphs=(replace(article.paragraphs[0], text=words), *article.paragraphs[1:]))
    day = edition.date + timedelta(days=release - 1)
    return replace(edition, articles=(changed, *edition.articles[1:]), release=Release(release, reason=reason, day=day))


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
    assert "更正：第2次。" in read(releases[2], first) and "更正：第3次。" in read(releases[2], second)
    notes = page.partition('class="corrections"')[2].partition("</section>")[0]
    assert notes.index("第3次") < notes.index("第2次"), "newest first"


def test_what_changed_is_told_to_the_site_with_the_days_of_its_releases(real, releases):
    first, gone = real.edition.articles[0], real.edition.articles[-1]
    days = [(real.edition.date + timedelta(days=days)).isoformat() for days in (1, 2)]
    told = json.loads(read(releases[2], "issue.json"))["corrections"]
    assert [(one["date"], one["reason"]) for one in told if one["story"] == first.id] == [
        (days[0], "第2次"), (days[1], "第3次")
    ]  # fmt: skip
    assert [(one["date"], one["reason"]) for one in told if one["file"] == f"article-{gone.id.lower()}.html"] == [
        (days[0], "撤稿：第2次")
    ]
    assert f'"dateModified":"{days[1]}"' in read(releases[2], f"article-{first.id.lower()}.html")


def test_a_withdrawn_story_stays_at_its_address_and_is_named_nowhere_else(real, releases):
    gone = real.edition.articles[-1]
    file = f"article-{gone.id.lower()}.html"
    title = next(one.title for one in real.edition.articles if one.id == gone.id)
    for web in releases[1:]:
        page = read(web, file)
        assert "撤下" in page and 'href="index.html"' in page and "第 1 次付印" in page
        assert title in page or not title
        assert "撤下：第2次。" in page, "why it was withdrawn is what that release said, not a later one"
        assert file not in {one["file"] for one in json.loads(read(web, "issue.json"))["articles"]}
        assert file not in read(web, "feed.xml")
        assert "noindex" not in page
    assert "撤下" not in read(releases[0], file)


def test_what_did_not_change_has_no_former_state(real, releases):
    for article in real.edition.articles[1:-1]:
        assert not (releases[2] / f"before-{article.id.lower()}.html").exists()
        assert (
            "更正"
            not in read(releases[2], f"article-{article.id.lower()}.html").partition("<main")[2].partition("</main")[0]
        )


@pytest.fixture
def outline(real):
    return outline_of(real.edition, real.images, WebSettings())


class Shelf:
    """Releases on the disk before the present edition, as their web editions tell of themselves."""

    def __init__(self, root, outline):
        self.root, self.outline, self.folders = root, outline, []

    def add(self, articles, corrections=(), pages=(), reason=""):
        """Add a release; `articles` are (name, title, copy)."""
        number = len(self.folders) + 1
        folder = self.root / f"r{number}"
        (folder / "text").mkdir(parents=True)
        for name, title, copy in articles:
            (folder / "text" / f"{name}.txt").write_text(f"{title}\n\n{copy}\n\n某报 第01版\n", "utf-8")
        facts = {
            "release": number, "day": f"2030-01-{number:02d}", "reason": reason,
            "articles": [{"id": name, "file": f"article-{name}.html", "title": title} for name, title, _ in articles],
            "corrections": [{"date": day, "story": story, "reason": why} for day, story, why in corrections],
            "pages": [{"file": file, "title": title} for file, title in pages],
        }  # fmt: skip
        (folder / "issue.json").write_text(json.dumps(facts), "utf-8")
        self.folders.append(folder)
        return self

    def now(self, release=0, corrections=(), reason=""):
        """Return the present edition's outline, and the pages of what was before."""
        number = release or len(self.folders) + 1
        edition = replace(
            self.outline.edition, corrections=tuple(corrections),
            release=Release(number, reason=reason, day=date(2030, 1, number)),
        )  # fmt: skip
        found = replace(self.outline, edition=edition)
        found = replace(found, former=former_of(found, self.folders))
        return found, dict(former_pages(found))


@pytest.fixture
def shelf(tmp_path, outline):
    return Shelf(tmp_path, outline)


def test_each_former_state_of_a_story_corrected_three_times_tells_its_own_correction(shelf, outline):
    own = outline.articles[0]
    made = [(f"2030-01-0{n}", own.name, f"第{n - 1}处错") for n in (2, 3, 4)]
    shelf.outline = outline = replace(
        outline, articles=(replace(own, article=replace(own.article, id=own.name)), *outline.articles[1:])
    )
    for count in range(3):
        shelf.add([(own.name, "题", f"第{count}稿")], made[:count], reason="别的事")
    found, pages = shelf.now(corrections=[Correction(date.fromisoformat(day), of, why) for day, of, why in made])
    states = found.former.states[own.name]
    assert [(state.release, [one.reason for one in state.made], state.listed) for state in states] == [
        (1, ["第1处错"], True), (2, ["第2处错"], True), (3, ["第3处错"], True)
    ]  # fmt: skip
    assert "第2处错" in pages[states[1].file] and "第3处错" not in pages[states[1].file]
    assert [one.reason for one in found.made(found.articles[0])] == ["第1处错", "第2处错", "第3处错"]
    assert found.changed_on(found.articles[0]) == date(2030, 1, 4)


def test_a_release_that_leaves_a_story_as_it_is_changes_nothing_of_when_and_why(shelf, outline):
    own = outline.articles[0]
    shelf.add([(own.name, "题", "头一稿")]).add([(own.name, "题", "第二稿")], reason="数字有误")
    folder = shelf.add([(own.name, own.title, "")], reason="别的版").folders[-1]
    text = next(words for file, words in _texts(outline) if file == f"{own.name}.txt")
    (folder / "text" / f"{own.name}.txt").write_text(text.replace("第01版", "第02版"), "utf-8")
    found, _ = shelf.now(reason="又是别的版")
    states = found.former.states[own.name]
    assert [state.made for state in states] == [
        (Amendment(date(2030, 1, 2), "数字有误"),),
        (Amendment(date(2030, 1, 3), "别的版"),),
    ]
    assert found.changed_on(own) == date(2030, 1, 3), "another place in print is no other copy"


def test_a_story_with_another_id_is_found_at_its_old_address_and_keeps_its_states(shelf, outline):
    own = outline.articles[0]
    shelf.add([("old", own.title, "头一稿")]).add([("old", own.title, "第二稿")], reason="改数字")
    found, pages = shelf.now(reason="改代号")
    assert found.former.moved == {"old": own.name} and not found.withdrawn()
    assert f'href="{own.file}"' in pages["article-old.html"] and "撤下" not in pages["article-old.html"]
    states = found.former.states[own.name]
    assert [state.file for state in states] == ["before-old.html", "before-old-2.html"]
    assert all(f'href="{own.file}"' in pages[state.file] for state in states)


def test_two_stories_of_one_title_are_not_taken_for_each_other(shelf, outline):
    own = outline.articles[0]
    shelf.add([("one", own.title, "甲"), ("two", own.title, "乙")])
    found, pages = shelf.now(reason="重排")
    assert not found.former.moved and {file for file, _ in found.withdrawn()} == {
        "article-one.html", "article-two.html"
    }  # fmt: skip
    assert "撤下：重排。" in pages["article-one.html"]


def test_a_withdrawn_story_with_another_that_takes_its_name_later_loses_nothing(shelf, outline):
    own = outline.articles[0]
    shelf.add([(own.name, "撤的稿", "头一稿")]).add([("else", "别的", "稿")], reason="失实")
    found, pages = shelf.now(reason="补稿")
    (state,) = found.former.states[own.name]
    assert state.file == f"before-{own.name}.html" and state.made[0].reason == "补稿"
    assert "头一稿" in pages[state.file]


def test_a_page_that_is_gone_stays_at_its_address_and_leads_to_the_issue(shelf, outline):
    first = (outline.pages[0].file, outline.pages[0].title)
    shelf.add([], pages=[first, ("page-02.html", "第02版 副刊"), ("page-03.html", first[1])]).add([], reason="减版")
    _, pages = shelf.now(reason="别的事")
    assert 'href="index.html"' in pages["page-02.html"] and "减版" in pages["page-02.html"]
    assert "没有这一版" not in pages["page-03.html"], "the same page by another address"
    assert outline.pages[0].file not in pages


def test_an_earlier_edition_that_cannot_be_read_is_passed_over(shelf, outline):
    own = outline.articles[0]
    shelf.add([(own.name, "题", "头一稿")]).add([(own.name, "题", "第二稿")])
    (shelf.folders[0] / "issue.json").write_text("[]", "utf-8")
    found, _ = shelf.now()
    assert [state.release for state in found.former.states[own.name]] == [2]


def _texts(outline):
    from layout.export.web.feeds import plain_texts

    return list(plain_texts(outline))
