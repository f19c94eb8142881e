"""The styles of a real paper, as a reader sees them: boxes, tints, ears, column titles, pull quotes, tables, rules."""

from dataclasses import replace

from layout.issue.model import Head, Paragraph, Photo, Story, Wishes
from layout.ledger.body import body_account
from layout.ledger.found import sorted_sheet
from layout.makeup.check.measured import judge_sheets
from layout.makeup.dummy.plan import Block, HeadChoice, PageDummy, PhotoPlace, Plan
from layout.makeup.page.edition import edition_of
from layout.sheet import Fill, Rule, Text

from .one_page import COPY, GRID, story, texts

WISHED = Wishes(label="编辑手记")


def test_a_box_keeps_its_text_an_em_off_its_frame(page):
    sheet = page([Block("a", 0, 20, 2, 20, box="rule")], story()).sheets[0]
    frame = [item for item in sheet.items if isinstance(item, Rule) and item.width == 500 and item.region < 0]
    left, right = min(rule.x0 for rule in frame), max(rule.x1 for rule in frame)
    assert (left, right) == (GRID.column_x(0), GRID.column_x(1) + GRID.measure)
    for item in texts(sheet, "body"):
        assert item.x - left >= GRID.size
        assert right - item.x - item.line.measure >= GRID.size
        assert min(rule.y0 for rule in frame) < item.y < max(rule.y1 for rule in frame)


def test_an_ornamental_border_closes_at_its_corners_and_keeps_off_the_text(page):
    for cols, rows in ((1, 31), (2, 20), (3, 17)):
        sheet = page([Block("a", 0, 20, cols, rows, box="fancy")], story(text=COPY[: cols * 120])).sheets[0]
        squares = [item for item in sheet.items if isinstance(item, Rule) and item.dash]
        assert len(squares) == 4
        left, right = GRID.column_x(0), GRID.column_x(cols - 1) + GRID.measure
        for item in squares:
            length = item.x1 - item.x0 + item.y1 - item.y0
            step = item.dash[0]
            assert item.dash == (step, step) and length % (2 * step) == step  # it ends with a square, as it began
            assert abs(step - item.width) < item.width // 10
            if item.y0 == item.y1:
                assert 0 <= item.x0 - left <= 400 and 0 <= right - item.x1 <= 400
        inner = [item for item in sheet.items if isinstance(item, Rule) and not item.dash and item.region < 0
                 and item.width == 300 and item.x0 > left and item.x1 < right]  # fmt: skip
        low, high = min(rule.x0 for rule in inner), max(rule.x1 for rule in inner)
        for item in (*texts(sheet, "body"), *texts(sheet, "headline")):
            assert low + 4_000 < item.x and item.x + item.line.extent < high - 4_000


def test_a_tint_lies_under_its_text(page):
    sheet = page([Block("a", 0, 20, 2, 20, box="tint")], story()).sheets[0]
    tint = next(index for index, item in enumerate(sheet.items) if isinstance(item, Fill) and item.ink == (0, 0, 0, 10))
    first = next(index for index, item in enumerate(sheet.items) if isinstance(item, Text))
    assert tint < first


def test_an_ear_stands_beside_the_masthead_and_nothing_meets(page):
    sheet = page([Block("a", 4, 0, 2, 16)], story(text=COPY[:120]), ear=2).sheets[0]
    ear = GRID.column_x(4)
    name = next(item for item in texts(sheet, "masthead") if item.line.text == "禹州通讯")
    assert name.x + name.line.extent < ear
    assert all(item.x >= ear for item in texts(sheet, "body"))


def test_a_column_title_stands_over_its_head(page):
    sheet = page([Block("a", 0, 20, 2, 22, label="编辑手记")], story()).sheets[0]
    label, head = texts(sheet, "label")[0], texts(sheet, "headline")[0]
    assert label.line.text == "编辑手记"
    assert label.y < head.y - head.line.size * 0.9


def test_a_column_title_that_the_desk_wishes_needs_no_word_in_the_dummy(page):
    wished = story(wishes=WISHED)
    assert [item.line.text for item in texts(page([Block("a", 0, 20, 2, 22)], wished).sheets[0], "label")] == [
        "编辑手记"
    ]
    other = page([Block("a", 0, 20, 2, 22, label="记者来信")], wished).sheets[0]
    assert [item.line.text for item in texts(other, "label")] == ["记者来信"]


def test_a_column_title_goes_with_its_article_wherever_it_was_named(page):
    for blocks, wishes in (
        ([Block("a", 0, 20, 2, 22, label="编辑手记")], Wishes()),
        ([Block("a", 0, 20, 2, 22)], WISHED),
    ):
        made = page(blocks, story(wishes=wishes))
        assert [article.label for article in edition_of(page.issue, made.sheets, "").articles] == ["编辑手记"]


def test_a_column_title_stands_on_the_opening_only(page):
    blocks = [Block("a", 0, 20, 1, 20, jump=1), Block("a", 2, 20, 2, 22, part=2)]
    assert len(texts(page(blocks, story(wishes=WISHED)).sheets[0], "label")) == 1


def test_a_column_title_spans_the_legs_beside_a_vertical_head(page):
    upright = Story(
        "v", "news", 50, Head(("一行字怎样排满",), orient="v"), (Paragraph(0, "body", COPY),),
        wishes=WISHED,
    )  # fmt: skip
    for side in ("left", "right"):
        sheet = page([Block("v", 0, 20, 3, 24, head=HeadChoice(side=side))], upright).sheets[0]
        title = next(region for region in sheet.regions if region.role == "label").box
        assert title.w == GRID.span(3)
        for role in ("body", "headline"):
            for item in texts(sheet, role):
                assert (item.y if role == "headline" else item.y - item.line.size * 0.88) >= title.bottom


def test_level_column_titles_are_level_heads(page):
    blocks = [Block("a", 0, 20, 2, 24), Block("b", 2, 20, 2, 24)]
    bare = [Story(name, "column", 50, Head(), (Paragraph(0, "body", COPY),)) for name in "ab"]
    for wishes, codes in ((WISHED, {"M106"}), (Wishes(), set())):
        stories = [replace(entry, wishes=wishes) for entry in bare]
        made = page(blocks, *stories)
        plan = Plan("broadsheet", (PageDummy(1, 18, tuple(blocks)),))
        assert {"M106"} & set(judge_sheets(plan, made.sheets, made.fits, stories, GRID).codes()) == codes


def test_a_pull_quote_is_set_apart_from_the_legs(page):
    words = "先把一行字排满"
    sheet = page([Block("a", 0, 20, 2, 30, quote=(1, 12, 1, 8))], story(pullquote=words)).sheets[0]
    region = next(region for region in sheet.regions if region.role == "pullquote")
    assert "".join(item.line.text for item in texts(sheet, "pullquote")) == words
    for item in texts(sheet, "body"):
        beside = item.x >= region.box.x
        assert not (beside and region.box.y <= item.y <= region.box.bottom)


def test_a_pull_quote_is_never_set_over_the_head(page):
    for row in (2, 4, 9):
        block = Block("a", 0, 20, 2, 30, head=HeadChoice(lines=1, rows=9), quote=(1, row, 1, 8))
        sheet = page([block], story(pullquote="先把一行字排满")).sheets[0]
        quote = next(region for region in sheet.regions if region.role == "pullquote").box
        head = next(region for region in sheet.regions if region.role == "headline").box
        assert head.bottom <= quote.y
        for item in texts(sheet, "body"):
            assert item.x < quote.x or not quote.y <= item.y <= quote.bottom


def test_a_merged_measure_is_wider_and_whole_ems(page):
    sheet = page([Block("a", 0, 20, 3, 20, legs=2)], story()).sheets[0]
    measures = {item.line.measure for item in texts(sheet, "body")}
    assert len(measures) == 1
    assert measures.pop() % GRID.size == 0


def test_a_table_has_its_rules_and_every_cell(page):
    cells = (("号数", "磅"), ("五号", "10.5"), ("小五", "9"))
    table = Story("t", "table", 50, Head(("字号表",)), (Paragraph(0, "table", "", cells=cells),))
    sheet = page([Block("t", 0, 20, 1, 14)], table).sheets[0]
    assert "".join(item.line.text for item in texts(sheet, "body")) == "".join("".join(row) for row in cells)
    body = {region.index for region in sheet.regions if region.role == "body"}
    assert len([item for item in sheet.items if isinstance(item, Rule) and item.region in body]) == 3


LONG = (("号数", "磅"), *((f"第{at}号", f"{at}.5") for at in range(1, 25)))


def test_a_table_has_its_head_row_over_every_leg_and_the_ledger_counts_it_once(page):
    table = Story("t", "table", 50, Head(("字号表",)), (Paragraph(0, "table", "", cells=LONG),))
    made = page([Block("t", 0, 20, 3, 14)], table)
    sheet = made.sheets[0]
    lines = [item.line.text for item in texts(sheet, "body")]
    legs = len([region for region in sheet.regions if region.role == "body"])
    assert legs == 3
    assert lines.count("号数磅") == legs
    assert not made.fits[0].over
    assert made.fits[0].set == len(LONG)
    held = sorted_sheet(sheet).of("body")
    assert not list(body_account(table, held, False))
    twice = replace(held[1], lines=[*held[1].lines[:2], *held[1].lines[1:]])
    assert [found.code for found in body_account(table, [held[0], twice, held[2]], False)] == ["L103"]


def test_a_head_row_is_repeated_where_a_table_goes_on_after_a_jump(page):
    table = Story("t", "table", 50, Head(("字号表",)), (Paragraph(0, "table", "", cells=LONG),))
    made = page([Block("t", 0, 20, 1, 14, jump=1), Block("t", 1, 20, 2, 14, part=2)], table)
    legs = [[text.line.text for text in one.lines] for one in sorted_sheet(made.sheets[0]).of("body")]
    assert [leg[0] for leg in legs] == ["号数磅"] * len(legs)
    assert sum(len(leg) for leg in legs) == len(LONG) + len(legs) - 1


def test_copy_without_room_is_reported_with_its_amount(page):
    made = page([Block("a", 0, 20, 1, 10)], story())
    fit = made.fits[0]
    assert fit.over > 0
    remark = next(remark for remark in made.remarks if remark.code == "M301")
    assert dict(remark.args)["characters"] == -fit.characters
    printed = sum(len(item.line.text) for item in texts(made.sheets[0], "body"))
    assert printed - fit.characters == len(COPY)


def test_rules_between_blocks_touch_no_text(page):
    blocks = [Block("a", 0, 20, 2, 24), Block("b", 2, 20, 2, 24), Block("c", 0, 44, 4, 14)]
    sheet = page(blocks, story(), story("b"), story("c")).sheets[0]
    flat = [item for item in sheet.items if isinstance(item, Rule) and item.region < 0 and item.y0 == item.y1]
    assert flat
    for rule in flat:
        for item in texts(sheet, "body"):
            top, foot = item.y - item.line.size * 0.88, item.y + item.line.size * 0.12
            if item.x < rule.x1 and item.x + item.line.extent > rule.x0:
                assert rule.y0 < top - GRID.leading * 0.3 or rule.y0 > foot + GRID.leading * 0.3


def test_an_empty_jump_is_an_error(page):
    made = page([Block("a", 0, 20, 4, 40, jump=2)], story())
    assert "M304" in [remark.code for remark in made.remarks]


def test_a_jump_that_nobody_resumes_is_an_error(page):
    made = page([Block("a", 0, 20, 1, 14, jump=2)], story())
    assert "M305" in [remark.code for remark in made.remarks]


def test_a_head_may_be_broken_where_the_dummy_says(page):
    sheet = page([Block("a", 0, 20, 2, 24, head=HeadChoice(lines=2, breaks=(3,)))], story()).sheets[0]
    assert [item.line.text for item in texts(sheet, "headline")] == ["一行字", "怎样排满"]


def test_a_photograph_that_loses_much_of_itself_is_told(page, tmp_path):
    photo = Photo("说明", file="p.jpg", aspect=(4, 3), pixels=(1200, 900), sha256="0" * 64)
    wide = Story("w", "photo", 50, Head(), (), photos=(photo,))
    tall = [Block("w", 0, 20, 2, 60, photos=(PhotoPlace(0, 0, 1, 2, 59),))]
    assert "M318" in [remark.code for remark in page(tall, wide).remarks]
    fitting = [Block("w", 0, 20, 2, 24, photos=(PhotoPlace(0, 0, 1, 2, 23),))]
    assert "M318" not in [remark.code for remark in page(fitting, wide).remarks]
