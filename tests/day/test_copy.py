"""The day's copy comes in whole from each of its six makers, and its adverts and photographs are what they say."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from tests.bringing import brought_in, left, story_of
from tests.day import adverts, copy_files, pictures
from tests.day.paper import MAKERS, handed_in

EACH = [(maker, name) for maker, (_, names) in MAKERS.items() for name in names]


@pytest.mark.parametrize(("maker", "name"), EACH, ids=[name for _, name in EACH])
def test_copy_comes_in_whole(maker: str, name: str, tmp_path: Path) -> None:
    copy = copy_files.read_copy(name)
    brought = brought_in(handed_in(maker, name, tmp_path), f"{name}.{MAKERS[maker][0]}")
    story = story_of(brought)
    assert "".join(story.head.main) == copy.head["main"]
    assert story.sign == copy.sign or not copy.sign
    body = "".join(paragraph.text for paragraph in story.paragraphs)
    for line in copy.body:
        assert line.strip("　 ").removeprefix("## ").replace("| ", "").strip("|")[:12] in body or "|" in line, line
    assert [photo.caption for photo in story.photos] == [photo.caption for photo in copy.photos]
    assert set(left(brought)) <= {"web-aside", "ornament"}, left(brought)


def test_a_phone_held_sideways_a_scan_and_a_soft_picture(tmp_path: Path) -> None:
    pictures.scan("roof", tmp_path / "roof.tif")
    with Image.open(tmp_path / "roof.tif") as scanned:
        assert scanned.mode == "CMYK"
    pictures.soft("bench", tmp_path / "bench.jpg")
    with Image.open(tmp_path / "bench.jpg") as enlarged:
        assert enlarged.size == (1800, 1200)


def test_adverts_are_rgb_with_their_type_in_them(tmp_path: Path) -> None:
    for make in (adverts.notice, adverts.pledge):
        make(tmp_path / "a.pdf")
        with pikepdf.open(tmp_path / "a.pdf") as pdf:
            page = pdf.pages[0]
            assert b" rg" in page.Contents.read_bytes()
            embedded = [
                font for font in page.Resources.Font.values() if "/FontFile2" in font.get("/FontDescriptor", {})
            ]
            assert embedded
