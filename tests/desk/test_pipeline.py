"""What the pipeline does when the desk changes something late."""

from itertools import pairwise

from layout.desk.build.order import Order
from layout.desk.build.order import in_silence as silent
from layout.desk.build.pipeline import build, check, prepare
from layout.makeup.dummy.plan import HeadChoice
from layout.sheet import Text
from tests.newspaper import coarse


def test_a_story_that_was_cut_leaves_no_hole(house):
    story = house.issue(2346) / "a2.md"
    head, _, body = story.read_text("utf-8").rpartition("---\n")
    story.write_text(head + "---\n" + "\n\n".join(body.split("\n\n")[:2]) + "\n", "utf-8")
    job = check(Order(house, 2346, house.output), silent)
    assert job.ok
    assert all(fit.short <= 12 for fit in job.fits), [(fit.story, fit.short) for fit in job.fits]


def test_larger_body_type_makes_a_coarser_grid_and_lines_never_overlap(house):
    settings = house.issue(2346) / "issue.yaml"
    settings.write_text(settings.read_text("utf-8") + "\nhouse: {body: {size: 10}}\n", "utf-8")
    (house.issue(2346) / "plan.yaml").unlink()
    job = check(Order(house, 2346, house.output, seconds=1), silent)
    assert job.opened is not None
    assert (job.opened.room.grid.ems, job.opened.room.grid.size) == (15, 10_000)
    for sheet in job.judged.edition.sheets if job.judged else ():
        feet = sorted({(item.x, item.y) for item in sheet.items if isinstance(item, Text) and item.line.role == "body"})
        assert all(b[1] - a[1] >= 12_500 for a, b in pairwise(feet) if a[0] == b[0])


def test_an_output_that_cannot_be_written_is_a_diagnostic(house, tmp_path):
    (tmp_path / "taken").write_text("a file")
    job = build(Order(house, 2346, tmp_path / "taken", ("press",)), silent)
    assert [remark.code for remark in job.remarks if remark.severity == "error"] == ["D141"]
    assert not job.written.files


def test_a_part_built_alone_says_what_it_left_as_it_was(house):
    coarse(house.issue(2346))
    build(Order(house, 2346, house.output, ("press", "archive")), silent)
    job = build(Order(house, 2346, house.output, ("press",)), silent)
    told = next(remark for remark in job.remarks if remark.code == "D121")
    assert dict(told.args)["parts"] == "archive"
    assert any(name.startswith("archive/") for name, _, _ in job.written.files)


def test_a_check_says_where_the_shops_the_librarys_and_the_webs_wishes_are_wrong(house):
    settings = house.issue(2346) / "issue.yaml"
    copy = settings.read_text("utf-8")
    wishes = [
        "press:",
        "  copies: many",
        "  profile: none.icc",
        "archive:",
        "  dpi: 9000",
        "web:",
        "  bse: https://a.cn",
    ]
    settings.write_text(copy.rstrip("\n") + "\n" + "\n".join(wishes) + "\n", "utf-8")
    job = check(Order(house, 2346, house.output), silent)
    first = copy.rstrip("\n").count("\n") + 2
    found = {remark.code: job.sources.place(remark.at).line for remark in job.remarks if remark.severity == "error"}
    assert found == {"PS02": first + 1, "PS03": first + 2, "A051": first + 4, "W002": first + 6}
    assert job.judged is not None, "the pages can be looked at all the same"


def test_a_head_never_divides_a_name_of_the_houses_list(house):
    """欧阳明远 is broken as two words until the house lists it; then it stays on one line."""
    story = house.issue(2346) / "a3.md"
    copy = story.read_text("utf-8")
    (line,) = (line for line in copy.splitlines() if line.startswith("  main:"))
    story.write_text(copy.replace(line, '  main: ["市领导调研欧阳明远林地合作社工作"]'), "utf-8")
    divided = []
    for names in ((), ("欧阳明远林地",)):
        folder = house.issues / "house"
        if names:
            folder.mkdir()
            (folder / "people.yaml").write_text(f"people: [{{name: {names[0]}}}]\n", "utf-8")
        opened = prepare(Order(house, 2346, house.output), silent).opened
        assert opened.room.names == names
        heads = [
            "/".join(part.line.text for part in opened.room.head(opened.issue.story("a3"), width, choice).parts)
            for width in (120_000, 160_000, 200_000, 240_000)
            for choice in (HeadChoice(lines=2), HeadChoice(lines=3))
        ]
        divided.append([head for head in heads if "欧阳明远林地" not in head])
    assert divided[0], "without the list some head divides it"
    assert not divided[1]
