"""Chapter 11 of the book: what the ledger lets pass, just inside and just outside."""

from __future__ import annotations

from layout.diagnostics import Diagnostic
from layout.geometry import Box
from layout.ground.dataclass import replace
from layout.ledger.dealt import DealtPage, Stand
from layout.ledger.found import Held, sorted_sheet
from layout.ledger.ink import Ink, _meet, ink_account
from layout.ledger.marks import _neighbours
from layout.ledger.pictures import _under
from layout.sheet import Fill, Line, Picture, Region, Rule, Run, Sheet, Text
from layout.sheet.page import Item
from tests.rules.paged import GRID

STAND = Stand(1, "a", 1, 10, 3, 40)
CELLS = GRID.cells(1, 10, 3, 40)
REGION = Region(0, "body", "a", 0, CELLS)
WHITE = (0, 0, 0, 10)


def accounts(*items: Item, region: Region = REGION) -> list[Diagnostic]:
    """Return what the ledger tells of the ink of a page with one story."""
    sheet = Sheet(1, "", GRID, items, (region,))
    return list(ink_account(sorted_sheet(sheet), DealtPage(1, 0, 0, (STAND,))))


def told(*items: Item, region: Region = REGION) -> list[str]:
    """Return the codes of what it tells."""
    return [found.code for found in accounts(*items, region=region)]


def line(over: int, size: int = 9_000, box: Box = CELLS) -> Text:
    """Return a line of four characters that stands over its box at the right."""
    run = Run("face", size, "字" * 4, b"\0\1" * 4, 0, size)
    composed = Line(run.text, (run,), size, 4 * size, 4 * size, 4 * size)
    return Text(box.right - 4 * size + over, box.y + 200_000, composed, 0)


def wider(box: Box, by: int) -> Box:
    return Box(box.x, box.y, box.w + by, box.h)


def met(x: int, y: int) -> list[bool]:
    """Tell whether a line of 12 pt and a box that begins so far from it meet, whichever of the two is named first."""
    one, other = Ink(0, 0, 50_000, 12_000, 0, True, 12_000), Ink(x, y, x + 50_000, y + 12_000, 1, True, 12_000)
    return [_meet(one, other), _meet(other, one)]


def test_ledger_slack() -> None:
    assert told(region=replace(REGION, box=wider(CELLS, 1_000))) == []
    assert told(region=replace(REGION, box=wider(CELLS, 1_001))) == ["L110"]
    for ink in (lambda box: Fill(box, WHITE, 0), lambda box: Picture(box, "a.jpg", "", region=0)):
        assert told(ink(wider(CELLS, 1_000))) == []
        assert told(ink(wider(CELLS, 1_001))) == ["L113"]
    most = CELLS.right + GRID.leading // 2 + 1_000
    assert told(Rule(CELLS.x, CELLS.y, most, CELLS.y, 250, region=0)) == []
    assert told(Rule(CELLS.x, CELLS.y, most + 1, CELLS.y, 250, region=0)) == ["L113"]
    assert told(line(1_000)) == []
    assert told(line(1_001)) == ["L110"]
    assert met(49_000, 0) == [False, False]
    assert met(48_999, 0) == [True, True]
    area, (width, height) = GRID.type_area, GRID.trim
    assert told(Fill(wider(area, 1_000), WHITE)) == []
    assert told(Fill(wider(area, 1_001), WHITE)) == ["L112"]
    bleed = Box(-GRID.bleed, 0, width + 2 * GRID.bleed, height)  # what runs off the trim may reach so far
    assert told(Fill(wider(bleed, 1_000), WHITE)) == []
    assert told(Fill(wider(bleed, 1_001), WHITE)) == ["L112"]


def test_ink_over_its_region_is_told_from_ink_over_its_block() -> None:
    narrow = replace(REGION, box=Box(CELLS.x, CELLS.y, CELLS.w - 50_000, CELLS.h))
    assert told(line(1_000), region=narrow) == ["L113"]
    assert told(line(1_001), region=narrow) == ["L110"]
    over = [dict(accounts(line(far), region=narrow)[0].args)["over"] for far in (1_000, 1_001)]
    assert over == [51.0, 1.0]  # over the region by what it lacks, over the block by a point


def test_ledger_trimmed() -> None:
    assert told(line(2_000, 24_000)) == []
    assert told(line(2_001, 24_000)) == ["L110"]
    narrow = replace(REGION, box=Box(CELLS.x, CELLS.y, CELLS.w - 50_000, CELLS.h))
    assert told(line(2_000, 24_000), region=narrow) == ["L113"]
    assert told(line(2_001, 24_000), region=narrow) == ["L110"]
    assert [dict(accounts(line(far, 24_000), region=narrow)[0].args)["over"] for far in (2_000, 2_001)] == [52.0, 2.0]
    area = GRID.type_area
    loose = replace(line(2_000, 24_000, area), region=-1)
    assert told(loose) == ["L107"]  # in no region; the type area's edge it may stand over
    assert told(replace(loose, x=loose.x + 1)) == ["L107", "L112"]


def test_ledger_shrink() -> None:
    assert met(0, 8_000) == [False, False]  # each keeps 2 pt of its 12 free
    assert met(0, 7_999) == [True, True]


def test_parted_rows() -> None:
    def parted(rows: int) -> bool:
        beside = Stand(1, "b", 4, 10, 2, rows)
        return bool(list(_neighbours((STAND, beside), frozenset())))

    assert [parted(rows) for rows in (1, 2)] == [False, True]


def under(role: str, rows: int, more: int = 0) -> bool:
    """Tell whether words so many rows (and a little) below a picture's foot are its own."""
    box = Box(CELLS.x, CELLS.bottom + rows * GRID.leading + more, 50_000, 20_000)
    return _under(Held(1, Region(1, role, "a", 1, box)), CELLS, GRID.leading)  # type: ignore[arg-type]


def test_caption_near() -> None:
    assert [under("caption", 2), under("caption", 2, 1)] == [True, False]
    assert [under("caption", -1), under("caption", -1, -1)] == [True, False]


def test_credit_near() -> None:
    assert [under("credit", 39), under("credit", 39, 1)] == [True, False]
    assert [under("credit", -1), under("credit", -1, -1)] == [True, False]
