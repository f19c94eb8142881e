"""Copy brought into an issue: pages, revised copy, several files, checks that write nothing, hostile files."""

from __future__ import annotations

import io
import json
import os
import zipfile
from pathlib import Path

import docx
import pytest
import yaml
from PIL import Image

from layout.cli.app import run_command
from layout.desk.copy_in.files import Incoming, incoming_files
from layout.desk.copy_in.page_names import page_of, sections_of
from layout.desk.copy_in.revise import revise
from layout.desk.copy_in.transplant import bare, transplanted
from layout.issue.reader import read_issue
from layout.journal import Journal
from tests.bringing import package, saved
from tests.day import adverts
from tests.intake.newsroom import by_libreoffice
from tests.newspaper import bare_house

SECOND = "旧的第二段，说明机具情况，请大家放心。"
LONG = "截至五月十八日，全县已收小麦三十二万亩，占应收面积的六成，各乡镇昼夜抢收，确保颗粒归仓。"


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    bare_house(tmp_path)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LAYOUT_LANG", "zh")
    run_command(["new", "7", "--date", "2022-05-17", "--pages", "2"])
    return tmp_path


def copy(path: Path, *lines: str) -> Path:
    document = docx.Document()
    for line in lines:
        document.add_paragraph(line)
    path.write_bytes(saved(document))
    return path


def bring(*words: str) -> int:
    return run_command(["import", *words, "--issue", "7"])


def issue_text(house: Path) -> str:
    return (house / "issues" / "7" / "issue.yaml").read_text("utf-8")


def test_a_story_goes_onto_the_page_with_comments_and_order_kept(
    house: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    copy(house / "c1.docx", "机收会战打响第一枪", LONG)
    before = issue_text(house)
    assert bring("c1.docx", "--page", "2") == 0
    after = issue_text(house)
    changed = [(old, new) for old, new in zip(before.split("\n"), after.split("\n"), strict=True) if old != new]
    assert len(changed) == 1 and changed[0][1].rstrip("]").endswith("c1")
    issue = read_issue(house / "issues" / "7").issue
    assert issue is not None and issue.pages is not None and "c1" in issue.pages[1].stories
    assert "D129" in capsys.readouterr().err


def test_a_page_that_is_not_there_writes_nothing(house: Path, capsys: pytest.CaptureFixture[str]) -> None:
    copy(house / "c1.docx", "题", LONG)
    assert bring("c1.docx", "--page", "9") == 1
    assert "D130" in capsys.readouterr().err
    assert not (house / "issues" / "7" / "c1.md").exists()


def test_where_the_system_shares_out_the_pages_the_story_is_pinned(house: Path) -> None:
    text = issue_text(house)
    file = house / "issues" / "7" / "issue.yaml"
    file.write_text(text[: text.index("\npages:") + 1] + "pages: auto\n", "utf-8")
    copy(house / "c1.docx", "机收会战打响第一枪", LONG)
    assert bring("c1.docx", "--page", "2") == 0
    assert "layout: {pin: {page: 2}}" in (house / "issues" / "7" / "c1.md").read_text("utf-8")


def test_a_check_tells_all_and_writes_nothing(house: Path, capsys: pytest.CaptureFixture[str]) -> None:
    copy(house / "c1.docx", "机收会战打响第一枪", LONG)
    before = sorted((house / "issues").rglob("*"))
    assert bring("c1.docx", "--page", "1", "--check") == 0
    assert "D114" in capsys.readouterr().err
    assert sorted((house / "issues").rglob("*")) == before


def test_a_folder_brings_each_file_as_its_own_story(house: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (house / "来稿").mkdir()
    copy(house / "来稿" / "c1.docx", "机收会战打响第一枪", LONG)
    (house / "来稿" / "c2.txt").write_bytes(f"停水公告\n\n{LONG}\n".encode("gb18030"))
    (house / "来稿" / "~$c1.docx").write_bytes(b"lock")
    (house / "来稿" / "notes.xlsx").write_bytes(b"x")
    (house / "来稿" / "图1.jpg").write_bytes(b"x")
    (house / "来稿" / "讲话.pptx").write_bytes(b"x")
    assert bring("来稿") == 0
    said = capsys.readouterr().err
    assert "D135" in said and all(name in said for name in ("图1.jpg", "notes.xlsx", "讲话.pptx"))
    assert {"c1.md", "c2.md"} <= {path.name for path in (house / "issues" / "7").glob("*.md")}
    (house / "空").mkdir()
    assert bring("空") == 1
    assert "D106" in capsys.readouterr().err
    assert bring("来稿/c1.docx", "来稿/c2.txt", "--id", "x") == 1


def test_the_json_report_has_ledger_guesses_and_words(house: Path, capsys: pytest.CaptureFixture[str]) -> None:
    body = f"<w:p><w:r><w:t>题目</w:t></w:r></w:p><w:p><w:r><w:t>{LONG}</w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>不见报</w:t></w:r></w:p>"  # noqa: E501
    (house / "c1.docx").write_bytes(package(body))
    capsys.readouterr()
    assert bring("c1.docx", "--format", "json") == 0
    record = json.loads(capsys.readouterr().out)
    (file,) = record["files"]
    assert (file["ledger"]["unaccounted"], file["ledger"]["left_out"]) == (0, 3)
    assert file["left_out"] == [{"rule": "hidden", "paragraph": 2, "part": "word/document.xml", "text": "不见报"}]
    (guess,) = file["stories"][0]["guesses"]
    lines = (house / guess["file"]).read_text("utf-8").split("\n")
    assert (guess["part"], lines[guess["line"] - 1]) == ("main", '  main: ["题目"]')


def test_revised_copy_keeps_the_desk_s_marks_and_shows_what_differs(
    house: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    copy(house / "c1.docx", "机收会战打响第一枪", LONG, SECOND, "第三段没有人动过它。")
    assert bring("c1.docx") == 0
    story = house / "issues" / "7" / "c1.md"
    text = story.read_text("utf-8")
    text = text.replace("priority: 50", "priority: 90\nlayout: {cols: [2, 3]}   # 放在上半版")
    text = text.replace("三十二万亩", "{{sic: 三十二万亩｜核过}}").replace("第三段没有人", "第三段**没有人**")
    story.write_text(text, "utf-8")
    copy(
        house / "c1.docx", "机收会战全面打响", LONG.replace("六成", "七成"),
        SECOND, "第三段没有人动过它。", "新加的第四段，收个尾。",
    )  # fmt: skip
    capsys.readouterr()
    assert bring("c1.docx", "--replace") == 0
    said = capsys.readouterr()
    revised = story.read_text("utf-8")
    assert "layout: {cols: [2, 3]}   # 放在上半版" in revised and "priority: 90" in revised
    assert 'main: ["机收会战全面打响"]' in revised.replace("[机收会战全面打响]", '["机收会战全面打响"]')
    assert "{{sic: 三十二万亩｜核过}}，占应收面积的七成" in revised
    assert "第三段**没有人**动过它。" in revised and "新加的第四段" in revised
    assert "- head.main: 机收会战打响第一枪" in said.out and "+ 新加的第四段，收个尾。" in said.out
    assert "D126" in said.err
    # And back again: the journal has both.
    folder = house / "issues" / "7"
    assert Journal(folder).undo(who="t", when="2022-05-17T20:00:00").value is not None
    assert story.read_text("utf-8") == text


def test_a_second_import_of_the_same_file_is_refused_and_replace_checks_first(house: Path) -> None:
    copy(house / "稿.docx", "机收会战打响第一枪", LONG)
    assert bring("稿.docx") == 0
    before = (house / "issues" / "7" / "w1.md").read_text("utf-8")
    copy(house / "稿.docx", "机收会战打响第一枪", LONG, "又来一段，说明打算。")
    assert bring("稿.docx") == 1
    assert bring("稿.docx", "--replace", "--check") == 0
    assert (house / "issues" / "7" / "w1.md").read_text("utf-8") == before
    assert bring("稿.docx", "--replace") == 0
    assert "又来一段" in (house / "issues" / "7" / "w1.md").read_text("utf-8")
    assert not (house / "issues" / "7" / "w2.md").exists()


FRONT = "---\nid: a\nkind: news\nhead:\n  main: [{main}]\nsource: a.docx\n---\n\n"


def story(main: str, *body: str) -> str:
    return FRONT.replace("{main}", main) + "\n\n".join(body) + "\n"


def test_where_desk_and_author_changed_the_same_both_are_kept() -> None:
    base = story("旧题", "第一段话在这里。", "第二段话在这里。")
    desk = story("编辑题", "编辑改过的第一段。", "第二段话在这里。")
    new = story("新题", "作者改过的第一段。", "第二段话在这里。")
    revised = revise(desk, base, new)
    assert "{{query: 新题｜编辑作：编辑题}}" in revised.text
    assert "作者改过的第一段。{{query: 编辑作：编辑改过的第一段。}}" in revised.text
    assert {key for key, _ in revised.conflicts} == {"head.main", "body"}


def test_what_only_one_side_changed_is_taken_from_it() -> None:
    base = story("题", "第一段话在这里。", "第二段话在这里。", "第三段话在这里。")
    desk = story("编辑题", "第一段话在这里。", "编辑改的第二段。", "第三段话在这里。", "编辑加的一段。")
    new = story("题", "作者改的第一段。", "第二段话在这里。", "第三段话在这里。")
    revised = revise(desk, base, new)
    body = revised.text.split("---\n\n")[-1].split("\n\n")
    assert [line.strip() for line in body] == [
        "作者改的第一段。",
        "编辑改的第二段。",
        "第三段话在这里。",
        "编辑加的一段。",
    ]
    assert "main: [编辑题]" in revised.text and not revised.conflicts


def pictured(*photos: str) -> str:
    return story("题", "正文一段。").replace(
        "source:", "photos:\n" + "".join(f"  - {one}\n" for one in photos) + "source:"
    )


def test_photographs_of_revised_copy_keep_what_the_desk_did_to_them() -> None:
    base = pictured("{file: a.jpg, caption: 旧说明, credit: 甲}", "{file: c.jpg, caption: 丙}")
    desk = pictured("{file: a.jpg, caption: 旧说明, credit: 甲, cols: 3}", "{file: c.jpg, caption: 编辑写的}")
    new = pictured(
        "{file: a.jpg, caption: 新说明, credit: 甲}", "{file: c.jpg, caption: 作者写的}", "{file: b.jpg, caption: 乙}"
    )
    revised = revise(desk, base, new)
    photos = yaml.safe_load(revised.text.split("---\n")[1])["photos"]
    assert photos[0] == {"file": "a.jpg", "caption": "新说明", "credit": "甲", "cols": 3}
    assert photos[1] == {"file": "c.jpg", "caption": "{{query: 作者写的｜编辑作：编辑写的}}"}
    assert photos[2] == {"file": "b.jpg", "caption": "乙"}
    assert {"sign": "+", "key": "photos", "text": "b.jpg"} in revised.record()
    assert revised.conflicts == (("photos.1.caption", "编辑写的"),)
    assert revise(desk, base, base).text == desk


def test_a_picture_that_comes_again_otherwise_stands_beside_the_old_one(
    house: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The desk may have worked on the old one; copy of another name meets a file that is not its own, and stops."""
    photos = house / "issues" / "7" / "photos"
    (house / "c1.md").write_text(f"# 夏收进度通报\n\n{LONG}\n\n![](现场.png)\n", "utf-8")
    Image.effect_noise((320, 240), 40).save(house / "现场.png")
    assert bring("c1.md") == 0
    old = (photos / "c1-1-现场.png").read_bytes()
    Image.new("RGB", (320, 240), "red").save(house / "现场.png")
    assert bring("c1.md", "--replace") == 0
    assert "D134" in capsys.readouterr().err
    assert (photos / "c1-1-现场.png").read_bytes() == old
    assert (photos / "c1-1-现场-v2.png").read_bytes() == (house / "现场.png").read_bytes()
    (photos / "c1-1-现场-v2.png").unlink()
    (house / "issues" / "7" / "c1.md").unlink()
    assert bring("c1.md") == 1
    assert not (house / "issues" / "7" / "c1.md").exists()
    assert [path.name for path in photos.iterdir()] == ["c1-1-现场.png"]


def test_marks_go_where_their_words_still_stand() -> None:
    old = "全县{{sic: 三十二万亩｜核过}}，**务必**抓紧{{query: 数字核一下}}。"
    new, lost = transplanted(old, "全县三十二万亩，务必再抓紧。")
    assert new == "全县{{sic: 三十二万亩｜核过}}，**务必**再抓紧。"
    assert lost == ["{{query: 数字核一下}}"]
    assert bare(old) == "全县三十二万亩，务必抓紧。"


def bomb() -> bytes:
    """A part of 900 MB that packs into one."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as file:
        file.writestr("_rels/.rels", "<Relationships/>")
        with file.open("word/document.xml", "w", force_zip64=True) as part:
            for _ in range(120):
                part.write(b"a" * (1 << 20))
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (bomb(), "D104"),
        (package("<w:p><w:r><w:t>a</w:t></w:r></w:p>" * 300_000), "D104"),
        (package("<w:p/>" * 30_000), "D104"),
        (b"PK\x03\x04" + b"\0" * 100, "D101"),
    ],
    ids=["large part", "paragraphs", "empty paragraphs", "no package"],
)
def test_hostile_files_are_answered_with_a_code(
    house: Path, capsys: pytest.CaptureFixture[str], data: bytes, code: str
) -> None:
    (house / "a.docx").write_bytes(data)
    assert bring("a.docx") == 1
    assert code in capsys.readouterr().err


def test_a_cell_over_a_thousand_million_columns_is_a_cell(house: Path) -> None:
    cell = '<w:tc><w:tcPr><w:gridSpan w:val="999999999"/></w:tcPr><w:p><w:r><w:t>甲</w:t></w:r></w:p></w:tc>'
    (house / "a.docx").write_bytes(package(f"<w:tbl><w:tr>{cell}{cell}</w:tr></w:tbl>"))
    assert bring("a.docx") == 0


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no FIFO on this system")
def test_a_fifo_and_a_folder_in_place_of_a_file_are_refused(house: Path, capsys: pytest.CaptureFixture[str]) -> None:
    os.mkfifo(house / "a.docx")
    assert bring("a.docx") == 1
    assert "U201" in capsys.readouterr().err


def test_a_path_that_leads_nowhere_is_told_with_what_is_there(house: Path, capsys: pytest.CaptureFixture[str]) -> None:
    copy(house / "来 稿.docx", "题", "一段。")
    for asked, near in (("来", "来 稿.docx"), ("来 搞.docx", "来 稿.docx"), ("别的.txt", "")):
        assert bring(asked) == 1
        said = capsys.readouterr().err
        assert f"{asked} D138" in said and (f"那里有“{near}”" in said) == bool(near)


def test_files_of_a_folder_come_in_the_order_that_their_names_say(house: Path) -> None:
    names = (
        "头条",
        "二条",
        "三条",
        "十条",
        "十一条",
        "二十条",
        "1号 动态",
        "2号 动态",
        "10号 动态",
        "一家人",
        "三农",
        "稿2",
        "稿10",
    )
    folder = house / "来稿"
    folder.mkdir()
    for nth, name in enumerate(reversed(names)):
        copy(folder / f"{name}.docx", f"题{nth}", "一段。")
    found = [one.path.stem for one in incoming_files((folder,)) if isinstance(one, Incoming)]
    heads, figures, others = names[:6], names[6:9], names[9:]
    for group in (heads, figures, others):
        assert [name for name in found if name in group] == list(group)
    assert found.index("头条") < found.index("一家人")


def test_an_old_word_file_needs_libreoffice_and_says_how_to_save_it(
    house: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (house / "a.doc").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600)
    monkeypatch.setenv("PATH", "")
    assert bring("a.doc") == 1
    said = capsys.readouterr().err
    assert "D102" in said and "另存为" in said


def test_an_old_word_file_comes_in_through_libreoffice(house: Path, tmp_path: Path) -> None:
    files = by_libreoffice(["standard"], tmp_path, "doc")
    if files is None:
        pytest.skip("LibreOffice is not here")
    (house / "c1.doc").write_bytes(files["standard"])
    assert bring("c1.doc") == 0
    assert "夏粮收购全面展开" in (house / "issues" / "7" / "c1.md").read_text("utf-8")


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("c1.md", "# 夏收进度通报\n\n{long}\n\n![](图/现场.png)\n\n图为现场。张三 摄\n"),
        (
            "c1.html",
            "<html><body><h1>夏收进度通报</h1><p>{long}</p>"
            '<p><img src="./图/现场.png"></p><p>图为现场。</p></body></html>',
        ),
    ],
)
def test_pictures_beside_a_page_come_with_it(house: Path, name: str, text: str) -> None:
    (house / "图").mkdir()
    Image.effect_noise((320, 240), 40).save(house / "图" / "现场.png")
    (house / name).write_text(text.replace("{long}", LONG), "utf-8")
    assert bring(name) == 0
    story = (house / "issues" / "7" / "c1.md").read_text("utf-8")
    assert 'file: "photos/c1-1-现场.png"' in story and 'caption: "图为现场。"' in story
    assert (house / "issues" / "7" / "photos" / "c1-1-现场.png").is_file()


def test_a_picture_outside_the_folder_is_not_read(house: Path) -> None:
    Image.effect_noise((320, 240), 40).save(house / "secret.png")
    (house / "来").mkdir()
    (house / "来" / "c1.md").write_text(f"# 题目在此\n\n{LONG}\n\n![](../secret.png)\n", "utf-8")
    assert bring("来/c1.md") == 0
    assert "file: null" in (house / "issues" / "7" / "c1.md").read_text("utf-8")


def test_copy_takes_the_place_of_samples_that_nobody_touched(house: Path) -> None:
    folder = house / "issues" / "7"
    copy(house / "a1.docx", "机收会战打响第一枪", LONG)
    assert bring("a1.docx", "--page", "1") == 0
    assert "机收会战" in (folder / "a1.md").read_text("utf-8"), "the file's own name is free"
    assert "stories: [a1]" in issue_text(house)
    sample = folder / "b1.md"
    sample.write_text(sample.read_text("utf-8").replace("在这里写主题", "改过的样稿"), "utf-8")
    copy(house / "x.docx", "麦收过半", LONG)
    assert bring("x.docx", "--page", "2") == 0
    assert sample.exists() and "stories: [b1, x]" in issue_text(house), "a sample that was touched is copy"


def test_a_page_s_other_samples_go_when_copy_comes(house: Path) -> None:
    copy(house / "x.docx", "麦收过半", LONG)
    assert bring("x.docx", "--page", "2") == 0
    assert not (house / "issues" / "7" / "b1.md").exists() and "stories: [x]" in issue_text(house)
    assert (house / "issues" / "7" / "a1.md").exists(), "the sample of another page stays"
    assert bring("x.docx", "--page", "1", "--check") == 1
    assert (house / "issues" / "7" / "a1.md").exists()


def test_an_advert_that_is_named_is_a_notice_on_its_page(house: Path) -> None:
    adverts.notice(house / "停水公告.pdf")
    copy(house / "x.docx", "麦收过半", LONG)
    assert bring("x.docx", "停水公告.pdf", "--page", "2") == 0
    text = (house / "issues" / "7" / "notice.md").read_text("utf-8")
    assert "kind: notice" in text and "file: photos/notice.pdf" in text
    listed = issue_text(house)
    assert "notice" in listed and "x" in listed and "b1" not in listed
    assert (house / "issues" / "7" / "photos" / "notice.pdf").read_bytes().startswith(b"%PDF")
    (house / "bad.pdf").write_bytes(b"%PDF-1.4 nothing")
    assert bring("bad.pdf", "--page", "2") == 1


def pages_of(house: Path) -> list[list[str]]:
    issue = read_issue(house / "issues" / "7").issue
    assert issue is not None and issue.pages is not None
    return [list(page.stories) for page in issue.pages]


def test_folders_named_by_their_page_send_their_copy_there(house: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for folder, names in {"一版": ("c1", "c2"), "A02 备稿": ("c3",), "二版/停水": ("c4",), "": ("c5",)}.items():
        (house / "来稿" / folder).mkdir(parents=True, exist_ok=True)
        for name in names:
            copy(house / "来稿" / folder / f"{name}.docx", f"机收会战打响第一枪之{name}", LONG)
    (house / "来稿" / "二版" / "停水" / "现场.jpg").write_bytes(b"x")
    adverts.notice(house / "来稿" / "二版" / "停水公告.pdf")
    assert bring("来稿") == 0
    assert pages_of(house) == [["c1", "c2"], ["c3", "c4", "notice"]]
    said = capsys.readouterr().err
    assert "D136" not in said and said.count("D129") == 5 and "现场.jpg" in said
    assert "c5 还没有排进哪一版" in said
    assert 'source: "二版/停水/c4.docx"' in (house / "issues" / "7" / "c4.md").read_text("utf-8")


def test_copy_of_one_name_on_two_pages_is_two_stories(house: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for folder in ("一版", "二版"):
        (house / folder).mkdir()
        copy(house / folder / "头条.docx", f"机收会战打响第一枪{folder}", LONG)
    assert bring("一版", "二版") == 0
    assert [len(page) for page in pages_of(house)] == [1, 1]
    assert bring("二版") == 1
    assert "D107" in capsys.readouterr().err
    copy(house / "二版" / "头条.docx", "机收会战打响第二枪", LONG)
    assert bring("二版", "--replace") == 0
    assert [len(page) for page in pages_of(house)] == [1, 1]
    ident = pages_of(house)[1][0]
    assert "第二枪" in (house / "issues" / "7" / f"{ident}.md").read_text("utf-8")


def test_a_folder_of_another_name_is_told_and_its_copy_taken_in(
    house: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for folder in ("二版", "弟一版", "照片"):
        (house / "来稿" / folder).mkdir(parents=True)
    copy(house / "来稿" / "弟一版" / "c1.docx", "机收会战打响第一枪", LONG)
    copy(house / "来稿" / "二版" / "c2.docx", "机收会战打响第二枪", LONG)
    (house / "来稿" / "照片" / "图1.jpg").write_bytes(b"x")
    assert bring("来稿") == 0
    said = capsys.readouterr().err
    assert said.count("D136") == 1 and "“弟一版”" in said and "图1.jpg" in said
    assert (house / "issues" / "7" / "c1.md").exists() and "c1" not in str(pages_of(house))
    assert "c2" in pages_of(house)[1]


def test_a_folder_of_a_page_that_is_not_there_writes_nothing(house: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for folder in ("二版", "三版"):
        (house / "来稿" / folder).mkdir(parents=True)
        copy(house / "来稿" / folder / f"{folder}.docx", "机收会战打响第一枪", LONG)
    before = sorted((house / "issues").rglob("*"))
    assert bring("来稿") == 1
    assert "D130" in (said := capsys.readouterr().err) and "三版" in said
    assert sorted((house / "issues").rglob("*")) == before
    assert bring("来稿", "--page", "1") == 0, "--page goes before the folders' names"
    assert len(pages_of(house)[0]) == 2


def test_folders_three_deep_are_looked_into_and_deeper_ones_told(
    house: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    deep = house / "来稿" / "二版" / "停水" / "稿"
    (deep / "旧").mkdir(parents=True)
    (house / "来稿" / "二版" / "网页_files").mkdir()
    copy(deep / "c1.docx", "机收会战打响第一枪", LONG)
    copy(deep / "旧" / "c2.docx", "机收会战打响第二枪", LONG)
    copy(house / "来稿" / "二版" / "网页_files" / "c3.docx", "机收会战打响第三枪", LONG)
    (deep / "回").symlink_to(house / "来稿", target_is_directory=True)
    assert bring("来稿") == 0
    assert "旧/" in capsys.readouterr().err
    assert pages_of(house)[1] == ["c1"]


def test_an_advert_that_comes_again_is_refused_or_takes_its_notice(
    house: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (house / "二版").mkdir()
    adverts.notice(house / "二版" / "停水公告.pdf")
    assert bring("二版") == 0
    assert bring("二版") == 1
    assert "D107" in capsys.readouterr().err
    adverts.notice(house / "二版" / "停水公告.pdf", height=adverts.deep(20))
    assert bring("二版", "--replace") == 0
    text = (house / "issues" / "7" / "notice.md").read_text("utf-8")
    assert "photos/notice-v2.pdf" in text and ", 20]" in text
    assert (house / "issues" / "7" / "photos" / "notice.pdf").exists()
    assert pages_of(house)[1].count("notice") == 1


@pytest.mark.parametrize(
    ("name", "page"),
    [
        ("一版", 1), ("第2版", 2), ("第十二版", 12), ("头版", 1), ("A02", 2), ("a2", 2), ("02", 2), ("2", 2), ("P3", 3),
        ("Page 4", 4), ("２版", 2), ("二版 要闻", 2), ("2-要闻", 2), ("一版要闻", 1), ("副刊", 4), ("二十一版", 21),
        ("二版要闻", 0), ("照片", 0), ("B02", 0), ("弟2版", 0), ("零版", 0), ("0", 0), ("2026", 0), ("版", 0),
        ("2稿", 0), ("十十版", 0), ("第2", 0),
    ],
)  # fmt: skip
def test_what_a_folder_s_name_says(name: str, page: int) -> None:
    assert page_of(name, {"要闻": 1, "副刊": 4}) == page


def test_the_sections_of_an_issue_by_name() -> None:
    listed = [{"no": 1, "name": "要闻"}, {"no": 2, "name": "综合"}, {"no": 3, "name": "综合"}, {"no": 4}, "?"]
    assert sections_of(listed) == {"要闻": 1}
    assert sections_of({"auto": 2, "names": ["要闻", "综合"]}) == {"要闻": 1, "综合": 2}
    assert sections_of("auto") == {}
