"""The live preview: what changes when copy changes, what stays when it breaks, and what a browser shows of it."""

from __future__ import annotations

import json
import re
import shutil
import signal
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from layout.cli.app import run_command
from layout.cli.desk import has_display
from layout.desk.window.desk import Desk
from layout.desk.window.editors import editor_address
from layout.desk.window.server import free_socket
from layout.sheet import Text
from tests import browsers

from .conftest import LONG, ROOT


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def test_an_edit_renews_the_pages_of_its_story_only(house) -> None:
    shutil.copytree(ROOT / "issues" / "9999", house.issue(9999))
    desk = Desk(house, 9999)
    before = desk.rebuild()
    parts = {page.sheet.number: page.parts for page in desk.pages}
    assert len(before["pages"]) == 4
    edit(house.issue(9999) / "d2.md", "彩色报纸", "彩印报纸")
    after = desk.rebuild()
    changed = [
        new["number"]
        for old, new in zip(before["pages"], after["pages"], strict=True)
        if old["version"] != new["version"]
    ]
    assert changed == [4]
    assert all(page.parts is parts[page.sheet.number] for page in desk.pages if page.sheet.number != 4)
    assert after["serial"] == before["serial"] + 1


def test_after_many_edits_it_shows_what_a_new_start_would(house) -> None:
    desk = Desk(house, 2346)
    desk.rebuild()
    story = house.issue(2346) / "a3.md"
    for old, new in (("达成共识", "达成一致共识"), ("达成一致共识", "形成共识"), ("我市", "本市")):
        edit(story, old, new)
        state = desk.rebuild()
    issue = house.issue(2346) / "issue.yaml"
    issue.write_text(issue.read_text("utf-8") + "\nhouse: {body: {face: fangsong}}\n", "utf-8")
    state = desk.rebuild()
    fresh = Desk(house, 2346).rebuild()
    for what in ("pages", "fits", "diagnostics"):
        assert state[what] == fresh[what]


def test_pages_that_are_taken_over_whole_are_those_of_a_new_start(house) -> None:
    """Where stories jump: what an edit leaves for another page, and the furniture of all of them, is set anew."""
    shutil.copytree(ROOT / "issues" / "9999", house.issue(9999))
    desk = Desk(house, 9999)
    desk.rebuild()
    for name, old, new in (
        ("a1.md", "。", "，这一句是后来补的，一直排到下一版去。"), ("b2.md", "。", "。补一句。"),
        ("issue.yaml", "name: 禹州通讯", "name: 禹州日报"),
    ):  # fmt: skip
        path = house.issue(9999) / name
        text = path.read_text("utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), "utf-8")
        state = desk.rebuild()
    fresh = Desk(house, 9999)
    assert fresh.rebuild()["diagnostics"] == state["diagnostics"]
    assert [page.sheet for page in desk.pages] == [page.sheet for page in fresh.pages]


def test_a_broken_file_leaves_the_last_good_pages(house) -> None:
    desk = Desk(house, 2346)
    good = desk.rebuild()
    assert not good["broken"]
    story = house.issue(2346) / "a2.md"
    kept = story.read_text("utf-8")
    edit(story, "id:", "idd:")
    broken = desk.rebuild()
    assert broken["broken"]
    assert broken["stale"] == ["issues/2346/a2.md"]
    assert broken["pages"] == good["pages"]
    error = next(one for one in broken["diagnostics"] if one["severity"] == "error")
    assert error["file"] == "issues/2346/a2.md"
    assert error["line"] > 0
    assert error["message"]["zh"]
    assert error["hint"]["zh"]
    story.write_text(kept, "utf-8")
    mended = desk.rebuild()
    assert not mended["broken"]
    assert mended["pages"] == good["pages"]


def test_one_broken_file_does_not_keep_the_others_from_being_shown(house) -> None:
    desk = Desk(house, 2346)
    good = desk.rebuild()
    edit(house.issue(2346) / "a2.md", "id:", "idd:")
    edit(house.issue(2346) / "a3.md", "我市召开", "全市召开")
    state = desk.rebuild()
    assert state["stale"] == ["issues/2346/a2.md"]
    assert state["pages"] != good["pages"], "a3 is shown as it is now"
    assert {fit["story"] for fit in state["fits"]} == {fit["story"] for fit in good["fits"]}
    broken = house.issue(2346) / "issue.yaml"
    broken.write_text(broken.read_text("utf-8").replace("masthead:", "mast head", 1), "utf-8")
    again = desk.rebuild()
    assert sorted(again["stale"]) == ["issues/2346/a2.md", "issues/2346/issue.yaml"]
    assert again["pages"] == state["pages"]


def test_a_file_that_is_bad_from_the_start_leaves_its_place_open(house) -> None:
    edit(house.issue(2346) / "a2.md", "id:", "idd:")
    state = Desk(house, 2346).rebuild()
    assert [page["number"] for page in state["pages"]] == [1]
    assert "a2" not in {fit["story"] for fit in state["fits"]}
    assert state["errors"]


def test_a_story_without_a_page_is_shown_as_a_galley_behind_the_pages(house) -> None:
    desk = Desk(house, 2346)
    good = desk.rebuild()
    text = (house.issue(2346) / "a3.md").read_text("utf-8").replace("id: a3", "id: new1", 1)
    (house.issue(2346) / "new1.md").write_text(text, "utf-8")
    state = desk.rebuild()
    assert "I413" in {remark["code"] for remark in state["diagnostics"]}
    assert state["pages"][0] == good["pages"][0], "the pages stay as they are"
    assert [(page["number"], page["section"]) for page in state["pages"][1:]] == [
        (2, {"zh": "小样（还没有上版）", "en": "galleys (on no page yet)"})
    ]
    assert {region.story for region in desk.pages[1].sheet.regions} == {"new1"}


def test_copy_that_is_too_long_is_shown_at_once_with_its_amount(overfull) -> None:
    state = Desk(overfull, 2346).rebuild()
    fit = next(one for one in state["fits"] if one["story"] == "a3")
    assert not state["broken"]
    assert state["errors"]
    assert fit["over"] > 0
    assert fit["characters"] < 0
    assert fit["title"]


def test_without_a_dummy_the_first_pages_are_kept_in_mind(house) -> None:
    (house.issue(2346) / "plan.yaml").unlink()
    desk = Desk(house, 2346)
    first = desk.rebuild()
    assert first["plan"] == "solver"
    assert len(first["pages"]) == 1
    sheet = desk.pages[0].sheet
    heads = {i.line.text: (i.x, i.y) for i in sheet.items if isinstance(i, Text) and i.line.role == "headline"}
    edit(house.issue(2346) / "a2.md", "就进一步加强社区", "就进一步加强各社区")
    desk.rebuild()
    sheet = desk.pages[0].sheet
    after = {i.line.text: (i.x, i.y) for i in sheet.items if isinstance(i, Text) and i.line.role == "headline"}
    assert heads == after
    # Copy that outgrows them makes new ones, since nobody has asked for these.
    story = house.issue(2346) / "a3.md"
    story.write_text(story.read_text("utf-8").rstrip("\n") + f"\n\n{LONG[:200]}\n", "utf-8")
    state = desk.rebuild()
    assert not any(fit["over"] for fit in state["fits"])
    assert not (house.issue(2346) / "plan.yaml").exists()


def test_copy_that_no_page_can_hold_is_shown_as_galleys(house) -> None:
    for name in ("a1", "a2", "a4", "a5", "p1"):
        (house.issue(2346) / f"{name}.md").unlink()
    (house.issue(2346) / "plan.yaml").unlink()
    issue = house.issue(2346) / "issue.yaml"
    text = issue.read_text("utf-8")
    issue.write_text(re.sub(r"stories: \[.*\]", "stories: [a3]", text), "utf-8")
    story = house.issue(2346) / "a3.md"
    story.write_text(story.read_text("utf-8").rstrip("\n") + f"\n\n{LONG * 40}\n", "utf-8")
    desk = Desk(house, 2346)
    state = desk.rebuild()
    assert state["galleys"]
    assert len(desk.pages) > 1
    assert not state["broken"]
    lines = [item.line for page in desk.pages for item in page.sheet.items if isinstance(item, Text)]
    shown = "".join(line.text for line in lines if line.paragraph >= 0)
    source = (house.issue(2346) / "a3.md").read_text("utf-8")
    assert "举证工作研讨会" in "".join(line.text for line in lines)
    assert shown.count("。") == source.count("。")
    assert [fit["story"] for fit in state["fits"]] == ["a3"]
    place = desk.place(f"a3 body {lines[5].paragraph} {lines[5].offset}")
    assert place.file == "issues/2346/a3.md"
    # As soon as there is a page, the page is shown.
    shutil.rmtree(house.issue(2346))
    shutil.copytree(ROOT / "issues" / "2346", house.issue(2346))
    state = desk.rebuild()
    assert not state["galleys"]
    assert len(state["fits"]) > 4


def test_a_line_of_the_page_leads_to_its_line_in_the_file(house) -> None:
    desk = Desk(house, 2346)
    desk.rebuild()
    story = house.issue(2346) / "a2.md"
    page = desk.pages[0].sheet
    body = [i.line for i in page.items if isinstance(i, Text) and i.line.locus and i.line.locus.story == "a2"]
    lines = [line for line in body if line.paragraph > 0 and line.offset > 0]
    for line in (lines[0], lines[-1]):
        place = desk.place(f"a2 body {line.paragraph} {line.offset}")
        source = story.read_text("utf-8").splitlines()[place.line - 1]
        assert source[place.column - 1] == {"，": ","}.get(line.text[0], line.text[0])
    assert desk.place("nobody body 0 0") is None
    assert desk.place("a2 body x 0") is None
    assert desk.place("") is None


@pytest.mark.parametrize(
    ("editor", "address"),
    [
        ("", "vscode://file/paper/a%201.md:12:3"),
        ("/usr/bin/code --wait", "vscode://file/paper/a%201.md:12:3"),
        ("subl", "subl://open?url=file:///paper/a%201.md&line=12&column=3"),
        ("vim", ""),
        ("my://open/{file}#{line}", "my://open//paper/a 1.md#12"),
    ],
)
def test_editors_are_called_by_their_own_addresses(editor: str, address: str) -> None:
    assert editor_address(editor, Path("/paper/a 1.md"), 12, 3) == address


def test_a_port_that_is_taken_is_passed_over() -> None:
    first = free_socket()
    second = free_socket()
    try:
        ports = [first.getsockname()[1], second.getsockname()[1]]
        assert ports[0] >= 3000
        assert ports[1] != ports[0], "whatever other servers begin and end meanwhile"
        assert first.getsockname()[0] == "127.0.0.1"
        assert free_socket(ports[0]) is None
    finally:
        first.close()
        second.close()


def test_a_browser_is_opened_only_where_there_is_a_screen() -> None:
    assert not has_display({}, "linux")
    assert has_display({"WAYLAND_DISPLAY": "wayland-0"}, "linux")
    assert has_display({}, "darwin")


def test_an_issue_without_a_folder_is_wrong_usage(house, monkeypatch, capsys) -> None:
    monkeypatch.chdir(house.root)
    monkeypatch.setenv("LAYOUT_LANG", "zh")
    assert run_command(["preview", "7", "--no-open"]) == 2
    assert "layout new 7" in capsys.readouterr().err


PATIENCE = 600
"""Seconds after which a server that does not answer is broken, however busy the machine."""


@pytest.fixture
def served(house) -> Iterator[str]:
    """Run the real command and return its address."""
    command = [str(Path(sys.executable).with_name("layout")), "preview", "2346", "--no-open", "--lang", "zh"]
    with (
        (house.root / "preview.log").open("w") as log,
        subprocess.Popen(command, cwd=house.root, stdout=subprocess.PIPE, stderr=log, text=True) as process,
    ):
        assert process.stdout is not None
        try:
            yield process.stdout.readline().strip().rstrip("/")
        finally:
            process.terminate()
            process.wait(PATIENCE)


def fetch(address: str, **headers: str) -> tuple[str, dict[str, str]]:
    with urllib.request.urlopen(urllib.request.Request(address, headers=headers), timeout=PATIENCE) as answer:
        return answer.read().decode("utf-8"), dict(answer.headers)


def refusal(address: str, **headers: str) -> int:
    with pytest.raises(urllib.error.HTTPError) as refused:
        fetch(address, **headers)
    refused.value.close()
    return refused.value.code


def states(address: str) -> Iterator[dict]:
    state: dict = {}
    with urllib.request.urlopen(f"{address}/events", timeout=PATIENCE) as stream:
        for row in stream:
            if row.startswith(b"data: "):
                state = state | json.loads(row[6:])  # what differs from the event before
                if not state["building"]:
                    yield state


MARKS = {
    "cross-origin-resource-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
}


def _other_pages_get_nothing(served: str) -> None:
    """Fetch Metadata: what the preview's own page asks for is answered, what another page embeds is refused."""
    own = {"Sec-Fetch-Site": "same-origin", "Sec-Fetch-Mode": "cors", "Sec-Fetch-Dest": "empty"}
    typed = {"Sec-Fetch-Site": "none", "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "document"}
    for path in ("/", "/page/1", "/glyphs/0", "/static/main.js", "/source?at=x"):
        for headers in ({}, own, typed, {**typed, "Sec-Fetch-Site": "cross-site"}):
            _, given = fetch(served + path, **headers)
            assert {name: given.get(name) for name in MARKS} == MARKS, path
        for site in ("cross-site", "same-site"):
            for mode, kind in (("no-cors", "image"), ("no-cors", "script"), ("cors", "empty"), ("navigate", "iframe")):
                headers = {"Sec-Fetch-Site": site, "Sec-Fetch-Mode": mode, "Sec-Fetch-Dest": kind}
                assert refusal(served + path, **headers) == 403, (path, headers)
    for path, headers in (("/page/9", {}), ("/page/1", {"Host": "example.org"}), ("/", {"Sec-Fetch-Site": "x"})):
        with pytest.raises(urllib.error.HTTPError) as refused:
            fetch(served + path, **headers)
        assert {name: refused.value.headers.get(name) for name in MARKS} == MARKS, path
        refused.value.close()


def test_the_server_tells_of_every_edit_and_of_nothing_to_strangers(served, house) -> None:
    told = states(served)
    first = next(told)
    page, headers = fetch(f"{served}/page/1")
    assert page.startswith("<svg")
    assert headers["content-type"] == "image/svg+xml"
    glyphs = json.loads(fetch(f"{served}/glyphs/0")[0])
    assert len(glyphs) == first["glyphs"]
    text, headers = fetch(f"{served}/")
    assert 'lang="zh"' in text
    assert "default-src 'self'" in headers["content-security-policy"]
    found = json.loads(fetch(f"{served}/source?at=a2%20body%200%200")[0])
    assert found["file"] == "issues/2346/a2.md"
    assert Path(found["path"]) == house.issue(2346) / "a2.md"
    assert found["address"].startswith("vscode://file/")
    for wrong in ("/page/9", "/picture/none", "/static/..%2f..%2fpreview.py", "/static/preview.py"):
        assert refusal(served + wrong) == 404
    # A page of the web that sends the reader's browser here under its own name gets nothing.
    assert refusal(f"{served}/page/1", Host="example.org") == 400
    _other_pages_get_nothing(served)
    edit(house.issue(2346) / "a2.md", "深入", "深深入")
    second = next(told)
    assert second["serial"] > first["serial"]
    assert second["pages"][0]["version"] != first["pages"][0]["version"]
    left = {path.name for path in house.output.glob("*")} if house.output.exists() else set()
    assert left <= {".cache"}, "a preview makes no output; what proofreading read may be kept"
    told.close()


def test_an_interrupt_ends_it_in_good_order(house) -> None:
    command = [str(Path(sys.executable).with_name("layout")), "preview", "2346", "--no-open", "--lang", "zh"]
    with subprocess.Popen(
        command, cwd=house.root, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        address = process.stdout.readline().strip().rstrip("/")
        told = states(address)
        next(told)
        process.send_signal(signal.SIGINT)
        _, said = process.communicate(timeout=PATIENCE)
        told.close()
        assert process.returncode == 0
        assert "Traceback" not in said
        assert "1 版" in said


def test_other_machines_cannot_reach_it(served) -> None:
    port = int(served.rsplit(":", 1)[1])
    others = {info[4][0] for info in socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET)}
    for other in others - {"127.0.0.1", "127.0.1.1"}:
        with pytest.raises(OSError), socket.create_connection((other, port), timeout=2):
            pass


@pytest.mark.long(held="desk/window/test_browser.py::test_copy_is_written_beside_its_page_and_counts_while_one_types")
def test_a_browser_shows_edits_in_place(served, house, tool) -> None:
    browser_path = tool("chromium")
    story = house.issue(2346) / "a3.md"
    kept = story.read_text("utf-8")
    with browsers.chromium(browser_path) as browser:
        page = browsers.context(browser, viewport={"width": 1366, "height": 768}).new_page()
        wrong: list[str] = []
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.goto(served)
        page.wait_for_selector("html[data-serial] svg.sheet")
        # Nothing sticks out of the window of a small laptop.
        assert page.evaluate("document.documentElement.scrollWidth <= 1366")
        box = page.locator("#menu-help").bounding_box()
        assert box["x"] + box["width"] <= 1366

        # The overlays are there, and hidden until their key is pressed.
        for key, name in (("g", "grid"), ("b", "boxes"), ("t", "trim"), ("f", "proof"), ("r", "order")):
            layer = page.locator(f"svg.sheet g.{name}").first
            assert layer.evaluate("one => getComputedStyle(one).display") == "none"
            page.keyboard.press(key)
            assert layer.evaluate("one => getComputedStyle(one).display") != "none"
            page.keyboard.press(key)

        # An edit swaps the page; the reader stays where he was, at the size he had chosen.
        page.keyboard.press("+")
        page.evaluate("document.getElementById('main').scrollTo(40, 900)")
        seen = "[document.getElementById('main').scrollTop, document.querySelector('svg.sheet').style.width]"
        before = page.evaluate(seen)
        serial = page.get_attribute("html", "data-serial")
        old = page.locator("svg.sheet").first.inner_html()
        edit(story, "达成共识", "达成一致共识")
        page.wait_for_selector(f'html:not([data-serial="{serial}"])')
        assert page.locator("svg.sheet").first.inner_html() != old
        after = page.evaluate(seen)
        assert after == before

        # Too long: red in the gauge. Broken: the banner, with the place, over the last good page.
        story.write_text(kept.rstrip("\n") + f"\n\n{LONG}\n", "utf-8")
        page.wait_for_selector("#panel li.over")
        assert "行（删" in page.inner_text("#panel li.over .said")
        story.write_text(kept.replace("id:", "idd:", 1), "utf-8")
        page.wait_for_selector("figure.gone svg.sheet")
        assert "issues/2346/a3.md:" in page.inner_text("#banner")
        assert "提示" in page.inner_text("#banner")
        story.write_text(kept, "utf-8")
        page.wait_for_selector("#banner", state="hidden")
        page.wait_for_selector("figure:not(.gone) svg.sheet")

        # A click on a line opens the copy there, to be read and not written; another editor is a click away.
        page.keyboard.press("9")
        page.evaluate("document.getElementById('main').scrollTo(0, 0)")
        line = page.locator('svg.sheet [data-at^="a4 body"]').nth(5).bounding_box()
        page.mouse.click(line["x"] + line["width"] / 2, line["y"] + line["height"] / 2)
        page.wait_for_selector("#outside:not([hidden])")
        assert page.locator("#outside").get_attribute("href").startswith("vscode://file/")
        copy = page.inner_text("#editor .cm-content")
        assert "市纪委监委" in copy
        page.keyboard.type("不许写")
        assert page.inner_text("#editor .cm-content") == copy
        page.keyboard.press("Escape")  # nothing is chosen any more
        page.keyboard.press("Escape")
        page.wait_for_selector("#copy", state="hidden")
        page.keyboard.press("?")
        assert page.locator("#help").is_visible()
        assert wrong == []


def test_nothing_heavy_is_loaded_before_it_is_asked_for() -> None:
    modules = "layout.desk.window.desk, layout.desk.window.server, layout.cli.desk"
    code = f"import {modules}, sys; print(sorted(sys.modules))"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    for name in ("'starlette", "'uvicorn", "'watchfiles", "'PIL", "'reportlab"):
        assert name not in loaded
