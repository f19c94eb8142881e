"""What stands on the press page can be read back as the copy, in reading order."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest
from press_sheets import LEAD, SECOND, case, edition, front, glyphs, regions, set_line, sheet

from layout.export.pdf import PressSettings, write_press
from layout.geometry import mm, pt
from layout.sheet import Line, Run, Sheet, Text


def written(page: Sheet, folder: Path) -> Path:
    done = write_press(edition(page), case(), folder, PressSettings(), per_page=False, cache=folder)
    assert not done.remarks
    return done.value[0]


def poppler(file: Path) -> str:
    if not shutil.which("pdftotext"):
        pytest.skip("pdftotext (poppler-utils) is not installed")
    done = subprocess.run(["pdftotext", "-raw", "-enc", "UTF-8", str(file), "-"], capture_output=True, check=True)
    return done.stdout.decode("utf-8")


def pdfium(file: Path) -> str:
    document = pypdfium2.PdfDocument(str(file))
    try:
        return "".join(page.get_textpage().get_text_range() for page in document)
    finally:
        document.close()


def miner(file: Path) -> str:
    from pdfminer.high_level import extract_text
    from pdfminer.layout import LAParams

    return extract_text(str(file), laparams=LAParams(boxes_flow=None, detect_vertical=True))


def squeezed(text: str) -> str:
    return "".join(text.split())


READERS = [poppler, pdfium]


@pytest.mark.parametrize("read", READERS)
def test_each_story_reads_as_its_copy_and_in_the_order_of_the_page(read, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    text = squeezed(read(written(front(tmp_path), tmp_path)))
    lead, second = squeezed("".join(LEAD)), squeezed("".join(SECOND))
    assert lead in text
    assert second in text
    assert text.index("校园报") < text.index(lead) < text.index(second) < text.index("竖排标题")


def test_a_reader_that_follows_the_content_finds_every_line(tmp_path: Path) -> None:
    text = squeezed(miner(written(front(tmp_path), tmp_path)))
    for line in (*LEAD, *SECOND, "竖排标题", "黑字叠印"):
        assert squeezed(line) in text


@pytest.mark.parametrize("read", READERS)
def test_two_characters_that_share_a_glyph_stay_two_characters(read, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    same = glyphs("一", "body")
    run = Run(case().face("body").key, pt(20), "⼀一丁⼀", same * 2 + glyphs("丁", "body") + same, pitch=pt(21))
    text = read(written(sheet([Text(mm(30), mm(60), Line(run.text, (run,), pt(20), 0, 0, 0))]), tmp_path))
    assert squeezed(text) == "⼀一丁⼀"


@pytest.mark.parametrize("read", READERS)
def test_characters_beyond_the_basic_plane_are_read_back(read, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    run = Run(case().face("body").key, pt(20), "𠮷野家", glyphs("吉野家", "body"), pitch=pt(20))
    text = read(written(sheet([Text(mm(30), mm(60), Line(run.text, (run,), pt(20), 0, 0, 0))]), tmp_path))
    assert squeezed(text) == "𠮷野家"


@pytest.mark.parametrize("read", READERS)
def test_one_glyph_for_several_characters_gives_them_all(read, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    shaped = case().face("body").shape("office", features=("liga",))
    xs, x = [], 0
    for advance in shaped.advances:
        xs.append(x)
        x += advance * 20
    run = Run(
        case().face("body").key, pt(20), "office", shaped.glyphs, xs=tuple(xs), clusters=shaped.clusters,
    )  # fmt: skip
    text = read(written(sheet([Text(mm(30), mm(60), Line("office", (run,), pt(20), x, x, x))]), tmp_path))
    assert squeezed(text) == "office"


@pytest.mark.parametrize("read", READERS)
def test_an_inserted_hyphen_adds_no_character(read, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    data = glyphs("typesetting-", "body")
    run = Run(case().face("body").key, pt(20), "typesetting", data, pitch=pt(14), clusters=tuple(range(12)))
    hyphen = set_line("well-known", pt(20))
    items = [Text(mm(30), mm(60), Line("typesetting", (run,), pt(20), 0, 0, 0)), Text(mm(30), mm(80), hyphen)]
    text = read(written(sheet(items), tmp_path))
    seen = {"\u00ad": "", "\ufffe": "", "\x02": ""}  # a soft hyphen, as it is and as PDFium tells one
    assert squeezed(text.translate(str.maketrans(seen))) == "typesettingwell-known"


def positions(file: Path) -> dict[str, tuple[float, float, float]]:
    """Return left, baseline or top, and size of each character, in pt from the media's lower left."""
    from pdfminer.high_level import extract_pages
    from pdfminer.layout import LTChar, LTFigure

    found = {}

    def walk(thing: object) -> None:
        if isinstance(thing, LTChar):
            found[thing.get_text()] = (thing.x0, thing.matrix[5], thing.size)
        elif hasattr(thing, "__iter__") and not isinstance(thing, LTFigure):
            for part in thing:
                walk(part)

    for page in extract_pages(str(file), laparams=None):
        walk(page)
    return found


def test_glyphs_stand_where_the_line_puts_them(tmp_path: Path) -> None:
    face = case().face("body")
    text = "甲乙，丙丁a戊"
    xs = (0, 10_000, 20_500, 25_000, 36_000, 47_250, 55_000)
    justified = Run(face.key, pt(10), text, glyphs(text, "body"), x=2_000, xs=xs)
    pitched = Run(face.key, pt(10), "子丑寅", glyphs("子丑寅", "body"), pitch=11_400)
    mixed = Run(face.key, pt(10), "卯1辰", glyphs("卯1辰", "body"), pitch=12_000)
    squeezed_run = Run(face.key, pt(10), "12", glyphs("12", "body"), pitch=4_000, scale=70)
    items = [
        Text(mm(30), mm(60), Line(text, (justified,), pt(10), 0, 0, 0)),
        Text(mm(30), mm(80), Line("子丑寅", (pitched,), pt(10), 0, 0, 0)),
        Text(mm(30), mm(90), Line("卯1辰", (mixed,), pt(10), 0, 0, 0)),
        Text(mm(30), mm(95), Line("12", (replace(squeezed_run, text="23", glyphs=glyphs("23", "body")),), 0, 0, 0, 0)),
    ]
    found = positions(written(sheet(items, regions()), tmp_path))
    edge = mm(3) / 1000
    left = mm(30) / 1000 + edge
    for char, x in zip(text, xs, strict=True):
        assert found[char][0] == pytest.approx(left + 2 + x / 1000, abs=0.02), char
        assert found[char][1] == pytest.approx((mm(540) - mm(60)) / 1000 + edge, abs=0.02)
    for char, x in zip("子丑寅", (0, 11.4, 22.8), strict=True):
        assert found[char][0] == pytest.approx(left + x, abs=0.02)
    for char, x in zip("卯1辰", (0, 12, 24), strict=True):
        assert found[char][0] == pytest.approx(left + x, abs=0.02)
    assert found["3"][0] == pytest.approx(left + 4, abs=0.02)


def test_rise_and_offsets_move_glyphs(tmp_path: Path) -> None:
    face = case().face("body")
    run = Run(
        face.key, pt(10), "甲乙", glyphs("甲乙", "body"), pitch=pt(10), rise=3_000, offsets=((0, 0), (1_000, -2_000))
    )
    found = positions(written(sheet([Text(mm(30), mm(60), Line("甲乙", (run,), pt(10), 0, 0, 0))]), tmp_path))
    base, left = (mm(540) - mm(60) + mm(3)) / 1000, mm(33) / 1000
    assert found["甲"][:2] == pytest.approx((left, base + 3), abs=0.02)
    assert found["乙"][:2] == pytest.approx((left + 11, base + 1), abs=0.02)


def test_every_glyph_stands_within_a_thousandth_of_a_point_of_its_place(tmp_path: Path) -> None:
    """Glyphs a hundredth of a point off an even pitch are moved there, and not left where the last one ends."""
    import pikepdf

    xs = (0, 9_000, 18_000, 27_020, 36_010)
    run = Run(case().face("body").key, pt(9), "一二三四五", glyphs("一二三四五", "body"), xs=xs)
    file = written(sheet([Text(mm(30), mm(60), Line(run.text, (run,), pt(9), 0, 0, 0))]), tmp_path)
    with pikepdf.open(file) as pdf:
        shown = [one for one in pikepdf.parse_content_stream(pdf.pages[0]) if str(one.operator) == "TJ"]
    moves = [float(part) for part in shown[0].operands[0] if not isinstance(part, pikepdf.String)]
    assert [round(-move * 9) for move in moves] == [20, -10]


@pytest.mark.parametrize("orient", ["h", "v", "r"])
def test_what_is_raised_stands_higher_or_to_the_right(orient: str, tmp_path: Path) -> None:
    """A run's `rise` is upwards in a line across, and to the right of a line that runs down."""

    def corner(rise: int) -> tuple[float, float]:
        line = set_line("中", pt(20), "headline", orient=orient)
        raised = replace(line, runs=tuple(replace(run, rise=rise) for run in line.runs))
        page = sheet([Text(mm(100), mm(100), raised)])
        file = pypdfium2.PdfDocument(str(written(page, tmp_path / f"{orient}{rise}")))
        left, bottom, *_ = file[0].get_textpage().get_charbox(0)
        file.close()
        return left, bottom

    (x, y), (raised_x, raised_y) = corner(0), corner(pt(5))
    moved = (round(raised_x - x, 1), round(raised_y - y, 1))
    assert moved == ((0, 5) if orient == "h" else (5, 0))
