"""What the window has others do: builds and signatures, imports, new issues, proofreading, other make-ups."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from threading import Event
from typing import Any

import pytest

from layout.desk.house import House
from layout.desk.window.jobs import reading_proof
from layout.desk.window.jobs.uploads import Uploads
from layout.desk.window.records import file_hashes
from layout.ground.in_place import put_in_place

from .conftest import PATIENCE, Browser, story


def until(browser: Browser, good: Callable[[Any], bool], seconds: float = PATIENCE) -> Any:
    """Return the first state that is as asked."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        state = browser.state()
        if good(state):
            return state
        time.sleep(0.1)
    raise AssertionError("it never came")


def is_read(state: Any, house: House) -> bool:
    """Tell whether the findings are those of the texts as they stand on the disk."""
    return bool(state["proofreading"].get("files") == file_hashes(house.issue(2346)))


def upload(browser: Browser, name: str, data: bytes) -> str:
    headers = {"Content-Type": "application/octet-stream", "X-Layout-Token": browser.token, "Origin": browser.origin}
    answer = browser.ask("POST", f"/upload?name={name}", data, **headers)
    assert answer.status == 200, answer.text
    return answer.json["upload"]


def png() -> bytes:
    from PIL import Image

    out = BytesIO()
    Image.new("RGB", (600, 400), (90, 120, 60)).save(out, "PNG")
    return out.getvalue()


def test_a_build_runs_beside_the_window_and_tells_how_it_went(browser: Browser, house: House) -> None:
    assert browser.do("build", parts=["press"], release=True).status == 200
    state = until(browser, lambda state: "build" in state and not state["build"]["running"])
    assert not state["build"]["ok"], "2346 has no printer and cannot be released"
    assert {remark["severity"] for remark in state["build"]["diagnostics"]} & {"error", "warning"}
    assert browser.do("build", parts=["press"]).status == 200
    state = until(browser, lambda state: state["build"].get("ok"))
    assert (house.output / "2346" / "press" / "2346.pdf").exists()
    assert browser.do("build", parts=["film"]).json["error"] == "bad_parts"
    proof = browser.get("/proof.pdf")
    assert proof.body.startswith(b"%PDF")
    assert browser.get("/compare").status == 404, "nothing was released yet"
    shutil.copytree(house.output / "2346", house.output / "2346-r1")
    text = browser.get("/story/a2").json["text"]
    browser.do("write", story="a2", text=text.replace("加强", "抓好", 1))
    (page,) = browser.get("/compare").json["pages"]
    assert [story["id"] for story in page["stories"]] == ["a2"]
    assert any("抓好" in words["new"] and "加强" in words["old"] for words in page["words"])
    assert all(side < 400 for box in page["boxes"] for side in box)
    assert browser.get(page["new"]).body.startswith(b"\x89PNG")


def test_signatures_are_given_under_the_seats_own_name(browser: Browser, house: House) -> None:
    assert browser.do("sign", subject="a2", role="初审").status == 200
    row = next(row for row in browser.get("/board").json["rows"] if row["subject"] == "a2")
    assert row["signed"][0]["name"] == browser.state()["me"]["name"]
    refused = browser.do("sign", subject="a2", role="签发")
    assert (refused.status, refused.json["error"]) == (422, "not_signed")
    assert browser.do("sign", subject="zz", role="初审").status == 422
    assert browser.do("sign", subject="a2", role="主编").status == 400


def test_copy_and_pictures_are_dropped_on_the_window(browser: Browser, house: House) -> None:
    kept = (house.issue(2346) / "plan.yaml").read_text("utf-8")
    text = "县里开了一个会\n\n本报讯　昨天上午，县里开会。会议要求，各地认真落实。\n"
    copy = upload(browser, "w.txt", text.encode())
    photo = upload(browser, "IMG%201.png", png())
    answer = browser.do("import", uploads=[copy, photo], page=1)
    assert answer.status == 200, answer.text
    report = answer.json["report"]
    (file,) = report["files"]
    ident = file["stories"][0]["id"]
    assert file["ledger"]["unaccounted"] == 0
    assert story(house, ident).exists()
    (picture,) = report["pictures"]
    assert (house.issue(2346) / picture["file"]).read_bytes() == png()
    state = browser.state()
    assert next(one for one in state["stories"] if one["id"] == picture["story"])["held"]
    # A page that a hand has made stays as it is: new copy goes to the store, and the desk is told.
    assert report["stays"] and report["page"] == 1
    assert next((one["held"], one["page"]) for one in state["stories"] if one["id"] == ident) == (True, 0)
    assert (house.issue(2346) / "plan.yaml").read_text("utf-8") == kept
    assert not {"M330", "M334", "M335"} & {one["code"] for one in state["diagnostics"]}
    stood = {one["id"]: (one["at"], one["size"]) for page in state["dummy"] for one in page["blocks"]}
    # A picture goes to a story that it is dropped on; the same upload is gone then.
    again = upload(browser, "IMG%201.png", png())
    answer = browser.do("import", uploads=[again], story="a2")
    assert answer.json["report"]["pictures"] == [{"file": picture["file"], "story": "a2", "format": "PNG"}]
    assert picture["file"] in story(house, "a2").read_text("utf-8")
    assert browser.do("import", uploads=[again], story="a2").status == 404
    # Its block takes the picture in within its own cells, all others stay; one undo takes file and dummy back.
    state = browser.state()
    assert {one["id"]: (one["at"], one["size"]) for page in state["dummy"] for one in page["blocks"]} == stood
    assert [one["photo"] for one in browser.block("a2")["photos"]] == [0]
    assert not {"M330", "M334", "M335"} & {one["code"] for one in state["diagnostics"]}
    made = (house.issue(2346) / "plan.yaml").read_text("utf-8")
    assert made.splitlines()[0] == kept.splitlines()[0], "remarks stay"
    assert browser.do("undo").status == 200
    assert (house.issue(2346) / "plan.yaml").read_text("utf-8") == kept
    assert picture["file"] not in story(house, "a2").read_text("utf-8")
    # A placeholder is filled before anything is added; what a picture is put upon gives way, with its crop.
    before = story(house, "a4").read_text("utf-8")
    browser.do("import", uploads=[upload(browser, "IMG%201.png", png())], story="a4")
    filled = story(house, "a4").read_text("utf-8")
    assert filled == before.replace("file: null", f"file: {picture['file']}")
    browser.do("import", uploads=[upload(browser, "two.png", png())], story="a4", photo=0)
    assert story(house, "a4").read_text("utf-8") == before.replace("file: null", "file: photos/two.png")
    assert browser.do("import", uploads=[upload(browser, "two.png", png())], story="a4", photo="x").status == 400
    bad = upload(browser, "x.png", b"<html>")
    assert browser.do("import", uploads=[bad]).status in (415, 400)
    assert browser.do("import", uploads=[]).status == 400


@pytest.mark.parametrize("name", ["", ".", "..", ".x", "a\nb", "长" * 90])
def test_uploads_have_plain_names(tmp_path, name: str) -> None:
    from layout.desk.window.hand.scene import RefusedError

    with pytest.raises(RefusedError):
        Uploads(tmp_path / "u").keep(name, b"x")


def test_an_upload_stays_in_its_own_folder(tmp_path) -> None:
    uploads = Uploads(tmp_path / "u")
    for name in ("../../x.txt", "a/b.txt", "..\\..\\x.txt", "C:\\x.txt"):
        path = uploads.path(uploads.keep(name, b"x"))
        assert path.parent.parent == tmp_path / "u"
        assert path.name in ("x.txt", "b.txt")
    uploads.close()
    assert not (tmp_path / "u").exists()


def test_a_new_issue_takes_over_the_last_ones_furniture_and_the_window_turns_to_it(
    browser: Browser, house: House
) -> None:
    run = browser.state()["run"]
    answer = browser.do("new_issue", number=2347, date="2022-05-24", pages=1)
    assert answer.status == 200, answer.text
    state = until(browser, lambda state: state["number"] == 2347)
    assert state["run"] != run
    assert state["galleys"], "there is no copy yet"
    issue = (house.issue(2347) / "issue.yaml").read_text("utf-8")
    assert "禹州通讯" in issue
    assert "pages: {auto: 1}" in issue
    # Pages are made as copy comes in.
    paragraphs = "".join(f"第{nth}段。各地要认真落实会议精神，把各项工作做细做实。\n" * 3 for nth in range(1, 80))
    copy = upload(browser, "w.txt", f"县里开了一个会\n\n本报讯　昨天上午，县里开会。\n{paragraphs}".encode())
    assert browser.do("import", uploads=[copy]).json["report"]["ok"]
    state = browser.state()
    assert [story["id"] for story in state["stories"]] == ["w"]
    assert browser.do("new_issue", number=2347, date="2022-05-24").status == 422
    assert browser.do("new_issue", number=2348, date="24. 5.").status == 400
    assert browser.do("open", number=2346).status == 200
    assert browser.state()["name"] == "禹州通讯"
    assert browser.do("open", number=7).status == 404
    # A file of the issue that it turned to is watched, the other one's no longer.
    kept = browser.state()["serial"]
    path = story(house, "a2")
    path.write_text(path.read_text("utf-8") + "\n外面补一段。\n", "utf-8")
    until(browser, lambda state: state["serial"] > kept and not state["building"])


@pytest.mark.usefixtures("reader")
def test_proofreading_comes_behind_the_pages_with_fixes_and_rejections(browser: Browser, house: House) -> None:
    path = story(house, "a2")
    path.write_text(path.read_text("utf-8") + "\n他再接再励,做好工作,大家迫不急待。\n", "utf-8")
    state = until(
        browser,
        lambda state: (
            (state.get("proofreading") or {}).get("ready")
            and any("再接再励" in str(one) for one in state["proofreading"]["must"] + state["proofreading"]["look"])
        ),
    )
    records = state["proofreading"]["must"] + state["proofreading"]["look"]
    slip = next(one for one in records if "再接再励" in str(one["args"]))
    assert slip["file"] == "issues/2346/a2.md"
    answer = browser.do("reject", key=slip["key"], reason="引文如此")
    assert answer.status == 200, answer.text
    kept = (house.issues / "house" / "accepted.yaml").read_text("utf-8")
    assert "引文如此" in kept
    # What was answered is gone at once, for everybody; nobody waits for the next reading.
    left = browser.state()["proofreading"]
    assert "再接再励" not in str([one["args"] for one in left["must"] + left["look"]])
    left = until(browser, lambda state: is_read(state, house))["proofreading"]
    other = next(one for one in left["must"] + left["look"] if "迫不急待" in str(one["args"]))
    answer = browser.do("fix", key=other["key"])
    assert answer.status == 200, answer.text
    assert "迫不及待" in path.read_text("utf-8")
    assert browser.do("fix", key=other["key"]).status == 404
    assert browser.state()["proofreading"]["look"], "the rest stays while the text is read again"
    assert browser.do("fix", key="none").status == 404


@pytest.mark.usefixtures("reader")
def test_what_is_kept_while_the_text_is_read_is_not_told_by_that_reading(
    browser: Browser, house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    def slips(state: Any) -> list[Any]:
        told = state.get("proofreading") or {"must": [], "look": []}
        return [one for one in told["must"] + told["look"] if "再接再励" in str(one["args"])]

    path = story(house, "a2")
    # Whole at once, as editors save: a reading that is still to come must not find half a file.
    put_in_place(path, path.read_bytes() + "\n他再接再励。\n".encode())
    (slip,) = slips(until(browser, slips))
    read, begun, answered = reading_proof._found, Event(), Event()

    def slow(root: Path, number: int) -> dict[str, Any]:
        found = read(root, number)
        begun.set()
        answered.wait(PATIENCE)
        return found

    monkeypatch.setattr(reading_proof, "_found", slow)
    put_in_place(path, path.read_bytes() + "\n又添一句。\n".encode())
    assert begun.wait(PATIENCE)
    assert browser.do("reject", key=slip["key"], reason="引文如此").status == 200
    answered.set()
    until(browser, lambda state: is_read(state, house) and not slips(state))
