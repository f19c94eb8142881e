"""A build with nothing changed ends at once; any changed byte makes it build."""

import os
import shutil
from dataclasses import replace

import pytest

from layout.cli.app import run_command
from layout.desk.build.order import Order, in_silence
from layout.desk.build.pipeline import build
from layout.desk.build.stamp import is_unchanged
from layout.desk.house import House
from tests import newspaper


@pytest.fixture
def order(house):
    return Order(house, 2346, house.output, ("press",))


@pytest.fixture(scope="module")
def kept(tmp_path_factory):
    """Return what was built, once, and a copy of the house as it then was."""
    root = newspaper.house(tmp_path_factory.mktemp("built"))
    shutil.copytree(newspaper.ROOT / "issues" / "2346", root / "issues" / "2346")
    order = Order(House(root), 2346, root / "output", ("press",))
    build(order, in_silence)
    return order, shutil.copytree(root, tmp_path_factory.mktemp("kept") / "house", symlinks=True)


@pytest.fixture
def built(kept):
    order, house = kept
    shutil.rmtree(order.house.root)
    shutil.copytree(house, order.house.root, symlinks=True)
    assert is_unchanged(order)
    return order


def changed_byte(path):
    """Change one byte; size and time of the content stay as they were."""
    before, data = path.stat(), bytearray(path.read_bytes())
    data[-2] ^= 1
    path.write_bytes(data)
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


def test_before_the_first_build_there_is_nothing_that_stands(order):
    assert not is_unchanged(order)


@pytest.mark.parametrize(
    "name",
    [
        "issues/2346/a1.md",
        "issues/2346/issue.yaml",
        "issues/2346/plan.yaml",
        "output/2346/press/2346.pdf",
        "output/2346/plan.yaml",
        "output/2346/report.json",
        "output/2346/report.html",
    ],
)
def test_a_changed_byte_or_a_missing_file_makes_it_build(built, name):
    path = built.house.root / name
    data = path.read_bytes()
    changed_byte(path)
    assert not is_unchanged(built)
    path.write_bytes(data)
    assert is_unchanged(built), "what is as it was stands, whenever it was written"
    path.unlink()
    assert not is_unchanged(built)


@pytest.mark.parametrize("name", ["issues/2346/new.md", "issues/house/terms.yaml", "output/2346/press/left.pdf"])
def test_a_new_file_makes_it_build(built, name):
    path = built.house.root / name
    path.parent.mkdir(exist_ok=True)
    path.write_text("x")
    assert not is_unchanged(built)


def test_other_fonts_make_it_build(built):
    fonts = built.house.fonts
    there = fonts.resolve()
    fonts.unlink()
    fonts.mkdir()
    for path in there.iterdir():
        (fonts / path.name).symlink_to(path)
    (fonts / "fonts.yaml").unlink()
    shutil.copy(there / "fonts.yaml", fonts)
    assert not is_unchanged(built)


def test_what_was_not_ordered_before_is_built(built):
    assert not is_unchanged(replace(built, only=("press", "web")))
    assert not is_unchanged(replace(built, release=True))
    assert not is_unchanged(replace(built, proof=True))


def test_a_whole_build_stands_for_each_of_its_parts_and_holds_the_index_of_all_issues(whole_2346):
    assert is_unchanged(whole_2346)
    assert is_unchanged(replace(whole_2346, only=("press",)))
    index = whole_2346.output / "web" / "index.html"
    changed_byte(index)
    assert not is_unchanged(whole_2346)
    changed_byte(index)
    assert is_unchanged(whole_2346)


def test_a_damaged_stamp_is_none(built):
    place = built.output / ".cache" / "stamps" / "2346.json"
    for damage in ("", "{", "[]", "null", '{"only": ["press"], "release": false, "proof": false, "machine": 3}'):
        place.write_text(damage)
        assert not is_unchanged(built)


def test_an_error_in_the_copy_leaves_the_stamp_of_what_stands(built):
    story = built.folder / "a1.md"
    copy = story.read_text("utf-8")
    story.write_text(copy.replace("id: a1", "id: a1\nnothing: x"), "utf-8")
    assert not build(built, in_silence).written.files
    assert not is_unchanged(built)
    story.write_text(copy, "utf-8")
    assert is_unchanged(built)


def test_the_command_says_so_in_one_line(built, monkeypatch, capsys):
    monkeypatch.chdir(built.house.root)
    before = (built.final / "report.json").stat()
    assert run_command(["issue", "2346", "--only", "press", "--lang", "zh"]) == 0
    out, err = capsys.readouterr()
    assert out == f"第 2346 期自上次排印以来没有改动，成品照旧：{built.final}\n"
    assert err == ""
    assert run_command(["issue", "2346", "--only", "press", "--lang", "en", "--quiet"]) == 0
    assert capsys.readouterr() == ("", "")
    assert (built.final / "report.json").stat().st_ino == before.st_ino
    changed_byte(built.final / "press" / "2346.pdf")
    assert run_command(["issue", "2346", "--only", "press", "--quiet"]) == 0
    assert (built.final / "report.json").stat().st_ino != before.st_ino


def test_a_site_that_moved_needs_no_build_and_one_without_an_address_does(order):
    from layout.desk.moving import move_site
    from layout.export.web import WebSettings

    order = replace(order, only=("press", "web"))
    house = order.house.issues / "house" / "house.yaml"
    house.parent.mkdir(exist_ok=True)
    house.write_text('web: {base: "https://old.example.cn/"}\n', "utf-8")
    build(order, in_silence)
    move_site(order.house, order.output, WebSettings("https://new.example.cn/"), who="甲", when="2026-01-01T00:00:00")
    assert "new.example.cn" in (order.final / "web" / "rss.xml").read_text("utf-8")
    assert is_unchanged(order)
    copy = order.folder / "a1.md"
    copy.write_text(copy.read_text("utf-8") + "\n", "utf-8")
    move_site(order.house, order.output, WebSettings("https://other.example.cn/"), who="甲", when="2026-01-02T00:00:00")
    assert not is_unchanged(order), "what had changed before is still to be built"
