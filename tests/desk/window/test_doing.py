"""What a hand does in the window, and what stands on disk afterwards."""

from __future__ import annotations

import json
from typing import Any

import yaml

from layout.desk.window.desk import Desk
from layout.desk.window.records import Showing, file_hashes
from layout.journal import Journal

from .conftest import Browser, served, story


def test_what_is_written_stands_in_the_file_and_on_the_page(browser: Browser, house) -> None:
    before = browser.state()
    text = browser.get("/story/a3").json
    assert text["file"] == "a3.md"
    versions = {str(page["number"]): page["version"] for page in before["pages"]}
    new = text["text"].replace("达成共识", "达成一致共识")
    answer = browser.do("write", story="a3", text=new, seen={"a3.md": text["hash"]}, have=versions)
    assert answer.status == 200
    assert story(house, "a3").read_text("utf-8") == new
    done = answer.json
    assert done["entry"] == {"n": 1, "what": {"zh": "改稿 a3", "en": "wrote a3"}, "solved": False}
    changed = done["pages"]["1"]
    assert 0 < len(changed["parts"]) < len(changed["order"]) / 2
    assert all("a3" in name or name.startswith(("over/", "proof/")) for name in changed["parts"])
    after = browser.state()
    assert after["serial"] > before["serial"]
    assert after["pages"][0]["version"] == changed["version"] != before["pages"][0]["version"]
    # The whole page and the page brought up to date are the same.
    whole = browser.get("/page/1/parts").json
    assert whole["order"] == changed["order"]
    old = browser.get(f"/page/1/parts?since={versions['1']}").json
    assert old == changed


def test_a_file_that_changed_elsewhere_is_a_conflict_that_shows_both(browser: Browser, house) -> None:
    text = browser.get("/story/a3").json
    path = story(house, "a3")
    theirs = text["text"].replace("我市", "本市")
    path.write_text(theirs, "utf-8")
    mine = text["text"].replace("共识", "一致")
    answer = browser.do("write", story="a3", text=mine, seen={"a3.md": text["hash"]})
    assert answer.status == 409
    (file,) = answer.json["files"]
    assert (file["yours"], file["theirs"]) == (mine, theirs)
    assert path.read_text("utf-8") == theirs
    again = browser.do("write", story="a3", text=mine, seen={"a3.md": file["hash"]})
    assert again.status == 200
    assert path.read_text("utf-8") == mine


def test_a_try_shows_what_would_be_and_leaves_everything(browser: Browser, house) -> None:
    files = {path.name: path.read_bytes() for path in house.issue(2346).iterdir() if path.is_file()}
    before = browser.state()
    version = before["pages"][0]["version"]
    block = browser.block("a3")
    answer = browser.attempt(
        "move", block="a3", at=block["at"], size=[block["size"][0], block["size"][1] - 3], have={"1": version}
    )
    assert answer.status == 200
    tried = answer.json
    fit = next(fit for fit in tried["fits"] if fit["story"] == "a3")
    assert fit["over"] > 0
    assert tried["pages"]["1"]["version"] != version
    assert (
        "M301" in {remark["code"] for remark in tried["diagnostics"]} or tried["diagnostics"] != before["diagnostics"]
    )
    assert {path.name: path.read_bytes() for path in house.issue(2346).iterdir() if path.is_file()} == files
    assert browser.state()["pages"] == before["pages"]
    back = browser.get(f"/page/1/parts?since={tried['pages']['1']['version']}").json
    assert back["version"] == version
    assert set(back["parts"]) <= {*back["order"]}


def test_a_moved_block_moves_in_the_file_and_nothing_else_does(browser: Browser, house) -> None:
    plan = house.issue(2346) / "plan.yaml"
    old = plan.read_text("utf-8").splitlines()
    block = browser.block("a5")
    answer = browser.do("move", block="a5", at=block["at"], size=[block["size"][0], block["size"][1] - 1])
    assert answer.status == 200, answer.text
    new = plan.read_text("utf-8").splitlines()
    differ = [(was, now) for was, now in zip(old, new, strict=True) if was != now]
    assert len(differ) == 1
    assert "size: [3, 28]" in differ[0][1]
    assert browser.block("a5")["size"] == [3, 28]


def test_an_undo_over_a_later_change_elsewhere_shows_both(browser: Browser, house) -> None:
    text = browser.get("/story/a3").json["text"]
    browser.do("write", story="a3", text=text + "\n一。\n")
    path = story(house, "a3")
    path.write_text(path.read_text("utf-8") + "\n别处加的。\n", "utf-8")
    answer = browser.do("undo")
    assert answer.status == 409
    (file,) = answer.json["files"]
    assert file["yours"] == text
    assert "别处加的" in file["theirs"]
    assert "别处加的" in path.read_text("utf-8")


def test_a_file_that_could_never_be_read_is_put_right_in_the_window(house) -> None:
    path = story(house, "a3")
    good = path.read_text("utf-8")
    path.write_text(good.replace("id:", "idd:", 1), "utf-8")
    with served(house) as port:
        one = Browser(port)
        one.sit(house)
        assert any(remark["story"] == "a3" for remark in one.state()["diagnostics"])
        assert one.get("/find?q=%E5%85%B1%E8%AF%86").status == 200
        bad = one.get("/story/a3").json
        assert (
            one.do("write", story="a3", text=bad["text"].replace("idd:", "id:"), seen={"a3.md": bad["hash"]}).status
            == 200
        )
        assert path.read_text("utf-8") == good
        assert not one.state()["broken"]


def test_a_dummy_written_in_another_way_is_changed_all_the_same(browser: Browser, house) -> None:
    plan = house.issue(2346) / "plan.yaml"
    data = yaml.safe_load(plan.read_text("utf-8"))
    plan.write_text("# 头一行\n" + yaml.safe_dump(data, default_flow_style=False, allow_unicode=True), "utf-8")
    browser.do("head", story="a3", main=["题目"])  # the window has seen the file by then
    block = browser.block("a5")
    answer = browser.do("move", block="a5", at=block["at"], size=[3, 28])
    assert answer.status == 200, answer.text
    assert browser.block("a5")["size"] == [3, 28]
    assert plan.read_text("utf-8").startswith("# 头一行\n")
    assert len(yaml.safe_load(plan.read_text("utf-8"))["pages"][0]["blocks"]) == len(data["pages"][0]["blocks"])


def test_a_dummy_that_somebody_else_just_changed_is_not_turned_back(browser: Browser, house) -> None:
    plan = house.issue(2346) / "plan.yaml"
    block = browser.block("a5")
    for rows in (26, 25, 24):
        theirs = f"# 另一只手刚写的一行：{rows}\n"
        plan.write_text(theirs + plan.read_text("utf-8"), "utf-8")
        # The window may have seen it by then: the move is made upon it, or refused.
        answer = browser.do("move", block="a5", at=block["at"], size=[3, rows])
        assert answer.status in (200, 409)
        made = plan.read_text("utf-8")
        assert made.startswith(theirs), "the other hand's change stands"
        assert (f"{{story: a5, at: [3, 91], size: [3, {rows}]" in made) == (answer.status == 200)


def test_what_another_hand_writes_while_pages_are_made_is_not_taken_for_read(house, monkeypatch) -> None:
    plan, desk = house.issue(2346) / "plan.yaml", Desk(house, 2346)
    made, read = desk._shown, file_hashes(plan.parent)["plan.yaml"]

    def shown(*given: Any, **more: Any) -> Showing:
        showing = made(*given, **more)
        plan.write_text(plan.read_text("utf-8").replace("size: [3, 47]", "size: [3, 46]"), "utf-8")
        return showing

    monkeypatch.setattr(desk, "_shown", shown)
    assert desk.rebuild()["files"]["plan.yaml"] == read != file_hashes(plan.parent)["plan.yaml"]


def test_undo_and_redo_go_on_after_a_restart(house) -> None:
    kept = story(house, "a3").read_bytes()
    with served(house) as port:
        one = Browser(port)
        one.sit(house)
        for word in ("一", "二"):
            text = one.get("/story/a3").json["text"]
            assert one.do("write", story="a3", text=text + f"\n第{word}段。\n").status == 200
        twice = story(house, "a3").read_bytes()
        assert one.state()["undo"]["what"]["zh"] == "改稿 a3"
    with served(house) as port:
        other = Browser(port)
        other.sit(house)
        assert other.do("undo").json["entry"]["what"]["zh"] == "改稿 a3"
        assert other.do("undo").status == 200
        assert story(house, "a3").read_bytes() == kept
        assert other.state()["undo"] is None
        other.do("redo")
        other.do("redo")
        assert story(house, "a3").read_bytes() == twice
        assert other.do("redo").json["entry"] is None
    kinds = [entry.kind for entry in Journal(house.issue(2346)).entries() if entry.files]
    assert kinds == ["change", "change", "undo", "undo", "redo", "redo"]


def test_what_is_typed_is_kept_until_it_is_written(house) -> None:
    with served(house) as port:
        one = Browser(port)
        one.sit(house)
        opened = one.get("/story/a3").json
        text, typed = opened["text"], opened["text"] + "\n没写完的一"
        assert one.post("/draft", {"story": "a3", "text": typed, "hash": opened["hash"]}).status == 200
        assert story(house, "a3").read_text("utf-8") == text
    with served(house) as port:  # browser and server were killed
        other = Browser(port)
        other.sit(house)
        draft = other.get("/story/a3").json["draft"]
        assert (draft["text"], draft["current"]) == (typed, True)
        story(house, "a3").write_text(text + "\n别处加的。\n", "utf-8")
        assert not other.get("/story/a3").json["draft"]["current"], "the file went on without it"
        assert other.post("/draft", {"story": "a3", "text": typed + "个", "hash": opened["hash"]}).status == 200
        assert not other.get("/story/a3").json["draft"]["current"], "it is typed over what was opened"
        assert other.post("/draft", {"story": "../a3", "text": "x"}).status == 404
        hashed = other.get("/story/a3").json["hash"]
        assert other.do("write", story="a3", text=typed, seen={"a3.md": hashed}).status == 200
        assert other.get("/story/a3").json["draft"] is None
        assert other.do("write", story="a3", text=typed).json["entry"] is None, "it says that already"


def test_new_outlines_come_with_the_answer(browser: Browser) -> None:
    text = browser.get("/story/a3").json["text"]
    glyphs = browser.state()["glyphs"]
    answer = browser.attempt("write", story="a3", text=text + "\n饕餮。\n", glyphs=glyphs, have={"1": ""}).json
    assert answer["glyphs"] == glyphs + len(answer["outlines"]) > glyphs


def test_the_first_move_keeps_a_made_up_dummy_first(house) -> None:
    (house.issue(2346) / "plan.yaml").unlink()
    with served(house) as port:
        one = Browser(port)
        one.sit(house)
        block = one.block("a5")
        assert one.do("move", block="a5", at=block["at"], size=[block["size"][0], block["size"][1] - 1]).status == 200
        assert one.block("a5")["size"][1] == block["size"][1] - 1
        history = one.state()["history"]
        assert [entry["what"]["zh"] for entry in history] == ["移动 a5", "存下版样"]
        one.do("undo")
        assert one.block("a5")["size"] == block["size"]
        assert (house.issue(2346) / "plan.yaml").exists()


def test_two_browsers_see_each_others_changes(browser: Browser, house) -> None:
    other = Browser(browser.port)
    assert other.sit(house)["token"] != browser.token
    text = other.get("/story/a2").json["text"]
    other.do("write", story="a2", text=text + "\n补一段。\n")
    assert json.dumps(browser.get("/story/a2").json, ensure_ascii=False).count("补一段") >= 1
    assert browser.state()["pages"] == other.state()["pages"]


def test_a_correction_is_listed_in_the_issue_and_comments_stay(browser: Browser, house) -> None:
    file = house.issue(2346) / "issue.yaml"
    file.write_text(f"# 编辑部的话\n{file.read_text('utf-8')}", "utf-8")

    def correct(**told: str) -> tuple[int, str]:
        given = {
            "story": "a3",
            "date": "2026-11-29",
            "reason": "三应为四",
            "seen": file_hashes(file.parent),
        }
        answer = browser.do("correct", **given | told)
        return answer.status, answer.json.get("error", "")

    for told, word in (
        ({"reason": " "}, "no_reason"), ({"date": "11月29日"}, "bad_date"), ({"story": "zz"}, "no_story"),
    ):  # fmt: skip
        assert correct(**told)[1] == word
    assert [correct()[0], correct(reason="五应为六")[0]] == [200, 200]
    text = file.read_text("utf-8")
    assert text.startswith("# 编辑部的话\n")
    assert [(str(one["date"]), one["story"], one["reason"]) for one in yaml.safe_load(text)["corrections"]] == [
        ("2026-11-29", "a3", "三应为四"), ("2026-11-29", "a3", "五应为六"),
    ]  # fmt: skip


def test_fields_of_the_furniture_are_the_ones_of_the_forms(browser: Browser, house) -> None:
    file = house.issue(2346) / "issue.yaml"

    def furnish(path: list[Any], value: Any) -> str:
        seen = file_hashes(file.parent)
        return browser.do("furnish", fields=[{"path": path, "value": value}], seen=seen).json.get("error", "")

    assert [furnish(path, "甲") for path in (["masthead", "size"], ["pages", 0, "stories"], ["pages", 96, "name"])] == [
        "bad_field"
    ] * 3
    assert furnish(["masthead", "name"], "字" * 201) == furnish(["masthead", "name"], "一\n二") == "bad_value"
    assert furnish(["pages", 0, "name"], "头版") == ""
    assert yaml.safe_load(file.read_text("utf-8"))["pages"][0]["name"] == "头版"
    assert furnish(["imprint", "printer"], "") == ""
    assert yaml.safe_load(file.read_text("utf-8"))["imprint"]["printer"] is None
