"""Notices and adverts from copy to press file, archive and ledger: fixed at the foot, whole pages out to the bleed."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from layout.desk.build.order import Order, in_silence
from layout.desk.build.pipeline import build, check
from layout.desk.house import House
from layout.diagnostics import Locus, Severity
from layout.sheet import Picture
from tests.newspaper import coarse, front_page, house, issue, story

MM = 72 / 25.4

PLAN = """profile: broadsheet
pages:
  - page: 1
    top: 18
    blocks:
      - {story: a1, at: [0, 18], size: [6, 72]}
      - {story: n1, at: [0, 90], size: [3, 30], photos: [{photo: 0, at: [0, 0], size: [3, 30]}]}
      - {story: n2, at: [3, 90], size: [3, 30], box: rule}
  - page: 2
    top: 0
    section: 公益
    blocks:
      - {story: n3, at: [0, 0], size: [6, 120], photos: [{photo: 0, at: [0, 0], size: [6, 120]}]}
"""


def advert(path: Path, width: float, height: float, bleed: float = 0) -> None:
    """Write a PDF of one page, so many mm wide and high within its trim, all of it in one ink."""
    edge = bleed * MM
    with pikepdf.new() as pdf:
        page = pdf.add_blank_page(page_size=(width * MM + 2 * edge, height * MM + 2 * edge))
        page.obj.TrimBox = pikepdf.Array([edge, edge, edge + width * MM, edge + height * MM])
        page.Contents = pdf.make_stream(b"0 0 0.4 0 k 0 0 2000 2000 re f")
        pdf.save(path, static_id=True)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return an issue of two pages: a story over two notices, and an advert of a whole page."""
    made = issue(house(tmp_path), 7, [("要闻", ["a1", "n1", "n2"]), ("公益", ["n3"])])
    front_page(made, {"a1": 5200})
    picture = "[{file: %s, alt: 公益广告}]"
    advert(made / "n1.pdf", 172, 121)
    advert(made / "n3.pdf", 390, 540, 3)
    story(made, "n1", "", 0, kind="notice", layout="{size: [3, 30]}", photos=picture % "n1.pdf")
    story(made, "n2", "停电公告", 900, kind="notice", layout="{size: [3, 30]}")
    story(made, "n3", "", 0, kind="notice", layout="{size: page}", photos=picture % "n3.pdf")
    (made / "plan.yaml").write_text(PLAN)
    return made


def order(folder: Path, **more: object) -> Order:
    root = folder.parents[1]
    return Order(House(root), 7, root / "output", mend=False, **more)


def told(remarks: object, *but: str) -> list[str]:
    """Return the codes of what is worse than a note."""
    return [one.code for one in remarks if one.severity is not Severity.NOTE and one.code not in but]


def test_notices_print_whole_and_the_ledger_is_clean(folder: Path) -> None:
    found = check(order(folder), in_silence)
    assert found.judged is not None
    assert told(found.remarks, "M302", "M111", "M126") == []
    front, whole = found.judged.edition.sheets
    (small,) = [item for item in front.items if isinstance(item, Picture)]
    (large,) = [item for item in whole.items if isinstance(item, Picture)]
    assert small.crop == large.crop == (0, 0, 10_000, 10_000), "an advert is never cropped"
    width = whole.grid.trim[0]
    assert (large.box.x, large.box.right) == (-whole.grid.bleed, width + whole.grid.bleed)
    assert [region.role for region in whole.regions] == ["picture"], "no folio line on a page that is an advert's"
    assert any(region.role == "imprint" for region in front.regions) is False, "the imprint asks for its rows"


def test_a_whole_page_reaches_the_bleed_in_the_press_file(folder: Path) -> None:
    written = build(order(folder, only=("press",)), in_silence)
    assert written.written.files and not told(written.remarks, "M302", "M111", "M126")
    from layout.preflight.pdf.renderer import rendered

    made = rendered(folder.parents[1] / "output" / "7" / "press" / "7-02.pdf")
    if made is None:
        pytest.skip("no renderer of plates on this machine")
    (plates,) = made.pages
    yellow = plates[..., 2]
    assert yellow.min() > 30, "ink out to all four edges of the trim"


@pytest.mark.parametrize(
    ("size", "told_of"),
    [((172, 121), None), ((165, 117), None), ((100, 71), "G063"), ((172, 90), "G064"), ((260, 184), "G063")],
)
def test_an_advert_of_another_size_is_told_at_its_line(
    folder: Path, size: tuple[int, int], told_of: str | None
) -> None:
    advert(folder / "n1.pdf", *size)
    found = check(order(folder), in_silence)
    remarks = [one for one in found.remarks if one.code in ("G063", "G064")]
    assert [one.code for one in remarks] == ([told_of] if told_of else [])
    for one in remarks:
        assert isinstance(one.at, Locus) and one.at.story == "n1", "the line that names the file"


def test_a_picture_as_advert_stands_whole_in_its_place(folder: Path) -> None:
    Image.new("RGB", (900, 900), (180, 30, 30)).save(folder / "n1.png")
    text = (folder / "n1.md").read_text("utf-8").replace("n1.pdf", "n1.png")
    (folder / "n1.md").write_text(text, "utf-8")
    found = check(order(folder), in_silence)
    assert found.judged is not None
    (small,) = [item for item in found.judged.edition.sheets[0].items if isinstance(item, Picture)]
    assert abs(small.box.w - small.box.h) < 2_000 and small.crop == (0, 0, 10_000, 10_000)
    assert "G064" in told(found.remarks) and not [code for code in told(found.remarks) if code.startswith("L")]


def test_a_hand_plan_that_cuts_a_notice_is_refused(folder: Path) -> None:
    (folder / "plan.yaml").write_text(PLAN.replace("n2, at: [3, 90], size: [3, 30]", "n2, at: [3, 91], size: [3, 29]"))
    assert "M340" in told(check(order(folder), in_silence).remarks)


def test_a_whole_page_that_comes_late_is_a_page_of_the_kept_plan(folder: Path) -> None:
    (folder / "plan.yaml").write_text(PLAN.split("  - page: 2")[0])
    root = folder.parents[1]
    found = check(Order(House(root), 7, root / "output"), in_silence)
    assert found.judged is not None
    page = found.judged.plan.pages[1]
    assert (page.top, page.foot, [block.story for block in page.blocks]) == (0, 0, ["n3"])


def test_a_build_tells_of_adverts_what_the_check_tells_and_where(folder: Path) -> None:
    advert(folder / "n1.pdf", 100, 71)
    with pikepdf.open(folder / "n1.pdf", allow_overwriting_input=True) as pdf:
        state = pikepdf.Dictionary(op=True, OP=True, OPM=1)
        pdf.pages[0].Resources = pikepdf.Dictionary(ExtGState=pikepdf.Dictionary(G=state))
        pdf.pages[0].Contents = pdf.make_stream(b"0 0 0.4 0 k 0 0 300 300 re f /G gs 0 0 0 0 k 50 50 90 90 re f")
        pdf.save(folder / "n1.pdf")
    coarse(folder)
    built = build(order(folder, only=("press",), release=True), in_silence)
    assert not built.written.files, "what the check warns of is not released"
    for code in ("G063", "BK05"):
        ours = [one for one in check(order(folder), in_silence).remarks if one.code == code]
        assert ours and all(isinstance(one.at, Locus) and one.at.story == "n1" for one in ours)
    written = build(order(folder, only=("press", "archive")), in_silence)
    told_of = {one.code: one.at for one in written.remarks if one.code in ("G063", "BK05")}
    assert set(told_of) == {"G063", "BK05"}
    assert all(isinstance(at, Locus) and at.story == "n1" for at in told_of.values()), "the line that names the file"
