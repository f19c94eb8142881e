"""What is over what on a made-up page: tints, grounds, frames and pictures under type, white type on something dark."""

from dataclasses import replace

import pytest

from layout.issue.model import Head, Photo, Wishes
from layout.makeup.dummy.plan import Block, HeadChoice, PhotoPlace
from layout.sheet import WHITE, Fill, Picture, Rule, Text
from layout.sheet.lightness import Lightness
from layout.sheet.paint_order import extent, strata
from layout.sheet.proof_layer import text_box

from .one_page import COPY, story

PHOTO = Photo("图说写在图的下面，不在图里。", "张三 摄", "photos/a.jpg", (4, 3), pixels=(1600, 1200))
DARK = Lightness(40, 40, bytes([20]) * 1600, bytes(1600))


def block(name, box="none", photos=(), **more):
    return Block(name, 0, 20, 3, 60, box=box, photos=photos, **more)


PICTURED = (PhotoPlace(0, 1, 14, 2, 20),)
ON_TOP = (PhotoPlace(0, 0, 0, 3, 34),)

CASES = {
    "frame": block("a", "rule", PICTURED),
    "tint": block("a", "tint", PICTURED),
    "ornament": block("a", "fancy", PICTURED),
    "white on black": block("a", head=HeadChoice(style="reverse"), photos=PICTURED),
    "white on black in a frame": block("a", "rule", PICTURED, head=HeadChoice(style="reverse")),
    "white on black on a tint": block("a", "tint", PICTURED, head=HeadChoice(style="reverse")),
    "over its picture": block("a", photos=ON_TOP, head=HeadChoice(style="over")),
    "over its picture in a frame": block("a", "rule", ON_TOP, head=HeadChoice(style="over")),
}


@pytest.mark.parametrize("name", CASES)
@pytest.mark.parametrize("waiting", [False, True])
def test_nothing_drawn_lies_over_type_and_white_type_on_something_dark(page, name, waiting):
    photo = replace(PHOTO, file=None) if waiting else PHOTO
    told = replace(story(text=COPY * 4, photos=(photo,)), head=Head(("一行字",), kicker="引题", deck="副题"))
    done = page([CASES[name], Block("b", 3, 20, 3, 60)], told, story("b", COPY * 6), lightness=lambda picture: DARK)
    items = done.sheets[0].items
    for at, item in enumerate(items):
        if isinstance(item, Text):
            box = text_box(item)
            after = [other for other in items[at + 1 :] if isinstance(other, Fill | Picture)]
            assert not [other for other in after if extent(other).overlaps(box)], item.line.text
            # A line through a placeholder's corners ends before its words, a caption stands under its picture.
            lines = [rule for rule in items[at + 1 :] if isinstance(rule, Rule) and rule.region < 0]
            assert not [rule for rule in lines if extent(rule).overlaps(box)], item.line.text
            if item.line.runs and item.line.runs[0].ink == WHITE:
                beneath = [other for other in items[:at] if isinstance(other, Fill | Picture)]
                last = [other for other in beneath if _holds(extent(other), box)][-1]
                assert isinstance(last, Picture) or last.ink[3] == 100
    assert len(strata(items)) == 1


def _holds(outer, inner):
    return outer.x <= inner.x and inner.right <= outer.right and outer.y <= inner.y and inner.bottom <= outer.bottom


@pytest.mark.parametrize("row", [0, 14, 44])
def test_a_picture_stays_inside_its_frame(page, row):
    """At the top of a framed notice, in its middle, and down to its foot, where the plan gives it the frame's row."""
    shown = (PhotoPlace(0, 0, row, 3, 16),)
    for fixed in (False, True):
        told = story(text=COPY * 2, photos=(PHOTO,), kind="notice" if fixed else "news")
        told = replace(told, wishes=Wishes(size=(3, 60))) if fixed else told
        sheet = page([block("a", "rule", shown)], told).sheets[0]
        box = next(item.box for item in sheet.items if isinstance(item, Picture))
        words = [text_box(item) for item in sheet.items if isinstance(item, Text) and item.line.role == "caption"]
        sides = [extent(item) for item in sheet.items if isinstance(item, Rule) and item.region < 0]
        frame = sides[0]
        for side in sides[1:]:
            frame = frame.union(side)
        assert frame.y < box.y and box.bottom < frame.bottom and frame.x < box.x and box.right < frame.right
        assert all(one.bottom < frame.bottom - 4_000 for one in words)


@pytest.mark.parametrize("name", ["frame", "tint", "over its picture", "over its picture in a frame"])
def test_a_caption_stands_under_its_picture_and_over_its_frame(page, name):
    told = story(text=COPY * 4, photos=(PHOTO,))
    done = page([CASES[name]], told, lightness=lambda picture: DARK)
    sheet = done.sheets[0]
    (picture,) = [item.box for item in sheet.items if isinstance(item, Picture)]
    words = [
        text_box(item)
        for item in sheet.items
        if isinstance(item, Text) and sheet.regions[item.region].role in ("caption", "credit")
    ]
    assert words
    assert all(picture.bottom <= box.y and picture.x <= box.x and box.right <= picture.right for box in words)
