"""A small good issue that tests break in one place at a time."""

from __future__ import annotations

from pathlib import Path

import pytest

FILES = {
    "issue.yaml": """issue:
  no: 7
  date: 2022-05-17
  weekday: 星期二
  lunar: 农历壬寅年四月十七
masthead:
  name: 禹州通讯
  pinyin: YUZHOU TONGXUN
  sponsor: 市委主办
  notice: 内部资料 免费交流
  licence: 豫内资00001号
  qr: {label: 客户端, target: https://example.org}
imprint: {printer: 某厂, printed: 2022-05-17, run: 3000, recipients: 各单位}
profile: broadsheet
pages:
  - no: 1
    name: 要闻
    stories: [a1, p1]
""",
    "a1.md": """---
id: a1
kind: lead
priority: 100
head: {main: [铜墙铁壁], orient: h}
byline: 刘艳红
layout: {cols: [3, 6], box: none, may_jump: false}
---

正文第一段说明情况。

正文第二段。
""",
    "p1.md": """---
id: p1
kind: photo
photos:
  - file: null
    caption: 图为现场。
    aspect: 4:3
---
""",
}


@pytest.fixture
def good(tmp_path: Path) -> Path:
    """The folder of a good issue: its only remark is the photograph to come."""
    folder = tmp_path / "issues" / "7"
    folder.mkdir(parents=True)
    for name, text in FILES.items():
        (folder / name).write_text(text, "utf-8")
    return folder
