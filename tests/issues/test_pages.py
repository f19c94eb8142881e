"""What a reader of the real pages would notice."""

import json
import re

import pikepdf
import pypdfium2
import pytest

from layout.geometry import mm
from layout.sheet import Picture, Text


def squeezed(text):
    """Return a text without white space and the hyphens that only a turned line shows (U+FFFE in PDFium)."""
    return re.sub(r"[\s\ufffe]+", "", text)


def body_lines(edition, story):
    """Return a story's body lines in reading order over all pages."""
    return [
        item.line
        for sheet in edition.sheets
        for region in sheet.regions
        if region.story == story and region.role == "body"
        for item in sheet.items
        if isinstance(item, Text) and item.region == region.index
    ]


@pytest.fixture(params=["issue_2346", "issue_9999", "issue_128"])
def built(request):
    return request.getfixturevalue(request.param)


def test_the_page_is_the_paper_s_size(built):
    job, folder = built
    width, height = (275, 390) if job.judged.issue.profile == "tabloid" else (390, 540)
    with pikepdf.open(folder / "press" / f"{job.order.number}.pdf") as pdf:
        assert len(pdf.pages) == len(job.judged.edition.sheets)
        for page in pdf.pages:
            x0, y0, x1, y1 = map(float, page.TrimBox)
            assert x1 - x0 == pytest.approx(mm(width) / 1000, abs=0.01)
            assert y1 - y0 == pytest.approx(mm(height) / 1000, abs=0.01)


def test_there_is_one_file_a_page(built):
    job, folder = built
    number = job.order.number
    names = {path.name for path in (folder / "press").glob("*.pdf")}
    assert {f"{number}-{sheet.label}.pdf" for sheet in job.judged.edition.sheets} <= names


def test_every_story_fits(built):
    job, _ = built
    assert not [fit for fit in job.fits if fit.over]
    assert not [remark for remark in job.remarks if remark.severity == "error"]


def test_no_character_of_the_copy_is_lost_or_added(built):
    job, _ = built
    for story in job.judged.issue.stories:
        printed = "".join(line.text for line in body_lines(job.judged.edition, story.id))
        copy = "".join(
            "".join(map("".join, paragraph.cells)) if paragraph.kind == "table" else paragraph.text
            for paragraph in story.paragraphs
        )
        assert squeezed(printed) == squeezed(story.dateline + copy + story.sign), story.id


def test_a_foreign_reader_finds_each_story_whole(built):
    job, folder = built
    with pypdfium2.PdfDocument(folder / "press" / f"{job.order.number}.pdf") as pdf:
        text = squeezed("".join(page.get_textpage().get_text_range() for page in pdf))
    for story in job.judged.issue.stories:
        for paragraph in story.paragraphs:
            if paragraph.kind != "table" and not crosses_pages(job, story.id):
                assert squeezed(paragraph.text) in text, (story.id, paragraph.index)


def crosses_pages(job, story):
    return len(next(article.pages for article in job.judged.edition.articles if article.id == story)) > 1


def test_all_body_text_stands_on_one_register(built):
    job, _ = built
    for sheet in job.judged.edition.sheets:
        grid = sheet.grid
        for item in sheet.items:
            kind = sheet.regions[item.region].role if isinstance(item, Text) else ""
            if kind in ("body", "caption", "credit", "jump"):
                # A subhead that takes a row more stands half a row higher than its row, a table over a rule a quarter.
                lifts = {0, {"subhead": grid.leading // 2, "table": grid.leading * 3 // 4 - grid.leading // 2}.get(
                    item.line.role, 0
                )}  # fmt: skip
                assert (grid.baseline(0) - item.y) % grid.leading in lifts, item.line.text


def test_no_text_leaves_the_type_area(built):
    job, _ = built
    for sheet in job.judged.edition.sheets:
        area = sheet.grid.type_area
        for item in sheet.items:
            if isinstance(item, Text) and not item.line.vertical:
                first = min((run.origins()[0] for run in item.line.runs if len(run)), default=0)
                # An opening mark at the start of a line has its empty half outside, its ink within.
                assert item.x + first >= area.x - item.line.size // 2, item.line.text
                assert item.x + item.line.extent <= area.right + 4500 or item.line.extent <= item.line.measure


def test_legs_never_meet_pictures_or_other_copy(built):
    job, _ = built
    blocks = [block for page in job.judged.plan.pages for block in page.blocks]
    over = {block.story for block in blocks if block.head.style == "over"}  # 压图: a head over its own picture
    for sheet in job.judged.edition.sheets:
        regions = [region for region in sheet.regions if region.role not in ("masthead", "folio", "imprint")]
        for number, region in enumerate(regions):
            for other in regions[number + 1 :]:
                if {region.role, other.role} & {"picture", "body", "headline"} and not (
                    {region.role, other.role} <= {"headline", "kicker", "deck", "byline"}
                    or ({region.role, other.role} == {"headline", "picture"} and {region.story, other.story} <= over)
                ):
                    assert not region.box.inset(600, 2600).overlaps(other.box.inset(600, 2600)), (region, other)


def test_every_jump_has_its_other_end(issue_9999):
    job, _ = issue_9999
    leaves = {}
    comes = {}
    for sheet in job.judged.edition.sheets:
        for region in sheet.regions:
            if region.role == "jump":
                leaves[region.story] = (sheet.number, region.continues)
            if region.role == "jumphead":
                comes[region.story] = (region.continued, sheet.number)
    assert len(leaves) >= 3
    assert leaves == comes


def test_the_words_of_a_jump_name_its_pages(issue_9999):
    job, _ = issue_9999
    words = [item.line.text for sheet in job.judged.edition.sheets for item in sheet.items if isinstance(item, Text)]
    numerals = "零一二三四"
    for sheet in job.judged.edition.sheets:
        for region in sheet.regions:
            if region.role == "jump":
                assert f"（下转第{numerals[region.continues]}版）" in words
                assert any(f"（上接第{numerals[sheet.number]}版）" in word for word in words)


def test_inner_pages_carry_a_folio_line(issue_9999):
    job, _ = issue_9999
    for sheet in job.judged.edition.sheets[1:]:
        folio = next(region for region in sheet.regions if region.role == "folio")
        text = "".join(item.line.text for item in sheet.items if isinstance(item, Text) and item.region == folio.index)
        for part in (sheet.section, "禹州通讯", "2026年11月23日", "责编", f"第{'零一二三四'[sheet.number]}版"):
            assert part in text


def test_missing_photographs_are_drawn_as_missing(issue_2346):
    job, _ = issue_2346
    sheet = job.judged.edition.sheets[0]
    waiting = [region for region in sheet.regions if region.placeholder]
    assert len(waiting) == 2
    for region in waiting:
        marks = [item for item in sheet.items if item.region == region.index]
        assert any(isinstance(item, Text) and item.line.text == "图片待补" for item in marks)
        assert not any(isinstance(item, Picture) for item in marks)


def test_a_release_refuses_placeholders(tmp_path):
    from layout.desk.build.order import Order, in_silence
    from layout.desk.build.pipeline import build
    from layout.desk.house import House
    from tests.issues.conftest import ROOT

    job = build(Order(House(ROOT), 2346, tmp_path, ("press",), release=True), in_silence)
    assert not job.ok
    assert not any(tmp_path.iterdir())


def test_two_builds_give_the_same_bytes(issue_2346, tmp_path):
    from tests.issues.conftest import built as build_again

    _, folder = issue_2346
    build_again(2346, tmp_path)
    for path in (folder / "press").iterdir():
        assert path.read_bytes() == (tmp_path / "2346" / "press" / path.name).read_bytes(), path.name


def test_the_ticket_names_the_plates_that_each_page_needs(issue_9999):
    _, folder = issue_9999
    ticket = json.loads((folder / "press" / "ticket.json").read_text("utf-8"))
    # The nameplate and single marks are red on the first pages; the tone scale on page 4 shows all inks.
    assert [page["plates"] for page in ticket["pages"]] == ["MYK", "MYK", "MYK", "CMYK"]
