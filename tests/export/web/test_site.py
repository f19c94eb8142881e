"""The index over all issues: made from what is on disk, newest first, never half-written."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

from layout.export.web import WebSettings, update_site
from layout.export.web import site as site_module


def issues(output: Path) -> list[int]:
    script = (output / "web" / "issues.js").read_text("utf-8")
    listed = json.loads(script.removeprefix("window.paperIssues=").rstrip(";\n"))
    return [issue["number"] for issue in listed]


def stand_in(output: Path, written, number: int, date: str) -> None:
    """Put an edition of another number there, as far as the index reads it."""
    facts = json.loads((written.web / "issue.json").read_text("utf-8"))
    folder = output / str(number) / "web"
    folder.mkdir(parents=True)
    (folder / "issue.json").write_text(json.dumps(facts | {"number": number, "date": date}), "utf-8")


def test_both_issues_are_listed_newest_first(specimen, real):
    update_site(specimen.output, WebSettings())
    assert issues(specimen.output) == [9999, 2346]
    page = (specimen.output / "web" / "index.html").read_text("utf-8")
    for address in re.findall(r'(?:href|src)="([^"#?]+)"', page):
        assert (specimen.output / "web" / address).resolve().is_file(), address


def test_what_is_damaged_or_no_issue_is_passed_over(real, tmp_path):
    stand_in(tmp_path, real, 5, "2020-01-02")
    stand_in(tmp_path, real, 7, "2020-01-03")
    (tmp_path / "7" / "web" / "issue.json").write_text("{", "utf-8")
    stand_in(tmp_path, real, 8, "2020-01-04")
    (tmp_path / "8").rename(tmp_path / "copy of 8")
    (tmp_path / "copy of 8").rename(tmp_path / "9")
    update_site(tmp_path, WebSettings())
    assert issues(tmp_path) == [5]


def test_issues_without_any_leave_an_empty_index(tmp_path):
    path = update_site(tmp_path, WebSettings())
    assert "还没有" in path.read_text("utf-8")


def test_an_issue_taken_away_is_gone_from_the_index(real, tmp_path):
    for number in (1, 2):
        stand_in(tmp_path, real, number, f"2020-01-0{number}")
    update_site(tmp_path, WebSettings())
    assert issues(tmp_path) == [2, 1]
    shutil.rmtree(tmp_path / "2")
    update_site(tmp_path, WebSettings())
    assert issues(tmp_path) == [1]


def test_files_that_stay_equal_are_left_alone_and_nothing_lies_beside_them(real, tmp_path):
    stand_in(tmp_path, real, 1, "2020-01-01")
    update_site(tmp_path, WebSettings())
    before = {path: path.stat().st_ino for path in (tmp_path / "web").rglob("*") if path.is_file()}
    update_site(tmp_path, WebSettings())
    after = {path: path.stat().st_ino for path in (tmp_path / "web").rglob("*") if path.is_file()}
    assert before == after
    assert not [path for path in after if path.name.startswith(".")]


def test_an_issue_that_arrives_meanwhile_is_seen(real, tmp_path, monkeypatch):
    """Two builds finish at once: the second's issue lands after the first has read the list and before it wrote."""
    stand_in(tmp_path, real, 1, "2020-01-01")
    write = site_module._write

    def slow(*arguments):
        if not (tmp_path / "2").exists():
            stand_in(tmp_path, real, 2, "2020-01-02")
        write(*arguments)

    monkeypatch.setattr(site_module, "_write", slow)
    update_site(tmp_path, WebSettings())
    assert issues(tmp_path) == [2, 1]


def test_the_collection_names_every_manifest(specimen, real, tmp_path):
    collection = json.loads((specimen.output / "web" / "collection.json").read_text("utf-8"))
    assert [Path(item["id"]).parts[1] for item in collection["items"]] == ["9999", "2346"]
    for item in collection["items"]:
        assert (specimen.output / "web" / item["id"]).resolve().is_file()
    stand_in(tmp_path, real, 3, "2020-01-01")
    update_site(tmp_path, WebSettings("https://news.example.cn/paper/"))
    collection = json.loads((tmp_path / "web" / "collection.json").read_text("utf-8"))
    assert collection["items"][0]["id"] == "https://news.example.cn/paper/3/web/iiif/manifest.json"
