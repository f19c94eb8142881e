"""The index over all issues: made from what is on disk, newest first, never half-written, issue by issue."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from threading import Thread

import pytest
from lxml import etree

from layout.export.web import WebSettings, update_site
from layout.export.web.settings import NOWHERE

BASE = "https://news.example.cn/paper/"


def rows(output: Path) -> list[list]:
    """Return what the years' scripts list, newest first."""
    script = (output / "web" / "years.js").read_text("utf-8")
    years = json.loads(re.search(r"window\.paperYears=(.*);", script)[1])
    found = []
    for year, count in years:
        listed = (output / "web" / "years" / f"{year}.js").read_text("utf-8")
        own = json.loads(listed[listed.index("]=") + 2 : -2])
        assert len(own) == count
        found += own
    return found


def issues(output: Path) -> list[int]:
    return [row[0] for row in rows(output)]


def stand_in(output: Path, written, number: int, date: str, folder: str = "", **facts) -> Path:
    """Put an edition of another number there, as far as the index reads it."""
    told = json.loads((written.web / "issue.json").read_text("utf-8"))
    web = output / (folder or str(number)) / "web"
    web.mkdir(parents=True)
    (web / "issue.json").write_text(json.dumps(told | {"number": number, "date": date} | facts), "utf-8")
    return web


def test_both_issues_are_listed_newest_first(specimen, real):
    update_site(specimen.output, WebSettings())
    assert issues(specimen.output) == [9999, 2346]
    home = specimen.output / "web"
    for page in home.rglob("*.html"):
        for address in re.findall(r'(?:href|src)="([^"#?:]+)[#?"]', page.read_text("utf-8")):
            assert (page.parent / address).resolve().is_file(), (page.name, address)


def test_what_is_damaged_or_no_issue_is_passed_over(real, tmp_path):
    stand_in(tmp_path, real, 5, "2020-01-02")
    stand_in(tmp_path, real, 7, "2020-01-03")
    (tmp_path / "7" / "web" / "issue.json").write_text("{", "utf-8")
    stand_in(tmp_path, real, 8, "2020-01-04")
    (tmp_path / "8").rename(tmp_path / "copy of 8")
    (tmp_path / "copy of 8").rename(tmp_path / "9")
    stand_in(tmp_path, real, 10, "2020-02-30")
    update_site(tmp_path, WebSettings())
    assert issues(tmp_path) == [5]


def test_issues_without_any_leave_an_empty_index(tmp_path):
    path = update_site(tmp_path, WebSettings())
    assert "还没有" in path.read_text("utf-8")


def test_an_issue_taken_away_is_gone_from_the_index(real, tmp_path):
    for number in (1, 2):
        stand_in(tmp_path, real, number, f"202{number}-01-0{number}")
    update_site(tmp_path, WebSettings())
    assert issues(tmp_path) == [2, 1]
    shutil.rmtree(tmp_path / "2")
    update_site(tmp_path, WebSettings())
    assert issues(tmp_path) == [1]
    assert not list((tmp_path / "web").rglob("*2022*"))
    assert not list((tmp_path / "web").rglob("*01-02*"))


def test_files_that_stay_equal_are_left_alone_and_nothing_lies_beside_them(real, tmp_path):
    stand_in(tmp_path, real, 1, "2020-01-01")
    update_site(tmp_path, WebSettings())
    before = {path: path.stat().st_ino for path in (tmp_path / "web").rglob("*") if path.is_file()}
    update_site(tmp_path, WebSettings())
    after = {path: path.stat().st_ino for path in (tmp_path / "web").rglob("*") if path.is_file()}
    assert before == after
    assert not [path for path in after if path.name.startswith(".")]


def test_issue_by_issue_gives_the_same_as_all_at_once(real, tmp_path):
    """In any order, over the ends of years and blocks, a day moved and an issue gone: the same files."""
    days = {1: "2020-12-30", 31: "2020-12-31", 32: "2021-01-01", 255: "2021-11-23", 256: "2022-11-23"}
    days[600] = "2023-01-01"
    one, other = tmp_path / "one", tmp_path / "other"
    for number in (256, 1, 600, 32, 255, 31):
        web = stand_in(one, real, number, days[number])
        shutil.copyfile(real.web / "text.js", web / "text.js")
        update_site(one, WebSettings(BASE), number)
    stand_in(one, real, 33, "2021-03-03")
    update_site(one, WebSettings(BASE), 33)
    shutil.rmtree(one / "33")
    update_site(one, WebSettings(BASE), 33)
    update_site(one, WebSettings(BASE), 600)  # segments that only the list before named go with the next update
    (one / "600" / "web" / "issue.json").write_text(
        (one / "600" / "web" / "issue.json").read_text("utf-8").replace("2023-01-01", "2023-01-02"), "utf-8"
    )
    update_site(one, WebSettings(BASE), 600)
    shutil.copytree(one, other, ignore=lambda folder, names: ["web"] if Path(folder) == one else [])
    update_site(other, WebSettings(BASE))

    def content(output: Path) -> dict[str, bytes]:
        home = output / "web"
        used = {entry["folder"] for entry in shelf(output).values()}
        return {
            path.relative_to(home).as_posix(): path.read_bytes()
            for path in home.rglob("*")
            if path.is_file() and (path.parent.parent.name != "find" or path.parent.name in used)
        }

    assert content(one) == content(other)
    assert list(shelf(one)) == ["b0", "b1", "g18"]


def shelf(output: Path) -> dict:
    script = (output / "web" / "find" / "index.js").read_text("utf-8")
    return json.loads(script.removeprefix("window.paperShelf=").rstrip(";\n"))


def test_another_issue_leaves_the_other_years_and_segments_alone(real, tmp_path):
    for number in (1, 40, 300):
        stand_in(tmp_path, real, number, f"20{number // 10 + 10}-01-01")
    update_site(tmp_path, WebSettings())
    before = {path: path.stat().st_ino for path in (tmp_path / "web").rglob("*") if path.is_file()}
    stand_in(tmp_path, real, 301, "2040-01-02")
    update_site(tmp_path, WebSettings(), 301)
    changed = {
        path.relative_to(tmp_path / "web").as_posix() for path, node in before.items()
        if not path.is_file() or path.stat().st_ino != node
    }  # fmt: skip
    assert changed <= {
        "index.html", "years.js", "years/2040.js", "years/2040.html", "years/2040.json", "collection.json", "feed.xml",
        "find/index.js", "records/years.json", "records/year-2040.json", "records/block-1.json",
    } | {name for name in changed if name.startswith("find/g9-")}  # fmt: skip


@pytest.mark.parametrize("turn", range(3))
def test_builds_that_end_at_once_are_all_seen(real, tmp_path, turn):
    for number in range(1, 5):
        stand_in(tmp_path, real, number, f"2020-01-0{number}")
    threads = [Thread(target=update_site, args=(tmp_path, WebSettings(), number)) for number in range(1, 5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert issues(tmp_path) == [4, 3, 2, 1]


def test_a_release_is_linked_and_not_the_draft_that_came_after(real, tmp_path):
    stand_in(tmp_path, real, 1, "2020-01-01", release=0, draft=True)
    stand_in(tmp_path, real, 1, "2020-01-01", "1-r1", release=1, draft=False)
    stand_in(tmp_path, real, 1, "2020-01-01", "1-r2", release=2, draft=False)
    stand_in(tmp_path, real, 2, "2020-01-02", release=0, draft=True)
    update_site(tmp_path, WebSettings(BASE))
    assert rows(tmp_path)[0][3] == "1-r2"
    assert (tmp_path / "web" / "years" / "2020.html").read_text("utf-8").count("../../1-r2/web/index.html") == 2
    feed = (tmp_path / "web" / "feed.xml").read_text("utf-8")
    assert "/1-r2/web/" in feed
    assert "/2/web/" not in feed, "a draft is nothing for feeds"
    assert issues(tmp_path) == [1], "the desk's draft is nowhere on the site"
    texts = [path.read_text("utf-8") for path in (tmp_path / "web").rglob("*.[hjx]*") if path.is_file()]
    assert not [text for text in texts if "2/web/" in text.replace("-r2/web/", "")]


def test_a_site_of_drafts_alone_says_how_to_release_and_lists_none(real, tmp_path):
    stand_in(tmp_path, real, 2, "2020-01-02", release=0, draft=True)
    page = update_site(tmp_path, WebSettings(BASE), 2).read_text("utf-8")
    assert "--release" in page and "2/web" not in page
    stand_in(tmp_path, real, 2, "2020-01-02", "2-r1", release=1, draft=False)
    assert "../2-r1/web/" in update_site(tmp_path, WebSettings(BASE), 2).read_text("utf-8")


def test_a_working_output_that_is_a_release_goes_before_those_kept(real, tmp_path):
    stand_in(tmp_path, real, 1, "2020-01-01", release=2, draft=False)
    stand_in(tmp_path, real, 1, "2020-01-01", "1-r1", release=1, draft=False)
    update_site(tmp_path, WebSettings())
    assert len(rows(tmp_path)[0]) == 3


def test_every_correction_is_in_the_log(real, tmp_path):
    made = [{"date": "2020-02-01", "story": "a1", "reason": "“十五”应为“十四” <b>"}]
    stand_in(tmp_path, real, 1, "2020-01-01", corrections=made, draft=False)
    stand_in(tmp_path, real, 2, "2020-01-02", corrections=made, draft=True)
    update_site(tmp_path, WebSettings(BASE, "bianjibu@example.cn"))
    log = (tmp_path / "web" / "corrections.html").read_text("utf-8")
    assert log.count("应为“十四” &lt;b&gt;") == 1, "once, and a draft's not"
    assert 'href="../1/web/article-a1.html"' in log
    assert "mailto:bianjibu@example.cn" in log
    assert "<lastmod>2020-02-01</lastmod>" in (tmp_path / "web" / "sitemaps" / "2020.xml").read_text("utf-8")


def test_feed_and_site_map_are_whole_and_name_full_addresses(specimen, real, tmp_path):
    stand_in(tmp_path, real, 1, "2020-01-01", draft=False)
    stand_in(tmp_path, specimen, 2, "2021-01-01", draft=False)
    update_site(tmp_path, WebSettings(BASE))
    feed = etree.fromstring((tmp_path / "web" / "feed.xml").read_bytes())
    atom = "{http://www.w3.org/2005/Atom}"
    ids = [entry.findtext(f"{atom}id") for entry in feed.iter(f"{atom}entry")]
    assert len(ids) == len(set(ids)) == len(specimen.edition.articles) + len(real.edition.articles)
    assert all(link.get("href").startswith(BASE) for link in feed.iter(f"{atom}link"))
    own = etree.fromstring((specimen.web / "feed.xml").read_bytes())
    assert len({entry.findtext(f"{atom}id") for entry in own.iter(f"{atom}entry")}) == len(specimen.edition.articles)
    index = etree.fromstring((tmp_path / "web" / "sitemap.xml").read_bytes())
    maps = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
    assert [one.text for one in index.iter(f"{maps}loc")] == [f"{BASE}web/sitemaps/{year}.xml" for year in (2021, 2020)]
    assert "Sitemap: https://news.example.cn/paper/web/sitemap.xml" in (tmp_path / "web" / "robots.txt").read_text()


def test_a_changed_address_reaches_every_page(real, tmp_path):
    for number in (1, 2):
        stand_in(tmp_path, real, number, f"202{number}-01-01", draft=False)
    update_site(tmp_path, WebSettings(BASE))
    update_site(tmp_path, WebSettings("https://other.example.cn/"), 2)
    texts = [path.read_text("utf-8") for path in (tmp_path / "web").rglob("*") if path.suffix in (".xml", ".html")]
    assert not [text for text in texts if "news.example.cn" in text]


def test_the_collections_name_every_manifest(specimen, real, tmp_path):
    home = specimen.output / "web"
    found = []
    for year in json.loads((home / "collection.json").read_text("utf-8"))["items"]:
        path = specimen.output / year["id"].removeprefix(NOWHERE)
        for item in json.loads(path.read_text("utf-8"))["items"]:
            named = item["id"].removeprefix(NOWHERE)
            assert (specimen.output / named).is_file()
            found.append(Path(named).parts[0])
    assert found == ["9999", "2346"]
    stand_in(tmp_path, real, 3, "2020-01-01")
    update_site(tmp_path, WebSettings(BASE))
    year = json.loads((tmp_path / "web" / "years" / "2020.json").read_text("utf-8"))
    assert year["items"][0]["id"] == f"{BASE}3/web/iiif/manifest.json"
    assert year["id"] == f"{BASE}web/years/2020.json"
