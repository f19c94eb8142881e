"""The composition loss finds what a reader would: each fault is set by hand and must raise its own part only."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from tests.benches.loss import measure_loss
from tests.benches.peers import FACE

EM = 10.0
LEADING = 15.0
Row = list[tuple[str, float]]
"""Characters and where they stand, in ems."""


def row(text: str, start: float = 0.0, **pitches: float) -> Row:
    """Return a row set solid, but for the pitches after some characters: `row("甲，乙", 、=0.5)`."""
    found, x = [], start
    for char in text:
        found.append((char, x))
        x += pitches.get(char, 1.0)
    return found


@pytest.fixture
def page(tmp_path: Path) -> Callable[[Sequence[Row]], Path]:
    """Draw rows with an independent writer."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.pdfgen.canvas import Canvas

    pdfmetrics.registerFont(TTFont("serif", str(FACE)))

    def draw(rows: Sequence[Row], leadings: Sequence[float] = ()) -> Path:
        path = tmp_path / "page.pdf"
        canvas = Canvas(str(path), pagesize=(300, 400))
        y = 380.0
        for number, chars in enumerate(rows):
            canvas.setFont("serif", EM)
            for char, x in chars:
                canvas.drawString(30 + x * EM, y, char)
            y -= leadings[number] if number < len(leadings) else LEADING
        canvas.save()
        return path

    return draw


SOLID = [row("天地玄黄宇宙洪荒"), row("日月盈昃辰宿列张"), row("寒来暑往")]
COPY = ["天地玄黄宇宙洪荒日月盈昃辰宿列张寒来暑往"]


def test_solid_lines_lose_nothing(page: Callable[..., Path]) -> None:
    loss = measure_loss(page(SOLID), COPY, 8)
    assert (loss.clq, loss.lines, loss.unmatched) == (0.0, 2, 0)
    assert loss.grid == 1.0
    assert loss.baseline < 0.01
    assert loss.last_lines == {4: 1}


def test_opened_gaps_are_counted_by_their_widest(page: Callable[..., Path]) -> None:
    loose = [row("天地玄黄宇宙洪", 地=1.125, 宙=1.875), *SOLID[1:]]
    loss = measure_loss(page(loose), ["天地玄黄宇宙洪日月盈昃辰宿列张寒来暑往"], 8)
    assert loss.open == pytest.approx(16 / 2)
    assert loss.open_most == pytest.approx(0.875, abs=0.01)
    assert loss.grid < 1


def test_a_ragged_edge_is_counted(page: Callable[..., Path]) -> None:
    loss = measure_loss(page([row("天地玄黄宇宙洪"), *SOLID[1:]]), ["天地玄黄宇宙洪日月盈昃辰宿列张寒来暑往"], 8)
    assert loss.edge == pytest.approx(16 / 2)


def test_a_line_end_mark_counts_its_half_em_or_its_ink(page: Callable[..., Path]) -> None:
    copy = ["天地玄黄宇宙洪荒，日月盈昃辰宿列张寒来"]
    for measure, fault in ((8.5, False), (8.3, False), (9.0, True)):
        loss = measure_loss(page([row("天地玄黄宇宙洪荒，"), row("日月盈昃辰宿列张"), row("寒来")]), copy, measure)
        first = next(total for total, text in loss.worst if text.endswith("，"))
        assert (first > 1) is fault, measure


def test_squeezed_marks_and_their_order(page: Callable[..., Path]) -> None:
    copy = ["天。地玄，黄宇宙洪日月盈昃辰宿列张寒来"]
    right = [row("天。地玄，黄宇宙洪", **{"，": 0.5}), row("日月盈昃辰宿列张"), row("寒来")]
    wrong = [row("天。地玄，黄宇宙洪", **{"。": 0.5}), row("日月盈昃辰宿列张"), row("寒来")]
    assert measure_loss(page(right), copy, 8.5).disorder == 0
    loss = measure_loss(page(wrong), copy, 8.5)
    assert (loss.disorder, loss.squeezed) == (1, 1)
    assert loss.squeeze == pytest.approx(0.5 / 2)


def test_bans_splits_and_orphans(page: Callable[..., Path]) -> None:
    loss = measure_loss(page([row("天地玄黄"), row("，宇宙洪"), row("荒")]), ["天地玄黄，宇宙洪荒"], 4)
    assert (loss.bans, loss.orphans) == (1, 1)
    loss = measure_loss(page([row("天地玄—"), row("—黄宇宙"), row("洪荒")]), ["天地玄——黄宇宙洪荒"], 4)
    assert (loss.bans, loss.splits) == (0, 1) or loss.splits == 1
    loss = measure_loss(page([row("天地玄2", 玄=1.25), row("0年黄宇"), row("洪荒")]), ["天地玄20年黄宇洪荒"], 4)
    assert loss.splits == 1


def test_two_loose_lines_in_a_row_are_a_run(page: Callable[..., Path]) -> None:
    wide = 8 / 7
    loose = [[(char, at * wide) for at, char in enumerate(text)] for text in ("天地玄黄宇宙洪荒", "日月盈昃辰宿列张")]
    loss = measure_loss(page([*loose, SOLID[2]]), COPY, 9)
    assert loss.longest_run == 2
    assert loss.runs == pytest.approx(0.25 / 2)


def test_baselines_off_the_grid(page: Callable[..., Path]) -> None:
    loss = measure_loss(page(SOLID, leadings=[15.0, 16.5]), COPY, 8)
    assert loss.baseline > 0.3


def test_rivers_run_through_blanks_that_overlap(page: Callable[..., Path]) -> None:
    rows = [row("天地，玄黄宇宙洪"), row("日月，盈昃辰宿列"), row("寒来，暑往秋收冬"), row("闰余")]
    copy = ["天地，玄黄宇宙洪日月，盈昃辰宿列寒来，暑往秋收冬闰余"]
    assert measure_loss(page(rows), copy, 8).river == 3
    parted = [rows[0], row("日月盈昃，辰宿列"), rows[2], rows[3]]
    assert measure_loss(page(parted), ["天地，玄黄宇宙洪日月盈昃，辰宿列寒来，暑往秋收冬闰余"], 8).river == 1


def test_copy_that_is_not_on_the_page_is_said(page: Callable[..., Path]) -> None:
    assert measure_loss(page(SOLID), ["云腾致雨露结为霜"], 8).unmatched == 1
