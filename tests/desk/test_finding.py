"""`layout find`: what stands in the copy is found, whatever its length and spelling, and what was changed meanwhile."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from layout.cli.app import run_command
from layout.desk.finding.ask import Query, ask, parts_of
from layout.desk.finding.shelf import open_shelf
from layout.text.folded import folded
from tests.chance import examples

ROOT = Path(__file__).resolve().parents[2]
COPY = sorted((ROOT / "issues" / "2346").glob("*.md"))


@pytest.fixture(scope="module")
def issues(tmp_path_factory) -> Path:
    """Two issues: the real one, and one of few words."""
    home = tmp_path_factory.mktemp("house") / "issues"
    shutil.copytree(ROOT / "issues" / "2346", home / "2346")
    write(home, "臺風來了，ＡＢＣ 公司“十四五”規劃", date="2021-08-09")
    return home


def write(home: Path, body: str, number: int = 7, date: str = "2021-08-09", head: str = "防汛抗旱 两手抓") -> Path:
    folder = home / str(number)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "issue.yaml").write_text(
        f"issue: {{no: {number}, date: {date}}}\npages:\n  - {{no: 3, name: 民生, stories: [s1]}}\n", "utf-8"
    )
    path = folder / "s1.md"
    path.write_text(f"---\nid: s1\nkind: news\npriority: 50\nhead: {{main: [{head}]}}\n---\n\n{body}\n", "utf-8")
    return path


def found(home: Path, words: str, kept: Path | None = None, **wanted) -> list[tuple[int, str]]:
    base = open_shelf(home, kept or home.parent / "find.sqlite")
    try:
        return [(hit.number, hit.story) for hit in ask(base, Query(words, **wanted), 100).hits]
    finally:
        base.close()


@pytest.mark.parametrize(
    ("words", "wanted", "there"),
    [
        ("台风", {}, True), ("臺風來", {}, True), ("来", {}, True), ("ａｂｃ公司", {}, True), ("abc 规划", {}, True),
        ("“防汛 抗旱”", {}, True), ("抗旱", {"head": True}, True), ("台风", {"head": True}, False),
        ("台风 高铁", {}, False), ("抓台", {}, False), ("台风", {"since": "2021-08-09"}, True),
        ("台风", {"since": "2021-08-10"}, False), ("台风", {"until": "2021-08-09"}, True),
        ("台风", {"until": "2021-08-08"}, False), ("台风", {"kind": "news"}, True), ("台风", {"kind": "photo"}, False),
        ("台风", {"section": "民生"}, True), ("台风", {"section": "要闻"}, False), ("", {}, False), ("，", {}, True),
    ],
)  # fmt: skip
def test_words_phrases_and_filters(issues, words, wanted, there):
    assert ((7, "s1") in found(issues, words, **wanted)) is there


@settings(max_examples=examples(40), deadline=None)
@given(data=st.data())
def test_every_stretch_of_the_copy_is_found_where_it_stands(issues, data):
    path = data.draw(st.sampled_from(COPY))
    paragraphs = [line for line in path.read_text("utf-8").split("---", 2)[2].splitlines()
                  if line.strip() and "{{" not in line and not line.startswith(("#", "-", "|", "!"))]  # fmt: skip
    if not paragraphs:
        return
    plain = folded(data.draw(st.sampled_from(paragraphs)).strip())
    begin = data.draw(st.integers(0, max(0, len(plain) - 2)))
    words = plain[begin : begin + data.draw(st.integers(1, 9))]
    if words and not set(words) & set('“”"「『＂*|\\'):
        assert (2346, path.stem) in found(issues, f"“{words}”")


def test_what_changed_is_read_again_and_what_is_gone_is_gone(tmp_path):
    home, kept = tmp_path / "issues", tmp_path / "cache" / "find.sqlite"
    path = write(home, "先写水库")
    assert found(home, "水库", kept) == [(7, "s1")]
    write(home, "再写大坝加固", date="2022-01-01")
    os.utime(path, ns=(1, 1))
    assert found(home, "水库", kept) == []
    assert found(home, "大坝加固", kept, since="2022-01-01") == [(7, "s1")]
    write(home, "另一期也写大坝加固", 8, "2023-01-01")
    assert found(home, "大坝加固", kept) == [(8, "s1"), (7, "s1")]
    shutil.rmtree(home / "7")
    assert found(home, "大坝加固", kept) == [(8, "s1")]
    path = home / "8" / "s1.md"
    path.write_text("没有文件头的稿子说大坝加固", "utf-8")
    assert found(home, "大坝加固", kept) == [(8, "s1")], "broken copy is found all the same"


@pytest.mark.parametrize("damage", [b"", b"not a base", None])
def test_a_damaged_index_is_made_anew(tmp_path, damage):
    home, kept = tmp_path / "issues", tmp_path / "find.sqlite"
    write(home, "大坝加固")
    assert found(home, "大坝加固", kept)
    whole = kept.read_bytes()
    kept.write_bytes(whole[: len(whole) // 2] + b"\0" * 4096 if damage is None else damage)
    assert found(home, "大坝加固", kept) == [(7, "s1")]


def test_a_story_that_was_only_touched_is_not_read_again_and_one_that_is_gone_is_forgotten(tmp_path):
    home, kept = tmp_path / "issues", tmp_path / "find.sqlite"
    path = write(home, "大坝加固")
    assert found(home, "大坝加固", kept) == [(7, "s1")]
    os.utime(path, ns=(1, 1))
    assert found(home, "大坝加固", kept) == found(home, "大坝加固", kept) == [(7, "s1")]
    path.unlink()
    assert found(home, "大坝加固", kept) == []


def test_by_weight_the_head_goes_first(tmp_path):
    home = tmp_path / "issues"
    write(home, "说到大坝一次", 9, "2023-01-01")
    write(home, "无", 8, "2022-01-01", head="大坝合龙")
    assert found(home, "大坝") == [(9, "s1"), (8, "s1")]
    assert found(home, "大坝", weight=True) == [(8, "s1"), (9, "s1")]


def test_quotes_make_a_phrase_and_blanks_part_words():
    assert parts_of('水利　“防汛 抗旱” "A B"') == ("水利", "防汛抗旱", "ab")


def test_the_command_names_file_and_line(tmp_path, monkeypatch, capsys):
    write(tmp_path / "issues", "头一段。\n\n第二段说大坝加固的事。")
    monkeypatch.chdir(tmp_path)
    assert run_command(["find", "大壩", "--format", "json"]) == 0
    (hit,) = json.loads(capsys.readouterr().out)
    assert (hit["file"], hit["line"], hit["page"], hit["section"]) == ("issues/7/s1.md", 10, 3, "民生")
    assert "【大坝】" in hit["text"]
    assert run_command(["find", "没有的词"]) == 1
    assert run_command(["find", "大坝", "--since", "next week"]) == 2
    assert run_command(["find", "大坝", "--since", "2021-08", "--until", "2021"]) == 0


@pytest.mark.parametrize("weight", [False, True])
def test_a_few_are_listed_and_all_counted(tmp_path, weight):
    home = tmp_path / "issues"
    for number in range(1, 8):
        write(home, "防汛" * number, number, f"2021-01-0{number}", "防汛")
    base = open_shelf(home, tmp_path / "find.sqlite")
    try:
        found = ask(base, Query("防汛", weight=weight), 3)
    finally:
        base.close()
    assert [hit.number for hit in found.hits] == [7, 6, 5] and found.total == 7
    assert [hit.count for hit in found.hits] == [8, 7, 6]
