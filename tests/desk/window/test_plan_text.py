"""`plan.yaml` after a hand: what it says is the new dummy, and every line that says nothing else stays as it was."""

from __future__ import annotations

import string

from hypothesis import given, settings
from hypothesis import strategies as st

from layout.desk.window.hand.plan_text import plan_text
from layout.ground.dataclass import fields, replace
from layout.issue.reader import read_issue
from layout.makeup.dummy.file import read_plan, write_plan
from layout.makeup.dummy.plan import Block, HeadChoice, PageDummy, PhotoPlace, Plan
from tests.chance import examples

from ..conftest import ROOT  # noqa: TID252

FOLDER = ROOT / "issues" / "9999"
ISSUE = read_issue(FOLDER).issue
STORIES = [story.id for story in ISSUE.stories]
PHOTOS = {story.id: len(story.photos) for story in ISSUE.stories}
MAINS = {story.id: len(story.head.main[0]) if len(story.head.main) == 1 else 0 for story in ISSUE.stories}

small = st.integers(0, 12)
cells = st.tuples(small, small, st.integers(1, 6), st.integers(1, 40))


@st.composite
def heads(draw: st.DrawFn, story: str) -> HeadChoice:
    breaks = (
        draw(st.lists(st.integers(1, max(1, MAINS[story] - 1)), max_size=2, unique=True)) if MAINS[story] > 2 else []
    )
    return HeadChoice(
        draw(st.integers(0, 4)),
        draw(st.sampled_from([0, 24.0, 31.5, 63.0])),
        draw(small),
        draw(st.booleans()),
        draw(st.sampled_from(["", "left", "right"])),
        draw(small),
        tuple(sorted(breaks)),
        draw(st.sampled_from(["", "left", "center"])),
        draw(st.sampled_from(["", "plain", "colour", "reverse"])),
        draw(st.sampled_from(["", "song", "hei", "kai"])),
    )


@st.composite
def blocks(draw: st.DrawFn, story: str) -> Block:
    photos = tuple(PhotoPlace(nth, *draw(cells)) for nth in range(PHOTOS[story]) if draw(st.booleans()))
    return Block(
        story,
        *draw(cells),
        head=draw(heads(story)),
        photos=photos,
        box=draw(st.sampled_from(["none", "rule", "tint", "fancy"])),
        legs=draw(small),
        label=draw(st.text(string.ascii_letters + "栏目 :#", max_size=6)).strip(),
        tail=draw(small),
        tail_cols=draw(st.integers(1, 12)),
        quote=draw(st.none() | cells),
        insert=draw(st.none() | cells),
    )


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    stories = draw(st.permutations(STORIES))
    pages, at = [], 0
    for number in range(1, draw(st.integers(1, 4)) + 1):
        count = draw(st.integers(1, 5))
        chosen, at = stories[at : at + count], at + count
        by = draw(st.sampled_from(["", "hand", "solver"]))
        page = PageDummy(
            number, draw(small), tuple(draw(blocks(story)) for story in chosen), draw(small), by=by,
            ear=draw(st.integers(0, 3)), spread=draw(st.booleans()),
        )  # fmt: skip
        pages.append(page)
    return Plan(ISSUE.profile, tuple(pages), draw(st.sampled_from(["hand", "solver"])))


def same(one: Plan, other: Plan) -> bool:
    def plain(plan: Plan) -> list[PageDummy]:
        return [
            replace(page, by=plan.maker(page), blocks=tuple(sorted(page.blocks, key=lambda block: block.story)))
            for page in plan.pages
        ]

    return plain(one) == plain(other)


@settings(max_examples=examples(15), deadline=None)
@given(plans(), plans())
def test_whatever_a_hand_does_the_file_says_it(before: Plan, after: Plan) -> None:
    text = "# 头一行别动\n" + write_plan(before).replace("pages:\n", "pages:   # 各版\n", 1)
    done = plan_text(text, FOLDER / "plan.yaml", ISSUE, after)
    assert done is not None, "no way of writing it was found"
    assert done.startswith("# 头一行别动\n")
    assert "pages:   # 各版\n" in done
    read = read_plan(FOLDER / "plan.yaml", "plan.yaml", ISSUE, draft=done.encode()).value
    assert read is not None
    assert same(read, after)


@settings(max_examples=examples(10), deadline=None)
@given(plans())
def test_nothing_to_change_changes_nothing(plan: Plan) -> None:
    text = write_plan(plan).replace(", ", ",  ")
    read = read_plan(FOLDER / "plan.yaml", "plan.yaml", ISSUE, draft=text.encode()).value
    assert plan_text(text, FOLDER / "plan.yaml", ISSUE, read) == text


def test_every_field_of_a_dummy_can_be_written() -> None:
    """A field that is new in the dummy is new in what these tests make of it."""
    assert {one.name for one in fields(HeadChoice)} == {
        "lines", "size", "rows", "deck", "side", "cols", "breaks", "align", "style", "face",
    }  # fmt: skip
    assert {one.name for one in fields(Block)} == {
        "story", "col", "row", "cols", "rows", "part", "head", "photos", "box", "legs", "jump", "label", "tail",
        "tail_cols", "quote", "insert",
    }  # fmt: skip
    assert {one.name for one in fields(PageDummy)} == {
        "number",
        "top",
        "blocks",
        "foot",
        "section",
        "ear",
        "by",
        "spread",
    }
