"""ALTO of the real issues: what a library's program reads from it."""

from __future__ import annotations

import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
import tifffile
from lxml import etree

from layout.sheet import Sheet, Text

NS = {"a": "http://www.loc.gov/standards/alto/ns-v4#"}
DARK = 128


def solid(text: str) -> str:
    """Return a text without any white space."""
    return "".join(text.split())


def as_read(sheet: Sheet) -> str:
    """Return a page's copy in reading order."""
    order = {region.index: region.order for region in sheet.regions}
    texts = [item for item in sheet.items if isinstance(item, Text) and item.layer == "print"]
    return solid("".join(text.line.text for text in sorted(texts, key=lambda text: order[text.region])))


def boxes(root, tag):
    for element in root.iterfind(f".//a:{tag}", NS):
        left, top, wide, high = (int(element.get(key)) for key in ("HPOS", "VPOS", "WIDTH", "HEIGHT"))
        yield element, slice(top, top + high), slice(left, left + wide)


def test_pages_are_valid_alto_4_4(package, schema):
    valid = schema("alto-4-4.xsd")
    for path in package.files("alto"):
        valid.assertValid(etree.parse(str(path)))


def test_another_program_reads_every_character_in_order(package):
    tool = Path(sys.executable).parent / "alto-tools"
    if not tool.is_file():
        pytest.skip("alto-tools is not installed")
    for path, sheet in zip(package.files("alto"), package.edition.sheets, strict=True):
        run = subprocess.run([tool, "-t", path], capture_output=True, check=True, env={"PYTHONIOENCODING": "utf-8"})
        assert solid(run.stdout.decode()) == as_read(sheet)


def test_nearly_all_ink_lies_in_a_character_rule_or_picture(package):
    for path, master in zip(package.files("alto"), package.files("master"), strict=True):
        pixels = tifffile.imread(master)
        dark = (pixels if pixels.ndim == 2 else pixels.min(axis=2)) < DARK
        root = etree.parse(str(path))
        known = np.zeros(dark.shape, bool)
        for tag in ("Glyph", "HYP", "Illustration", "GraphicalElement"):
            for element, rows, columns in boxes(root, tag):
                # A tint holds what is printed on it; the bar under a head that is white on black is ink itself.
                if element.get("TAGREFS") != "LT_GROUND" or dark[rows, columns].mean() > 0.5:
                    known[rows, columns] = True
        assert (dark & known).sum() >= 0.99 * dark.sum(), path.name


def test_every_character_box_has_ink_of_its_own(package_2346):
    pixels = tifffile.imread(package_2346.files("master")[0])
    light = pixels if pixels.ndim == 2 else pixels.min(axis=2)
    root = etree.parse(str(package_2346.files("alto")[0]))
    bare = [glyph.get("CONTENT") for glyph, rows, columns in boxes(root, "Glyph") if light[rows, columns].min() > 200]
    assert bare == []


def test_body_characters_do_not_share_room(package_2346):
    root = etree.parse(str(package_2346.files("alto")[0]))
    for line in root.iterfind(".//a:TextBlock[@TAGREFS]/a:TextLine", NS):
        if "LT_BODY" not in line.getparent().get("TAGREFS"):
            continue
        ends = [
            (int(glyph.get("HPOS")), int(glyph.get("HPOS")) + int(glyph.get("WIDTH")))
            for glyph in line.iterfind(".//a:Glyph", NS)
        ]
        for (_, end), (begin, _) in pairwise(ends):
            assert end - begin <= 3, line.get("ID")  # pixels of 37: an outline may touch the neighbour's cell


def test_a_vertical_head_runs_down(package_9999):
    root = etree.parse(str(package_9999.files("alto")[2]))
    down = [block for block in root.iterfind(".//a:TextBlock", NS) if block.get("BASEDIRECTION") == "ttb"]
    texts = ["".join(string.get("CONTENT") for string in block.iterfind(".//a:String", NS)) for block in down]
    assert texts == ["横排版上的一根柱子", "竖题立起来版面站得稳", "排版组"]
    for block in down:
        tops = [int(glyph.get("VPOS")) for glyph in block.iterfind(".//a:Glyph", NS)]
        assert tops == sorted(tops)


def test_a_space_of_the_copy_is_a_space_and_nothing_else(package_9999):
    root = etree.parse(str(package_9999.files("alto")[2]))
    line = next(
        line for line in root.iterfind(".//a:TextLine", NS)
        if line.find("a:String", NS).get("CONTENT") == "先画格子"
    )  # fmt: skip
    assert [etree.QName(part).localname for part in line] == ["String", "SP", "String"]


def test_pictures_come_with_their_captions(package_9999):
    root = etree.parse(str(package_9999.files("alto")[0]))
    found = {}
    for block in root.iterfind(".//a:ComposedBlock", NS):
        assert block.find("a:Illustration", NS) is not None
        words = [text for text in block.iterfind("a:TextBlock", NS) if "LT_CAPTION" in text.get("TAGREFS")]
        found[block.get("TAGREFS").split()[0]] = "".join(
            string.get("CONTENT") for text in words for string in text.iterfind(".//a:String", NS)
        )
    captions = [picture.caption for article in package_9999.edition.articles if 1 in article.pages
                for picture in article.pictures]  # fmt: skip
    assert sorted(map(solid, found.values())) == sorted(map(solid, captions))


def test_a_missing_picture_says_so(package_2346):
    root = etree.parse(str(package_2346.files("alto")[0]))
    pictures = root.findall(".//a:Illustration", NS)
    assert [picture.get("TYPE") for picture in pictures] == ["placeholder", "placeholder"]
    assert all("OT_PENDING" in picture.getparent().get("TAGREFS") for picture in pictures)


def test_a_paragraph_with_indent_and_short_end_has_its_own_outline(package_2346):
    root = etree.parse(str(package_2346.files("alto")[0]))
    outlined = root.findall(".//a:TextBlock/a:Shape/a:Polygon", NS)
    assert len(outlined) > 20
    for polygon in outlined:
        block = polygon.getparent().getparent()
        points = [tuple(map(int, point.split(","))) for point in polygon.get("POINTS").split()]
        assert len(points) in (6, 8)
        assert min(x for x, _ in points) == int(block.get("HPOS"))
        assert max(y for _, y in points) == int(block.get("VPOS")) + int(block.get("HEIGHT"))
        sides = list(zip(points, [*points[1:], points[0]], strict=True))
        assert all(x0 == x1 or y0 == y1 for (x0, y0), (x1, y1) in sides)


def test_outlines_hold_all_their_characters(package):
    for path in package.files("alto"):
        for polygon in etree.parse(str(path)).iterfind(".//a:TextBlock/a:Shape/a:Polygon", NS):
            points = [tuple(map(int, point.split(","))) for point in polygon.get("POINTS").split()]
            sides = list(zip(points, [*points[1:], points[0]], strict=True))
            for _, rows, columns in boxes(polygon.getparent().getparent(), "Glyph"):
                x, y = (columns.start + columns.stop) / 2, (rows.start + rows.stop) / 2
                right = [x0 for (x0, y0), (_, y1) in sides if min(y0, y1) < y < max(y0, y1) and x0 > x]
                assert len(right) % 2, path.name
