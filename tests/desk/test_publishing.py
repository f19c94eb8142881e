"""The published folder: the last release of each issue at an address that stays, and no draft."""

from __future__ import annotations

import json

import pytest

from layout.cli.app import run_command
from layout.desk.publishing import publish
from layout.export.web import WebSettings
from tests.newspaper import bare_house

SETTINGS = WebSettings("https://news.example.cn/paper/")


def edition(output, name, words, *, release=1, date="2026-01-02", draft=False):
    """Put a stand-in for a web edition below an output: what it says of itself, a page, its worker."""
    number = int(name.split("-")[0])
    web = output / name / "web"
    web.mkdir(parents=True)
    facts = {
        "number": number, "name": "报", "date": date, "weekday": "", "lunar": "", "language": "zh", "cover": "01",
        "pages": [{"title": "第01版", "file": "index.html"}], "base": SETTINGS.base, "corrections": [], "draft": draft,
        "articles": [{"id": "a1", "title": words, "file": "article-a1.html", "kind": "news", "section": ""}],
        "release": 0 if draft else release, "text": words,
    }  # fmt: skip
    (web / "issue.json").write_text(json.dumps(facts), "utf-8")
    (web / "index.html").write_text(words, "utf-8")
    (web / "sw.js").write_text(f"// {words}", "utf-8")


@pytest.fixture
def output(tmp_path):
    folder = tmp_path / "output"
    edition(folder, "7", "草样的字", draft=True)
    edition(folder, "7-r1", "头一次")
    edition(folder, "7-r2", "第二次", release=2)
    edition(folder, "8", "没有付印", draft=True, date="2026-01-03")
    return folder


def said(folder):
    return "".join(
        path.read_text("utf-8") for path in folder.rglob("*") if path.is_file() and "assets" not in path.parts
    )


def test_the_last_release_stands_under_its_number_and_drafts_nowhere(output, tmp_path):
    to = tmp_path / "public"
    done = publish(output, to, SETTINGS).value
    assert done.issues == 1 and done.brought == (7,)
    assert (to / "7" / "web" / "index.html").read_text("utf-8") == "第二次"
    assert {path.name for path in to.iterdir() if path.name[0] != "."} == {"7", "web"}
    assert "草样的字" not in said(to) and "没有付印" not in said(to) and "7-r2" not in said(to)
    year = json.loads((to / "web" / "years" / "2026.json").read_text("utf-8"))
    assert publish(output, tmp_path / "other", WebSettings()).value.brought == (7,)
    assert "https://news.example.cn/paper/web/" in (tmp_path / "other" / "web" / "sitemap.xml").read_text("utf-8")
    assert year["items"][0]["id"] == "https://news.example.cn/paper/7/web/iiif/manifest.json"


def test_a_second_release_takes_the_place_of_the_first_at_the_same_address(output, tmp_path):
    to = tmp_path / "public"
    publish(output, to, SETTINGS)
    before = (to / "7" / "web" / "index.html").stat().st_ino
    assert publish(output, to, SETTINGS).value.brought == ()
    assert (to / "7" / "web" / "index.html").stat().st_ino == before, "what stands is left alone"
    edition(output, "7-r3", "第三次", release=3)
    edition(output, "8-r1", "付印了", date="2026-01-03")
    assert publish(output, to, SETTINGS).value.brought == (7, 8)
    assert (to / "7" / "web" / "index.html").read_text("utf-8") == "第三次"
    assert "付印了" in (to / "web" / "index.html").read_text("utf-8")
    assert "第三次" in (to / "web" / "years" / "2026.js").read_text("utf-8")


def test_a_folder_of_somebody_else_is_refused(output, tmp_path, monkeypatch, capsys):
    theirs = tmp_path / "theirs"
    theirs.mkdir()
    (theirs / "a.txt").write_text("")
    (done,) = publish(output, theirs, SETTINGS).remarks
    assert done.code == "W007" and [path.name for path in theirs.iterdir()] == ["a.txt"]
    monkeypatch.setenv("LAYOUT_LANG", "zh")
    bare_house(tmp_path)
    monkeypatch.chdir(tmp_path)
    assert run_command(["web", "--publish", str(theirs)]) == 1
    assert run_command(["web", "--publish", str(tmp_path / "public")]) == 0
    assert "新放进 1 期" in capsys.readouterr().out
    assert run_command(["web"]) == 2
