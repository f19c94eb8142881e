"""Images of a page are kept by what they are drawn from: a page that did not change is not drawn again."""

from __future__ import annotations

import pytest

from layout.diagnostics import Severity
from layout.export.raster import kept, page_images
from layout.geometry import Box, mm
from layout.sheet import Fill

TINTS = ((0, 0, 0, 40), (0, 80, 60, 0))


@pytest.fixture
def draw(tmp_path, edition, printed, press_profile):
    """Draw pages with tints into a folder, with what was kept; return the edition's images."""

    def run(name, tints=TINTS, alone=True, profile=press_profile, **options):
        pages = [[Fill(Box(mm(5), mm(5), mm(10), mm(10)), tint)] for tint in tints]
        made = edition(*pages)
        files = [printed(edition(page)).rename(tmp_path / f"{name}-{at}.pdf") for at, page in enumerate(pages)]
        to, shelf = tmp_path / name, tmp_path / "kept"
        given = {"tiles": "{}", "jp2": True, "kept": shelf} | options
        done = page_images(printed(made), made, to, profile=profile, pages=files if alone else (), **given)
        assert not [remark for remark in done.remarks if remark.severity is Severity.ERROR]
        return done.value

    return run


@pytest.fixture
def drawn(monkeypatch):
    """Count the pages that are drawn."""
    from layout.export.raster import render

    names, own = [], render.render
    monkeypatch.setattr(render, "render", lambda task: (names.append(task.name), own(task))[1])
    return names


def files(folder):
    return {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_the_second_time_nothing_is_drawn_and_every_byte_is_the_same(tmp_path, draw, drawn):
    one = draw("one")
    assert drawn == ["0001", "0002"]
    two = draw("two")
    assert drawn == ["0001", "0002"]
    assert files(tmp_path / "one") == files(tmp_path / "two")
    assert [image.colour for image in one] == [image.colour for image in two]


def test_a_page_drawn_from_its_own_file_is_the_page_of_the_whole_file(tmp_path, draw):
    draw("alone", kept=None)
    draw("whole", alone=False, kept=None)
    assert files(tmp_path / "alone") == files(tmp_path / "whole")


def test_only_the_page_that_changed_is_drawn(draw, drawn):
    draw("one")
    draw("two", tints=(TINTS[0], (0, 90, 60, 0)))
    assert drawn == ["0001", "0002", "0002"]


@pytest.mark.parametrize(
    "other",
    [{"dpi": 200}, {"gray": True}, {"paper": True}, {"tiff": "none"}, {"jp2": False}, {"tiles": ""}, {"stem": "x_"}],
    ids=str,
)
def test_every_setting_has_its_own_images(draw, drawn, other):
    draw("one")
    draw("two", **other)
    assert len(drawn) == 4


def test_another_profile_or_program_draws_anew(tmp_path, draw, drawn, press_profile, monkeypatch):
    profile = tmp_path / "press.icc"
    profile.write_bytes(press_profile.read_bytes())
    draw("one", profile=profile)
    profile.write_bytes(press_profile.read_bytes() + b"\0")
    draw("two", profile=profile)
    assert len(drawn) == 4
    monkeypatch.setattr(kept, "_program", lambda: "another")
    draw("three", profile=profile)
    assert len(drawn) == 6


def test_a_kept_page_that_was_changed_is_drawn_anew_and_kept_again(tmp_path, draw, drawn):
    draw("one")
    entry = min((tmp_path / "kept").glob("*.page"))
    whole = entry.read_bytes()
    entry.write_bytes(whole[:-9] + bytes([whole[-9] ^ 1]) + whole[-8:])
    draw("two")
    assert len(drawn) == 3 and files(tmp_path / "one") == files(tmp_path / "two")
    assert entry.read_bytes() == whole


def test_what_was_asked_for_longest_ago_goes_where_there_is_too_much(tmp_path, draw, drawn, monkeypatch):
    draw("one", tints=TINTS[:1])
    first = {path.name for path in (tmp_path / "kept").iterdir()}
    size = sum(path.stat().st_size for path in (tmp_path / "kept").iterdir())
    draw("two", tints=TINTS[1:])
    draw("three", tints=TINTS[:1])
    monkeypatch.setattr(kept, "MOST_BYTES", size * 5 // 2)
    draw("four", tints=((0, 0, 0, 70),))
    left = {path.name for path in (tmp_path / "kept").iterdir()}
    assert len(left) == 2 and first < left


def test_where_nothing_can_be_kept_pages_are_drawn_all_the_same(tmp_path, draw, drawn):
    (tmp_path / "kept").write_bytes(b"")
    draw("one")
    draw("two")
    assert len(drawn) == 4
