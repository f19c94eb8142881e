"""The desk's evening in the window: copy dropped on it and its report, proofreading, signatures, the past."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest

from layout.desk.window.records import file_hashes
from tests import browsers

from .paper import photograph
from .screen import at_page, at_rest, block, doing, settled

APPEND = """words => fetch('/story/a3').then(answer => answer.json()).then(({text}) =>
    import('/static/doing.js').then(m => m.act({do: 'write', story: 'a3', text: text + words + '\\n'})))"""


READ = """hash => import('/static/store.js').then(({desk: {state}}) =>
    state.proofreading.ready && state.proofreading.files['b6.md'] === hash)"""
"""Whether the findings are those of a story as it stands on the disk."""


def word(title: str, *paragraphs: str) -> bytes:
    """Return a Word file as a newsroom writes one: a bold line, a byline, paragraphs, a tracked remark of nobody."""
    docx = pytest.importorskip("docx")
    document = docx.Document()
    document.add_paragraph().add_run(title).bold = True
    for text in paragraphs:
        document.add_paragraph(text)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def pdf() -> bytes:
    from reportlab.pdfgen.canvas import Canvas

    out = BytesIO()
    canvas = Canvas(out, pagesize=(300, 200))
    canvas.drawString(40, 100, "notice")
    canvas.save()
    return out.getvalue()


def dropped(page: Any, files: list[str], x: float, y: float, shown: Any = None) -> None:
    """Carry files of this machine over the window and let them go there, as a hand does."""
    line = page.context.new_cdp_session(page)
    data = {"items": [], "files": files, "dragOperationsMask": 1}
    for kind in ("dragEnter", "dragOver"):
        line.send("Input.dispatchDragEvent", {"type": kind, "x": x, "y": y, "data": data})
    page.wait_for_selector("body.dropping")
    if shown:
        shown(page, "dropping")
    line.send("Input.dispatchDragEvent", {"type": "drop", "x": x, "y": y, "data": data})
    line.detach()


@pytest.mark.long(held="desk/window/test_jobs.py::test_copy_and_pictures_are_dropped_on_the_window")
def test_files_are_dropped_and_their_report_stands_beside_the_copy(page, paper, tmp_path, shot) -> None:
    harvest = ["收购点开到田头，过磅、验质、结算一次办完。" * 6] * 4
    notice = ("关于停水的通知", "因检修管道，本周六停水一天，请各户提前储水。", "县自来水公司\n2026年11月28日\n")
    given = {
        "夏收.docx": word("夏粮收购到田头一次过磅当天结清", "本报记者 王一", *harvest),
        "通知.txt": "\n\n".join(notice).encode("gb18030"),
        "凉棚.jpg": photograph(),
        "公告.pdf": pdf(),
        "坏的.png": b"<html>not a picture</html>",
    }
    for name, data in given.items():
        (tmp_path / name).write_bytes(data)
    at_page(page, 2)
    dummy = paper.text("plan.yaml")
    with doing(page, word="import"):
        dropped(page, [str(tmp_path / name) for name in given], 700, 400, shot)
    page.wait_for_selector('#panel h3:has-text("稿件")')
    said = page.inner_text("#panel")
    shot(page, "report")
    assert "坏的.png 不是图片" in said
    assert "没有进来" in said
    assert "first-line" not in said, "guesses are told in words"
    # A hand has made the page that is looked at: it stays as it is, the copy waits in the store.
    assert "第 2 版是手工拼的，没有动它" in said
    assert paper.text("plan.yaml") == dummy
    assert "hold: true" in paper.text("w1.md")
    with doing(page, word="place"):
        page.get_by_role("button", name="排上第 2 版").first.click()
    assert paper.blocks()["w1"]["page"] == 2
    assert "hold" not in paper.text("w1.md")
    assert [name for name in ("w1.md", "w2.md") if (paper.folder / name).is_file()] == ["w1.md", "w2.md"]
    assert "main: " in paper.text("w1.md")
    assert "byline: 王一" in paper.text("w1.md") or "王一" in paper.text("w1.md")
    assert "本周六停水一天" in paper.text("w2.md"), "GB 18030 is read"
    pictures = {path.suffix for path in (paper.folder / "photos").iterdir()}
    assert pictures == {".jpg", ".pdf"}
    # A guess leads to its line in the copy, which stands beside the report.
    page.locator("#panel li.guess").first.click()
    page.wait_for_selector("#editor .cm-content")
    assert page.locator("#panel li.guess").first.is_visible()
    shot(page, "beside")


@pytest.mark.long(held="desk/window/test_jobs.py::test_proofreading_comes_behind_the_pages_with_fixes_and_rejections")
@pytest.mark.usefixtures("reader")
def test_findings_of_the_reader_are_put_right_or_kept_with_a_reason(page, paper, shot) -> None:
    text = paper.text("b6.md").rstrip("\n")
    (paper.folder / "b6.md").write_text(
        text + "\n\n他做为代表发了言，大家迫不急待地鼓掌，会上会上气氛热烈。\n", "utf-8"
    )
    page.keyboard.press("Alt+3")
    page.wait_for_selector('#panel li[data-row]:has-text("会上")')
    browsers.until(page, READ, arg=file_hashes(paper.folder)["b6.md"])
    at_rest(page)
    shot(page, "reading")
    rows = page.locator("#panel li[data-row]")
    row = page.locator('#panel li[data-row]:has-text("迫不急待")').first
    row.focus()
    with doing(page, word="fix"):
        page.keyboard.press("f")
    assert "迫不及待" in paper.text("b6.md")
    page.locator('#panel li[data-row]:has-text("迫不急待")').wait_for(state="detached")
    before = rows.count()
    row = page.locator('#panel li[data-row]:has-text("会上")').first
    row.focus()
    page.keyboard.press("x")
    page.get_by_label("理由", exact=True).fill("照录原话")
    shot(page, "reason")
    with doing(page, word="reject"):
        page.keyboard.press("Enter")
    page.locator('#panel li[data-row]:has-text("会上")').first.wait_for(state="detached")
    assert rows.count() < before
    kept = (paper.house.issues / "house" / "accepted.yaml").read_text("utf-8")
    assert "照录原话" in kept
    # It is remembered: the same words found anew are not asked about again.
    (paper.folder / "b6.md").write_text(paper.text("b6.md").rstrip("\n") + "\n\n他迫不急待地补一句。\n", "utf-8")
    browsers.until(page, READ, arg=file_hashes(paper.folder)["b6.md"])
    page.wait_for_selector('#panel li[data-row]:has-text("迫不急待")')
    at_rest(page)
    assert page.locator('#panel li[data-row]:has-text("会上")').count() == 0


def test_a_reading_is_signed_and_lapses_when_the_copy_changes(page, paper, shot) -> None:
    block(page, "a3").focus()
    page.keyboard.press("s")
    page.wait_for_selector("dialog form.sign")
    page.get_by_label("身份", exact=True).select_option("初审")
    page.get_by_label("姓名", exact=True).fill("周敏")
    shot(page, "signing")
    with doing(page, word="sign"):
        page.keyboard.press("Enter")
    assert "周敏" in paper.text("signed.jsonl")
    page.keyboard.press("Alt+4")
    page.wait_for_selector('#panel li[data-row="a3"] .signed:has-text("初审 周敏")')
    shot(page, "board")
    page.locator('#panel li[data-row="a3"]').click()
    page.wait_for_selector('#copy-title:has-text("a3")')
    at_rest(page)
    page.locator("#editor .cm-line").nth(2).click()
    page.keyboard.press("End")
    page.keyboard.insert_text("补一句。")
    settled(page)
    page.wait_for_selector('#panel li[data-row="a3"] .lapsed:has-text("初审")')
    shot(page, "lapsed")
    assert paper.chief.post("/name", {"name": "root"}).status == 200


def test_any_state_is_looked_at_again_and_gone_back_to(page, paper, shot) -> None:
    first = paper.text("a3.md")
    for words in ("第一次改。", "第二次改。"):
        page.evaluate(APPEND, words)
    block(page, "a3").focus()
    with doing(page, word="pin"):
        page.keyboard.press("p")
    page.keyboard.press("Alt+5")
    page.wait_for_selector("#panel li.past")
    # The changes of one person in one story are one row; laid open it shows before and after, and the pages of then.
    row = page.locator('#panel li.past:has-text("改稿 a3")').first
    row.focus()
    page.keyboard.press("Enter")
    page.wait_for_selector("dialog .cm-merge-b")
    assert "第二次改。" in page.inner_text("dialog .cm-merge-b")
    assert "unchanged" not in page.inner_text("dialog")
    page.get_by_role("button", name="看当时的版面").click()
    page.wait_for_selector("dialog .thumb svg")
    shot(page, "then")
    assert page.locator("dialog .thumb svg").count() == 2
    with doing(page, word="back_to"):
        page.get_by_role("button", name="整期回到这一步之后").click()
    assert "第二次改。" in paper.text("a3.md")
    assert "pin" not in paper.text("a3.md")
    page.wait_for_selector('#panel li.past:has-text("回到")')
    # That, too, is a change like any other.
    with doing(page, word="undo"):
        page.keyboard.press("Control+z")
    assert "pin" in paper.text("a3.md")
    for _ in range(2):
        with doing(page, word="undo"):
            page.keyboard.press("Control+z")
    with doing(page, word="undo"):
        page.keyboard.press("Control+z")
    assert paper.text("a3.md") == first
