"""The `web:` block of issue.yaml: one address, checked before anything is built on it."""

from __future__ import annotations

import pytest

from layout.export.web import read_web_settings


def test_without_a_block_nothing_has_an_address():
    done = read_web_settings({})
    assert not done.remarks
    assert done.value.address(7, "index.html") == ""


@pytest.mark.parametrize("base", ["https://news.example.cn/paper", "https://news.example.cn/paper/"])
def test_addresses_are_made_of_base_issue_and_file(base):
    done = read_web_settings({"base": base})
    assert not done.remarks
    assert done.value.address(7, "a.html") == "https://news.example.cn/paper/7/web/a.html"


@pytest.mark.parametrize(
    "base",
    ["news.example.cn", "ftp://a.cn/", "https:///x", "https://a.cn/?q=1", "https://a.cn/#x", "javascript:alert(1)",
     'https://a.cn/"><script>', "https://a .cn", 7, ["https://a.cn"], "https://[a/"],
)  # fmt: skip
def test_what_is_no_address_is_told_and_not_used(base):
    done = read_web_settings({"base": base})
    assert [remark.code for remark in done.remarks] == ["W003"]
    assert done.value.base == ""


@pytest.mark.parametrize(
    "report", ["bianjibu@example.cn", "https://example.cn/form", "https://example.cn/form?paper=7&lang=zh"]
)
def test_readers_report_by_mail_or_by_a_form(report):
    done = read_web_settings({"report": report})
    assert not done.remarks
    assert done.value.report.rstrip("/") == report


@pytest.mark.parametrize("report", ["bianjibu@", "a@b", "someone", "javascript:alert(1)?x", 'https://a.cn/?q="><b>', 7])
def test_what_reaches_nobody_is_told_and_not_used(report):
    done = read_web_settings({"report": report})
    assert [remark.code for remark in done.remarks] == ["W003"]
    assert done.value.report == ""


def test_an_unknown_setting_is_told():
    assert [remark.code for remark in read_web_settings({"bse": "https://a.cn/"}).remarks] == ["W002"]
