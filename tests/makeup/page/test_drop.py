"""Initials 首字下沉 on the page: in their leg, and read back in order out of press file, ALTO and web edition."""

from dataclasses import replace

import pytest

from layout.export.alto.boxes import GlyphMetrics, characters
from layout.export.pdf.press import write_press
from layout.export.pdf.settings import PressSettings
from layout.export.web.article_page import body_markup
from layout.issue.model import Paragraph, Wishes
from layout.ledger.ink import initial_inks, line_ink
from layout.makeup.dummy.plan import Block
from layout.makeup.page.edition import edition_of
from layout.sheet.proof_layer import text_box
from tests.issues.test_extracted import miner, mupdf, pdfium, poppler

from .one_page import COPY, GRID, story, texts

OPENING = "“春天来了，大棚里一片忙碌。”"


@pytest.fixture
def done(page):
    told = story(wishes=Wishes(drop=3))
    told = replace(told, paragraphs=(Paragraph(0, "body", OPENING + COPY), Paragraph(1, "body", COPY)))
    made = page([Block("a", 0, 18, 2, 40)], told)
    assert not [remark for remark in made.remarks if remark.code.startswith("C03")]
    return made, edition_of(page.issue, made.sheets, "issues/7")


def test_it_stands_in_the_leg_clear_of_the_lines_beside_it(done):
    first, *after = texts(done[0].sheets[0], "body")
    (sunk,) = initial_inks(first)
    assert sunk.x0 == GRID.column_x(0)
    beside = [line_ink(text) for text in (first, *after[:2])]
    assert all(ink.x0 >= sunk.x1 for ink in beside)
    assert line_ink(after[2]).x0 == GRID.column_x(0)
    assert line_ink(after[2]).y0 + 9_000 // 6 >= sunk.y1 - sunk.size // 6
    assert text_box(first).bottom > text_box(after[1]).bottom


@pytest.mark.parametrize("read", [pdfium, miner, poppler, mupdf])
def test_programs_read_it_joined_with_its_text(done, case, tmp_path, tool, read):
    (file,) = write_press(done[1], case, tmp_path, PressSettings(), per_page=False, cache=tmp_path).value
    text = read(file, tool)
    assert "“春天来了，大棚里" in "".join(text.split())
    assert "春 天" not in text


def test_alto_has_it_in_its_line_at_its_place(done, case):
    first, *_ = texts(done[0].sheets[0], "body")
    (shown,) = characters([first], GlyphMetrics(case), GRID.trim, (GRID.trim[0] // 100, GRID.trim[1] // 100))
    assert "".join(shown.texts) == first.line.text
    heights = [bottom - top for _, top, _, bottom in shown.boxes]
    assert heights[0] > 3 * heights[2] and heights[1] > 3 * heights[2]


def test_the_web_edition_sinks_what_the_page_sinks(done):
    (article,) = done[1].articles
    assert [one.initial for one in article.paragraphs] == ["“春", ""]
    opening, other = body_markup(article)
    assert opening.startswith('<p class="drop">“春天') and other.startswith("<p>")
    two = replace(article, paragraphs=(replace(article.paragraphs[0], initial="15"),))
    assert body_markup(two)[0].startswith("<p>")  # a browser would sink the first figure alone
