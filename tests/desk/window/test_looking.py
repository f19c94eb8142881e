"""What the window lets one look at: stories with their fields, finds, the past, the board, plates, photographs."""

from __future__ import annotations

from .conftest import Browser, story

LONG = "这是校对时补上的一段文字，用来看稿件超出版位时的样子。" * 12


def test_a_story_comes_with_the_fields_of_its_front_matter(browser: Browser) -> None:
    given = browser.get("/story/a4").json
    assert given["head"] == {
        "kicker": "市纪委监委",
        "main": ["强监督保落实", "护航疫情防控"],
        "deck": "",
        "orient": "h",
    }
    assert given["fields"]["sign"] == "(冯纪宣)"
    lines = given["text"].splitlines()
    assert lines[given["body_line"] - 2] == "---"
    assert given["over"] is None
    assert browser.get("/story/none").status == 404


def test_copy_that_finds_no_room_is_told_from_its_first_character(browser: Browser, house) -> None:
    text = browser.get("/story/a3").json["text"].rstrip("\n") + f"\n\n{LONG}\n"
    tried = browser.attempt("write", story="a3", text=text).json["over"]
    assert tried["lines"] > 0
    assert browser.do("write", story="a3", text=text).json["over"] == tried
    over = browser.get("/story/a3").json["over"]
    assert over == tried
    line = text.splitlines()[over["from"]["line"] - 1]
    rest = line[over["from"]["column"] - 1 :]
    assert rest
    assert LONG.endswith(rest[-20:])
    assert over["text"].split("¶")[0].replace("，", ",").startswith(rest[:10].replace("，", ","))


def test_one_field_is_set_and_the_rest_of_the_file_stays(browser: Browser, house) -> None:
    path = story(house, "a4")
    before = path.read_text("utf-8")
    caption = "鸠山镇唐庄村村干部送去联系卡。"
    assert browser.do("set", story="a4", path=["photos", 0, "caption"], value=caption).status == 200
    old = "鸠山镇唐庄村村干部为群众送去疫情防控爱心联系卡。"
    assert path.read_text("utf-8") == before.replace(old, caption)
    assert browser.do("set", story="a4", path=["sign"], value="").status == 200
    assert "sign:" not in path.read_text("utf-8")
    assert browser.do("set", story="a4", path=["layout", "drop"], value=3).status == 200
    assert "drop: 3" in path.read_text("utf-8")
    for wrong in (["id"], ["layout", "pin"], ["photos", 0, "file"], ["photos", "0", "caption"], "sign", None):
        assert browser.do("set", story="a4", path=wrong, value="x").status == 400


def test_words_are_found_over_the_issue(browser: Browser) -> None:
    hits = browser.get("/find?q=%E5%B8%82%E7%BA%AA%E5%A7%94").json["hits"]
    assert {hit["story"] for hit in hits} == {"a4"}
    assert all(hit["text"] == "市纪委" for hit in hits)
    assert browser.get("/find?q=(&regex=1").status == 400


def test_a_change_can_be_looked_at_again_with_its_pages(browser: Browser) -> None:
    assert browser.get("/history").json == {"entries": []}
    assert browser.get("/history/1").status == 404
    first = browser.get("/page/1").text
    browser.do("head", story="a3", main=["三区三线划定举证"])
    browser.do("head", story="a3", main=["又一个题目"])
    entries = browser.get("/history").json["entries"]
    assert [entry["n"] for entry in entries] == [2, 1]
    assert [entry["n"] for entry in browser.get("/history?before=2").json["entries"]] == [1]
    (file,) = browser.get("/history/1").json["files"]
    assert "研讨会" in file["before"]
    assert "三区三线划定举证" in file["after"]
    now = browser.get("/page/1").text
    (then,) = browser.get("/history/1/pages").json["pages"]
    assert then["svg"] not in (first, now)
    assert browser.get("/history/2/pages").json["pages"][0]["svg"] == now


def test_the_board_and_the_houses_faces_are_served(browser: Browser) -> None:
    rows = browser.get("/board").json["rows"]
    assert {"a1", "page:1"} <= {row["subject"] for row in rows}
    assert browser.get("/font/NotoSansSC-500.ttf").headers["content-type"] == "font/ttf"
    for wrong in ("/font/fonts.yaml", "/font/..%2ffonts%2fNotoSansSC-500.ttf", "/photo/a4/0", "/photo/a4/7"):
        assert browser.get(wrong).status == 404


def test_plates_are_pictures_of_the_page(browser: Browser, tool) -> None:
    tool("gs")
    black = browser.get("/page/1/plate/k")
    assert black.body.startswith(b"\x89PNG")
    assert browser.get("/page/1/plate/c").body != black.body
    for wrong in ("/page/1/plate/x", "/page/9/plate/k"):
        assert browser.get(wrong).status == 404


def test_a_head_is_offered_in_every_setting_with_its_fit(browser: Browser) -> None:
    heads = browser.get("/block/a3/heads").json["heads"]
    assert len(heads) > 1
    assert [one["over"] for one in heads] == sorted(one["over"] for one in heads), "what fits comes first"
    assert len({(one["head"]["lines"], one["head"]["size"], one["head"]["deck"]) for one in heads}) == len(heads)
    answer = browser.do("head", story="a3", deck="研讨会在市自然资源局召开")
    assert answer.status == 200
    heads = browser.get("/block/a3/heads").json["heads"]
    assert {one["head"]["deck"] for one in heads} == {True, False}
    best = heads[0]
    assert best["remarks"] == []
    answer = browser.do("shape", block="a3", head=best["head"])
    assert answer.status == 200, answer.text
    assert browser.block("a3")["head"]["size"] == best["head"]["size"]
    assert browser.block("a3")["fit"]["over"] == best["over"]
    assert not [one for one in answer.json["diagnostics"] if one["code"] == "H002" and one["story"] == "a3"]
    assert browser.get("/block/zz/heads").status == 404
    assert browser.get("/block/p1/heads").json["heads"] == [], "a picture has no head"
