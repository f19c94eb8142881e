"""Moving the site: as if every issue had been written for the new address."""

from __future__ import annotations

import json

import pytest

from layout.export.web import WebSettings, move_edition
from layout.export.web.settings import NOWHERE

OLD, NEW = "https://old.example.cn/paper", "https://new.example.cn/a/b/"


def tree(folder):
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_moved_edition_is_the_one_that_is_written_for_its_new_address(specimen, tmp_path):
    moved = specimen.again(tmp_path / "moved", OLD)
    changed = move_edition(moved, WebSettings(NEW))
    wanted = tree(specimen.again(tmp_path / "new", NEW))
    found = tree(moved)
    assert found.keys() == wanted.keys()
    assert [name for name in wanted if found[name] != wanted[name]] == []
    assert {"iiif/manifest.json", "feed.xml", "issue.json", "article-a1.html"} <= set(changed)
    assert move_edition(moved, WebSettings(NEW)) == (), "moving to where it is changes nothing"


def test_an_edition_without_an_address_gets_one(real, tmp_path):
    web = real.again(tmp_path / "web")
    assert NOWHERE in (web / "iiif" / "manifest.json").read_text("utf-8")
    move_edition(web, WebSettings(NEW))
    manifest = json.loads((web / "iiif" / "manifest.json").read_text("utf-8"))
    assert manifest["id"] == f"{NEW}2346/web/iiif/manifest.json"
    assert not [path for path in web.rglob("*") if path.suffix in (".json", ".html") and NOWHERE in path.read_text()]
    page = (web / "article-a1.html").read_text("utf-8")
    wanted = (real.again(tmp_path / "new", NEW) / "article-a1.html").read_text("utf-8")
    link = f'<link rel="canonical" href="{NEW}2346/web/article-a1.html">'
    assert link in page and link in wanted
    start = wanted.index('<section class="share"')
    assert wanted[start : start + 400] in page


def test_copy_that_names_the_address_is_left_alone(real, tmp_path):
    web = real.again(tmp_path / "web", OLD)
    (web / "text" / "a1.txt").write_text(f"{OLD}/", "utf-8")
    move_edition(web, WebSettings(NEW))
    assert (web / "text" / "a1.txt").read_text("utf-8") == f"{OLD}/"


def test_what_is_no_edition_is_refused(tmp_path):
    with pytest.raises(OSError, match=r"issue\.json"):
        move_edition(tmp_path, WebSettings(NEW))
