"""`report.html`: everything of report.json that a person wants, in one file that loads nothing."""

from __future__ import annotations

import json
import re
import shutil
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from layout.desk.build.order import Order, in_silence
from layout.desk.build.pipeline import build
from layout.desk.build.report_page import report_page
from layout.desk.house import House
from tests import newspaper


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the output of issue 2346, its archive's images coarse."""
    root = newspaper.house(tmp_path_factory.mktemp("house"))
    shutil.copytree(newspaper.ROOT / "issues" / "2346", root / "issues" / "2346")
    newspaper.coarse(root / "issues" / "2346")
    job = build(Order(House(root), 2346, root / "output", ("press", "archive")), in_silence)
    assert job.written.files
    return job.order.final


@pytest.fixture(scope="module")
def report(folder: Path) -> tuple[dict[str, Any], str]:
    """Return the report as data and as a page."""
    return json.loads((folder / "report.json").read_text("utf-8")), (folder / "report.html").read_text("utf-8")


class Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_data(self, data: str) -> None:
        self.found.append(data)


def words(page: str) -> str:
    parser = Words()
    parser.feed(page)
    return re.sub(r"\s+", " ", "".join(parser.found))


def test_it_says_what_the_data_say(report) -> None:
    data, page = report
    text = words(page)
    for found in data["diagnostics"]:
        assert found["code"] in text
        assert re.sub(r"\s+", " ", found["message"]["zh"]) in text
        if found["line"]:
            assert f"{found['file']}:{found['line']}:{found['column']}" in text
    for file in data["files"]:
        assert file["name"] in text
        assert file["sha256"] in text
    for story in data["stories"]:
        assert story["title"] in text
    assert "禹州通讯 第 2346 期" in text
    assert "警告" in text
    assert "错误 0" in text
    for name in ("读稿", "拼版", "付印文件"):
        assert name in text


def test_it_needs_no_other_file_and_no_script(report) -> None:
    _, page = report
    assert "<script" not in page
    assert "http" not in page.replace("http://www.w3.org/2000/svg", "")
    assert not re.search(r'\bsrc="(?!data:)', page)
    for link in re.findall(r'href="([^"#]+)"', page):
        assert not link.startswith("/")


def test_it_shows_each_page_small_with_its_real_heads(report) -> None:
    data, page = report
    assert page.count("<figure>") == len(data["pages"])
    assert page.count("<use ") > 50
    assert len(page) < 600_000


def test_links_lead_to_the_files_beside_it(report, folder) -> None:
    _, page = report
    links = re.findall(r'<a href="([^"]+)"', page)
    assert links
    assert all((folder / unescape(link)).is_file() for link in links)


@pytest.mark.parametrize(
    ("fit", "said"),
    [
        ({"over": 3, "short": 0, "characters": -42}, "溢出 3 行，删 42 字"),
        ({"over": 0, "short": 5, "characters": 85}, "缺 5 行，可添 85 字"),
        ({"over": 0, "short": 1, "characters": 0}, "合版"),
    ],
)
def test_fits_are_told_in_the_desks_words(report, fit, said) -> None:
    data, _ = report
    one = {**data["fits"][0], **fit, "steps": ["<b>"]}
    text = words(report_page({**data, "fits": [one]}, {}))
    assert said in text
    assert "<b>" in text


def test_it_shows_who_read_what(report) -> None:
    data, _ = report
    assert data["board"] == [] and "审校" not in report_page(data, {}), "a house that signs nothing has no board"
    signed = [{"role": "初审", "name": "王某", "when": "2022-05-16T20:00:00", "by": "name"}]
    rows = [
        {"subject": "a1", "title": "题目", "signed": signed, "lapsed": ["一校"], "lacks": ["终审"]},
        {"subject": "page:1", "title": "要闻", "signed": [], "lapsed": [], "lacks": ["终审"]},
    ]
    text = words(report_page(data | {"board": rows}, {}))
    for said in ("审校", "初审", "王某", "失效", "缺", "第 1 版"):
        assert said in text
    assert "复审" not in text, "no column for a role that nobody has"


def test_plates_are_shown_where_a_program_renders_them(report) -> None:
    from layout.preflight.pdf.renderer import renderer

    data, page = report
    shown = re.findall(r'<img alt="([^"]+)" src="data:image/webp;base64,', page)
    names = ["青版", "品红版", "黄版", "黑版", "墨量图", "新闻纸软打样"]
    assert shown == (names * len(data["pages"]) if renderer() else [])
