"""The package as a whole: a bag that others accept, equal for equal issues, with its former versions kept."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import bagit
import pytest
from lxml import etree

from layout.diagnostics import Severity
from layout.export.archive import ArchiveSettings, package_name, write_archive
from layout.export.pdf import PressSettings, write_press
from layout.export.versions import keep_version, read_former
from layout.geometry import Box, mm, profile
from layout.sheet import (
    RED,
    Article,
    ArticleParagraph,
    Correction,
    Edition,
    Fill,
    Named,
    PictureCopy,
    Publisher,
    Rights,
    Sheet,
)  # fmt: skip
from layout.typeface import TypeCase

SIDE = (mm(60), mm(80))


def tree(folder: Path) -> dict[str, str]:
    """Return every file of a folder with its checksum."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def small(shift: int = 0, pages: int = 1) -> Edition:
    """Return an issue of tiny pages with a red box, moved by some millimetres."""
    grid = replace(profile("broadsheet"), trim=SIDE)
    sheets = tuple(
        Sheet(number, "", grid, (Fill(Box(mm(10 + shift), mm(10), mm(20), mm(20)), RED),), ())
        for number in range(1, pages + 1)
    )
    return Edition("测试", "CESHI BAO", 7, date(2022, 5, 17), "星期二", "", SIDE, sheets, ())


def written(edition: Edition, to: Path, previous: Path | None = None, **settings) -> Path:
    """Write an issue's package below `to` and return its folder."""
    press = write_press(edition, TypeCase({}), to / "press", PressSettings(), per_page=False).value[0]
    bag = to / "bag"
    bag.mkdir()
    done = write_archive(edition, TypeCase({}), press, bag, ArchiveSettings(**settings), previous=previous)
    assert done.value, done.remarks
    return bag


def test_another_program_accepts_the_bag(package):
    assert bagit.Bag(str(package.bag)).validate()
    first = (package.bag / "bagit.txt").read_text("ascii").splitlines()
    assert first == ["BagIt-Version: 1.0", "Tag-File-Character-Encoding: UTF-8"]


def test_another_program_refuses_the_bag_after_one_changed_byte(package_2346, tmp_path):
    copy = tmp_path / "bag"
    shutil.copytree(package_2346.bag, copy, copy_function=os.link)
    victim = next((copy / "data" / "access").iterdir())
    data = bytearray(victim.read_bytes())
    data[len(data) // 2] ^= 1
    victim.unlink()
    victim.write_bytes(data)
    with pytest.raises(bagit.BagValidationError, match=r"_0001\.jpg"):
        bagit.Bag(str(copy)).validate()


def test_each_page_comes_with_image_text_and_pdf(package_9999):
    names = {path.relative_to(package_9999.bag / "data").as_posix() for path in package_9999.bag.rglob("data/*/*")}
    stem = "yuzhou-tongxun_20261123_01"
    for page in range(1, 5):
        for name in ("master/{}.tif", "access/{}.jpg", "thumb/{}.jpg", "alto/{}.xml", "pdf/{}.pdf"):
            assert name.format(f"{stem}_{page:04d}") in names
    assert f"press/{stem}.pdf" in names and len(names) == 21
    assert (package_9999.bag / "data/press" / f"{stem}.pdf").read_bytes() == package_9999.press.read_bytes()


@pytest.mark.long(held="export/archive/test_archive.py::test_a_rebuild_of_the_same_issue_is_the_same_version")
def test_equal_issues_give_equal_bytes(package_9999, tmp_path):
    bag = tmp_path / "again"
    bag.mkdir()
    settings = replace(package_9999.settings, workers=1)
    done = write_archive(package_9999.edition, package_9999.case, package_9999.press, bag, settings)
    assert not done.remarks
    assert tree(bag) == tree(package_9999.bag)


def test_a_rebuild_of_the_same_issue_is_the_same_version(tmp_path):
    first = written(small(), tmp_path / "1")
    again = written(small(), tmp_path / "2", previous=first)
    assert tree(again) == tree(first)
    assert keep_version(first, tmp_path / "versions", successor=1) is None
    assert not (tmp_path / "versions").exists()


def test_a_correction_is_a_new_version_and_the_old_one_stays_whole(tmp_path):
    first = written(small(), tmp_path / "1")
    second = written(small(shift=5), tmp_path / "2", previous=first)
    info = (second / "bag-info.txt").read_text("utf-8")
    assert "Version: 2\n" in info and "access/ceshi-bao_20220517_01_0001.jpg" in info
    assert hashlib.sha256((first / "manifest-sha256.txt").read_bytes()).hexdigest() in info
    before = tree(first)
    kept = keep_version(first, tmp_path / "versions", successor=2)
    shutil.rmtree(first)
    assert kept == tmp_path / "versions" / "v1" and tree(kept) == before
    assert bagit.Bag(str(kept)).validate()
    third = written(small(shift=9), tmp_path / "3", previous=second)
    assert keep_version(second, tmp_path / "versions", successor=3) == tmp_path / "versions" / "v2"
    former = read_former(third)
    assert former is not None and former.version == 3 and len(former.notes) == 2
    assert "v2 replaces v1" in (third / "data" / "premis.xml").read_text("utf-8")
    # Going back to the first state is a correction, too: nothing that was delivered is taken back.
    assert "Version: 4\n" in (written(small(), tmp_path / "4", previous=third) / "bag-info.txt").read_text("utf-8")


def test_keeping_a_version_twice_changes_nothing(tmp_path):
    first = written(small(), tmp_path / "1")
    for _ in range(2):
        keep_version(first, tmp_path / "versions", successor=2)
    assert sorted(path.name for path in (tmp_path / "versions").iterdir()) == ["v1"]
    assert tree(tmp_path / "versions" / "v1") == tree(first)


def test_settings_reach_the_masters(tmp_path):
    import tifffile

    bag = written(small(), tmp_path, dpi=400, tiff="none", jp2=True)
    with tifffile.TiffFile(next((bag / "data/master").iterdir())) as master:
        assert master.pages[0].compression == 1
        assert master.pages[0].shape[:2] == (round(80 / 25.4 * 400), round(60 / 25.4 * 400))
    text = (bag / "data/mets.xml").read_text("utf-8")
    assert "Uncompressed" in text and 'USE="JP2"' in text


def test_lossless_jpeg_2000_is_what_it_says(tmp_path):
    from jpylyzer import jpylyzer

    bag = written(small(), tmp_path, jp2=True)
    found = jpylyzer.checkOneFile(str(next((bag / "data/jp2").iterdir())))
    assert found.findtext("isValid") == "True"
    assert found.findtext(".//transformation") == "5-3 reversible"


def test_a_package_is_named_by_title_date_and_edition_of_the_day():
    assert package_name(small()) == "ceshi-bao_20220517_01"
    assert package_name(small(), 2) == "ceshi-bao_20220517_02"
    assert package_name(replace(small(), pinyin="")) == "issue-7_20220517_01"


def test_a_press_file_of_another_issue_is_refused(tmp_path):
    press = write_press(small(pages=2), TypeCase({}), tmp_path / "p", PressSettings(), per_page=False).value[0]
    (tmp_path / "bag").mkdir()
    done = write_archive(small(), TypeCase({}), press, tmp_path / "bag", ArchiveSettings())
    assert done.value == () and any(remark.severity is Severity.ERROR for remark in done.remarks)


@pytest.mark.long(held="desk/test_versions.py::test_every_older_version_is_checked_byte_by_byte")
def test_the_command_replaces_a_draft_and_checks_it(tmp_path):
    """From the command line: build, correct a word, build again; the draft is replaced, and whole."""
    root = Path(__file__).resolve().parents[3]
    house = tmp_path / "house"
    shutil.copytree(root / "issues" / "2346", house / "issues" / "2346")
    for name in ("fonts", "layout", "pyproject.toml"):
        (house / name).symlink_to(root / name)

    def layout(*words: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-c", "import sys; from layout.cli import main; sys.exit(main())", *words]
        return subprocess.run(command, cwd=house, capture_output=True, text=True, encoding="utf-8")

    first = layout("issue", "2346", "--only", "archive", "--quiet")
    assert first.returncode == 0, first.stderr
    out = house / "output" / "2346"
    story = house / "issues" / "2346" / "a3.md"
    story.write_text(story.read_text("utf-8").replace("我市召开", "本市召开"), "utf-8")
    second = layout("issue", "2346", "--only", "archive", "--quiet")
    assert second.returncode == 0, second.stderr
    assert "Version: 1\n" in (out / "archive" / "bag-info.txt").read_text("utf-8")
    assert not (out / "archive-versions").exists()
    for bag in (out, out / "archive"):
        checked = layout("--lang", "en", "verify", str(bag), "--format", "short")
        assert checked.returncode == 0 and "a draft, not for press" in checked.stdout, checked.stdout
    victim = next((out / "archive" / "data" / "alto").iterdir())
    victim.write_bytes(victim.read_bytes().replace(b"HPOS", b"HPOT", 1))
    checked = layout("verify", str(out / "archive"), "--format", "short")
    assert checked.returncode == 1 and f"data/alto/{victim.name} A005" in checked.stdout


HOSTILE = "</mets><script>]]>&amp;\u2028\u202e倒\u202c\"'😀"


def test_hostile_names_are_whole_in_every_record(tmp_path, schema):
    publisher = Publisher(
        Rights(HOSTILE, "https://e.cn/?a=1&b=2", "持" + HOSTILE),
        (Named("出" + HOSTILE, "pbl"), Named("编" + HOSTILE, "edt")),
        (("cn", HOSTILE),),
    )
    article = Article(
        "a1", "news", HOSTILE, HOSTILE, (HOSTILE,), HOSTILE, HOSTILE, HOSTILE, (ArticleParagraph("body", HOSTILE),),
        (PictureCopy(None, HOSTILE, HOSTILE),), (1,), HOSTILE,
    )  # fmt: skip
    corrected = (Correction(date(2022, 5, 18), "a1", HOSTILE),)
    edition = replace(
        small(), name=HOSTILE, articles=(article,), publisher=publisher, corrections=corrected,
        facts=(("sponsor", HOSTILE),),
    )  # fmt: skip
    bag = written(edition, tmp_path)
    bagit.Bag(str(bag)).validate()
    mets = etree.parse(str(bag / "data" / "mets.xml"))
    premis = etree.parse(str(bag / "data" / "premis.xml"))
    told = [one.text for one in mets.iter("{*}title", "{*}publisher", "{*}accessCondition", "{*}identifier", "{*}name")]
    for words in (HOSTILE, "出" + HOSTILE, "编" + HOSTILE, "持" + HOSTILE):
        assert any(words in (one or "") for one in told), words
    assert any(HOSTILE in (one.text or "") for one in premis.iter("{*}eventDetail"))
    assert mets.getroot().get("LABEL").startswith(HOSTILE)
    schema("driver.xsd").assertValid(mets)
    schema("premis-v3.xsd").assertValid(premis)


def test_a_correction_that_begins_as_an_earlier_one_is_told_and_none_twice(tmp_path):
    day = date(2022, 5, 18)
    longer, shorter = Correction(day, "a1", "耐心应为细心"), Correction(day, "a1", "耐心")
    first = written(small(), tmp_path / "1")
    second = written(replace(small(1), corrections=(longer,)), tmp_path / "2", first)
    third = written(replace(small(2), corrections=(longer, shorter)), tmp_path / "3", second)
    notes = read_former(third).notes
    assert "a1：耐心应为细心" in notes[0] and "a1：耐心应为细心" not in notes[1]
    assert notes[1].endswith("a1：耐心")
