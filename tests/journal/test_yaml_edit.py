"""A change of YAML touches its own spot only."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from layout.journal import YamlEdit, edited

ISSUE = """\
# 第一期
issue:
  no: 2346      # 期号
  date: 2022-05-17

masthead: {name: 禹州通讯, editor: "甲: 乙"}   # 报头
pages:
  # 第一版
  - no: 1
    name: 要闻
    stories: [a1, a4]  # 头条在前

  - no: 2
    stories:
      - b1
      # 转来
      - b2
web:
press: {}
"""


def same_but(new: str, *removed: str, added: tuple[str, ...] = ()) -> None:
    """Assert that exactly these lines went and came."""
    old_lines, new_lines = ISSUE.splitlines(), new.splitlines()
    assert [line for line in old_lines if line not in new_lines] == list(removed)
    assert [line for line in new_lines if line not in old_lines] == list(added)


@pytest.mark.parametrize(
    ("edit", "removed", "added"),
    [
        (YamlEdit(("issue", "no"), 2347), ("  no: 2346      # 期号",), ("  no: 2347      # 期号",)),
        (YamlEdit(("issue", "lunar"), "四月十七"), (), ("  lunar: 四月十七",)),
        (
            YamlEdit(("pages", 0, "stories", 2), "a5"),
            ("    stories: [a1, a4]  # 头条在前",),
            ("    stories: [a1, a4, a5]  # 头条在前",),
        ),
        (
            YamlEdit(("pages", 0, "stories", 0), how="remove"),
            ("    stories: [a1, a4]  # 头条在前",),
            ("    stories: [a4]  # 头条在前",),
        ),
        (
            YamlEdit(("pages", 0, "stories", 1), "b9", "insert"),
            ("    stories: [a1, a4]  # 头条在前",),
            ("    stories: [a1, b9, a4]  # 头条在前",),
        ),
        (YamlEdit(("pages", 1, "stories", 2), "b3"), (), ("      - b3",)),
        (YamlEdit(("pages", 1, "stories", 0), "b0", "insert"), (), ("      - b0",)),
        (YamlEdit(("pages", 1, "stories", 0), how="remove"), ("      - b1",), ()),
        (YamlEdit(("web", "base"), "https://a.example/"), (), ("  base: https://a.example/",)),
        (YamlEdit(("press", "standard"), "x4"), ("press: {}",), ("press: {standard: x4}",)),
        (
            YamlEdit(("masthead", "editor"), "丙"),
            ('masthead: {name: 禹州通讯, editor: "甲: 乙"}   # 报头',),
            ("masthead: {name: 禹州通讯, editor: 丙}   # 报头",),
        ),
        (
            YamlEdit(("corrections",), [{"story": "a1", "reason": "数字: 有误"}]),
            (),
            ("corrections:", '  - {story: a1, reason: "数字: 有误"}'),
        ),
        (YamlEdit(("house", "body", "size"), "10"), (), ("house:", "  body:", "    size: 10")),
    ],
)  # fmt: skip
def test_only_its_own_line_changes(edit: YamlEdit, removed: tuple[str, ...], added: tuple[str, ...]) -> None:
    done = edited(ISSUE, edit)
    assert done is not None
    same_but(done, *removed, added=added)


def test_what_is_set_already_changes_nothing() -> None:
    assert edited(ISSUE, YamlEdit(("issue", "no"), 2346)) == ISSUE


@pytest.mark.parametrize(
    "edit",
    [
        YamlEdit(("pages", 7, "no"), 1),
        YamlEdit(("pages", 0, "stories", 3), "a9"),
        YamlEdit(("issue", "none"), how="remove"),
        YamlEdit(("pages", "stories"), "x"),
        YamlEdit(("issue", "no", "deep"), 1),
    ],
)
def test_a_place_that_is_not_there_is_refused(edit: YamlEdit) -> None:
    assert edited(ISSUE, edit) is None


def test_no_yaml_is_refused() -> None:
    assert edited("a: [1", YamlEdit(("a",), 2)) is None


def test_a_list_that_loses_its_last_item_is_an_empty_list() -> None:
    text = "pages:\n  - a\nmore: 1\n"
    assert edited(text, YamlEdit(("pages", 0), how="remove")) == "pages: []\nmore: 1\n"


def test_front_matter_changes_and_the_body_stays() -> None:
    story = "---\nid: a1\nhead:\n  main: [旧题]   # 主题\n---\n正文\n---\nhead: no\n"
    done = edited(story, YamlEdit(("head", "main", 0), "新题：甲"), front_matter=True)
    assert done == story.replace("旧题", "新题：甲")


ODD = "\ufeff\ufffe\uffff\u2028\u2029\u200b\u2060"
LETTERS = st.characters(exclude_categories=["Cs", "Cc"], exclude_characters=ODD)
SCALARS = st.none() | st.text(
    st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufeff\ufffe\uffff\u2028\u2029"), max_size=8
)


@given(
    st.recursive(SCALARS, lambda below: st.lists(below, max_size=3), max_leaves=5),
    st.sampled_from(["issue", "masthead", "new"]),
)
def test_any_value_comes_back_as_it_was_given(value: object, key: str) -> None:
    done = edited(ISSUE, YamlEdit((key, "value"), value))
    if done is None:
        return  # refused, so nothing is damaged
    data = yaml.load(done, yaml.BaseLoader)
    assert {name for name in data if name != key} == {name for name in yaml.load(ISSUE, yaml.BaseLoader) if name != key}
    for line in ISSUE.splitlines():
        assert key in line or line in done.splitlines()


@given(
    st.text(
        st.characters(
            codec="utf-8",
            exclude_categories=["Cs", "Cc"],
            exclude_characters="\ufeff\ufffe\uffff\u2028\u2029\u200b\u2060",
        ),
        min_size=1,
        max_size=12,
    )
)
def test_plain_text_is_never_refused(value: str) -> None:
    if value.strip() != value or value in ("~", "null", "Null", "NULL"):
        return
    done = edited(ISSUE, YamlEdit(("masthead", "name"), value), YamlEdit(("pages", 0, "stories", 0), value))
    assert done is not None
    assert yaml.load(done, yaml.BaseLoader)["masthead"]["name"] == value


@pytest.mark.parametrize(
    "issue", sorted((Path(__file__).parents[2] / "issues").glob("*/issue.yaml")), ids=lambda path: path.parent.name
)
def test_real_issues_take_changes(issue: Path) -> None:
    text = issue.read_text("utf-8")
    done = edited(
        text, YamlEdit(("pages", 0, "stories", 0), how="remove"), YamlEdit(("pages", 0, "stories", 0), "zz", "insert")
    )
    assert done is not None and len(done.splitlines()) == len(text.splitlines())
