"""Printer's spreads and the marks around them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest
from press_sheets import case, edition, set_line, sheet

from layout.export.pdf import PressSettings, write_press
from layout.export.pdf.halves import single_pages
from layout.export.pdf.imposition import spreads
from layout.geometry import Box, mm, pt
from layout.preflight import Expected, check_file
from layout.sheet import RED, Fill, Sheet, Text


def pages(count: int) -> tuple[Sheet, ...]:
    return tuple(
        sheet([Text(mm(100), mm(100), set_line(f"第{number}版", pt(40)))], number=number)
        for number in range(1, count + 1)
    )


@pytest.mark.parametrize(
    ("count", "labels"),
    [
        (4, ["04-01", "02-03"]),
        (8, ["08-01", "02-07", "06-03", "04-05"]),
        (12, ["12-01", "02-11", "10-03", "04-09", "08-05", "06-07"]),
        (16, ["16-01", "02-15", "14-03", "04-13", "12-05", "06-11", "10-07", "08-09"]),
    ],
)
def test_pages_pair_as_they_lie_on_nested_sheets(count: int, labels: list[str]) -> None:
    assert [side.label for side in spreads(pages(count), 0)] == labels


@pytest.mark.parametrize("count", [4, 8, 12, 16])
def test_a_sheet_folded_reads_on_page_by_page(count: int) -> None:
    sides = [[page.number for _, page in side.places] for side in spreads(pages(count), 0)]
    for front, back in zip(sides[::2], sides[1::2], strict=True):
        # Turned over, the back's left half lies behind the front's right half.
        assert abs(front[1] - back[0]) == 1
        assert abs(front[0] - back[1]) == 1


def test_a_count_that_cannot_be_folded_stays_single() -> None:
    assert [side.label for side in spreads(pages(3), 0)] == ["01", "02", "03"]


def test_spreads_go_to_press_with_gutter_and_marks(tmp_path: Path) -> None:
    settings = PressSettings(spreads=True, gutter=mm(10), marks=True)
    done = write_press(edition(*pages(4)), case(), tmp_path, settings)
    assert [path.name for path in done.value] == ["2346.pdf", *(f"2346-0{page}.pdf" for page in range(1, 5))]
    whole = done.value[0]
    with pikepdf.open(whole) as pdf:
        assert len(pdf.pages) == 2
        for page in pdf.pages:
            left, low, right, high = (float(side) for side in page.obj.TrimBox)
            assert (right - left, high - low) == pytest.approx((790 * 72 / 25.4, 540 * 72 / 25.4), abs=0.01)
    trim = (790 * 72 / 25.4, 540 * 72 / 25.4)
    assert check_file(whole, settings, Expected(trim)).findings == ()

    import pypdfium2

    document = pypdfium2.PdfDocument(str(whole))
    words = [" ".join(page.get_textpage().get_text_range().split()) for page in document]
    document.close()
    assert words == ["第4版 第1版", "第2版 第3版"]


def test_a_pages_bleed_ends_at_the_fold(tmp_path: Path) -> None:
    red = Fill(Box(mm(-3), mm(-3), mm(396), mm(546)), RED)
    four = [*pages(4)]
    four[3] = sheet([red], number=4)  # left of page 1
    settings = PressSettings(spreads=True, gutter=0)
    done = write_press(edition(*four), case(), tmp_path, settings, per_page=False)
    import pypdfium2

    document = pypdfium2.PdfDocument(str(done.value[0]))
    picture = document[0].render(scale=0.5).to_pil().convert("RGB")
    document.close()
    fold = round((390 + 3) * 72 / 25.4 * 0.5)
    assert picture.getpixel((fold - 3, 300))[2] < 80
    assert picture.getpixel((fold + 3, 300)) == (255, 255, 255)


def test_marks_lie_beyond_the_bleed(tmp_path: Path) -> None:
    from layout.preflight.pdf.press_file import PressFile

    settings = PressSettings(marks=True)
    path = write_press(edition(pages(1)[0]), case(), tmp_path, settings).value[0]
    with pikepdf.open(path) as pdf:
        page = PressFile(path, path.read_bytes(), pdf, settings, Expected()).pages[0]
        outside = [mark for mark in page.marks if mark not in page.printed]
        assert len(outside) > 20
        assert all(mark.kind == "text" for mark in page.printed)
        assert max(mark.colour.total for mark in outside) == 400  # register marks are on every plate


def test_nothing_of_the_page_reaches_the_slug(tmp_path: Path) -> None:
    from layout.preflight.pdf.press_file import PressFile

    red = Fill(Box(mm(-9), mm(-9), mm(408), mm(558)), RED)
    settings = PressSettings(marks=True, bleed=mm(2))
    path = write_press(edition(sheet([red])), case(), tmp_path, settings).value[0]
    with pikepdf.open(path) as pdf:
        page = PressFile(path, path.read_bytes(), pdf, settings, Expected()).pages[0]
        (ground,) = page.printed
        assert ground.frame == pytest.approx(page.bleed_frame, abs=0.01)
        assert page.bleed_frame[0] == pytest.approx(-2 * 72 / 25.4, abs=0.01)


def test_what_ends_at_the_fold_bleeds_over_it_on_both_pages() -> None:
    """The pages of a spread have a bleed at their inner edges, too."""
    grid = sheet([]).grid
    fold, bleed = grid.trim[0] // 2, grid.bleed
    near = [Fill(Box(fold + at, mm(100), 1_000, mm(5)), RED) for at in (-bleed - 1_000, -bleed, bleed - 1_000, bleed)]
    left, right = single_pages([replace(sheet(near), spread=True)])
    assert [item.box.x - fold for item in left.items] == [-bleed - 1_000, -bleed, bleed - 1_000]
    assert [item.box.x for item in right.items] == [-bleed, bleed - 1_000, bleed]
