"""Type of an advert in RGB prints sharp: black alone and over what is below, colour without black."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pytest

from layout.export.pdf.settings import house_profile
from layout.picture.advert.intake import Terms, pdf_artwork
from layout.picture.svg.colour import Separation
from tests.day import adverts


@pytest.fixture
def art(tmp_path: Path):
    """Return a function that takes a drawn page in: its instructions then, and the state in which black prints."""

    def made(draw):
        canvas = adverts._canvas(tmp_path / "a.pdf", 300, 200)
        draw(canvas)
        canvas.showPage()
        canvas.save()
        terms = Terms(Separation(house_profile().read_bytes(), 240))
        done = pdf_artwork(tmp_path / "a.pdf", terms, tmp_path / "kept")
        assert done.value is not None, done.remarks
        with pikepdf.open(done.value.path) as pdf:
            page = pdf.pages[0]
            over = page.Resources.get("/ExtGState", {}).get("/LayoutOver", {})
            steps = [(str(one.operator), list(one.operands)) for one in pikepdf.parse_content_stream(page)]
            return steps, {key: over[key] for key in over.keys()}  # noqa: SIM118

    return made


def around(steps, nth: int = 0) -> tuple[tuple[str, object], tuple[str, object]]:
    """Return the instructions before and after the type that is shown."""
    at = [place for place, (name, _) in enumerate(steps) if name == "Tj"][nth]
    return steps[at - 1], steps[at + 1]


def test_black_type_overprints_and_what_follows_does_not(art) -> None:
    def draw(canvas) -> None:
        canvas.setFillColorRGB(0, 0, 0)
        canvas.setFont("song", 10)
        canvas.drawString(20, 100, "停水公告")
        canvas.rect(20, 20, 100, 30, fill=1)

    steps, over = art(draw)
    before, after = around(steps)
    assert before == ("gs", ["/LayoutOver"]) and after == ("gs", ["/LayoutPlain"])
    assert over["/OP"] and over["/op"] and over["/OPM"] == 1


@pytest.mark.parametrize(("blue", "wanted"), [((0, 0.42, 0.72), True), ((1, 0, 0), False)])
def test_coloured_type_has_no_black_and_the_ground_keeps_its_inks(art, blue, wanted: bool) -> None:
    def draw(canvas) -> None:
        canvas.setFillColorRGB(*blue)
        canvas.rect(20, 20, 100, 30, fill=1, stroke=0)
        canvas.setFont("hei", 20)
        canvas.drawString(20, 100, "停水公告")

    steps, over = art(draw)
    before, after = around(steps)
    assert not over, "nothing overprints"
    if not wanted:
        assert before[0] != "k", "it has no black to begin with"
        return
    set_to, then = ([float(ink) for ink in operands] for _, operands in (before, after))
    assert before[0] == after[0] == "k"
    assert set_to[3] == 0 < then[3]
    assert set_to[:3] == pytest.approx([min(1, ink + then[3]) for ink in then[:3]], abs=1e-3)


def test_an_advert_s_dictionaries_are_written_in_one_order() -> None:
    """Keys of a PDF dictionary come as a set, whose order is another in every process."""
    import subprocess
    import sys

    script = (
        "import pikepdf\n"
        "from layout.picture.advert.graft import _Graft\n"
        "state = pikepdf.Dictionary({f'/K{n}': n for n in range(12)})\n"
        "print(_Graft.syntax(object.__new__(_Graft), state))\n"
    )
    made = {
        subprocess.run(
            [sys.executable, "-c", script], capture_output=True, text=True, check=True, env={"PYTHONHASHSEED": seed}
        ).stdout
        for seed in ("1", "2", "3")
    }
    assert len(made) == 1
