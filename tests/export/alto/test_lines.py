"""Single lines in ALTO: characters that a plain glyph list gets wrong."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

from lxml import etree

from layout.export.alto import GlyphMetrics, alto_page
from layout.export.reading import blocks_of
from layout.geometry import Box, mm, profile, pt
from layout.sheet import Article, Edition, Line, Region, Run, Sheet, Text

NS = {"a": "http://www.loc.gov/standards/alto/ns-v4#"}
SIZE = (4606, 6378)


def glyphs(case, text):
    return text.translate(case.face("body").gids).encode("utf-16-be", "surrogatepass")


def run_of(case, text, *, x=0, shown=None, **more):
    face = case.face("body")
    return Run(face.key, pt(9), text, glyphs(case, shown or text), x=x, pitch=more.pop("pitch", pt(9)), **more)


def line_of(*runs, vertical=False, role="body"):
    text = "".join(run.text for run in runs)
    return Line(text, runs, pt(9), mm(54), mm(54), mm(54), role=role, vertical=vertical, paragraph=0)


LEFT, TOP = mm(30), mm(100)


def page(case, *lines, x=LEFT, y=TOP):
    """Return the root of the ALTO file of a page with these lines one below the other."""
    grid = profile("broadsheet")
    region = Region(0, "body", "a", 0, Box(mm(20), mm(90), mm(60), mm(60)))
    items = tuple(Text(x, y + at * pt(12), line, 0) for at, line in enumerate(lines))
    sheet = Sheet(1, "要闻", grid, items, (region,))
    article = Article("a", "news", "题", "", ("题",), "", "", "", (), (), (1,))
    edition = Edition("测试", "CESHI", 7, date(2022, 5, 17), "", "", grid.trim, (sheet,), (article,))
    made = alto_page(
        edition, sheet, blocks_of(sheet, 1), GlyphMetrics(case), size=SIZE, image="../master/x.tif", number=1
    )
    return etree.fromstring(made.data)


def strings(root):
    return [string.get("CONTENT") for string in root.iterfind(".//a:String", NS)]


def letters(root):
    return [glyph.get("CONTENT") for glyph in root.iterfind(".//a:Glyph", NS)]


def test_a_character_beyond_the_bmp_is_one_glyph(case, schema):
    root = page(case, line_of(run_of(case, "𠮷野家", shown="吉野家")))
    assert strings(root) == ["𠮷野家"] and letters(root) == ["𠮷", "野", "家"]
    schema("alto-4-4.xsd").assertValid(root)


def test_a_variation_selector_stays_in_the_string(case, schema):
    root = page(case, line_of(run_of(case, "葛\U000e0100城", shown="葛城", clusters=(0, 2))))
    assert strings(root) == ["葛\U000e0100城"] and letters(root) == ["葛", "城"]
    schema("alto-4-4.xsd").assertValid(root)


def test_a_ligature_is_shared_between_its_letters(case):
    root = page(case, line_of(run_of(case, "fi是", shown="字是", clusters=(0, 2))))
    assert letters(root) == ["f", "i", "是"]
    f, i = root.findall(".//a:Glyph", NS)[:2]
    assert int(f.get("HPOS")) + int(f.get("WIDTH")) == int(i.get("HPOS"))
    assert abs(int(f.get("WIDTH")) - int(i.get("WIDTH"))) <= 1


def test_a_hyphen_that_the_setter_added_is_no_text(case, schema):
    word = run_of(case, "trans", pitch=pt(5))
    hyphen = run_of(case, "", shown="-", x=pt(25), clusters=(0,))
    root = page(case, line_of(word, hyphen), line_of(run_of(case, "port", pitch=pt(5))))
    assert strings(root) == ["trans", "port"]
    marks = root.findall(".//a:HYP", NS)
    assert [mark.get("CONTENT") for mark in marks] == ["-"]
    assert int(marks[0].get("HPOS")) >= 30 / 25.4 * 300 + 25 / 72 * 300 - 1
    schema("alto-4-4.xsd").assertValid(root)


def test_two_em_dashes_and_ellipses_keep_every_character(case):
    root = page(case, line_of(run_of(case, "他说——等等……”")))
    assert strings(root) == ["他说——等等……”"] and "".join(letters(root)) == "他说——等等……”"


def test_a_space_at_the_start_of_a_line_leaves_valid_alto(case, schema):
    root = page(case, line_of(run_of(case, "　甲　乙")), line_of(run_of(case, "　　")))
    assert strings(root) == ["甲", "乙", ""]
    schema("alto-4-4.xsd").assertValid(root)


def test_an_opening_bracket_at_the_line_start_keeps_inside_the_measure(case):
    # Set half an em to the left, as its glyph has its empty half before it.
    root = page(case, line_of(run_of(case, "（完）", xs=(-pt(4.5), pt(4.5), pt(13.5)))))
    first = root.find(".//a:Glyph", NS)
    assert abs(int(first.get("HPOS")) - round(30 / 25.4 * 300)) <= 1


def test_a_squeezed_mark_and_its_neighbour_do_not_overlap(case):
    root = page(case, line_of(run_of(case, "好。”他", xs=(0, pt(9), pt(13.5), pt(18)))))
    places = [(int(g.get("HPOS")), int(g.get("WIDTH"))) for g in root.iterfind(".//a:Glyph", NS)]
    for (left, wide), (follows, _) in pairwise(places):
        assert left + wide <= follows + 1


def test_turned_latin_stands_beside_the_axis_of_its_line(case):
    x = mm(100)
    upright = run_of(case, "见", orient="v")
    turned = run_of(case, "PDF", x=pt(9), pitch=pt(5.5), orient="r")
    root = page(case, line_of(upright, turned, vertical=True), x=x)
    axis = x / 72_000 * 300
    tops = []
    for glyph in root.iterfind(".//a:Glyph", NS):
        left, right = int(glyph.get("HPOS")), int(glyph.get("HPOS")) + int(glyph.get("WIDTH"))
        assert left < axis < right and right - left < 1.3 * 9 / 72 * 300
        tops.append(int(glyph.get("VPOS")))
    assert tops == sorted(tops)
    assert root.find(".//a:TextBlock", NS).get("BASEDIRECTION") == "ttb"


def test_figures_across_a_vertical_line_stand_side_by_side(case):
    figures = run_of(case, "17", x=-pt(4.5), pitch=pt(4.5), rise=-pt(8), scale=90)
    root = page(case, line_of(run_of(case, "五", orient="v", x=pt(10)), figures, vertical=True), x=mm(100))
    one, seven = root.findall(".//a:Glyph", NS)[1:]
    assert int(one.get("HPOS")) < int(seven.get("HPOS")) and one.get("VPOS") == seven.get("VPOS")


def test_cells_of_a_table_are_strings_of_their_own(case):
    cells = (run_of(case, "字号"), run_of(case, "10.5", x=pt(40), pitch=pt(5)), run_of(case, "磅", x=pt(60)))
    root = page(case, line_of(*cells, role="table"))
    assert strings(root) == ["字号", "10.5磅"]
    assert root.find(".//a:SP", NS) is None


def test_marks_that_xml_must_escape_come_back(case):
    text = "甲<乙>&\"丙\"'丁'"
    root = page(case, line_of(run_of(case, text)))
    assert strings(root) == [text] and "".join(letters(root)) == text


def test_boxes_follow_the_image_and_not_its_resolution(case):
    root = page(case, line_of(run_of(case, "字")))
    glyph = root.find(".//a:Glyph", NS)
    assert int(glyph.get("HPOS")) == round(mm(30) * SIZE[0] / profile("broadsheet").trim[0])


def test_a_moved_glyph_is_boxed_where_it_stands(case):
    """Offsets are to the right and upwards, whichever way the line runs."""

    def corner(orient, offset):
        run = run_of(case, "见", orient=orient, offsets=(offset,))
        glyph = page(case, line_of(run, vertical=orient != "h"), x=mm(100)).find(".//a:Glyph", NS)
        return int(glyph.get("HPOS")), int(glyph.get("VPOS"))

    step = round(3 / 72 * 300)
    for orient in "hv":
        x, y = corner(orient, (0, 0))
        for offset, right, up in (((pt(3), 0), step, 0), ((0, pt(3)), 0, step)):
            moved = corner(orient, offset)
            assert abs(moved[0] - x - right) <= 1 and abs(y - moved[1] - up) <= 1
