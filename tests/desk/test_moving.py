"""`layout web --rebase`: the site moves, nothing is built."""

from __future__ import annotations

import hashlib
import json

import pytest
import yaml

from layout.cli.app import run_command
from layout.desk.house import House
from tests.newspaper import bare_house

NEW = "https://news.example.cn/paper/"


@pytest.fixture
def house(tmp_path, monkeypatch) -> House:
    """Return a house with two small stand-ins for web editions."""
    bare_house(tmp_path)
    for name in ("7", "7-r1"):
        web = tmp_path / "output" / name / "web"
        (web / "iiif").mkdir(parents=True)
        facts = {
            "number": 7, "name": "报", "date": "2026-01-02", "weekday": "", "lunar": "", "language": "zh",
            "cover": "01", "pages": [], "articles": [], "base": "https://old.example.cn", "corrections": [],
            "draft": False, "release": 1,
        }  # fmt: skip
        (web / "issue.json").write_text(json.dumps(facts), "utf-8")
        (web / "iiif" / "manifest.json").write_text('{"id": "https://old.example.cn/7/web/iiif/manifest.json"}\n')
        report = {"schema": 1, "files": [{"name": "web/iiif/manifest.json", "sha256": "", "bytes": 0}]}
        (web.parent / "report.json").write_text(json.dumps(report))
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LAYOUT_LANG", "zh")
    return House(tmp_path)


def test_every_edition_the_index_and_the_house_s_setting_move(house, capsys):
    settings = house.issues / "house" / "house.yaml"
    settings.parent.mkdir()
    settings.write_text("# 本报\nrelease: {plan: true}  # 必须\n", "utf-8")
    assert run_command(["web", "--rebase", NEW]) == 0
    assert "2 份数字报" in capsys.readouterr().out
    for name in ("7", "7-r1"):
        final = house.output / name
        manifest = final / "web" / "iiif" / "manifest.json"
        assert json.loads(manifest.read_text())["id"] == f"{NEW}7/web/iiif/manifest.json"
        (told,) = json.loads((final / "report.json").read_text())["files"]
        assert told["sha256"] == hashlib.sha256(manifest.read_bytes()).hexdigest()
        assert told["bytes"] == manifest.stat().st_size
        assert json.loads((final / "web" / "issue.json").read_text())["base"] == NEW
    assert json.loads((house.output / "web" / "collection.json").read_text())["id"] == f"{NEW}web/collection.json"
    text = settings.read_text("utf-8")
    assert text.startswith("# 本报\nrelease: {plan: true}  # 必须\n") and NEW in text
    before = settings.read_bytes()
    assert run_command(["web", "--rebase", NEW]) == 0, "again: nothing to do"
    assert settings.read_bytes() == before


def test_the_short_form_of_the_setting_is_kept(house):
    settings = house.issues / "house" / "house.yaml"
    settings.parent.mkdir()
    settings.write_text("base: https://old.example.cn  # 网址\n", "utf-8")
    assert run_command(["web", "--rebase", NEW]) == 0
    assert settings.read_text("utf-8").count("base:") == 1 and "# 网址" in settings.read_text("utf-8")


def test_what_is_no_address_and_a_damaged_edition_are_told(house, capsys):
    assert run_command(["web", "--rebase", "news"]) == 2
    (house.output / "7" / "web" / "issue.json").write_text("{")
    assert run_command(["web", "--rebase", NEW]) == 1
    assert "W005" in capsys.readouterr().err
    assert NEW in (house.output / "7-r1" / "web" / "iiif" / "manifest.json").read_text()


@pytest.mark.parametrize(
    ("search", "after"),
    [
        ("https://old.example.cn/content-search/", f"{NEW}content-search/"),
        ("https://iiif.example.cn/", "https://iiif.example.cn/"),
    ],
)
def test_a_search_below_the_site_moves_with_it_and_one_elsewhere_stays(house, search, after):
    settings = house.issues / "house" / "house.yaml"
    settings.parent.mkdir()
    settings.write_text(f'web:\n  base: "https://old.example.cn"\n  search: "{search}"  # 检索\n', "utf-8")
    assert run_command(["web", "--rebase", NEW]) == 0
    assert yaml.safe_load(settings.read_text("utf-8")) == {"web": {"base": NEW, "search": after}}
    assert "# 检索" in settings.read_text("utf-8")
